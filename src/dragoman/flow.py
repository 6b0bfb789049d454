"""The journeys of the data, room by room: take_in and tie_up. Read this first.

collect → extract → identify → store      take_in   (one report at a time, in batches, resumable)
store → link → store                      tie_up    (part by part; see ``tying.py``)
"""

from __future__ import annotations

import itertools
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dragoman.ports import Store
from dragoman.processes import unhurried
from dragoman.reading import READ_FOR_CLAIMS, Pool, coder, digest_of
from dragoman.records import Issue, Reading, Report
from dragoman.settings import Settings
from dragoman.tying import Tieable, Tied, tie_up

if TYPE_CHECKING:
    from dragoman.collect.repeats import Repeats

__all__ = ["Tally", "Tied", "code", "read_anew", "redate", "take_in", "tie_up"]

REMEMBERED = 400  # reports of a record whose texts are all looked through for copies: a second (guessed)
TRANSLATED_DAYS = 3  # as far as a translation lies from its original (as in ``collect.translations``)
BATCH = 20  # reports kept together: a run that is killed has read at most three batches in vain (guessed)
Pair = tuple[Report, bytes]


@dataclass(frozen=True, slots=True)
class Tally:
    """What one run did, for its closing summary. ``copies`` are reports that repeat an earlier one's text.

    ``set_aside`` are new reports that are not about conflict, ``unread`` those about it whose language is not read
    for claims. ``issues`` and ``lost`` are what this run met; ``noted`` are those of them that were known before.
     ``anew`` known ones that were read again, ``otherwise``
    those that were read with another world or version and stay so.
    """

    reports: int = 0
    known: int = 0
    anew: int = 0
    otherwise: int = 0
    relevant: int = 0
    set_aside: int = 0
    unread: int = 0
    copies: int = 0
    claims: int = 0
    issues: int = 0
    noted: int = 0
    lost: int = 0
    seconds: float = 0.0
    events: int = 0
    disputes: int = 0
    deals: int = 0


class Shared(Tieable, Protocol):
    """A store that several runs may write to at once, and that tells what is new in it."""

    def reports(self, after: int = 0) -> Iterator[Report]:
        """All reports, or those that were kept after the first so many."""

    def size(self) -> int:
        """How many reports there are."""

    def sketch(self, marks_of: Callable[[Report], tuple[int, ...]]) -> None:
        """Note a few marks of every text that has none yet."""

    def earlier(self, sketches: Sequence[tuple[int, ...]], days: Sequence[tuple[str, str]], most: int) -> list[Report]:
        """The kept reports that share marks with a text, or came out on some days."""

    def read_otherwise(self, digest: str) -> list[str]:
        """The reports that were read with another world or version."""


# ---------------------------------------------------------------------- many reports


def code(paths: Sequence[str | Path], settings: Settings, stdin: bytes | None = None) -> Iterator[Reading | Issue]:
    """Read reports without a store, in order; what cannot be taken in comes as issues. ``stdin`` is what ``-`` holds."""
    from dragoman.collect import Repeats, reports

    repeats = Repeats()
    for one in reports(paths, settings=settings, stdin=stdin):
        yield one if isinstance(one, Issue) else coder(settings).read(repeats.place(one[0]))


def take_in(
    paths: Sequence[str | Path], record: Shared, settings: Settings, said: Callable[[Tally], None] | None = None
) -> Tally:
    """Take reports into a record, batch by batch; reports that it knows are passed over. ``said`` hears of progress.

    While one batch is read, by this process or others, the one before it is kept.
    """
    from dragoman.collect import reports

    started, tally = time.monotonic(), Tally()
    sorting, waiting = _Sorting(record), deque[_Batch]()
    with unhurried(), Pool(settings) as pool:
        for chunk in _chunks(reports(paths, settings=settings), BATCH):
            waiting.append(sorting.sorted(chunk))
            waiting[-1].readings = pool.ask([report for report, _ in waiting[-1].fresh.values()])
            while len(waiting) > pool.ahead:
                tally = _kept(waiting.popleft(), record, tally, started)
                if said:
                    said(tally)
        while waiting:
            tally = _kept(waiting.popleft(), record, tally, started)
            if said:
                said(tally)
    return replace(tally, seconds=time.monotonic() - started)


