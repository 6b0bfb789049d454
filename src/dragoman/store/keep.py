"""Writes into a record: readings, issues, conclusions and judgements, each in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Column, Connection, Table, delete, insert, select, update

from dragoman.errors import StoreError
from dragoman.records import Basis, Reading
from dragoman.store import custody, tables
from dragoman.store.rows import (
    Row,
    finding_row,
    from_json,
    issue_row,
    raw_row,
    reading_row,
    report_row,
    text_digest,
    to_json,
)

T = TypeVar("T")

LOOKED_UP_AT_ONCE = 500  # SQLite before 3.32 takes at most 999 variables in one statement (sqlite.org/limits.html)


@dataclass(frozen=True, slots=True)
class Packed:
    """A reading made ready as rows, so that the lock is held only for the writing."""

    raw: Row
    report: Row
    reading: Row
    findings: tuple[Row, ...]
    issues: tuple[Row, ...]
    custody: Row


def packed(reading: Reading, raw: bytes) -> Packed:
    """Make a reading ready to be kept.

    Raises StoreError where the raw bytes do not have their hash, a finding belongs to another report, or
    something would not read back the same.
    """
    report = reading.report
    for finding in reading.findings:
        if finding.claim.report_id != report.id:
            what = f"finding {finding.id} belongs to another report, {finding.claim.report_id}"
            raise StoreError(what, where=report.id, do="This is a mistake in the step that made it, please report it")
    in_order = sorted(reading.findings, key=lambda f: (f.claim.trigger.start, f.claim.trigger.end, f.id))
    return Packed(
        raw=raw_row(raw, report.raw_sha256),
        report=report_row(report, to_json(report, f"report {report.id}")),
        reading=reading_row(reading),
        findings=tuple(finding_row(f, to_json(f, f"finding {f.id}")) for f in in_order),
        issues=tuple(issue_row(issue, report.id) for issue in reading.issues),
        custody={
            "report_id": report.id,
            "raw_sha256": report.raw_sha256,
            "text_sha256": text_digest(report.text),
            "maker": _makers(reading),
        },
    )


def _makers(reading: Reading) -> str:
    """The steps that made the findings; the store itself for a report without any."""
    names = sorted({f"{f.maker.name} {f.maker.version}" for f in reading.findings})
    return ", ".join(names) or f"store {tables.SCHEMA}"


def keep_packed(connection: Connection, batch: Sequence[Packed]) -> list[bool]:
    """Write those readings that are not there yet; True for each that was new."""
    known = present(connection, tables.reports.c.id, [p.report["id"] for p in batch])
    new: list[bool] = []
    for one in batch:
        new.append(one.report["id"] not in known)
        known.add(one.report["id"])
    fresh = [one for one, is_new in zip(batch, new, strict=True) if is_new]
    add_missing(connection, tables.raws, "sha256", [one.raw for one in fresh])
    add(connection, tables.reports, [one.report for one in fresh])
    add(connection, tables.readings, [one.reading for one in fresh])
    add(connection, tables.findings, [row for one in fresh for row in one.findings])
    add(connection, tables.untraced, [{"report_id": one.report["id"]} for one in fresh])
    add_missing(connection, tables.issues, "digest", [row for one in fresh for row in one.issues])
    at = datetime.now(UTC).isoformat(timespec="seconds")
    custody.append(connection, [{**one.custody, "at": at} for one in fresh])
    return new


def redated(connection: Connection, report: Row, findings: Sequence[Row]) -> None:
    """Write a report's new publication date and its findings' new days over the old ones."""
    connection.execute(update(tables.reports).where(tables.reports.c.id == report["id"]).values(report))
    for row in findings:
        connection.execute(update(tables.findings).where(tables.findings.c.id == row["id"]).values(row))
    loosen(connection, [report["id"]])


def reread(connection: Connection, batch: Sequence[Packed]) -> None:
    """Put new readings, findings and issues in the place of the old ones; what rests on those is no longer tied up."""
    for one in batch:
        report_id = one.report["id"]
        connection.execute(update(tables.readings).where(tables.readings.c.report_id == report_id).values(one.reading))
        for table in (tables.findings, tables.issues):
            connection.execute(delete(table).where(table.c.report_id == report_id))
    add(connection, tables.findings, [row for one in batch for row in one.findings])
    add_missing(connection, tables.issues, "digest", [row for one in batch for row in one.issues])
    loosen(connection, [one.report["id"] for one in batch])


def loosen(connection: Connection, report_ids: Iterable[str]) -> None:
    """Note that the conclusions no longer rest on the claims of some reports; the world they were made with stays noted."""
    add_missing(connection, tables.untraced, "report_id", [{"report_id": one} for one in report_ids])
    if known := basis(connection):
        note_basis(connection, replace(known, seal=""))


def basis(connection: Connection) -> Basis | None:
    """What the conclusions rest on, or None where there are none yet."""
    known = connection.scalar(select(tables.meta.c.value).where(tables.meta.c.key == tables.BASIS))
    return None if known is None else from_json(known, Basis, "what the conclusions rest on")


def note_basis(connection: Connection, told: Basis) -> None:
    """Note what the conclusions rest on."""
    connection.execute(delete(tables.meta).where(tables.meta.c.key == tables.BASIS))
    connection.execute(insert(tables.meta), [{"key": tables.BASIS, "value": to_json(told, "the basis")}])


def stretches(keys: Sequence[T]) -> Iterator[Sequence[T]]:
    """The keys, so many at a time as one statement may name."""
    return (keys[first : first + LOOKED_UP_AT_ONCE] for first in range(0, len(keys), LOOKED_UP_AT_ONCE))


def present(connection: Connection, column: Column[str], keys: Sequence[str]) -> set[str]:
    """Which of the keys the column holds already."""
    return {key for some in stretches(keys) for key in connection.scalars(select(column).where(column.in_(some)))}


def add_missing(connection: Connection, table: Table, key: str, rows: Sequence[Row]) -> int:
    """Write those rows whose key is not there yet, each key once; how many there were."""
    by_key = {row[key]: row for row in rows}
    known = present(connection, table.c[key], list(by_key))
    fresh = [row for name, row in by_key.items() if name not in known]
    add(connection, table, fresh)
    return len(fresh)


def add_judgement(connection: Connection, row: Row) -> None:
    """Append a judgement; the same one again changes nothing.

    Raises StoreError for another one of the same id.
    """
    table = tables.judgements
    known = connection.scalar(select(table.c.payload).where(table.c.id == row["id"]))
    if known is None:
        add(connection, table, [row])
    elif known != row["payload"]:
        raise StoreError(
            "another judgement has this id, and judgements never change",
            where=row["id"],
            do="Give the new judgement an id of its own",
        )


def add(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Write some rows."""
    listed = list(rows)
    if listed:  # an empty list would insert one row of defaults
        connection.execute(insert(table), listed)
