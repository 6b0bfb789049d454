"""What all commands share: settings, the open record, and where words are printed."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from dragoman.errors import DragomanError, InputError, sentence

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.settings import Settings
    from dragoman.store.record import Record
    from dragoman.tell.shown import Shown

WIDTH_UNKNOWN = 100  # columns where the output is no terminal and COLUMNS is not set; guessed


def settings(**flags: Any) -> Settings:
    """Settings from file, environment and flags."""
    from dragoman.settings import load

    if flags.get("world") == []:
        flags["world"] = None
    return load(**flags)


def opened(record: Path | None, *, create: bool = False) -> Record:
    """The record asked for, or the one of the settings; it must be there unless ``create``."""
    from dragoman.store import open_record

    return open_record(settings(into=record).into, create=create)


def console(*, err: bool = False) -> Console:
    """A Rich console that prints words as they are, and never lets words of a report act on the terminal."""
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    from dragoman.tell.harmless import Trimmed, harmless

    class Harmless(Console):
        def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
            for part in super().render(renderable, options):
                yield part if part.control else Segment(harmless(part.text), part.style)

    stream = sys.stderr if err else sys.stdout
    known = stream.isatty() or os.environ.get("COLUMNS")
    file = stream if stream.isatty() else cast("TextIO", Trimmed(stream))
    return Harmless(file=file, highlight=False, markup=False, width=None if known else WIDTH_UNKNOWN)


def show(*parts: Any) -> None:
    """Print words and tables."""
    out = console()
    for part in parts:
        out.print(part)


def heading(words: str, *, first: bool = False) -> None:
    """A title over what follows, parted from what stands before it."""
    from rich.text import Text

    show(Text(words if first else f"\n{words}", "bold underline"))


def put(value: Any) -> None:
    """Print one JSON document on one line."""
    import msgspec

    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def put_all(values: Iterable[Any]) -> None:
    """Print one JSON document a line, as they come."""
    for value in values:
        put(value)


def utf8_out() -> None:
    """Names in every script can be written, wherever the output goes and whatever the machine's own encoding."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the one who started us
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def complain(wrong: DragomanError) -> None:
    """One clear line on stderr: where, what, what to do. A file's name may hold characters that act: they only show."""
    from dragoman.tell.harmless import harmless

    where = f"{wrong.where}: " if wrong.where else ""
    do = f" {wrong.do}" if wrong.do else ""
    what = sentence(wrong.what, capital=False)
    sys.stderr.write(harmless(" ".join(f"dragoman: {where}{what}{do}".split())) + "\n")


def confess(wrong: Exception) -> int:
    """Say in one line what nobody foresaw, and keep its traceback in a file. The exit code."""
    if isinstance(wrong, BrokenPipeError):  # whoever read the output wanted no more
        _let_go_of_stdout()
        return 1
    if isinstance(wrong, OSError) and wrong.strerror:
        _let_go_of_stdout()
        do = "Check the disk that is written to, and that of temporary files, and run the command again."
        complain(DragomanError(wrong.strerror.lower(), where=str(wrong.filename or ""), do=do))
        return DragomanError.exit_code
    do = f"This is a mistake in Dragoman: please report it{_traceback_kept(wrong)}. What was kept before stays."
    complain(DragomanError(f"{type(wrong).__name__}: {wrong}", do=do))
    return DragomanError.exit_code


def _traceback_kept(wrong: Exception) -> str:
    """Where the traceback was written, as words to go on with; nothing where it could not be."""
    import tempfile
    import traceback

    try:
        with tempfile.NamedTemporaryFile("w", prefix="dragoman-", suffix=".txt", delete=False, encoding="utf-8") as out:
            out.write("".join(traceback.format_exception(wrong)))
        return f" with the file {out.name}"
    except OSError:
        return ""


def _let_go_of_stdout() -> None:
    """Send what is still unwritten nowhere, so that Python does not try again at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def shown(record: Record, *, reveal: bool = False) -> Shown:
    """The record seen through the veil, with the kinds of its world or of the one that the settings name."""
    from dragoman.commands.remarks import world_of
    from dragoman.tell.shown import Shown

    return Shown(record, reveal=reveal, world=world_of(record, settings().world))


def revealing(record: Record, what: str, reveal: bool, why: str | None) -> Shown:
    """The record seen through the veil; with ``reveal``, as it is, and the reason is kept for good."""
    if reveal:
        record.judge(_note(what, reason(why)))
    return shown(record, reveal=reveal)


def reason(why: str | None) -> str:
    """The reason for lifting the veil. Raises InputError where none was given."""
    if not (why or "").strip():
        raise InputError("--reveal needs a reason", do="Say it with --why; it is kept in the record.")
    return str(why).strip()


def user() -> str:
    """Who sits at the machine, by the name that it knows."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _note(what: str, why: str) -> Any:
    from dragoman.ids import content_id
    from dragoman.records import Judgement

    at, by = now(), user()
    return Judgement(content_id("jdg", "reveal", what, by, at, why), "record", "reveal", what, by, at, why)


def now() -> str:
    """The time in UTC, ISO."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
