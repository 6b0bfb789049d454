"""The tables of an export: which columns each grain has, what they mean, and the rows that fill them.

A grain is what one row stands for. Columns keep their order and meaning from version to version; new ones are
added at the end. Days are ISO, times EDTF, places WGS84 degrees with the radius of what is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dragoman.records import Entry, Event, Fact, Finding
from dragoman.tell import wording
from dragoman.tell.shown import Shown

Row = dict[str, Any]
Columns = dict[str, str]

_PLACE: Columns = {
    "place": "name of the place; empty where unknown",
    "lat": "latitude, WGS84 degrees",
    "lon": "longitude, WGS84 degrees",
    "radius_m": "radius of what is not known round the point, metres",
    "precision": "exact, district, town, province or country",
    "country": "ISO 3166-1 alpha-2",
    "admin1": "province or state: its name, or its code in GeoNames",
}
_TIME: Columns = {
    "date_start": "first possible day, ISO; empty where open or unknown",
    "date_end": "last possible day, ISO; empty where open or unknown",
    "edtf": "the time in EDTF",
    "date_basis": "stated, relative, chained, published (bounded by the report's day only) or none",
    "date_precision": "day, interval, month, season, year, bounds or unknown",
    "date_order": "order among undated acts of a report, where no day is known",
}
_LEDGER: Columns = {
    "entry_id": "id of the ledger line",
    "key": "what the line is about",
    "episode_id": "episode that the line belongs to",
    "status": "how the line stands, as reported",
    "interval": "time in EDTF",
    "facts": "name=value pairs of the line, by ' | '",
    "said_by": "who says so, by ' | '",
    "claims": "ids of the claims that bear the line, by ' | '",
}

GRAINS: dict[str, Columns] = {
    "events": {
        "event_id": "id of the event; content-stable",
        "kind": "kind of act or state in the ontology",
        "standing": "reported, claimed, denied or contested, and by how many independent origins",
        "origins": "number of independent origin texts (copies are not counted)",
        "reports": "number of reports, copies included",
        **_TIME,
        **_PLACE,
        "actors": "who did it or took part, by ' | '",
        "recipients": "to whom it was done, by ' | '",
        "values": "merged fields as field=value, by ' | '",
        "disputed": "fields on which reports differ, by ' | '",
        "rivals": "every value given, as field=value (origins), by ' | '",
        "aggregate": "true for a total over many acts or places: never one point event",
        "episode_id": "episode that the event belongs to",
        "claims": "ids of its claims, by ' | '",
    },
    "claims": {
        "claim_id": "id of the finding: one claim of one report with its choices",
        "event_id": "event that the claim tells of",
        "report_id": "report that says so",
        "kind": "kind of act or state in the ontology",
        "status": "occurred, ongoing, planned, offered, demanded, threatened, failed, denied or hypothetical",
        "said": "reported, claimed, denied, or asserted without a source",
        "evidence": "the report's own words; private persons are veiled ‹so›",
        "start": "where the evidence starts in the report's text, code points",
        "end": "where it ends (exclusive)",
        "trigger_start": "where the word that tells the kind starts",
        "trigger_end": "where it ends",
        **_TIME,
        **_PLACE,
        "voices": "who says so through whom, first voice first",
        "background": "true where told as history",
        "editorial": "true where the outlet asserts it with no source",
        "aggregate": "true for a total over many acts or places",
        "score": "how sure the reading of the kind is, 0 to 1",
        "reason": "the cue or model that chose the kind",
        "origin_group": "shared by copies of one text",
        "maker": "step and version that made the claim",
    },
    "sources": {
        "report_id": "id of the report",
        "given_id": "id that your file gave it",
        "source": "file (and row) it was read from",
        "url": "address, where known",
        "outlet": "who published it, as read",
        "title": "title",
        "published": "day of publication, ISO; empty where unknown: never today",
        "language": "ISO 639-1",
        "origin_group": "shared by copies of one text",
        "repeat_of": "earlier report that this one repeats",
        "raw_sha256": "SHA-256 of the raw bytes",
        "relevant_claims": "number of claims read in it",
    },
    "places": {
        "claim_id": "claim that the choice is of",
        "chosen": "true for the place chosen, false for its rivals",
        "place_id": "id in the gazetteer; empty where coarsened",
        **_PLACE,
        "score": "0 to 1",
        "reason": "why the place is possible",
    },
    "actors": {
        "claim_id": "claim that the mention stands in",
        "role": "actor, recipient, victim, party or mediator",
        "mention": "the report's words; private persons are veiled ‹so›",
        "start": "where the mention starts in the report's text",
        "end": "where it ends (exclusive)",
        "actor_id": "id of the actor; empty where none was chosen",
        "actor": "name of the actor",
        "actor_kind": "military, armed_group, government, …",
        "country": "ISO 3166-1 alpha-2",
        "provisional": "true where known from the words of reports only, in no list",
        "reason": "why this actor, or why none",
    },
    "quantities": {
        "claim_id": "claim that the number stands in",
        "event_id": "event that the claim tells of",
        "kind": "killed, injured, displaced, airstrikes, towns, …",
        "low": "lower bound that the words allow; empty is open",
        "high": "upper bound; empty is open",
        "approximate": "true for 'about', 'around', 'some'",
        "unit": "what is counted",
        "words": "the report's words",
        "start": "where they start in the report's text",
        "end": "where they end (exclusive)",
    },
    "deals": _LEDGER,
    "terms": {
        "entry_id": "deal that the term belongs to",
        "deal": "what the deal is about",
        "term": "what was promised",
        "state": "offered, ready, done, refused, missed or open",
        "when": "time in EDTF",
        "words": "the report's words",
        "said_by": "who says so",
        "claims": "ids of the claims that bear it, by ' | '",
    },
    "control": _LEDGER,
    "states": _LEDGER,
    "arms": _LEDGER,
    "labels": _LEDGER,
}


def rows(shown: Shown, grain: str) -> Iterator[Row]:
    """The rows of one grain, with every column of it, in order."""
    columns = GRAINS[grain]
    for row in _ROWS[grain](shown):
        yield {name: row.get(name) for name in columns}


def event_row(shown: Shown, event: Event) -> Row:
    """One event as a row."""
    veiled = shown.event(event)
    found = [shown.finding(f) for f in event.findings if f in shown.raw]
    return {
        "event_id": veiled.id,
        "kind": veiled.kind,
        "standing": wording.standing(veiled, found),
        "origins": veiled.origins,
        "reports": len({f.claim.report_id for f in found}),
        **_time(veiled.when),
        **_place(veiled.place),
        "actors": _listed(n for f in found for n in _names(f, "actor", "party", "mediator")),
        "recipients": _listed(n for f in found for n in _names(f, "recipient", "victim")),
        "values": _listed(f"{v.field}={v.value}" for v in veiled.values if v.value is not None),
        "disputed": _listed(v.field for v in veiled.values if v.disputed),
        "rivals": _listed(f"{v.field}={r.value} ({r.origins})" for v in veiled.values for r in v.rivals),
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
        **_time(veiled.when.chosen),
        **_place(veiled.place.chosen),
        "voices": shown.chain(finding),
        "background": claim.stance.background,
        "editorial": claim.stance.editorial,
        "aggregate": claim.aggregate,
        "score": round(claim.score, 4),
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
        "facts": _listed(f"{f.name}={f.value}" + (f" [{f.state}]" if f.state else "") for f in entry.facts),
        "said_by": _listed(f.said_by for f in entry.facts),
        "claims": _listed(entry.findings),
    }


def _events(shown: Shown) -> Iterator[Row]:
    return (event_row(shown, e) for e in shown.source.events())


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


def _ledger(name: str) -> Callable[[Shown], Iterator[Row]]:
    return lambda shown: (ledger_row(entry) for entry in shown.entries(name))


_ROWS: dict[str, Callable[[Shown], Iterator[Row]]] = {
    "events": _events,
    "claims": _claims,
    "sources": _sources,
    "places": _places,
    "actors": _actors,
    "quantities": _quantities,
    "terms": _terms,
    **{name: _ledger(name) for name in ("deals", "control", "states", "arms", "labels")},
}


def _time(when: Any) -> Row:
    if when is None:
        return dict.fromkeys(_TIME)
    told = (when.lower, when.upper, when.edtf, when.basis, when.precision, when.order)
    return dict(zip(_TIME, told, strict=True))


def _place(place: Any) -> Row:
    if place is None:
        return dict.fromkeys(_PLACE)
    told = (place.name, place.lat, place.lon, place.radius_m, place.precision, place.country, place.admin1)
    return dict(zip(_PLACE, told, strict=True))


def _names(finding: Finding, *roles: str) -> Iterator[str]:
    for choice in finding.actors:
        if choice.role in roles:
            yield choice.actor.chosen.name if choice.actor.chosen else choice.mention.words


def _listed(values: Any) -> str:
    return " | ".join(dict.fromkeys(" ".join(str(v).split()) for v in values if v))
