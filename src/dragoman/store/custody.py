"""The custody log: who kept which report when, each line sealed by the hash of the line before.

To change or take out one line, every later line would have to be made anew; whoever wrote down the last hash
(``Record.seal``) can tell.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, func, insert, select

from dragoman.ids import digest
from dragoman.store.rows import Row
from dragoman.store.tables import custody

START = "0" * 64  # what the first line has in place of a hash before it
SEALED = ("prev", "report_id", "raw_sha256", "text_sha256", "at", "maker")


def line_hash(line: Row) -> str:
    """The seal of one line: SHA-256 of its fields as a JSON list, so that no field can run into the next."""
    return digest(msgspec.json.encode([line[name] for name in SEALED]))


def last_hash(connection: Connection) -> str:
    """The seal of the newest line, or zeros where there is none."""
    found = connection.scalar(select(custody.c.hash).order_by(custody.c.seq.desc()).limit(1))
    return found or START


def after(connection: Connection, seal: str) -> int:
    """How many lines follow the one with that seal; all of them where none has it."""
    seq = connection.scalar(select(custody.c.seq).where(custody.c.hash == seal)) or 0
    return connection.scalar(select(func.count()).select_from(custody).where(custody.c.seq > seq)) or 0


def append(connection: Connection, lines: list[Row]) -> None:
    """Seal lines and put them at the end. Call it inside a writing transaction."""
    prev = last_hash(connection)
    sealed = []
    for line in lines:
        linked = {**line, "prev": prev}
        prev = line_hash(linked)
        sealed.append({**linked, "hash": prev})
    if sealed:
        connection.execute(insert(custody), sealed)
