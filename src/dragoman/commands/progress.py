"""How far a run is, and how long it will still take, said only when it can be known."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.flow import Tally

SURE_AFTER = 0.05  # no time is told before this share is done; as the design asks
RECENT = 12  # batches whose pace counts: reports known from before go by fast at first; guessed
TOO_BIG = 200 << 20  # bytes of a table that are not worth counting the lines of; guessed
_ROWS = (".jsonl", ".csv")


def expected(paths: Iterable[str]) -> int | None:
    """How many reports the paths hold at most, counted cheaply; None where that would take long."""
    from dragoman.collect.files import meant, under

    total = 0
    for path in paths:
        for found in meant(str(path)):
            for file in under(found) if found.is_dir() else [found]:
                size = _reports_in(file) if isinstance(file, Path) else 0
                if size is None:
                    return None
                total += size
    return total


def _reports_in(file: Path) -> int | None:
    if file.suffix.lower() not in _ROWS:
        return 1
    try:
        if file.stat().st_size > TOO_BIG:
            return None
        with file.open("rb") as opened:
            return sum(block.count(b"\n") for block in iter(lambda: opened.read(1 << 20), b""))
    except OSError:
        return 0


class Pace:
    """Guesses the time left from the pace of the last batches."""

    def __init__(self, total: int | None, started: float) -> None:
        self._total = total
        self._seen: deque[tuple[float, int]] = deque([(started, 0)], maxlen=RECENT)

    def left_s(self, done: int, at: float) -> float | None:
        """Seconds left, or None as long as it cannot be known."""
        self._seen.append((at, done))
        (first, before), passed = self._seen[0], at - self._seen[0][0]
        if not self._total or done < SURE_AFTER * self._total or done <= before or passed <= 0:
            return None
        return max(0.0, (self._total - done) * (at - first) / (done - before))


def told(tally: Tally) -> int:
    """How many reports a run has been through, read, known or lost."""
    return tally.reports + tally.known + tally.issues


def time_words(seconds: float) -> str:
    """A time left as a person would say it."""
    if seconds < 60:
        return "under a minute left"
    minutes = round(seconds / 60)
    return f"about {minutes} min left" if minutes < 90 else f"about {minutes / 60:.1f} hours left"


class Progress:
    """A line on the terminal that says how far the run is; silent where stderr is no terminal."""

    def __init__(self, paths: Iterable[str], *, quiet: bool) -> None:
        self._live = not quiet and sys.stderr.isatty()
        self._total = expected(paths) if self._live else None
        self._pace = Pace(self._total, time.monotonic())
        self._status: Any = None

    def __enter__(self) -> Progress:
        if self._live:
            from dragoman.commands.desk import console

            self._status = console(err=True).status("reading the first reports …")
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status:
            self._status.stop()

    def __call__(self, tally: Tally) -> None:
        """Hear how far the run is."""
        if self._status:
            self._status.update(self.line(tally, time.monotonic()))

    def said_anew(self, done: int) -> None:
        """Hear how many kept reports were read anew."""
        self.say(f"{done:,} reports read anew")

    def line(self, tally: Tally, at: float) -> str:
        """The words of the line."""
        done = told(tally)
        left = self._pace.left_s(done, at)
        parts = [f"{done:,} of {max(self._total, done):,} reports" if self._total else f"{done:,} reports"]
        parts += [f"{tally.claims:,} claims"]
        parts += [f"{tally.lost:,} lost"] if tally.lost else []
        return ", ".join([*parts, time_words(left) if left is not None else "time left not known yet"])

    def say(self, words: str) -> None:
        """Say what is being done now."""
        if self._status:
            self._status.update(words)
