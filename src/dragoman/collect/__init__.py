"""Bytes to reports: one file for each source format, page furniture cut, copies marked.

``reports`` is the door; ``Repeats`` says which reports carry one origin text; ``source_of`` reads a
report's source again from its raw bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from dragoman.collect.files import STDIN, given_name, meant, name_of, under
from dragoman.collect.html import html_report, read_html
from dragoman.collect.plain import plain_report, read_plain
from dragoman.collect.repeats import Repeats, sketch_of
from dragoman.collect.report import LIMIT_CHARS, issue_of
from dragoman.collect.rows import table_of
from dragoman.collect.tables import jsonl_reports, read_csv, read_jsonl
from dragoman.collect.way_back import fits, source_of
from dragoman.errors import InputError
from dragoman.records import Issue, Report
from dragoman.settings import Settings

__all__ = ["LIMIT_CHARS", "READERS", "Repeats", "fits", "reports", "sketch_of", "source_of"]


class SizedReader(Protocol):
    """A reader that can also be told how long a report may be."""

    def __call__(self, path: Path, /, *, limit: int = ...) -> Iterator[tuple[Report, bytes] | Issue]:
        """Yield each report of the file with its raw bytes, or an issue."""


READERS: dict[str, SizedReader] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_jsonl,
    ".csv": read_csv,
}


def reports(
    paths: Sequence[str | Path], *, settings: Settings | None = None, stdin: bytes | None = None
) -> Iterator[tuple[Report, bytes] | Issue]:
    """Every report that files, folders with all in them, globs and ``-`` hold, in order.

    ``-`` stands for the bytes in ``stdin``. What cannot be read comes as an issue, and the rest goes on.
    ``settings.longest_text`` says how long a report may be; ``settings.into`` is the record, which is no report.
    Raises InputError at once, before anything is read, for a path where nothing is, and where nothing that is given
    is of a sort that is read.
    """
    limit = settings.longest_text if settings else LIMIT_CHARS
    if STDIN in map(str, paths) and stdin is None:
        raise InputError("nothing was handed in for -", where=STDIN, do="Pipe a text into the command")
    found = [(str(path), [] if str(path) == STDIN else meant(str(path))) for path in paths]
    if not any(asked == STDIN or any(map(_holds_any, files)) for asked, files in found):
        raise _nothing([asked for asked, _ in found])
    own = _own(settings.into) if settings else frozenset()
    return _each(found, stdin or b"", limit, own)


def _own(record: Path) -> frozenset[Path]:
    """The files of the record itself, which may lie in a folder of reports."""
    return frozenset(record.with_name(record.name + end).resolve() for end in ("", "-wal", "-shm", "-journal"))


def _holds_any(path: Path) -> bool:
    """False for a folder in which there is nothing to read or to tell of."""
    if not path.is_dir():
        return True
    return any(isinstance(p, Issue) or p.suffix.lower() in READERS for p in under(path))


def _nothing(asked: Sequence[str]) -> InputError:
    where, known = ", ".join(asked), ", ".join(READERS)
    return InputError("no report is here", where=where, do=f"Give files, or a folder that holds some: {known}.")


def _each(
    found: Iterable[tuple[str, list[Path]]], stdin: bytes, limit: int, own: frozenset[Path]
) -> Iterator[tuple[Report, bytes] | Issue]:
    for asked, files in found:
        if asked == STDIN:
            yield from _from_stdin(stdin, limit)
        for path in files:
            if path.is_dir():
                yield from _from_folder(path, limit, asked, own)
            elif path.resolve() not in own:
                yield from _from_file(path, limit, asked, by_name=True)


def _from_folder(folder: Path, limit: int, asked: str, own: frozenset[Path]) -> Iterator[tuple[Report, bytes] | Issue]:
    empty = True
    for path in under(folder):
        if isinstance(path, Issue):
            yield path
        elif path.suffix.lower() in READERS or path.resolve() not in own:
            yield from _from_file(path, limit, asked, by_name=False)
        empty = False
    if empty:
        yield Issue(name_of(folder), "is an empty folder", "Check that it is the folder you meant.", lost=False)


def _from_file(path: Path, limit: int, asked: str, *, by_name: bool) -> Iterator[tuple[Report, bytes] | Issue]:
    """The reports of one file; of a sort that is not read, only a file asked for by name counts as lost."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(READERS)
        yield Issue(name_of(path), f"is of no sort that is read ({known})", "Save it as one of these.", lost=by_name)
        return
    name, kept = name_of(path), given_name(asked, path)
    try:
        for found in reader(path, limit=limit):
            yield found if isinstance(found, Issue) else (_named(found[0], name, kept), found[1])
    except Exception as wrong:  # as in flow: what nobody foresaw in one file must not stop the others
        what = f"could not be read ({type(wrong).__name__}: {wrong})"
        yield Issue(name, what, "Please report this with the file; what follows in it was not read.")


def _named(report: Report, name: str, kept: str) -> Report:
    """The report under its file's name as it is kept; the row of a table stays behind it."""
    return report if name == kept else replace(report, source=kept + report.source.removeprefix(name))


def _from_stdin(raw: bytes, limit: int) -> Iterator[tuple[Report, bytes] | Issue]:
    """The reports in bytes that were piped in: JSON lines, a page or a plain text, told by how they begin."""
    begin = raw[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    try:
        if begin.startswith(b"{") and b'":' in begin.replace(b'" :', b'":'):
            yield from jsonl_reports(table_of(io.BytesIO(raw), STDIN, utf8=True), limit=limit)
        elif begin.startswith((b"<!doctype html", b"<html", b"<?xml", b"<!--")):
            yield from html_report(raw, STDIN, limit=limit)
        else:
            yield from plain_report(raw, STDIN, limit=limit)
    except InputError as error:
        yield issue_of(error)
