"""Dates as text: EDTF strings for stretches of days."""

from __future__ import annotations

from dragoman.identify.calendar import Bounds, month_end


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
