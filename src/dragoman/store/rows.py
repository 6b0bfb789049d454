"""Records as rows and rows as records; what is kept reads back equal, or is not kept."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Any, TypeVar, cast

import msgspec

from dragoman.errors import StoreError
from dragoman.ids import digest
from dragoman.records import Entry, Event, Finding, Issue, Judgement, Link, Reading, Report

T = TypeVar("T")
Row = dict[str, Any]

ZLIB_LEVEL = 6  # zlib's own default
_ENCODER = msgspec.json.Encoder()


@lru_cache(maxsize=16)
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def from_json(payload: str | bytes, kind: type[T], where: str) -> T:
    """A record read back from its JSON. Raises StoreError where the JSON is not such a record."""
    try:
        record: T = _decoder(cast("Any", kind)).decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError, TypeError) as trouble:
        what = f"a stored {kind.__name__.lower()} does not read back: {trouble}"
        raise StoreError(what, where=where, do=_DAMAGED) from None
    return record


def to_json(record: object, name: str) -> str:
    """A record as JSON that reads back equal.

    Raises StoreError where it would not: a number that is infinite or not a number, half of a surrogate pair,
    a list where the record has a tuple.
    """
    try:
        payload = _ENCODER.encode(record)
        same = _decoder(cast("Any", type(record))).decode(payload) == record
    except (msgspec.MsgspecError, UnicodeError, TypeError) as trouble:
        raise StoreError(f"{name} cannot be kept: {trouble}", do=_MISTAKE) from None
    if not same:
        raise StoreError(f"{name} cannot be kept: it would not read back the same", do=_MISTAKE)
    return payload.decode()


_MISTAKE = "This is a mistake in the step that made it, please report it"
_DAMAGED = "Run `dragoman verify`, then go back to a copy of the record or take the reports in again"


def text_digest(text: str) -> str:
    """The SHA-256 of a text as UTF-8, in hex."""
    return digest(text.encode("utf-8", "surrogatepass"))


def raw_row(raw: bytes, sha256: str) -> Row:
    """Raw bytes as a row. Raises StoreError where they do not have the hash."""
    if digest(raw) != sha256:
        raise StoreError("the raw bytes do not have the hash that the report gives", where=sha256, do=_MISTAKE)
    return {"sha256": sha256, "bytes": zlib.compress(raw, ZLIB_LEVEL), "size": len(raw)}


def report_row(report: Report, payload: str) -> Row:
    """A report as a row."""
    return {
        "id": report.id,
        "raw_sha256": report.raw_sha256,
        "given_id": report.given_id,
        "language": report.language,
        "published": report.published,
        "outlet": report.outlet,
        "origin_group": report.origin_group,
        "repeat_of": report.repeat_of,
        "payload": payload,
    }


def finding_row(finding: Finding, payload: str) -> Row:
    """A finding as a row."""
    claim, place, when = finding.claim, finding.place.chosen, finding.when.chosen
    return {
        "id": finding.id,
        "report_id": claim.report_id,
        "kind": claim.kind,
        "start": claim.trigger.start,
        "end": claim.trigger.end,
        "place_id": place.id if place else None,
        "country": place.country if place else None,
        "day_lower": when.lower if when else None,
        "day_upper": when.upper if when else None,
        "status": claim.stance.status,
        "payload": payload,
    }


def reading_row(reading: Reading) -> Row:
    """Whether a report was of interest, as a row."""
    return {
        "report_id": reading.report.id,
        "relevant": reading.relevant,
        "relevance": reading.relevance,
        "digest": reading.digest,
    }


def issue_row(issue: Issue, report_id: str | None) -> Row:
    """An issue as a row; its digest lets the same issue be noted once."""
    payload = to_json(issue, "an issue")
    key = digest(f"{report_id or ''}\n{payload}".encode())
    return {"digest": key, "report_id": report_id, "lost": issue.lost, "payload": payload}


def event_row(event: Event) -> Row:
    """An event as a row."""
    return {
        "id": event.id,
        "kind": event.kind,
        "episode": event.episode,
        "payload": to_json(event, f"event {event.id}"),
    }


def link_row(link: Link) -> Row:
    """A link as a row."""
    return {
        "left": link.left,
        "right": link.right,
        "verdict": link.verdict,
        "score": link.score,
        "payload": to_json(link, f"the link of {link.left} and {link.right}"),
    }


def entry_row(entry: Entry) -> Row:
    """A ledger line as a row."""
    return {
        "id": entry.id,
        "ledger": entry.ledger,
        "key": entry.key,
        "episode": entry.episode,
        "payload": to_json(entry, f"ledger line {entry.id}"),
    }


def judgement_row(judgement: Judgement) -> Row:
    """A judgement as a row."""
    return {
        "id": judgement.id,
        "subject": judgement.subject,
        "payload": to_json(judgement, f"judgement {judgement.id}"),
    }
