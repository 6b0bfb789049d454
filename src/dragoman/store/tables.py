"""The tables of a record, and the marks by which the file is known as ours.

Each row holds its record whole, as JSON in ``payload``; the other columns repeat what is searched for, and
``verify`` checks that they agree. ``seq`` is the order of keeping. Reports, raws, judgements and custody only
grow; readings and findings too, but a report that is read anew has new ones in their place; events, links and
entries are conclusions, and are replaced part by part; traces, spots and parts tell which of them still hold.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

APPLICATION_ID = 0x44524147  # "DRAG": tells our files from other SQLite files (sqlite.org/fileformat.html, offset 68)
SCHEMA = 5  # rises by one with each migration; kept in PRAGMA user_version
HEAD = "0005"  # the alembic revision that goes with SCHEMA
SECRET = "secret"  # noqa: S105 - the meta key for what pseudonyms are keyed by: random, in hex, made with the record
SECRET_BYTES = 32
SKETCHED = "sketched"  # the meta key for up to which report (seq) texts are sketched
BASIS = "basis"  # the meta key for what the conclusions rest on (records.Basis, as JSON)

metadata = MetaData(
    naming_convention={  # alembic's batch mode finds constraints by name
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _seq() -> Column[int]:
    return Column("seq", Integer, primary_key=True)


def _payload() -> Column[str]:
    return Column("payload", Text, nullable=False)


raws = Table(
    "raws",
    metadata,
    Column("sha256", String(64), primary_key=True),  # of the bytes before compression
    Column("bytes", LargeBinary, nullable=False),  # zlib
    Column("size", Integer, nullable=False),  # before compression
)
reports = Table(
    "reports",
    metadata,
    _seq(),
    Column("id", String, nullable=False, unique=True),
    Column("raw_sha256", String(64), ForeignKey("raws.sha256"), nullable=False),
    Column("given_id", String),
    Column("language", String),
    Column("published", String),  # ISO day
    Column("outlet", String),
    Column("origin_group", String),
    Column("repeat_of", String),
    _payload(),
)
readings = Table(
    "readings",
    metadata,
    Column("report_id", String, ForeignKey("reports.id"), primary_key=True),
    Column("relevant", Boolean, nullable=False),
    Column("relevance", Float, nullable=False),
    Column("digest", String, nullable=False, server_default=""),  # of the world and version it was read with
)
findings = Table(
    "findings",
    metadata,
    _seq(),
    Column("id", String, nullable=False, unique=True),
    Column("report_id", String, ForeignKey("reports.id"), nullable=False, index=True),
    Column("kind", String, nullable=False, index=True),
    Column("start", Integer, nullable=False),  # of the trigger, in code points
    Column("end", Integer, nullable=False),
    Column("place_id", String, index=True),
    Column("country", String),
    Column("day_lower", String, index=True),  # ISO day, inclusive
    Column("day_upper", String),
    Column("status", String, nullable=False),
    _payload(),
)
events = Table(
    "events",
    metadata,
    _seq(),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("episode", String, nullable=False),
    Column("part", String, nullable=False, server_default="", index=True),  # the part that it was made of
    _payload(),
)
links = Table(
    "links",
    metadata,
    _seq(),
    Column("left", String, nullable=False),
    Column("right", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("part", String, nullable=False, server_default="", index=True),  # the part that it was made of
    _payload(),
)
entries = Table(
    "entries",
    metadata,
    _seq(),
    Column("id", String, nullable=False, unique=True),
    Column("ledger", String, nullable=False, index=True),
    Column("key", String, nullable=False),
    Column("episode", String, nullable=False),
    Column("part", String, nullable=False, server_default="", index=True),  # the part that it was made of
    _payload(),
)
traces = Table(
    "traces",
    metadata,
    Column("report_id", String, ForeignKey("reports.id"), primary_key=True),
    Column("origin", String, nullable=False, index=True),
    Column("spot", String, nullable=False, index=True),
    _payload(),
)
untraced = Table(
    "untraced",
    metadata,
    Column("report_id", String, ForeignKey("reports.id"), primary_key=True),  # came in or changed since its last trace
)
spots = Table(
    "spots",
    metadata,
    Column("name", String, primary_key=True),  # a country and a season
    Column("findings", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("stamp", String(64), nullable=False),  # of all claims there, in no order
    Column("part", String, nullable=False, index=True),  # with which it was tied up; empty: none yet
)
bridges = Table(
    "bridges",
    metadata,
    Column("one", String, primary_key=True),
    Column("other", String, primary_key=True),
    Column("origins", Integer, nullable=False),
)
parts = Table(
    "parts",
    metadata,
    Column("name", String, primary_key=True),
    _payload(),
)
forwards = Table(
    "forwards",
    metadata,
    Column("id", String, primary_key=True),  # of an event or ledger line that is no more
    Column("to", String, nullable=False),  # ids of those that its findings are in now, by spaces
)
judgements = Table(
    "judgements",
    metadata,
    _seq(),
    Column("id", String, nullable=False, unique=True),
    Column("subject", String, nullable=False, index=True),
    _payload(),
)
issues = Table(
    "issues",
    metadata,
    _seq(),
    Column("digest", String(64), nullable=False, unique=True),  # so that the same issue is noted once
    Column("report_id", String, ForeignKey("reports.id")),  # None: input that never became a report
    Column("lost", Boolean, nullable=False),
    _payload(),
)
custody = Table(
    "custody",
    metadata,
    _seq(),
    Column("prev", String(64), nullable=False, unique=True),  # unique: the chain cannot fork
    Column("report_id", String, ForeignKey("reports.id"), nullable=False, unique=True),
    Column("raw_sha256", String(64), nullable=False),
    Column("text_sha256", String(64), nullable=False),  # of the report's text as UTF-8
    Column("at", String, nullable=False),  # UTC, ISO
    Column("maker", String, nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)
meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

sketches = Table(  # a few marks of each text, by which those that a new one may repeat are found
    "sketches",
    metadata,
    Column("mark", Integer, primary_key=True),  # 64 bits, signed
    Column("report", Integer, primary_key=True),  # seq of the report
    sqlite_with_rowid=False,
)

Index("ix_reports_origin_group", reports.c.origin_group)
Index("ix_reports_published", reports.c.published)

# What people and the log said is guarded by the file itself, whoever writes to it. The third trigger of each
# table is there because INSERT OR REPLACE deletes a row without firing the delete trigger.
GUARDED = {"judgements": ("seq", "id"), "custody": ("seq", "prev", "report_id", "hash")}


def guards() -> list[str]:
    """The triggers that forbid to change or delete judgements and the custody log (SQLite)."""
    made = []
    for table, keys in GUARDED.items():
        same = " OR ".join(f"{key} = NEW.{key}" for key in keys)
        stop = f"SELECT RAISE(ABORT, '{table} only grow'); END"
        again = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - names from GUARDED only
        made += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {stop}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {stop}",
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {again} BEGIN {stop}",
        ]
    return made
