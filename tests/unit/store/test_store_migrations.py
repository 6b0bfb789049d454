"""A migrated record is the same as a fresh one, and an upgrade is whole or not at all."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event, inspect
from tests.factory import a_reading, an_event, raw_of

from dragoman.errors import StoreError
from dragoman.records import Basis
from dragoman.store import migrations, open_record, opening, tables
from dragoman.store.verify import verify

LATER = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade():
    with op.batch_alter_table("reports", recreate="always") as table:
        table.add_column(sa.Column("region", sa.String(), nullable=False, server_default="unknown"))
    {then}
"""


def bare_engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", opening._set_up)
    return engine


def shape(engine: Engine) -> dict[str, object]:
    """All that the schema says: columns, keys, indexes and triggers of each table."""
    seen = inspect(engine)
    found: dict[str, object] = {}
    for table in sorted(seen.get_table_names()):
        columns = [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)]
        found[table] = (
            sorted(columns),
            seen.get_pk_constraint(table),
            sorted(seen.get_foreign_keys(table), key=str),
            sorted(seen.get_unique_constraints(table), key=str),
            sorted(seen.get_indexes(table), key=str),
        )
    with engine.connect() as connection:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        found["triggers"] = [tuple(row) for row in connection.exec_driver_sql(query)]
        found["revision"] = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        found["marks"] = opening.marks(connection).application, opening.marks(connection).schema
    return found


def test_migrating_from_nothing_gives_what_a_fresh_record_has(tmp_path: Path) -> None:
    migrated = bare_engine(tmp_path / "migrated.db")
    migrations.bring_up_to_date(migrated, "migrated.db")
    with open_record(tmp_path / "fresh.db") as fresh:
        assert shape(migrated) == shape(fresh.engine)
    migrated.dispose()


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Dragoman of one schema later, and a record of today's with one reading."""
    reading = a_reading()
    with open_record(tmp_path / "record.db") as record:
        record.keep(reading, raw_of(reading.report))
    scripts = tmp_path / "100% later scripts"
    shutil.copytree(migrations.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(tables, "SCHEMA", tables.SCHEMA + 1)
    monkeypatch.setattr(migrations.bring_up_to_date, "__defaults__", (scripts,))
    return scripts


def write_later(scripts: Path, then: str) -> None:
    made = LATER.format(then=then, revision="9999", before=tables.HEAD)
    (scripts / "versions" / "v9999_later.py").write_text(made)


def test_an_older_record_is_brought_up_to_date_and_keeps_all(tmp_path: Path, later: Path) -> None:
    write_later(later, "pass")
    with open_record(tmp_path / "record.db") as record:
        with record.engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT region FROM reports").scalar_one() == "unknown"
            assert opening.marks(connection).schema == tables.SCHEMA
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert record.counts()["findings"] == 1
        assert list(verify(record)) == []
    open_record(tmp_path / "record.db").close()


@pytest.mark.parametrize("then", ["op.execute('DELETE FROM reports')", "op.execute('nonsense')"])
def test_a_failed_upgrade_changes_nothing(tmp_path: Path, later: Path, then: str) -> None:
    write_later(later, then)
    with pytest.raises(StoreError):
        open_record(tmp_path / "record.db")
    with sqlite3.connect(tmp_path / "record.db") as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (tables.SCHEMA - 1,)
        assert raw.execute("SELECT count(*) FROM reports").fetchone() == (1,)
        assert "region" not in [row[1] for row in raw.execute("PRAGMA table_info(reports)")]
    raw.close()


def as_the_first_schema_left_it(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("DELETE FROM meta WHERE key IN ('secret', 'basis')")
        raw.execute("ALTER TABLE readings DROP COLUMN digest")
        for table in ("events", "links", "entries"):
            raw.execute(f"DROP INDEX ix_{table}_part")
            raw.execute(f"ALTER TABLE {table} DROP COLUMN part")
        for table in ("traces", "untraced", "spots", "bridges", "parts", "forwards", "sketches"):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("DROP INDEX ix_reports_published")
        raw.execute("UPDATE alembic_version SET version_num = '0001'")
        raw.execute("PRAGMA user_version = 1")
    raw.close()


@pytest.mark.parametrize("concluded", [True, False])
def test_of_an_older_record_it_is_known_whether_it_is_tied_up_but_not_with_what(
    tmp_path: Path, concluded: bool
) -> None:
    reading = a_reading()
    with open_record(tmp_path / "r.db") as record:
        record.keep(reading, raw_of(reading.report))
        record.conclude([an_event(f) for f in reading.findings if concluded], [], [])
    as_the_first_schema_left_it(tmp_path / "r.db")
    with open_record(tmp_path / "r.db") as record:
        assert record.untied() == (0 if concluded else 1)
        basis = record.basis()
        assert basis == Basis(record.seal()) if concluded else basis is None
        assert record.read_otherwise("any") == [reading.report.id]
        assert list(verify(record)) == []


def test_a_record_without_a_secret_is_given_one_of_its_own(tmp_path: Path) -> None:
    reading = a_reading()
    for name in ("one.db", "two.db"):
        with open_record(tmp_path / name) as record:
            record.keep(reading, raw_of(reading.report))
        as_the_first_schema_left_it(tmp_path / name)
    secrets = []
    for name in ("one.db", "two.db", "one.db"):
        with open_record(tmp_path / name) as record:
            secrets.append(record.secret())
            assert list(verify(record)) == []
    assert secrets[0] == secrets[2] != secrets[1]
    assert len(secrets[0]) == tables.SECRET_BYTES
