"""The candidates of each place name as they are weighed, and what each is worth whatever the other names mean.

Its size, how its name fits, what the words beside it say, and what is known from outside the text.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.identify.toponyms import THRESHOLD, Toponym
from dragoman.records import Span
from dragoman.world.gazetteer import GazetteerPlace

RIVALS = 12  # candidates per name that enter the joint choice (guessed)
CITY = 100_000  # people of a town that is written about under any of its spellings (guessed)
ABROAD = 0.1  # what the outlet's country counts where the report names other countries only (guessed)
SEAT = 10_000  # people of a town that takes the bare name from its division (guessed)
LOCAL = 0.3  # what size counts of a place that the outlet is called after (measured: geoparsing dev)
ADDRESS = 5  # letters from which a name in an address is no chance (guessed)
LIKE = 45.0  # km at which two places stand as near as can be; nearness halves about every 3 times that (guessed)

PINNED = ("pins", "extra")  # the packs of places whose people are not counted

# What each reason is worth, in points. Tuned on the development halves of LGL and TR-News.
POINTS: Mapping[str, float] = {
    "size": 3.86, "country": 0.8, "admin1": 0.6, "admin2": 0.8, "pin": 1.12, "capital": 0.7, "largest": 0.2,
    "seat": -2.0, "other name": -1.3, "spelling": -1.5, "area": 1.5, "not area": -0.7, "held": 2.0, "not held": -0.85,
    "report's country": 4.6, "report's division": 1.2, "near": 3.8, "alone": -1.5, "dateline": 1.0,
    "its people": 2.0, "outlet country": 2.1, "outlet place": 2.0, "context": 1.0,
}  # fmt: skip


@dataclass(slots=True)
class Name:
    """One name of the report with all its standings, and the candidates as they are weighed."""

    key: str
    standings: list[Toponym]
    holders: list[GazetteerPlace] = field(default_factory=list)  # areas named right behind it: "Paris, Texas"
    inside: list[GazetteerPlace] = field(default_factory=list)  # those of them said with "in": "near Paris in Texas"
    options: list[Option] = field(default_factory=list)
    in_dateline: bool = False

    @property
    def doubt(self) -> float:
        """How far the name falls short of being surely a place's."""
        return max(0.0, THRESHOLD - max(t.score for t in self.standings))

    @property
    def best(self) -> Option:
        return self.options[0]


@dataclass(slots=True)
class Option:
    """A candidate with the points that do not depend on the other names, those that do, and why."""

    place: GazetteerPlace
    point: tuple[float, float, float]
    own: float
    why: list[str]
    total: float = 0.0
    joint_why: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Home:
    """What is known from outside the text: who publishes, and what the run is about."""

    country: str | None
    point: tuple[float, float, float] | None
    context: frozenset[str]
    dateline: Span | None
    peoples: frozenset[str] = frozenset()  # countries whose people the report names
    elsewhere: bool = False  # the report names other countries and not the outlet's
    actors: Mapping[str, float] = field(default_factory=dict)  # how many known actors of each country it names
    called: str = ""  # the letters of the outlet's name and address
    told: frozenset[str] = frozenset()  # countries that it names by their names, their people or their actors


def options_of(name: Name, home: Home) -> list[Option]:
    weighed: list[tuple[float, list[str], GazetteerPlace]] = []
    candidates = name.standings[0].candidates
    all_people = sum(c.population for c in candidates if c.feature != "country") or 1
    for place in candidates:
        own, why = _own_points(name, place, home)
        if place.feature != "country":
            own += POINTS["largest"] * place.population / all_people
        if _has_seat(name, place, candidates):
            own += POINTS["seat"]
        weighed.append((own, why, place))
    weighed.sort(key=lambda one: one[0], reverse=True)
    return [Option(place, point_of(place), own, why, own) for own, why, place in weighed[:RIVALS]]


def _has_seat(name: Name, place: GazetteerPlace, candidates: Sequence[GazetteerPlace]) -> bool:
    """Is there a real town of the division's own name in it? Then the bare name means the town ("in Aleppo")."""
    if place.feature != "admin1" or any(t.area in {"admin1", "admin2"} for t in name.standings):
        return False
    return any(
        c.from_geonames and c.population >= SEAT and (c.country, c.admin1) == (place.country, place.admin1)
        for c in candidates
    )


