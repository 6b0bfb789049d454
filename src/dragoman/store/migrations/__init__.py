"""Brings an older record up to today's schema, with alembic; a new record never comes here."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine

from dragoman.errors import StoreError
from dragoman.store import tables
from dragoman.store.opening import marks, stamp
from dragoman.store.patience import patiently

SCRIPTS = Path(__file__).parent


def bring_up_to_date(engine: Engine, where: str, scripts: Path = SCRIPTS) -> None:
    """Change an older record to today's schema: wholly, or after any error not at all."""

    def once() -> None:
        with engine.connect() as connection:
            # Batch mode makes a table anew and drops the old one, which foreign keys would forbid; the
            # setting can only change outside of a transaction.
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                if marks(connection).schema < tables.SCHEMA:  # else another process was faster
                    _upgrade(connection, where, scripts)
                connection.commit()
            finally:
                connection.rollback()
                connection.exec_driver_sql("PRAGMA foreign_keys=ON")

    patiently(once, where)


def _upgrade(connection: Connection, where: str, scripts: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as trouble:
        what = f"the record could not be brought up to date: {trouble}"
        raise StoreError(what, where=where, do="Nothing was changed: please report this") from trouble
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        what = f"the record could not be brought up to date: a row of {broken[0]} lost what it refers to"
        raise StoreError(what, where=where, do="Nothing was changed: please report this")
    stamp(connection)
