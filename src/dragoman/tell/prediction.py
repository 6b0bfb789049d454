"""Shapes readings as JSON lines: one report a line, with its claims, for pipes and for scoring.

Offsets are those of the user's own text wherever the way back is exact (``offsets: "source"``); for pages they count
in the text that was read out of the page (``offsets: "text"``), which then stands in the line too (``text``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from dragoman.records import Choice, Event, Finding, Place, Reading, Report, Span, Voice, When
from dragoman.tell import wording
from dragoman.tell.shown import Shown
from dragoman.tell.veil import Page
from dragoman.text import to_source
from dragoman.world import Kind

BASIS = {
    "stated": "explicit",
    "relative": "relative_to_publication",
    "chained": "context",
    "published": "context",
    "none": None,
}
GRANULARITY = ("day", "interval", "month", "year", "bounds", "unknown")
_WHO = ("actor", "recipient", "mediator", "party", "victim")
_COUNTED_AS = {"abducted": "other", "released": "other"}  # the file format has no kinds of its own for these


def line(shown: Shown, reading: Reading, kinds: Mapping[str, Kind], *, reasons: bool = False) -> dict[str, Any]:
    """One report with all that was read in it, as plain values. ``reasons`` adds why each choice fell as it did."""
    report = reading.report
    way = Way(report, shown.page(report.id))
    events = shown.known_events
    return {
        "id": report.given_id or report.id,
        "report_id": report.id,
        "relevant": reading.relevant,
        "relevance": round(reading.relevance, 4),
        "origin_group": report.origin_group or report.id,
        "repeat_of": report.repeat_of,
        "language": report.language,
        "published": report.published,
        "offsets": way.name,
        **({"text": way.text} if way.name == "text" else {}),
        "claims": [_claim(shown, way, f, kinds, events, reasons) for f in reading.findings],
        "issues": [{"where": i.where, "what": i.what, "do": i.do} for i in reading.issues],
    }


class Way:
    """The way from a report's text back to the text that the user gave, or to the page as it may be shown."""

    def __init__(self, report: Report, page: Page | None = None) -> None:
        mapped = all(p.end - p.start == p.source_end - p.source_start for p in report.pieces)
        self.name = "source" if mapped and not _is_page(report) else "text"
        self._report, self._page = report, page or Page(report.text, ())
        self.text = self._page.text

    def __call__(self, span: Span) -> tuple[int, int]:
        """Where the span stands, as (start, end)."""
        if self.name == "source":
            return to_source(self._report.pieces, span)
        there = self._page.at(span)
        return there.start, there.end

    def words(self, span: Span) -> str:
        """The words there."""
        return span.of(self._report.text)


def _is_page(report: Report) -> bool:
    return report.source.lower().partition("#")[0].endswith((".html", ".htm"))


def _claim(
    shown: Shown,
    way: Way,
    raw: Finding,
    kinds: Mapping[str, Kind],
    events: Mapping[str, Event],
    reasons: bool,
) -> dict[str, Any]:
    finding = shown.finding(raw)
    claim = finding.claim
    kind = kinds.get(claim.kind)
    event = events.get(finding.id)
    start, end = way(claim.evidence)
    made = {
        "claim_id": finding.id,
        "evidence": shown.evidence(raw),
        "start": start,
        "end": end,
        "trigger": {"words": shown.veil_words(raw, way.words(claim.trigger)), **_at(way, claim.trigger)},
        "kind": claim.kind,
        "acled": msgspec.to_builtins(kind.acled) if kind and kind.acled else None,
        "plover": kind.plover.category if kind and kind.plover else None,
        "status": claim.stance.status,
        "score": round(claim.score, 4),
        "confidence": msgspec.to_builtins(claim.confidence) if claim.confidence else None,
        "actors": [_actor(way, c) for c in finding.actors if c.role in _WHO],
        "place": _place(shown, raw, way, finding.place),
        "time": _time(shown, raw, way, finding.when),
        "quantities": [
            {
                "kind": _COUNTED_AS.get(q.kind, q.kind),
                "low": q.low,
                "high": q.high,
                "approximate": q.approximate,
                "unit": q.unit,
                **_mention(way, q.words, q.span),
            }
            for q in claim.quantities
        ],
        "sources": [_source(shown, raw, way, v) for v in claim.stance.voices],
        "event_id": event.id if event else None,
        "episode_id": shown.event(event).episode if event else None,
        "background": claim.stance.background,
        "editorial": claim.stance.editorial,
        "aggregate": claim.aggregate,
        "labels": [{"slant": label.slant, **_mention(way, label.words, label.span)} for label in claim.labels],
    }
    return {**made, "reasons": _reasons(finding)} if reasons else made


def _at(way: Way, span: Span) -> dict[str, int]:
    start, end = way(span)
    return {"start": start, "end": end}


def _mention(way: Way, words: str, span: Span) -> dict[str, Any]:
    start, end = way(span)
    return {"mention": words, "mention_start": start, "mention_end": end}


def _actor(way: Way, choice: Any) -> dict[str, Any]:
    actor = choice.actor.chosen
    return {
        "role": choice.role,
        **_mention(way, choice.mention.words, choice.mention.span),
        "score": choice.mention.score,
        "canonical": actor.name if actor else None,
        "actor_id": actor.id if actor else None,
    }


def _place(shown: Shown, raw: Finding, way: Way, choice: Choice[Place]) -> dict[str, Any] | None:
    place = choice.chosen
    if place is None:
        return None
    words = shown.veil_words(raw, way.words(choice.mention)) if choice.mention else None
    told = {"name": place.name, "lat": place.lat, "lon": place.lon, "precision": place.precision}
    told |= {"radius_m": place.radius_m, "country": place.country, "id": place.id}
    return {"mention": words, **(_at(way, choice.mention) if choice.mention else {}), **told}


def _time(shown: Shown, raw: Finding, way: Way, choice: Choice[When]) -> dict[str, Any]:
    when = choice.chosen or When(None, None, "", "none")
    words = shown.veil_words(raw, way.words(choice.mention)) if choice.mention else None
    return {
        "start": when.lower,
        "end": when.upper,
        "granularity": _granularity(when),
        "basis": BASIS[when.basis],
        "mention": words,
        **({f"mention_{k}": v for k, v in _at(way, choice.mention).items()} if choice.mention else {}),
        "edtf": when.edtf,
        "order": when.order,
    }


def _granularity(when: When) -> str:
    if when.lower is None and when.upper is None:
        return "unknown"
    return when.precision if when.precision in GRANULARITY else "interval"


def _source(shown: Shown, raw: Finding, way: Way, voice: Voice) -> dict[str, Any]:
    words = voice.words or (way.words(voice.span) if voice.span else None)
    told = shown.veil_words(raw, words) if words else None
    name = shown.veil_words(raw, voice.name) if voice.name else None
    at = {f"mention_{k}": v for k, v in _at(way, voice.span).items()} if voice.span else {}
    return {"name": name or told, "kind": voice.kind, "naming": voice.naming, "mention": told, **at}


def _reasons(finding: Finding) -> dict[str, Any]:
    """Why the kind, the place, the time and each actor were chosen."""
    return {
        "kind": finding.claim.reason,
        "place": finding.place.reason,
        "time": finding.when.reason,
        "actors": [{"mention": c.mention.words, "reason": c.actor.reason} for c in finding.actors],
        "said": wording.said_how(finding.claim),
    }
