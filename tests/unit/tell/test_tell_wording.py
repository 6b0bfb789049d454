"""Codes in words."""

import pytest
from tests.unit.tell.siege import held

from dragoman.records import Place, When
from dragoman.tell import Shown, wording
from dragoman.tell.days import order_words


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ("P", "the day of publication"),
        ("P-1d", "the day before publication"),
        ("P-3d", "3 days before publication"),
        ("P-0..6:tuesday", "the Tuesday up to publication"),
        ("P+1..7:monday", "the Monday after publication"),
        ("P-0..6:tuesday-1d", "the day before the Tuesday up to publication"),
        ("P-2w/P", "since 2 weeks before publication"),
        ("../P", "up to the day of publication"),
        ("2011/P", "since 2011"),
        ("2018<P", "2018"),
        ("P-1y:year<P", "the year before that of publication"),
        ("P~:h09", "P~:h09"),
    ],
)
def test_orders(order: str, words: str) -> None:
    assert order_words(order) == words


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [
        ("2018-06-26", "2018-06-26", "2018-06-26"),
        ("2018-06-01", "2018-06-30", "2018-06-01 to 2018-06-30"),
        ("2018-06-01", None, "since 2018-06-01"),
        (None, "2018-06-30", "by 2018-06-30"),
        (None, None, "day unknown"),
    ],
)
def test_when(lower: str | None, upper: str | None, words: str) -> None:
    assert wording.when(When(lower, upper, "", "stated")) == words


@pytest.mark.parametrize(
    ("low", "high", "approximate", "words"),
    [
        (4.0, 4.0, False, "4"),
        (600.0, 600.0, True, "about 600"),
        (10.0, None, False, "at least 10"),
        (None, 10.0, False, "at most 10"),
        (2000.0, 9999.0, False, "2,000–9,999"),
        (0.6, 0.6, False, "0.6"),
        (None, None, True, "an unknown number of"),
    ],
)
def test_bounds(low: float | None, high: float | None, approximate: bool, words: str) -> None:
    assert wording.bounds(low, high, approximate=approximate) == words


@pytest.mark.parametrize(
    ("stored", "words"),
    [("4", "4"), ("~600", "about 600"), ("3..", "at least 3"), ("..9", "at most 9"), ("4–9", "4–9"), ("2..5", "2–5")],
)
def test_stored_ranges(stored: str, words: str) -> None:
    assert wording.range_words(stored) == words


def test_where_says_how_little_is_known() -> None:
    assert wording.where(Place("x", "Daraa", 1.0, 1.0, 4000.0, "town", "SY")) == "Daraa (SY), within 4\u00a0km"
    assert wording.where(Place("x", "Syria", 1.0, 1.0, 9e5, "country", "SY")) == "Syria"
    assert wording.where(None) == "place unknown"


def test_who_says_so_through_whom_and_how_it_stands() -> None:
    shown = Shown(held())
    by_kind = {e.kind: e for e in shown.source.events()}
    told = {f.kind: f for f in shown.raw.values()}
    assert shown.chain(told["refusal"]) == "General Samer → unnamed outlet"
    assert shown.chain(told["property_destruction"]).startswith("‹resident-")
    standing = {k: wording.standing(e, [shown.raw[f] for f in e.findings]) for k, e in by_kind.items()}
    assert standing["shelling"] == "contested"
    assert standing["refusal"] == "claimed, not independently confirmed"
    assert standing["property_destruction"] == "reported, not independently confirmed"
