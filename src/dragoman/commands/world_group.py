"""The names, options and examples of ``dragoman world``. Light, as help needs them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.commands.group import Commands
from dragoman.commands.options import Json, Quiet, World

world_group = typer.Typer(
    cls=Commands, no_args_is_help=True, rich_markup_mode=None, short_help="Add gazetteers to a world folder; list them."
)


@world_group.callback()
def top() -> None:
    """Add gazetteers to a world folder of your own, and list what is known of places.

    Of all commands only `world add` with a country's code goes to the network. See --json and --quiet of each command.

    \b
    dragoman world add SY.zip --to my-world/
    dragoman world list --world my-world/
    """


@world_group.command(short_help="Add a gazetteer to a world folder.")
def add(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE", help="A GeoNames dump (.zip, .txt), your own table (.csv), or a country's code."
        ),
    ],
    to: Annotated[Path, typer.Option("--to", help="The world folder that it goes into; made where it is missing.")],
    name: Annotated[str | None, typer.Option("--name", help="What the pack is called (as the file is).")] = None,
    licence: Annotated[str | None, typer.Option("--licence", help="The licence of your own table.")] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Add the villages and places of a country, or of a table of your own, to a world folder.

    SY.zip is a country's dump as GeoNames serves it; the bare code SY downloads it. A table needs the columns name,
    lat and lon, and may have aliases (divided by |), feature, country, admin1, radius_m, population and pcode.
    A pack of the same name is replaced.

    \b
    dragoman world add SY.zip --to my-world/
    dragoman world add SY --to my-world/
    dragoman world add villages.csv --to my-world/ --licence 'CC BY-IGO'
    """
    from dragoman.commands import worlds

    raise typer.Exit(worlds.add(source, to, name, licence, as_json=json, quiet=quiet))


@world_group.command("list", short_help="List the tables of places and the packs.")
def listed(
    world: World = None,
    json: Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the names of the packs.")] = False,
) -> None:
    """List the built-in tables of places and the packs of your folders: version, licence, places, hash.

    \b
    dragoman world list
    dragoman world list --world my-world/ --json
    """
    from dragoman.commands import worlds

    raise typer.Exit(worlds.listed(world or [], as_json=json, quiet=quiet))
