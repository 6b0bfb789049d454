"""Opens the file of a record: knows ours from others, makes a new one, brings an old one up to date."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool, StaticPool

from dragoman.errors import StoreError
from dragoman.store import tables
from dragoman.store.patience import patiently, written

MEMORY = ":memory:"
# A finding takes 2 to 3 kB, so that SQLite's usual 4096 leave much of a page empty. Measured on 1,000 reports
# of 3 kB with 6 findings each (one run): 24 MB in place of 32; 16384 made the keeping of single reports slower.
PAGE_BYTES = 8192
ALEMBIC_TABLE = (  # as alembic itself makes it
    "CREATE TABLE alembic_version "
    "(version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


@dataclass(frozen=True, slots=True)
class Marks:
    """By what a SQLite file is known: its application id, schema version, and how many tables it has."""

    application: int
    schema: int
    tables: int

    @property
    def empty(self) -> bool:
        """True for a file in which nothing was ever made: a new one, or one whose making was cut short."""
        return self.application == 0 and self.schema == 0 and self.tables == 0


def opened(path_or_url: str | Path, *, create: bool, wait_s: float) -> tuple[Engine, str]:
    """An engine on a record that is ours and up to date, and the record's name for messages."""
    path = _path_of(path_or_url)
    if path != MEMORY:
        _check_place(Path(path), create)
    engine = _engine(path, wait_s)
    try:
        _settle(engine, path, create)
    except BaseException:
        engine.dispose()
        raise
    return engine, path


def _path_of(path_or_url: str | Path) -> str:
    """The path that a path or URL names. Raises StoreError for databases other than SQLite."""
    given = str(path_or_url)
    if "://" not in given:
        return given
    try:
        url = make_url(given)
    except ArgumentError:
        raise StoreError("this is not a database URL", where=given, do="Give the path of a file") from None
    if url.get_backend_name() != "sqlite":
        safe = url.render_as_string(hide_password=True)
        raise StoreError("records are SQLite files so far", where=safe, do="Give the path of a file")
    return url.database or MEMORY


def _check_place(path: Path, create: bool) -> None:
    """Say plainly what SQLite would say darkly, before it touches anything."""
    where, folder = str(path), path.resolve().parent
    if path.is_dir():
        raise StoreError("this is a folder, not a record", where=where, do="Name a file in it, such as record.db")
    if not folder.is_dir():
        raise StoreError("the folder for the record does not exist", where=where, do=f"Make {folder} first")
    if not path.exists() and not create:
        raise StoreError("there is no record here", where=where, do="Check the name, or run `dragoman run` first")
    if path.exists() and not path.is_file():
        raise StoreError("this is not a file", where=where, do="Name another file, or a new one")
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        what = "the record cannot be written: the file or its folder is read-only"
        raise StoreError(what, where=where, do="Copy it to a folder that you may write in")


def _engine(path: str, wait_s: float) -> Engine:
    """An engine whose connections leave transactions to us."""
    engine = create_engine(
        URL.create("sqlite", database=path),
        poolclass=StaticPool if path == MEMORY else QueuePool,
        connect_args={"timeout": wait_s, "check_same_thread": False},
    )
    event.listen(engine, "connect", _set_up)
    return engine


def _set_up(connection: Any, _: object) -> None:
    connection.isolation_level = None  # Python's sqlite3 would open transactions of its own, and never IMMEDIATE ones
    connection.execute("PRAGMA foreign_keys=ON")
    # With WAL, NORMAL loses nothing when a process is killed (sqlite.org/pragma.html#pragma_synchronous).
    connection.execute("PRAGMA synchronous=NORMAL")


def marks(connection: Connection) -> Marks:
    """By what this file is known."""

    def number(query: str) -> int:
        return int(connection.exec_driver_sql(query).scalar_one())

    return Marks(
        application=number("PRAGMA application_id"),
        schema=number("PRAGMA user_version"),
        tables=number("SELECT count(*) FROM sqlite_master"),
    )


def _settle(engine: Engine, where: str, create: bool) -> None:
    """Make sure that the file is a record of today's schema."""

    def look() -> Marks:
        with engine.connect() as connection:
            return marks(connection)

    seen = patiently(look, where)
    if seen.empty and create:
        _make(engine, where)
        seen = patiently(look, where)
    _check_marks(seen, where)
    if seen.schema < tables.SCHEMA:
        from dragoman.store.migrations import bring_up_to_date

        bring_up_to_date(engine, where)


def _check_marks(seen: Marks, where: str) -> None:
    if seen.empty:
        raise StoreError("the file is empty, it holds no record", where=where, do="Run `dragoman run` first")
    if seen.application != tables.APPLICATION_ID:
        what = "this SQLite file belongs to another program"
        raise StoreError(what, where=where, do="Name another file, or a new one; nothing was changed in this one")
    if seen.schema > tables.SCHEMA:
        what = f"the record was made by a newer Dragoman (schema {seen.schema}, this one knows {tables.SCHEMA})"
        raise StoreError(what, where=where, do="Update Dragoman, or open another record")


def _make(engine: Engine, where: str) -> None:
    """Make a new record, without alembic: the tables of today, stamped with today's revision."""

    def set_wal() -> None:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA page_size={PAGE_BYTES}")
            # Where a file system cannot share memory, SQLite keeps the old journal mode: slower, as safe.
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")

    def make(connection: Connection) -> None:
        if not marks(connection).empty:  # another process was faster
            return
        tables.metadata.create_all(connection, checkfirst=False)
        for trigger in tables.guards():
            connection.exec_driver_sql(trigger)
        connection.exec_driver_sql(ALEMBIC_TABLE)
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (tables.HEAD,))
        made = datetime.now(UTC).isoformat(timespec="seconds")
        secret = secrets.token_hex(tables.SECRET_BYTES)
        told = [{"key": "made", "value": made}, {"key": tables.SECRET, "value": secret}]
        connection.execute(insert(tables.meta), told)
        stamp(connection)

    patiently(set_wal, where)
    written(engine, where, make)


def stamp(connection: Connection) -> None:
    """Mark the file as ours and of today's schema, within the transaction under way."""
    connection.exec_driver_sql(f"PRAGMA application_id={tables.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={tables.SCHEMA}")
    for key, value in (("application", "dragoman"), ("schema", str(tables.SCHEMA))):
        connection.exec_driver_sql("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))
