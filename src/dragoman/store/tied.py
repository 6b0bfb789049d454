"""What was tied up together: parts and their conclusions; a part is replaced whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, select, update

from dragoman.records import Entry, Event, Part, Ties
from dragoman.store import tables
from dragoman.store.keep import add, stretches
from dragoman.store.rows import entry_row, event_row, from_json, link_row, to_json

CONCLUSIONS = (tables.events, tables.links, tables.entries)
UNKNOWN = ""  # the part of conclusions that were made before parts were known

Made = tuple[Part, tuple[str, ...], Ties]  # a part, the names of its spots, and what they were tied up into


def parts(connection: Connection) -> list[Part]:
    """The parts that conclusions were made of, by name."""
    rows = connection.scalars(select(tables.parts.c.payload).order_by(tables.parts.c.name))
    return [from_json(payload, Part, "a part") for payload in rows]


def replace_parts(connection: Connection, gone: Iterable[str], made: Sequence[Made]) -> None:
    """Put new parts and all their conclusions in the place of old ones; ids that go with those are forwarded.

    Parts that another process has made of the same spots meanwhile go, too: a spot is in one part.
    """
    names = sorted({*gone, *_there(connection, made)})
    old = _homes(connection, names)
    for name in names:
        for table in CONCLUSIONS:
            connection.execute(delete(table).where(table.c.part == name))
        connection.execute(delete(tables.parts).where(tables.parts.c.name == name))
        connection.execute(update(tables.spots).where(tables.spots.c.part == name).values(part=UNKNOWN))
    connection.execute(delete(tables.spots).where(tables.spots.c.findings == 0, tables.spots.c.part == UNKNOWN))
    for part, spots, ties in made:
        own = {"part": part.name}
        add(connection, tables.events, (event_row(event) | own for event in ties.events))
        add(connection, tables.links, (link_row(link) | own for link in ties.links))
        add(connection, tables.entries, (entry_row(line) | own for line in ties.entries))
        add(connection, tables.parts, [{"name": part.name, "payload": to_json(part, f"part {part.name}")}])
        for some in stretches(spots):
            mine = tables.spots.c.name.in_(some)
            connection.execute(update(tables.spots).where(mine).values(part=part.name))
    _forward(connection, old, [ties for _, _, ties in made])


def _there(connection: Connection, made: Sequence[Made]) -> Iterator[str]:
    """The parts of the same names, or with spots of the new ones."""
    for part, spots, _ in made:
        yield part.name
        for some in stretches(spots):
            mine = tables.spots.c.name.in_(some)
            yield from connection.scalars(select(tables.spots.c.part).where(mine).distinct())


_Homes = dict[str, tuple[str, tuple[str, ...]]]  # id: the sort of thing, and its findings


def _homes(connection: Connection, names: Sequence[str]) -> _Homes:
    """The events and ledger lines of some parts, with the findings that they rest on."""
    found: _Homes = {}
    for name in names:
        for payload in connection.scalars(select(tables.events.c.payload).where(tables.events.c.part == name)):
            event = from_json(payload, Event, "an event")
            found[event.id] = "event", event.findings
        for payload in connection.scalars(select(tables.entries.c.payload).where(tables.entries.c.part == name)):
            line = from_json(payload, Entry, "a ledger line")
            found[line.id] = line.ledger, line.findings
    return found


def _forward(connection: Connection, old: _Homes, made: Sequence[Ties]) -> None:
    """Note which events and lines hold now what those that are gone held; what is there again is forwarded no more."""
    new: _Homes = {e.id: ("event", e.findings) for ties in made for e in ties.events}
    new |= {e.id: (e.ledger, e.findings) for ties in made for e in ties.entries}
    home: Mapping[tuple[str, str], set[str]] = defaultdict(set)
    for name, (sort, findings) in new.items():
        for finding in findings:
            home[sort, finding].add(name)
    rows = []
    for name, (sort, findings) in old.items():
        to = sorted({now for f in findings for now in home.get((sort, f), ())})
        if name not in new and to:
            rows.append({"id": name, "to": " ".join(to)})
    for some in stretches([*new, *(row["id"] for row in rows)]):
        connection.execute(delete(tables.forwards).where(tables.forwards.c.id.in_(some)))
    add(connection, tables.forwards, rows)


def forwarded(connection: Connection, prefix: str) -> list[str]:
    """What became of the events and ledger lines whose ids begin so and that are no more: the ids of today."""
    table, found, asked = tables.forwards, set[str](), set[str]()
    rows = connection.execute(select(table.c.id, table.c.to).where(table.c.id.startswith(prefix, autoescape=True)))
    todo = [name for _, to in rows for name in to.split()]
    while todo:
        name = todo.pop()
        if name in asked:
            continue
        asked.add(name)
        further = connection.scalar(select(table.c.to).where(table.c.id == name))
        if further is None:
            found.add(name)
        else:
            todo += further.split()
    return sorted(found)
