"""The rows of a table file one after another, with their raw bytes, however long or broken the file is."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from dragoman.collect.decode import encoding_of_table
from dragoman.collect.files import name_of, unreadable
from dragoman.errors import InputError

_SAMPLE = 262_144  # bytes from which the encoding of a table is told (guessed)
_JOINED_LINES = 20_000  # the most lines that one quoted row may run over (guessed)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as an editor shows it, its words, and its raw bytes. ``long``: cut off."""

    number: int
    words: str
    raw: bytes
    long: bool = False
    end: str = ""  # its line end


@dataclass(frozen=True, slots=True)
class Table:
    """An open table: its name, its encoding, and its lines as text that can be turned back into its bytes."""

    where: str
    encoding: str
    lines: TextIO

    def raw(self, words: str) -> bytes:
        """The bytes that some words of the table were read from."""
        return words.encode(self.encoding, "replace" if self.encoding.startswith("utf-16") else "surrogateescape")


def opened(path: Path, *, utf8: bool = False) -> Table:
    """Open a table file. Raises InputError when it is empty, binary or cannot be read."""
    try:
        return table_of(path.open("rb"), name_of(path), utf8=utf8)
    except OSError as error:
        raise unreadable(path, error) from error


def table_of(stream: BinaryIO, where: str, *, utf8: bool = False) -> Table:
    """A table from a stream of bytes that can be wound back; ``utf8``: its format allows no other encoding."""
    try:
        sample = stream.read(_SAMPLE)
        found = encoding_of_table(sample, where, utf8=utf8)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    skip = {"utf-8-sig": 3, "utf-16": 2, "utf-32": 4}.get(found, 0)
    stream.seek(skip)
    encoding = {
        "utf-8-sig": "utf-8",
        "utf-16": "utf-16-le" if sample[:2] == b"\xff\xfe" else "utf-16-be",
        "utf-32": "utf-32-le" if sample[:2] == b"\xff\xfe" else "utf-32-be",
    }.get(found, found)
    errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    return Table(where, encoding, io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="\n"))


def line_rows(table: Table, limit: int) -> Iterator[Row]:
    """Each line as a row; of one longer than ``limit`` characters only the start, marked ``long``."""
    number = 0
    while line := _read(table, limit):
        number += 1
        words = line.rstrip("\r\n")
        if len(line) > limit:
            _skip_line(table, line)
            yield Row(number, words[:200], b"", long=True)
        else:
            yield Row(number, words, table.raw(words), end=line[len(words) :])


def quoted_rows(table: Table, limit: int) -> Iterator[Row]:
    """The records of a CSV file; a quoted field may run over several lines.

    A row whose quote is never closed is given as it stands on its first line, and reading goes on after that.
    """
    waiting: deque[Row] = deque()
    lines = line_rows(table, limit)
    number = 0
    while row := _next(waiting, lines):
        number += 1
        if row.long or row.words.count('"') % 2 == 0:
            yield Row(number, row.words, row.raw, row.long)
            continue
        more = _until_closed(row, waiting, lines, limit)
        if more is None:
            yield Row(number, row.words, row.raw)
            continue
        words = "".join(r.words + r.end for r in [row, *more[:-1]]) + more[-1].words
        yield Row(number, words, table.raw(words))


def _until_closed(row: Row, waiting: deque[Row], lines: Iterator[Row], limit: int) -> list[Row] | None:
    """The lines up to the one that closes the quote; None when none does: then all wait to be read as rows.

    When none does, all lines looked at have even quotes, so none is looked at twice: the time stays linear.
    """
    more: list[Row] = []
    size = len(row.words)
    while size <= limit and len(more) < _JOINED_LINES:
        after = _next(waiting, lines)
        if after is None or after.long:
            more += [after] if after else []
            break
        more.append(after)
        size += len(after.words) + 1
        if after.words.count('"') % 2:
            return more
    waiting.extendleft(reversed(more))
    return None


def _next(waiting: deque[Row], lines: Iterator[Row]) -> Row | None:
    return waiting.popleft() if waiting else next(lines, None)


def _read(table: Table, limit: int) -> str:
    try:
        return table.lines.readline(limit + 1)
    except OSError as error:
        raise unreadable(Path(table.where), error) from error
    except UnicodeError as error:
        raise InputError(f"is broken ({error})", where=table.where, do="Save it again as UTF-8") from error


def _skip_line(table: Table, start: str) -> None:
    part = start
    while part and not part.endswith("\n"):
        part = _read(table, 1_000_000)


def fields_of(words: str, mark: str) -> list[str] | None:
    """The fields of a CSV record (RFC 4180), or None when its quotes are wrong."""
    found: list[str] = []
    at = 0
    while True:
        if words.startswith('"', at):
            end = _closing_quote(words, at + 1)
            if end is None or (end + 1 < len(words) and not words.startswith(mark, end + 1)):
                return None
            found.append(words[at + 1 : end].replace('""', '"'))
            at = end + 1
        else:
            stop = words.find(mark, at)
            end = len(words) if stop < 0 else stop
            found.append(words[at:end])
            at = end
        if at >= len(words):
            return found
        at += len(mark)


def _closing_quote(words: str, at: int) -> int | None:
    while (end := words.find('"', at)) >= 0:
        if not words.startswith('""', end):
            return end
        at = end + 2
    return None
