"""The tables of an export: which columns each grain has, and what they mean.

A grain is what one row stands for. Days are ISO, times EDTF, places WGS84 degrees with the radius of what is not
known. In CSV several values of one cell stand apart by ' | '; in JSON they are a list.
"""

from __future__ import annotations

Columns = dict[str, str]

PLACE: Columns = {
    "place": "name of the place; empty where unknown",
    "lat": "latitude, WGS84 degrees",
    "lon": "longitude, WGS84 degrees",
    "radius_m": "radius of what is not known round the point, metres",
    "precision": "exact, district, town, province or country",
    "country": "ISO 3166-1 alpha-2",
    "admin1": "province or state: its name, or its code in GeoNames",
}
TIME: Columns = {
    "date_start": "first possible day, ISO; empty where open or unknown",
    "date_end": "last possible day, ISO; empty where open or unknown",
    "edtf": "the time in EDTF",
    "date_basis": "stated, relative, chained, published (bounded by the report's day only) or none",
    "date_precision": "day, interval, month, season, year, bounds or unknown",
    "date_order": "order among undated acts of a report, where no day is known",
}
CROSSWALK: Columns = {
    "plover_category": "category in PLOVER that the kind answers to; empty where none does",
    "plover_mode": "mode in PLOVER",
    "acled_event_type": "event type in ACLED's codebook that the kind answers to; this is no ACLED data",
    "acled_sub_event_type": "sub-event type in ACLED's codebook",
}
NUMBERS: Columns = {
    "killed_low": "least number of killed that the tellings allow; empty where none is told or it is open",
    "killed_high": "greatest number of killed that the tellings allow; empty is open",
    "injured_low": "least number of injured",
    "injured_high": "greatest number of injured",
}
STATUS = "occurred, ongoing, planned, offered, demanded, threatened, failed, denied or hypothetical"

# The facts of each ledger that have a column of their own.
LEDGER_FACTS: dict[str, Columns] = {
    "deals": {
        "party": "who talks, agrees or owes a term",
        "mediator": "who mediates",
        "deadline": "deadlines",
        "cause": "why it broke, as told; each account by its own voice in facts.csv",
    },
    "control": {
        "holder": "who is said to hold the place",
        "from": "from whom it was taken",
        "place": "the place",
        "means": "force, negotiation or unknown",
        "towns": "how many places, where a total is told: 5, 40..50, 60.. (at least), ~600 (about)",
        "share": "percent of the territory, where a share is told, in the same form",
        "denied": "the words of a denial",
    },
    "states": {
        "place": "the place",
        "imposed_by": "by whom",
        "upon": "upon whom",
        "mediator": "who mediates",
        "opened": "since when, in EDTF or in the report's words",
        "closed": "until when",
        "lifted_by": "who ended it",
        "told": "the report's words",
    },
    "arms": {
        "kind": "what arms, in the report's words",
        "amount": "how many: 5, 40..50, 60.. (at least), ~600 (about)",
        "from": "who gave or lost them",
        "to": "who got them",
        "how": "surrendered, captured or lost",
        "held": "the words for a stock whose origin is not told",
    },
    "labels": {
        "label": "the word",
        "slant": "hostile, neutral or favourable",
        "of": "the actor it stands for; empty where not told",
        "voice": "whose word it is",
        "outlet": "the outlet that has it",
    },
}


def _ledger(name: str) -> Columns:
    return {
        "entry_id": "id of the ledger line",
        "key": "what the line is about",
        "episode_id": "episode that the line belongs to",
        "status": "how the line stands, as reported",
        "interval": "time in EDTF",
        **LEDGER_FACTS[name],
        "said_by": "who says so",
        "claims": "ids of the claims that bear the line",
    }


GRAINS: dict[str, Columns] = {
    "events": {
        "event_id": "id of the event; content-stable",
        "kind": "kind of act or state in the ontology",
        "status": f"did it happen, as told: {STATUS}",
        "standing": "reported, claimed, denied or contested, as what, and by how many independent origins",
        "origins": "number of independent origin texts (copies are not counted)",
        "reports": "number of reports, copies included",
        **CROSSWALK,
        **TIME,
        **PLACE,
        "actors": "who did it",
        "recipients": "to whom it was done",
        "victims": "who came to harm",
        "parties": "who took part as equals",
        "mediators": "who mediated",
        **NUMBERS,
        "numbers": "all numbers in words; where sources differ, all that they say",
        "disputed": "fields on which sources differ; all that they say is in values.csv",
        "aggregate": "true for a total over many acts or places: never one point event",
        "episode_id": "episode that the event belongs to",
        "claims": "ids of its claims",
    },
    "values": {
        "event_id": "event that the value is of",
        "field": "kind, place, when, actor, status, killed, …",
        "value": "a value that some claims give",
        "chosen": "true for the value that the event shows; of contested numbers none is",
        "disputed": "true where the values of the field exclude each other",
        "rule": "how the shown value was found",
        "origins": "number of independent origin texts that give it",
        "claims": "ids of the claims that give it",
    },
    "claims": {
        "claim_id": "id of the finding: one claim of one report with its choices",
        "event_id": "event that the claim tells of",
        "report_id": "report that says so",
        "kind": "kind of act or state in the ontology",
        "status": STATUS,
        "said": "reported, claimed, denied, or asserted without a source",
        "evidence": "the report's own words; private persons are veiled ‹so›",
        "start": "where the evidence starts in the report's text, code points",
        "end": "where it ends (exclusive)",
        "trigger_start": "where the word that tells the kind starts",
        "trigger_end": "where it ends",
        **CROSSWALK,
        **TIME,
        **PLACE,
        "voices": "who says so through whom, first voice first",
        "background": "true where told as history",
        "editorial": "true where the outlet asserts it with no source",
        "aggregate": "true for a total over many acts or places",
        "score": "how likely the claim is one that a person would mark, 0 to 1",
        "kind_confidence": "how likely its PLOVER category is right, 0 to 1; empty where only cues read it",
        "status_confidence": "how likely its status is right, 0 to 1; empty where only cues read it",
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
        **PLACE,
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
    "deals": _ledger("deals"),
    "terms": {
        "entry_id": "deal that the term belongs to",
        "deal": "what the deal is about",
        "term": "what was promised",
        "state": "offered, ready, done, refused, missed or open",
        "when": "time in EDTF",
        "words": "the report's words",
        "said_by": "who says so",
        "claims": "ids of the claims that bear it",
    },
    **{name: _ledger(name) for name in ("control", "states", "arms", "labels")},
    "facts": {
        "entry_id": "ledger line that the fact stands in",
        "ledger": "deals, control, states, arms or labels",
        "name": "what is told: party, term, cause, holder, …",
        "value": "the value",
        "state": "of terms, moves and holds: offered, ready, done, open, held, …",
        "when": "time in EDTF",
        "words": "the report's words",
        "said_by": "who says so",
        "claims": "ids of the claims that bear it",
    },
}
