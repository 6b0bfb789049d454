"""Whereabouts of private persons, no finer than a town: the name, the id, the point, the ring and the reasons.

Guarded is a claim that names a private person, or that tells of one event with such a claim. Its place is told
coarsely everywhere; the places of all other claims stay as they are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.records import Candidate, Choice, Event, Finding, Place
from dragoman.text import name_key
from dragoman.world.gazetteer import country_names, division_names

OPENED, CLOSED = "‹", "›"  # round all that stands in place of what is veiled
COARSE_M = 5000.0  # half-width of a town with its surroundings; as the privacy rule asks
GRID_DEGREES = 0.05  # about 5 km of latitude: a coarsened point tells no more than its radius
REASON = "told no finer than a town, for a private person is named"
_FINE = ("exact", "district")
_WIDE = ("province", "country")


def is_fine(place: Place) -> bool:
    """Is the place finer than a town?"""
    return place.precision in _FINE


def coarse(place: Place) -> Place:
    """The place no finer than a town: no id, a rounded point, a wider ring; a finer place loses its name, too."""
    if place.precision in _WIDE:
        return place
    fine = is_fine(place)
    return replace(
        place,
        id="",
        name=f"{OPENED}{coarse_name(place)}{CLOSED}" if fine else place.name,
        lat=_rounded(place.lat),
        lon=_rounded(place.lon),
        radius_m=_widened(place.radius_m),
        precision="town",
        feature="" if fine else place.feature,
        pack="" if fine else place.pack,
    )


def coarse_name(place: Place) -> str:
    """What a veiled place is called: "a place in Daraa"."""
    named = place.admin1 is not None and any(c.islower() for c in place.admin1)  # else it is a code, such as 09 or WE
    province = place.admin1 if named else division_names().get((place.country or "", place.admin1 or ""))
    around = province or country_names().get(place.country or "", place.country)
    return f"a place in {around}" if around else "a place"


def coarse_finding(finding: Finding) -> Finding:
    """The finding with its place, and all places that it might have been, no finer than a town."""
    return replace(finding, place=coarse_choice(finding.place))


def coarse_choice(choice: Choice[Place]) -> Choice[Place]:
    """The choice with every place no finer than a town; places that have become one are one candidate.

    The reasons of a finer place would tell it, so that they are left out.
    """
    told: dict[Place, Candidate[Place]] = {}
    for one in choice.candidates:
        place = coarse(one.value)
        told.setdefault(place, Candidate(place, one.score, REASON if is_fine(one.value) else one.reason))
    chosen = coarse(choice.chosen) if choice.chosen else None
    reason = REASON if choice.chosen and is_fine(choice.chosen) else choice.reason
    return replace(choice, chosen=chosen, reason=reason, candidates=tuple(told.values()))


def coarse_event(event: Event) -> Event:
    """The event with its place no finer than a town."""
    return replace(event, place=coarse(event.place)) if event.place else event


def fine_names(findings: Sequence[Finding], text: str) -> dict[str, str]:
    """The names by which a report's findings tell of places finer than a town, each with what is shown instead.

    A name that also means a town there stays: it tells no more than the town.
    """
    wider = {name_key(p.name) for f in findings for p in _places(f.place) if not is_fine(p)}
    told = dict(pair for finding in findings for pair in _named(finding.place, text))
    return {name: shown for name, shown in told.items() if name_key(name) not in wider}


def _named(choice: Choice[Place], text: str) -> Iterator[tuple[str, str]]:
    for place in filter(is_fine, _places(choice)):
        yield place.name, coarse_name(place)
    if choice.mention and choice.chosen and is_fine(choice.chosen):
        words = choice.mention.of(text)
        if words != words.lower() or words == words.upper():  # "the hospital" names nothing
            yield words, coarse_name(choice.chosen)


def _places(choice: Choice[Place]) -> list[Place]:
    return [*([choice.chosen] if choice.chosen else []), *(c.value for c in choice.candidates)]


def _rounded(degrees: float | None) -> float | None:
    if degrees is None or not math.isfinite(degrees):
        return degrees
    return round(round(degrees / GRID_DEGREES) * GRID_DEGREES, 4)


def _widened(radius_m: float) -> float:
    """A ring in steps of ``COARSE_M`` that still holds the place after its point was rounded."""
    moved = GRID_DEGREES / 2 * 111_320 * math.sqrt(2)  # metres; the farthest that rounding takes a point
    return COARSE_M * max(1, math.ceil((radius_m + moved) / COARSE_M))
