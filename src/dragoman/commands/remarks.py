"""What commands say beside their answers: reports that are not tied up yet, a world that is not the record's own."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import sentence

if TYPE_CHECKING:
    from dragoman.settings import Settings
    from dragoman.store.record import Record


def tell(words: str) -> None:
    """A remark on stderr."""
    from dragoman.tell.harmless import harmless

    sys.stderr.write(harmless(f"dragoman: {sentence(words, capital=False)}") + "\n")


def untied(record: Record) -> str:
    """What to say where reports are kept that no event rests on, as after a run that was stopped; else nothing."""
    number = record.untied()
    what = "1 report is" if number == 1 else f"{number:,} reports are"
    return f"{what} not tied up into events yet: run the same `dragoman run` command again" if number else ""


def tell_untied(record: Record, *, quiet: bool) -> None:
    """Say where events and ledgers leave reports out."""
    if not quiet and (words := untied(record)):
        tell(words)


def world_of(record: Record, named: tuple[Path, ...]) -> tuple[Path, ...]:
    """The folders named, else those that the record was tied up with, as far as they are still there."""
    basis = record.basis()
    return named or tuple(path for path in map(Path, basis.folders if basis else ()) if path.is_dir())


def language_name(code: str, folders: tuple[Path, ...] = ()) -> str:
    """A language by its name, where the world has it."""
    from dragoman.world import load

    known = load(folders).languages.get(code)
    return known.name if known else code


def in_its_world(record: Record, chosen: Settings) -> Settings:
    """The settings for tying a record up anew: with its own world where none is named. Another world is told."""
    from dragoman.world import load
    from dragoman.world.digest import world_digest

    folders, basis = world_of(record, chosen.world), record.basis()
    if basis and basis.digest and world_digest(load(folders).folders) != basis.digest:
        gone = [name for name in basis.folders if not Path(name).is_dir()]
        why = f"its folder {gone[0]} is not there" if gone and not chosen.world else "that has changed since"
        tell(f"the record was tied up with another world ({why}); all events are made anew with this one")
    return replace(chosen, world=folders)


def tell_left_out(record: Record, chosen: Settings) -> None:
    """Say where a run leaves out the world folders that the record was made with."""
    basis = record.basis()
    if basis and basis.folders and not chosen.world:
        options = " ".join(f"--world {name}" for name in basis.folders)
        tell(f"the record was made with {options}; this run goes without")
