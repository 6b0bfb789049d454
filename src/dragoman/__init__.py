"""Dragoman turns reporting on armed conflict into event data that people can check.

    import dragoman as dg

    one = dg.read("report.txt")       # .report .findings .events .to_frame()
    many = dg.read_many("reports/")   # the same, linked with each other
    record = dg.open("record.db")     # what `dragoman run` kept

Nothing heavy is imported before one of these is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.settings import Settings
    from dragoman.store.record import Record
    from dragoman.tell.notebook import Read

__all__ = ["open", "read", "read_many"]


def read(path: str | Path, settings: Settings | None = None) -> Read:
    """Read one file that holds one report.

    Raises InputError where there is no such file, where it cannot be read, or where it holds several reports.
    """
    from dragoman.errors import InputError

    found = read_many(path, settings)
    if len(found) == 1:
        return found[0]
    raise InputError(f"holds {len(found)} reports", where=str(path), do="Use dragoman.read_many for several.")


def read_many(paths: str | Path | Sequence[str | Path], settings: Settings | None = None) -> list[Read]:
    """Read files, folders and patterns; their events are linked with each other.

    What could not be taken in stands in ``.issues`` of each. Raises InputError where no report could be read.
    """
    from dragoman import flow
    from dragoman import world as worlds
    from dragoman.errors import InputError
    from dragoman.link import tie
    from dragoman.records import Issue
    from dragoman.settings import Settings
    from dragoman.tell.notebook import Read
    from dragoman.tell.shown import Held, Shown

    chosen = settings or Settings()
    found = list(flow.code([paths] if isinstance(paths, str | Path) else list(paths), chosen))
    readings = tuple(x for x in found if not isinstance(x, Issue))
    issues = tuple(x for x in found if isinstance(x, Issue))
    if not readings and issues:
        raise InputError(issues[0].what, where=issues[0].where, do=issues[0].do)
    texts = {r.report.id: r.report.text for r in readings}
    ties = tie(tuple(f for r in readings for f in r.findings), worlds.load(chosen.world), (), texts)
    held = Held(readings, (tuple(ties.events), tuple(ties.entries)), issues)
    shown = Shown(held)
    return [Read(reading, held, shown) for reading in readings]


def open(record: str | Path) -> Record:
    """Open a record that ``dragoman run`` made. Raises StoreError where there is none."""
    from dragoman.store import open_record

    return open_record(record, create=False)
