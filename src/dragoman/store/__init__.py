"""Keeps everything: reports, raw bytes, what was read in them, conclusions and judgements, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.store.record import Record

WAIT_S = 30.0  # how long to wait for another process to finish writing; guessed


def open_record(path_or_url: str | Path, *, create: bool = True, wait_s: float = WAIT_S) -> Record:
    """Open the file in which everything is kept, and make it where there is none.

    Takes a path, a ``sqlite:///`` URL, or ``":memory:"`` for a record that is gone when closed. An older
    record is brought up to date in place. Raises StoreError, saying what to do, where the record is missing
    (with ``create`` False), foreign, damaged, newer than this version, locked, or cannot be written there.
    """
    from dragoman.store.opening import opened  # SQLAlchemy is heavy: only those who keep something pay for it
    from dragoman.store.record import Record

    engine, where = opened(path_or_url, create=create, wait_s=wait_s)
    return Record(engine, where)
