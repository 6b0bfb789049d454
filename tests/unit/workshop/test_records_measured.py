"""By which rules disputes and deals of annotated records count as found."""

from __future__ import annotations

import pytest
from tests.factory import a_claim, a_finding, a_reading, a_report

from dragoman.records import Entry, Fact, Quantity
from dragoman.workshop import record_rules as rules
from dragoman.workshop import records_measured as measured
from dragoman.world import load


@pytest.mark.parametrize(
    ("gold", "made", "same"),
    [
        ("Karel Front", "Karel Front", True),
        ("Military Forces of Karelia", "Government of Karelia", True),
        ("Karelian security committee", "Military Forces of Karelia", True),
        ("Military Forces of Karelia", "Government of Riverland", False),
        ("Opposition rebels (Karelia)", "Karel Front", True),  # the whole side and a body of it
        ("River Brigade", "Karel Front", False),
        ("Riverland", "Opposition rebels (Karelia)", False),
        ("Riverland", "Military Forces of Riverland", True),
        ("Government of Karelia", "Unidentified armed group (Karelia)", False),
    ],
)
def test_names_of_one_side(gold: str, made: str, same: bool) -> None:
    assert rules.one_side(gold, made) == same


@pytest.mark.parametrize(
    ("field", "sort", "fields"),
    [
        ("killed at the mill", "quantity", ("count",)),
        ("start of the siege", "fact", ("date",)),
        ("who fired first", "fact", ("who", "cause")),
        ("was the pact signed", "fact", ("happened", "terms")),
        ("colour of the flag", "fact", ()),
    ],
)
def test_a_question_is_answered_by_fields(field: str, sort: str, fields: tuple[str, ...]) -> None:
    assert rules.asked(field, sort) == fields


@pytest.mark.parametrize(
    ("term", "words", "told"),
    [
        ("rebels hand over heavy weapons", "Fighters surrendered their heavy arms", True),
        ("ceasefire", "a truce for the harvest", True),
        ("those who refuse leave", "whoever rejects it will be evacuated", True),
        ("ten posts around the mill", "the mill was hit", False),
        ("siege lifted", "the end of the blockade", True),
    ],
)
def test_a_line_covers_a_term(term: str, words: str, told: bool) -> None:
    assert rules.covers(term, words) == told


def test_statuses_are_compared_in_turn() -> None:
    ours = rules.in_turn(["agreed", "agreed", "begun", "agreed"])
    assert ours == ["agreed", "begun", "agreed"]
    assert rules.longest_common(["agreed", "begun", "broken off"], ours) == 2


def test_a_finding_stands_for_the_claim_that_fits_it_tightest() -> None:
    claims = [{"claim_id": "wide", "start": 0, "end": 40}, {"claim_id": "tight", "start": 5, "end": 15}]
    report = a_report()
    (one, two, three) = (a_finding(a_claim(report, w)) for w in ("army", "shelled", "Tuesday"))
    made = [(one, 5, 16), (two, 0, 38), (three, 60, 70)]
    assert rules.stands_for(claims, made) == {one.id: "tight", two.id: "wide"}


TEXT = "Shells killed 4 at the mill. Nine died there, elders said. The pact was signed by the Front."


def test_records_are_measured_with_their_own_claims() -> None:
    """Two claims with other numbers, put by hand, and a deal that one of our lines meets."""
    spans = [(0, 27), (29, 56), (58, 91)]
    claims = [_gold(f"c{n}", start, end, n) for n, (start, end) in enumerate(spans)]
    record = {"id": "one", "text": TEXT, "claims": claims, "relevant": True}
    report = a_report(TEXT, id="one")
    found = [
        a_finding(a_claim(report, words, evidence=TEXT[s:e], kind=kind, quantities=_counts(report, number)))
        for words, kind, (s, e), number in zip(
            ("killed", "died", "signed"), ("shelling", "shelling", "agreement"), spans, (4, 9, None), strict=True
        )
    ]
    made = measured.told([record], [a_reading(report, found)], load(()))
    entry = Entry("e", "deals", "Mill: Front", "", (Fact("status", "agreed", (found[2].id,)),), (found[2].id,))
    made = measured.Told(made.gold, made.found, made.stands_for, made.names, made.events, (entry,), made.shown)
    records = {
        "disputes": [{"dispute_id": "d", "field": "killed", "type": "quantity", "compatible": False, "values": [
            {"low": 4, "high": 4, "support": [{"claim": "c0"}]}, {"low": 9, "high": 9, "support": [{"claim": "gone"}]}]}],
        "settlements": [
            {"settlement_id": "s", "name": "Pact", "parties": ["Karel Front"], "mediators": [], "terms": ["ceasefire"],
             "transitions": [{"status": "agreed", "supporting_claims": ["c2"]}]},
            {"settlement_id": "t", "name": "None", "parties": [], "mediators": [], "terms": [],
             "transitions": [{"status": "agreed", "supporting_claims": ["gone"]}]}],
    }  # fmt: skip
    assert measured.disputes_met(records, made) == []  # one value alone has a claim
    (met,) = measured.deals_met(records, made)
    assert (met.id, met.claims, met.statuses) == ("s", (1, 1, 1), (["agreed"], ["agreed"]))
    assert met.terms == ([], [])  # no claim tells of a ceasefire


def _gold(name: str, start: int, end: int, event: int) -> dict[str, object]:
    return {
        "claim_id": name, "start": start, "end": end, "evidence": TEXT[start:end], "event_id": f"e{event}",
        "actors": [], "quantities": [],
    }  # fmt: skip


def _counts(report: object, number: int | None) -> tuple[Quantity, ...]:
    if number is None:
        return ()
    span = a_claim(report, "mill").trigger  # type: ignore[arg-type]
    return (Quantity("killed", number, number, False, "people", span, str(number)),)
