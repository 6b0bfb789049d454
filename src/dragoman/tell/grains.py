"""The rows of an export, grain by grain; what the columns mean stands in ``columns``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dragoman.records import Entry, Event, Fact, Finding, LedgerName, Value
from dragoman.tell import wording
from dragoman.tell.columns import CROSSWALK, GRAINS, LEDGER_FACTS, NUMBERS, PLACE, TIME
from dragoman.tell.numbers import number_of, numbers
from dragoman.tell.shown import Shown

Row = dict[str, Any]
LEDGERS: tuple[LedgerName, ...] = ("deals", "control", "states", "arms", "labels")


def rows(shown: Shown, grain: str) -> Iterator[Row]:
    """The rows of one grain, with every column of it, in order."""
    columns = GRAINS[grain]
    for row in _ROWS[grain](shown):
        yield {name: row.get(name) for name in columns}


def event_row(shown: Shown, event: Event) -> Row:
    """One event as a row."""
    veiled = shown.event(event)
    found = [shown.finding(f) for f in event.tellers if f in shown.raw]
    return {
        "event_id": veiled.id,
        "kind": veiled.kind,
        "status": wording.status_of(veiled, found),
        "standing": wording.standing(veiled, found, shown.own_status(veiled.kind)),
        "origins": veiled.origins,
        "reports": len({f.claim.report_id for f in found}),
        **_crosswalk(shown, veiled.kind),
        **_time(veiled.when),
        **_place(veiled.place),
        "actors": _who(found, "actor"),
        "recipients": _who(found, "recipient"),
        "victims": _who(found, "victim"),
        "parties": _who(found, "party"),
        "mediators": _who(found, "mediator"),
        **_bounds(veiled),
        "numbers": numbers(veiled, found),
        "disputed": [v.field for v in veiled.values if v.disputed],
        "aggregate": veiled.aggregate,
        "episode_id": veiled.episode,
        "claims": _listed(event.findings),
    }


def claim_row(shown: Shown, finding: Finding) -> Row:
    """One claim of one report as a row."""
    veiled = shown.finding(finding)
    claim = veiled.claim
    return {
        "claim_id": veiled.id,
        "event_id": shown.event_of.get(veiled.id),
        "report_id": claim.report_id,
        "kind": claim.kind,
        "status": claim.stance.status,
        "said": wording.said_how(claim),
        "evidence": shown.evidence(finding),
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        **_crosswalk(shown, claim.kind),
        **_time(veiled.when.chosen),
        **_place(veiled.place.chosen),
        "voices": shown.chain(finding),
        "background": claim.stance.background,
        "editorial": claim.stance.editorial,
        "aggregate": claim.aggregate,
        "score": round(claim.score, 4),
        "kind_confidence": claim.confidence.kind if claim.confidence else None,
        "status_confidence": claim.confidence.status if claim.confidence else None,
        "reason": claim.reason,
        "origin_group": veiled.origin_group,
        "maker": f"{claim.maker.name} {claim.maker.version}",
    }


def ledger_row(entry: Entry) -> Row:
    """One ledger line as a row."""
    return {
        "entry_id": entry.id,
        "key": entry.key,
        "episode_id": entry.episode,
        "status": entry.status,
        "interval": entry.interval,
        **{name: _listed(f.value for f in entry.get(name)) for name in LEDGER_FACTS[entry.ledger]},
        "said_by": _listed(f.said_by for f in entry.facts),
        "claims": _listed(entry.findings),
    }


def _events(shown: Shown) -> Iterator[Row]:
    return (event_row(shown, e) for e in shown.source.events())


def _values(shown: Shown) -> Iterator[Row]:
    for event in shown.events():
        for value in event.values:
            yield from _tellings(event, value)


def _tellings(event: Event, value: Value) -> Iterator[Row]:
    """Every value that is told of one field; a value that no claim gives word for word stands first."""
    told = {"event_id": event.id, "field": value.field, "disputed": value.disputed, "rule": value.rule}
    if value.value is not None and value.value not in {r.value for r in value.rivals}:
        yield {**told, "value": value.value, "chosen": not value.disputed, "origins": None, "claims": []}
    for rival in value.rivals:
        ids = {"origins": rival.origins, "claims": list(rival.findings)}
        yield {**told, "value": rival.value, "chosen": rival.value == value.value, **ids}


def _claims(shown: Shown) -> Iterator[Row]:
    return (claim_row(shown, f) for f in shown.raw.values())


def _sources(shown: Shown) -> Iterator[Row]:
    counts: dict[str, int] = {}
    for finding in shown.raw.values():
        counts[finding.claim.report_id] = counts.get(finding.claim.report_id, 0) + 1
    names = "given_id source url outlet title published language origin_group repeat_of raw_sha256".split()
    for report in shown.reports():
        told = {name: getattr(report, name) for name in names}
        told["origin_group"] = told["origin_group"] or report.id
        yield {"report_id": report.id, **told, "relevant_claims": counts.get(report.id, 0)}


def _places(shown: Shown) -> Iterator[Row]:
    for finding in shown.findings():
        choice = finding.place
        for candidate in choice.candidates:
            yield {
                "claim_id": finding.id,
                "chosen": candidate.value == choice.chosen,
                "place_id": candidate.value.id,
                **_place(candidate.value),
                "score": round(candidate.score, 4),
                "reason": candidate.reason,
            }


def _actors(shown: Shown) -> Iterator[Row]:
    for finding in shown.findings():
        for choice in finding.actors:
            actor = choice.actor.chosen
            yield {
                "claim_id": finding.id,
                "role": choice.role,
                "mention": choice.mention.words,
                "start": choice.mention.span.start,
                "end": choice.mention.span.end,
                "actor_id": actor.id if actor else None,
                "actor": actor.name if actor else None,
                "actor_kind": actor.kind if actor else None,
                "country": actor.country if actor else None,
                "provisional": actor.provisional if actor else None,
                "reason": choice.actor.reason,
            }


def _quantities(shown: Shown) -> Iterator[Row]:
    for finding in shown.findings():
        for q in finding.claim.quantities:
            told = {name: getattr(q, name) for name in ("kind", "low", "high", "approximate", "unit", "words")}
            ids = {"claim_id": finding.id, "event_id": shown.event_of.get(finding.id)}
            yield {**ids, **told, "start": q.span.start, "end": q.span.end}


def _terms(shown: Shown) -> Iterator[Row]:
    for entry in shown.entries("deals"):
        for fact in entry.get("term"):
            yield _term(entry, fact)


def _term(entry: Entry, fact: Fact) -> Row:
    told = {"term": fact.value, "state": fact.state, "when": fact.when, "words": fact.words, "said_by": fact.said_by}
    return {"entry_id": entry.id, "deal": entry.key, **told, "claims": _listed(fact.findings)}


def _facts(shown: Shown) -> Iterator[Row]:
    for entry in shown.entries():
        for fact in entry.facts:
            told = {name: getattr(fact, name) for name in ("name", "value", "state", "when", "words", "said_by")}
            yield {"entry_id": entry.id, "ledger": entry.ledger, **told, "claims": list(fact.findings)}


def _ledger(name: str) -> Callable[[Shown], Iterator[Row]]:
    return lambda shown: (ledger_row(entry) for entry in shown.entries(name))


_ROWS: dict[str, Callable[[Shown], Iterator[Row]]] = {
    "events": _events,
    "values": _values,
    "facts": _facts,
    "claims": _claims,
    "sources": _sources,
    "places": _places,
    "actors": _actors,
    "quantities": _quantities,
    "terms": _terms,
    **{name: _ledger(name) for name in LEDGERS},
}


def _time(when: Any) -> Row:
    if when is None:
        return dict.fromkeys(TIME)
    told = (when.lower, when.upper, when.edtf, when.basis, when.precision, when.order)
    return dict(zip(TIME, told, strict=True))


def _place(place: Any) -> Row:
    if place is None:
        return dict.fromkeys(PLACE)
    told = (place.name, place.lat, place.lon, place.radius_m, place.precision, place.country, place.admin1)
    return dict(zip(PLACE, told, strict=True))


def _crosswalk(shown: Shown, kind: str) -> Row:
    known = shown.kinds.get(kind)
    plover, acled = (known.plover, known.acled) if known else (None, None)
    codes = (plover and plover.category, plover and plover.mode, acled and acled.event_type)
    return dict(zip(CROSSWALK, (*codes, acled and acled.sub_event_type), strict=True))


def _bounds(event: Event) -> Row:
    """The bounds of the killed and the injured."""
    told = [number_of(event, kind) for kind in ("killed", "injured")]
    return dict(zip(NUMBERS, (x for b in told for x in ((b.low, b.high) if b else (None, None))), strict=True))


def _who(found: Iterable[Finding], role: str) -> list[str]:
    return _listed(name for f in found for name in wording.who(f, role))


def _listed(values: Iterable[Any]) -> list[str]:
    return list(dict.fromkeys(" ".join(str(v).split()) for v in values if v))
