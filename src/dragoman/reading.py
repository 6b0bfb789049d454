"""Reads reports, one at a time, in this process or in several: claims, then who, where and when."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from dragoman import models
from dragoman import world as worlds
from dragoman.errors import DragomanError
from dragoman.processes import ended, started, whole
from dragoman.records import Finding, Issue, Reading, Report
from dragoman.settings import Settings
from dragoman.text import sentences
from dragoman.world.digest import reading_digest

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

AHEAD = 2  # batches that other processes may be at while this one collects and keeps (guessed)
FEW = 10  # so many are read before other processes are started, which takes as long as reading them (guessed)
SHARE = 5  # reports handed to a process at once (guessed)
# Rules look at a sentence as a whole, so that one without end would take hours. The longest of 138,000 sentences in
# 9,600 reports has 3,820 characters (measured 2026-11-21).
LONGEST_SENTENCE = 6_000
READ_FOR_CLAIMS = (None, "en")  # languages of reports that are read for claims; None could not be told
RELEVANT = 0.5  # relevance from which on a report is read for claims


class Coder:
    """Reads one report at a time: claims, then who, where and when."""

    def __init__(self, world: worlds.World, threads: int = 1, confidence: float = 0.0) -> None:
        from dragoman.extract import Reader
        from dragoman.identify import Identifier

        self.digest = reading_digest(world.folders, confidence)
        self._reader = Reader(world, models.reader(threads), least=confidence)
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
def coder(settings: Settings) -> Coder:
    """The coder that some settings ask for, made once a process."""
    return Coder(worlds.load(settings.world), settings.threads, settings.confidence)


def digest_of(settings: Settings) -> str:
    """What a reading with these settings would be marked with."""
    return reading_digest(worlds.load(settings.world).folders, settings.confidence)


def read_all(reports: Sequence[Report], settings: Settings, going: str = os.curdir) -> list[Reading]:
    """Readings, as long as the folder ``going`` is there: that it is gone tells other processes to stop."""
    mine = coder(settings)
    return [mine.read(report) for report in reports if os.path.isdir(going)]


# ------------------------------------------------------------------------ processes


class Pool:
    """Reads in this process, or in several when there is enough to read to pay for starting them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._executor: ProcessPoolExecutor | None = None
        self._going: TemporaryDirectory[str] | None = None
        self._seen = 0

    def __enter__(self) -> Pool:
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
            return lambda: read_all(reports, self._settings)
        self._going = self._going or TemporaryDirectory(prefix="dragoman-")
        executor = self._executor = self._executor or _started(self._settings)
        parts = [reports[i : i + SHARE] for i in range(0, len(reports), SHARE)]
        with whole():
            asked = [executor.submit(read_all, part, self._settings, self._going.name) for part in parts]
        return lambda: [r for answer, part in zip(asked, parts, strict=True) for r in _answer(answer, len(part))]


def _started(settings: Settings) -> ProcessPoolExecutor:
    """Reading processes. The world is loaded before: a mistake in it is told here, and forked processes share it."""
    from dragoman.world.gazetteer_index import index_path

    coder(settings)
    index_path()  # made once, not once a process
    return started(settings.workers)


def _answer(part: Future[list[Reading]], size: int) -> list[Reading]:
    """The readings of a part, all of them."""
    with whole():
        readings = part.result()
    if len(readings) < size:
        raise ended()
    return readings
