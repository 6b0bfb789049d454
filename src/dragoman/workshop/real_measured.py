"""How right the whole path is on the real texts that were marked for this project and that no training looks at.

    python -m dragoman.workshop.real_measured --shared DIR

The texts stay with their sets; where a set is not there, its texts are passed over. Places and days are not marked, so
neither they nor events are scored; fields are scored over the acts that were found, as in ``reports``.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman import world as worlds
from dragoman.workshop import bench, marks
from dragoman.workshop.marked_gold import gold_line
from dragoman.workshop.metrics import Line
from dragoman.workshop.reader.sources import held_out
from dragoman.world import World

FIGURES = (
    "detection.f1", "detection_lenient.f1", "acled_sub_event.accuracy", "status.accuracy", "actor.f1", "recipient.f1",
    "attribution.f1", "evidence.iou",
)  # fmt: skip


def gold_lines(world: World, shared: Path) -> Iterator[Line]:
    """The held-out texts in the form of the annotated reports."""
    return (gold_line(one, world) for one in marks.read(shared) if held_out(one.id))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.workshop.real_measured")
    parser.add_argument("--shared", type=Path, required=True, help="the folder with bench/")
    given = parser.parse_args(arguments)
    rows = list(gold_lines(worlds.load(()), given.shared))
    if not rows:
        print("none of the sets is there")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "real.jsonl"
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        figures = bench.run("reports", source)["figures"]
    print(f"{len(rows)} texts, {sum(len(row['claims']) for row in rows)} acts")
    for name in FIGURES:
        print(f"{name:<26} {figures[name]:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
