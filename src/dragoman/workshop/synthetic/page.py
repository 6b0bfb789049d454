"""The page of figures on the synthetic world: a table by noise, a plot, and what linking costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from dragoman.workshop.metrics import Figures, mean
from dragoman.workshop.synthetic import cost
from dragoman.workshop.synthetic.noise import NAMES
from dragoman.workshop.synthetic.reports import World

DOCS = Path(__file__).parents[4] / "docs"
PAGE = DOCS / "measured-linking.md"
PLOT = DOCS / "pictures" / "synthetic-bcubed.svg"
SEEDS, EVENTS = range(1, 9), 120
TOLD = {
    "bcubed.p": "B-cubed precision", "bcubed.r": "B-cubed recall", "bcubed.f1": "B-cubed F1",
    "pairs.within_f1": "pairs in one report", "pairs.across_f1": "pairs across reports",
    "episodes.apart": "events of one war only", "origins.right": "independent origins counted rightly",
    "dead.within": "the true toll lies in what is shown", "dead.exact": "the true toll is what is shown",
}  # fmt: skip
HEAD = """# Linking where the truth is known

{seeds} synthetic worlds of {events} happenings each, at four levels of noise: numbers that differ, days and places wrong,
missing or vague, labels, copies, rewrites, roundups, paragraphs of history, corrections, reports without a date. The
findings are those of a perfect reader, so that linking is measured by itself. With no noise everything must be right; at
moderate noise a telling in thirty names a wrong town and one in twelve none, which linking can only undo where other
particulars agree. Means over the worlds.

    python -m dragoman.workshop.synthetic [--noise LEVEL] [--seed N] [--events N] [--texts] [--cost]

![B-cubed by noise](pictures/synthetic-bcubed.svg)
"""
INK, SOFT = {"bcubed.p": "#5b8c5a", "bcubed.r": "#b5651d", "bcubed.f1": "#1f3a5f"}, "#9aa5b1"

Measure = Callable[..., tuple[World, Figures]]


def write(measured: Measure) -> None:
    """Measure everything and write the page and its picture."""
    by_level = {name: [measured(name, EVENTS, seed, grown=False)[1] for seed in SEEDS] for name in NAMES}
    means = {name: {f: mean(one[f] for one in found) for f in TOLD} for name, found in by_level.items()}
    rows = ["| | " + " | ".join(NAMES) + " |", "|---|" + "---:|" * len(NAMES)]
    rows += [
        f"| {words} | " + " | ".join(f"{means[n][figure]:.3f}" for n in NAMES) + " |" for figure, words in TOLD.items()
    ]
    head = HEAD.format(seeds=len(SEEDS), events=EVENTS)
    costs = "What linking costs, at moderate noise (seconds of one core; the country does not grow as fast, so it gets denser):"
    PAGE.write_text("\n".join([head, *rows, "", costs, "", cost.table(), ""]), encoding="utf-8")
    PLOT.write_text(plot({f: [means[n][f] for n in NAMES] for f in INK}), encoding="utf-8")


def plot(lines: dict[str, Sequence[float]]) -> str:
    """B-cubed (up, from 0.6 to 1) against noise (across), a line for each figure."""
    wide, high, edge = 360, 220, 40

    def at(step: int, value: float) -> str:
        x = edge + step * (wide - 2 * edge - 30) / (len(NAMES) - 1)
        return f"{x:.1f},{high - edge - (value - 0.6) / 0.4 * (high - 2 * edge):.1f}"

    parts = [f'<path d="M{at(0, 1.0)} L{at(0, 0.6)} L{at(len(NAMES) - 1, 0.6)}" fill="none" stroke="{SOFT}"/>']
    for value in (0.6, 0.7, 0.8, 0.9, 1.0):
        x, y = at(0, value).split(",")
        parts.append(f'<text x="{float(x) - 6}" y="{float(y) + 3}" text-anchor="end">{value:.1f}</text>')
    for step, name in enumerate(NAMES):
        x, y = at(step, 0.6).split(",")
        parts.append(f'<text x="{x}" y="{float(y) + 16}" text-anchor="middle">{name}</text>')
    for figure, values in lines.items():
        way = " ".join(at(step, value) for step, value in enumerate(values))
        x, y = at(len(values) - 1, values[-1]).split(",")
        parts.append(f'<polyline points="{way}" fill="none" stroke="{INK[figure]}" stroke-width="1.5"/>')
        parts.append(
            f'<text x="{float(x) + 5}" y="{float(y) + 3}" fill="{INK[figure]}">{TOLD[figure].removeprefix("B-cubed ")}</text>'
        )
    note = f'<text x="{edge}" y="20" font-weight="bold">B-cubed by noise, {len(SEEDS)} synthetic worlds</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" font-size="10">\n'
        '<rect width="100%" height="100%" fill="white"/>\n' + "\n".join([note, *parts]) + "\n</svg>\n"
    )
