"""Which place each name means: one joint choice per report, every rival kept with its reason.

Each candidate earns points for its size, for what the words beside it say, for the countries and
divisions that the report names, and for lying near the places chosen for the other names; the
choice is made a few times over, so that the names of a report settle together.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict as Tally  # counts with fractions
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.identify.name_tokens import name_words
from dragoman.identify.toponyms import THRESHOLD, Toponym
from dragoman.records import Candidate, Choice, Place, Span
from dragoman.text import name_key
from dragoman.world.gazetteer import Gazetteer, GazetteerPlace, gazetteer, likeness, neighbours

ROUNDS = 3  # the choice is stable after three rounds on nearly all reports (guessed)
RIVALS = 12  # candidates per name that enter the joint choice (guessed)
LARGE = 300_000  # people of a town that any report may name without naming its country (guessed)
NEIGHBOUR = 0.1  # what a vote for a country counts for those that border it (guessed)
CITY = 100_000  # people of a town that is written about under any of its spellings (guessed)
ABROAD = 0.1  # what the outlet's country counts where the report names other countries only (guessed)
ACTOR = 0.5  # what a known actor counts for its country (guessed)
SPELT = 0.8  # share of letters from which another spelling is the same name: Genève is, Bonn is not Boni (guessed)
EQUAL = 0.3  # points under which two namesakes are as likely (measured: from .4 on it costs right places of LGL)
NEARBY = 0.3  # closeness, about 230 km, from which another place bears a namesake out (guessed)
WIDE = frozenset({"country", "region", "continent", "sea"})
SEAT = 10_000  # people of a town that takes the bare name from its division (guessed)
SHOWN = 5  # candidates that a choice keeps

# What each reason is worth, in points. Tuned on the development halves of LGL and TR-News.
POINTS: Mapping[str, float] = {
    "size": 3.86, "country": 0.8, "admin1": 0.6, "admin2": 0.8, "pin": 1.12, "capital": 0.7, "largest": 0.2,
    "seat": -2.0, "other name": -1.3, "spelling": -1.5, "area": 1.5, "not area": -0.7, "held": 2.0, "not held": -0.85,
    "report's country": 4.6, "report's division": 1.2, "near": 3.8, "alone": -1.5, "dateline": 1.0,
    "its people": 2.0, "outlet country": 2.1, "outlet place": 2.0, "context": 1.0,
}  # fmt: skip
LIKE = 45.0  # km at which two places stand as near as can be; nearness halves about every 3 times that (guessed)
DOUBT = 20.0  # points more that a name must earn per unit of doubt that it is a place at all (measured: as above)
TOO_LITTLE = 1.5  # points under which a name is left unplaced (measured: geoparsing dev, best end to end)


_WAY = r"(?:the )?(?:(?:far |north|south)?-?(?:northern|southern|eastern|western|central|northern|east|west|north|south) )?"
_HOLDING = re.compile(rf"\s*(?:,|\(|,?\s*(?P<inside>in))\s*{_WAY}\s*")


@dataclass(slots=True)
class _Name:
    """One name of the report with all its standings, and the candidates as they are weighed."""

    key: str
    standings: list[Toponym]
    holders: list[GazetteerPlace] = field(default_factory=list)  # areas named right behind it: "Paris, Texas"
    inside: list[GazetteerPlace] = field(default_factory=list)  # those of them said with "in": "near Paris in Texas"
    options: list[_Option] = field(default_factory=list)
    in_dateline: bool = False

    @property
    def doubt(self) -> float:
        """How far the name falls short of being surely a place's."""
        return max(0.0, THRESHOLD - max(t.score for t in self.standings))

    @property
    def best(self) -> _Option:
        return self.options[0]


@dataclass(slots=True)
class _Option:
    """A candidate with the points that do not depend on the other names, those that do, and why."""

    place: GazetteerPlace
    point: tuple[float, float, float]
    own: float
    why: list[str]
    total: float = 0.0
    joint_why: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Home:
    """What is known from outside the text: who publishes, and what the run is about."""

    country: str | None
    point: tuple[float, float, float] | None
    context: frozenset[str]
    dateline: Span | None
    peoples: frozenset[str] = frozenset()  # countries whose people the report names
    elsewhere: bool = False  # the report names other countries and not the outlet's
    actors: Mapping[str, float] = field(default_factory=dict)  # how many known actors of each country it names
    told: frozenset[str] = frozenset()  # countries that it names by their names, their people or their actors


