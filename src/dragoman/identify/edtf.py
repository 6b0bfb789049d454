"""Dates as text: EDTF strings for stretches of days."""

from __future__ import annotations

import re
from datetime import date

from dragoman.identify.calendar import Bounds, month_end

_ONE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")


def edtf(bounds: Bounds) -> str:
    """A stretch of days as EDTF: a day, a month, a year or an interval; '' where both ends are unknown."""
    lower, upper = bounds
    if lower is None and upper is None:
        return ""
    if lower is None or upper is None:
        return f"{lower.isoformat() if lower else '..'}/{upper.isoformat() if upper else '..'}"
    if lower == upper:
        return lower.isoformat()
    if (lower.month, lower.day, upper.month, upper.day) == (1, 1, 12, 31) and lower.year == upper.year:
        return f"{lower.year:04d}"
    if lower.day == 1 and upper == month_end(lower.year, lower.month):
        return f"{lower.year:04d}-{lower.month:02d}"
    return f"{lower.isoformat()}/{upper.isoformat()}"


def parse_edtf(text: str) -> Bounds:
    """The first and last day of an EDTF string written by ``edtf``. Raises ValueError for another form."""
    if not text:
        return None, None
    first, _, last = text.partition("/")
    if not _:
        return _days(first)
    lower = None if first == ".." else _days(first)[0]
    upper = None if last == ".." else _days(last)[1]
    return lower, upper


def _days(text: str) -> tuple[date, date]:
    found = _ONE.match(text)
    if not found:
        raise ValueError(f"not an EDTF date: {text!r}")
    year, month, day = found.groups()
    if day:
        one = date(int(year), int(month), int(day))
        return one, one
    first = int(month) if month else 1
    return date(int(year), first, 1), month_end(int(year), int(month) if month else 12)
