"""Counting days: months, weeks, seasons and the Hijri calendar, with no words in it.

All functions work on ``datetime.date``; a ``Bounds`` is an inclusive first and last day, None is open.
"""

from __future__ import annotations

from datetime import date, timedelta

Bounds = tuple[date | None, date | None]
Days = tuple[date, date]

# Julian day number of the eve of 1 Muharram 1 AH in the civil (Friday) epoch, and the day that ``date``
# counts as 0: Reingold & Dershowitz, Calendrical Calculations, ch. 7.
_HIJRI_EPOCH = 227014  # 16 July 622 (Julian) as a proleptic Gregorian ordinal, less one


def add_days(day: date, count: int) -> date:
    """The day so many days later; held inside the years 1 to 9999."""
    ordinal = min(max(day.toordinal() + count, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)


def add_months(day: date, count: int) -> date:
    """The same day so many months later, or the month's last day where it is shorter."""
    months = min(max(day.year * 12 + day.month - 1 + count, 12), 9999 * 12 + 11)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def whole(day: date, unit: str) -> Days:
    """The calendar unit (week, weekend, month, quarter, half, year, decade, century) that holds a day."""
    if unit in ("week", "weekend"):
        monday = add_days(day, -day.weekday())
        return (monday if unit == "week" else add_days(monday, 5)), add_days(monday, 6)
    if unit in ("month", "quarter", "half"):
        size = {"month": 1, "quarter": 3, "half": 6}[unit]
        first = (day.month - 1) // size * size + 1
        return date(day.year, first, 1), month_end(day.year, first + size - 1)
    if unit in ("year", "decade", "century"):
        size = {"year": 1, "decade": 10, "century": 100}[unit]
        first = max(day.year // size * size, 1)
        return date(first, 1, 1), date(min(first + size - 1, 9999), 12, 31)
    return day, day


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def in_year(year: int, first: str, last: str) -> Days | None:
    """A stretch such as 07-21 to 07-31 in a given year; it may run into the next year. None: no such days."""
    start = safe_date(year, int(first[:2]), int(first[3:]))
    runs_over = last < first
    end = safe_date(year + runs_over, int(last[:2]), int(last[3:]))
    return (start, end) if start and end else None


def from_hijri(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Hijri date, by the tabular calendar; sightings differ by a day or two."""
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    return date.fromordinal(min(max(_HIJRI_EPOCH + days, 1), date.max.toordinal()))


def hijri_stretch(year: int, month: int, day: int | None) -> Days:
    """A Hijri day, or a whole Hijri month where no day is given."""
    if day is not None:
        return from_hijri(year, month, day), from_hijri(year, month, day)
    after = from_hijri(year + month // 12, month % 12 + 1, 1)
    return from_hijri(year, month, 1), add_days(after, -1)


def hijri_year(day: date) -> int:
    """The Hijri year that holds a Gregorian day, right to within its first or last days."""
    return (30 * (day.toordinal() - _HIJRI_EPOCH) + 10646) // 10631


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (anonymous Gregorian computus, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
