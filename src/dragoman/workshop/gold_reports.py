"""The annotated reports as they are read: each gold claim beside the claim that was read for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.collect import reports
from dragoman.reading import RELEVANT
from dragoman.records import Claim, Issue, Report
from dragoman.text import to_source
from dragoman.workshop.bench import lines
from dragoman.workshop.metrics import Line
from dragoman.workshop.tasks.reports_figures import _matched as matched
from dragoman.workshop.tasks.rooms import Rooms

PARTS = {"dev": ("dev.jsonl",), "world": ("world-1.jsonl", "world-2.jsonl", "world-3.jsonl")}


@dataclass(frozen=True, slots=True)
class Gold:
    """One report with claims in its gold that was read as relevant.

    ``met`` are pairs of a gold claim and the claim that stands for it, where one does.
    """

    part: str
    record: Line
    report: Report
    claims: tuple[Claim, ...]
    met: tuple[tuple[Line, Claim], ...]

    @property
    def episode(self) -> str:
        """The episode that the report tells of; its own id where none is given."""
        return str(self.record.get("episode") or self.record["id"])


def files(shared: Path, part: str) -> list[Path]:
    """The files of one part, inside the folder of the public sets."""
    return [shared / "reports" / name for name in PARTS[part]]


def gold(shared: Path, rooms: Rooms) -> Iterator[Gold]:
    """Read every report and lay its claims beside the gold ones; those where nothing meets are left out."""
    for part in PARTS:
        paths = files(shared, part)
        records = {str(record["id"]): record for path in paths for record in lines(path)}
        for told in reports(paths):
            if isinstance(told, Issue) or told[0].given_id not in records:
                continue
            one = _gold(part, records[told[0].given_id], told[0], rooms)
            if one.met:
                yield one


def _gold(part: str, record: Line, report: Report, rooms: Rooms) -> Gold:
    claims = rooms.reader.claims(report)
    wanted = record.get("claims") or []
    if not wanted or rooms.reader.relevance(report, claims) < RELEVANT:
        return Gold(part, record, report, claims, ())
    found = matched(wanted, _lines(report, claims, rooms), need_category=False)
    return Gold(part, record, report, claims, tuple((wanted[i], claims[j]) for i, j in found))


def _lines(report: Report, claims: Sequence[Claim], rooms: Rooms) -> list[Line]:
    """The claims in the form of the gold ones: where their words stand in the source, and their category."""
    made = []
    for claim in claims:
        start, end = to_source(report.pieces, claim.evidence)
        plover = rooms.kinds[claim.kind].plover
        made.append({"start": start, "end": end, "plover": plover.category if plover else None})
    return made
