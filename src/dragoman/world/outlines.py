"""The outlines of countries, for maps that need no network: Natural Earth at 1:50 million, generalised.

They show where on Earth a map lies. They are no word on where a border runs or whose a territory is.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "places" / "outlines.json"
CREDIT = "Outlines: Natural Earth, public domain, generalised (a line may lie some kilometres off); no judgement on any border."
Ring = tuple[tuple[float, float], ...]  # (longitude, latitude), closed


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return told


@lru_cache(maxsize=1)
def _lines() -> tuple[Ring, ...]:
    steps = _table()["steps"]
    told = []
    for line in _table()["lines"]:
        x = y = 0
        points = []
        for dx, dy in zip(line[::2], line[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x / steps, y / steps))
        told.append(tuple(points))
    return tuple(told)


@lru_cache(maxsize=512)
def outline(country: str) -> tuple[Ring, ...]:
    """The rings of a country by its ISO 3166-1 alpha-2 code, holes among them; none where it has no outline."""
    return tuple(_ring(numbers) for numbers in _table()["countries"].get(country, ()))


def countries() -> tuple[str, ...]:
    """The codes of all countries that have an outline."""
    return tuple(_table()["countries"])


def _ring(numbers: list[int]) -> Ring:
    points: list[tuple[float, float]] = []
    for number in numbers:
        line = _lines()[number] if number >= 0 else _lines()[~number][::-1]
        points += line[1 if points else 0 :]
    return tuple(points)
