"""Why a field has its value: from the words of the report to the rule or model that chose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dragoman.errors import InputError
from dragoman.records import Choice, Event, Feature, Finding, Maker, Quantity, Span, Value
from dragoman.tell import wording
from dragoman.tell.numbers import DIFFER, amount, is_count, kind_of, range_words
from dragoman.tell.shown import Shown

FIELDS = ("kind", "status", "place", "when", "actors", "quantities", "voices", "score", "same")
RULE_OF_CUES = "the words that set it: what denies, supposes or governs the act, else its verb"
RULE_WITHOUT_CUES = "no words of the clause deny, suppose, plan, demand or threaten it: it is told as done"
RULE_OF_READER = "no single word sets it: the learned reader tells it from the sentences around"
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
    "numbers": "quantities",
    "links": "same",
    "event": "same",
}


def explain(shown: Shown, thing: Event | Finding, field: str, links: Any = ()) -> Iterator[Step]:
    """The steps from words to value, as (name, words) pairs. Raises InputError for a field that is not there."""
    name = _ALIASES.get(field, field)
    if isinstance(thing, Event):
        yield from _event(shown, thing, field, name, links)
    elif numbers := _numbers(thing, field):
        yield from _finding(shown, thing, "quantities", links, numbers)
    elif name in FIELDS:
        yield from _finding(shown, thing, name, links)
    else:
        raise InputError(f"there is no field {field!r}", do=f"Fields: {', '.join(FIELDS)}.")


def plain(field: str) -> str:
    """The name of a field as it can be typed: "killed (soldiers)" is killed-soldiers."""
    return "-".join(re.findall(r"[^\W_]+", field.lower()))


def _event(shown: Shown, event: Event, field: str, name: str, links: Any) -> Iterator[Step]:
    veiled = shown.event(event)
    raw = [shown.raw[f] for f in event.tellers if f in shown.raw]
    counts = [v for v in veiled.values if is_count(v, raw) and _is_of(v.field, field)]
    values = counts or [v for v in veiled.values if plain(v.field) in (plain(field), plain(name))]
    if not values and name not in FIELDS:
        known = dict.fromkeys((*(plain(v.field) for v in veiled.values), *FIELDS))
        raise InputError(f"there is no field {field!r}", do=f"Fields: {', '.join(known)}.")
    for value in values:
        yield from _value(value, event, counted=bool(counts))
    for finding in raw:
        numbers = _numbers(finding, field) if counts else finding.claim.quantities
        if numbers if counts or name == "quantities" else name in FIELDS:
            yield "claim", finding.id
            yield from _finding(shown, finding, "quantities" if counts else name, links, numbers)


def _is_of(known: str, field: str) -> bool:
    """Is the known field of numbers the one asked for? Asked for "killed", all that were killed count."""
    return plain(field) in (plain(known), plain(kind_of(known)[0]))


def _numbers(finding: Finding, field: str) -> tuple[Quantity, ...]:
    """The numbers of a claim that bear on a field such as killed or killed-soldiers."""
    return tuple(q for q in finding.claim.quantities if _is_of(f"{q.kind} ({q.unit})", field))


def _value(value: Value, event: Event, *, counted: bool) -> Iterator[Step]:
    words = range_words if counted else str
    differ = DIFFER if value.disputed and counted else ""
    told = f"{plain(value.field)}: " if counted else ""
    yield "value", f"{told}{words(value.value)}{differ}" if value.value else "none chosen"
    yield "rule", value.rule
    for rival in value.rivals:
        origins = f"{rival.origins} origin{'' if rival.origins == 1 else 's'}"
        yield "rival", f"{words(rival.value)}: {origins}, claims {', '.join(rival.findings)}"
    yield "made by", _maker(event.maker)


def _finding(
    shown: Shown, raw: Finding, name: str, links: Any, numbers: tuple[Quantity, ...] | None = None
) -> Iterator[Step]:
    finding = shown.finding(raw)
    claim = finding.claim
    yield "evidence", f"“{_flat(shown.evidence(raw))}” ({claim.evidence.start}–{claim.evidence.end})"
    match name:
        case "kind" | "score":
            yield "value", wording.kind_words(claim.kind)
            yield "cue", _quoted(shown, raw, claim.trigger)
            yield "reason", claim.reason or "none was noted"
            yield "score", f"{claim.score:.2f}"
            if claim.confidence is not None:
                yield "confidence", f"{claim.confidence.kind:.2f} that the kind is right"
            yield "made by", _maker(claim.maker)
        case "status":
            yield "value", claim.stance.status
            yield from (("cue", _quoted(shown, raw, cue)) for cue in claim.stance.cues)
            done = claim.stance.status in ("occurred", "ongoing")
            yield "rule", RULE_OF_CUES if claim.stance.cues else RULE_WITHOUT_CUES if done else RULE_OF_READER
            if claim.confidence is not None:
                yield "confidence", f"{claim.confidence.status:.2f} that the status is right"
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
            told = finding.claim.quantities if numbers is None else numbers
            yield from (("number", f"{amount(q)}, from “{_flat(q.words)}”") for q in told)
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
    yield "reason", choice.reason + (f" (inferred: {_inferred(raw, choice)})" if choice.inferred else "")
    for candidate in sorted(choice.candidates, key=lambda c: -c.score):
        mark = "chosen" if candidate.value == choice.chosen else "rival"
        yield mark, f"{candidate.score:.2f}  {words(candidate.value)}: {candidate.reason}"


def _inferred(raw: Finding, choice: Choice[Any]) -> str:
    if choice.mention is None:
        return "no words carry it"
    return (
        "the words do not stand in the claim" if not choice.mention.meets(raw.claim.evidence) else "not told outright"
    )


def _when(when: Any) -> str:
    return f"{wording.when(when)}, {wording.BASES[when.basis]}" if when else "day unknown"


def _links(finding_id: str, links: Any) -> Iterator[Step]:
    for link in links:
        if finding_id in (link.left, link.right):
            other = link.right if link.left == finding_id else link.left
            yield link.verdict, f"{other}, score {link.score:.2f}, made by {_maker(link.maker)}"
            yield from (("feature", f"{f.weight:+.2f}  {_feature(f)}") for f in link.features)


def _feature(feature: Feature) -> str:
    """The words of a reason, with its name where they do not begin with it."""
    named = feature.words.startswith(f"{feature.name}:")
    return feature.words if named else f"{feature.name}: {feature.words}"


def _quoted(shown: Shown, raw: Finding, span: Span) -> str:
    page = shown.page(raw.claim.report_id, raw)
    return f"“{_flat(page.at(span).of(page.text))}” ({span.start}–{span.end})"


def _maker(maker: Maker) -> str:
    return f"{maker.name} {maker.version}" + (f" ({maker.digest[:12]})" if maker.digest else "")


def _flat(words: str) -> str:
    return " ".join(words.split())
