"""Which reports stand where: spots (a country and a season), and what bridges them, as sums that are kept as reports change.

So one more report costs the same in any record. Where reports stand is told from outside; here it is only summed up.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, delete, select, tuple_, update

from dragoman.ids import digest
from dragoman.records import Bridge, Spot, Standing, Trace
from dragoman.store import tables
from dragoman.store.keep import add, stretches
from dragoman.store.rows import from_json, to_json

NOWHERE = ""  # the spot of a report that tells nothing
Stands = Callable[[Iterable[Trace]], Standing]  # where the reports of one origin stand


def untraced(connection: Connection) -> list[str]:
    """The reports that came in or changed since their trace was noted, in the order of keeping."""
    reports, fresh = tables.reports, tables.untraced
    query = select(reports.c.id).join(fresh, fresh.c.report_id == reports.c.id).order_by(reports.c.seq)
    return list(connection.scalars(query))


def note_traces(connection: Connection, traces: Sequence[Trace], stands: Stands) -> None:
    """Note where and when reports lie, with a hash of the claims that they have now, and bring the sums up to date."""
    told = {t.report_id: t for t in _stamped(connection, traces)}
    before = _of_origins(connection, told)
    after = before | told
    sums = _Sums()
    was = sums.count(before.values(), stands, -1)
    now = sums.count(after.values(), stands, 1)
    for some in stretches(list(told)):
        connection.execute(delete(tables.traces).where(tables.traces.c.report_id.in_(some)))
        connection.execute(delete(tables.untraced).where(tables.untraced.c.report_id.in_(some)))
    add(connection, tables.traces, (
        {"report_id": name, "origin": t.origin, "spot": now[name], "payload": to_json(t, f"the trace of {name}")}
        for name, t in told.items()
    ))  # fmt: skip
    for name in before.keys() - told.keys():
        if was[name] != now[name]:
            connection.execute(update(tables.traces).where(tables.traces.c.report_id == name).values(spot=now[name]))
    sums.add_to(connection)


def _stamped(connection: Connection, traces: Sequence[Trace]) -> list[Trace]:
    """Traces with the hash of their reports' claims."""
    made: list[Trace] = []
    for some in stretches(traces):
        table, found = tables.findings, defaultdict[str, list[str]](list)
        names = [t.report_id for t in some]
        query = select(table.c.report_id, table.c.payload).where(table.c.report_id.in_(names)).order_by(table.c.seq)
        for report_id, payload in connection.execute(query):
            found[report_id].append(payload)
        made += [replace(t, stamp=digest("\n".join((t.report_id, *found[t.report_id])).encode())) for t in some]
    return made


def _of_origins(connection: Connection, told: Mapping[str, Trace]) -> dict[str, Trace]:
    """The traces that were noted of all reports of the origins that some reports had or have, by report."""
    table = tables.traces
    origins = {t.origin for t in told.values()}
    for some in stretches(list(told)):
        origins |= set(connection.scalars(select(table.c.origin).where(table.c.report_id.in_(some))))
    found: dict[str, Trace] = {}
    for some in stretches(sorted(origins)):
        for payload in connection.scalars(select(table.c.payload).where(table.c.origin.in_(some))):
            trace = from_json(payload, Trace, "a trace")
            found[trace.report_id] = trace
    return found


class _Sums:
    """What some reports change in the sums of their spots."""

    def __init__(self) -> None:
        self._findings, self._origins = Counter[str](), Counter[str]()
        self._stamps: dict[str, int] = defaultdict(int)
        self._bridges = Counter[tuple[str, str]]()

    def count(self, traces: Iterable[Trace], stands: Stands, sign: int) -> dict[str, str]:
        """Count the reports of some origins in, or with a sign of -1 out; the spot that each stands in."""
        by_origin: dict[str, list[Trace]] = defaultdict(list)
        for trace in traces:
            by_origin[trace.origin].append(trace)
        spots: dict[str, str] = {}
        for own in by_origin.values():
            if not any(t.findings for t in own):
                spots |= {t.report_id: NOWHERE for t in own}
                continue
            where = stands(own)
            spots |= {t.report_id: where.spot for t in own}
            self._origins[where.spot] += sign
            self._findings[where.spot] += sign * sum(t.findings for t in own)
            for trace in own:  # a hash that is taken twice is gone, in whatever order
                self._stamps[where.spot] ^= int(trace.stamp, 16)
            for other in where.touches:
                self._bridges[min(where.spot, other), max(where.spot, other)] += sign
        return spots

    def add_to(self, connection: Connection) -> None:
        """Write the new sums; a spot that is empty stays until the part that it was of is tied up anew."""
        table = tables.spots
        for some in stretches(sorted(self._stamps)):
            old = {spot.name: spot for spot in _spots(connection, some)}
            new = [
                Spot(
                    name, was.findings + self._findings[name], was.origins + self._origins[name],
                    f"{int(was.stamp, 16) ^ self._stamps[name]:064x}", was.part,
                )
                for name in some
                for was in (old.get(name, Spot(name, 0, 0, "0")),)
            ]  # fmt: skip
            connection.execute(delete(table).where(table.c.name.in_(some)))
            add(connection, table, (
                {"name": s.name, "findings": s.findings, "origins": s.origins, "stamp": s.stamp, "part": s.part}
                for s in new if s.findings or s.part
            ))  # fmt: skip
        self._bridge(connection)

    def _bridge(self, connection: Connection) -> None:
        table = tables.bridges
        both = tuple_(table.c.one, table.c.other)
        for some in stretches(sorted(pair for pair, by in self._bridges.items() if by)):
            there = {(b.one, b.other): b.origins for b in connection.execute(select(table).where(both.in_(some)))}
            connection.execute(delete(table).where(both.in_(some)))
            sums = {pair: there.get(pair, 0) + self._bridges[pair] for pair in some}
            add(connection, table, ({"one": a, "other": b, "origins": n} for (a, b), n in sums.items() if n))


def spots(connection: Connection) -> list[Spot]:
    """All spots, by name."""
    return _spots(connection, None)


def _spots(connection: Connection, names: Sequence[str] | None) -> list[Spot]:
    table = tables.spots
    query = select(table).order_by(table.c.name)
    rows = connection.execute(query if names is None else query.where(table.c.name.in_(names)))
    return [Spot(*row) for row in rows]


def bridges(connection: Connection) -> list[Bridge]:
    """What bridges two spots, by their names."""
    table = tables.bridges
    return [Bridge(*row) for row in connection.execute(select(table).order_by(table.c.one, table.c.other))]


def spots_of(connection: Connection, report_ids: Sequence[str]) -> dict[str, str]:
    """The spot of each of some reports that tells anything."""
    table, found = tables.traces, dict[str, str]()
    for some in stretches(report_ids):
        rows = connection.execute(select(table.c.report_id, table.c.spot).where(table.c.report_id.in_(some)))
        found |= {name: spot for name, spot in rows if spot != NOWHERE}
    return found


def standing_in(connection: Connection, names: Sequence[str]) -> list[str]:
    """The reports that stand in some spots, by id."""
    table = tables.traces
    return sorted(
        one
        for some in stretches(names)
        for one in connection.scalars(select(table.c.report_id).where(table.c.spot.in_(some)))
    )