def _own_points(name: Name, place: GazetteerPlace, home: Home) -> tuple[float, list[str]]:
    marks = [*_size_marks(place), *_word_marks(name, place), *_home_marks(place, home, name)]
    if _in_address(name, home):  # "theparisnews.com": a paper of a Paris, and which one its size does not tell
        marks = [
            (mark, share * LOCAL if mark in ("size", "capital", "country") else share, why)
            for mark, share, why in marks
        ]
    return sum(POINTS[mark] * share for mark, share, _ in marks), [why for _, _, why in marks if why]


def _in_address(name: Name, home: Home) -> bool:
    """Is the outlet called after the name?"""
    letters = name.key.replace(" ", "")
    return len(letters) >= ADDRESS and letters in home.called


Mark = tuple[str, float, str]  # which points, how much of them, the reason in words


def _size_marks(place: GazetteerPlace) -> list[Mark]:
    size = math.log10(place.population + 1) / 7
    marks: list[Mark] = []
    if place.feature in {"country", "admin1", "admin2"}:
        marks.append((place.feature, 1.0, "a " + {"country": "country"}.get(place.feature, "division")))
        size = 1.0 if place.feature == "country" else size
    elif not place.from_geonames:
        marks.append(("pin", 1.0, "in the list of pins" if place.pack in PINNED else f"in the pack {place.pack}"))
        size = max(0.5, size)  # a place of a pack may have its people counted
    elif place.feature == "capital":
        marks.append(("capital", 1.0, "a capital"))
    marks.append(("size", size, _people(place.population)))
    if place.grade == 1:
        marks.append(("other name", 1.0 if place.population < CITY else 0.4, f"another name of {place.name}"))
    elif place.grade == 2:
        marks.append(("spelling", 1.0, f"a spelling of {place.name}"))
    return marks


def _people(count: int) -> str:
    return f"{count:,} people" if count >= 1000 else ""


def _word_marks(name: Name, place: GazetteerPlace) -> list[Mark]:
    marks: list[Mark] = []
    areas = {t.area for t in name.standings if t.area}
    if areas:
        fits = any(_fits(area, place.feature) for area in areas)
        marks.append(("area", 1.0, "the words beside it fit") if fits else ("not area", 1.0, ""))
    if name.holders:
        holder = next((h for h in name.holders if held(place, h)), None)
        marks.append(("held", 1.0, f"in {holder.name}, named behind it") if holder else ("not held", 1.0, ""))
    return marks


def _fits(area: str, feature: str) -> bool:
    """Does a candidate's feature go with the word beside the name (``province``, ``city``)?"""
    if area == "town":
        return feature in {"town", "city", "capital", "village", "neighbourhood"}
    if area in {"admin1", "admin2"}:
        return feature in {"admin1", "admin2", "region"}
    if area == "mountain":
        return feature in {"mountain", "island", "sea", "region", "dam"}
    return feature == area


def held(place: GazetteerPlace, holder: GazetteerPlace) -> bool:
    if holder.feature == "country":
        return place.country == holder.country and place.feature != "country"
    if holder.feature == "admin1":
        return (place.country, place.admin1) == (holder.country, holder.admin1) and place.feature != "admin1"
    return _near(point_of(place), point_of(holder)) * 6371 < holder.radius_m / 1000 + 20 and place.id != holder.id


def _home_marks(place: GazetteerPlace, home: Home, name: Name) -> list[Mark]:
    marks: list[Mark] = []
    if home.country and place.country == home.country:
        marks.append(("outlet country", ABROAD if home.elsewhere else 1.0, "in the outlet's country"))
    if home.point and not home.elsewhere:
        marks.append(("outlet place", closeness(point_of(place), home.point), ""))
    if place.feature == "country" and place.country in home.peoples and place.grade != 3:
        marks.append(("its people", 1.0, "the report names its people"))
    if place.country in home.context:
        marks.append(("context", 1.0, "in a country that the run is about"))
    if name.in_dateline and place.feature in {"city", "capital", "town"}:
        marks.append(("dateline", 1.0, "stands in the dateline"))
    return marks


def point_of(place: GazetteerPlace) -> tuple[float, float, float]:
    """The place on a ball of radius 1."""
    lat, lon = math.radians(place.lat), math.radians(place.lon)
    flat = math.cos(lat)
    return flat * math.cos(lon), flat * math.sin(lon), math.sin(lat)


def _near(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    x, y, z = a[0] - b[0], a[1] - b[1], a[2] - b[2]
    return math.sqrt(x * x + y * y + z * z)


def closeness(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    """1 for the same spot, one half at about 135 km, near 0 beyond a thousand."""
    reach: float = (_near(a, b) * 6371 / (3 * LIKE)) ** 1.5
    return 1 / (1 + reach)
