"""Where sources part: which fields, who gives which value as of when, and whether all can be true together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factory import a_claim, a_finding, a_reading, a_report, a_when, an_event, an_outlet
from tests.unit.tell.siege import held

from dragoman.cli import disputes as command
from dragoman.records import Entry, Event, Fact, Finding, Quantity, Rival, Value, When
from dragoman.tell import Held, Shown
from dragoman.tell.disputes import ASKED, disputes
from dragoman.tell.sides import Dispute

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


def after(number: int, kind: str, text: str, **kw: object) -> Finding:
    """A claim of a report of its own, of any kind."""
    report = a_report(text, source=f"{number}.txt", published="2021-05-01")
    when = kw.pop("when", a_when("2021-03-01"))
    return a_finding(a_claim(report, text.rstrip("."), kind=kind, **kw), published="2021-05-01", when=when)  # type: ignore[arg-type]


def of_entry(entry: Entry, *findings: Finding) -> list[Dispute]:
    readings = tuple(
        a_reading(replace(a_report(), id=f.claim.report_id, text="x" * 200, published=f.published), [f])
        for f in findings
    )
    return disputes(Shown(Held(readings, ((), (entry,)), ())), [], [entry])


def a_state(*findings: Finding) -> Entry:
    facts = tuple(Fact("opened", f.when.chosen.edtf if f.when.chosen else "", (f.id,)) for f in findings)
    return Entry("ent_siege", "states", "siege: Mill quarter", "e", facts, tuple(f.id for f in findings))


@pytest.mark.parametrize(
    ("second", "parted_on"),
    [
        (
            a_when("2021-04-20", "2021-04-30", order="P-2m~:04-20..04-30/P"),
            ["1 March 2021", "20 April to 30 April 2021"],
        ),
        (a_when("2021-02-25", "2021-03-05", order="P-2m~:02-25..03-05/P"), None),
        (a_when("2021-04-20"), None),  # a siege on that day, not since
    ],
)
def test_the_day_on_which_a_siege_began_is_disputed_where_no_day_fits_both(
    second: When, parted_on: list[str] | None
) -> None:
    one = after(1, "siege", "The mill was besieged.", when=When("2021-03-01", None, "2021-03-01/..", "stated"))
    two = after(2, "siege", "The quarter was besieged.", when=second)
    found = of_entry(a_state(one, two), one, two)
    assert [[side.value for side in d.sides] for d in found] == ([parted_on] if parted_on else [])
    assert all((d.field, d.of, d.together) == ("date", "start", "no") for d in found)


def status(value: str, finding: Finding, when: str) -> Fact:
    return Fact("status", value, (finding.id,), words=value, when=when)


@pytest.mark.parametrize(("begun", "count"), [("2021-03-01", 1), ("2021-03-05", 0)])
def test_whether_a_deal_is_carried_out_is_disputed_where_a_term_was_not_kept_by_then(begun: str, count: int) -> None:
    deal = a_deal(
        status("begun", ONE, begun), Fact("term", "Front: rifles", (TWO.id,), state="refused", when="2021-03-02")
    )
    found = parted(Value("kind", "shelling", RULE), deal)
    assert [(d.field, d.of) for d in found] == [("happened", "carried out")] * count
    assert [side.value for d in found for side in d.sides] == ["yes: begun", "no: Front: rifles"] * count


def test_whether_a_deal_was_made_is_disputed_where_somebody_denies_it() -> None:
    deal = a_deal(status("agreed", ONE, "2021-03-01"), status("denied", TWO, "2021-03-02"))
    (found,) = parted(Value("kind", "shelling", RULE), deal)
    assert (found.field, found.of, found.together) == ("happened", "concluded", "unknown")
    both = Value("happened", "yes", RULE, rivals("yes", "no"), True)
    assert [d.of for d in parted(both, deal)] == ["happened"]  # told once, by the event itself


def test_who_accuses_is_the_source_of_the_accusation() -> None:
    text = "The army accuses the Front of a breach. The Front did not leave."
    report = a_report(text, source="1.txt")
    blame = a_finding(a_claim(report, "accuses", kind="accuse", actor="The army"))
    stayed = a_finding(a_claim(report, "did not leave", kind="departure"))
    deal = Entry(
        "ent_mill", "deals", "Mill: Front", "e",
        (Fact("cause", "the Front broke it", (blame.id,)), Fact("cause", "it did not leave", (stayed.id,))),
        (blame.id, stayed.id),
    )  # fmt: skip
    readings = (a_reading(report, [blame, stayed]),)
    assert [d.field for d in disputes(Shown(Held(readings, ((), (deal,)), ())), [], [deal])] == ["cause"]
