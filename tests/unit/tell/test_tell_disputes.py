"""Where sources part: which fields, who gives which value as of when, and whether all can be true together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factory import a_claim, a_finding, a_reading, a_report, an_event, an_outlet
from tests.unit.tell.siege import held

from dragoman.cli import disputes as command
from dragoman.records import Entry, Event, Fact, Finding, Quantity, Rival, Value
from dragoman.tell import Held, Shown
from dragoman.tell.disputes import ASKED, Dispute, disputes

RULE = "most independent origins"


def told(number: int, published: str | None = "2021-03-02", outlet: str = "Bird Post") -> Finding:
    """A claim of a report of its own."""
    report = a_report(f"Shells fell on the mill, report {number} says.", source=f"{number}.txt", published=published)
    claim = a_claim(report, "fell")
    return a_finding(claim, published=published, outlet=an_outlet(outlet))


ONE, TWO = told(1), told(2, "2021-03-04", "Harbour News")


def parted(value: Value, *entries: Entry, findings: tuple[Finding, ...] = (ONE, TWO)) -> list[Dispute]:
    report = {f.claim.report_id: f for f in findings}
    readings = tuple(a_reading(a_report_of(f), [f]) for f in report.values())
    event: Event = an_event(*findings, values=(value,))
    return disputes(Shown(Held(readings, ((event,), entries))), [event], entries)


def a_report_of(finding: Finding) -> object:
    number = 1 if finding.id == ONE.id else 2
    return a_report(
        f"Shells fell on the mill, report {number} says.", source=f"{number}.txt", published=finding.published
    )


def rivals(first: str, second: str) -> tuple[Rival, Rival]:
    return Rival(first, (ONE.id,), 1), Rival(second, (TWO.id,), 1)


@pytest.mark.parametrize(
    ("field", "first", "second", "disputed", "asked", "together"),
    [
        ("actor", "Northern Army", "Northern Front", True, "who", "no"),
        ("actor", "Northern Army", "Third Brigade of it", False, "who", "unknown"),
        ("victim", "Civilians", "Fighters", False, "whom", "unknown"),
        ("place", "Mill quarter", "Bridge quarter", True, "place", "no"),
        ("place", "Mill quarter", "The town", False, "place", "yes"),
        ("when", "2021-03-01", "2021-03-03", True, "date", "no"),
        ("when", "2021-03-01", "../2021-03-03", False, "date", "yes"),
        ("happened", "yes", "no", True, "happened", "no"),
        ("status", "planned", "denied", True, "happened", "no"),
        ("kind", "shelling", "air_strike", True, "what", "no"),
    ],
)
def test_each_field_is_asked_for_by_its_word(
    field: str, first: str, second: str, disputed: bool, asked: str, together: str
) -> None:
    (found,) = parted(Value(field, first, RULE, rivals(first, second), disputed))
    assert (found.field, found.together, len(found.sides)) == (asked, together, 2)


def test_who_gives_a_value_is_told_with_the_day_of_the_text() -> None:
    (found,) = parted(Value("when", "2021-03-01", RULE, rivals("2021-03-01", "../2021-03-03"), True))
    assert (found.shown, found.rule) == ("2021-03-01", RULE)
    assert [side.value for side in found.sides] == ["2021-03-01", "by 2021-03-03"]
    assert [(g.chain, g.as_of, g.claim) for g in found.sides[1].given_by] == [("Harbour News", "2021-03-04", TWO.id)]


def test_one_source_that_gives_two_numbers_does_not_part_from_itself() -> None:
    both = (Rival("27", (ONE.id,), 1), Rival("5", (ONE.id,), 1))
    assert parted(Value("happened", "yes", RULE, both, True)) == []


def test_what_one_source_alone_tells_in_two_ways_is_no_parting() -> None:
    both = Rival("Civilians", (ONE.id, TWO.id), 2)
    assert parted(Value("victim", "Civilians", RULE, (both, Rival("Fighters", (ONE.id,), 1)))) == []
    assert parted(Value("status", "occurred", RULE, rivals("occurred", "planned"))) == []


def test_numbers_that_fit_each_other_can_be_true_together() -> None:
    shown = Shown(held())
    (count,) = [d for d in disputes(shown, shown.source.events(), ()) if d.field == "count"]
    assert (count.of, count.shown, count.together) == ("killed", "4–9", "no")
    events = [replace(e, values=tuple(replace(v, disputed=False) for v in e.values)) for e in shown.source.events()]
    (count,) = [d for d in disputes(shown, events, ()) if d.field == "count"]
    assert count.together == "yes"


@pytest.mark.parametrize(
    ("first", "second", "rose"), [("4", "9", True), ("9", "4", False), ("3..", "11", True), ("~600", "600", False)]
)
def test_a_number_that_later_texts_tell_higher_may_have_risen(first: str, second: str, rose: bool) -> None:
    """The first text came out two days before the second."""
    killed = tuple(
        replace(f, claim=replace(f.claim, quantities=(Quantity("killed", 4, 4, False, "", f.claim.trigger, "4"),)))
        for f in (ONE, TWO)
    )
    (found,) = parted(Value("killed", "4..9", RULE, rivals(first, second), True), findings=killed)
    assert (found.field, bool(found.note)) == ("count", rose)


def a_deal(*facts: Fact) -> Entry:
    return Entry("ent_mill", "deals", "Mill: Army and Front (2021-03)", "e", facts, (ONE.id, TWO.id), "2021-03")


def of_one(state: str, finding: Finding) -> tuple[Fact, ...]:
    parts = {"term_debtor": "Front", "term_act": "Weapons handed over", "term_object": "rifles"}
    return (
        Fact("term", f"Front: rifles {state}", (finding.id,), state=state),
        *(Fact(name, value, (finding.id,), state=state) for name, value in parts.items()),
    )


@pytest.mark.parametrize(("second", "count"), [("refused", 1), ("missed", 1), ("open", 0), ("ready", 0), ("done", 0)])
def test_a_term_is_disputed_where_it_is_told_as_kept_and_as_not(second: str, count: int) -> None:
    found = parted(Value("kind", "shelling", RULE), a_deal(*of_one("done", ONE), *of_one(second, TWO)))
    assert [d.field for d in found] == ["terms"] * count
    if found:
        assert found[0].of == "Front: Weapons handed over, rifles"
        assert [side.value for side in found[0].sides] == [
            "Front: rifles done [done]",
            f"Front: rifles {second} [{second}]",
        ]


def test_accounts_of_why_a_deal_broke_stand_beside_each_other() -> None:
    deal = a_deal(Fact("cause", "the Front fired first", (ONE.id,)), Fact("cause", "the Army did", (TWO.id,)))
    (found,) = parted(Value("kind", "shelling", RULE), deal)
    assert (found.field, found.shown, found.together, found.place) == ("cause", None, "unknown", "Mill")
    assert "stands beside" in found.rule


def test_what_cannot_be_true_together_stands_first() -> None:
    shown = Shown(held())
    order = [d.together for d in disputes(shown, shown.source.events(), shown.source.entries())]
    assert order == sorted(order, key=("no", "unknown", "yes").index)


def test_the_help_names_every_field() -> None:
    (field,) = [a for a in command.__annotations__.items() if a[0] == "field"]
    assert all(name in str(field[1]) for name in ASKED)
