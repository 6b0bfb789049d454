"""A table of places of the user's own: name, lat, lon, and what else is known of each."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import IO, Any, NoReturn

from dragoman.errors import InputError
from dragoman.text import name_key
from dragoman.world.gazetteer import AREAS, GazetteerPlace, country_names
from dragoman.world.gazetteer_index import Named, by_people, extent
from dragoman.world.geonames_dump import features
from dragoman.world.pack_sources import Source, point

FEATURES = frozenset({*AREAS, "village", "town", "city", "capital"})
NEEDED = ("name", "lat", "lon")
_COLUMNS = "Give the columns name, lat, lon and any of aliases, feature, country, admin1, radius_m, population, pcode."


class Own(Source):
    """A table of the user's own, with a heading."""

    _line = 0  # the one that is being read

    def __iter__(self) -> Iterator[Named]:
        seen: set[str] = set()
        try:
            self.version = datetime.fromtimestamp(self.path.stat().st_mtime, UTC).date().isoformat()
            with self.path.open("rb") as file:
                rows = csv.DictReader(self._decoded(file), strict=True)
                self._check(rows.fieldnames or ())
                for row in rows:
                    named = self._place(row)
                    if named[0].id in seen:
                        self._refuse("stands there twice: another line has the same P-code, or the same name and point")
                    seen.add(named[0].id)
                    yield named
        except csv.Error as wrong:
            self._refuse(f"cannot be read as CSV: {wrong}", "Save the table again as CSV, divided by commas.")
        except OSError as wrong:
            raise InputError(
                f"cannot be read: {wrong.strerror}", where=str(self.path), do="Check its rights."
            ) from None

    def _decoded(self, file: IO[bytes]) -> Iterator[str]:
        for self._line, line in enumerate(file, start=1):
            try:
                yield line.decode("utf-8-sig" if self._line == 1 else "utf-8")
            except UnicodeDecodeError as wrong:
                self._refuse(f"is not UTF-8 at byte {wrong.start} of the line", "Save the table again as CSV in UTF-8.")

    def _check(self, columns: Sequence[str]) -> None:
        if missing := [name for name in NEEDED if name not in columns]:
            self._refuse(f"the heading has no column {missing[0]!r}, divided from others by commas", _COLUMNS)

    def _refuse(self, what: str, do: str = "Mend or remove the line.") -> NoReturn:
        raise InputError(what, where=f"{self.path}:{max(1, self._line)}", do=do) from None

    def _place(self, row: Mapping[Any, Any]) -> Named:
        if None in row:
            self._refuse("has more fields than the heading")
        told = {key: (value or "").strip() for key, value in row.items()}
        names = [name for name in map(str.strip, (told["name"], *told.get("aliases", "").split("|"))) if name]
        if not told["name"] or not name_key(told["name"]):
            self._refuse("has no name")
        (lat, lon), people, radius = self._numbers(told)
        feature, country = told.get("feature") or by_people(people), self._country(told)
        if feature not in FEATURES:
            self._refuse(f"{feature!r} is no feature", f"Features: {', '.join(sorted(FEATURES))}.")
        own = told.get("pcode") or f"{name_key(names[0]).replace(' ', '-')}:{country}:{lat:.4f},{lon:.4f}"
        place = GazetteerPlace(
            f"{self.name}:{own}", names[0], lat, lon, radius or reach_of(feature, people), feature, country,
            told.get("admin1", ""), people, self.name,
        )  # fmt: skip
        return place, names, []

    def _numbers(self, told: Mapping[str, str]) -> tuple[tuple[float, float], int, float]:
        """The point, the people and the radius; 0 where these are not told."""
        try:
            where = point(told["lat"], told["lon"])
        except ValueError as wrong:
            self._refuse(str(wrong))
        people, radius = told.get("population") or "0", told.get("radius_m") or "0"
        if not re.fullmatch(r"\d{1,12}", people, re.ASCII) or not re.fullmatch(r"\d{1,7}(\.\d+)?", radius, re.ASCII):
            self._refuse("population and radius_m must be plain numbers from 0 on")
        return where, int(people), float(radius)

    def _country(self, told: Mapping[str, str]) -> str:
        """The country that a row tells, else the one whose code its P-code begins with (SY0603)."""
        country, pcode = told.get("country", "").upper(), told.get("pcode", "")
        if country and not re.fullmatch("[A-Z]{2}", country):
            self._refuse(f"{told['country']!r} is no ISO code of a country", "Write it with two letters, such as SY.")
        if re.search(r"\s", pcode):
            self._refuse(f"{pcode!r} is no P-code")
        begun = pcode[:2].upper() if re.match(r"[A-Za-z]{2}\d", pcode) else ""
        return country or (begun if begun in country_names() else "")


def reach_of(feature: str, people: int) -> float:
    """How far a place of a feature reaches where that is not told, in metres."""
    usual = next((reach for kind, reach in features().values() if kind == feature and reach), 0.0)
    return usual or extent(people)
