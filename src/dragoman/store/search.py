"""Finds reports by their words: the same words however accents, apostrophes, hyphens and case are written.

The index (SQLite's FTS5) holds no text of its own and is filled when something is looked for, with the
reports kept since the last time: keeping stays fast, and a record filled where FTS5 is missing is caught up
with where it is not. Without FTS5 every report is looked at (LIKE), and a word is also found within a longer
one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from dragoman.records import Report, Span
from dragoman.store.patience import speaking, written
from dragoman.store.rows import from_json
from dragoman.text import APOSTROPHES, DASHES

TITLE_WEIGHT = 3.0  # a word in the title counts for three in the text; guessed
AROUND = 80  # characters of text shown on each side of a hit; guessed
INDEXED_AT_ONCE = 500  # reports; the writing lock is let go in between; guessed
_INDEX = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_words "
    "USING fts5(title, words, content='', tokenize='unicode61 remove_diacritics 2')"
)
_THROUGH = "search_through"  # the meta key for the seq of the last indexed report
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_JOINERS = {ord("'"): None} | dict.fromkeys(map(ord, "-.,/_()"), " ")  # as name_key has it


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds the words looked for.

    ``span`` is where the first of them stands in the text, ``excerpt`` the words around it; None where only
    the title holds them.
    """

    report_id: str
    title: str | None
    span: Span | None
    excerpt: str


def hits(engine: Engine, where: str, looked_for: str, limit: int) -> list[Hit]:
    """The reports that hold all the words, best first."""
    phrases = wanted(looked_for)
    if not phrases:
        return []
    with speaking(where), engine.connect() as connection:
        has_index = has_fts5(connection)
    if has_index:
        catch_up(engine, where)
    with speaking(where), engine.connect() as connection:
        payloads = (_by_index if has_index else _by_like)(connection, phrases, limit)
    return [_hit(from_json(payload, Report, where), phrases) for payload in payloads]


def wanted(looked_for: str) -> list[str]:
    """The words and "phrases in quotes" of a question, in normal form; marks alone are left out."""
    found = (quoted or word for quoted, word in re.findall(r'"([^"]*)"|([^\s"]+)', looked_for))
    keys = (" ".join(re.findall(r"\w+", key_of(part))) for part in found)
    return [key for key in keys if key]


def key_of(text: str) -> str:
    """The normal form of a text, the same as ``name_key`` gives, but quick for long ones and not stored."""
    plain = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).translate(DASHES))
    bare = _BEYOND_ASCII.sub(lambda found: "" if unicodedata.combining(found[0]) else found[0], plain)
    return " ".join(bare.translate(_JOINERS).lower().split())


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


def _by_index(connection: Connection, phrases: list[str], limit: int) -> list[str]:
    asked = " AND ".join(f'"{phrase}"' for phrase in phrases)  # no phrase holds a quote: see wanted
    query = (
        "SELECT reports.payload FROM search_words JOIN reports ON reports.seq = search_words.rowid "
        "WHERE search_words MATCH ? ORDER BY bm25(search_words, ?, 1.0), reports.seq LIMIT ?"
    )
    return [row[0] for row in connection.exec_driver_sql(query, (asked, TITLE_WEIGHT, limit))]


def _by_like(connection: Connection, phrases: list[str], limit: int) -> list[str]:
    raw = connection.connection.driver_connection
    assert raw is not None  # a connection in use has one
    raw.create_function("report_key", 1, _payload_key, deterministic=True)
    tests = " AND ".join("report_key(payload) LIKE ? ESCAPE '\\'" for _ in phrases)
    asked = tuple("%" + re.sub(r"([%_\\])", r"\\\1", phrase) + "%" for phrase in phrases)
    query = f"SELECT payload FROM reports WHERE {tests} ORDER BY seq LIMIT ?"  # noqa: S608 - only question marks
    return [row[0] for row in connection.exec_driver_sql(query, (*asked, limit))]


def _payload_key(payload: str) -> str:
    report = from_json(payload, Report, "")
    return " ".join(re.findall(r"\w+", key_of(f"{report.title or ''}\n{report.text}")))


def _hit(report: Report, phrases: list[str]) -> Hit:
    span = _first(report.text, phrases)
    at = span or Span(0, 0)
    excerpt = report.text[max(0, at.start - AROUND) : at.end + AROUND]
    return Hit(report.id, report.title, span, " ".join(excerpt.split()))


def _first(text: str, phrases: list[str]) -> Span | None:
    """Where the first of the phrases to come stands in the text."""
    tokens = [(key, span) for span in _chunks(text) for key in re.findall(r"\w+", key_of(span.of(text)))]
    sought = [phrase.split() for phrase in phrases]
    for at, (_, span) in enumerate(tokens):
        for phrase in sought:
            if [key for key, _ in tokens[at : at + len(phrase)]] == phrase:
                return Span(span.start, tokens[at + len(phrase) - 1][1].end)
    return None


def _chunks(text: str) -> Iterator[Span]:
    """The text between blanks, without the marks around it; accents stay with the letter before them."""
    for found in re.finditer(r"\S+", text):
        letters = [i for i in range(*found.span()) if text[i].isalnum() or unicodedata.combining(text[i])]
        if letters:
            yield Span(letters[0], letters[-1] + 1)
