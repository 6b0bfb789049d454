"""Why a field has its value: from the words of the report to the rule or model that chose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.errors import InputError
from dragoman.records import Choice, Event, Finding, Maker, Span
from dragoman.tell import wording
from dragoman.tell.shown import Shown

FIELDS = ("kind", "status", "place", "when", "actors", "quantities", "voices", "score", "same")
Step = tuple[str, str]
_ALIASES = {
    "where": "place",
    "time": "when",
    "date": "when",
    "who": "actors",
    "actor": "actors",
    "recipient": "actors",
    "source": "voices",
    "sources": "voices",
    "killed": "quantities",
    "injured": "quantities",
    "links": "same",
    "event": "same",
}


def explain(shown: Shown, thing: Event | Finding, field: str, links: Any = ()) -> Iterator[Step]:
    """The steps from words to value, as (name, words) pairs. Raises InputError for a field that is not there."""
    name = _ALIASES.get(field, field)
    if isinstance(thing, Event):
        yield from _event(shown, thing, field, name, links)
        return
    if name not in FIELDS:
        raise InputError(f"there is no field {field!r}", do=f"Fields: {', '.join(FIELDS)}.")
    yield from _finding(shown, thing, name, links)


def _event(shown: Shown, event: Event, field: str, name: str, links: Any) -> Iterator[Step]:
    veiled = shown.event(event)
    value = veiled.value(field) or veiled.value(name)
    known = [v.field for v in veiled.values]
    if value is None and name not in FIELDS:
        raise InputError(f"there is no field {field!r}", do=f"Fields: {', '.join(dict.fromkeys((*known, *FIELDS)))}.")
    if value is not None:
        yield "value", value.value or "none chosen"
        yield "rule", value.rule
        for rival in value.rivals:
            origins = f"{rival.origins} origin{'' if rival.origins == 1 else 's'}"
            yield "rival", f"{rival.value}: {origins}, claims {', '.join(rival.findings)}"
        yield "made by", _maker(event.maker)
    for finding_id in event.findings:
        if finding_id in shown.raw and name in FIELDS:
            yield "claim", finding_id
            yield from _finding(shown, shown.raw[finding_id], name, links)


def _finding(shown: Shown, raw: Finding, name: str, links: Any) -> Iterator[Step]:
    finding = shown.finding(raw)
    claim = finding.claim
    yield "evidence", f"“{_flat(shown.evidence(raw))}” ({claim.evidence.start}–{claim.evidence.end})"
    match name:
        case "kind" | "score":
            yield "value", wording.kind_words(claim.kind)
            yield "cue", _quoted(shown, raw, claim.trigger)
            yield "reason", claim.reason or "none was noted"
            yield "score", f"{claim.score:.2f}"
            yield "made by", _maker(claim.maker)
        case "status":
            yield "value", claim.stance.status
            yield from (("cue", _quoted(shown, raw, cue)) for cue in claim.stance.cues)
            yield "made by", _maker(claim.maker)
        case "place":
            yield from _choice(shown, raw, finding.place, wording.where)
            yield "made by", _maker(finding.maker)
        case "when":
            yield from _choice(shown, raw, finding.when, _when)
            yield "published", finding.published or "unknown"
            yield "made by", _maker(finding.maker)
        case "actors":
            for choice in finding.actors:
                yield choice.role, f"“{_flat(choice.mention.words)}”"
                yield from _choice(shown, raw, choice.actor, lambda a: a.name if a else "none chosen")
            yield "made by", _maker(finding.maker)
        case "quantities":
            yield from (("number", f"{wording.amount(q)}, from “{_flat(q.words)}”") for q in claim.quantities)
            yield "made by", _maker(claim.maker)
        case "voices":
            yield "value", shown.chain(raw)
            for voice in claim.stance.voices:
                yield "voice", f"{wording.VOICES[voice.kind]}, {wording.kind_words(voice.naming)}"
            if claim.stance.said_by_cue:
                yield "cue", _quoted(shown, raw, claim.stance.said_by_cue)
            yield "made by", _maker(claim.maker)
        case "same":
            yield from _links(raw.id, links)


def _choice(shown: Shown, raw: Finding, choice: Choice[Any], words: Any) -> Iterator[Step]:
    yield "value", words(choice.chosen)
    if choice.mention:
        yield "words", _quoted(shown, raw, choice.mention)
    yield "reason", choice.reason + (" (inferred: no words carry it)" if choice.inferred else "")
    for candidate in choice.candidates:
        mark = "chosen" if candidate.value == choice.chosen else "rival"
        yield mark, f"{candidate.score:.2f}  {words(candidate.value)}: {candidate.reason}"


def _when(when: Any) -> str:
    return f"{wording.when(when)}, {wording.BASES[when.basis]}" if when else "day unknown"


def _links(finding_id: str, links: Any) -> Iterator[Step]:
    for link in links:
        if finding_id in (link.left, link.right):
            other = link.right if link.left == finding_id else link.left
            yield link.verdict, f"{other}, score {link.score:.2f}, made by {_maker(link.maker)}"
            yield from (("feature", f"{f.weight:+.2f}  {f.name}: {f.words}") for f in link.features)


def _quoted(shown: Shown, raw: Finding, span: Span) -> str:
    page = shown.page(raw.claim.report_id, raw)
    return f"“{_flat(page.at(span).of(page.text))}” ({span.start}–{span.end})"


def _maker(maker: Maker) -> str:
    return f"{maker.name} {maker.version}" + (f" ({maker.digest[:12]})" if maker.digest else "")


def _flat(words: str) -> str:
    return " ".join(words.split())
