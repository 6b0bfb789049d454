"""What is told about another claim: accusations and terms go to its event, and have no say in it."""

from __future__ import annotations

import pytest
from tests.factory import a_claim, a_finding, a_quantity, a_report, a_when

from dragoman import world as worlds
from dragoman.link import Ties, tie
from dragoman.link.about import BLAME
from dragoman.records import Actor, Event, Finding, Judgement, Place, Report, Stance, Voice

WORLD = worlds.load()
MILL = Place("p-mill", "Karel mill", 12.0, 30.0, 400.0, "exact", "SD")
CAPITAL = Place("p-osten", "Osten", 17.0, 38.0, 3000.0, "town", "SD")
ARMY = Actor("x-army", "Army of Karelia", "military", "SD")
FRONT = Actor("x-front", "Karel Front", "armed_group", "SD")
NEWS = Voice("outlet_itself", "outlet")
BLAMED = "Shells fell on the mill. In Osten the army blamed the Front, which killed 40 there, it said. Police searched Osten."
DEAL = "The army and the Front signed a truce. The Front will leave the mill. Guns will fall silent in Karel."


def report(text: str, **kw: object) -> Report:
    return a_report(text, **{"published": "2012-05-04", **kw})


def told(report: Report, trigger: str, kind: str, status: str = "occurred", **kw: object) -> Finding:
    """A finding at the mill on one day, unless told otherwise."""
    about = {k: kw.pop(k) for k in ("place", "when", "actors") if k in kw}
    stance = kw.pop("stance", Stance(status, (NEWS,)))  # type: ignore[arg-type]
    claim = a_claim(report, trigger, kind=kind, stance=stance, **kw)  # type: ignore[arg-type]
    return a_finding(claim, **{"place": MILL, "when": a_when("2012-05-03"), "published": report.published, **about})


def blamed(kind: str = "accuse", status: str = "occurred", text: str = BLAMED, **kw: object) -> list[Finding]:
    """Shelling, and who is blamed for it, in another place on another day and with a number of its own."""
    made = report(text)
    dead = a_quantity(made, "40")
    army = {"actor": "the army", "actors": {"actor": ARMY}}
    late = {"place": CAPITAL, "when": a_when("2012-05-04"), **kw}
    return [
        told(made, "fell", "shelling"),
        told(made, "blamed", kind, status, quantities=(dead,), **army, **late),
    ]


def event_of(ties: Ties, finding: Finding) -> Event:
    return next(e for e in ties.events if finding.id in e.findings)


def shown(event: Event) -> dict[str, str]:
    return {v.field: v.value for v in event.values}


def test_an_accusation_is_in_the_event_of_the_act_and_changes_nothing_in_it() -> None:
    act, accusation = blamed()
    (event,) = tie([act, accusation], WORLD).events
    (alone,) = tie([act], WORLD).events
    assert set(event.findings) == {act.id, accusation.id}
    assert (event.kind, event.values, event.place, event.when) == (alone.kind, alone.values, alone.place, alone.when)
    assert event.origins == alone.origins


def test_many_accusations_never_outweigh_the_act() -> None:
    ties = tie([f for n in range(3) for f in blamed(text=f"{BLAMED} {'So it went on. ' * n}")], WORLD)
    assert {e.kind for e in ties.events} == {"shelling"}
    assert not any("killed" in shown(e) or "actor" in shown(e) for e in ties.events)


def test_the_link_says_why() -> None:
    (link,) = tie(blamed(), WORLD).links
    assert (link.verdict, [f.words for f in link.features]) == (
        "same",
        [BLAME.words],
    )


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "condemn"},
        {"kind": "investigation"},
        {"status": "ongoing"},
        {"when": a_when("2014-05-04")},
        {"aggregate": True},
        {"stance": Stance("occurred", (NEWS,), background=True)},
    ],
)
def test_what_only_comments_on_it_or_tells_of_another_time_stays_apart(change: dict[str, object]) -> None:
    assert len(tie(blamed(**change), WORLD).events) == 2  # type: ignore[arg-type]


def test_who_claims_an_act_is_in_its_event() -> None:
    assert len(tie(blamed("responsibility_claim"), WORLD).events) == 1


def test_an_accusation_goes_to_what_the_text_tells_more_of() -> None:
    made = report("Shells fell on the mill, shells that burnt it. Police searched Osten. The army blamed the Front.")
    first, again = told(made, "fell", "shelling"), told(made, "burnt", "shelling")
    search = told(made, "searched", "raid_search", place=CAPITAL)
    accusation = told(made, "blamed", "accuse", place=None)
    assert accusation.id in event_of(tie([first, again, search, accusation], WORLD), first).findings


def test_an_accusation_alone_is_an_event_of_its_own_and_so_is_one_that_a_person_keeps_apart() -> None:
    act, accusation = blamed()
    (event,) = tie([accusation], WORLD).events
    assert event.kind == "accuse"
    word = Judgement("j", f"{act.id}|{accusation.id}", "same", "different", "ann", "2020-01-01T00:00:00Z")
    assert len(tie([act, accusation], WORLD, [word]).events) == 2


def deal(**kw: object) -> list[Finding]:
    made = report(DEAL)
    first = {"place": CAPITAL, **kw}
    return [
        told(made, "signed a truce", "ceasefire", **first),
        told(made, "will leave", "withdrawal", "planned", when=a_when(None, basis="none")),
        told(made, "fall silent", "ceasefire", "planned", when=a_when("2012-05-03", "2012-07-30")),
    ]


def test_what_is_to_be_done_is_in_the_event_of_the_deal_that_the_text_tells() -> None:
    (event,) = tie(deal(), WORLD).events
    assert len(event.findings) == 3
    assert (event.kind, shown(event)["status"], shown(event)["place"]) == ("ceasefire", "occurred", "Osten")


def test_a_step_on_its_own_day_is_no_term_and_what_was_told_before_the_deal_neither() -> None:
    made = report("The Front will leave the mill today. The army and the Front signed a truce. Buses will go tomorrow.")
    signed = told(made, "signed a truce", "ceasefire", place=CAPITAL)
    before = told(made, "will leave", "withdrawal", "planned", when=a_when(None, basis="none"))
    other_day = told(made, "will go", "withdrawal", "planned", when=a_when("2012-05-06"))
    assert len(event_of(tie([signed, before], WORLD), signed).findings) == 1
    assert len(event_of(tie([signed, other_day], WORLD), signed).findings) == 1


def test_two_tellings_of_one_deal_join_whatever_terms_each_tells() -> None:
    other = report(f"Word came late. {DEAL}", source="b", published="2012-05-05")
    terms = [
        told(other, "will leave", "withdrawal", "planned", when=a_when(None, basis="none")),
        told(other, "fall silent", "term", "planned", place=None, when=a_when(None, basis="none")),
    ]
    again = told(other, "signed a truce", "ceasefire", place=CAPITAL)
    (event,) = tie([*deal(), again, *terms], WORLD).events
    assert (len(event.findings), event.origins) == (6, 2)
