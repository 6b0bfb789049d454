"""A country's dump of GeoNames: tab-separated text of 19 columns, as it is served in a zip file or unpacked."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import IO

from dragoman.errors import InputError
from dragoman.text import name_key
from dragoman.world.gazetteer import PLACES
from dragoman.world.gazetteer_index import Named, Town, capital_test, named_town, table
from dragoman.world.pack_sources import Source, point

LICENCE = "CC BY 4.0, © GeoNames (geonames.org)"
FIELDS = 19  # columns of a line
POPULATED = ("town", "capital")  # in the table of features: towns, told apart by their people
_ANEW = "Fetch the file anew from GeoNames (https://download.geonames.org/export/dump/), or mend or remove the line."


class Dump(Source):
    """A country's dump of GeoNames, as it is served (``SY.zip``) or unpacked (``SY.txt``)."""

    licence = LICENCE

    def __iter__(self) -> Iterator[Named]:
        self.version, self.left_out = "", 0
        with _dump(self.path) as (lines, where):
            is_capital = capital_test()
            for number, line in enumerate(lines, start=1):
                fields = _fields(line, f"{where}:{number}")
                self.version = max(self.version, fields[18])
                try:
                    place = self._place(fields, is_capital(fields[8], fields[1]))
                except ValueError as wrong:
                    raise InputError(f"is no place of GeoNames: {wrong}", where=f"{where}:{number}", do=_ANEW) from None
                if place:
                    yield place
                else:
                    self.left_out += 1

    def _place(self, fields: list[str], is_capital: bool) -> Named | None:
        """The place of a line, or None where it is none that Dragoman has a feature for."""
        feature, radius = features().get(fields[7], ("", 0.0))
        country, admin1 = fields[8], fields[10]
        if not feature or (feature == "admin1" and (country, admin1) in divisions()):
            return None
        if feature == "admin2" and (country, admin1, name_key(fields[1])) in divisions():
            return None
        town = Town(
            int(fields[0]), fields[1], *point(fields[4], fields[5]), country, int(fields[14] or 0), admin1,
            [n for n in (fields[2], *fields[3].split(",")) if n],
        )  # fmt: skip
        if not name_key(town.name):
            raise ValueError("it has no name")
        place, names, people = named_town(town, is_capital or fields[7] == "PPLC", self.name)
        if feature not in POPULATED:
            place_id = f"admin1:{country}.{admin1}" if feature == "admin1" else place.id
            place = replace(place, id=place_id, feature=feature, radius_m=radius)
        return place, names, people


@lru_cache(maxsize=1)
def features() -> Mapping[str, tuple[str, float]]:
    """Our feature for each feature code of GeoNames that is taken, and how far such a place reaches, in metres (guessed)."""
    return {r["code"]: (r["feature"], float(r["radius_m"] or 0)) for r in table(PLACES / "geonames_features.csv")}


@lru_cache(maxsize=1)
def divisions() -> frozenset[tuple[str, ...]]:
    """The divisions that are built in: the first level by country and code, the second by the keys of its names, too."""
    found: set[tuple[str, ...]] = set()
    for row in table(PLACES / "divisions.csv"):
        first = row["level"] == "1"
        names = [""] if first else [row["name"], *row["aliases"].split("|")]
        found |= {(row["country"], row["admin1"], *([] if first else [name_key(n)])) for n in names}
    return frozenset(found)


def _fields(line: bytes, where: str) -> list[str]:
    try:
        fields = line.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError as wrong:
        raise InputError(f"is not UTF-8 at byte {wrong.start} of the line", where=where, do=_ANEW) from None
    if len(fields) != FIELDS:
        what = f"has {len(fields)} fields divided by tabs, and a line of GeoNames has {FIELDS}"
        raise InputError(what, where=where, do=_ANEW)
    return fields


@contextmanager
def _dump(path: Path) -> Iterator[tuple[IO[bytes], str]]:
    """The lines of a dump, unpacked as they are read, and how the file is called in messages."""
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as packed, packed.open(inside := _inside(packed, path)) as lines:
                yield lines, f"{path}/{inside}"
        else:
            with path.open("rb") as lines:
                yield lines, str(path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as wrong:
        what = f"is broken or no zip file ({wrong})" if str(wrong) else "is broken or no zip file"
        raise InputError(what, where=str(path), do="Fetch the file anew from GeoNames.") from None
    except OSError as wrong:
        raise InputError(
            f"cannot be read: {wrong.strerror or wrong}", where=str(path), do="Check its rights."
        ) from None


def _inside(packed: zipfile.ZipFile, path: Path) -> str:
    """The table in a zip file: the text that is no readme."""
    texts = [n for n in packed.namelist() if n.lower().endswith(".txt") and "readme" not in n.lower()]
    if len(texts) != 1:
        do = "Give the country's zip file as GeoNames serves it, or the table in it."
        raise InputError(f"holds {len(texts)} tables and not one", where=str(path), do=do)
    return texts[0]
