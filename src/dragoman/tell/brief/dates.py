"""Days as a page says them: "5 September 2022"; what is told of them otherwise stays as ``wording`` has it."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAY = re.compile(r"\b(\d{4})-(\d\d)(?:-(\d\d))?\b(?!-)")
_RANGE = re.compile(r"\b(\d{4}-\d\d(?:-\d\d)?) to (\d{4}-\d\d(?:-\d\d)?)\b(?!-)")


def spoken_days(words: str) -> str:
    """The words with every ISO day and month in them as one says it."""
    return _DAY.sub(lambda m: _day(m[0]), _RANGE.sub(lambda m: span_words(m[1], m[2]), words))


def span_words(first: str, last: str) -> str:
    """Two days or months as one stretch: "5–9 September 2022", "June to September 2022"."""
    if first == last:
        return _day(first)
    (y0, m0, d0), (y1, m1, d1) = _parts(first), _parts(last)
    if y0 != y1 or not m0 or not m1:
        return f"{_day(first)} to {_day(last)}"
    if m0 == m1 and d0 and d1:
        return f"{d0}–{d1} {_MONTHS[m1]} {y1}"
    return f"{d0 or ''} {_MONTHS[m0]} to {_day(last)}".strip()


def _parts(day: str) -> tuple[int, int, int]:
    year, month, number = (*map(int, day.split("-")), 0, 0)[:3]
    return year, month if month <= 12 else 0, number


def _day(day: str) -> str:
    year, month, number = _parts(day)
    if not month:
        return day
    return f"{number or ''} {_MONTHS[month]} {year}".strip()


def month_words(day: str) -> str:
    """The month of a day: "September 2022"."""
    return _day(day[:7])


def ordinal(day: str | None) -> int | None:
    """A day as a number to reckon with; None for none."""
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def of_ordinal(number: int) -> date:
    """The day of such a number."""
    return date.fromordinal(number)
