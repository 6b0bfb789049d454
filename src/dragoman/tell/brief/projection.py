"""From degrees to the paper of a small map: plane around its middle, true to scale in all directions there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

KM_PER_DEGREE = 111.195  # of latitude (mean radius, IUGG)
Point = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """A sheet of paper: its middle in degrees, kilometres to a pixel, and its size in pixels."""

    lat: float
    lon: float
    km_per_px: float
    width: int
    height: int

    def xy(self, lon: float, lat: float) -> Point:
        """Where a point lies on the sheet; the way round the Earth is the shorter one."""
        east = (lon - self.lon + 180) % 360 - 180
        x = east * KM_PER_DEGREE * math.cos(math.radians(self.lat)) / self.km_per_px
        return self.width / 2 + x, self.height / 2 - (lat - self.lat) * KM_PER_DEGREE / self.km_per_px

    def px(self, metres: float) -> float:
        """A length on the sheet."""
        return metres / 1000 / self.km_per_px

    def holds(self, point: Point, margin: float = 0) -> bool:
        """Does the point lie on the sheet?"""
        return -margin <= point[0] <= self.width + margin and -margin <= point[1] <= self.height + margin


def fitting(rings: Sequence[tuple[float, float, float]], width: int, height: int, least_km: float) -> Frame:
    """The sheet on which circles (lat, lon, radius in metres) fit with room around them; at least so many kilometres wide."""
    lon0 = rings[0][1]
    lons = [lon0 + (lon - lon0 + 180) % 360 - 180 for _, lon, _ in rings]
    lat = (min(r[0] for r in rings) + max(r[0] for r in rings)) / 2
    cosine = max(0.05, math.cos(math.radians(lat)))
    east = [(x * KM_PER_DEGREE * cosine, r[2] / 1000) for x, r in zip(lons, rings, strict=True)]
    north = [(r[0] * KM_PER_DEGREE, r[2] / 1000) for r in rings]
    (left, right), (low, high) = _ends(east), _ends(north)
    scale = max((right - left) / (width * 0.8), (high - low) / (height * 0.8), least_km / width)
    middle = (left + right) / 2 / (KM_PER_DEGREE * cosine)
    return Frame((low + high) / 2 / KM_PER_DEGREE, (middle + 180) % 360 - 180, scale, width, height)


def _ends(axis: Iterable[tuple[float, float]]) -> tuple[float, float]:
    told = list(axis)
    return min(x - r for x, r in told), max(x + r for x, r in told)


def clipped(points: Sequence[Point], frame: Frame, margin: float = 12) -> list[Point]:
    """The part of an area that lies on the sheet (Sutherland and Hodgman, 1974)."""
    kept = list(points)
    for axis, limit, keep_below in (
        (0, -margin, False),
        (0, frame.width + margin, True),
        (1, -margin, False),
        (1, frame.height + margin, True),
    ):
        kept = _cut(kept, axis, limit, keep_below=keep_below)
    return kept


def _cut(points: list[Point], axis: int, limit: float, *, keep_below: bool) -> list[Point]:
    kept: list[Point] = []
    for here, there in zip(points, [*points[1:], *points[:1]], strict=True):
        inside, next_inside = (p[axis] <= limit if keep_below else p[axis] >= limit for p in (here, there))
        if inside:
            kept.append(here)
        if inside != next_inside:
            share = (limit - here[axis]) / (there[axis] - here[axis])
            kept.append((here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1])))
    return kept


def path(points: Sequence[Point]) -> str:
    """An area as SVG has it, to a tenth of a pixel."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z" if len(points) > 2 else ""


def round_length(km: float) -> float:
    """The greatest 1, 2 or 5 times a power of ten that is no longer."""
    power = 10.0 ** math.floor(math.log10(km))
    return max(step * power for step in (1, 2, 5) if step * power <= km)
