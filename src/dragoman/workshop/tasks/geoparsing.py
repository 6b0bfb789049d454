"""Place names of news and their coordinates."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from dragoman.identify.choose_place import choose_places
from dragoman.identify.outlets import OutletIndex
from dragoman.identify.toponyms import toponyms
from dragoman.records import Place, Span
from dragoman.text import sentences
from dragoman.workshop.metrics import Counts, Figures, Line, Lines, mean, meeting
from dragoman.workshop.tasks.rooms import Rooms, Task

FAR_KM = 20039.0  # half the Earth's girth: the error of a name without coordinates, as in the set's scorer
NEAR_KM = 161.0  # a hundred miles: the field's usual bound


def _predict(records: Iterable[Line], rooms: Rooms) -> Iterator[Line]:
    outlets = OutletIndex(rooms.world)
    for record in records:
        outlet = outlets.find(None, record.get("url"))
        country, town = outlets.place_of(outlet, rooms.world)
        text = record["text"]
        found = toponyms(text, sentences(text))
        host = urlsplit(record.get("url") or "").hostname or ""
        choices = choose_places(text, found, outlet_country=country, outlet_place=town, called=host)
        yield {"id": record["id"], "toponyms": [_row(t.span, choices[t.span].chosen) for t in found if not t.people]}


def _row(span: Span, place: Place | None) -> Line:
    return {
        "start": span.start,
        "end": span.end,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
    }


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance of two points (latitude, longitude)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, p)) for p in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


def _pairs(gold: list[tuple[Any, ...]], made: list[tuple[Any, ...]]) -> tuple[dict[int, int], dict[int, int]]:
    """Exact pairs, and with them overlapping ones among the rest."""
    at = {s: i for i, s in enumerate(gold)}
    exact = {at[s]: j for j, s in enumerate(made) if s in at}
    rest = [i for i in range(len(gold)) if i not in exact]
    free = [j for j in range(len(made)) if j not in exact.values()]
    met = meeting([gold[i] for i in rest], [made[j] for j in free])
    return exact, exact | {rest[a]: free[b] for a, b in met}


def _figures(gold: Lines, made: Lines) -> Figures:
    strict, loose, end_to_end = Counts(), Counts(), Counts()
    errors: list[float] = []
    for key, g in gold.items():
        names = list({(t["start"], t["end"]): t for t in reversed(g["toponyms"])}.values())[::-1]
        found = list({(t["start"], t["end"]): t for t in reversed(made.get(key, {}).get("toponyms") or [])}.values())[
            ::-1
        ]
        spans = [[(t["start"], t["end"]) for t in rows] for rows in (names, found)]
        exact, both = _pairs(spans[0], spans[1])
        ignored = {
            j for j, s in enumerate(spans[1])
            if j not in both.values() and any(s[0] < x["end"] and x["start"] < s[1] for x in g.get("ignore") or [])
        }  # fmt: skip
        strict.add(len(exact), len(found) - len(ignored), len(names))
        loose.add(len(both), len(found) - len(ignored), len(names))
        near = [_km(names[i], found[j]) for i, j in both.items() if names[i]["lat"] is not None]
        errors += near
        unplaced = {j for i, j in both.items() if names[i]["lat"] is None} | ignored
        placed = sum(t.get("lat") is not None and j not in unplaced for j, t in enumerate(found))
        end_to_end.add(sum(e <= NEAR_KM for e in near), placed, sum(t["lat"] is not None for t in names))
    return {
        "detection_exact.f1": strict.f1, "detection_overlap.f1": loose.f1,
        "resolution.acc161": mean(e <= NEAR_KM for e in errors), "end_to_end_overlap.f1": end_to_end.f1,
    }  # fmt: skip


def _km(wanted: Line, found: Line) -> float:
    if found.get("lat") is None or found.get("lon") is None:
        return FAR_KM
    return km((wanted["lat"], wanted["lon"]), (found["lat"], found["lon"]))


TASK = Task("geoparsing", "place names and coordinates", _predict, lambda r: "toponyms" in r, _figures)
