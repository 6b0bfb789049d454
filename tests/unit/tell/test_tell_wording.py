"""Codes in words."""

import pytest
from tests.unit.tell.siege import held

from dragoman.records import Place, When
from dragoman.tell import Shown, wording
from dragoman.tell.days import NOT_IN_WORDS, interval_words, order_words


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
        ("../P", "by publication"),
        ("2011/P", "since 2011"),
        ("2018<P", "2018"),
        ("P-1y:year<P", "the year before that of publication"),
        ("P-2y:year", "2 years before publication"),
        ("P:month<P", "the month of publication"),
        ("P-1w:weekend", "the weekend before that of publication"),
        ("P-0..6:friday-1w", "1 week before the Friday up to publication"),
        ("P-1..7:friday", "the Friday before publication"),
        ("P-2m~:07-21..07-31<P", "late July before publication"),
        ("P-2m~:07-21..07-31/P", "since late July before publication"),
        ("P-2m~:10-14", "14 October before publication"),
        ("P-2m~:06-11..06-20", "mid-June before publication"),
        ("../P-2m~:07-12", "up to 12 July before publication"),
        ("P+0..365:12-07", "7 December after publication"),
        ("P-1y=:07-01..09-30", "July to September of the year before that of publication"),
        ("P~:h09", "the Ramadan nearest to publication"),
        ("P~:easter", "the Easter nearest to publication"),
        ("h1443-09-10", "10 Ramadan 1443"),
        ("P-0..6:friday-1m:month", "the month of 1 month before the Friday up to publication"),
        ("P^?", NOT_IN_WORDS),
    ],
)
def test_orders(order: str, words: str) -> None:
    assert order_words(order) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2011-01-01/..", "since 2011-01-01"),
        ("../2019-06-27", "by 2019-06-27"),
        ("2019-07-01/2022-09-20", "2019-07-01 to 2022-09-20"),
        ("2018", "2018"),
        ("XXXX-07-21/..", "since 21 July, year unknown"),
        ("P-0..6:monday", "the Monday up to publication"),
    ],
)
def test_intervals(edtf: str, words: str) -> None:
    assert interval_words(edtf) == words


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


def test_where_says_how_little_is_known() -> None:
    assert wording.where(Place("x", "Daraa", 1.0, 1.0, 4000.0, "town", "SY")) == "Daraa (SY), within 4\u00a0km"
    assert wording.where(Place("x", "Syria", 1.0, 1.0, 9e5, "country", "SY")) == "Syria"
    assert wording.where(None) == "place unknown"


def test_who_says_so_through_whom_and_how_it_stands() -> None:
    shown = Shown(held())
    by_kind = {e.kind: e for e in shown.source.events()}
    told = {f.kind: f for f in shown.raw.values()}
    assert shown.chain(told["refusal"]) == "General Samer"
    assert shown.chain(told["property_destruction"]).startswith("‹resident-")
    standing = {k: wording.standing(e, [shown.raw[f] for f in e.findings]) for k, e in by_kind.items()}
    assert standing["shelling"] == "contested"
    assert standing["refusal"] == "claimed, not independently confirmed"
    assert standing["property_destruction"] == "reported, not independently confirmed"
