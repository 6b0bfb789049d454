"""Places that a report points to without their names: "the Somali capital", "the province", "the north".

They stand beside the names as further candidates, each resolved to a place that the report does name or whose
country it is about.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.identify.directions import directed
from dragoman.identify.name_tokens import name_words
from dragoman.identify.toponyms import Toponym
from dragoman.records import Choice, Place, Span
from dragoman.world.gazetteer import Gazetteer, GazetteerPlace

PRECISE = ("exact", "district", "town")
SOMEBODY = 0.5  # what a name counts that may stand for a government or a people (guessed)
TITLE = 1.5  # what a place in the title counts for the report's country (guessed)

_WAY = r"(?:[Nn]orth|[Ss]outh)[ -]?(?:east|west)|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est"
_POINTING = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Tt]heir)\s+(?:[a-z]+(?:-[a-z]+)?\s+)?"
    rf"(?P<noun>capital|city|town|village|enclave|neighbou?rhood|quarter|suburb|camp|airport|airfield|province|governorate|oblast|region|state|district|country|area|{_WAY})\b"
    r"(?!['’\w-])(?!\s+(?:of|the|side|bank|part|around|near|between)\b)(?!\s+[A-Z])"
)
_SEAT_OF_UN = "UNITED NATIONS"  # so written, a dateline
_UN = "united nations headquarters"
_OWNED = re.compile(
    rf"(?:['’]s?)?\s+(?:deep |far )?(?:capital|(?P<way>{_WAY}))"
    r"(?!,?\s+[A-Z])(?!['’\w-])"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A place of the report that was chosen: by its name, the name of its people, or words that point to it."""

    toponym: Toponym
    choice: Choice[Place]
    place: Place
    form: str = "name"  # name | people | pointing
    titled: bool = False  # stands in a title outside the text


def main_country(named: Sequence[Named]) -> str | None:
    """The country that the report is about: where it says that things were, more than who did them."""
    counts: dict[str, float] = defaultdict(float)
    for one in named:
        if one.place.country and one.form in {"name", "people"}:
            counts[one.place.country] += (TITLE if one.titled else 1.0) * (SOMEBODY if speaks(one) else 1.0)
    return max(counts, key=lambda code: counts[code], default=None)


def speaks(one: Named) -> bool:
    """May the name stand for a government or a people: "Russian jets", "Moscow refused", "Russia said"?"""
    if one.form == "people" or one.toponym.possessor:
        return True
    return not one.toponym.lead and not one.toponym.area and one.place.feature in {"capital", "country"}


def pointed_to(text: str, end: int, named: Sequence[Named], known: Gazetteer) -> list[Named]:
    """The places that words point to, given those that are named; what starts past ``end`` stands in the title."""
    order = sorted(named, key=lambda n: n.toponym.span.start)
    starts = [n.toponym.span.start for n in order]
    main = main_country(named)
    found = [made for one in order if (made := _owned(text, end, one, known)) is not None]
    if text.startswith(_SEAT_OF_UN) and (un := known.of_keys([_UN])[_UN]):
        found.append(_made(text, end, Span(0, len(_SEAT_OF_UN)), un[0].place(), "the dateline of the UN's seat"))
    taken = [n.toponym.span for n in found]
    for match in _POINTING.finditer(text):
        span, noun = Span(*match.span()), match["noun"].lower()
        if any(span.meets(other) for other in taken) or (noun == "state" and not _lead(text, span)):
            continue
        before = order[: bisect_right(starts, span.start)]
        resolved = _RESOLVE.get(noun, _compass(noun))(before, main, known)
        if resolved is not None:
            found.append(_made(text, end, span, resolved, f"“{match['noun']}” points to {resolved.name}"))
    return found


