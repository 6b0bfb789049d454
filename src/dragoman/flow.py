"""The journeys of the data, room by room: take_in, tie_up, and reading one report. Read this first.

collect → extract → identify → store      take_in   (one report at a time, in batches, resumable)
store → link → store                      tie_up    (all findings together, made anew each time)
"""

from __future__ import annotations

import itertools
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from dragoman import world as worlds
from dragoman.errors import DragomanError
from dragoman.ports import Store
from dragoman.records import Basis, Finding, Issue, Reading, Report
from dragoman.settings import Settings
from dragoman.text import sentences
from dragoman.world.digest import reading_digest, world_digest

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from dragoman.collect.repeats import Repeats
    from dragoman.link import Ties

BATCH = 20  # reports kept together: a run that is killed has read at most three batches in vain (guessed)
AHEAD = 2  # batches that other processes may be at while this one collects and keeps (guessed)
FEW = 10  # so many are read before other processes are started, which takes as long as reading them (guessed)
SHARE = 5  # reports handed to a process at once (guessed)
# Rules look at a sentence as a whole, so that one without end would take hours. The longest of 138,000 sentences in
# 9,600 reports has 3,820 characters (measured 2026-11-21).
LONGEST_SENTENCE = 6_000
READ_FOR_CLAIMS = (None, "en")  # languages of reports that are read for claims; None could not be told
RELEVANT = 0.5  # relevance from which on a report is read for claims
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


class Shared(Store, Protocol):
    """A store that several runs may write to at once, and that tells what is new in it."""

    def reports(self, after: int = 0) -> Iterator[Report]:
        """All reports, or those that were kept after the first so many."""

    def seal(self) -> str:
        """The last hash of the custody log; another one with every report that is kept."""

    def read_otherwise(self, digest: str) -> list[str]:
        """The reports that were read with another world or version."""


# ----------------------------------------------------------------------- one report


class Coder:
    """Reads one report at a time: claims, then who, where and when."""

    def __init__(self, world: worlds.World) -> None:
        from dragoman.extract import Reader
        from dragoman.identify import Identifier

        self.digest = reading_digest(world.folders)
        self._reader = Reader(world)
        self._identifier = Identifier(world)

    def read(self, report: Report) -> Reading:
        """All that one report says. A report that cannot be read becomes a reading with an issue, never a crash."""
        try:
            legible, issues = _legible(report)
            claims = self._reader.claims(legible)
            relevance = self._reader.relevance(legible, claims)
            relevant = relevance >= RELEVANT
            findings = self._identifier.findings(legible, claims) if relevant else ()
            marked = tuple(self._marked(finding) for finding in findings)
            return Reading(report, relevant, relevance, marked, issues, self.digest)
        except DragomanError:
            raise
        except Exception as wrong:  # the one broad except: one bad report must not stop the rest
            issue = Issue(
                report.source,
                f"could not be read ({type(wrong).__name__}: {wrong})",
                "Please report this with the file; the report's text is kept without claims.",
            )
            return Reading(report, False, 0.0, (), (issue,), self.digest)

    def _marked(self, finding: Finding) -> Finding:
        """The finding with what it was read with on its makers."""
        claim = replace(finding.claim, maker=replace(finding.claim.maker, digest=self.digest))
        return replace(finding, claim=claim, maker=replace(finding.maker, digest=self.digest))


def _legible(report: Report) -> tuple[Report, tuple[Issue, ...]]:
    """The report with blank lines in place of sentences without end, so that all spans stay true; and what was left out."""
    if len(report.text) <= LONGEST_SENTENCE or report.language not in READ_FOR_CLAIMS:
        return report, ()
    endless = [s for s in sentences(report.text) if s.end - s.start > LONGEST_SENTENCE]
    text, issues = report.text, []
    for span in endless:
        text = text[: span.start] + "\n" * (span.end - span.start) + text[span.end :]
        size, begin = span.end - span.start, " ".join(span.of(report.text)[:30].split())
        what = f"has {size:,} characters without the end of a sentence, from “{begin}…” on; these were not read"
        issues.append(Issue(report.source, what, "Set full stops or blank lines and give it anew; the text is kept."))
    return (replace(report, text=text), tuple(issues)) if endless else (report, ())


@lru_cache(maxsize=2)
def coder(folders: tuple[Path, ...] = ()) -> Coder:
    """The coder of a world, made once a process."""
    return Coder(worlds.load(folders))


def digest_of(settings: Settings) -> str:
    """What a reading with these settings would be marked with."""
    return reading_digest(worlds.load(settings.world).folders)


def _read_all(reports: Sequence[Report], folders: tuple[Path, ...], going: str = os.curdir) -> list[Reading]:
    """Readings, as long as the folder ``going`` is there: that it is gone tells other processes to stop."""
    mine = coder(folders)
    return [mine.read(report) for report in reports if os.path.isdir(going)]


# ---------------------------------------------------------------------- many reports


def code(paths: Sequence[str | Path], settings: Settings, stdin: bytes | None = None) -> Iterator[Reading | Issue]:
    """Read reports without a store, in order; what cannot be taken in comes as issues. ``stdin`` is what ``-`` holds."""
    from dragoman.collect import Repeats, reports

    repeats = Repeats()
    for one in reports(paths, settings=settings, stdin=stdin):
        yield one if isinstance(one, Issue) else coder(settings.world).read(repeats.place(one[0]))


