"""Which acts are never one happening: an attack and its answer, fire by both, other spots, countries, sides, whole wars."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factory import a_claim, a_finding, a_quantity, a_report, a_when

from dragoman import world as worlds
from dragoman.link import tie
from dragoman.records import Actor, Finding, Place

WORLD = worlds.load()
KAREL = Place("p-karel", "Karel", 12.0, 30.0, 1000.0, "town", "SD")
OSTEN = Place("p-osten", "Osten", 12.05, 30.0, 1000.0, "town", "SD")
BORDER = Place("p-border", "Vell region", 12.2, 30.2, 60_000.0, "province", "SS")
ARMY = Actor("x-army", "Army of Karelia", "military", "SD")
FRONT = Actor("x-front", "Karel Front", "armed_group", "SD", provisional=True)
PEOPLE = Actor("civilians-sd", "Civilians (Sudan)", "civilians", "SD")


def told(text: str, trigger: str, kind: str = "shelling", **kw: object) -> Finding:
    """A finding of a report of its own in Karel on one day, unless told otherwise."""
    report = kw.pop("report", None) or a_report(text, published="2012-05-04")
    rest = {k: kw.pop(k) for k in ("place", "when", "actors") if k in kw}
    named = kw.pop("named", "")
    made = {"place": KAREL, "when": a_when("2012-05-03"), "published": "2012-05-04", **rest}
    finding = a_finding(a_claim(report, trigger, kind=kind, **kw), **made)  # type: ignore[arg-type]
    if not named:
        return finding
    start = report.text.index(named)
    span = replace(finding.claim.trigger, start=start, end=start + len(named))
    return replace(finding, place=replace(finding.place, mention=span, inferred=False))


def of_one_text(text: str, *acts: dict[str, object]) -> list[Finding]:
    report = a_report(text, published="2012-05-04")
    return [told(text, report=report, **act) for act in acts]  # type: ignore[arg-type]


def in_words(*findings: Finding, text: str) -> int:
    return len(tie(findings, WORLD, (), {f.claim.report_id: text for f in findings}).events)


RAID = "Gunmen fired mortars at the post in Karel on Thursday."


@pytest.mark.parametrize(
    "answer",
    [
        "The retaliatory operation included mortar fire.",
        "In response came mortar fire on the hills.",
        "The two sides exchanged fire from mortars.",
    ],
)
def test_an_answer_or_fire_by_both_is_not_the_attack_told_beside_it(answer: str) -> None:
    text = f"{RAID} {answer}"
    attack = {"trigger": "fired", "evidence": RAID, "actor": "Gunmen", "actors": {"actor": FRONT}}
    other = {"trigger": "fire ", "evidence": answer} if "fire " in answer else {"trigger": "fire.", "evidence": answer}
    assert in_words(*of_one_text(text, attack, other), text=text) == 2


def test_a_second_telling_of_the_attack_stays_in_it() -> None:
    again = "The gunmen fired on the post with mortars."
    text = f"{RAID} {again}"
    first = {"trigger": "fired", "evidence": RAID, "actor": "Gunmen", "actors": {"actor": FRONT}}
    second = {"trigger": "fired", "nth": 1, "evidence": again, "actor": "The gunmen", "actors": {"actor": FRONT}}
    assert in_words(*of_one_text(text, first, second), text=text) == 1


def test_opposite_directions_in_two_texts_are_two_events() -> None:
    one = "Gunmen shelled soldiers at Karel on Thursday."
    two = "Soldiers shelled gunmen at Karel on Thursday."
    left = told(one, "shelled", actor="Gunmen", recipient="soldiers", actors={"actor": FRONT, "recipient": ARMY})
    right = told(two, "shelled", actor="Soldiers", recipient="gunmen", actors={"actor": ARMY, "recipient": FRONT})
    assert len(tie([left, right], WORLD).events) == 2


def test_strikes_by_two_states_in_one_text_are_two_events() -> None:
    one, two = "Vell bombed a mill on Thursday.", "Dunno bombed a bridge."
    text = f"{one} {two}"
    vell, dunno = (Actor(f"x-{n}", n, "state", c) for n, c in (("Vell", "SS"), ("Dunno", "TD")))
    both = of_one_text(
        text,
        {"trigger": "bombed", "evidence": one, "actor": "Vell", "actors": {"actor": vell}},
        {"trigger": "bombed", "nth": 1, "evidence": two, "actor": "Dunno", "actors": {"actor": dunno}},
    )
    assert in_words(*both, text=text) == 2


@pytest.mark.parametrize(("spot", "events"), [(OSTEN, 2), (BORDER, 2), (KAREL, 1)])
def test_two_named_places_that_lie_apart_part_two_strikes(spot: Place, events: int) -> None:
    one, two = "Shells hit a house in Karel.", f"Shells hit a depot in {spot.name}."
    left = told(one, "hit", named="Karel")
    right = told(two, "hit", named=spot.name, place=spot)
    texts = {f.claim.report_id: t for f, t in ((left, one), (right, two))}
    assert len(tie([left, right], WORLD, (), texts).events) == events


def test_two_camps_named_in_one_text_are_two_strikes() -> None:
    one, two = "Shells hit a tent in the Brall refugee camp.", "Shells hit a house in the Dunno refugee camp."
    text = f"{one} {two}"
    both = of_one_text(text, {"trigger": "hit", "evidence": one}, {"trigger": "hit", "nth": 1, "evidence": two})
    assert in_words(*both, text=text) == 2


def test_residents_and_an_armed_side_do_not_do_one_thing() -> None:
    one, two = "Residents are burning furniture in Karel.", "Gunmen burned buses in Karel."
    left = told(one, "burning", "looting_destruction", actor="Residents", actors={"actor": PEOPLE})
    right = told(two, "burned", "looting_destruction", actor="Gunmen", actors={"actor": FRONT})
    assert len(tie([left, right], WORLD).events) == 2


def test_the_dead_of_a_whole_war_are_no_rival_of_those_of_one_attack() -> None:
    one, two = "Shells killed 5 people in Karel.", "Ten thousand people have died in the war."
    text = f"{one} {two}"
    report = a_report(text, published="2012-05-04")
    attack, war = of_one_text(
        text,
        {"trigger": "killed", "evidence": one, "quantities": (a_quantity(report, "5"),)},
        {
            "trigger": "died", "kind": "casualty_toll", "evidence": two,
            "quantities": (a_quantity(report, "Ten thousand", low=10_000.0, high=10_000.0),),
        },
    )  # fmt: skip
    events = tie([attack, war], WORLD, (), {report.id: text}).events
    assert sorted((e.aggregate, e.value("killed").value) for e in events) == [(False, "5"), (True, "10000")]  # type: ignore[union-attr]


def test_support_for_one_country_is_not_support_for_another() -> None:
    lands = [
        Actor(f"x-{n}", n, "state", c) for n, c in (("Vell", "SS"), ("Brall", "SD"), ("Dunno", "TD"), ("Orr", "CF"))
    ]
    one, two = "Vell backs Brall.", "Dunno backs Orr."
    left = told(
        one, "backs", "backing", actor="Vell", recipient="Brall", actors={"actor": lands[0], "recipient": lands[1]}
    )
    right = told(
        two, "backs", "backing", actor="Dunno", recipient="Orr", actors={"actor": lands[2], "recipient": lands[3]}
    )
    assert len(tie([left, right], WORLD).events) == 2
