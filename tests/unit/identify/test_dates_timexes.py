"""Which words speak of time, what they mean, and their TIMEX3 values."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.identify.calendar import easter, from_hijri, hijri_stretch
from dragoman.identify.chains import solve
from dragoman.identify.edtf import edtf
from dragoman.identify.timevalues import timex_values
from dragoman.identify.timexes import timexes

WRITTEN = "1998-02-27"  # a Friday

# sentence, words, type, value
VALUES = [
    ("They met on Sunday.", "Sunday", "DATE", "1998-02-22"),
    ("They met on Friday night.", "Friday night", "TIME", "1998-02-27TNI"),
    ("They met last Friday.", "last Friday", "DATE", "1998-02-20"),
    ("They will meet next Monday.", "next Monday", "DATE", "1998-03-02"),
    ("They met on Feb. 12, 1998.", "Feb. 12, 1998", "DATE", "1998-02-12"),
    ("They met on the 12th of March 1997.", "the 12th of March 1997", "DATE", "1997-03-12"),
    ("They met on 12/03/1997.", "12/03/1997", "DATE", "1997-03-12"),
    ("They met on 1997-03-12.", "1997-03-12", "DATE", "1997-03-12"),
    ("They met in mid-July.", "mid-July", "DATE", "1997-07"),
    ("They met in early 1995.", "early 1995", "DATE", "1995"),
    ("They met in the summer of 1995.", "the summer of 1995", "DATE", "1995-SU"),
    ("They met in the 1980s.", "the 1980s", "DATE", "198"),
    ("They met last week.", "last week", "DATE", "1998-W08"),
    ("They met earlier this year.", "earlier this year", "DATE", "1998"),
    ("They met three weeks ago.", "three weeks ago", "DATE", "1998-W06"),
    ("They met in the third quarter of 1997.", "the third quarter of 1997", "DATE", "1997-Q3"),
    ("They fought for seven years.", "seven years", "DURATION", "P7Y"),
    ("They fought for 36 hours.", "36 hours", "DURATION", "PT36H"),
    ("They fought over the past two weeks.", "the past two weeks", "DURATION", "P2W"),
    ("They fought for several days.", "several days", "DURATION", "PXD"),
    ("They meet every day.", "every day", "SET", "P1D"),
    ("They meet each Thursday.", "each Thursday", "SET", "XXXX-WXX-4"),
    ("They met recently.", "recently", "DATE", "PAST_REF"),
    ("They met at 10:35 a.m.", "10:35 a.m.", "TIME", "1998-02-27T10:35"),
    ("Se reunieron el 3 de mayo de 1997.", "3 de mayo de 1997", "DATE", "1997-05-03"),
    ("Le 12 février 1998, ils ont fui.", "12 février 1998", "DATE", "1998-02-12"),
    ("Они встретились 5 мая 1997 года.", "5 мая 1997", "DATE", "1997-05-05"),
    ("في 5 مايو 1997 التقوا", "5 مايو 1997", "DATE", "1997-05-05"),
]


@pytest.mark.parametrize(("sentence", "words", "kind", "value"), VALUES)
def test_values(sentence: str, words: str, kind: str, value: str) -> None:
    found = timex_values(sentence, WRITTEN)
    assert [(sentence[a:b], t, v) for a, b, t, v in found] == [(words, kind, value)]


NOT_TIMES = [
    "The rebels may leave and the army may march on Nawa.",
    "They will fall back to the spring of water and sat down in the sun.",
    "About 2000 people fled and 1,998 stayed.",
    "UN Resolution 2042 was cited.",
    "The second son of a 50-year-old man.",
    "A budget of $1990 was set.",
]


@pytest.mark.parametrize("sentence", NOT_TIMES)
def test_words_that_only_look_like_times(sentence: str) -> None:
    assert timexes(sentence) == []


# Ramadan 1443 and Eid al-Fitr 1444 by the tabular calendar; Easter from the tables.
def test_movable_days() -> None:
    assert hijri_stretch(1443, 9, None) == (date(2022, 4, 3), date(2022, 5, 2))
    assert from_hijri(1, 1, 1) == date(622, 7, 19)  # 16 July in the Julian calendar
    assert [easter(y) for y in (2019, 2022, 2024)] == [
        date(2019, 4, 21),
        date(2022, 4, 17),
        date(2024, 3, 31),
    ]


ORDERS = [
    ("P-0..6:sunday", "2021-09-05"),
    ("P-1..7:sunday", "2021-08-29"),
    ("P+0..6:monday", "2021-09-06"),
    ("P-0..6:tuesday-1d", "2021-08-30"),
    ("P-1w:week", "2021-08-23/2021-08-29"),
    ("P:month<P", "2021-09-01/2021-09-05"),
    ("P~:12-07", "2021-12-07"),
    ("P-1y=:07-01..09-30", "2020-07-01/2020-09-30"),
    ("P~:h09", "2021-04-13/2021-05-12"),
    ("../P", "../2021-09-05"),
    ("2011/P", "2011-01-01/2021-09-05"),
    ("2018", "2018"),
]


@pytest.mark.parametrize(("order", "days"), ORDERS)
def test_orders(order: str, days: str) -> None:
    assert edtf(solve(order, date(2021, 9, 5))) == days


def test_what_is_no_order_is_refused() -> None:
    with pytest.raises(ValueError, match="not an order"):
        solve("next sunday", date(2021, 9, 5))
