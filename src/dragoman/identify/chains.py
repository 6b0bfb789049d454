"""Days told without a calendar: a small notation that waits for the publication day.

A report may say 'on Sunday' and bear no date. The day is then kept as an *order*, which is worked
out as soon as the publication day ``P`` is known, with the same answer as if it had been known at
first. An order is a term, or two terms with a slash; ``..`` leaves a side open:

    P                      the publication day            P-1d             the day before it
    P-0..6:sunday          the Sunday among P and the six days before it
    P+1..7:monday          the Monday among the seven days after P
    P-1w:week              the week (Monday to Sunday) before that of P; also month, quarter, year ...
    P-0..365:07-21..07-31  the latest such stretch that had begun by P
    P+0..365:12-07         the next 7 December            P~:12-07         the nearest one
    P-1y=:07-01..09-30     such a stretch in the calendar year before that of P
    P~:h09                 the nearest Ramadan (Hijri month 9, tabular calendar)
    2018  2018-07  2018-07-05      as the text has it     P~:easter, P~:h10-01  movable feasts
    P-0..6:friday-1m:month the month before the one of that Friday
    P-0..6:tuesday-1d      the day before that Tuesday    2011/P           from 2011 to the report
    P:month<P              the month of P, as far as P

Shifts are days, weeks, months or years (``d w m y``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from dragoman.identify.calendar import (
    Bounds,
    Days,
    add_days,
    add_months,
    easter,
    from_hijri,
    hijri_stretch,
    hijri_year,
    in_year,
    month_end,
    whole,
)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = ("week", "weekend", "month", "quarter", "half", "year", "decade", "century")
_SHIFTS = r"(?:[+-]\d+[dwmy])*"
_TERM = re.compile(
    rf"(?P<base>P|\d{{4}}(?:-\d\d(?:-\d\d)?)?|h\d{{4}}-\d\d(?:-\d\d)?)(?P<before>{_SHIFTS})"
    r"(?:(?P<way>[+-])(?P<near>\d+)\.\.(?P<far>\d+)|(?P<nearest>[~=]))?"
    rf"(?::(?P<pick>{'|'.join((*UNITS[1:], 'week', 'easter', *WEEKDAYS))}"
    r"|h?\d\d(?:-\d\d)?(?:\.\.\d\d-\d\d)?))?"
    rf"(?P<after>{_SHIFTS})(?::(?P<within>week(?:end)?|{'|'.join(UNITS[2:])}))?(?P<cut><P)?$"
)
_SHIFT = re.compile(r"([+-]\d+)([dwmy])")


def solve(order: str, published: date | None) -> Bounds:
    """The first and last day that an order stands for; None on a side that is open or not yet known.

    Raises ValueError for text that is no order.
    """
    if "/" not in order:
        return _term(order, published) or (None, None)
    left, _, right = order.partition("/")
    first = None if left == ".." else _term(left, published)
    last = None if right == ".." else _term(right, published)
    lower, upper = (first[0] if first else None), (last[1] if last else None)
    if lower and upper and lower > upper:
        return (None, None) if "P" in order else (upper, lower)
    return lower, upper


def waits(order: str) -> bool:
    """True where the order counts from a publication day."""
    return "P" in order


def shifted(order: str, shift: str) -> str:
    """An order moved by a shift such as ``-1y``, on both sides."""
    return "/".join(part if part == ".." else part + shift for part in order.split("/"))


def settled(order: str, day: str) -> str:
    """An order with its base ``A`` (the day spoken of before) filled in by the order of that day."""
    first, _, last = day.partition("/")
    ends = (first, last or first)
    parts = order.split("/")
    filled = [ends[-(i > 0)] + part[1:] if part.startswith("A") else part for i, part in enumerate(parts)]
    if len(parts) == 1 and last and parts[0].startswith("A"):
        filled.append(last + parts[0][1:])
    return "/".join(filled)


def _term(term: str, published: date | None) -> Days | None:
    parts = _parse(term)
    base = parts["base"]
    if base == "P" and published is None:
        return None
    days = (published, published) if base == "P" and published else _stated(base)
    days = _shifted(days, parts["before"])
    if parts["pick"]:
        days = _picked(days[0], parts)
    days = _shifted(days, parts["after"])
    if parts["within"]:
        days = whole(days[0], parts["within"])
    if parts["cut"] and published:
        days = (days[0], max(min(days[1], published), days[0]))
    return days


@lru_cache(maxsize=4096)
def _parse(term: str) -> dict[str, str]:
    found = _TERM.match(term)
    if not found:
        raise ValueError(f"not an order of days: {term!r}")
    return {name: value or "" for name, value in found.groupdict().items()}


def _stated(base: str) -> Days:
    if base.startswith("h"):
        year, month, *day = (int(part) for part in base[1:].split("-"))
        return hijri_stretch(year, month, day[0] if day else None)
    year, *rest = (int(part) for part in base.split("-"))
    if len(rest) == 2:
        return date(year, rest[0], rest[1]), date(year, rest[0], rest[1])
    return date(year, rest[0] if rest else 1, 1), month_end(year, rest[0] if rest else 12)


def _shifted(days: Days, shifts: str) -> Days:
    for count, unit in _SHIFT.findall(shifts):
        move = _mover(int(count), unit)
        days = move(days[0]), move(days[1])
    return days


def _mover(count: int, unit: str) -> Callable[[date], date]:
    if unit in "dw":
        return lambda day: add_days(day, count * (7 if unit == "w" else 1))
    return lambda day: add_months(day, count * (12 if unit == "y" else 1))


def _picked(day: date, parts: dict[str, str]) -> Days:
    """The unit, weekday or yearless stretch around, before or after a day."""
    pick = parts["pick"]
    if pick in UNITS:
        return whole(day, pick)
    if pick in WEEKDAYS:
        return _weekday(day, WEEKDAYS.index(pick), parts)
    return _seen_from(day, [s for s in _stretches(day, pick) if s], parts)


def _weekday(day: date, wanted: int, parts: dict[str, str]) -> Days:
    near = int(parts["near"] or 0)
    if parts["way"] == "+":
        start = add_days(day, near)
        found = add_days(start, (wanted - start.weekday()) % 7)
    else:
        start = add_days(day, -near)
        found = add_days(start, -((start.weekday() - wanted) % 7))
    return found, found


def _stretches(day: date, pick: str) -> list[Days | None]:
    """The yearless stretch in the years around a day; two 29 February can lie eight years apart."""
    reach = 8 if "02-29" in pick else 2
    years = range(max(day.year - reach, 1), min(day.year + reach + 1, 9998))
    if pick == "easter":
        return [(easter(y), easter(y)) for y in years]
    if pick.startswith("h"):
        month, *rest = (int(part) for part in pick[1:].split("-"))
        hijri = hijri_year(day) if day >= from_hijri(3, 1, 1) else 3
        return [hijri_stretch(y, month, rest[0] if rest else None) for y in range(hijri - 2, hijri + 3)]
    if len(pick) == 2:
        return [(date(y, int(pick), 1), month_end(y, int(pick))) for y in years]
    first, _, last = pick.partition("..")
    return [in_year(y, first, last or first) for y in years]


def _seen_from(day: date, stretches: list[Days], parts: dict[str, str]) -> Days:
    if not stretches:
        raise ValueError(f"no such day in any year: {parts['pick']}")
    if parts["nearest"] == "=":
        return next((s for s in stretches if s[0].year == day.year), stretches[0])
    if parts["way"] == "+":
        return next((s for s in stretches if s[1] >= day), stretches[-1])
    if parts["way"] == "-":
        return next((s for s in reversed(stretches) if s[0] <= day), stretches[0])
    return min(stretches, key=lambda s: (abs((s[0] - day).days), s[0]))
