"""What an act without a date still tells of its day: a weekday, or a day and month without a year."""

from __future__ import annotations

import datetime as dt
import re

from dragoman.link.view import Days
from dragoman.records import When

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Of "P-0..6:friday-1d" and "P-2m~:07-21": the notation of symbolic days that the records carry (When.order).
_WEEKDAY = re.compile(rf":({'|'.join(_WEEKDAYS)})([+-]\d+(?=d))?d?$")
_MONTH_DAY = re.compile(r":(\d\d)-(\d\d)([+-]\d+(?=d))?d?$")
_LAST = re.compile(rf"P-0\.\.6:({'|'.join(_WEEKDAYS)})([+-]\d+(?=d))?d?$")
_LEAP = 2024  # any leap year: every day of every month exists in it

Mark = tuple[str, int]  # "weekday" with 0 for Monday, or "day" with month * 100 + day


def mark_of(when: When | None) -> Mark | None:
    """The mark of a symbolic day; None where it has none or is a longer time."""
    order = when.order if when is not None else None
    if not order:
        return None
    if found := _WEEKDAY.search(order):
        return "weekday", (_WEEKDAYS.index(found[1]) + int(found[2] or 0)) % 7
    if found := _MONTH_DAY.search(order):
        try:
            day = dt.date(_LEAP, int(found[1]), int(found[2])) + dt.timedelta(days=int(found[3] or 0))
        except ValueError:
            return None
        return "day", day.month * 100 + day.day
    return None


def last_before(when: When | None, published: int) -> int | None:
    """The day of "on Sunday" in a text of a given day: the last Sunday up to then; None for other words of time."""
    order = when.order if when is not None else None
    found = _LAST.match(order) if order else None
    if found is None:
        return None
    back = (dt.date.fromordinal(published).weekday() - _WEEKDAYS.index(found[1])) % 7
    return published - back + int(found[2] or 0)


def falls_on(mark: Mark, days: Days) -> bool:
    """Does the mark fall on one of the days?"""
    return any(_marks(day)[mark[0]] == mark[1] for day in range(days[0], days[1] + 1))


def day_within(mark: Mark, days: Days) -> int | None:
    """The one of the days that bears the mark; None where none or several do."""
    found = [day for day in range(days[0], days[1] + 1) if _marks(day)[mark[0]] == mark[1]]
    return found[0] if len(found) == 1 else None


def _marks(ordinal: int) -> dict[str, int]:
    day = dt.date.fromordinal(ordinal)
    return {"weekday": day.weekday(), "day": day.month * 100 + day.day}
