"""One scene told by many: force and those it struck, attack and answer, undated tellings, groups of people counted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factory import a_claim, a_finding, a_quantity, a_report, a_when

from dragoman import world as worlds
from dragoman.link import tie
from dragoman.link.headcount import groups_of, what, whom
from dragoman.link.marks import day_within, falls_on, last_before, mark_of
from dragoman.link.view import ordinal
from dragoman.records import Actor, Finding, Judgement, Place, Stance, Voice, When

WORLD = worlds.load()
GROUPS = groups_of(WORLD)
MILL = Place("p-mill", "Karel mill", 12.0, 30.0, 400.0, "exact", "SD")
TOWN = Place("p-osten", "Osten", 12.0, 30.0, 3000.0, "town", "SD")
ARMY = Actor("x-army", "Army of Karelia", "military", "SD")
FRONT = Actor("x-front", "Karel Front", "armed_group", "SD")
ARMY_SAYS = (Voice("military", "role_only", words="the army"),)
FRONT_SAYS = (Voice("rebel", "role_only", words="the Front"),)
DAY = a_when("2012-05-03")


def told(text: str, trigger: str, kind: str, **kw: object) -> Finding:
    """A finding of a report of its own at the mill on one day, unless told otherwise."""
    report = kw.pop("report", None) or a_report(text, published="2012-05-04")
    rest = {k: kw.pop(k) for k in ("place", "when", "published", "actors") if k in kw}
    claim = a_claim(report, trigger, kind=kind, **kw)  # type: ignore[arg-type]
    made = {"place": MILL, "when": DAY, "published": "2012-05-04", **rest}
    return a_finding(claim, **made)


def dead(text: str, number: str, unit: str = "people", **kw: object) -> Finding:
    report = a_report(text, published="2012-05-04")
    return told(text, number, "killing", report=report, quantities=(a_quantity(report, number, unit=unit),), **kw)


def number_of_events(*findings: Finding) -> int:
    return len(tie(findings, WORLD).events)


def test_the_dead_of_a_shelling_are_in_its_event_with_the_quarrel_over_numbers() -> None:
    shells = told("Shells fell on the mill.", "fell", "shelling")
    (event,) = tie([shells, dead("19 were killed.", "19"), dead("A clinic counts 11 killed.", "11")], WORLD).events
    value = event.value("killed")
    assert event.kind == "shelling"
    assert value is not None
    assert (value.value, value.disputed) == ("11..19", True)


@pytest.mark.parametrize(
    ("act", "kind", "events"), [("burnt", "looting_destruction", 2), ("overran", "territory_overtaken", 1)]
)
def test_what_is_done_in_a_place_that_was_taken_is_not_its_taking(act: str, kind: str, events: int) -> None:
    taken = told("Fighters of the Front took the mill.", "took", "territory_overtaken", actors={"actor": FRONT})
    after = told(f"The Front {act} the mill.", act, kind, actors={"actor": FRONT})
    assert number_of_events(taken, after) == events


@pytest.mark.parametrize("change", [{"when": a_when("2012-05-20")}, {"place": replace(MILL, id="q", lat=12.9)}])
def test_the_dead_of_another_day_or_place_are_not(change: dict[str, object]) -> None:
    shells = told("Shells fell on the mill.", "fell", "shelling")
    assert number_of_events(shells, dead("19 were killed.", "19", **change)) == 2


def both_sides(front: tuple[Voice, ...], army: tuple[Voice, ...]) -> list[Finding]:
    text = "Gunmen shelled the post by the mill. Troops shelled the gunmen in turn."
    report = a_report(text, published="2012-05-04")
    attack = told(
        text,
        "shelled",
        "shelling",
        report=report,
        actor="Gunmen",
        stance=Stance("occurred", front),
        actors={"actor": FRONT},
    )
    answer = told(
        text,
        "shelled",
        "shelling",
        report=report,
        nth=1,
        actor="Troops",
        stance=Stance("occurred", army),
        actors={"actor": ARMY},
    )
    return [attack, answer]


def test_an_attack_and_the_other_side_s_answer_are_two_events() -> None:
    assert number_of_events(*both_sides(ARMY_SAYS, ARMY_SAYS)) == 2


def test_two_voices_that_blame_each_other_tell_of_one_event() -> None:
    (event,) = tie(both_sides(ARMY_SAYS, FRONT_SAYS), WORLD).events
    assert event.value("actor").value  # type: ignore[union-attr]


def test_a_person_may_join_an_attack_and_its_answer() -> None:
    left, right = both_sides(ARMY_SAYS, ARMY_SAYS)
    word = Judgement("j", f"{left.id}|{right.id}", "same", "same", "ann", "2020-01-01T00:00:00Z")
    assert len(tie([left, right], WORLD, [word]).events) == 1


def test_a_day_of_publication_alone_ties_nothing() -> None:
    nowhere = {"place": None, "when": replace(DAY, lower=None, basis="published")}
    left, right = "The army vowed no return.", "Gunmen vowed to come back."
    assert number_of_events(told(left, "vowed", "vow", **nowhere), told(right, "vowed", "vow", **nowhere)) == 2
    same = {**nowhere, "actor": "The army", "actors": {"actor": ARMY}}
    again = told("The army again vowed no return.", "vowed", "vow", **same)
    assert number_of_events(told(left, "vowed", "vow", **same), again) == 1


def symbolic(order: str) -> When:
    return replace(a_when(None, basis="relative"), order=order)


def undated(text: str, order: str, number: str = "17", source: str = "u") -> Finding:
    report = a_report(text, published=None, source=source)
    quantities = (a_quantity(report, number),)
    return told(
        text,
        "shelled",
        "shelling",
        report=report,
        quantities=quantities,
        when=symbolic(order),
        published=None,
        place=TOWN,
    )


def dated(text: str, day: str, number: str = "17") -> Finding:
    report = a_report(text, published=day)
    quantities = (a_quantity(report, number),)
    return told(
        text, "shelled", "shelling", report=report, quantities=quantities, when=a_when(day), published=day, place=TOWN
    )


def test_an_undated_text_joins_the_time_whose_weekday_place_and_number_it_shares() -> None:
    thursday = "P-0..6:thursday"
    new = dated("Guns shelled Osten, 17 are dead.", "2012-05-03")
    old = dated("Guns shelled Osten, 5 are dead.", "2009-05-08", "5")
    mine = undated("On Thursday guns shelled Osten and killed 17.", thursday)
    by = {f: e.id for e in tie([new, old, mine], WORLD).events for f in e.findings}
    assert by[mine.id] == by[new.id] != by[old.id]


def test_an_undated_text_with_a_rival_time_stays_undated() -> None:
    new, old = dated("Guns shelled Osten, 17 died.", "2012-05-03"), dated("Osten was shelled, 17 fell.", "2009-05-07")
    mine = undated("On Thursday guns shelled Osten and killed 17.", "P-0..6:thursday")
    by = {f: e.id for e in tie([new, old, mine], WORLD).events for f in e.findings}
    assert len(set(by.values())) == 3


def test_two_undated_texts_meet_by_weekday_place_and_number_only() -> None:
    left = undated("On Thursday guns shelled Osten and killed 17.", "P-0..6:thursday")
    right = undated("Osten was shelled on Thursday, 17 died.", "P-0..6:thursday", source="v")
    assert number_of_events(left, right) == 1
    other = undated("Osten was shelled on Friday, 4 died.", "P-0..6:friday", "4", source="w")
    assert number_of_events(left, other) == 2


@pytest.mark.parametrize(
    ("order", "mark"),
    [
        ("P-0..6:monday", ("weekday", 0)),
        ("P-0..6:monday-1d", ("weekday", 6)),
        ("P-2m~:07-21", ("day", 721)),
        ("P-2m~:03-01-1d", ("day", 229)),
        ("P-2m~:07-21..07-31/P", None),
        ("P-2w/P", None),
        (None, None),
    ],
)
def test_the_mark_of_a_symbolic_day(order: str | None, mark: tuple[str, int] | None) -> None:
    assert mark_of(symbolic(order) if order else None) == mark


def test_marks_fall_on_days() -> None:
    thursday = ordinal("2012-05-03") or 0
    assert falls_on(("weekday", 3), (thursday, thursday))
    assert not falls_on(("day", 504), (thursday, thursday))
    assert day_within(("day", 503), (thursday - 9, thursday + 9)) == thursday
    assert day_within(("weekday", 3), (thursday - 9, thursday + 9)) is None
    assert last_before(symbolic("P-0..6:thursday"), thursday + 2) == thursday
    assert last_before(symbolic("P-0..6:thursday-1d"), thursday + 2) == thursday - 1
    assert last_before(symbolic("P-2w/P"), thursday) is None


@pytest.mark.parametrize(
    ("unit", "group"),
    [
        ("people", ""), ("bodies", ""), ("", ""), ("killed", ""), ("of people", ""),
        ("soldiers", "soldiers"), ("government troops", "soldiers"), ("soldiers of the third brigade", "soldiers"),
        ("police officers", "police"), ("terrorists", "fighters"), ("rebels", "fighters"), ("Villagers", "civilians"),
        ("pupils", "pupils"), ("aid workers", "aid workers"),
        ("fighters and kin", ""), ("soldiers and civilians", ""), ("dead and wounded soldiers", "soldiers"),
    ],
)  # fmt: skip
def test_whom_a_unit_counts(unit: str, group: str) -> None:
    assert whom(unit, GROUPS) == group


@pytest.mark.parametrize(
    ("unit", "sort"),
    [
        ("checkpoints captured", "positions"), ("army posts", "positions"), ("positions", "positions"),
        ("air strikes", "airstrikes"), ("attacks", "airstrikes"), ("barrel bombs", "barrel bombs"), ("", ""),
    ],
)  # fmt: skip
def test_what_a_unit_counts(unit: str, sort: str) -> None:
    assert what(unit, GROUPS) == sort


def test_two_words_for_one_group_are_one_count_and_a_part_is_no_rival() -> None:
    text = "Shells killed 4 troops on Thursday."
    report = a_report(text, published="2012-05-04")
    troops = told(text, "killed", "shelling", report=report, quantities=(a_quantity(report, "4", unit="troops"),))
    text = "Shells killed 4 soldiers, and 9 were hurt, 2 of them badly."
    report = a_report(text, published="2012-05-04")
    hurt = tuple(a_quantity(report, n, "injured", unit="injured") for n in ("9", "2"))
    soldiers = told(
        text, "killed", "shelling", report=report, quantities=(a_quantity(report, "4", unit="soldiers"), *hurt)
    )
    (event,) = tie([troops, soldiers], WORLD).events
    assert {v.field: v.value for v in event.values if v.field[:6] in ("killed", "injure")} == {
        "killed (soldiers)": "4",
        "injured": "9",
    }


@pytest.mark.parametrize(
    ("number", "low", "shown"), [("one", 1.0, ["killed"]), ("12", 12.0, ["killed", "killed (family)"])]
)
def test_one_family_is_no_number_of_dead(number: str, low: float, shown: list[str]) -> None:
    text = f"Shells killed five members of {number} family."
    report = a_report(text, published="2012-05-04")
    five = a_quantity(report, "five", unit="members", low=5.0, high=5.0)
    counted = (five, a_quantity(report, number, unit="family", low=low, high=low))
    (event,) = tie([told(text, "killed", "shelling", report=report, quantities=counted)], WORLD).events
    assert [v.field for v in event.values if v.field.startswith("killed")] == shown


def test_what_goes_on_is_no_rival_of_what_occurred() -> None:
    first = told("Guns shelled the mill.", "shelled", "shelling")
    second = told("Guns are shelling the mill.", "shelling", "shelling", status="ongoing")
    (event,) = tie([first, second], WORLD).events
    status = event.value("status")
    assert status is not None
    assert [r.value for r in status.rivals] == ["occurred"]
    assert not status.disputed


def test_an_event_that_is_only_hoped_for_is_not_shown_as_occurred() -> None:
    first = told("The army plans to take Osten.", "take", "territory_regained", status="planned", place=TOWN)
    second = told("If the army takes Osten, it wins.", "takes", "territory_regained", status="hypothetical", place=TOWN)
    for event in tie([first, second], WORLD).events:
        assert event.value("status").value in ("planned", "hypothetical")  # type: ignore[union-attr]
