"""Writes GeoJSON: every event as the area in which it may lie, never as a point that looks sure."""

from __future__ import annotations

import itertools
import json
import math
from pathlib import Path
from typing import Any, TextIO

from dragoman.errors import InputError
from dragoman.records import Event, Place
from dragoman.tell.grains import event_row
from dragoman.tell.shown import Shown, Source

CORNERS = 32
EARTH_M = 6_371_008.8  # mean radius (IUGG)
SMALLEST_M = 50.0  # a ring that can still be seen; the place is no surer for it; guessed


def write_geojson(store: Source | Shown, out: Path | TextIO) -> list[str]:
    """Write events.geojson into a folder, or the collection to a stream. Returns the names written."""
    shown = Shown.of(store)
    features = [feature(shown, event) for event in shown.source.events()]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"
    if not isinstance(out, Path):
        out.write(text)
        return ["events"]
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "events.geojson").write_text(text, encoding="utf-8")
    except OSError as wrong:
        do = "Choose another folder by --out."
        raise InputError(f"cannot write: {wrong.strerror}", where=str(out), do=do) from wrong
    return ["events.geojson"]


def feature(shown: Shown, event: Event) -> dict[str, Any]:
    """One event: its ring as geometry, its point in the properties; no geometry where the place is unknown."""
    place = shown.event(event).place
    row = event_row(shown, event)
    known = place is not None and place.lat is not None and place.lon is not None
    point = {"type": "Point", "coordinates": [place.lon, place.lat]} if place and known else None
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": ring(place) if place and known else None,
        "properties": {**row, "point": point},
    }


def ring(place: Place) -> dict[str, Any]:
    """The circle of what is not known round a place, as a polygon of 32 corners, counter-clockwise.

    A circle over the date line is cut there (RFC 7946, 3.1.9); one over a pole is held at the pole.
    """
    lat, lon = place.lat or 0.0, place.lon or 0.0
    corners = [_corner(lat, lon, max(place.radius_m, SMALLEST_M), 360 * i / CORNERS) for i in range(CORNERS)]
    corners.append(corners[0])
    if all(-180 <= x <= 180 for x, _ in corners):
        return {"type": "Polygon", "coordinates": [[list(c) for c in corners]]}
    shift = 360 if min(x for x, _ in corners) < -180 else 0
    here = _cut([(x + shift, y) for x, y in corners], 180, keep_below=True)
    there = [(x - 360, y) for x, y in _cut([(x + shift, y) for x, y in corners], 180, keep_below=False)]
    parts = [[[list(c) for c in part]] for part in (here, there) if len(part) > 3]
    return {"type": "MultiPolygon", "coordinates": parts}


def _corner(lat: float, lon: float, radius_m: float, bearing: float) -> tuple[float, float]:
    """The point that lies so far from the centre, counter-clockwise from north."""
    away, turn = radius_m / EARTH_M, math.radians(-bearing)
    here = math.radians(lat)
    there = math.asin(math.sin(here) * math.cos(away) + math.cos(here) * math.sin(away) * math.cos(turn))
    east = math.atan2(
        math.sin(turn) * math.sin(away) * math.cos(here), math.cos(away) - math.sin(here) * math.sin(there)
    )
    return round(lon + math.degrees(east), 6), round(math.degrees(there), 6)


def _cut(corners: list[tuple[float, float]], at: float, *, keep_below: bool) -> list[tuple[float, float]]:
    """The part of a polygon on one side of a meridian (Sutherland and Hodgman, 1974)."""
    kept: list[tuple[float, float]] = []
    for (x0, y0), (x1, y1) in itertools.pairwise(corners):
        inside = (x0 <= at) == keep_below or x0 == at
        if inside:
            kept.append((x0, y0))
        if (x0 - at) * (x1 - at) < 0:
            share = (at - x0) / (x1 - x0)
            kept.append((at, round(y0 + share * (y1 - y0), 6)))
    return [*kept, kept[0]] if kept else []