def choose_places(
    text: str, found: Sequence[Toponym], *, dateline: Span | None = None, outlet_country: str | None = None,
    outlet_place: str | None = None, context: Iterable[str] = (), places: Gazetteer | None = None,
    actors: Mapping[str, float] | None = None,
) -> dict[Span, Choice[Place]]:  # fmt: skip
    """The choice for every toponym of a report, by its span.

    ``outlet_country`` is an ISO code, ``outlet_place`` a town's name, ``context`` the ISO codes of
    countries that the run is about, ``actors`` how many known actors of each country the report names. A choice with ``chosen`` None abstains.
    """
    known = places or gazetteer()
    point = _home_point(known, outlet_place, outlet_country)
    home = _Home(outlet_country, point, frozenset(context), dateline, actors=actors or {})
    names = _names(text, found, home)
    home = _abroad(home, found)
    for name in names:
        name.options = _options(name, home)
    placed = [name for name in names if name.options]
    for _ in range(ROUNDS):
        meant = [name.best for name in placed]
        _settle(placed, home)
        if all(name.best is before for name, before in zip(placed, meant, strict=True)):
            break
    return {span: choice for name in names for span, choice in _choices(name, _refusal(name, placed, home)).items()}


def _abroad(home: _Home, found: Sequence[Toponym]) -> _Home:
    """The same with what the countries that the report names tell."""
    named = {c.country for t in found for c in t.candidates[:1] if c.feature == "country"}
    peoples = frozenset(c.country for t in found if t.people for c in t.candidates)
    told = frozenset(filter(None, {*named, *peoples, *home.actors, *home.context}))
    return replace(home, peoples=peoples, elsewhere=bool(named) and home.country not in named, told=told)


def _home_point(known: Gazetteer, place: str | None, country: str | None) -> tuple[float, float, float] | None:
    towns = [c for c in known.candidates(place) if c.country == country or not country] if place else []
    return _point(towns[0]) if towns else None


def _names(text: str, found: Sequence[Toponym], home: _Home) -> list[_Name]:
    names: dict[str, _Name] = {}
    for at, toponym in enumerate(found):
        key = name_key(toponym.words) + (" province" if toponym.area in {"admin1", "admin2"} else "")
        name = names.setdefault(key, _Name(key, []))
        name.standings.append(toponym)
        name.in_dateline |= home.dateline is not None and home.dateline.meets(toponym.span)
        if at + 1 < len(found):
            held, inside = _holders(text, toponym, found[at + 1])
            name.holders += held
            name.inside += inside
        if at:
            name.holders += _owners(text, found[at - 1], toponym)
    return list(names.values())


def _holders(
    text: str, toponym: Toponym, following: Toponym
) -> tuple[list[GazetteerPlace], list[GazetteerPlace]]:
    """The areas that the next name may mean, where it stands right behind, and those said with "in": "Busra in Syria"."""
    gap = text[toponym.span.end : following.span.start]
    match = _HOLDING.fullmatch(gap)
    if match is None or "\n\n" in gap or following.people:
        return [], []
    areas = [c for c in following.candidates if c.feature in {"country", "admin1", "admin2", "region"}]
    countries = [c for c in areas if c.feature == "country" and c.grade == 0]
    return areas, countries if match["inside"] and not following.possessor else []


def _owners(text: str, before: Toponym, toponym: Toponym) -> list[GazetteerPlace]:
    """The country named right before it: "Egypt's Sinai", "the Syrian town of Afrin"."""
    gap = text[before.span.end : toponym.span.start].split()
    owned = gap in (["'s"], ["’s"]) or (
        before.people and len(gap) >= 2 and gap[-1] == "of" and gap[-2] in name_words().areas and len(gap) <= 4
    )
    return [c for c in before.candidates if c.feature == "country"] if owned else []


def _options(name: _Name, home: _Home) -> list[_Option]:
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
    return [_Option(place, _point(place), own, why, own) for own, why, place in weighed[:RIVALS]]


def _has_seat(name: _Name, place: GazetteerPlace, candidates: Sequence[GazetteerPlace]) -> bool:
    """Is there a real town of the division's own name in it? Then the bare name means the town ("in Aleppo")."""
    if place.feature != "admin1" or any(t.area in {"admin1", "admin2"} for t in name.standings):
        return False
    return any(
        c.pack == "geonames" and c.population >= SEAT and (c.country, c.admin1) == (place.country, place.admin1)
        for c in candidates
    )


def _own_points(name: _Name, place: GazetteerPlace, home: _Home) -> tuple[float, list[str]]:
    marks = [*_size_marks(place), *_word_marks(name, place), *_home_marks(place, home, name)]
    return sum(POINTS[mark] * share for mark, share, _ in marks), [why for _, _, why in marks if why]


