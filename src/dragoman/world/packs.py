"""Packs: gazetteers that a world folder of the user's own brings along, each as one index beside the built-in one.

``places/NAME.sqlite`` is an index of the form that ``gazetteer_index`` builds; ``places/packs.yaml`` notes where it came
from, under which licence, and its hash, without which it is not read.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dragoman.errors import DragomanError, InputError, WorldError

if TYPE_CHECKING:
    from dragoman.world.gazetteer_index import Named
    from dragoman.world.pack_sources import Source

NOTES = "packs.yaml"
KEPT = ".sqlite"
DUMPS = (".zip", ".txt")
GIVE = "Give a country's dump of GeoNames (.zip or .txt), a table of your own (.csv), or a country's code, such as SY."
_HEAD = "# Written by `dragoman world add`: the gazetteers of this folder. Only what is noted here is read.\n"
# What no pack of a user's own is called: ids of other places begin so.
_TAKEN = frozenset({"geonames", "pins", "extra", "country", "countries", "divisions", "admin1", "admin2"})


class Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is noted of a pack: its name, of which day it is, whose it is, and the hashes that tell it from another."""

    name: str
    version: str
    licence: str
    source: str
    source_sha256: str
    index_sha256: str
    places: int
    form: str


@dataclass(frozen=True, slots=True)
class Added:
    """A pack that was added, where its index lies, and how many lines of its source were left out."""

    pack: Pack
    path: Path
    left_out: int


def noted(folder: Path) -> tuple[Pack, ...]:
    """The packs of a world folder as they are noted; none where there are no notes. Raises WorldError."""
    path = folder / "places" / NOTES
    if not path.is_file():
        return ()
    from dragoman.world import read_yaml

    try:
        found = msgspec.convert(read_yaml(path) or [], tuple[Pack, ...], strict=False)
    except msgspec.ValidationError as wrong:
        raise WorldError(str(wrong), where=str(path), do="Remove the file and add its packs again.") from None
    if wrong_name := next((pack.name for pack in found if not re.fullmatch(r"\w[\w-]*", pack.name)), None):
        raise WorldError(f"{wrong_name!r} is no name of a pack", where=str(path), do="Remove its entry.")
    return found


def whole(folder: Path, pack: Pack) -> Path:
    """The index of a pack. Raises WorldError where it is missing, of an older form, or not the one that was noted."""
    from dragoman.world.gazetteer_index import FORM

    path = index_of(folder, pack.name)
    do = f"Add it again: dragoman world add {pack.source} --to {folder}"
    if not path.is_file():
        raise WorldError("the index of this pack is missing", where=str(path), do=do)
    if pack.form != FORM:
        raise WorldError("the index of this pack was made by another version", where=str(path), do=do)
    if _file_hash(path, path.stat().st_size, path.stat().st_mtime_ns) != pack.index_sha256:
        raise WorldError("the index of this pack is not the one that was noted", where=str(path), do=do)
    return path


def index_of(folder: Path, name: str) -> Path:
    """Where a pack's index lies."""
    return folder / "places" / (name + KEPT)


def add(source: Path, folder: Path, *, name: str | None = None, licence: str | None = None) -> Added:
    """Make a pack of a file and put it into a world folder; one of the same name is replaced, once the new one is whole.

    Raises InputError for a file or line that cannot be read, WorldError where the folder cannot be written.
    """
    from dragoman.world import gazetteer_index

    places = source_of(source, name)
    others = [pack for pack in noted(folder) if pack.name != places.name]
    counted = _Counted(places)
    try:
        (folder / "places").mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder / "places", prefix=".making-") as passing:
            made = Path(passing) / (places.name + KEPT)
            gazetteer_index.build(made, counted)
            if not counted.number:
                raise InputError("holds no place that is taken into a pack", where=str(source), do="Give another file.")
            pack = Pack(
                places.name, places.version, licence or places.licence, source.name, sha256(source), sha256(made),
                counted.number, gazetteer_index.FORM,
            )  # fmt: skip
            notes = Path(passing) / NOTES
            notes.write_text(_HEAD + _written([*others, pack]), encoding="utf-8")
            made.chmod(notes.stat().st_mode)  # who may read the notes may read the index
            os.replace(made, index_of(folder, pack.name))
            os.replace(notes, folder / "places" / NOTES)
    except DragomanError:
        raise
    except (OSError, sqlite3.Error) as wrong:
        what = f"the pack cannot be written: {getattr(wrong, 'strerror', None) or wrong}"
        raise WorldError(what, where=str(folder), do="Check its rights and the disk.") from wrong
    return Added(pack, index_of(folder, pack.name), places.left_out)


class _Counted:
    """Places as they come, counted."""

    def __init__(self, places: Iterable[Named]) -> None:
        self._places, self.number = places, 0

    def __iter__(self) -> Iterator[Named]:
        for place in self._places:
            self.number += 1
            yield place


def _written(packs: list[Pack]) -> str:
    import yaml

    rows = [msgspec.to_builtins(pack) for pack in sorted(packs, key=lambda pack: pack.name)]
    return str(yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=1000))


def source_of(path: Path, name: str | None = None) -> Source:
    """The places of a file, read as its ending says. Raises InputError for another, or for a name that no pack may have."""
    from dragoman.world.geonames_dump import Dump
    from dragoman.world.own_places import Own

    ending = path.suffix.lower()
    if not path.is_file():
        raise InputError("there is no such file", where=str(path), do=GIVE)
    if ending not in (*DUMPS, ".csv"):
        raise InputError("is no gazetteer by its ending", where=str(path), do=GIVE)
    stem = re.sub(r"[\s_-]+", "-", re.sub(r"[^\w\s-]", "", name or path.stem)).strip("-").lower()
    if ending in DUMPS:
        return Dump(path, f"geonames-{stem.removeprefix('geonames-')}".rstrip("-"))
    if not stem or stem.split("-")[0] in _TAKEN:
        do = "Give it another with --name."
        raise InputError(f"{stem!r} cannot be the name of a pack of your own", where=str(path), do=do)
    return Own(path, stem)


def sha256(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=64)
def _file_hash(path: Path, size: int, changed: int) -> str:
    """The hash of a file of this size that was changed last at this time."""
    return sha256(path)
