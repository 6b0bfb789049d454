"""All of a reading or nothing, and nothing that would not read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from tests.factory import DARAA, a_claim, a_finding, a_reading, a_report, an_event, raw_of

from dragoman.errors import StoreError
from dragoman.records import Finding, Judgement, Reading
from dragoman.store import open_record
from dragoman.store.custody import START
from dragoman.store.record import Record
from dragoman.store.verify import verify


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "record.db") as opened:
        yield opened


def pair(reading: Reading) -> tuple[Reading, bytes]:
    return reading, raw_of(reading.report)


def test_a_batch_says_which_were_new(record: Record) -> None:
    first, second, third = (a_reading(f"Report {n}.") for n in range(3))
    assert record.keep_many([pair(first)]) == [True]
    assert record.keep_many([pair(second), pair(first), pair(second), pair(third)]) == [
        True,
        False,
        False,
        True,
    ]
    assert record.keep_many([]) == []
    assert [r.text for r in record.reports()] == ["Report 0.", "Report 1.", "Report 2."]


def test_a_whole_reading_comes_back(record: Record) -> None:
    reading = a_reading(relevant=False, relevance=0.25)
    record.keep(*pair(reading))
    assert record.reading(reading.report.id) == reading
    assert record.reading("rep_other") is None


def a_wrong(finding: Finding, **kw: Any) -> Finding:
    return replace(finding, **kw)


def with_place(**kw: Any) -> Finding:
    (finding,) = a_reading().findings
    return a_finding(finding.claim, place=replace(DARAA, **kw))


UNKEEPABLE = {
    "infinite radius": with_place(radius_m=float("inf")),
    "latitude that is no number": with_place(lat=float("nan")),
    "half a surrogate pair": with_place(name="Dara\ud800"),
    "missing name": with_place(name=cast("str", None)),
    "list for tuple": with_place(),
    "another report's claim": with_place(),
}
UNKEEPABLE["list for tuple"] = a_wrong(UNKEEPABLE["list for tuple"], actors=[])
_other = a_report("Another report.")
UNKEEPABLE["another report's claim"] = a_finding(a_claim(_other, "Another"))


@pytest.mark.parametrize("case", UNKEEPABLE)
def test_what_would_not_read_back_is_not_kept(record: Record, case: str) -> None:
    good, bad = a_reading("A good report."), a_reading(a_report(), [UNKEEPABLE[case]])
    with pytest.raises(StoreError):
        record.keep_many([pair(good), pair(bad)])
    assert record.counts()["reports"] == 0


def test_raw_bytes_must_have_their_hash(record: Record) -> None:
    with pytest.raises(StoreError, match="hash"):
        record.keep(a_reading(), b"other bytes")


def test_two_findings_of_one_id_keep_nothing(record: Record) -> None:
    reading = a_reading()
    doubled = replace(reading, findings=reading.findings * 2)
    with pytest.raises(StoreError, match="one id"):
        record.keep_many([pair(a_reading("A good report.")), pair(doubled)])
    assert set(record.counts().values()) == {0}
    assert list(verify(record)) == []


def test_a_failed_conclusion_leaves_the_old_one(record: Record) -> None:
    reading = a_reading()
    record.keep(*pair(reading))
    event = an_event(*reading.findings)
    record.conclude([event], [], [])
    with pytest.raises(StoreError):
        record.conclude([event, event], [], [])
    assert list(record.events()) == [event]


def test_a_full_disk_keeps_nothing_of_the_batch_and_the_record_stays_whole(record: Record) -> None:
    record.keep(*pair(a_reading("The first report.")))
    with record.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 4}")
    words = " ".join(str(n * n) for n in range(20_000))
    with pytest.raises(StoreError, match="full") as told:
        record.keep_many([pair(a_reading(f"{n} {words}")) for n in range(4)])
    assert "record.db" in str(told.value)
    assert "make room" in str(told.value)
    assert [r.text for r in record.reports()] == ["The first report."]
    assert list(verify(record)) == []
    with record.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert record.keep(*pair(a_reading(words)))


GUARDED = [
    "UPDATE judgements SET payload = '{}'",
    "DELETE FROM judgements",
    "INSERT OR REPLACE INTO judgements (seq, id, subject, payload) VALUES (1, 'x', 'y', '{}')",
    "INSERT OR REPLACE INTO judgements (id, subject, payload) VALUES ('jdg_1', 'y', '{}')",
    "UPDATE custody SET at = '2000-01-01'",
    "DELETE FROM custody",
    "INSERT OR REPLACE INTO custody SELECT 1, 'p', report_id, 'r', 't', 'a', 'm', 'h' FROM custody",
    "INSERT OR REPLACE INTO custody SELECT 9, prev, 'x', 'r', 't', 'a', 'm', 'h' FROM custody",
]


@pytest.mark.parametrize("statement", GUARDED)
def test_judgements_and_custody_only_grow(record: Record, statement: str) -> None:
    record.keep(*pair(a_reading()))
    record.judge(Judgement("jdg_1", "fnd_1", "kind", "clash", "ann", "2024-01-01T00:00:00Z"))
    with record.engine.connect() as connection, pytest.raises(IntegrityError, match="only grow"):
        connection.execute(text(statement))


def test_the_seal_changes_with_each_report(record: Record) -> None:
    seals = [record.seal()]
    for number in range(3):
        record.keep(*pair(a_reading(f"Report {number}.")))
        seals.append(record.seal())
    assert seals[0] == START
    assert len(set(seals)) == 4
    record.keep(*pair(a_reading("Report 1.")))
    assert record.seal() == seals[-1]


def test_many_pages_are_read_in_order(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.store.read.PAGE_ROWS", 3)
    texts = [f"Report {number}." for number in range(9)]
    record.keep_many([pair(a_reading(told)) for told in texts])
    assert [r.text for r in record.reports()] == texts
    assert len(list(record.findings())) == 9
