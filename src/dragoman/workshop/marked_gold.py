"""Our own marked reports in the form of the annotated ones, so that the same figures can be taken on both.

    python -m dragoman.workshop.marked_gold OUT.jsonl [--all]

Places have no points and times no days: what they are is not marked, only where it is told. Without ``--all``, only the
fifth that no training looks at.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from dragoman.records import Span
from dragoman.workshop.marked import Mark, Marked, read_folder
from dragoman.workshop.metrics import Line
from dragoman.workshop.reader.sources import OWN, held_out
from dragoman.world import Kind, World, load

_WHO = ("actor", "recipient", "victim", "party", "mediator")


def gold_lines(world: World, folder: Path = OWN, *, whole: bool = False) -> Iterator[Line]:
    """One line a report, in the order of the files; ``whole``: also those that are trained on."""
    for report in read_folder(folder, frozenset(world.kinds)):
        if whole or held_out(report.id):
            yield gold_line(report, world)


def gold_line(report: Marked, world: World) -> Line:
    """One marked report in the form of the annotated ones; kinds set aside are left out."""
    marks = [m for m in report.marks if not world.kinds[m.kind].aside]
    return {
        "id": report.id, "title": report.title, "publisher": report.outlet, "published": report.published, "language": "en",
        "text": report.text, "relevant": report.relevant, "annotation": "claims", "origin_group": report.id,
        "episode": report.id, "claims": [_claim(report.id, n, m, world.kinds[m.kind]) for n, m in enumerate(marks)],
    }  # fmt: skip


def _claim(report: str, number: int, mark: Mark, kind: Kind) -> Line:
    return {
        "claim_id": f"{report}-c{number:02}", "event_id": f"{report}-c{number:02}", "episode_id": report, "kind": mark.kind,
        "start": mark.evidence.start, "end": mark.evidence.end, "status": mark.status, "background": mark.background,
        "plover": kind.plover.category if kind.plover else None,
        "acled": {"event_type": kind.acled.event_type, "sub_event_type": kind.acled.sub_event_type} if kind.acled else None,
        "actors": [{"role": m.role, **_words(m.span, m.words)} for m in mark.mentions if m.role in _WHO],
        "quantities": [{"kind": q.kind, "low": q.low, "high": q.high, **_words(q.span, q.words)} for q in mark.quantities],
        "sources": [{"kind": s.kind, "name": None, **_words(s.span, s.words)} for s in mark.sources],
        "place": None, "time": None,
    }  # fmt: skip


def _words(span: Span, words: str) -> Line:
    return {"mention": words, "mention_start": span.start, "mention_end": span.end}


def main(given: list[str]) -> int:
    """Write the lines."""
    out = next(a for a in given if not a.startswith("-"))
    with Path(out).open("w", encoding="utf-8") as file:
        for line in gold_lines(load(()), whole="--all" in given):
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
