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


def test_who_does_what_only_arms_can_do_is_not_told_apart_by_being_called_people() -> None:
    left = told("Men bombed Karel from the air.", "bombed", "air_strike", actor="Men", actors={"actor": PEOPLE})
    right = told("Jets bombed Karel.", "bombed", "air_strike", actor="Jets", actors={"actor": ARMY})
    assert len(tie([left, right], WORLD).events) == 1


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


# ------------------------------------------------- what a synthetic world showed (workshop/synthetic)

HALT = Place("p-halt", "Halt", 12.08, 30.0, 1000.0, "town", "SD")  # nine kilometres from Karel
NORTH, SOUTH = (
    Place(f"p-{n}", f"{n} Province", lat, 30.0, 45_000.0, "province", "SD")
    for n, lat in (("Vell", 12.0), ("Tamm", 13.1))
)
LISTED = Actor("x-listed", "Listed Front", "armed_group", "SD")
UNNAMED = Actor("armed_group-sd", "Unidentified armed group (Sudan)", "armed_group", "SD", None, True)


def events(*told_in: tuple[str, Finding]) -> int:
    """The events of findings, each of a text of its own."""
    texts = {finding.claim.report_id: text for text, finding in told_in}
    return len(tie([finding for _, finding in told_in], WORLD, (), texts).events)


def shelled(text: str, place: Place, **kw: object) -> tuple[str, Finding]:
    kw.setdefault("actors", {"actor": ARMY})
    return text, told(text, "shelled", place=place, named=place.name, actor="The army", **kw)


@pytest.mark.parametrize(("words", "number"), [("near Halt", 1), ("at Halt", 2), ("on the outskirts of Halt", 1)])
def test_near_a_town_may_be_the_village_by_it(words: str, number: int) -> None:
    village = shelled("The army shelled a camp at Karel on Thursday.", KAREL)
    assert events(village, shelled(f"The army shelled a camp {words} on Thursday.", HALT)) == number


@pytest.mark.parametrize(("dead", "number"), [("23", 1), ("2", 2), ("20", 2)])
def test_a_telling_number_outweighs_a_wrong_name(dead: str, number: int) -> None:
    other = Place("p-far", "Dorrin", 12.3, 30.0, 1000.0, "town", "SD")
    found = []
    for place in (KAREL, other):
        text = f"The army shelled {place.name} on Thursday, killing {dead} people."
        found.append(shelled(text, place, quantities=(a_quantity(a_report(text), dead),)))
    assert events(*found) == number


def test_sieges_of_two_towns_and_totals_of_two_provinces_are_two() -> None:
    far = Place("p-far", "Dorrin", 12.3, 30.0, 1000.0, "town", "SD")
    for kind, places, total in (("siege", (KAREL, far), False), ("casualty_toll", (NORTH, SOUTH), True)):
        texts = [f"The army besieged {place.name} since 1 May." for place in places]
        made = [
            (
                text,
                told(
                    text,
                    "besieged",
                    kind,
                    place=place,
                    named=place.name,
                    aggregate=total,
                    when=a_when("2012-05-01", "2012-05-04"),
                ),
            )
            for text, place in zip(texts, places, strict=True)
        ]
        assert events(*made) == 2


def test_a_group_without_a_name_may_be_a_listed_one() -> None:
    from dragoman.link.compare import doers
    from dragoman.link.tying import views_of

    text = "The army shelled Karel on Thursday."
    found = [shelled(text, KAREL, actors={"actor": who})[1] for who in (LISTED, UNNAMED, replace(LISTED, id="x-third"))]
    views, _ = views_of([(f,) for f in found], WORLD, {})
    assert doers(views[0], views[1]) == doers(views[1], views[2]) == "related"
    assert doers(views[0], views[2]) == "different"