@dataclass
class _Batch:
    """Some reports on their way into a record: those that are new, how many are known, and what could not be taken in."""

    issues: list[Issue]
    fresh: dict[str, Pair]
    known: int
    readings: Callable[[], list[Reading]] = list


class _Sorting:
    """Parts new reports from known ones, and finds the text that each repeats."""

    def __init__(self, record: Shared) -> None:
        self._record = record
        self._met: set[str] = set()
        self._repeats: Repeats | None = None
        self._heard = 0

    def sorted(self, chunk: list[Pair | Issue]) -> _Batch:
        """A batch of what was collected."""
        pairs = [x for x in chunk if not isinstance(x, Issue)]
        fresh: dict[str, Pair] = {}
        for report, raw in pairs:
            if report.id not in self._met and not self._record.knows(report.id):
                fresh[report.id] = report, raw
            self._met.add(report.id)
        if fresh:
            repeats = self._earlier([report for report, _ in fresh.values()])
            fresh = {name: (repeats.place(report), raw) for name, (report, raw) in fresh.items()}
        return _Batch([x for x in chunk if isinstance(x, Issue)], fresh, len(pairs) - len(fresh))

    def _earlier(self, fresh: Sequence[Report]) -> Repeats:
        """The texts of the record that new ones may repeat, and what other runs have kept in it since.

        Of a large record, those that share marks with a new text, and those of about its day, for translations.
        Copies that two runs meet within the same three batches are not told from one another.
        """
        from dragoman.collect import Repeats, sketch_of

        self._repeats = self._repeats or Repeats()
        if self._record.size() <= REMEMBERED:
            for report in self._record.reports(self._heard):
                self._repeats.remember(report)
                self._heard += 1
            return self._repeats
        self._record.sketch(sketch_of)
        days = sorted({_around(report.published) for report in fresh if report.published})
        for report in self._record.earlier([sketch_of(report) for report in fresh], days, REMEMBERED):
            self._repeats.remember(report)
        return self._repeats


def _around(day: str) -> tuple[str, str]:
    """The first and the last day on which a translation of a text of that day may have come out."""
    told = date.fromisoformat(day)
    return (told - timedelta(TRANSLATED_DAYS)).isoformat(), (told + timedelta(TRANSLATED_DAYS)).isoformat()


def _kept(batch: _Batch, record: Store, tally: Tally, started: float) -> Tally:
    """Keep what was read in a batch; the tally with it."""
    read = batch.readings()
    new = record.keep_many([(reading, batch.fresh[reading.report.id][1]) for reading in read])
    readings = [reading for reading, is_new in zip(read, new, strict=True) if is_new]
    noted = sum(not record.keep_issue(issue) for issue in batch.issues)
    issues = [*batch.issues, *(i for r in readings for i in r.issues)]
    return replace(
        tally,
        reports=tally.reports + len(readings),
        known=tally.known + batch.known + len(read) - len(readings),
        relevant=tally.relevant + sum(r.relevant for r in readings),
        set_aside=tally.set_aside + sum(not r.relevant for r in readings),
        unread=tally.unread + sum(r.relevant and r.report.language not in READ_FOR_CLAIMS for r in readings),
        copies=tally.copies + sum(r.report.repeat_of is not None for r in readings),
        claims=tally.claims + sum(len(r.findings) for r in readings),
        issues=tally.issues + len(issues),
        noted=tally.noted + noted,
        lost=tally.lost + sum(i.lost for i in issues),
        seconds=time.monotonic() - started,
    )


def read_anew(record: Shared, settings: Settings, said: Callable[[int], None] | None = None) -> int:
    """Read the kept texts again that were read with another world or version; how many. ``said`` hears of progress."""
    others = record.read_otherwise(digest_of(settings))
    with Pool(settings) as pool:
        for at in range(0, len(others), BATCH):
            reports = [r for name in others[at : at + BATCH] if (r := record.report(name)) is not None]
            record.reread(pool.ask(reports)())
            if said:
                said(at + len(reports))
    return len(others)


def redate(record: Store, report_id: str, day: str) -> int:
    """Tell a record when a report was published; its findings are dated anew. The number of findings changed."""
    from dragoman.identify.dates import redate as dated

    return record.redate(report_id, day, lambda findings: dated(findings, day))


def _chunks(stream: Iterable[Pair | Issue], size: int) -> Iterator[list[Pair | Issue]]:
    source = iter(stream)
    while chunk := list(itertools.islice(source, size)):
        yield chunk
