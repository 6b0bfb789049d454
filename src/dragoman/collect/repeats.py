"""Copies of one text: a wire story printed by ten outlets is one origin, not ten.

Two reports are copies when much of the shorter stands in the longer word for word, or when they share whole
sentences and a good part besides. Saying the same thing, or citing the same agency, is not enough. Copies in another
language are told by ``translations``.

A report's group is settled when it is placed and kept with it: a later report that repeats texts of two groups joins
the one it is most like, and the two stay apart.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from dragoman.collect.fingerprints import Posted, Prints, prints_of
from dragoman.collect.report import own_group
from dragoman.collect.specifics import Specifics, specifics_of
from dragoman.collect.translations import Translations
from dragoman.records import Report

# Shares of the shorter text's word runs. Measured (70 and 254 reports with gold origins, 2026-11-21): copies in
# one language share 0.37 and more, all other pairs 0.15 and less.
_MUCH = 0.5
_SOME = 0.3
# The share that must remain when quotations are left out: independent reports quote alike (guessed).
_OWN = 0.25
_OWN_RUNS = 8  # with less text of its own, a report is its quotations, and these decide (guessed)
_NEAR_DAYS = 4  # a cut copy comes out within days; an agency's background paragraphs live longer (guessed)
_NUMBERS_SHARED = 0.34  # daily bulletins keep their words and change their figures (guessed)
_COMMON = 64  # a mark that stands in this many origins is a stock phrase and no longer counts (guessed)
_COMPARED = 20  # the most earlier reports that one is compared with in full (guessed)
SKETCHED = 16  # marks of a sketch: of a copy cut to a third, five are expected to be shared


def sketch_of(report: Report) -> tuple[int, ...]:
    """A few marks of a text, signed, 64 bits each, of which texts that share a good part share some.

    The least of all marks (Broder 1997): a store finds by them the few earlier texts that a new one may repeat.
    """
    return tuple(mark - 2**63 for mark in sorted(prints_of(report).found_by)[:SKETCHED])


@dataclass(frozen=True, slots=True)
class _Known:
    """What is remembered of one earlier report."""

    id: str
    group: str
    repeat_of: str | None
    day: str | None
    runs: array[int]
    own: int
    sentences: array[int]
    numbers: frozenset[str]


class Repeats:
    """Remembers earlier reports and says which of them a new one repeats.

    Time and memory grow with the text seen and no faster: a mark is noted once for each origin and for at most
    64 origins, and a report is compared in full with at most 20 others.
    """

    def __init__(self) -> None:
        self._known: list[_Known] = []
        self._by_id: dict[str, int] = {}
        self._posted = Posted()
        self._translations = Translations()

    def place(self, report: Report) -> Report:
        """The report with its origin group, and with the earlier report that it repeats, if any.

        A report that was placed before gets the group that it got then.
        """
        if report.id in self._by_id:
            known = self._known[self._by_id[report.id]]
            return replace(report, origin_group=known.group, repeat_of=known.repeat_of)
        prints, specifics = prints_of(report), specifics_of(report)
        same = self._best(report, prints)
        found = (same.id, same.group) if same else self._translations.original(report, specifics)
        repeat_of, group = found or (None, own_group(report.id))
        placed = replace(report, origin_group=group, repeat_of=repeat_of)
        self._note(placed, prints, specifics)
        return placed

    def remember(self, report: Report) -> None:
        """Take in a report that was placed before, as it stands in the store."""
        if report.id not in self._by_id:
            placed = report if report.origin_group else replace(report, origin_group=own_group(report.id))
            self._note(placed, prints_of(report), specifics_of(report))

    def _note(self, report: Report, prints: Prints, specifics: Specifics) -> None:
        number, group = len(self._known), report.origin_group or own_group(report.id)
        self._by_id[report.id] = number
        runs, whole = array("Q", prints.runs), array("Q", prints.sentences)
        about = (report.id, group, report.repeat_of, report.published)
        self._known.append(_Known(*about, runs, len(prints.own), whole, prints.numbers))
        for mark in prints.found_by:
            posted = self._posted.at(mark)
            if len(posted) < _COMMON and all(self._known[n].group != group for n in posted):
                self._posted.add(mark, number)
        self._translations.note(report, specifics)

    def _best(self, report: Report, prints: Prints) -> _Known | None:
        """The earlier report that shares most, if enough to call it a copy; of equals the earliest."""
        counts: Counter[int] = Counter()
        for mark in prints.found_by:
            posted = self._posted.at(mark)
            if len(posted) < _COMMON:
                counts.update(posted)
        likely = sorted(counts, key=lambda n: (-counts[n], n))[:_COMPARED]
        shares = [(_share(report, prints, self._known[n]), -n) for n in likely]
        best = max(shares, default=(0.0, 0))
        return self._known[-best[1]] if best[0] > 0 else None


def _share(report: Report, prints: Prints, known: _Known) -> float:
    """How much of the shorter text stands in the other, or 0.0 when that does not make them copies."""
    both = [run for run in known.runs if run in prints.runs]
    part = len(both) / max(1, min(len(known.runs), len(prints.runs)))
    if part < _SOME or not _same_figures(prints.numbers, known.numbers):
        return 0.0
    own = sum(run in prints.own for run in both) / max(1, min(known.own, len(prints.own)))
    if min(known.own, len(prints.own)) >= _OWN_RUNS and own < _OWN:
        return 0.0
    cut_copy = not prints.sentences.isdisjoint(known.sentences) and _near(report.published, known.day)
    return part if part >= _MUCH or cut_copy else 0.0


def _same_figures(left: frozenset[str], right: frozenset[str]) -> bool:
    """False only where both texts give many figures and hardly any in common."""
    fewer = min(len(left), len(right))
    return fewer < 4 or len(left & right) >= _NUMBERS_SHARED * fewer


def _near(left: str | None, right: str | None) -> bool:
    """True unless both days are known and lie far apart."""
    if left is None or right is None:
        return True
    return abs((date.fromisoformat(left) - date.fromisoformat(right)).days) <= _NEAR_DAYS
