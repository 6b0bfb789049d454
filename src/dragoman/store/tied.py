"""What was tied up of which reports: traces, parts, and their conclusions; a part is replaced whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, delete, select, update

from dragoman.ids import digest
from dragoman.records import Entry, Event, Part, Ties, Trace
from dragoman.store import tables
from dragoman.store.keep import add, stretches
from dragoman.store.rows import entry_row, event_row, from_json, link_row, to_json

CONCLUSIONS = (tables.events, tables.links, tables.entries)
UNKNOWN = ""  # the part of conclusions that were made before parts were known

Made = tuple[Part, tuple[str, ...], Ties]  # a part, the ids of its reports, and what they were tied up into


def untraced(connection: Connection) -> list[str]:
    """The reports of which no trace is noted, in the order of keeping."""
    reports, traces = tables.reports, tables.traces
    query = select(reports.c.id).outerjoin(traces, traces.c.report_id == reports.c.id)
    return list(connection.scalars(query.where(traces.c.report_id.is_(None)).order_by(reports.c.seq)))


def note_traces(connection: Connection, traces: Sequence[Trace]) -> None:
    """Note where and when reports lie, with a hash of the claims that they have now."""
    for told in stretches(traces):
        some = {t.report_id: t for t in told}
        table, found = tables.findings, defaultdict[str, list[str]](list)
        query = select(table.c.report_id, table.c.payload).where(table.c.report_id.in_(some)).order_by(table.c.seq)
        for report_id, payload in connection.execute(query):
            found[report_id].append(payload)
        stamped = [replace(t, stamp=digest("\n".join(found[name]).encode())) for name, t in some.items()]
        rows = [{"report_id": t.report_id, "payload": to_json(t, f"the trace of {t.report_id}")} for t in stamped]
        connection.execute(delete(tables.traces).where(tables.traces.c.report_id.in_(some)))
        add(connection, tables.traces, rows)


def traces(connection: Connection) -> list[tuple[Trace, str]]:
    """Every trace, with the name of the part that it was last tied up in."""
    rows = connection.execute(select(tables.traces.c.payload, tables.traces.c.part))
    return [(from_json(payload, Trace, "a trace"), part) for payload, part in rows]


def parts(connection: Connection) -> list[Part]:
    """The parts that conclusions were made of, by name."""
    rows = connection.scalars(select(tables.parts.c.payload).order_by(tables.parts.c.name))
    return [from_json(payload, Part, "a part") for payload in rows]


def replace_parts(connection: Connection, gone: Iterable[str], made: Sequence[Made]) -> None:
    """Put new parts and all their conclusions in the place of old ones; ids that go with those are forwarded.

    Parts that another process has made of the same reports meanwhile go, too: a report is in one part.
    """
    names = sorted({*gone, *_there(connection, made)})
    old = _homes(connection, names)
    for name in names:
        for table in CONCLUSIONS:
            connection.execute(delete(table).where(table.c.part == name))
        connection.execute(delete(tables.parts).where(tables.parts.c.name == name))
        connection.execute(update(tables.traces).where(tables.traces.c.part == name).values(part=UNKNOWN))
    for part, reports, ties in made:
        own = {"part": part.name}
        add(connection, tables.events, (event_row(event) | own for event in ties.events))
        add(connection, tables.links, (link_row(link) | own for link in ties.links))
        add(connection, tables.entries, (entry_row(line) | own for line in ties.entries))
        add(connection, tables.parts, [{"name": part.name, "payload": to_json(part, f"part {part.name}")}])
        for some in stretches(reports):
            mine = tables.traces.c.report_id.in_(some)
            connection.execute(update(tables.traces).where(mine).values(part=part.name))
    _forward(connection, old, [ties for _, _, ties in made])


def _there(connection: Connection, made: Sequence[Made]) -> Iterator[str]:
    """The parts of the same names, or with reports of the new ones."""
    for part, reports, _ in made:
        yield part.name
        for some in stretches(reports):
            mine = tables.traces.c.report_id.in_(some)
            yield from connection.scalars(select(tables.traces.c.part).where(mine).distinct())


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
