"""Re-reads all that a record holds: raw bytes, every span, the way back to the source, the custody log."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Engine, RowMapping, Table, select
from sqlalchemy.exc import DatabaseError

from dragoman.errors import StoreError
from dragoman.ids import digest
from dragoman.records import Entry, Event, Finding, Issue, Judgement, Link, Piece, Report
from dragoman.store import read, tables
from dragoman.store.custody import START, line_hash
from dragoman.store.record import Record
from dragoman.store.rows import Row, finding_row, from_json, report_row, text_digest
from dragoman.store.spans import Pinned, finding_spans, report_spans, wrong

T = TypeVar("T")

# A source that names a row of a table: "reports.csv#12", "reports.csv#row=12", "reports.csv row 12",
# "reports.jsonl:12".
ROW = re.compile(r"(?:[#:]|\b(?:row|line)\b)\W*(?:(?:row|line)\W*)?\d+$", re.IGNORECASE)
_BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something stored that does not re-read: of which sort, where, and what is wrong.

    ``kind``: file, row, payload, column, raw, text, span, words, source, custody.
    """

    kind: str
    where: str
    what: str


@dataclass(slots=True)
class Tally:
    """How much was checked, counted up as ``verify`` goes along."""

    reports: int = 0
    raws: int = 0
    findings: int = 0
    spans: int = 0
    pieces: int = 0  # stretches compared with the source
    sources: int = 0  # reports compared with their source
    custody: int = 0
    faults: int = 0


def verify(record: Record, tally: Tally | None = None) -> Iterator[Fault]:
    """Check a record from end to end, and yield what does not hold; nothing yielded means that all holds.

    ``tally`` is counted up on the way, so that "no faults" can be said together with how much was looked at.
    """
    counted = Tally() if tally is None else tally
    try:
        for fault in _all_faults(record.engine, record.where, counted):
            counted.faults += 1
            yield fault
    except (StoreError, DatabaseError) as trouble:
        counted.faults += 1
        yield Fault("file", record.where, f"reading stopped here, what follows was not checked: {trouble}")


def _all_faults(engine: Engine, where: str, tally: Tally) -> Iterator[Fault]:
    yield from _file_faults(engine, where)
    yield from _raw_faults(engine, where, tally)
    for row in read.paged(engine, where, tables.reports):
        yield from _report_faults(engine, where, row, tally)
    yield from _record_faults(engine, where)
    yield from _custody_faults(engine, where, tally)


# --------------------------------------------------------------------------- the file


def _file_faults(engine: Engine, where: str) -> Iterator[Fault]:
    """SQLite's own check of its pages, and rows that stand without what they refer to."""
    with engine.connect() as connection:
        for (words,) in connection.exec_driver_sql("PRAGMA quick_check").all():
            if words != "ok":
                yield Fault("file", where, str(words))
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            yield Fault("row", where, f"row {row[1]} of {row[0]} refers to a row of {row[2]} that is not there")
    for table in (tables.readings, tables.custody):
        for missing in _without(engine, where, table):
            yield Fault("row", f"report {missing}", f"it has no line in {table.name}")


def _without(engine: Engine, where: str, table: Table) -> list[str]:
    """The reports that the table says nothing of."""
    query = select(tables.reports.c.id).where(tables.reports.c.id.not_in(select(table.c.report_id)))
    return [row["id"] for row in read.rows_of(engine, where, query)]


def _record_faults(engine: Engine, where: str) -> Iterator[Fault]:
    """Events, links, ledgers, judgements and issues read back as what they are."""
    kinds: dict[Table, type] = {
        tables.events: Event,
        tables.links: Link,
        tables.entries: Entry,
        tables.judgements: Judgement,
        tables.issues: Issue,
    }
    for table, kind in kinds.items():
        for row in read.paged(engine, where, table):
            if isinstance(read_back := _read_back(row, kind, f"{table.name} {row['seq']}"), Fault):
                yield read_back


def _read_back(row: RowMapping, kind: type[T], where: str) -> T | Fault:
    try:
        return from_json(row["payload"], kind, where)
    except StoreError as trouble:
        return Fault("payload", where, trouble.what)


# --------------------------------------------------------------------------- raw bytes


def _raw_faults(engine: Engine, where: str, tally: Tally) -> Iterator[Fault]:
    """Every raw source still has its hash and size."""
    for key in read.rows_of(engine, where, select(tables.raws.c.sha256).order_by(tables.raws.c.sha256)):
        tally.raws += 1
        row = read.rows_of(engine, where, select(tables.raws).where(tables.raws.c.sha256 == key["sha256"]))[0]
        raw = _unpacked(row["bytes"])
        if raw is None:
            yield Fault("raw", f"raw {row['sha256']}", "the bytes cannot be unpacked")
        elif digest(raw) != row["sha256"] or len(raw) != row["size"]:
            yield Fault("raw", f"raw {row['sha256']}", "the bytes no longer have this hash")


def _unpacked(packed: bytes) -> bytes | None:
    try:
        return zlib.decompress(packed)
    except (zlib.error, TypeError):
        return None


# --------------------------------------------------------------------------- reports