def _owned(text: str, end: int, one: Named, known: Gazetteer) -> Named | None:
    """A country's capital or part right behind its name: "the Somali capital", "Thailand's south"."""
    if one.place.precision != "country" or not one.place.country:
        return None
    match = _OWNED.match(text, one.toponym.span.end)
    if match is None:
        return None
    if match["way"]:
        country = known.country(one.place.country)
        place = (
            directed(country.place(), match["way"].replace(" ", "-").lower(), known, country.name) if country else None
        )
    else:
        capital = known.capital(one.place.country)
        place = capital.place() if capital else None
    span = Span(one.toponym.span.start, match.end())
    return _made(text, end, span, place, f"“{span.of(text)}” is {place.name}") if place else None


def _made(text: str, end: int, span: Span, place: Place, why: str) -> Named:
    toponym = Toponym(span, span.of(text), (), 1.0, _lead(text, span))
    return Named(toponym, Choice(place, why, (), span, inferred=True), place, "pointing", span.start >= end)


def _lead(text: str, span: Span) -> str:
    """The group of the word before: inside, toward, of, or empty."""
    before = text[max(0, span.start - 30) : span.start].split()
    word = before[-1].lower() if before else ""
    return next((group for group in ("inside", "toward", "of") if name_words().has(group, word)), "")


def whole_country(end: int, named: Sequence[Named], known: Gazetteer) -> Named | None:
    """The report's main country as a whole, where no name gives it: acts told of all of it have no other place."""
    main = main_country(named)
    country = known.country(main) if main else None
    if country is None or any(n.place.id == country.id for n in named):
        return None
    why = f"the report names places of {country.name} most"
    choice = Choice(country.place(), why, (), None, inferred=True)
    return Named(Toponym(Span(end, end), country.name, (), 1.0), choice, country.place(), "whole", titled=True)


Resolver = Callable[[Sequence[Named], str | None, Gazetteer], Place | None]


def _capital(before: Sequence[Named], main: str | None, known: Gazetteer) -> Place | None:
    place = known.capital(main) if main else None
    return place.place() if place else None


def _country(before: Sequence[Named], main: str | None, known: Gazetteer) -> Place | None:
    place = known.country(main) if main else None
    return place.place() if place else None


def _town(before: Sequence[Named], main: str | None, known: Gazetteer) -> Place | None:
    fitting = [n for n in before if n.place.precision == "town" and n.form == "name" and not speaks(n)]
    ours = [n for n in fitting if n.place.country == main]
    return (ours or fitting)[-1].place if fitting else None


def _province(before: Sequence[Named], main: str | None, known: Gazetteer) -> Place | None:
    """The province named before, else that of the town named last."""
    fitting = [n for n in before if n.place.precision == "province" and n.form == "name" and n.place.country == main]
    if fitting:
        return fitting[-1].place
    towns = [n for n in before if n.place.precision in PRECISE and n.place.country == main and n.place.admin1]
    division: GazetteerPlace | None = (
        known.division(towns[-1].place.country or "", towns[-1].place.admin1 or "") if towns else None
    )
    return division.place() if division else None


def _area(before: Sequence[Named], main: str | None, known: Gazetteer) -> Place | None:
    """The place named last, be it a town or a province: "the area" is around it."""
    fitting = [n for n in before if n.place.precision != "country" and n.form == "name" and not speaks(n)]
    ours = [n for n in fitting if n.place.country == main]
    return (ours or fitting)[-1].place if fitting else None


def _compass(way: str) -> Resolver:
    def part(before: Sequence[Named], main: str | None, known: Gazetteer) -> Place | None:
        country = known.country(main) if main else None
        return directed(country.place(), way.replace(" ", "-"), known, country.name) if country else None

    return part


_RESOLVE: dict[str, Resolver] = {
    "capital": _capital, "country": _country, "area": _area,
    **dict.fromkeys("city town village district enclave neighborhood neighbourhood quarter suburb camp airport airfield".split(), _town),
    **dict.fromkeys(("province", "governorate", "oblast", "region", "state"), _province),
}  # fmt: skip