Mark = tuple[str, float, str]  # which points, how much of them, the reason in words


def _size_marks(place: GazetteerPlace) -> list[Mark]:
    size = math.log10(place.population + 1) / 7
    marks: list[Mark] = []
    if place.feature in {"country", "admin1", "admin2"}:
        marks.append((place.feature, 1.0, "a " + {"country": "country"}.get(place.feature, "division")))
        size = 1.0 if place.feature == "country" else size
    elif place.pack != "geonames":
        marks.append(("pin", 1.0, "in the list of pins"))
        size = 0.5
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


def _word_marks(name: _Name, place: GazetteerPlace) -> list[Mark]:
    marks: list[Mark] = []
    areas = {t.area for t in name.standings if t.area}
    if areas:
        fits = any(_fits(area, place.feature) for area in areas)
        marks.append(("area", 1.0, "the words beside it fit") if fits else ("not area", 1.0, ""))
    if name.holders:
        holder = next((h for h in name.holders if _held(place, h)), None)
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


def _held(place: GazetteerPlace, holder: GazetteerPlace) -> bool:
    if holder.feature == "country":
        return place.country == holder.country and place.feature != "country"
    if holder.feature == "admin1":
        return (place.country, place.admin1) == (holder.country, holder.admin1) and place.feature != "admin1"
    return _near(_point(place), _point(holder)) * 6371 < holder.radius_m / 1000 + 20 and place.id != holder.id


def _home_marks(place: GazetteerPlace, home: _Home, name: _Name) -> list[Mark]:
    marks: list[Mark] = []
    if home.country and place.country == home.country:
        marks.append(("outlet country", ABROAD if home.elsewhere else 1.0, "in the outlet's country"))
    if home.point and not home.elsewhere:
        marks.append(("outlet place", _closeness(_point(place), home.point), ""))
    if place.feature == "country" and place.country in home.peoples and place.grade != 3:
        marks.append(("its people", 1.0, "the report names its people"))
    if place.country in home.context:
        marks.append(("context", 1.0, "in a country that the run is about"))
    if name.in_dateline and place.feature in {"city", "capital", "town"}:
        marks.append(("dateline", 1.0, "stands in the dateline"))
    return marks


@dataclass(frozen=True)
class _Votes:
    """How often the report names each country and division, by what its names mean now."""

    countries: Tally[str, float]
    around: Tally[str, float]  # votes of the countries that border each
    divisions: Tally[tuple[str, str], float]
    all: float

    def share(self, place: GazetteerPlace, now: GazetteerPlace) -> float:
        """The share of the votes for a candidate's country, its neighbours' counted in part; its own vote left out."""
        if not place.country:
            return 0.0
        own = self.countries[place.country] - (0.3 if now.country == place.country else 0.0)
        return min(1.0, (max(0.0, own) + NEIGHBOUR * self.around[place.country]) / self.all)

    def named(self, place: GazetteerPlace, now: GazetteerPlace) -> float:
        """The votes for a candidate's division, its own left out."""
        if not place.admin1 or place.feature in {"country", "admin1"}:
            return 0.0
        return self.divisions[place.country, place.admin1] - (0.4 if now.id == place.id else 0.0)


def _settle(names: list[_Name], home: _Home) -> None:
    """One round: weigh every candidate against the places that the other names mean now."""
    countries: Tally[str, float] = Tally(float, {code: ACTOR * count for code, count in home.actors.items()})
    around: Tally[str, float] = Tally(float)
    divisions: Tally[tuple[str, str], float] = Tally(float)
    for name in names:
        if name.doubt:
            continue
        place = name.best.place
        weight = 1.0 if place.feature == "country" else 0.5 if len(name.options) < 3 else 0.3
        countries[place.country] += min(3, len(name.standings)) * weight
        if place.admin1:
            divisions[place.country, place.admin1] += 1.0 if place.feature == "admin1" else 0.4
    for code, count in list(countries.items()):
        for other in neighbours().get(code, ()):
            around[other] += count
    all_votes = sum(countries.values()) or 1.0
    votes = _Votes(countries, around, divisions, all_votes)
    fixed = [(name, name.best) for name in names if not name.doubt]
    for name in names:
        others = [best for other, best in fixed if other is not name and best.place.feature != "country"]
        for option in name.options:
            _weigh(name, option, votes, others)
    for name in names:
        name.options.sort(key=lambda o: o.total, reverse=True)


