"""Reads from a record, a page at a time, so that a large one never has to fit in memory."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Engine, RowMapping, Select, Table, func, select

from dragoman.errors import StoreError
from dragoman.store import tables
from dragoman.store.patience import speaking
from dragoman.store.rows import from_json

T = TypeVar("T")

PAGE_ROWS = 500  # a page of reports is a few MB; guessed


def rows_of(engine: Engine, where: str, query: Select[Any]) -> list[RowMapping]:
    """All rows of a query, by column name."""
    with speaking(where), engine.connect() as connection:
        return list(connection.execute(query).mappings())


def paged(engine: Engine, where: str, table: Table, *only: ColumnElement[bool]) -> Iterator[RowMapping]:
    """The rows of a table that only grows, in the order of keeping.

    No query stays open between pages: others may write meanwhile, and a half-used iterator holds nothing.
    """
    last = 0
    while True:
        after = select(table).where(table.c.seq > last, *only).order_by(table.c.seq).limit(PAGE_ROWS)
        page = rows_of(engine, where, after)
        yield from page
        if len(page) < PAGE_ROWS:
            return
        last = page[-1]["seq"]


def grown(engine: Engine, where: str, kind: type[T], table: Table, *only: ColumnElement[bool]) -> Iterator[T]:
    """The records of a table that only grows, in the order of keeping."""
    for row in paged(engine, where, table, *only):
        yield from_json(row["payload"], kind, where)


def concluded(engine: Engine, where: str, kind: type[T], table: Table, *only: ColumnElement[bool]) -> Iterator[T]:
    """The records of a table that each run replaces, in the order given; read at once, so runs never mix."""
    for row in rows_of(engine, where, select(table.c.payload).where(*only).order_by(table.c.part, table.c.seq)):
        yield from_json(row["payload"], kind, where)


def a_page(engine: Engine, where: str, kind: type[T], table: Table, after: int) -> list[tuple[int, T]]:
    """One page of the records of a table that only grows, those after a ``seq``, each with its own."""
    query = select(table.c.seq, table.c.payload).where(table.c.seq > after).order_by(table.c.seq).limit(PAGE_ROWS)
    return [(row["seq"], from_json(row["payload"], kind, where)) for row in rows_of(engine, where, query)]


def with_keys(engine: Engine, where: str, kind: type[T], column: Column[Any], keys: Sequence[Any]) -> Iterator[T]:
    """The records of a table whose column has one of some keys, in the order of keeping within each page of keys."""
    for first in range(0, len(keys), PAGE_ROWS):
        wanted = column.in_(keys[first : first + PAGE_ROWS])
        for row in rows_of(engine, where, select(column.table.c.payload).where(wanted).order_by(column.table.c.seq)):
            yield from_json(row["payload"], kind, where)


def raw_bytes(engine: Engine, where: str, sha256: str) -> bytes | None:
    """The raw bytes with that hash, or None. Raises StoreError where they are damaged."""
    rows = rows_of(engine, where, select(tables.raws.c.bytes).where(tables.raws.c.sha256 == sha256))
    if not rows:
        return None
    try:
        raw = zlib.decompress(rows[0]["bytes"])
    except zlib.error as trouble:
        raise StoreError(f"the raw bytes {sha256} are damaged: {trouble}", where=where, do=_GO_BACK) from None
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise StoreError(f"the raw bytes {sha256} no longer have their hash", where=where, do=_GO_BACK)
    return raw


_GO_BACK = "Go back to a copy of the record, or take the report in again in a new one"


def count(engine: Engine, where: str, table: Table) -> int:
    """How many rows a table has."""
    return int(rows_of(engine, where, select(func.count().label("n")).select_from(table))[0]["n"])
