"""Copies of one text in two languages: a wire story that was translated is still one origin.

What a translator cannot change is compared: numbers, days, names and the agencies cited, each weighed by how rare it
is. Telling the same event, or citing the same agency, is not enough: most of what both texts specify must be the
same, in much the same order.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.collect.fingerprints import Posted
from dragoman.collect.specifics import Specifics
from dragoman.records import Report

# The share of their specifics, by weight, that two texts must have in common, lessened where the order differs.
# Measured (4 translated pairs and 12,224 others of the gold reports, 24 and 102 of our own invention, 2026-11-21):
# translations 0.47 and more (the gold ones 0.64), all other pairs 0.38 and less. So few translations make it a rough guess.
ENOUGH = 0.45
_RARE = 2.5  # a specific that fewer than one report in twelve holds (guessed)
_RARE_SHARED = 3  # two may meet by chance or by the event (guessed)
# The least weight shared: chance likeness of short bulletins on one event stays below (measured as above: translations
# share 22 and more).
_SHARED = 15.0
_MOVED = "agency:"  # whom a text credits is told at its beginning or its end, as an editor likes
_NEAR_DAYS = 3  # translations come out within days of the original (guessed)
# How many reports the guessed frequencies below are worth against those seen (guessed).
_BELIEF = 60.0
_POSTED = 64  # reports that one specific leads to, for each week and for those of no day (guessed)
_COMPARED = 20  # the most earlier reports that one is compared with in full (guessed)
_NO_WEEK, _ANY_WEEK = 1, 0  # true weeks are counted from the year 1

# Shares of reports that hold a specific of a sort, before any was seen (all guessed, for reports on conflict).
_HELD_BY = {"day": 0.01, "weekday": 0.15, "country": 0.15, "agency": 0.1, "body": 0.1, "place": 0.05}
_NAME_HELD_BY = {1: 0.1, 2: 0.05, 3: 0.015}  # by the number of consonants that are compared
_LONGER_NAME = 0.005
_YEAR = 0.06


@dataclass(frozen=True, slots=True)
class _Earlier:
    """What is remembered of one report. ``marks``: its keys' numbers, doubled, and one more where the key is sure."""

    id: str
    group: str
    language: str
    day: str | None
    marks: array[int]
    whole: bool


class Translations:
    """Remembers what earlier reports specify, and finds the one that a new report translates.

    Time and memory grow with the text seen and no faster: a specific leads to at most 64 reports of a week, and a
    report is compared in full with at most 20.
    """

    def __init__(self) -> None:
        self._earlier: list[_Earlier] = []
        self._numbers: dict[str, int] = {}
        self._held: list[float] = []
        self._posted = Posted()

    def original(self, report: Report, specifics: Specifics) -> tuple[str, str] | None:
        """The id and origin group of the earlier report in another language that this one tells, if there is one."""
        scores = [(self.likeness(specifics, n), -n) for n in self._likely(report, specifics)]
        score, number = max(scores, default=(0.0, 0))
        found = self._earlier[-number] if score >= ENOUGH else None
        return (found.id, found.group) if found else None

    def note(self, report: Report, specifics: Specifics) -> None:
        """Take in a report that has its origin group; one whose language cannot be told is left out."""
        if report.language is None:
            return
        marks = array("I")
        for key, sure in specifics.keys.items():
            known = self._numbers.setdefault(key, len(self._numbers))
            if known == len(self._held):
                self._held.append(_BELIEF * _believed(key))
            self._held[known] += 1
            marks.append(2 * known + sure)
            for week in {_week(report.published), _ANY_WEEK}:
                if len(self._posted.at(_slot(known, week))) < _POSTED:
                    self._posted.add(_slot(known, week), len(self._earlier))
        about = (report.id, report.origin_group or "", report.language, report.published)
        self._earlier.append(_Earlier(*about, marks, specifics.whole))

    def likeness(self, specifics: Specifics, number: int) -> float:
        """How alike a text and the earlier one of that number are, in [0, 1]; 0.0 where they share too little."""
        earlier = self._earlier[number]
        theirs = {mark >> 1: bool(mark & 1) for mark in earlier.marks}
        mine = {self._numbers[k]: k for k in specifics.keys if k in self._numbers}
        both = {n: k for n, k in mine.items() if n in theirs and (specifics.keys[k] or theirs[n])}
        shared = sum(map(self._rarity, both.values()))
        if shared < _SHARED or sum(self._rarity(k) >= _RARE for k in both.values()) < _RARE_SHARED:
            return 0.0
        own = sum(self._rarity(k) for k, sure in specifics.keys.items() if sure and self._numbers.get(k) not in both)
        others = sum(self._weight(n) for n, sure in theirs.items() if sure and n not in both)
        totals = [shared + rest for rest, whole in ((own, specifics.whole), (others, earlier.whole)) if whole]
        place = {n: at for at, n in enumerate(theirs)}
        order = _in_order([place[n] for n, k in both.items() if not k.startswith(_MOVED)])
        return shared / math.sqrt(totals[0] * totals[-1]) * order**2 if totals else 0.0

    def _likely(self, report: Report, specifics: Specifics) -> list[int]:
        """Earlier reports in other languages, of about the same day, that share most; of equals the earliest."""
        counts: Counter[int] = Counter()
        for key in specifics.keys:
            known = self._numbers.get(key)
            if known is not None and (weight := self._weight(known)) >= _RARE:
                for number in self._found_by(known, _week(report.published)):
                    counts[number] += int(100 * weight)
        fits = [n for n in counts if self._may_be(report, self._earlier[n])]
        return sorted(fits, key=lambda n: (-counts[n], n))[:_COMPARED]

    def _found_by(self, known: int, week: int) -> Iterator[int]:
        """The reports that hold a specific: of this week and those beside it and of no day, or of any week."""
        weeks = (_ANY_WEEK,) if week == _NO_WEEK else (week - 1, week, week + 1, _NO_WEEK)
        for one in weeks:
            yield from self._posted.at(_slot(known, one))

    def _may_be(self, report: Report, earlier: _Earlier) -> bool:
        if report.language is None or report.language == earlier.language:
            return False
        if report.published is None or earlier.day is None:
            return True
        return abs((date.fromisoformat(report.published) - date.fromisoformat(earlier.day)).days) <= _NEAR_DAYS

    def _rarity(self, key: str) -> float:
        """The log of how few reports hold a specific (inverse document frequency, Spärck Jones 1972)."""
        return self._weight(self._numbers[key]) if key in self._numbers else self._log(_BELIEF * _believed(key))

    def _weight(self, known: int) -> float:
        return self._log(self._held[known])

    def _log(self, held: float) -> float:
        return max(0.0, math.log((len(self._earlier) + _BELIEF) / held))


def _slot(known: int, week: int) -> int:
    return known << 20 | week


def _week(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() // 7 if day else _NO_WEEK


def _in_order(places: Sequence[int]) -> float:
    """The share of places that can be read in rising order, leaving out the others."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails) / max(1, len(places))


def _believed(key: str) -> float:
    """The share of reports that hold a specific, as believed before any was seen."""
    sort, _, rest = key.partition(":")
    if sort == "name":
        return _NAME_HELD_BY.get(len(rest), _LONGER_NAME)
    if sort != "number":
        return _HELD_BY[sort]
    if len(rest) == 4 and rest[:2] in ("19", "20"):
        return _YEAR
    # small and round numbers are common; the first digits follow Benford's law, roughly
    return max(0.001, 0.6 / int(rest.rstrip("0") or 1) / len(rest))