def take_in(
    paths: Sequence[str | Path], record: Shared, settings: Settings, said: Callable[[Tally], None] | None = None
) -> Tally:
    """Take reports into a record, batch by batch; reports that it knows are passed over. ``said`` hears of progress.

    While one batch is read, by this process or others, the one before it is kept.
    """
    from dragoman.collect import reports

    started, tally = time.monotonic(), Tally()
    sorting, waiting = _Sorting(record), deque[_Batch]()
    with _Pool(settings) as pool:
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
            repeats = self._earlier()
            fresh = {name: (repeats.place(report), raw) for name, (report, raw) in fresh.items()}
        return _Batch([x for x in chunk if isinstance(x, Issue)], fresh, len(pairs) - len(fresh))

    def _earlier(self) -> Repeats:
        """The texts of the record, and what other runs have kept in it since; looked through only for new reports.

        Copies that two runs meet within the same three batches are not told from one another.
        """
        from dragoman.collect import Repeats

        self._repeats = self._repeats or Repeats()
        for report in self._record.reports(self._heard):
            self._repeats.remember(report)
            self._heard += 1
        return self._repeats


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


def tie_up(record: Shared, settings: Settings) -> Ties:
    """Link all findings of a record into events and ledgers, and keep them. People's judgements are obeyed.

    Where another process has kept more meanwhile, all is tied anew, so that whoever comes last leaves nothing out.
    """
    from dragoman.link import tie

    while True:
        seal, judgements = record.seal(), tuple(record.judgements())
        texts = {report.id: report.text for report in record.reports()}
        world = worlds.load(settings.world)
        ties = tie(tuple(record.findings()), world, judgements, texts)
        basis = Basis(seal, world_digest(world.folders), tuple(str(f.resolve()) for f in settings.world))
        record.conclude(ties.events, ties.links, ties.entries, basis)
        if record.seal() == seal and len(tuple(record.judgements())) == len(judgements):
            return ties


def read_anew(record: Shared, settings: Settings, said: Callable[[int], None] | None = None) -> int:
    """Read the kept texts again that were read with another world or version; how many. ``said`` hears of progress."""
    others = record.read_otherwise(digest_of(settings))
    with _Pool(settings) as pool:
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


# ------------------------------------------------------------------------ processes


class _Pool:
    """Reads in this process, or in several when there is enough to read to pay for starting them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._executor: ProcessPoolExecutor | None = None
        self._going: TemporaryDirectory[str] | None = None
        self._seen = 0

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        if self._going:
            self._going.cleanup()
        if self._executor:
            self._executor.shutdown(cancel_futures=True)

    @property
    def ahead(self) -> int:
        """How many batches may be under way while this process goes on collecting."""
        return AHEAD if self._executor else 0

    def ask(self, reports: list[Report]) -> Callable[[], list[Reading]]:
        """Have some reports read. What comes back gives the readings, in order, when they are asked for."""
        self._seen += len(reports)
        if self._settings.workers < 2 or self._seen <= FEW:
            return lambda: _read_all(reports, self._settings.world)
        self._going = self._going or TemporaryDirectory(prefix="dragoman-")
        executor = self._executor = self._executor or _started(self._settings)
        parts = [reports[i : i + SHARE] for i in range(0, len(reports), SHARE)]
        with _whole():
            asked = [executor.submit(_read_all, part, self._settings.world, self._going.name) for part in parts]
        return lambda: [r for answer, part in zip(asked, parts, strict=True) for r in _answer(answer, len(part))]


def _started(settings: Settings) -> ProcessPoolExecutor:
    """Reading processes that leave Ctrl-C to this one, from their first moment on.

    The world is loaded before: a mistake in it is told here, and where processes are forked they share it.
    """
    from concurrent.futures import ProcessPoolExecutor

    from dragoman.world.gazetteer_index import index_path

    coder(settings.world)
    index_path()  # made once, not once a process
    executor = ProcessPoolExecutor(settings.workers, initializer=_stay_with_parent)
    blocked = getattr(signal, "pthread_sigmask", None)  # not on Windows
    before = blocked(signal.SIG_BLOCK, {signal.SIGINT}) if blocked else set()
    try:
        for _ in range(settings.workers):
            executor.submit(os.getpid)  # processes are started by what is asked of them, and inherit the mask
    finally:
        if blocked:
            blocked(signal.SIG_SETMASK, before)
    return executor


def _stay_with_parent() -> None:
    """End this process when the one that started it has ended, however that came about; leave Ctrl-C to it."""
    import multiprocessing
    import threading

    def end() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end, daemon=True).start()


def _answer(part: Future[list[Reading]], size: int) -> list[Reading]:
    """The readings of a part, all of them."""
    with _whole():
        readings = part.result()
    if len(readings) < size:
        raise _ended()
    return readings


@contextmanager
def _whole() -> Iterator[None]:
    """Raises DragomanError where a process that reads was ended."""
    from concurrent.futures import BrokenExecutor

    try:
        yield
    except BrokenExecutor:
        raise _ended() from None


def _ended() -> DragomanError:
    do = "What was kept stays. Run the same command again to go on, with --workers 1 if memory is short."
    return DragomanError("a process that reads reports was ended from outside", do=do)
