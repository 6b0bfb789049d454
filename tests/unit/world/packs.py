"""Small invented dumps and tables of places: no such village is on any map."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

DAY = "2026-03-0"


def line(
    number: int, name: str, code: str = "PPL", people: int = 0, aliases: str = "", lat: float = 34.0, lon: float = 38.0,
    country: str = "SY", admin1: str = "12", day: str = f"{DAY}1",
) -> str:  # fmt: skip
    """A line as GeoNames writes it."""
    kind = "P" if code.startswith("PPL") else "A" if code.startswith("ADM") else "S"
    fields = [
        number, name, name.encode("ascii", "ignore").decode(), aliases, lat, lon, kind, code, country, "", admin1, "",
        "", "", people, "", 600, "Asia/Damascus", day,
    ]  # fmt: skip
    return "\t".join(map(str, fields))


LINES = (
    line(900000001, "Kharbat az Zumurrudah", aliases="Khirbat az Zumurrudah,خربة الزمردة", lat=34.51, lon=38.21),
    line(900000002, "Tall Yasminqan", people=7_000, lat=34.61, lon=38.31, day=f"{DAY}7"),
    line(900000003, "Madinat Burtuqalan", people=140_000),
    line(900000004, "Hayy Qaranfulan", "PPLX"),
    line(900000005, "Jami Ruwaydqan", "MSQE"),
    line(900000006, "Wadi Nasiyan", "STM"),  # a stream: left out
    line(900000007, "Daraa", "ADM1", admin1="06"),  # built in
)


def dump(folder: Path, lines: Sequence[str] = LINES, name: str = "SY.txt") -> Path:
    """A dump as text, or packed where the name ends in zip."""
    path, text = folder / name, "".join(f"{one}\n" for one in lines)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("readme.txt", "How to read this.")
            packed.writestr(f"{path.stem}.txt", text)
    else:
        path.write_text(text, encoding="utf-8")
    return path


TABLE = (
    "name,lat,lon,aliases,feature,admin1,radius_m,population,pcode\n"
    "Qasr Lawzeen,34.7,38.4,Qasr Lozin|قصر لوزين,,12,,900,SY990603\n"
    "Mashfa Tinqar,34.71,38.41,,hospital,12,300,,SY990604\n"
)


def own(folder: Path, text: str = TABLE, name: str = "places.csv") -> Path:
    """A table of the user's own, of a day long past."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path
