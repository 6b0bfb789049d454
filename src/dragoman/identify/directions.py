"""Parts of an area that a word points to: "northern Syria", "the south-east of Turkey".

A pin of that name comes first; else the divisions of a country that lie that way give its middle, weighted
by their people; a division itself is shifted towards its edge.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from dragoman.records import Place
from dragoman.text import name_key
from dragoman.world.gazetteer import Gazetteer, GazetteerPlace

_COMPASS = {"north": (1, 0), "south": (-1, 0), "east": (0, 1), "west": (0, -1)}
FAR = 0.5  # of the way to the outermost division from which one belongs to that part of the country (guessed)
INNER = 0.35  # of the way to the outermost division within which one is central (guessed)


def directed(place: Place, direction: str, known: Gazetteer | None = None, words: str = "") -> Place:
    """The part of a country or division that a direction points to; towns stay as they are.

    ``words``: the area's name as the report writes it.
    """
    if place.lat is None or place.lon is None or place.precision not in {"country", "province"}:
        return place
    way = way_of(direction)
    if not way:
        return place
    found = _pinned(place, words, way, known) or _of_divisions(place, way, known) if known else None
    lat, lon, radius = found or _edge(place, way)
    return replace(
        place, id=f"{place.id}/{way}", name=f"{adjective(way)} {place.name}", lat=round(lat, 4),
        lon=round((lon + 180) % 360 - 180, 4), radius_m=round(radius), precision="province",
    )  # fmt: skip


def way_of(direction: str) -> str:
    """``north-eastern``, ``northeast`` and ``north-east`` are all ``northeast``; empty for what is no compass word."""
    plain = direction.lower().replace("-", "").replace("ern", "").replace("most", "")
    return plain if plain in {"central"} or step(plain) != (0, 0) else ""


def adjective(way: str) -> str:
    """ "northern" for north; "central" as it is."""
    return way if way == "central" else way + "ern"


def step(way: str) -> tuple[int, int]:
    """How far north and east a direction points; (0, 0) for what is none."""
    parts = [step for word, step in _COMPASS.items() if word in way]
    return sum(s[0] for s in parts), sum(s[1] for s in parts)


def _pinned(place: Place, words: str, way: str, known: Gazetteer) -> tuple[float, float, float] | None:
    """The pin of that very name ("northern Iraq"), in the same country."""
    keys = [name_key(f"{word} {name}") for name in {place.name, words} - {""} for word in (way, adjective(way))]
    found = known.of_keys(keys)
    for key in keys:
        for pin in found[key]:
            if pin.feature == "region" and pin.country == (place.country or ""):
                return pin.lat, pin.lon, pin.radius_m
    return None


def _of_divisions(place: Place, way: str, known: Gazetteer) -> tuple[float, float, float] | None:
    """The middle of the divisions that lie that way, by their people."""
    if place.precision != "country" or not place.country:
        return None
    divisions = [d for d in known.divisions(place.country) if d.lat or d.lon]
    if len(divisions) < 4:
        return None
    lean = math.cos(math.radians(place.lat or 0.0))
    spots = [(d, d.lat - (place.lat or 0.0), (d.lon - (place.lon or 0.0)) * lean) for d in divisions]
    if way == "central":
        reach = max(math.hypot(y, x) for _, y, x in spots)
        chosen = [d for d, y, x in spots if math.hypot(y, x) <= INNER * reach]
    else:
        north, east = step(way)
        reach = max(y * north + x * east for _, y, x in spots)
        chosen = [d for d, y, x in spots if y * north + x * east >= FAR * reach] if reach > 0 else []
    return _middle(chosen, lean) if chosen else None


def _middle(chosen: Sequence[GazetteerPlace], lean: float) -> tuple[float, float, float]:
    weights = [math.sqrt(d.population + 1) for d in chosen]  # between one division one vote and the largest city alone
    whole = sum(weights)
    lat = sum(w * d.lat for w, d in zip(weights, chosen, strict=True)) / whole
    lon = sum(w * d.lon for w, d in zip(weights, chosen, strict=True)) / whole
    spread = max(math.hypot(d.lat - lat, (d.lon - lon) * lean) * 111_320 for d in chosen)
    return lat, lon, max(spread, max(d.radius_m for d in chosen))


def _edge(place: Place, way: str) -> tuple[float, float, float]:
    """A point towards the edge of an area whose parts are not known."""
    north, east = step(way)
    if way == "central" or place.lat is None or place.lon is None:
        return place.lat or 0.0, place.lon or 0.0, place.radius_m * 0.6
    shift = 0.8 * place.radius_m / 111_320 / math.hypot(north, east)  # degrees of latitude
    lat = max(-89.0, min(89.0, place.lat + shift * north))
    lon = place.lon + shift * east / max(0.2, math.cos(math.radians(place.lat)))
    return lat, lon, place.radius_m * 0.6
