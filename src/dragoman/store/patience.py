"""Transactions that wait for their turn, and SQLite's troubles in plain words."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from dragoman.errors import StoreError

T = TypeVar("T")

# SQLite's own busy timeout does most of the waiting; some locks (a change of journal mode, recovery after a
# killed process) are refused at once and are asked for again. Guessed.
ASK_AGAIN_S = 5.0
PAUSE_S = 0.1

# The start of SQLite's error name (sqlite.org/rescode.html) → what happened, what to do.
TROUBLES = {
    "SQLITE_FULL": (
        "the disk is full",
        "Nothing of this step was written: make room and run the command again",
    ),
    "SQLITE_BUSY": (
        "another process is writing to the record",
        "Wait until it is done, or end it, and run the command again",
    ),
    "SQLITE_LOCKED": ("the record is in use", "Wait until the other work is done and run the command again"),
    "SQLITE_READONLY": ("the record cannot be written", "Copy it to a folder that you may write in"),
    "SQLITE_PERM": ("the record may not be opened", "Copy it to a folder that you may write in"),
    "SQLITE_CANTOPEN": (
        "the record cannot be opened or made here",
        "Name a file in a folder that exists and that you may write in",
    ),
    "SQLITE_NOTADB": ("this is not a record: the file is not SQLite", "Name another file, or a new one"),
    "SQLITE_CORRUPT": ("the record is damaged", "Go back to a copy of it, or take the reports in again"),
    "SQLITE_IOERR": ("the disk gave an error", "Check the disk, then run the command again"),
    "SQLITE_CONSTRAINT_TRIGGER": (
        "judgements and the custody log only grow",
        "Add a new judgement in place of changing an old one",
    ),
    "SQLITE_CONSTRAINT": (
        "two different things have one id, or something stands without its report",
        "Nothing of this step was written: this is a mistake in Dragoman, please report it",
    ),
    "SQLITE_TOOBIG": (
        "a report is too large for the record",
        "Leave out this report: SQLite holds up to 1 GB",
    ),
}
_WAITABLE = ("SQLITE_BUSY", "SQLITE_LOCKED")


def error_name(trouble: BaseException) -> str:
    """SQLite's name for what went wrong, such as ``SQLITE_FULL``; empty where it gave none."""
    return str(getattr(getattr(trouble, "orig", None) or trouble, "sqlite_errorname", ""))


def plain(trouble: BaseException, where: str) -> StoreError:
    """What went wrong, as an error that says where and what to do."""
    name = error_name(trouble)
    for start, (what, do) in TROUBLES.items():
        if name.startswith(start):
            return StoreError(f"{what} ({name})", where=where, do=do)
    words = str(getattr(trouble, "orig", None) or trouble)
    return StoreError(f"the record could not be used: {words}", where=where, do="Run `dragoman verify` on the record")


@contextmanager
def speaking(where: str) -> Iterator[None]:
    """Turn SQLite's errors into ours for the length of a block."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as trouble:
        raise plain(trouble, where) from trouble


def patiently(work: Callable[[], T], where: str) -> T:
    """Do something that may be refused because another process is writing, again and again for a while.

    ``work`` must be safe to do again: it runs from its start each time.
    """
    until = time.monotonic() + ASK_AGAIN_S
    while True:
        try:
            return work()
        except (DBAPIError, sqlite3.Error) as trouble:
            if not error_name(trouble).startswith(_WAITABLE) or time.monotonic() > until:
                raise plain(trouble, where) from trouble
        time.sleep(PAUSE_S * random.random())  # by chance, so that two that wait do not meet again


def written(engine: Engine, where: str, work: Callable[[Connection], T]) -> T:
    """Do some writing in one transaction: all of it is kept or, after an error or a kill, nothing.

    The lock is taken at the start (BEGIN IMMEDIATE), so what ``work`` looks up stays true until it is done.
    """

    def once() -> T:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            result = work(connection)
            connection.commit()
            return result

    return patiently(once, where)
