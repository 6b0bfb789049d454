"""A record: the one file in which all that was taken in, read, concluded and judged is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, select

from dragoman.errors import StoreError
from dragoman.records import (
    Basis,
    Bridge,
    DateCandidate,
    Entry,
    Event,
    Finding,
    Issue,
    Judgement,
    Link,
    Part,
    Reading,
    Report,
    Spot,
    Ties,
    Trace,
)
from dragoman.store import alike, keep, read, spots, tables, tied
from dragoman.store.custody import after, last_hash
from dragoman.store.patience import speaking, written
from dragoman.store.rows import (
    finding_row,
    issue_row,
    judgement_row,
    report_row,
    to_json,
)
from dragoman.store.spots import Stands
from dragoman.store.tied import Made

if TYPE_CHECKING:
    from dragoman.store.asked import Spellings
    from dragoman.store.search import Hidden, Hit

TABLES = ("reports", "findings", "events", "links", "entries", "judgements", "issues")


class Record:
    """Keeps readings, events, ledgers and judgements in one SQLite file; made by ``open_record``.

    Every writing method is one transaction: all of it is kept or nothing. Several processes may write to one
    record at once; they take turns. All methods raise StoreError.
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine: Engine | None = engine
        self.where = where
        self._known: set[str] = set()  # reports never go away, so a yes stays true

    @property
    def engine(self) -> Engine:
        """The open database. Raises StoreError after ``close``."""
        if self._engine is None:
            raise StoreError("the record was closed", where=self.where, do="Open it again")
        return self._engine

    # ------------------------------------------------------------------- keep

    def knows(self, report_id: str) -> bool:
        """True when the report was kept before."""
        if report_id in self._known:
            return True
        with speaking(self.where), self.engine.connect() as connection:
            found = connection.exec_driver_sql("SELECT 1 FROM reports WHERE id = ?", (report_id,)).first()
        if found is not None:
            self._known.add(report_id)
        return found is not None

    def keep(self, reading: Reading, raw: bytes) -> bool:
        """Keep one reading in one transaction; False when it was there already."""
        return self.keep_many([(reading, raw)])[0]

    def keep_many(self, batch: Sequence[tuple[Reading, bytes]]) -> list[bool]:
        """Keep several readings in one transaction, all or none; False for each that was there already."""
        ids = [reading.report.id for reading, _ in batch]
        with speaking(self.where), self.engine.connect() as connection:
            there = keep.present(connection, tables.reports.c.id, ids)
        ready = [keep.packed(reading, raw) for reading, raw in batch if reading.report.id not in there]
        new = written(self.engine, self.where, lambda c: keep.keep_packed(c, ready)) if ready else []
        told = iter(new)
        return [report_id not in there and next(told) for report_id in ids]

    def redate(self, report_id: str, day: str, anew: Callable[[Sequence[Finding]], Sequence[Finding]]) -> int:
        """Note when a report was published and date its findings anew; the number of findings whose days changed.

        The day joins the report's candidates as the user's word; the text and all else stay. Raises StoreError for
        a report that was not kept.
        """
        report = self.report(report_id)
        if report is None:
            raise StoreError("no such report", where=report_id, do="`dragoman search` lists reports with their ids")
        told = (*report.dates, DateCandidate(day, "user"))
        changed = replace(report, published=day, dates=told)
        before = list(self.findings(report_id))
        after = [replace(f, published=day) for f in anew(before)]
        rows = [finding_row(f, to_json(f, f"finding {f.id}")) for f in after]
        row = report_row(changed, to_json(changed, f"report {report_id}"))
        written(self.engine, self.where, lambda connection: keep.redated(connection, row, rows))
        return sum(a.when != b.when for a, b in zip(before, after, strict=True))

    def reread(self, readings: Sequence[Reading]) -> None:
        """Put new readings of kept reports in the place of the old ones; the reports, their bytes and the log stay."""
        ready = [keep.packed(reading, self.raw(reading.report.raw_sha256) or b"") for reading in readings]
        written(self.engine, self.where, lambda connection: keep.reread(connection, ready))

    def keep_issue(self, issue: Issue) -> bool:
        """Note what was skipped; the same issue is noted once, and False tells that it was noted before."""
        row = issue_row(issue, None)
        return written(self.engine, self.where, lambda c: keep.add_missing(c, tables.issues, "digest", [row])) > 0

    def conclude(
        self, events: Iterable[Event], links: Iterable[Link], entries: Iterable[Entry], basis: Basis | None = None
    ) -> None:
        """Replace all conclusions (events, links, ledgers) in one transaction; judgements stay.

        ``basis`` is what they rest on; None: all that is kept now, and a world that is not known.
        """
        made = Part(tied.UNKNOWN, ""), (), Ties(tuple(events), tuple(links), tuple(entries))

        def work(connection: Connection) -> None:
            tied.replace_parts(connection, [tied.UNKNOWN, *(p.name for p in tied.parts(connection))], [made])
            keep.note_basis(connection, basis or Basis(last_hash(connection)))

        written(self.engine, self.where, work)

    def conclude_parts(self, gone: Iterable[str], made: Sequence[Made]) -> None:
        """Replace the conclusions of some parts, by name, with those of others, in one transaction."""
        names = list(gone)
        written(self.engine, self.where, lambda connection: tied.replace_parts(connection, names, made))

    def rest_on(self, basis: Basis) -> None:
        """Note what the conclusions rest on, once every part is tied up."""
        written(self.engine, self.where, lambda connection: keep.note_basis(connection, basis))

    def note_traces(self, traces: Sequence[Trace], stands: Stands) -> None:
        """Note where and when reports lie, in one transaction; their stamps are made of the claims that they have now.

        ``stands`` tells where reports of one origin stand.
        """
        written(self.engine, self.where, lambda connection: spots.note_traces(connection, traces, stands))

    def judge(self, judgement: Judgement) -> None:
        """Append a person's judgement; the same one again changes nothing."""
        row = judgement_row(judgement)
        written(self.engine, self.where, lambda connection: keep.add_judgement(connection, row))

    # ------------------------------------------------------------------- read

    def secret(self) -> bytes:
        """What the record's pseudonyms are keyed by: random, made with the record, and never shown."""
        table = tables.meta
        rows = read.rows_of(self.engine, self.where, select(table).where(table.c.key == tables.SECRET))
        try:
            return bytes.fromhex(rows[0]["value"])
        except (IndexError, ValueError):
            do = "Go back to a copy of the record; without the secret, pseudonyms cannot be made"
            raise StoreError("the record has lost its secret", where=self.where, do=do) from None

    def reports(self, after: int = 0) -> Iterator[Report]:
        """All reports, or those that were kept after the first so many, in the order they were kept."""
        return read.grown(self.engine, self.where, Report, tables.reports, tables.reports.c.seq > after)

    def report(self, report_id: str) -> Report | None:
        """One report, or None where it was not kept."""
        return next(
            read.grown(self.engine, self.where, Report, tables.reports, tables.reports.c.id == report_id),
            None,
        )

    def reading(self, report_id: str) -> Reading | None:
        """One report with all that was read in it, or None where it was not kept."""
        report = self.report(report_id)
        table, issues = tables.readings, tables.issues
        rows = read.rows_of(self.engine, self.where, select(table).where(table.c.report_id == report_id))
        if report is None or not rows:
            return None
        noted = read.grown(self.engine, self.where, Issue, issues, issues.c.report_id == report_id)
        found = tuple(self.findings(report_id))
        kept = rows[0]
        return Reading(report, kept["relevant"], kept["relevance"], found, tuple(noted), kept["digest"])

    def read_otherwise(self, digest: str) -> list[str]:
        """The ids of the reports that were read with another world or version than that of ``digest``, in order."""
        reports, readings = tables.reports, tables.readings
        query = select(reports.c.id).join(readings, readings.c.report_id == reports.c.id)
        query = query.where(readings.c.digest != digest).order_by(reports.c.seq)
        return [row["id"] for row in read.rows_of(self.engine, self.where, query)]

    def kept_at(self, report_id: str) -> str | None:
        """When a report was taken in (UTC, ISO), or None where it was not kept."""
        query = select(tables.custody.c.at).where(tables.custody.c.report_id == report_id)
        return next((row["at"] for row in read.rows_of(self.engine, self.where, query)), None)

    def basis(self) -> Basis | None:
        """What the events and ledgers rest on, or None where none were made yet."""
        with speaking(self.where), self.engine.connect() as connection:
            return keep.basis(connection)

    def untied(self) -> int:
        """How many reports the events and ledgers do not rest on yet."""
        with speaking(self.where), self.engine.connect() as connection:
            known = keep.basis(connection)
            return after(connection, known.seal if known else "")

    def raw(self, sha256: str) -> bytes | None:
        """The raw bytes with that hash, or None. Raises StoreError where they no longer have it."""
        return read.raw_bytes(self.engine, self.where, sha256)

    def findings(self, report_id: str | None = None) -> Iterator[Finding]:
        """Findings of one report, or of all, in order of report and text."""
        only = () if report_id is None else (tables.findings.c.report_id == report_id,)
        return read.grown(self.engine, self.where, Finding, tables.findings, *only)

    def events(self) -> Iterator[Event]:
        """All current events, in the order given."""
        return read.concluded(self.engine, self.where, Event, tables.events)

    def links(self) -> Iterator[Link]:
        """All current comparisons of two findings, in the order given."""
        return read.concluded(self.engine, self.where, Link, tables.links)

    def entries(self, ledger: str | None = None) -> Iterator[Entry]:
        """Ledger lines, of one ledger or of all, in the order given."""
        only = () if ledger is None else (tables.entries.c.ledger == ledger,)
        return read.concluded(self.engine, self.where, Entry, tables.entries, *only)

    def judgements(self) -> Iterator[Judgement]:
        """Every judgement, oldest first."""
        return read.grown(self.engine, self.where, Judgement, tables.judgements)

    def issues(self) -> Iterator[Issue]:
        """What was skipped, in the order noted."""
        return read.grown(self.engine, self.where, Issue, tables.issues)

    def counts(self) -> dict[str, int]:
        """How many reports, findings, events, links, entries, judgements and issues there are."""
        return {name: read.count(self.engine, self.where, tables.metadata.tables[name]) for name in TABLES}

    def search(
        self,
        words: str,
        limit: int = 20,
        spellings: Spellings | None = None,
        hidden: Callable[[Report], Hidden] | None = None,
    ) -> list[Hit]:
        """The reports that hold all the words, best first; "words in quotes" must stand together.

        ``spellings`` gives other spellings of a name, ``hidden`` the stretches of a report in which nothing may be
        found. Raises InputError where there are no words.
        """
        from dragoman.store.search import Question, hits

        return hits(self.engine, self.where, Question(words, limit, spellings, hidden))

    def untraced(self) -> list[str]:
        """The reports that came in or changed since their trace was noted, in the order of keeping."""
        with speaking(self.where), self.engine.connect() as connection:
            return spots.untraced(connection)

    def spots(self) -> list[Spot]:
        """Where reports stand, by name, with the part that each spot was last tied up in."""
        with speaking(self.where), self.engine.connect() as connection:
            return spots.spots(connection)

    def bridges(self) -> list[Bridge]:
        """Pairs of spots that reports of one of them both tell of, by name."""
        with speaking(self.where), self.engine.connect() as connection:
            return spots.bridges(connection)

    def spots_of(self, report_ids: Sequence[str]) -> dict[str, str]:
        """The name of the spot of each of some reports that tells anything and is traced."""
        with speaking(self.where), self.engine.connect() as connection:
            return spots.spots_of(connection, report_ids)

    def standing_in(self, names: Sequence[str]) -> list[str]:
        """The ids of the reports that stand in some spots, sorted."""
        with speaking(self.where), self.engine.connect() as connection:
            return spots.standing_in(connection, names)

    def parts(self) -> list[Part]:
        """The parts that the conclusions were made of, by name."""
        with speaking(self.where), self.engine.connect() as connection:
            return tied.parts(connection)

    def forwarded(self, prefix: str) -> list[str]:
        """The ids of today of events and ledger lines that are no more, by the beginning of their old id."""
        with speaking(self.where), self.engine.connect() as connection:
            return tied.forwarded(connection, prefix)

    def findings_of(self, report_ids: Sequence[str]) -> Iterator[Finding]:
        """The findings of some reports."""
        return read.with_keys(self.engine, self.where, Finding, tables.findings.c.report_id, report_ids)

    def reports_of(self, report_ids: Sequence[str]) -> Iterator[Report]:
        """Some reports."""
        return read.with_keys(self.engine, self.where, Report, tables.reports.c.id, report_ids)

    def report_ids(self, finding_ids: Sequence[str]) -> dict[str, str]:
        """The report of each finding that is kept."""
        table = tables.findings
        queries = (
            select(table.c.id, table.c.report_id).where(table.c.id.in_(some)) for some in keep.stretches(finding_ids)
        )
        rows = (row for query in queries for row in read.rows_of(self.engine, self.where, query))
        return {row["id"]: row["report_id"] for row in rows}

    def size(self) -> int:
        """How many reports there are."""
        return read.count(self.engine, self.where, tables.reports)

    def sketch(self, marks_of: Callable[[Report], tuple[int, ...]]) -> None:
        """Note a few marks of every text that has none yet, by which ``earlier`` finds it."""
        while True:
            with speaking(self.where), self.engine.connect() as connection:
                after = alike.sketched(connection)
            found = read.a_page(self.engine, self.where, Report, tables.reports, after)
            if not found:
                return
            made = [(seq, marks_of(report)) for seq, report in found]
            written(self.engine, self.where, partial(alike.note_sketches, sketches=made, after=after))

    def earlier(self, sketches: Sequence[tuple[int, ...]], days: Sequence[tuple[str, str]], most: int) -> list[Report]:
        """The kept reports that share marks with one of some sketches, or (so many at most) came out on some days.

        In the order of keeping. ``days`` are first and last ISO days, inclusive.
        """
        with speaking(self.where), self.engine.connect() as connection:
            found = {seq for marks in sketches for seq in alike.alike(connection, marks)}
            found |= {seq for first, last in days for seq in alike.of_days(connection, first, last, most)}
        seq = tables.reports.c.seq
        return list(read.with_keys(self.engine, self.where, Report, seq, sorted(found)))

    def seal(self) -> str:
        """The last hash of the custody log: written down elsewhere, it proves later that nothing changed."""
        with speaking(self.where), self.engine.connect() as connection:
            return last_hash(connection)

    # ------------------------------------------------------------------ close

    def close(self) -> None:
        """Let go of the file."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
