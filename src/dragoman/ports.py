"""The doors between rooms: what a Reader, Writer, Store and Scorer must do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TextIO

from dragoman.records import Basis, Entry, Event, Finding, Issue, Judgement, Link, Reading, Report


class Reader(Protocol):
    """Reads one source file into reports; what it cannot read it yields as issues."""

    def __call__(self, path: Path, /) -> Iterator[tuple[Report, bytes] | Issue]:
        """Yield each report with the raw bytes it came from, or an issue, in file order."""


class Writer(Protocol):
    """Writes what a record holds in one format."""

    def __call__(self, store: Store, out: Path | TextIO, /) -> list[str]:
        """Write, and return the names of the files or tables written."""


class Store(Protocol):
    """Keeps readings, events, ledgers and judgements. Keeping twice is keeping once."""

    def knows(self, report_id: str) -> bool:
        """True when the report was kept before."""

    def keep(self, reading: Reading, raw: bytes) -> bool:
        """Keep one reading in one transaction; False when it was there already."""

    def keep_many(self, batch: Sequence[tuple[Reading, bytes]]) -> list[bool]:
        """Keep several readings in one transaction; for each, True when it was new."""

    def redate(self, report_id: str, day: str, anew: Callable[[Sequence[Finding]], Sequence[Finding]]) -> int:
        """Note when a report was published and replace its findings' days; the number of findings changed."""

    def reread(self, readings: Sequence[Reading]) -> None:
        """Put new readings of kept reports in the place of the old ones, in one transaction; the reports stay."""

    def keep_issue(self, issue: Issue) -> bool:
        """Note what was skipped; False when it was noted before."""

    def conclude(
        self, events: Iterable[Event], links: Iterable[Link], entries: Iterable[Entry], basis: Basis | None = None
    ) -> None:
        """Replace all conclusions (events, links, ledgers) in one transaction; judgements stay."""

    def judge(self, judgement: Judgement) -> None:
        """Append a person's judgement."""

    def secret(self) -> bytes:
        """What pseudonyms are keyed by; the same as long as the record is there, and another in every other."""

    def reports(self) -> Iterator[Report]:
        """All reports, in the order they were kept."""

    def report(self, report_id: str) -> Report | None:
        """One report."""

    def raw(self, sha256: str) -> bytes | None:
        """The raw bytes with that hash."""

    def findings(self, report_id: str | None = None) -> Iterator[Finding]:
        """Findings of one report, or of all, in order of report and text."""

    def events(self) -> Iterator[Event]:
        """All current events."""

    def entries(self, ledger: str | None = None) -> Iterator[Entry]:
        """Ledger lines, of one ledger or of all."""

    def forwarded(self, prefix: str) -> list[str]:
        """The ids of today of events and ledger lines that are no more, by the beginning of their old id."""

    def judgements(self) -> Iterator[Judgement]:
        """Every judgement, oldest first."""

    def issues(self) -> Iterator[Issue]:
        """What was skipped."""

    def close(self) -> None:
        """Let go of the file."""


class Scorer(Protocol):
    """Gives numbers for texts: a learned model behind a plain door."""

    def __call__(self, texts: list[str], /) -> list[list[float]]:
        """One row of scores per text, in order."""
