"""Which kept reports a new text may repeat: by marks of their words that both hold, or by their day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection, insert, select, update

from dragoman.store import tables

MOST_ALIKE = 40  # reports that one may repeat, those that share most marks first (guessed: twice what is compared)
COMMON = 64  # reports: a mark of more stands for a stock phrase (as in ``collect.repeats``)
Sketch = tuple[int, tuple[int, ...]]  # seq of a report, and the marks of its text


def sketched(connection: Connection) -> int:
    """Up to which report (seq) texts are sketched."""
    known = connection.scalar(select(tables.meta.c.value).where(tables.meta.c.key == tables.SKETCHED))
    return int(known or 0)


def note_sketches(connection: Connection, sketches: Sequence[Sketch], after: int) -> None:
    """Note the sketches of the reports after one, in order; where another process did so first, nothing changes."""
    if sketched(connection) != after or not sketches:
        return
    table, meta = tables.sketches, tables.meta
    if rows := [{"mark": mark, "report": seq} for seq, marks in sketches for mark in marks]:
        connection.execute(insert(table), rows)
    done = {"value": str(sketches[-1][0])}
    if not connection.execute(update(meta).where(meta.c.key == tables.SKETCHED).values(done)).rowcount:
        connection.execute(insert(meta), [{"key": tables.SKETCHED, **done}])


def alike(connection: Connection, marks: Sequence[int]) -> set[int]:
    """The reports (seq) that share most of a sketch's marks."""
    table, shared = tables.sketches, Counter[int]()
    for mark in marks:
        holders = connection.scalars(select(table.c.report).where(table.c.mark == mark).limit(COMMON + 1)).all()
        if len(holders) <= COMMON:
            shared.update(holders)
    return set(sorted(shared, key=lambda seq: (-shared[seq], seq))[:MOST_ALIKE])


def of_days(connection: Connection, first: str, last: str, most: int) -> set[int]:
    """The last so many reports (seq) that were published on these days, inclusive."""
    table = tables.reports
    query = select(table.c.seq).where(table.c.published.between(first, last)).order_by(table.c.seq.desc()).limit(most)
    return set(connection.scalars(query))
