"""Finds reports by their words: the same words however accents, apostrophes, hyphens and case are written.

The index (SQLite's FTS5) holds no text of its own and is filled when something is looked for, with the
reports kept since the last time: keeping stays fast, and a record filled where FTS5 is missing is caught up
with where it is not. Without FTS5 every report is looked at (LIKE), and a word is also found within a longer
one. What is veiled in a report is not found in it, so that a search confirms no name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from dragoman.errors import InputError
from dragoman.records import Report, Span
from dragoman.store.asked import Spellings, Wish, are_met, key_of, phrases_of, plain_key, wishes
from dragoman.store.patience import speaking, written
from dragoman.store.rows import from_json

TITLE_WEIGHT = 3.0  # a word in the title counts for three in the text; guessed
AROUND = 80  # characters of text shown on each side of a hit; guessed
INDEXED_AT_ONCE = 500  # reports; the writing lock is let go in between; guessed
_INDEX = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_words "
    "USING fts5(title, words, content='', tokenize='unicode61 remove_diacritics 2')"
)
_THROUGH = "search_through"  # the meta key for the seq of the last indexed report
READ_AT_ONCE = 50  # reports that were found; no query stays open meanwhile; guessed


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds the words looked for.

    ``span`` is where the first of them stands in the text below its title, ``excerpt`` the words around it; None
    where only the title holds them.
    """

    report_id: str
    title: str | None
    span: Span | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """The stretches of a report's title and text in which nothing may be found."""

    title: Sequence[Span] = ()
    text: Sequence[Span] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Words, how many reports at most, how names are spelt otherwise, and what is hidden of a report."""

    words: str
    limit: int = 20
    spellings: Spellings | None = None
    hidden: Callable[[Report], Hidden] | None = None


def hits(engine: Engine, where: str, question: Question) -> list[Hit]:
    """The reports that hold all the words, best first. Raises InputError where there are no words."""
    asked = wishes(question.words, question.spellings)
    if not asked:
        raise InputError("there are no words to look for", do="Write some, such as: dragoman search truce")
    with speaking(where), engine.connect() as connection:
        has_index = has_fts5(connection)
    if has_index:
        catch_up(engine, where)
    with speaking(where), engine.connect() as connection:
        found = (_by_index if has_index else _by_like)(connection, asked)
    told: list[Hit] = []
    for report in _reports(engine, where, found):
        hidden = question.hidden(report) if question.hidden else Hidden()
        if _is_shown(report, hidden, asked, whole_words=has_index):
            told.append(_hit(report, phrases_of(asked), hidden))
        if len(told) == question.limit:
            break
    return told


def _reports(engine: Engine, where: str, found: list[int]) -> Iterator[Report]:
    for at in range(0, len(found), READ_AT_ONCE):
        some = found[at : at + READ_AT_ONCE]
        query = f"SELECT seq, payload FROM reports WHERE seq IN ({','.join('?' * len(some))})"  # noqa: S608 - marks only
        with speaking(where), engine.connect() as connection:
            payloads = {row[0]: row[1] for row in connection.exec_driver_sql(query, tuple(some))}
        yield from (from_json(payloads[seq], Report, where) for seq in some)


def _is_shown(report: Report, hidden: Hidden, asked: Sequence[Wish], *, whole_words: bool) -> bool:
    """Do the words stand in what is shown of the report, too?"""
    if not hidden.title and not hidden.text:
        return True
    shown = [*_around(report.title or "", hidden.title), *_around(report.text, hidden.text)]
    return are_met(asked, [plain_key(words) for words in shown], whole_words=whole_words)


def _around(text: str, hidden: Sequence[Span]) -> Iterator[str]:
    """The stretches of a text between those that are hidden."""
    at = 0
    for span in sorted(hidden, key=lambda span: span.start):
        yield text[at : span.start]
        at = span.end
    yield text[at:]


def has_fts5(connection: Connection) -> bool:
    """Does this SQLite have FTS5?"""
    found = connection.exec_driver_sql("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").first()
    return found is not None


def catch_up(engine: Engine, where: str) -> int:
    """Index the reports kept since the last time, and say how many those were."""
    total = 0
    while not _is_current(engine, where):
        total += written(engine, where, lambda connection: _index_some(connection, where))
    return total


def _is_current(engine: Engine, where: str) -> bool:
    with speaking(where), engine.connect() as connection:
        newest = connection.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM reports").scalar_one()
        return _through(connection) >= int(newest) and _has_index(connection)


def _has_index(connection: Connection) -> bool:
    named = "SELECT 1 FROM sqlite_master WHERE name = 'search_words'"
    return connection.exec_driver_sql(named).first() is not None


def _through(connection: Connection) -> int:
    found = connection.exec_driver_sql("SELECT value FROM meta WHERE key = ?", (_THROUGH,)).scalar()
    return int(found or 0)


def _index_some(connection: Connection, where: str) -> int:
    connection.exec_driver_sql(_INDEX)
    query = "SELECT seq, payload FROM reports WHERE seq > ? ORDER BY seq LIMIT ?"
    found = connection.exec_driver_sql(query, (_through(connection), INDEXED_AT_ONCE)).all()
    rows = []
    for seq, payload in found:
        report = from_json(payload, Report, where)
        rows.append((seq, key_of(report.title or ""), key_of(report.text)))
    if rows:
        connection.exec_driver_sql("INSERT INTO search_words (rowid, title, words) VALUES (?, ?, ?)", rows)
        through = (_THROUGH, str(rows[-1][0]))
        connection.exec_driver_sql("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", through)
    return len(rows)


def _by_index(connection: Connection, asked: Sequence[Wish]) -> list[int]:
    """Which reports the index finds, best first. No phrase holds a quote: see ``plain_key``."""
    ways = [[" AND ".join(f'"{phrase}"' for phrase in way) for way in wish] for wish in asked]
    words = " AND ".join("(" + " OR ".join(f"({way})" for way in wish) + ")" for wish in ways)
    query = "SELECT rowid FROM search_words WHERE search_words MATCH ? ORDER BY bm25(search_words, ?, 1.0), rowid"
    return [row[0] for row in connection.exec_driver_sql(query, (words, TITLE_WEIGHT))]


def _by_like(connection: Connection, asked: Sequence[Wish]) -> list[int]:
    raw = connection.connection.driver_connection
    assert raw is not None  # a connection in use has one
    raw.create_function("report_has", 1, lambda payload: _payload_has(payload, asked), deterministic=True)
    return [
        row[0] for row in connection.exec_driver_sql("SELECT seq FROM reports WHERE report_has(payload) ORDER BY seq")
    ]


def _payload_has(payload: str, asked: Sequence[Wish]) -> bool:
    report = from_json(payload, Report, "")
    return are_met(asked, [plain_key(report.title or ""), plain_key(report.text)], whole_words=False)


def _hit(report: Report, phrases: list[str], hidden: Hidden) -> Hit:
    title = report.title_span or Span(0, 0)
    span = _first(report.text, phrases, (*hidden.text, title))
    at = span or Span(title.end, title.end)
    after = title.end if at.start >= title.end else 0  # the title is shown by itself
    excerpt = report.text[max(after, at.start - AROUND) : at.end + AROUND]
    return Hit(report.id, report.title, span, " ".join(excerpt.split()))


def _first(text: str, phrases: list[str], hidden: Sequence[Span]) -> Span | None:
    """Where the first of the phrases to come stands in the text, outside what is hidden."""
    tokens = [(key, span) for span in _chunks(text) for key in re.findall(r"\w+", key_of(span.of(text)))]
    sought = [phrase.split() for phrase in phrases]
    for at, (_, span) in enumerate(tokens):
        for phrase in sought:
            if [key for key, _ in tokens[at : at + len(phrase)]] == phrase:
                found = Span(span.start, tokens[at + len(phrase) - 1][1].end)
                if not any(found.meets(other) for other in hidden):
                    return found
    return None


def _chunks(text: str) -> Iterator[Span]:
    """The text between blanks, without the marks around it; accents stay with the letter before them."""
    for found in re.finditer(r"\S+", text):
        letters = [i for i in range(*found.span()) if text[i].isalnum() or unicodedata.combining(text[i])]
        if letters:
            yield Span(letters[0], letters[-1] + 1)
