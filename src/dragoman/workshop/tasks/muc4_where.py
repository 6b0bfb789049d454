"""Where the incidents of MUC-4 happened: country, then the finest place that the lower-cased text names beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from dragoman.text import name_key
from dragoman.world.gazetteer import Gazetteer, GazetteerPlace, gazetteer

_LANDS = frozenset("AR BO BR CL CO CR CU DO EC GT HN HT MX NI PA PE PR PY SV UY VE US".split())
_WORD = re.compile(r"[\wáéíóúñü'-]+")
_INSIDE = frozenset("in at near outside on from".split())
_BETWEEN = frozenset("the city town department province municipality village area of region port district".split())
_LEAST_PEOPLE = 500  # of a town without a word such as "city" before it (guessed)
_DATELINE = re.compile(r"^\W*([A-Z .]+?)(?: \(([A-Z ]+)\))?, \d")
_HEAD = 300  # characters in which the dateline stands


class Where:
    """Looks for places in lower-cased texts of Latin America."""

    def __init__(self, places: Gazetteer | None = None) -> None:
        self._places = places or gazetteer()

    def country(self, raw: str) -> str | None:
        """The ISO code of the country of a dateline ("SAN SALVADOR, 4 FEB 90", "NO CITY (PERU), …")."""
        found = _DATELINE.search(raw[:_HEAD])
        for words in (found[2], found[1]) if found else ():
            for place in self._known(name_key(words or "")):
                return place.country
        return None

    def of(self, around: Iterable[str], text: str, home: str | None) -> list[str]:
        """Names from the country down. ``around``: the sentences of the incident; ``home``: the dateline's country."""
        near = " . ".join(around)
        code = self._land(near) or home or self._land(text)
        country = self._places.country(code) if code else None
        if code is None or country is None:
            return []
        town = next(self._towns(near, code), None)
        return [name_key(country.name), *([town] if town else [])]

    def _land(self, text: str) -> str | None:
        """The country that is named most, by its name or its people."""
        votes = Counter(p.country for n in (1, 2) for key in _runs(text, n) for p in self._lands(key))
        return votes.most_common(1)[0][0] if votes else None

    def _lands(self, key: str) -> Iterator[GazetteerPlace]:
        yield from (p for p in self._known(key)[:1] if p.feature == "country")

    def _towns(self, text: str, code: str) -> Iterator[str]:
        """Names of towns and departments of a country that stand behind "in", "near", "the city of" …"""
        words = [w.lower() for w in _WORD.findall(text)]
        for at, word in enumerate(words):
            if word not in _INSIDE:
                continue
            start = at + 1
            while start < len(words) and words[start] in _BETWEEN:
                start += 1
            told = start > at + 2
            for size in (3, 2, 1):
                key = name_key(" ".join(words[start : start + size]))
                if any(self._is_town(p, code, told) for p in self._known(key)):
                    yield key
                    break

    @staticmethod
    def _is_town(place: GazetteerPlace, code: str, told: bool) -> bool:
        fits = place.country == code and place.feature not in {"country", "region", "continent"} and place.grade < 2
        return fits and (told or place.population >= _LEAST_PEOPLE)

    def _known(self, key: str) -> list[GazetteerPlace]:
        return [p for p in self._places.of_keys([key])[key] if p.country in _LANDS] if key else []


def _runs(text: str, size: int) -> Iterator[str]:
    words = [w.lower() for w in _WORD.findall(text)]
    yield from (" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
