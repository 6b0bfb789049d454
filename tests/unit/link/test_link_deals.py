"""Which agreement a breach ends, what is a term and what a defeat, deadlines, causes, and who mediates."""

from __future__ import annotations

import pytest
from tests.factory import a_claim, a_finding, a_report, a_when

from dragoman import world as worlds
from dragoman.link import tie
from dragoman.records import Actor, Entry, Finding, Place, Report, Stance, Voice

WORLD = worlds.load()
TOWN = Place("p-karel", "Karel", 12.0, 30.0, 1000.0, "town", "SD")
ARMY = Actor("x-army", "Army of Karelia", "military", "SD")
FRONT = Actor("x-front", "Karel Front", "armed_group", "SD")
SELF, ARMY_SAYS = (Voice("outlet_itself", "outlet"),), (Voice("military", "role_only", words="the army"),)


def told(report: Report, trigger: str, kind: str, **kw: object) -> Finding:
    rest = {k: kw.pop(k) for k in ("when", "actors", "place") if k in kw}
    stance = Stance(kw.pop("status", "occurred"), kw.pop("voices", SELF), background=bool(kw.pop("background", False)))  # type: ignore[arg-type]
    claim = a_claim(report, trigger, kind=kind, stance=stance, **kw)  # type: ignore[arg-type]
    return a_finding(claim, **{"place": TOWN, "when": a_when("2012-09-02"), "published": "2012-09-02", **rest})


def deals(report: Report, *findings: Finding) -> list[Entry]:
    return [e for e in tie(findings, WORLD, (), {report.id: report.text}).entries if e.ledger == "deals"]


PACT = "In May the Front signed a pact to stay north of the river."
BROKE = "The army broke the pact by bombing Karel."
OFFER = "The River Union offered to host new talks."


@pytest.mark.parametrize("offered_first", [False, True])
def test_a_breach_ends_the_agreement_told_before_it_and_no_offer_told_after(offered_first: bool) -> None:
    report = a_report(" ".join([PACT, OFFER, BROKE] if offered_first else [PACT, BROKE, OFFER]), published="2012-09-02")
    pact = told(
        report, "signed a pact", "agreement", evidence=PACT, party="the Front", actors={"party": FRONT},
        background=True, when=a_when("2012-05-01", "2012-05-31", precision="month"),
    )  # fmt: skip
    broke = told(report, "broke the pact", "breach", evidence=BROKE, actor="The army", actors={"actor": ARMY})
    offer = told(report, "offered to host", "offer", evidence=OFFER, status="offered", actor="The River Union")
    holding = [e for e in deals(report, pact, broke, offer) if broke.id in e.findings]
    assert [pact.id in e.findings for e in holding] == [not offered_first]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("The Front signed a pact. Its men handed in 12 mortars.", True),
        ("The Front signed a pact. Its men surrendered with 12 mortars.", True),
        ("The Front signed a pact. Its men surrendered with 12 mortars after a long battle.", False),
    ],
)
def test_the_surrender_that_ends_a_battle_is_no_term(text: str, term: bool) -> None:
    report = a_report(text)
    first, second = (f"{part.strip(' .')}." for part in text.split(". "))
    pact = told(report, "signed a pact", "agreement", evidence=first, party="The Front", actors={"party": FRONT})
    word = "surrendered" if "surrendered" in text else "handed in"
    gave = told(report, word, "surrender_of_arms", evidence=second, actor="Its men", actors={"actor": FRONT})
    (entry,) = deals(report, pact, gave)
    assert bool(entry.get("term")) == term


def test_a_surrender_right_behind_the_fall_of_a_base_is_no_term() -> None:
    report = a_report("The Front took the base. Forty soldiers surrendered with their guns.")
    took = told(report, "took the base", "territory_taken", evidence="The Front took the base.", actor="The Front")
    gave = told(report, "surrendered", "surrender_of_arms", evidence="Forty soldiers surrendered with their guns.")
    assert deals(report, took, gave) == []


def test_a_term_keeps_what_is_owed_and_by_when() -> None:
    text = (
        "Under the pact, reached in Osten in May, both sides must pull back from the bridge by 7 September. It rained."
    )
    report = a_report(text)
    start = "Under the pact, reached in Osten in May"
    term = told(report, "Under the pact", "term", evidence=start, status="planned", actor="both sides")
    (entry,) = deals(report, term)
    (whole,) = entry.get("term")
    assert whole.words == text.partition(".")[0]
    assert [f.value for f in entry.get("term_deadline")] == ["7 September"]


def test_troops_sent_out_are_no_term_of_talks() -> None:
    report = a_report("Talks with the Front were called off. The army will send 900 troops.")
    off = told(report, "called off", "collapse", status="failed", party="the Front", actors={"party": FRONT})
    sent = told(report, "send", "deployment", status="planned", actor="The army", actors={"actor": ARMY})
    (entry,) = deals(report, off, sent)
    assert entry.get("term") == ()


def test_the_collapse_is_not_its_own_cause() -> None:
    report = a_report("A truce with the Front lapsed, the army said.")
    lapsed = told(
        report, "lapsed", "collapse", status="failed", evidence="A truce with the Front lapsed", voices=ARMY_SAYS,
        party="the Front", actors={"party": FRONT},
    )  # fmt: skip
    (entry,) = deals(report, lapsed)
    assert entry.status == "collapsed"
    assert entry.get("cause") == ()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Riverland just three days", ["Riverland"]),
        ("the Union of the Two Rivers", ["the Union of the Two Rivers"]),
        ("tribal elders", ["tribal elders"]),
        ("three days", []),
        ("72 hours", []),
    ],
)
def test_a_mediator_is_a_body_not_a_cut_phrase(words: str, shown: list[str]) -> None:
    report = a_report(f"The Front signed a pact, mediated by {words} ago.")
    pact = told(report, "signed a pact", "agreement", party="The Front", mediator=words, actors={"mediator": None})
    (entry,) = deals(report, pact)
    assert [f.value for f in entry.get("mediator")] == shown


def test_talks_told_over_days_do_not_follow_the_collapse_of_one_of_them() -> None:
    report = a_report("A truce brokered with the Front broke down.")
    brokered = told(
        report,
        "brokered",
        "mediation",
        party="the Front",
        actors={"party": FRONT},
        when=a_when("2012-09-01", "2012-09-04"),
    )
    broke = told(report, "broke down", "collapse", status="failed", when=a_when("2012-09-01"))
    (entry,) = deals(report, brokered, broke)
    assert entry.status == "collapsed"
