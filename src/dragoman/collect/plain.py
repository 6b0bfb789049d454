"""Plain text files (.txt, .md): one file is one report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.collect.decode import decoded
from dragoman.collect.markdown import markdown_walk
from dragoman.collect.report import LIMIT_CHARS, Given, Origin, check_text, issue_of, of_file, plain_walk, report_of
from dragoman.errors import InputError
from dragoman.records import Issue, Report


def read_plain(path: Path, /, *, limit: int = LIMIT_CHARS) -> Iterator[tuple[Report, bytes] | Issue]:
    """Read a text file as one report, or tell why it cannot be read."""
    yield from of_file(path, plain_report, limit)


def plain_report(raw: bytes, where: str, *, limit: int = LIMIT_CHARS) -> Iterator[tuple[Report, bytes] | Issue]:
    """One report from the bytes of a text; the marks of a Markdown file are no part of its words."""
    try:
        found = decoded(raw, where)
        check_text(found.text, where, limit)
        marked = where.lower().endswith(".md")
        walked, given = markdown_walk(found.text) if marked else (plain_walk(found.text), Given())
        yield report_of(walked, Origin(where, found.encoding, raw), given, limit=limit), raw
    except InputError as error:
        yield issue_of(error)
