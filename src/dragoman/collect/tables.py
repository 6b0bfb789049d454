"""Tables of reports (.jsonl, .csv): one report a row; a bad row is an issue and the rest goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.collect.days import day_of, possible
from dragoman.collect.report import LIMIT_CHARS, Given, Origin, check_text, issue_of, plain_walk, report_of
from dragoman.collect.rows import Row, Table, fields_of, line_rows, opened, quoted_rows
from dragoman.errors import InputError
from dragoman.records import Issue, Report

# What the columns are called, best name first; case does not matter.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "report_id", "doc_id"),
    "text": ("text", "body", "content", "event_text"),
    "title": ("title", "headline"),
    "published": ("published", "date", "dct"),
    "url": ("url", "link"),
    "outlet": ("publisher", "outlet", "source"),
    "language": ("language", "lang"),
}
_ROOM = 8  # a row may be this many times longer than its text: other columns, and JSON's \uXXXX escapes
_MARKS = ",;\t|"


def read_jsonl(path: Path, /, *, limit: int = LIMIT_CHARS) -> Iterator[tuple[Report, bytes] | Issue]:
    """Read a file with one JSON record a line, one report each."""
    try:
        table = opened(path, utf8=True)
        with table.lines:
            yield from jsonl_reports(table, limit=limit)
    except InputError as error:
        yield issue_of(error)


def read_csv(path: Path, /, *, limit: int = LIMIT_CHARS) -> Iterator[tuple[Report, bytes] | Issue]:
    """Read a CSV file with a header, one report a row."""
    try:
        table = opened(path)
        with table.lines:
            yield from csv_reports(table, limit=limit)
    except InputError as error:
        yield issue_of(error)


def jsonl_reports(table: Table, *, limit: int = LIMIT_CHARS) -> Iterator[tuple[Report, bytes] | Issue]:
    """The reports of an open table of JSON lines."""
    for row in line_rows(table, limit * _ROOM):
        where = f"{table.where}, row {row.number}"
        if not row.words.strip():  # no report stood there
            continue
        try:
            _check_row(row, where, limit)
            record = json_record(row.words, where)
            yield _report(record, row, Origin(where, table.encoding, row.raw), limit)
            yield from _undated(record, where)
        except InputError as error:
            yield issue_of(error)


def csv_reports(table: Table, *, limit: int = LIMIT_CHARS) -> Iterator[tuple[Report, bytes] | Issue]:
    """The reports of an open CSV table. Raises InputError when its header names no column of text."""
    rows = quoted_rows(table, limit * _ROOM)
    header = next(rows, None)
    if header is None or header.long:
        raise InputError("has no header row", where=table.where, do=_columns_wanted())
    mark = max(_MARKS, key=header.words.count)
    names = fields_of(header.words, mark) or []
    if not _field(dict.fromkeys(names, "x"), "text"):
        raise InputError("has no column with the text", where=table.where, do=_columns_wanted())
    row = header
    for row in rows:
        where = f"{table.where}, row {row.number}"
        if not row.words.strip():  # no report stood there
            continue
        try:
            _check_row(row, where, limit)
            record = _csv_record(row.words, names, mark, where)
            yield _report(record, row, Origin(where, table.encoding, row.raw), limit)
            yield from _undated(record, where)
        except InputError as error:
            yield issue_of(error)
    if row is header:
        yield Issue(table.where, "has a header row and no other", "Check that it was saved whole.", lost=False)


def source_of_row(report: Report, raw: bytes) -> list[str]:
    """The texts that a row's bytes may give as the source of its report: one for JSON, each field for CSV."""
    words = raw.decode(report.encoding)
    if words.lstrip().startswith("{"):
        try:
            return [str(_field(json_record(words, report.source), "text"))]
        except InputError:
            pass
    return [field for mark in _MARKS for field in fields_of(words, mark) or []]


def json_record(words: str, where: str) -> Mapping[str, Any]:
    """One line of JSON as a record. Raises InputError that says what is wrong with it."""
    try:
        read = json.loads(words)
    except json.JSONDecodeError as error:
        raise InputError(
            f"is not JSON: {error.msg} at character {error.pos}", where=where, do="Mend or remove the row"
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            "is JSON that is too deep or has too long a number", where=where, do="Remove the row"
        ) from error
    if not isinstance(read, dict):
        raise InputError("is JSON but no record", where=where, do='Each row must be like {"id": …, "text": …}')
    return read


def _check_row(row: Row, where: str, limit: int) -> None:
    if row.long:
        raise InputError(
            f"is longer than {limit * _ROOM:,} characters, more than one report may have",
            where=where,
            do="Split it into one row per report",
        )
    if any("\udc80" <= c <= "\udcff" for c in row.words):
        raise InputError(
            "holds bytes that are not in the file's encoding", where=where, do="Save the file again as UTF-8"
        )


def _csv_record(words: str, names: list[str], mark: str, where: str) -> Mapping[str, Any]:
    fields = fields_of(words, mark)
    if fields is None:
        raise InputError(
            "has a quote that is never closed or stands alone", where=where, do='Write " inside a field as ""'
        )
    if len(fields) > len(names):
        raise InputError(
            f"has {len(fields)} fields, the header {len(names)}",
            where=where,
            do='Put fields with separators in "quotes"',
        )
    return dict(zip(names, fields, strict=False))


def _report(record: Mapping[str, Any], row: Row, origin: Origin, limit: int) -> tuple[Report, bytes]:
    """The report of one record."""
    text = _field(record, "text")
    if not isinstance(text, str):
        raise InputError("has no text", where=origin.where, do=_columns_wanted())
    given = _given(record)
    for value in (given.id, given.title, given.published, given.url, given.outlet, given.language):
        if value is not None:
            check_text(value, origin.where, limit)
    return report_of(plain_walk(text), origin, given, limit=limit), row.raw


def _undated(record: Mapping[str, Any], where: str) -> Iterator[Issue]:
    """An issue where a row gives a day of publication that cannot be believed; its report is taken in without it."""
    told = _plain(_field(record, "published"))
    day = day_of(told)
    if told is None or (day and possible(day, date.today())):
        return
    why = "lies ahead" if day and day > date.today().isoformat() else "is no day that can be read"
    do = "Write it as 2021-08-31; or say it with `dragoman date REPORT DAY`."
    yield Issue(where, f"gives “{told[:40]}” as the day of publication, which {why}; it was left out", do, lost=False)


def _given(record: Mapping[str, Any]) -> Given:
    return Given(
        id=_plain(_field(record, "id")),
        title=_plain(_field(record, "title")),
        published=_plain(_field(record, "published")),
        url=_plain(_field(record, "url")),
        outlet=_plain(_field(record, "outlet")),
        language=_plain(_field(record, "language")),
    )


def _field(record: Mapping[str, Any], field: str) -> Any:
    """The value of the first column whose name means this field and that is not empty."""
    by_name = {str(k).strip().lower(): v for k, v in record.items()}
    values = (by_name.get(name) for name in FIELDS[field])
    return next((v for v in values if v not in (None, "", [], {})), None)


def _plain(value: Any) -> str | None:
    """A cell as a text: numbers as they are written, a record by its name, lists not at all."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _columns_wanted() -> str:
    return f"Name the column with the text one of: {', '.join(FIELDS['text'])}"
