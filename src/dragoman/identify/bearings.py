"""Where words put an act beside a named place: "20 km south of Nawa", "between Tafas and Nawa", "near the crossing".

The name is kept as evidence; the place becomes the spot that the words point to, with a radius as large as they leave
open. A name that stands alone stays as it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dragoman.identify.directions import adjective, step, way_of
from dragoman.identify.place_references import PRECISE, Named
from dragoman.identify.timewords import amount
from dragoman.records import Place, Span
from dragoman.world.gazetteer import apart_km

BESIDE = "~"  # in the id of a place that words put beside a named one
KM = {"km": 1.0, "kilom": 1.0, "mile": 1.609, "mi": 1.609, "meter": 0.001, "metre": 0.001, "m": 0.001}
_WAY = r"(?:north|south)[ -]?(?:east|west)(?:ern)?|(?:north|south|east|west)(?:ern)?"
_UNIT = r"km|kms|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s|m"
_LAST = r"(?:the )?(?:(?:village|town|city|centre|center|capital|border|outskirts) (?:of )?)?$"
_OFFSET = re.compile(
    rf"(?:(?P<number>\d+(?:[.,]\d+)?|[a-z]+)[ -](?:{_UNIT})\b\.?(?: \([^)]{{1,20}}\))?,? )"
    rf"(?:(?:to the )?(?P<way>{_WAY}) |away |outside |out )?(?P<link>of|from|outside|off) {_LAST}"
)
_TOWARD = re.compile(rf"\b(?P<way>{_WAY}) of {_LAST}")
_PART = re.compile(
    rf"\b(?P<way>{_WAY})(?: and \w+)? (?P<what>countryside|outskirts|suburbs?|edge|fringes?|districts?|approaches|"
    rf"neighbou?rhoods?|quarters?|parts?|side) of {_LAST}"
)
_PART_AFTER = re.compile(
    rf"['’]s? (?P<way>{_WAY}) (?P<what>countryside|outskirts|suburbs?|edge|fringes?|districts?|neighbou?rhoods?|quarters?|parts?|side)\b"
)
_NEAR = re.compile(rf"\b(?:near|outside|around|close to|not far from|just off|next to|at the gates of) {_LAST}")
_BETWEEN = re.compile(
    r"\b(?:between|(?:road|highway|route|track|line|railway|motorway)(?: \w+)? (?:from|linking|connecting|between|joining)) "
    r"(?:the )?(?:(?:towns?|villages?|cities) (?:of )?)?$"
)
_JOIN = re.compile(r"(?:,[\w ’'-]{0,30},)? (?:and|to|with) (?:the )?$")
_REACH = 70  # characters before a name in which such words stand (guessed)
UNSURE = 0.25  # of a distance told: how far off the spot may be (guessed; reports round)
NO_DISTANCE_KM = 15.0  # how far "south of Nawa" reaches, where nothing tells (guessed)
AROUND = {"countryside": 18.0, "approaches": 12.0}  # km of the middle of such a part from the town; others lie in it
FURTHEST_KM = 400.0  # from which a distance tells of a journey, not of a spot (guessed)
NEAR_KM = 5.0


def located(text: str, named: Sequence[Named]) -> list[Named]:
    """The names, each with the place that the words around it point to."""
    told = [_of(text, one) if _is_point(one) else one for one in named]
    return _between(text, told)


def _is_point(one: Named) -> bool:
    place = one.place
    return one.form == "name" and place.lat is not None and place.precision in PRECISE and not one.titled


def _of(text: str, one: Named) -> Named:
    """One name with what stands before it, or right behind it."""
    span = one.toponym.span
    lead = text[max(0, span.start - _REACH) : span.start].lower().replace("\n", " ")
    tail = text[span.end : span.end + 40].lower().replace("\n", " ")
    if (found := _OFFSET.search(lead)) and (far := _kilometres(found)) is not None:
        return _moved(one, found["way"] or "", far, far * UNSURE, f"{_told(found)} {one.place.name}")
    for rule, words in ((_PART, lead), (_TOWARD, lead), (_PART_AFTER, tail)):
        found = rule.match(words) if rule is _PART_AFTER else rule.search(words)
        if found:
            return _part(one, found)
    if _NEAR.search(lead):
        radius = one.place.radius_m + NEAR_KM * 1000
        return _changed(one, replace(one.place, id=f"{one.place.id}{BESIDE}near", radius_m=radius))
    return one


def _kilometres(found: re.Match[str]) -> float | None:
    value = amount(found["number"])
    unit = re.split(r"[ -]", found[0][len(found["number"]) + 1 :], maxsplit=1)[0].strip(".,")
    factor = next((f for name, f in KM.items() if unit.startswith(name)), 1.0)
    return value * factor if value and value * factor <= FURTHEST_KM else None


def _told(found: re.Match[str]) -> str:
    return " ".join(found[0].split()[: 3 if found["way"] else 2]).rstrip(",") + (" of" if found["way"] else " from")


def _part(one: Named, found: re.Match[str]) -> Named:
    """A part of a town or of the land around it: "the western countryside of", "south of"."""
    what = found.groupdict().get("what") or ""
    km = AROUND.get(what, NO_DISTANCE_KM if not what else one.place.radius_m / 2000)
    name = f"{adjective(way_of(found['way']))} {one.place.name}" + (f" {what}" if what == "countryside" else "")
    if not what:
        name = f"{way_of(found['way'])} of {one.place.name}"
    return _moved(one, found["way"], km, km, name)


def _moved(one: Named, way: str, km: float, unsure_km: float, name: str) -> Named:
    """A place so far off in a direction; with none told, anywhere at that distance."""
    place = one.place
    lat, lon = place.lat or 0.0, place.lon or 0.0
    north, east = step(way_of(way)) if way else (0, 0)
    if (north, east) == (0, 0):
        radius = place.radius_m + km * 1000 * (1 + UNSURE)
    else:
        size = math.hypot(north, east)
        lat = max(-89.0, min(89.0, lat + km / 111.32 * north / size))
        lon += km / 111.32 * east / size / max(0.2, math.cos(math.radians(lat)))
        radius = max(unsure_km * 1000, min(place.radius_m, 2000.0))
    spot = replace(
        place, id=f"{place.id}{BESIDE}{round(km)}km{way_of(way) if way else ''}", name=name, lat=round(lat, 4),
        lon=round((lon + 180) % 360 - 180, 4), radius_m=round(radius), precision="district",
    )  # fmt: skip
    return _changed(one, spot)


def _between(text: str, named: Sequence[Named]) -> list[Named]:
    """Pairs of names that words put an act between, each with the middle of the two."""
    order = sorted(range(len(named)), key=lambda n: named[n].toponym.span.start)
    told = list(named)
    for first, second in pairwise(order):
        a, b = named[first], named[second]
        if (
            _is_point(a)
            and _is_point(b)
            and not (_speaks(a) and _speaks(b))
            and _joined(text, a.toponym.span, b.toponym.span)
        ):
            middle = _middle(a.place, b.place)
            told[first], told[second] = _changed(a, middle), _changed(b, middle)
    return told


def _speaks(one: Named) -> bool:
    """May a name stand for a government: "talks between Damascus and Ankara"?"""
    return one.place.feature == "capital"


def _joined(text: str, a: Span, b: Span) -> bool:
    lead = text[max(0, a.start - _REACH) : a.start].lower().replace("\n", " ")
    return bool(_BETWEEN.search(lead)) and bool(_JOIN.fullmatch(text[a.end : b.start].replace("\n", " ")))


def _middle(a: Place, b: Place) -> Place:
    lat, lon = ((a.lat or 0.0) + (b.lat or 0.0)) / 2, ((a.lon or 0.0) + (b.lon or 0.0)) / 2
    half = apart_km(a.lat or 0.0, a.lon or 0.0, b.lat or 0.0, b.lon or 0.0) * 500
    return replace(
        a, id=f"{a.id}{BESIDE}{b.id}", name=f"between {a.name} and {b.name}", lat=round(lat, 4), lon=round(lon, 4),
        radius_m=round(half), precision="district",
    )  # fmt: skip


def _changed(one: Named, place: Place) -> Named:
    return replace(one, place=place, choice=replace(one.choice, chosen=place))
