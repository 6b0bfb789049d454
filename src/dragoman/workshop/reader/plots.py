"""Small plots as SVG: how training went, how well likelihoods hold, what abstaining gains."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

WIDE, HIGH, EDGE = 250, 190, 34
INK, SOFT = "#1f3a5f", "#9aa5b1"
Point = tuple[float, float]


def _panel(title: str, points: Sequence[Point], at: Point, top: Point, *, dots: bool, diagonal: bool = False) -> str:
    """One small plot; ``top``: the largest x and y."""
    (left, up), (far, high) = at, top
    wide, tall = WIDE - 2 * EDGE, HIGH - 2 * EDGE
    placed = [(left + EDGE + x / far * wide, up + HIGH - EDGE - y / high * tall) for x, y in points]
    x0, y0, x1, y1 = left + EDGE, up + HIGH - EDGE, left + EDGE + wide, up + EDGE
    parts = [
        f'<text x="{left + EDGE}" y="{up + 22}" font-weight="bold">{escape(title)}</text>',
        f'<path d="M{x0},{y1} V{y0} H{x1}" fill="none" stroke="{SOFT}"/>',
        f'<text x="{x0 - 4}" y="{y1 + 4}" text-anchor="end">{high:g}</text><text x="{x0 - 4}" y="{y0}" text-anchor="end">0</text>',
        f'<text x="{x1}" y="{y0 + 14}" text-anchor="end">{far:g}</text>',
    ]
    if diagonal:
        parts.append(f'<path d="M{x0},{y0} L{x1},{y1}" stroke="{SOFT}" stroke-dasharray="3 3"/>')
    if dots:
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{INK}"/>' for x, y in placed]
    else:
        way = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        parts.append(f'<polyline points="{way}" fill="none" stroke="{INK}" stroke-width="1.5"/>')
    return "\n".join(parts)


def _page(panels: Sequence[str], columns: int, note: str) -> str:
    rows = -(-len(panels) // columns)
    wide, high = columns * WIDE, rows * HIGH + 24
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" font-size="10" fill="{INK}">\n'
        f'<rect width="100%" height="100%" fill="white"/>\n'
        + "\n".join(panels)
        + f'\n<text x="{EDGE}" y="{high - 8}">{escape(note)}</text>\n</svg>\n'
    )


def _grid(number: int, columns: int) -> Point:
    return number % columns * WIDE, number // columns * HIGH


def reliability_plot(fields: Mapping[str, Sequence[tuple[float, float, int]]], path: Path) -> None:
    """Share right (up) by likelihood given (across), a dot for each tenth of the values."""
    panels = [
        _panel(name, [(p, r) for p, r, _ in found], _grid(n, 3), (1.0, 1.0), dots=True, diagonal=True)
        for n, (name, found) in enumerate(fields.items())
    ]
    path.write_text(
        _page(panels, 3, "across: confidence given; up: share that is right; dashed: what it should be"),
        encoding="utf-8",
    )


def curves_plot(fields: Mapping[str, Sequence[Point]], path: Path) -> None:
    """Share wrong (up) among the surest so many (across); of the first few the share says nothing."""
    panels = []
    for n, (name, found) in enumerate(fields.items()):
        shown = found[len(found) // 20 :]
        panels.append(_panel(name, shown, _grid(n, 3), (1.0, round(max(y for _, y in shown) + 0.1, 1)), dots=False))
    path.write_text(
        _page(panels, 3, "across: share of the values told, surest first; up: share of those that is wrong"),
        encoding="utf-8",
    )


def training_plot(log: Path, path: Path) -> None:
    """Each part of the loss (up) over the steps (across), from a training log."""
    rows = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    names = sorted({name for row in rows for name in row} - {"step", "seconds"})
    last = max(row["step"] for row in rows)
    panels = []
    for n, name in enumerate(names):
        points = [(row["step"], row[name]) for row in rows if name in row]
        panels.append(_panel(name, points, _grid(n, 3), (last, round(max(y for _, y in points) * 1.05, 2)), dots=False))
    path.write_text(_page(panels, 3, "across: training steps; up: loss, means of a hundred steps"), encoding="utf-8")


def main(given: list[str] | None = None) -> int:
    """Plot a training log: ``python -m dragoman.workshop.reader.plots LOG.jsonl OUT.svg``."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("log", type=Path)
    asked.add_argument("out", type=Path)
    a = asked.parse_args(given)
    training_plot(a.log, a.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
