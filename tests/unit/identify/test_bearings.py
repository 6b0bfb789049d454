"""Acts that words put beside a named place: so far off in a direction, between two towns, near a crossing."""

from __future__ import annotations

import pytest
from tests.factory import a_report

from dragoman import world as worlds
from dragoman.extract import Reader
from dragoman.identify import Identifier
from dragoman.identify.places import gazetted
from dragoman.records import Place
from dragoman.world.gazetteer import apart_km

DARAA, NAWA, TAFAS = (32.619, 36.102), (32.889, 36.043), (32.735, 36.067)


def spots(text: str) -> list[Place]:
    return [n.place for n in gazetted(a_report(text)).named if n.form == "name" and n.place.precision != "country"]


def away(place: Place, point: tuple[float, float]) -> float:
    return apart_km(place.lat or 0.0, place.lon or 0.0, *point)


@pytest.mark.parametrize(
    ("text", "name", "km", "north", "east"),
    [
        ("Rebels shelled a post 20 km south of Daraa in Syria.", "20 km south of", 20, -1, 0),
        (
            "Rebels shelled a post some twenty kilometres to the north-east of Daraa in Syria.",
            "twenty kilometres",
            20,
            1,
            1,
        ),
        ("Rebels shelled a post 10 miles west of the town of Daraa in Syria.", "10 miles west of", 16, 0, -1),
        ("Jets bombed the western countryside of Daraa in Syria.", "western", 18, 0, -1),
        ("Jets bombed Daraa's eastern outskirts in Syria.", "eastern", 3, 0, 1),
        ("Rebels took a base north of Daraa in Syria.", "north of", 15, 1, 0),
    ],
)
def test_a_spot_so_far_off(text: str, name: str, km: float, north: int, east: int) -> None:
    (spot,) = spots(text)
    assert spot.name.startswith(name)
    assert away(spot, DARAA) == pytest.approx(km, abs=1.5)
    assert ((spot.lat or 0) - DARAA[0]) * north >= 0 and ((spot.lon or 0) - DARAA[1]) * east >= 0
    assert 0 < spot.radius_m <= 20_000


def test_between_two_towns_is_the_middle_with_half_the_way_as_its_radius() -> None:
    first, second = spots("Clashes broke out between Tafas and Nawa in Syria.")
    assert first == second
    assert away(first, TAFAS) == pytest.approx(away(first, NAWA), rel=0.2)
    assert first.radius_m == pytest.approx(1000 * away(first, NAWA), rel=0.2)


def test_a_road_between_towns_is_between_them_and_talks_between_capitals_are_not() -> None:
    assert {p.name for p in spots("A convoy was hit on the road from Maiduguri to Bama in Nigeria.")} == {
        "between Maiduguri and Bama"
    }
    assert {p.name for p in spots("Talks between Damascus and Ankara failed.")} == {"Damascus", "Ankara"}


def test_near_a_place_is_less_sure_than_at_it_and_a_bare_name_stays() -> None:
    (near,) = spots("Rebels shelled a post near Daraa in Syria.")
    (there,) = spots("Rebels shelled a post in Daraa, Syria.")
    assert (near.lat, near.lon) == (there.lat, there.lon) and near.radius_m > there.radius_m


@pytest.mark.parametrize(
    "text", ["Some 20 men of Daraa in Syria fled.", "Rebels left 500 km behind them and took Daraa in Syria.", "He drove 900 km from Daraa in Syria."]
)  # fmt: skip
def test_numbers_that_tell_no_distance_move_nothing(text: str) -> None:
    (spot,) = spots(text)
    assert away(spot, DARAA) < 1


@pytest.mark.parametrize(
    ("text", "nobody"),
    [("Rebels shelled Nawa in Syria.", "Nawa"), ("Clashes broke out between Tafas and Nawa in Syria.", "Tafas")],
)
def test_a_town_is_nobody(text: str, nobody: str) -> None:
    world = worlds.load(())
    report = a_report(text)
    (finding,) = Identifier(world).findings(report, Reader(world).claims(report))
    assert nobody not in {a.mention.words for a in finding.actors}
    assert finding.place.chosen is not None
