"""Namesakes: when the best candidate for a place name must not be taken, because nothing in the report bears it out.

A wrong pin is worse than none.
"""

from __future__ import annotations

from dragoman.identify.place_options import CITY, Home, Name, Option, closeness, held
from dragoman.text import name_key
from dragoman.world.gazetteer import GazetteerPlace, likeness, neighbours

SPELT = 0.8  # share of letters from which another spelling is the same name: Genève is, Bonn is not Boni (guessed)
EQUAL = 0.3  # points under which two namesakes are as likely (measured: from .4 on it costs right places of LGL)
NEARBY = 0.3  # closeness, about 230 km, from which another place bears a namesake out (guessed)
WIDE = frozenset({"country", "region", "continent", "sea"})


def refusal(name: Name, names: list[Name], home: Home) -> str:
    """Why the best candidate must not be taken, for all its points; empty where it may be.

    It may be a namesake in a country of which nothing else in the report tells ("Boni in central Mali" is not Bonn),
    or one of several of which none is told more of than the others.
    """
    if not name.options or name.best.place.feature in WIDE:
        return ""
    words = name.standings[0].words
    if name.inside and not any(held(name.best.place, holder) for holder in name.inside):
        return f"no {words} is known in {name.inside[0].name}, where the report has it"
    others = [other.best for other in names if other is not name and not other.doubt]
    if _is_borne_out(name, others, home):
        return ""
    if home.told:
        return f"the report tells of no other place or people of the country of {name.best.place.name}"
    unsaid = not home.country and not others and _has_equal(name)
    return f"nothing in the report says which {words}" if unsaid else ""


def _is_borne_out(name: Name, others: list[Option], home: Home) -> bool:
    """Do the countries told of, the places near by, or the outlet's home speak for the country of the best candidate?"""
    place, point = name.best.place, name.best.point
    if place.country in home.told | {home.country}:
        return True
    if any(o.place.country == place.country or closeness(point, o.point) > NEARBY for o in others):
        return True
    beside = place.grade == 0 and bool(neighbours().get(place.country, frozenset()) & home.told)
    return bool(home.told) and (beside or _stands_alone(name, place))


def _has_equal(name: Name) -> bool:
    """Is there a candidate in another country that is worth nearly as much as the best?"""
    best = name.best
    return any(best.total - o.total < EQUAL for o in name.options if o.place.country != best.place.country)


def _stands_alone(name: Name, place: GazetteerPlace) -> bool:
    """May any report name the place without telling of its country: by its very name, hardly anybody's else?"""
    if place.pack == "pins":
        return True
    if place.feature in {"admin1", "admin2"}:
        return place.grade == 0 and len({c.country for c in name.standings[0].candidates}) == 1
    whole = set(name_key(place.name).split()) <= set(name.key.split())  # New Delhi
    return place.population >= CITY and (whole or likeness(name.key, place.name) >= SPELT)
