"""Time expressions with their values in the TIMEX3 form of TimeML (1998-02-27, P3D, PAST_REF)."""

from __future__ import annotations

import re
from datetime import date

from dragoman.identify.chains import settled, shifted, solve
from dragoman.identify.timexes import Timex, timexes

TimexValue = tuple[int, int, str, str]


def timex_values(text: str, dct: str | None) -> list[TimexValue]:
    """The time expressions of a text as ``(start, end, type, value)``.

    ``dct`` is the ISO day of writing; None leaves what depends on it as ``XXXX-XX-XX``.
    """
    written = _iso_day(dct)
    spoken = _Spoken(written)
    values: list[TimexValue] = []
    for timex in timexes(text):
        start = timex.span.start
        if timex.rule == "years":  # TimeML has the two years apart
            years = re.finditer(r"\d{4}", timex.words)
            values += [(start + y.start(), start + y.end(), "DATE", y[0]) for y in years]
        else:
            values.append((start, timex.span.end, timex.type, spoken.value(timex)))
    return values


def _iso_day(text: str | None) -> date | None:
    found = re.match(r"\d{4}-\d\d-\d\d", text or "")
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


class _Spoken:
    """The day and the quarter that the text spoke of last."""

    def __init__(self, written: date | None) -> None:
        self.written = written
        self.day = "P"
        self.quarter = ""

    def value(self, timex: Timex) -> str:
        """The value of the next expression of the text."""
        sense = timex.sense
        if sense.value and (sense.type == "DURATION" or sense.grain in ("set", "ref", "vague") or not sense.order):
            return sense.value
        order = self._settled(timex)
        bounds = solve(order, self.written)
        if bounds[0] is None or bounds[1] is None:
            return sense.value or "XXXX-XX-XX"
        grain = sense.grain
        if grain in ("day", "ago:day") and sense.type in ("DATE", "TIME") and "A" not in timex.order:
            self.day = order
        if grain == "quarter":
            self.quarter = order
        if self.quarter and grain == "ago:year" and re.search(r"\b(?:a|one)?\s*year", timex.words.lower()):
            return _written(solve(shifted(self.quarter, "-1y"), self.written), "quarter", "")
        return _written(bounds, grain, sense.part)

    def _settled(self, timex: Timex) -> str:
        order = timex.order
        if order == "Q":
            return self.quarter or "P-3m:quarter"
        return settled(order, self.day)


def _written(bounds: tuple[date | None, date | None], grain: str, part: str) -> str:
    """A stretch of days in TIMEX3 form, as coarse as the words are."""
    day, last = bounds
    if day is None or last is None:
        return "XXXX-XX-XX"
    unit = grain.removeprefix("ago:")
    week = day.isocalendar()
    if unit.startswith("season:"):
        return f"{day.year}-{unit[7:]}"
    forms = {
        "month": f"{day.year}-{day.month:02d}", "year": f"{day.year}",
        "week": f"{week.year}-W{week.week:02d}",
        "weekend": f"{week.year}-W{week.week:02d}-WE", "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
        "decade": f"{day.year // 10}", "century": f"{day.year // 100}",
        "half": f"{day.year}-H{1 + day.month // 7}",
    }  # fmt: skip
    if unit in forms:
        return forms[unit]
    return day.isoformat() + (f"T{part}" if part else "")
