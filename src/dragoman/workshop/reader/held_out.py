"""The reports that the learned reader never saw, read by it: gold claims beside its own.

The annotated reports that are held out (``sources.report_held_out``) and the held-out fifth of our own marked ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.extract import Reader
from dragoman.records import Claim, Report
from dragoman.workshop.marked_gold import gold_lines
from dragoman.workshop.metrics import Line
from dragoman.workshop.reader.sources import report_held_out
from dragoman.workshop.tasks.reports_figures import _matched as matched
from dragoman.world import World

FILES = ("dev", "world-1", "world-2", "world-3")


@dataclass(frozen=True, slots=True)
class Pair:
    """One report with its gold claims and those read; ``met``: numbers of those that stand for each other."""

    record: Line
    claims: tuple[Claim, ...]
    met: tuple[tuple[int, int], ...]


def annotated(shared: Path) -> Iterator[Line]:
    """The annotated reports in English that no training looks at; none where they are not there."""
    for name in FILES:
        path = shared / "reports" / f"{name}.jsonl"
        if path.exists():
            lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
            yield from (
                x for x in lines if report_held_out(x) and x["language"] == "en" and x["annotation"] == "claims"
            )


def own(world: World) -> Iterator[Line]:
    """The held-out fifth of our own marked reports."""
    return gold_lines(world)


def pairs(records: Sequence[Line], reader: Reader, world: World) -> list[Pair]:
    """Read reports and lay their claims beside the gold ones."""
    found = []
    for record in records:
        claims = reader.claims(as_report(record))
        made = [{"start": c.evidence.start, "end": c.evidence.end, "plover": category(c, world)} for c in claims]
        found.append(Pair(record, claims, tuple(matched(record["claims"] or [], made, need_category=False))))
    return found


def as_report(record: Line) -> Report:
    """The record as a report."""
    return Report(
        str(record["id"]), record["text"], "", "bench", "utf-8", "en", title=record.get("title"),
        published=record.get("published"),
    )  # fmt: skip


def category(claim: Claim, world: World) -> str | None:
    """The PLOVER category of a claim."""
    plover = world.kinds[claim.kind].plover
    return plover.category if plover else None
