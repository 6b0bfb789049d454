"""From a report and its raw bytes back to its source: does every word stand where the report says?"""

from __future__ import annotations

import html

from dragoman.collect.tables import source_of_row
from dragoman.records import Report


def source_of(report: Report, raw: bytes) -> str | None:
    """The decoded source that the report's pieces point into, or None when nothing here fits the report.

    For a file that is its decoded text, for a row the value of its text field.
    """
    try:
        source = raw.decode(report.encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    if fits(report, source):
        return source
    return next((s for s in source_of_row(report, raw) if fits(report, s)), None)


def fits(report: Report, source: str) -> bool:
    """True when every piece of the source, entities decoded and blanks squeezed, gives its text."""
    if not report.pieces:
        return report.text == source
    return all(_same(source[p.source_start : p.source_end], report.text[p.start : p.end]) for p in report.pieces)


def _same(there: str, here: str) -> bool:
    return there == here or _squeezed(html.unescape(there)) == _squeezed(here)


def _squeezed(words: str) -> str:
    """Runs of blanks as one blank; a stretch of blanks alone is one too."""
    return " ".join(words.split()) or (" " if words else "")
