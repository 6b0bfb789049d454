"""From a decoded source to a Report: cleaned, dated as far as it says, with its language and its way back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from dragoman.collect.clean import cleaned, through
from dragoman.collect.days import day_of
from dragoman.collect.files import name_of, whole
from dragoman.collect.head import chosen_day, head_of, url_dates
from dragoman.collect.language import given_language, language_of
from dragoman.errors import InputError
from dragoman.ids import content_id, digest
from dragoman.records import DateCandidate, Issue, Piece, Report, Residue

# The longest text taken as one report, in characters. Guessed: the longest reports on conflict (yearbooks
# of monitors) have about a million; beyond that a file is a dump of many reports.
LIMIT_CHARS = 2_000_000
_UNWRITABLE = re.compile("[\ud800-\udfff\0]")


class OfBytes(Protocol):
    """Reads the bytes of a source as one report."""

    def __call__(self, raw: bytes, where: str, /, *, limit: int) -> Iterator[tuple[Report, bytes] | Issue]:
        """Yield the report with its bytes, or an issue."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a source comes from: its name for people, its encoding, and its raw bytes."""

    where: str
    encoding: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Given:
    """What came with the text: fields of a row or of a page. None where there is nothing."""

    id: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    dates: tuple[DateCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Walked:
    """The main text of a page with its map to the page's source, and stretches known to be furniture."""

    text: str
    pieces: tuple[Piece, ...]
    marked: tuple[tuple[int, int, str], ...] = ()


def report_of(source: Walked, origin: Origin, given: Given, *, limit: int = LIMIT_CHARS) -> Report:
    """One report from a source. Raises InputError when no text is left, or it cannot be kept."""
    check_text(source.text, origin.where, limit)
    clean = cleaned(source.text, marked=source.marked, title=given.title)
    if not clean.text:
        raise InputError("has no text", where=origin.where, do="Leave it out, or check that its text was saved with it")
    head = head_of(clean.text, given.title, dated=not clean.chronicle)
    dates = (*_given_dates(given), *given.dates, *clean.dates, *head.dates, *url_dates(given.url))
    published = chosen_day(dates, date.today())
    outlet = given.outlet or clean.outlet
    report_id = content_id("rep", clean.text, given.url or "", outlet or "", published or "", given.id or "")
    return Report(
        id=report_id,
        text=clean.text,
        raw_sha256=digest(origin.raw),
        source=origin.where,
        encoding=origin.encoding,
        language=given_language(given.language) or language_of(clean.text),
        given_id=given.id,
        title=head.title,
        title_span=head.title_span,
        byline=head.byline,
        dateline=head.dateline,
        url=given.url,
        outlet=outlet,
        published=published,
        dates=tuple(dict.fromkeys(dates)),
        pieces=through(source.pieces, clean.pieces),
        residue=tuple(_moved(r, source.pieces) for r in clean.residue),
        origin_group=own_group(report_id),
    )


def of_file(path: Path, of_bytes: OfBytes, limit: int) -> Iterator[tuple[Report, bytes] | Issue]:
    """The report of a file that holds one, read from its bytes; or an issue where the file cannot be read."""
    try:
        yield from of_bytes(whole(path, limit), name_of(path), limit=limit)
    except InputError as error:
        yield issue_of(error)


def plain_walk(text: str) -> Walked:
    """A source that is its own text."""
    return Walked(text, ())


def own_group(report_id: str) -> str:
    """The origin group of a report that repeats no other."""
    return "org_" + report_id.removeprefix("rep_")


def issue_of(error: InputError, *, lost: bool = True) -> Issue:
    """A refused input as an issue, so that the rest can go on."""
    return Issue(where=error.where, what=error.what, do=error.do, lost=lost)


def check_text(text: str, where: str, limit: int = LIMIT_CHARS) -> None:
    """Refuse a text that is empty, too long, or holds characters that no file can keep."""
    if not text.strip():
        raise InputError("has no text", where=where, do="Leave it out, or check that its text was saved with it")
    if len(text) > limit:
        raise InputError(
            f"has {len(text):,} characters, more than the {limit:,} that one report may have",
            where=where,
            do="Split it into one file or row per report",
        )
    if found := _UNWRITABLE.search(text):
        raise InputError(
            f"holds a character that is no text (U+{ord(found[0]):04X} at {found.start()})",
            where=where,
            do="Save it again as UTF-8",
        )


def _given_dates(given: Given) -> tuple[DateCandidate, ...]:
    day = day_of(given.published)
    return (DateCandidate(day, "given", str(given.published)),) if day else ()


def _moved(residue: Residue, pieces: Sequence[Piece]) -> Residue:
    """A residue of a page's main text, placed in the page's source."""
    if not pieces:
        return residue
    inner = Piece(0, residue.source_end - residue.source_start, residue.source_start, residue.source_end)
    found = through(pieces, (inner,))
    start = min((p.source_start for p in found), default=residue.source_start)
    end = max((p.source_end for p in found), default=residue.source_end)
    return Residue(start, end, residue.words, residue.reason)
