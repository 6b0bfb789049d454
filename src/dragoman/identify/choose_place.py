"""Which place each name means: one joint choice per report, every rival kept with its reason.

Each candidate earns points for its size, for what the words beside it say (``place_options``), for the countries and
divisions that the report names, and for lying near the places chosen for the other names; the choice is made a few
times over, so that the names of a report settle together. A namesake that nothing bears out is left (``namesakes``).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict as Tally  # counts with fractions
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.identify.name_tokens import name_words
from dragoman.identify.namesakes import WIDE, refusal
from dragoman.identify.place_options import POINTS, Home, Name, Option, closeness, options_of, point_of
from dragoman.identify.toponyms import Toponym
from dragoman.records import Candidate, Choice, Place, Span
from dragoman.text import name_key
from dragoman.world.gazetteer import Gazetteer, GazetteerPlace, gazetteer, neighbours

ROUNDS = 3  # the choice is stable after three rounds on nearly all reports (guessed)
LARGE = 300_000  # people of a town that any report may name without naming its country (guessed)
NEIGHBOUR = 0.1  # what a vote for a country counts for those that border it (guessed)
ACTOR = 0.5  # what a known actor counts for its country (guessed)
SHOWN = 5  # candidates that a choice keeps
DOUBT = 20.0  # points more that a name must earn per unit of doubt that it is a place at all (measured: as above)
TOO_LITTLE = 1.5  # points under which a name is left unplaced (measured: geoparsing dev, best end to end)

_WAY = r"(?:the )?(?:(?:far |north|south)?-?(?:northern|southern|eastern|western|central|northern|east|west|north|south) )?"
_HOLDING = re.compile(rf"\s*(?:,|\(|,?\s*(?P<inside>in))\s*{_WAY}\s*")


def choose_places(
    text: str, found: Sequence[Toponym], *, dateline: Span | None = None, outlet_country: str | None = None,
    outlet_place: str | None = None, context: Iterable[str] = (), places: Gazetteer | None = None,
    actors: Mapping[str, float] | None = None, called: str = "",
) -> dict[Span, Choice[Place]]:  # fmt: skip
    """The choice for every toponym of a report, by its span.

    ``outlet_country`` is an ISO code, ``outlet_place`` a town's name, ``context`` the ISO codes of
    countries that the run is about, ``actors`` how many known actors of each country the report names,
    ``called`` the outlet's name and address. A choice with ``chosen`` None abstains.
    """
    known = places or gazetteer()
    point = _home_point(known, outlet_place, outlet_country)
    home = Home(outlet_country, point, frozenset(context), dateline, actors=actors or {}, called=_letters(called))
    names = _names(text, found, home)
    home = _abroad(home, found)
    for name in names:
        name.options = options_of(name, home)
    placed = [name for name in names if name.options]
    for _ in range(ROUNDS):
        meant = [name.best for name in placed]
        _settle(placed, home)
        if all(name.best is before for name, before in zip(placed, meant, strict=True)):
            break
    return {span: choice for name in names for span, choice in _choices(name, refusal(name, placed, home)).items()}


def _letters(called: str) -> str:
    return re.sub(r"[^a-z]+", "", called.lower())


def _abroad(home: Home, found: Sequence[Toponym]) -> Home:
    """The same with what the countries that the report names tell."""
    named = {c.country for t in found for c in t.candidates[:1] if c.feature == "country"}
    peoples = frozenset(c.country for t in found if t.people for c in t.candidates)
    told = frozenset(filter(None, {*named, *peoples, *home.actors, *home.context}))
    return replace(home, peoples=peoples, elsewhere=bool(named) and home.country not in named, told=told)


def _home_point(known: Gazetteer, place: str | None, country: str | None) -> tuple[float, float, float] | None:
    towns = [c for c in known.candidates(place) if c.country == country or not country] if place else []
    return point_of(towns[0]) if towns else None


def _names(text: str, found: Sequence[Toponym], home: Home) -> list[Name]:
    names: dict[str, Name] = {}
    for at, toponym in enumerate(found):
        key = name_key(toponym.words) + (" province" if toponym.area in {"admin1", "admin2"} else "")
        name = names.setdefault(key, Name(key, []))
        name.standings.append(toponym)
        name.in_dateline |= home.dateline is not None and home.dateline.meets(toponym.span)
        if at + 1 < len(found):
            held, inside = _holders(text, toponym, found[at + 1])
            name.holders += held
            name.inside += inside
        if at:
            name.holders += _owners(text, found[at - 1], toponym)
    return list(names.values())


def _holders(text: str, toponym: Toponym, following: Toponym) -> tuple[list[GazetteerPlace], list[GazetteerPlace]]:
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


def _settle(names: list[Name], home: Home) -> None:
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


def _weigh(name: Name, option: Option, votes: _Votes, others: list[Option]) -> None:
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
        near = sorted((closeness(option.point, other.point), i) for i, other in enumerate(others))[-3:]
        total += POINTS["near"] * sum(c for c, _ in near) / 3
        if near[-1][0] > 0.4:
            why.append(f"near {others[near[-1][1]].place.name}")
    option.total, option.joint_why = total, why


def _choices(name: Name, refused: str) -> dict[Span, Choice[Place]]:
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
        if refused:
            reason = f"{refused}; perhaps {scored[0].reason}"
        elif top < TOO_LITTLE + DOUBT * name.doubt:
            reason = f"nothing in the report bears out any place called {words}"
        else:
            chosen, reason = scored[0].value, scored[0].reason
    return {t.span: Choice(chosen, reason, scored, t.span) for t in name.standings}


def _reason(option: Option) -> str:
    place = option.place
    area = f" ({place.country})" if place.country and place.feature != "country" else ""
    return f"{place.name}{area}: " + ("; ".join([*option.why, *option.joint_why]) or "the only place of that name")
