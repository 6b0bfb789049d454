"""The figures of the card, with intervals: reports drawn anew, with repeats, and scored again.

    python -m dragoman.workshop.reader.intervals --shared DIR [--rounds 400]

Prints a table in Markdown: the annotated reports that the reader never saw, and the held-out fifth of our own. An interval
holds the middle 95 in 100 of the figures of so many draws (Efron 1979, the percentile bootstrap).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

from dragoman import world as worlds
from dragoman.workshop.metrics import Figures, Line
from dragoman.workshop.reader.held_out import annotated, own
from dragoman.workshop.tasks.reports import TASK
from dragoman.workshop.tasks.rooms import Rooms

SEED = 20261130
TOLD = (
    "detection.f1", "detection_lenient.f1", "evidence.iou", "acled_sub_event.accuracy", "status.accuracy", "actor.f1",
    "recipient.f1", "quantity.f1", "attribution.f1", "relevance.f1",
)  # fmt: skip
Interval = tuple[float, float, float]  # the figure, and where its interval begins and ends


def intervals(gold: Sequence[Line], made: Sequence[Line], rounds: int) -> dict[str, Interval]:
    """Each figure with its interval; gold and predictions lie side by side."""
    chance = random.Random(SEED)
    whole = _figures(gold, made, range(len(gold)))
    drawn = [_figures(gold, made, chance.choices(range(len(gold)), k=len(gold))) for _ in range(rounds)]
    out = {}
    for name in TOLD:
        order = sorted(figures[name] for figures in drawn)
        out[name] = whole[name], order[int(0.025 * len(order))], order[min(len(order) - 1, int(0.975 * len(order)))]
    return out


def _figures(gold: Sequence[Line], made: Sequence[Line], chosen: Sequence[int]) -> Figures:
    keys = [str(number) for number in range(len(chosen))]
    pairs = [(gold[i], made[i]) for i in chosen]
    return TASK.figures(
        dict(zip(keys, (g for g, _ in pairs), strict=True)), dict(zip(keys, (m for _, m in pairs), strict=True))
    )


def main(given: list[str] | None = None) -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--shared", type=Path, required=True)
    asked.add_argument("--rounds", type=int, default=400)
    a = asked.parse_args(given)
    world = worlds.load(())
    rooms = Rooms(world)
    columns = []
    for gold in (list(annotated(a.shared)), list(own(world))):
        found = {line["id"]: line for line in TASK.predict(gold, rooms)}
        columns.append(intervals(gold, [found[g["id"]] for g in gold], a.rounds) if gold else {})
    print("| figure | annotated reports, held out | our own, held out |\n|---|---|---|")
    for name in TOLD:
        cells = [f"{c[name][0]:.3f} ({c[name][1]:.3f}–{c[name][2]:.3f})" if name in c else "" for c in columns]
        print(f"| {name} | {' | '.join(cells)} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
