"""Each sort of damage is found, named and placed; a whole record gives no fault."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.factory import a_full_finding, a_reading, a_report, an_event, raw_of

from dragoman.ids import digest
from dragoman.records import Finding, Piece, Report, Span
from dragoman.store import open_record
from dragoman.store.record import Record
from dragoman.store.tables import GUARDED
from dragoman.store.verify import ROW, Fault, Tally, verify


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "record.db") as opened:
        yield opened


def kept(record: Record, *, finding: dict[str, Any] | None = None, claim: dict[str, Any] | None = None) -> Finding:
    report, whole = a_full_finding()
    changed = replace(whole, claim=replace(whole.claim, **(claim or {})), **(finding or {}))
    record.keep(a_reading(report, [changed]), raw_of(report))
    return changed


def tamper(record: Record, *statements: str) -> None:
    """Change rows as someone would who knows how to get rid of the triggers."""
    with record.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        for table in GUARDED:
            for what in ("update", "delete", "replace"):
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{what}")
        for statement in statements:
            connection.exec_driver_sql(statement)


def kinds(record: Record) -> set[str]:
    return {fault.kind for fault in verify(record)}


def test_a_whole_record_gives_no_fault_and_says_how_much_was_checked(record: Record) -> None:
    finding = kept(record)
    record.conclude([an_event(finding)], [], [])
    tally = Tally()
    assert list(verify(record, tally)) == []
    assert (tally.reports, tally.raws, tally.findings, tally.custody, tally.faults) == (1, 1, 1, 1, 0)
    # trigger, evidence, 4 roles, number, label, tie, voice, cue, saying, place, when, 2 × (actor and its choice)
    assert tally.spans == 18
    assert (tally.sources, tally.pieces) == (1, 1)


FAR = Span(500, 510)
_report, _whole = a_full_finding()
_claim, _stance = _whole.claim, _whole.claim.stance
BAD_SPANS: dict[str, dict[str, Any]] = {
    "trigger": {"claim": {"trigger": FAR}},
    "evidence": {"claim": {"evidence": Span(5, 5)}},
    "actor": {"claim": {"mentions": (replace(_claim.mentions[0], span=Span(-1, 4)),)}},
    "number": {"claim": {"quantities": (replace(_claim.quantities[0], span=FAR),)}},
    "label": {"claim": {"labels": (replace(_claim.labels[0], span=FAR),)}},
    "cue of cause": {"claim": {"ties": (replace(_claim.ties[0], cue=FAR),)}},
    "voice": {"claim": {"stance": replace(_stance, voices=(replace(_stance.voices[0], span=FAR),))}},
    "cue of status": {"claim": {"stance": replace(_stance, cues=(FAR,))}},
    "cue of saying": {"claim": {"stance": replace(_stance, said_by_cue=FAR)}},
    "choice of place": {"finding": {"place": replace(_whole.place, mention=FAR)}},
    "choice of when": {"finding": {"when": replace(_whole.when, mention=FAR)}},
    "choice of actor": {
        "finding": {"actors": (replace(_whole.actors[0], actor=replace(_whole.actors[0].actor, mention=FAR)),)}
    },
}


@pytest.mark.parametrize("name", BAD_SPANS)
def test_a_span_outside_the_text_is_found(record: Record, name: str) -> None:
    finding = kept(record, **BAD_SPANS[name])
    (fault,) = verify(record)
    assert fault.kind == "span"
    assert name in fault.what
    assert finding.id in fault.where
    assert finding.claim.report_id in fault.where


BAD_WORDS: dict[str, dict[str, Any]] = {
    "actor": {"mentions": (replace(_claim.mentions[0], words="rebels"),)},
    "number": {"quantities": (replace(_claim.quantities[0], words="70"),)},
    "label": {"labels": (replace(_claim.labels[0], words="fighters"),)},
    "voice": {"stance": replace(_stance, voices=(replace(_stance.voices[0], words="Three officers"),))},
}


@pytest.mark.parametrize("name", BAD_WORDS)
def test_words_that_are_not_those_of_the_text_are_found(record: Record, name: str) -> None:
    kept(record, claim=BAD_WORDS[name])
    (fault,) = verify(record)
    assert fault.kind == "words"
    assert name in fault.what


@pytest.mark.parametrize("field", ["title_span", "byline", "dateline"])
def test_a_reports_own_spans_are_checked(record: Record, field: str) -> None:
    report = a_report("Short.", **{field: FAR})
    record.keep(a_reading(report, []), raw_of(report))
    (fault,) = verify(record)
    assert (fault.kind, fault.where) == ("span", f"report {report.id}")


def _packed(content: bytes) -> str:
    return f"x'{zlib.compress(content).hex()}'"


TAMPERINGS: dict[str, tuple[str, set[str]]] = {
    "other raw bytes": (f"UPDATE raws SET bytes = {_packed(b'other')}", {"raw", "source"}),
    "raw bytes torn": ("UPDATE raws SET bytes = x'0102'", {"raw", "source"}),
    "raw bytes gone": ("DELETE FROM raws", {"row", "source"}),
    "text changed, same length": (
        "UPDATE reports SET payload = replace(payload, 'officers', 'soldiers')",
        {"source", "text", "words"},
    ),
    "report torn": ("UPDATE reports SET payload = substr(payload, 1, 50)", {"payload"}),
    "report gone": ("DELETE FROM reports", {"row"}),
    "finding torn": ("UPDATE findings SET payload = '{}'", {"payload"}),
    "finding's words changed": (
        'UPDATE findings SET payload = replace(payload, \'"words":"terrorists"\', \'"words":"rebels"\')',
        {"words"},
    ),
    "finding's column changed": ("UPDATE findings SET country = 'TR'", {"row"}),
    "report's column changed": ("UPDATE reports SET published = '2020-01-01'", {"row"}),
    "event torn": ("UPDATE events SET payload = '[]'", {"payload"}),
    "custody date changed": ("UPDATE custody SET at = '2000-01-01T00:00:00+00:00'", {"custody"}),
    "custody line gone": ("DELETE FROM custody", {"row"}),
    "reading gone": ("DELETE FROM readings", {"row"}),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_each_tampering_is_found(record: Record, name: str) -> None:
    statement, expected = TAMPERINGS[name]
    record.conclude([an_event(kept(record))], [], [])
    tamper(record, statement)
    assert kinds(record) == expected


def test_a_custody_line_taken_out_of_the_middle_breaks_the_chain(record: Record) -> None:
    for number in range(3):
        report = a_report(f"Report {number}.")
        record.keep(a_reading(report), raw_of(report))
    tamper(record, "DELETE FROM custody WHERE seq = 2")
    faults = list(verify(record))
    assert {fault.kind for fault in faults} == {"custody", "row"}
    assert any("line 3" in fault.where and "chain" in fault.what for fault in faults)


def test_a_resealed_line_is_given_away_by_the_next(record: Record) -> None:
    from dragoman.store.custody import SEALED, line_hash

    for number in range(2):
        report = a_report(f"Report {number}.")
        record.keep(a_reading(report), raw_of(report))
    with record.engine.connect() as connection:
        query = f"SELECT {', '.join(SEALED)} FROM custody WHERE seq = 1"
        line = dict(connection.exec_driver_sql(query).mappings().one())
    line["at"] = "2000-01-01T00:00:00+00:00"
    tamper(record, f"UPDATE custody SET at = '{line['at']}', hash = '{line_hash(line)}' WHERE seq = 1")
    assert [fault.kind for fault in verify(record)] == ["custody"]


def test_a_damaged_file_is_told_of_and_does_not_stop_the_caller(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_record(path) as record:
        for number in range(50):
            report = a_report(f"Report {number}. " * 50)
            record.keep(a_reading(report), raw_of(report))
    content = bytearray(path.read_bytes())
    half = len(content) // 2 // 8192 * 8192
    content[half : half + 5 * 8192] = b"\xff" * (5 * 8192)
    path.write_bytes(content)
    with open_record(path) as record:
        faults = list(verify(record))
    assert faults
    assert faults[0].kind == "file"


# text, raw, encoding, pieces → what is wrong with the way back (None: nothing)
WAYS_BACK: list[tuple[str, bytes, str, tuple[Piece, ...], str | None]] = [
    ("Shells fell.", b"Shells fell.", "utf-8", (), None),
    ("Shells fell.", b"Shells fell. More fell.", "utf-8", (), None),
    ("Shells fell.", b"Rounds fell.", "utf-8", (), "differs"),
    ("Shells fell.", b"Shells", "utf-8", (), "outside"),
    ("fell", b"<p>fell</p>", "utf-8", (Piece(0, 4, 3, 7),), None),
    ("fell", b"<p>fell</p>", "utf-8", (Piece(0, 4, 4, 8),), "differs"),
    ("fell", b"<p>fell</p>", "utf-8", (Piece(0, 4, 8, 12),), "outside"),
    ("A & B", b"A &amp; B", "utf-8", (Piece(0, 2, 0, 2), Piece(2, 3, 2, 7), Piece(3, 5, 7, 9)), None),
    ("A B", "A\u00a0B".encode(), "utf-8", (), None),
    ("A\nB", b"A\rB", "ascii", (), None),
    ("Dar\u2019a", b"Dar\x92a", "cp1252", (), None),
    ("Dar\ufffda", b"Dar\x92a", "utf-8", (), None),
    ("درعا", "درعا".encode("cp1256"), "cp1256", (), None),
    ("درعا", "درعا".encode(), "utf-8", (), None),
    ("fell", b"fell", "klingon", (), "cannot be decoded"),
    ("fell", b"fell", "utf-8", (Piece(0, 3, 0, 3), Piece(2, 4, 2, 4)), "overlaps"),
    ("fell", b"fell", "utf-8", (Piece(0, 5, 0, 5),), "does not lie"),
]


@pytest.mark.parametrize(("text", "raw", "encoding", "pieces", "wrong"), WAYS_BACK)
def test_the_way_back_to_the_source(
    record: Record, text: str, raw: bytes, encoding: str, pieces: tuple[Piece, ...], wrong: str | None
) -> None:
    report = a_report(text, raw_sha256=digest(raw), encoding=encoding, pieces=pieces)
    record.keep(a_reading(report, []), raw)
    faults = list(verify(record))
    if wrong is None:
        assert faults == []
    else:
        assert [fault.kind for fault in faults] == ["source"]
        assert wrong in faults[0].what


SOURCES = {
    "reports.csv#12": True,
    "reports.csv#row=12": True,
    "folder/reports.csv row 12": True,
    "reports.csv, row 12": True,
    "reports.jsonl:3": True,
    "reports.xlsx:row 7": True,
    "page.html": False,
    "2018-06-27.txt": False,
    "row/page-3.html": False,
    "arrow 7": False,
}


@pytest.mark.parametrize(("source", "is_row"), SOURCES.items())
def test_a_source_that_names_a_row_is_known(source: str, is_row: bool) -> None:
    assert bool(ROW.search(source)) is is_row


def test_a_row_of_a_table_has_only_its_raw_hash_checked(record: Record) -> None:
    raw = b"2018-06-26,Shells fell."
    report: Report = a_report("Shells fell.", raw_sha256=digest(raw), source="reports.csv#2")
    record.keep(a_reading(report, []), raw)
    tally = Tally()
    assert list(verify(record, tally)) == []
    assert (tally.sources, tally.raws) == (0, 1)
    tamper(record, f"UPDATE raws SET bytes = {_packed(b'other')}")
    assert list(verify(record)) == [Fault("raw", f"raw {report.raw_sha256}", "the bytes no longer have this hash")]
