"""Where an episode's events lie: one spot a place, with its events, and which of them a map is zoomed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.records import Place
from dragoman.tell.brief.episode import Episode, Told
from dragoman.world.gazetteer import apart_km

FAR = 3.5  # times the distance within which most events lie: what is farther is told beside the map; guessed
MOST = 0.85  # share of events that count as most; guessed


@dataclass(frozen=True)
class Spot:
    """A place with its events."""

    place: Place
    events: tuple[Told, ...]

    @property
    def is_area(self) -> bool:
        """A province or country: an area, with no point in it that would be meant."""
        return self.place.precision in ("province", "country")

    @property
    def at(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.place.lat or 0.0, self.place.lon or 0.0


def spots(episode: Episode) -> list[Spot]:
    """The spots of an episode, those with most events first."""
    grouped: dict[tuple[object, ...], list[Told]] = {}
    for told in episode.told:
        place = told.event.place
        if place and place.lat is not None and place.lon is not None:
            grouped.setdefault((place.name, place.lat, place.lon, place.radius_m, place.precision), []).append(told)
    found = [Spot(events[0].event.place, tuple(events)) for events in grouped.values() if events[0].event.place]
    return sorted(found, key=lambda s: (-len(s.events), s.place.radius_m, s.place.name, s.place.lat, s.place.lon))


def near(found: Sequence[Spot]) -> list[Spot]:
    """The spots that a map is zoomed to: those of points where there are some, without the few that lie far off."""
    points = [s for s in found if not s.is_area] or [s for s in found if s.place.precision != "country"] or list(found)
    middle = min(points, key=lambda s: sum(_km(s, other) * len(other.events) for other in points))
    ordered = sorted(points, key=lambda s: _km(s, middle))
    total, seen, reach = sum(len(s.events) for s in points), 0, 0.0
    for spot in ordered:
        reach, seen = _km(spot, middle), seen + len(spot.events)
        if seen >= MOST * total:
            break
    return [s for s in ordered if _km(s, middle) <= max(FAR * reach, 5.0)]


def _km(left: Spot, right: Spot) -> float:
    return apart_km(*left.at, *right.at)
