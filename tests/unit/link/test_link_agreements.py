"""Which deal a telling is of, what carries a deal out, what was agreed, and who goes between."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factory import a_claim, a_finding, a_report, a_when

from dragoman import world as worlds
from dragoman.link import tie
from dragoman.records import Actor, Entry, Finding, Place, Report, Stance, Voice

WORLD = worlds.load()
TOWN = Place("p-karel", "Karel", 12.0, 30.0, 1000.0, "town", "SD")
ARMY = Actor("x-army", "Army of Karelia", "military", "SD")
CABINET = Actor("x-cabinet", "Cabinet of Karelia", "government", "SD")
FRONT = Actor("x-front", "Karel Front", "armed_group", "SD")
LEAGUE = Actor("x-league", "River League", "armed_group", "SD")
RIVERLAND = Actor("x-river", "Riverland", "state", "RV")
SELF = (Voice("outlet_itself", "outlet"),)
OTHERS = (Voice("monitor", "named", "Karel Watch", words="Karel Watch"),)


def told(report: Report, trigger: str, kind: str, day: str | None = "2012-09-02", **kw: object) -> Finding:
    rest = {k: kw.pop(k) for k in ("when", "actors", "place", "published") if k in kw}
    status, voices = kw.pop("status", "occurred"), kw.pop("voices", SELF)
    stance = Stance(status, voices, background=bool(kw.pop("background", False)))  # type: ignore[arg-type]
    claim = a_claim(report, trigger, kind=kind, stance=stance, **kw)  # type: ignore[arg-type]
    return a_finding(claim, **{"place": TOWN, "when": a_when(day), "published": report.published, **rest})


def deals(*findings: Finding, reports: tuple[Report, ...]) -> list[Entry]:
    ties = tie(findings, WORLD, (), {r.id: r.text for r in reports})
    return sorted((e for e in ties.entries if e.ledger == "deals"), key=lambda e: e.interval)


def paper(text: str, published: str | None = "2012-09-02") -> Report:
    return a_report(text, source=text, published=published)


def signed(report: Report, trigger: str = "signed a pact", day: str | None = "2012-09-02", **kw: object) -> Finding:
    return told(report, trigger, "agreement", day, evidence=trigger, actors={"party": FRONT}, party="The Front", **kw)


# ------------------------------------------------------------------ which deal it is of


@pytest.mark.parametrize(("second", "count"), [("2012-09-05", 1), ("2012-09-06", 2)])
def test_agreements_dated_to_days_four_apart_are_two(second: str, count: int) -> None:
    one, two = paper("The Front signed a pact on Sunday.", "2012-09-08"), paper("The Front struck a deal.", second)
    found = deals(signed(one), signed(two, "struck a deal", second), reports=(one, two))
    assert len(found) == count


def test_a_report_does_not_tell_of_what_was_agreed_after_it_came_out() -> None:
    early = paper("The Front took an offer.", "2012-09-02")
    late = paper("The Front signed a pact on Wednesday.", "2012-09-05")
    first = told(early, "took an offer", "acceptance", None, actor="The Front", actors={"actor": FRONT})
    assert len(deals(first, signed(late, day="2012-09-05"), reports=(early, late))) == 2


def test_what_ended_before_was_another_deal() -> None:
    text = "The Front signed a pact. The older truce collapsed on Thursday."
    report = paper(text)
    pact = signed(report)
    ended = told(
        report, "truce collapsed", "collapse", "2012-08-30", status="failed", evidence="The older truce collapsed",
        party="The Front", actors={"party": FRONT},
    )  # fmt: skip
    assert [len(e.findings) for e in deals(pact, ended, reports=(report,))] == [1, 1]


def test_talks_that_failed_lead_to_the_next_agreement() -> None:
    old, new = paper("The Front signed a pact.", "2012-09-02"), paper("The Front struck a deal.", "2012-09-12")
    between = paper("Talks broke down on Monday.", "2012-09-10")
    failed = told(
        between, "broke down", "collapse", "2012-09-10", status="failed", evidence="Talks broke down", thing="Talks"
    )
    found = deals(signed(old), signed(new, "struck a deal", "2012-09-12"), failed, reports=(old, new, between))
    assert [failed.id in e.findings for e in found] == [False, True]


def test_what_is_carried_out_after_the_end_of_a_deal_is_of_another() -> None:
    first, second = paper("The Front signed a pact.", "2012-09-02"), paper("The Front struck a deal.", "2012-09-09")
    later = paper("Fighters gave in their rifles on Monday. The pact had collapsed a week before.", "2012-09-10")
    gave = told(later, "gave in", "surrender_of_arms", "2012-09-10", evidence="Fighters gave in their rifles on Monday")
    ended = told(
        later, "collapsed", "collapse", "2012-09-03", status="failed", evidence="The pact had collapsed a week before"
    )
    found = deals(
        signed(first), signed(second, "struck a deal", "2012-09-09"), gave, ended, reports=(first, second, later)
    )
    assert [(ended.id in e.findings, gave.id in e.findings) for e in found] == [(True, False), (False, True)]


def test_a_day_after_the_report_is_no_day_of_what_is_done() -> None:
    report = paper("The Front agreed to open the road over the weekend.", "2012-09-02")
    (entry,) = deals(signed(report, "agreed to open the road", "2012-09-08"), reports=(report,))
    assert entry.status == "agreed"
    later = paper("The pact collapsed on Monday.", "2012-09-03")
    ended = told(later, "collapsed", "collapse", "2012-09-03", status="failed", evidence="The pact collapsed on Monday")
    agreed = signed(report, "agreed to open the road", "2012-09-08")
    (entry,) = deals(agreed, ended, reports=(report, later))
    assert entry.status == "collapsed"


def test_copies_of_one_text_tell_of_one_deal_be_they_dated_or_not() -> None:
    text = "The Front signed a pact. Its men will leave the mill."
    one, copy = paper(text), a_report(text, source="copy", published=None)
    pact = signed(one)
    leave = [
        told(r, "leave the mill", "departure", day, status="planned", evidence="will leave the mill", actor="Its men",
             actors={"actor": FRONT}) for r, day in ((one, "2012-09-02"), (copy, None))
    ]  # fmt: skip
    leave = [replace(f, origin_group="wire") for f in leave]
    again = replace(told(copy, "leave the mill", "term", None, status="planned"), origin_group="wire")
    (entry,) = deals(replace(pact, origin_group="wire"), *leave, again, reports=(one, copy))
    assert leave[1].id in entry.findings


# ------------------------------------------------------------------------- carried out


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Fighters left Karel under a deal.", True),
        ("Fighters left Karel, under the terms of the river accord.", True),
        ("Fighters left Karel. Under the deal roads will open.", False),
        ("Fighters left Karel under fire.", False),
        ("Fighters left Karel when, under a pact, roads were opened.", False),
    ],
)
def test_an_act_under_a_deal_carries_it_out(text: str, kept: bool) -> None:
    report = paper(f"The Front signed a pact. {text}")
    left = told(
        report, "left Karel", "departure", evidence="Fighters left Karel", actor="Fighters", actors={"actor": FRONT}
    )
    (entry,) = deals(signed(report), left, reports=(report,))
    assert (left.id in entry.findings) == kept
    assert (entry.status == "begun") == kept


@pytest.mark.parametrize(("joint", "kept"), [("and", True), ("but", False)])
def test_what_is_told_in_one_breath_with_it_carries_it_out_too_but_is_no_term(joint: str, kept: bool) -> None:
    text = f"The army entered the mill by agreement {joint} raised its flag there"
    report = paper(f"The Front signed a pact. {text}.")
    who = {"actor": "The army", "actors": {"actor": ARMY}}
    came = told(report, "entered the mill by agreement", "entry_by_deal", evidence="The army entered the mill", **who)
    flag = told(report, "raised its flag", "flag_raised", evidence="raised its flag there", **who)
    (entry,) = deals(signed(report), came, flag, reports=(report,))
    assert (flag.id in entry.findings) == kept
    assert not any(flag.id in f.findings for f in entry.get("term"))


def test_what_the_deal_asked_for_and_was_not_done_is_a_term_missed() -> None:
    text = "The army was to leave the hill under the deal but has not"
    report = paper(f"The Front signed a pact. {text}.")
    stayed = told(
        report, "was to leave", "departure", status="failed", evidence=text, actor="The army", actors={"actor": ARMY}
    )
    (entry,) = deals(signed(report), stayed, reports=(report,))
    assert [f.state for f in entry.get("term") if stayed.id in f.findings] == ["missed"]
    assert any(stayed.id in f.findings for f in entry.get("cause"))


# ----------------------------------------------------------------------- what was agreed


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("agreed to lift the blockade of Karel", ["Karel Front: lift the blockade of Karel"]),
        ("agreed on the handover of the silo, a success for the mayor", ["Karel Front: the handover of the silo"]),
        ("struck a deal to open the mill road", ["Karel Front: open the mill road"]),
        ("struck a deal to end the fighting", []),
        ("agreed on Friday", []),
        ("agreed to a truce for the harvest", ["Ceasefire or truce"]),
        ("announced a ceasefire", ["Ceasefire or truce"]),
    ],
)
def test_what_was_agreed_is_a_term(words: str, terms: list[str]) -> None:
    report = paper(f"The Front {words}.")
    (entry,) = deals(signed(report, words), reports=(report,))
    assert [f.value for f in entry.get("term")] == terms


def test_what_another_finding_tells_is_told_once() -> None:
    report = paper("The Front agreed to hand over its mortars.")
    gave = told(
        report, "hand over", "surrender_of_arms", status="planned", evidence="hand over its mortars", actor="The Front"
    )
    (entry,) = deals(signed(report, "agreed to hand over its mortars"), gave, reports=(report,))
    assert [f.findings for f in entry.get("term")] == [(gave.id,)]


# ------------------------------------------------------------------------ who is who in it


@pytest.mark.parametrize(
    "words",
    [
        "signed a pact under Riverland's auspices",
        "signed a pact that Riverland brokered",
        "signed a pact brokered by Riverland",
        "signed a pact under the auspices of Riverland",
    ],
)
def test_who_goes_between_is_told_by_the_words_around_the_name(words: str) -> None:
    report = paper(f"The Front {words}.")
    pact = told(
        report, "signed a pact", "agreement", evidence=f"The Front {words}", party="The Front", actor="Riverland",
        actors={"party": FRONT, "actor": RIVERLAND},
    )  # fmt: skip
    (entry,) = deals(pact, reports=(report,))
    assert [f.value for f in entry.get("mediator")] == ["Riverland"]
    assert [f.value for f in entry.get("party")] == ["Karel Front"]


@pytest.mark.parametrize(("other", "between"), [(None, False), (LEAGUE, True)])
def test_the_state_that_the_one_armed_group_fights_is_no_go_between(other: Actor | None, between: bool) -> None:
    report = paper("The Front and the League signed a pact proposed by the cabinet.")
    roles = {"party": FRONT, "mediator": CABINET} | ({"recipient": other} if other else {})
    words = {"party": "The Front", "mediator": "the cabinet"} | ({"recipient": "the League"} if other else {})
    (entry,) = deals(told(report, "signed a pact", "agreement", actors=roles, **words), reports=(report,))
    assert ([f.value for f in entry.get("mediator")] == ["Cabinet of Karelia"]) == between


def test_blame_for_the_end_is_an_account_and_makes_no_party() -> None:
    blame = "The mayor blamed Riverland for the collapse of the pact"
    report = paper(f"The Front signed a pact. {blame}.")
    said = told(report, "blamed", "accuse", evidence=blame, recipient="Riverland", actors={"recipient": RIVERLAND})
    (entry,) = deals(signed(report), said, reports=(report,))
    assert [f.findings for f in entry.get("cause")] == [(said.id,)]
    assert "Riverland" not in [f.value for f in entry.get("party")]


@pytest.mark.parametrize(("behind", "denied"), [("that any deal was done", True), ("a visit to the mill", False)])
def test_a_denial_of_a_deal_is_a_step_and_not_its_outcome(behind: str, denied: bool) -> None:
    report = paper(f"The Front signed a pact. Elders denied {behind}.")
    no = told(report, "denied", "denial", status="denied", evidence="Elders denied", voices=OTHERS)
    (entry,) = deals(signed(report), no, reports=(report,))
    assert ("denied" in [f.value for f in entry.get("status")]) == denied
    assert entry.status == "agreed"
