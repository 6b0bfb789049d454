"""Ours is told from others, and every trouble at the door says where and what to do."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.factory import a_reading, raw_of

from dragoman.errors import StoreError
from dragoman.store import open_record, patience
from dragoman.store.tables import APPLICATION_ID, SCHEMA


def refused(path: Path | str, *words: str, create: bool = True) -> None:
    with pytest.raises(StoreError) as told:
        open_record(path, create=create, wait_s=0.1)
    assert told.value.where
    assert told.value.do
    for word in words:
        assert word in str(told.value)


def test_a_new_record_carries_our_marks(tmp_path: Path) -> None:
    open_record(tmp_path / "record.db").close()
    with sqlite3.connect(tmp_path / "record.db") as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_record_opens_again_with_what_it_holds(tmp_path: Path) -> None:
    reading = a_reading()
    with open_record(tmp_path / "record.db") as record:
        record.keep(reading, raw_of(reading.report))
    with open_record(str(tmp_path / "record.db"), create=False) as record:
        assert record.knows(reading.report.id)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE places (name)")
    other.close()
    before = path.read_bytes()
    refused(path, "another program", str(path))
    assert path.read_bytes() == before


def test_a_marked_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.gpkg"
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA application_id=1196444487")  # a GeoPackage
    other.close()
    refused(path, "another program")


@pytest.mark.parametrize("content", [b"date,text\n2018-06-26,Shelling\n" * 200, b"short", b"PK\x03\x04" * 2000])
def test_a_file_that_is_not_sqlite_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "reports.csv"
    path.write_bytes(content)
    refused(path, "not SQLite")
    assert path.read_bytes() == content


def test_a_folder_is_not_a_record(tmp_path: Path) -> None:
    refused(tmp_path, "folder")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    refused(tmp_path / "no" / "record.db", "does not exist", str(tmp_path / "no"))


def test_a_missing_record_is_not_made_unasked(tmp_path: Path) -> None:
    refused(tmp_path / "record.db", "no record", create=False)
    assert not (tmp_path / "record.db").exists()


def test_an_empty_file_is_filled_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.touch()
    refused(path, "empty", create=False)
    open_record(path).close()
    open_record(path, create=False).close()


def test_something_that_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    refused(tmp_path / "pipe", "not a file")


def test_a_newer_record_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    open_record(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA user_version={SCHEMA + 1}")
    raw.close()
    refused(path, "newer", "Update")


def test_a_read_only_place_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.db"
    open_record(path).close()
    monkeypatch.setattr("os.access", lambda _, mode: mode != os.W_OK)  # tests may run as root, who may write anywhere
    refused(path, "read-only", "Copy it")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a place where even root cannot make files")
def test_a_place_where_no_file_can_be_made_is_refused() -> None:
    refused("/proc/record.db", "/proc/record.db", "folder")


def test_a_read_only_database_is_refused_on_writing(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db") as record:
        with record.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only=ON")
        reading = a_reading()
        with pytest.raises(StoreError, match="cannot be written"):
            record.keep(reading, raw_of(reading.report))


def test_a_damaged_record_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    open_record(path).close()
    content = bytearray(path.read_bytes())
    content[100:8000] = b"\xff" * 7900  # the first page, after the header: the list of tables
    path.write_bytes(content)
    refused(path, "damaged")


@pytest.mark.parametrize("url", ["postgresql://ann:secret@host/db", "::://x"])
def test_other_databases_are_refused_without_showing_the_password(url: str) -> None:
    with pytest.raises(StoreError) as told:
        open_record(url)
    assert "secret" not in str(told.value)
    assert told.value.do


def test_a_record_held_by_another_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "ASK_AGAIN_S", 0.2)
    path = tmp_path / "record.db"
    reading = a_reading()
    with open_record(path, wait_s=0.1) as record:
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process"):
            record.keep(reading, raw_of(reading.report))
        assert list(record.reports()) == []  # reading goes on
        holder.execute("ROLLBACK")
        holder.close()
        assert record.keep(reading, raw_of(reading.report))


def test_opening_pays_for_nothing_it_does_not_need(tmp_path: Path) -> None:
    """Importing the room loads no SQLAlchemy; making a record loads no alembic."""
    code = (
        "import sys, dragoman.store as s\n"
        "assert 'sqlalchemy' not in sys.modules\n"
        f"s.open_record({str(tmp_path / 'record.db')!r}).close()\n"
        "assert 'alembic' not in sys.modules\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
