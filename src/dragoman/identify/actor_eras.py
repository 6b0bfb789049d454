"""Which of several bodies with one description it is: the army of which time, the government of which side.

"The Libyan army" has been five different bodies. With a day, those that were not there then fall out. Without one the
years are weighed in which the report may have been written, and a body counts only if it was there for most of that
weight: from the last year named on, or, where none is named, back from now. Where two bodies remain, the description stands for neither of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from dragoman.world import KnownActor

SURE = 0.75  # share of the likely years in which a body must have been there (guessed)
FADES = 0.7  # each year away from the last one named, or from now where none is, is so much less likely (guessed)
BACK = 30  # years before the last known one in which a report that names no year may have been written (guessed)
ELSE = 0.3  # weight of a year in which somebody whom the report names was not there: history is named too (guessed)
FIRST = 1945
_YEAR = re.compile(r"(?<![\d.,:/-])(?:19[4-9]\d|20\d\d)(?![\d.,:%]\d|-?year|\d)")

Years = Mapping[int, float]  # year → how likely the report was written in it; sums to 1


def likely_years(text: str, named: Iterable[KnownActor], last_known: int) -> Years:
    """When an undated report may have been written, by the last year that it names and by whom it names."""
    told = [year for m in _YEAR.finditer(text) if (year := int(m.group(0))) <= last_known]
    bounded = [a for a in named if a.from_ or a.until]
    first = max(told, default=last_known - BACK)
    weights = {}
    for year in range(first, last_known + 1):
        weight = FADES ** (year - first if told else last_known - year)
        for actor in bounded:
            weight *= 1.0 if there_in(actor, year) > 0 else ELSE
        weights[year] = weight
    whole = sum(weights.values())
    return {year: weight / whole for year, weight in weights.items()}


def in_time(known: KnownActor, day: str) -> bool:
    """Was the actor there on that day? Unknown bounds do not exclude."""
    first, last = str(known.from_ or ""), str(known.until or "")
    return (not first or first[: len(day)] <= day[: len(first)]) and (not last or day[: len(last)] <= last)


def share(known: KnownActor, day: str | None, years: Years) -> float:
    """How likely the actor was there when the report was written, in [0, 1]."""
    if day is not None:
        return float(in_time(known, day))
    if not years:
        return 1.0 if known.until is None else 0.0
    return sum(weight * there_in(known, year) for year, weight in years.items())


def there_in(known: KnownActor, year: int) -> float:
    """For how much of a year the actor was there."""
    first, last = _point(known.from_, 0.0), _point(known.until, 1.0)
    return max(0.0, min(year + 1, last) - max(year, first))


def one_of(bodies: Sequence[KnownActor], day: str | None, years: Years) -> KnownActor | None:
    """The one body that was surely there, larger bodies before their parts; None where two are left or none."""
    surely = [b for b in bodies if share(b, day, years) >= SURE]
    maybe = [b for b in bodies if share(b, day, years) > 1 - SURE and b not in surely]
    ids = {b.id for b in surely}
    tops = [b for b in surely if b.part_of not in ids]
    return tops[0] if len(tops) == 1 and not maybe else None


def last_year(actors: Iterable[KnownActor]) -> int:
    """The last year of which a world knows anything."""
    years = [int(str(bound)[:4]) for a in actors for bound in (a.from_, a.until) if bound]
    return max(years, default=FIRST + BACK)


@lru_cache(maxsize=10_000)
def _point(bound: str | int | None, without: float) -> float:
    """A day, month or year as a point on the line of years; ``without`` says which end of a bare year is meant."""
    if bound is None:
        return 9999.0 if without else 0.0
    parts = [int(p) for p in str(bound).split("-")]
    if len(parts) == 1:
        return parts[0] + without
    return parts[0] + (parts[1] - 1) / 12 + ((parts[2] if len(parts) > 2 else 31 * without) / 31) / 12