def _report_faults(engine: Engine, where: str, row: RowMapping, tally: Tally) -> Iterator[Fault]:
    """One report with its findings: what is stored reads back, and every span holds."""
    name = f"report {row['id']}"
    tally.reports += 1
    report = _read_back(row, Report, name)
    if isinstance(report, Fault):
        yield report
        return
    if _differs(row, report_row(report, row["payload"])):
        yield Fault("row", name, "the columns say other than the report does")
    yield from _span_faults(name, report.text, report_spans(report), tally)
    yield from _source_faults(engine, where, report, tally)
    found = tables.findings
    for kept in read.paged(engine, where, found, found.c.report_id == row["id"]):
        yield from _finding_faults(report, kept, tally)


def _finding_faults(report: Report, row: RowMapping, tally: Tally) -> Iterator[Fault]:
    name = f"report {report.id}, finding {row['id']}"
    tally.findings += 1
    finding = _read_back(row, Finding, name)
    if isinstance(finding, Fault):
        yield finding
        return
    if _differs(row, finding_row(finding, row["payload"])):
        yield Fault("row", name, "the columns say other than the finding does")
    yield from _span_faults(name, report.text, finding_spans(finding), tally)


def _differs(row: RowMapping, remade: Row) -> bool:
    return any(row[column] != value for column, value in remade.items())


def _span_faults(name: str, text: str, spans: Iterator[Pinned], tally: Tally) -> Iterator[Fault]:
    for pinned in spans:
        tally.spans += 1
        if (fault := wrong(text, pinned)) is not None:
            yield Fault(fault[0], name, fault[1])


# --------------------------------------------------------------------------- the way back


def _source_faults(engine: Engine, where: str, report: Report, tally: Tally) -> Iterator[Fault]:
    """The text, stretch by stretch, stands in the decoded raw source; a table row has no such way back."""
    if ROW.search(report.source):
        return
    name = f"report {report.id}"
    source = _decoded(engine, where, report)
    if source is None:
        yield Fault("source", name, f"the raw source cannot be decoded as {report.encoding}")
        return
    tally.sources += 1
    size = len(report.text)
    before = 0
    for piece in report.pieces or (Piece(0, size, 0, size),):
        tally.pieces += 1
        what = _piece_wrong(report.text, source, piece, before)
        if what is not None:
            yield Fault("source", name, f"piece [{piece.start}, {piece.end}) {what}")
        before = max(before, piece.end)


def _decoded(engine: Engine, where: str, report: Report) -> str | None:
    """The raw source as text, or None. Bytes that the encoding does not know become U+FFFD."""
    query = select(tables.raws.c.bytes).where(tables.raws.c.sha256 == report.raw_sha256)
    rows = read.rows_of(engine, where, query)
    raw = _unpacked(rows[0]["bytes"]) if rows else None
    try:
        return None if raw is None else raw.decode(report.encoding, "replace")
    except LookupError:
        return None


def _piece_wrong(text: str, source: str, piece: Piece, before: int) -> str | None:
    """What does not hold of a piece; one of unequal length maps as a whole: only its range is checked."""
    if not before <= piece.start <= piece.end <= len(text):
        return "does not lie in the text, or overlaps the piece before"
    if not 0 <= piece.source_start <= piece.source_end <= len(source):
        return "points outside of the source"
    words, there = text[piece.start : piece.end], source[piece.source_start : piece.source_end]
    if len(words) != len(there) or words == there or _BLANK.sub(" ", words) == _BLANK.sub(" ", there):
        return None  # one blank for another (a hard space, a line end) is no change of words
    at = next(i for i, (a, b) in enumerate(zip(words, there, strict=True)) if a != b)
    return f"differs from the source at character {piece.start + at}: {words[at]!r} for {there[at]!r}"


# --------------------------------------------------------------------------- custody


def _custody_faults(engine: Engine, where: str, tally: Tally) -> Iterator[Fault]:
    """The log is one unbroken chain, and each line agrees with the report that it speaks of."""
    prev = START
    for row in read.paged(engine, where, tables.custody):
        tally.custody += 1
        name = f"custody line {row['seq']}, report {row['report_id']}"
        if row["prev"] != prev:
            yield Fault("custody", name, "the chain is broken: it does not follow from the line before")
        if row["hash"] != line_hash(dict(row)):
            yield Fault("custody", name, "the line was changed: it no longer has its seal")
        yield from _disagreements(engine, where, row, name)
        prev = row["hash"]


def _disagreements(engine: Engine, where: str, line: RowMapping, name: str) -> Iterator[Fault]:
    kept = tables.reports
    query = select(kept.c.raw_sha256, kept.c.payload).where(kept.c.id == line["report_id"])
    for row in read.rows_of(engine, where, query):  # a report that is gone was told of as a row fault
        if row["raw_sha256"] != line["raw_sha256"]:
            yield Fault("custody", name, "the report now points to other raw bytes")
        report = _read_back(row, Report, name)
        if isinstance(report, Report) and text_digest(report.text) != line["text_sha256"]:
            yield Fault("text", name, "the text is not the one that was kept")