def _weigh(name: _Name, option: _Option, votes: _Votes, others: list[_Option]) -> None:
    """The points that a candidate earns from what the other names mean now."""
    place, now = option.place, name.best.place
    total, why = option.own, []
    share = votes.share(place, now)
    total += POINTS["report's country"] * share
    if share > 0.2:
        why.append("in a country that the report is about")
    elif share <= 0 and len(others) > 1 and place.population < LARGE and place.feature not in WIDE:
        total += POINTS["alone"]
    named = votes.named(place, now)
    if named > 0:
        total += POINTS["report's division"] * min(1.0, named)
        why.append("in a division that the report names")
    if others:
        near = sorted((_closeness(option.point, other.point), i) for i, other in enumerate(others))[-3:]
        total += POINTS["near"] * sum(c for c, _ in near) / 3
        if near[-1][0] > 0.4:
            why.append(f"near {others[near[-1][1]].place.name}")
    option.total, option.joint_why = total, why


def _point(place: GazetteerPlace) -> tuple[float, float, float]:
    """The place on a ball of radius 1."""
    lat, lon = math.radians(place.lat), math.radians(place.lon)
    flat = math.cos(lat)
    return flat * math.cos(lon), flat * math.sin(lon), math.sin(lat)


def _near(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    x, y, z = a[0] - b[0], a[1] - b[1], a[2] - b[2]
    return math.sqrt(x * x + y * y + z * z)


def _closeness(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    """1 for the same spot, one half at about 135 km, near 0 beyond a thousand."""
    reach: float = (_near(a, b) * 6371 / (3 * LIKE)) ** 1.5
    return 1 / (1 + reach)


def _refusal(name: _Name, names: list[_Name], home: _Home) -> str:
    """Why the best candidate must not be taken, for all its points; empty where it may be.

    It may be a namesake in a country of which nothing else in the report tells ("Boni in central Mali" is not Bonn),
    or one of several of which none is told more of than the others.
    """
    if not name.options:
        return ""
    place, point, words = name.best.place, name.best.point, name.standings[0].words
    if name.inside and place.feature not in WIDE and not any(_held(place, holder) for holder in name.inside):
        return f"no {words} is known in {name.inside[0].name}, where the report has it"
    others = [other.best for other in names if other is not name and not other.doubt]
    if any(o.place.country == place.country or _closeness(point, o.point) > NEARBY for o in others):
        return ""
    if place.country in home.told | {home.country} or place.feature in WIDE:
        return ""
    if not home.told and not home.country:
        return f"nothing in the report says which {words}" if not others and _has_equal(name) else ""
    beside = place.grade == 0 and bool(neighbours().get(place.country, frozenset()) & home.told)
    if not home.told or beside or _stands_alone(name, place):
        return ""
    return f"the report tells of no other place or people of the country of {place.name}"


def _has_equal(name: _Name) -> bool:
    """Is there a candidate in another country that is worth nearly as much as the best?"""
    best = name.best
    return any(best.total - o.total < EQUAL for o in name.options if o.place.country != best.place.country)


def _stands_alone(name: _Name, place: GazetteerPlace) -> bool:
    """May any report name the place without telling of its country: by its very name, hardly anybody's else?"""
    if place.feature in WIDE or place.pack == "pins":
        return True
    if place.feature in {"admin1", "admin2"}:
        return place.grade == 0 and len({c.country for c in name.standings[0].candidates}) == 1
    whole = set(name_key(place.name).split()) <= set(name.key.split())  # New Delhi
    return place.population >= CITY and (whole or likeness(name.key, place.name) >= SPELT)


def _choices(name: _Name, refusal: str) -> dict[Span, Choice[Place]]:
    """The choice for a name, at each of its standings."""
    words = name.standings[0].words
    scored: tuple[Candidate[Place], ...] = ()
    chosen, reason = None, f"no place called {words} is known"
    if name.options:
        top = name.options[0].total
        weights = [math.exp(option.total - top) for option in name.options]
        whole = sum(weights)
        scored = tuple(
            Candidate(option.place.place(), round(weight / whole, 4), _reason(option))
            for option, weight in zip(name.options[:SHOWN], weights, strict=False)
        )
        if refusal:
            reason = f"{refusal}; perhaps {scored[0].reason}"
        elif top < TOO_LITTLE + DOUBT * name.doubt:
            reason = f"nothing in the report bears out any place called {words}"
        else:
            chosen, reason = scored[0].value, scored[0].reason
    return {t.span: Choice(chosen, reason, scored, t.span) for t in name.standings}


def _reason(option: _Option) -> str:
    place = option.place
    area = f" ({place.country})" if place.country and place.feature != "country" else ""
    return f"{place.name}{area}: " + ("; ".join([*option.why, *option.joint_why]) or "the only place of that name")
