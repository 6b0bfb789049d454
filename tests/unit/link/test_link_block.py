"""The cost of comparing grows with the findings; the answers of the comparisons; the table of weights."""

from __future__ import annotations

import pytest
from tests.factory import DARAA, a_claim, a_finding, a_report, a_when

from dragoman import world as worlds
from dragoman.link import compare
from dragoman.link.block import pairs
from dragoman.link.compare import FEATURES, places
from dragoman.link.score import WEIGHTS, score
from dragoman.link.tying import views_of
from dragoman.link.view import View, told_days
from dragoman.records import Finding, Place

WORLD = worlds.load()


def crowded(number: int) -> list[Finding]:
    """That many shellings of one town on one day, each told by a report of its own."""
    reports = [a_report(f"Guns shelled quarter {n} of the town.", source=f"r{n}") for n in range(number)]
    return [a_finding(a_claim(r, "shelled")) for r in reports]


def views(findings: list[Finding]) -> list[View]:
    return views_of([(f,) for f in findings], WORLD, {})[0]


def compared(number: int) -> int:
    found, origins = views_of([(f,) for f in crowded(number)], WORLD, {})
    return len(list(pairs(found, origins)))


def test_pairs_grow_with_the_findings_even_in_one_town_on_one_day() -> None:
    assert compared(400) < 2.3 * compared(200)


def test_each_pair_is_compared_once() -> None:
    found, origins = views_of([(f,) for f in crowded(30)], WORLD, {})
    told = list(pairs(found, origins))
    assert len(told) == len(set(told))
    assert all(i < j for i, j in told)


def spot(lat: float, radius_m: float, precision: str) -> Place:
    return Place(f"p-{lat}-{precision}", "somewhere", lat, 36.1, radius_m, precision)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "answer"),
    [
        (DARAA, "same"),
        (spot(32.64, 500.0, "exact"), "same"),
        (spot(32.70, 3_000.0, "town"), "near"),
        (spot(32.9, 40_000.0, "province"), "inside"),
        (spot(33.0, 3_000.0, "town"), "apart"),
        (spot(34.5, 3_000.0, "town"), "far"),
    ],
)
def test_places_answer_by_their_radii(other: Place, answer: str) -> None:
    assert places(DARAA, other) == answer


def test_every_answer_has_a_weight() -> None:
    assert set(WEIGHTS) == {*FEATURES, "scene", "words"}
    left, right = views(crowded(2))
    told = compare.answers(left, right, {})
    assert all(answer in WEIGHTS[name] for name, answer in told.items())
    assert 0.5 < score(told) < 1.0


@pytest.mark.parametrize(
    ("lower", "upper", "basis", "known"),
    [
        ("2018-06-26", "2018-06-26", "stated", True),
        ("2018-06-26", "2018-06-26", "published", False),
        ("2011-03-01", None, "stated", False),
        (None, "2018-06-26", "stated", False),
        ("2011-01-01", "2018-12-31", "stated", False),
    ],
)
def test_only_closed_told_times_are_days(lower: str | None, upper: str | None, basis: str, known: bool) -> None:
    when = a_when("2018-06-26", basis=basis)
    when = type(when)(lower, upper, "", when.basis)
    assert (told_days(when) is not None) == known
