"""The JSON Schema of all that is written or printed as JSON: the records, and each line that a command prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from dragoman.records import Claim, Entry, Event, Finding, Reading, Report
from dragoman.tell import lines
from dragoman.tell.differences import Differences
from dragoman.tell.jsonl import VERSION
from dragoman.tell.sides import Dispute
from dragoman.tell.timeline import Timeline

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ID = f"urn:dragoman:schema:records:{VERSION}"  # a name, not an address: nothing is to be fetched
RECORDS = (Reading, Event, Entry, Report, Finding, Claim)
LINES = (
    lines.Prediction, lines.EventRow, lines.HitLine, lines.Step, lines.Check, lines.Exported, lines.Dated, lines.Judged,
    lines.Gazette, Dispute, Timeline, Differences,
)  # fmt: skip
LISTED = ("Step", "Check")  # what `explain` and `doctor` print as one list
# A record with more beside it: the name of the definition, the record, and what stands beside.
SHOWN = {
    "ShownClaim": ("Finding", lines.ClaimMore),
    "ShownEvent": ("Event", lines.EventMore),
    "ShownEntry": ("Entry", lines.EntryMore),
    "ShownReport": ("Report", lines.ReportMore),
}


def schema(tallies: Mapping[str, tuple[type, type]] | None = None) -> dict[str, Any]:
    """One schema document; ``tallies`` are counts that a command prints with more beside them, by their names."""
    counted = dict(tallies or {})
    beside = [more for _, more in (*SHOWN.values(), *counted.values())]
    types = [*RECORDS, *LINES, *beside]
    _, parts = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    for name, (record, more) in SHOWN.items():
        parts[name] = _with(parts[record], parts[more.__name__], name)
    for name, (tally, more) in counted.items():  # tallies may share a name, so each is described by itself
        _, own = msgspec.json.schema_components([tally], ref_template="#/$defs/{name}")
        parts[name] = _with(own[tally.__name__], parts[more.__name__], name)
    for name in ("ShownEvent", "ShownEntry", "ShownReport"):
        parts[name]["properties"]["claims"]["items"] = _ref("ShownClaim")
    for more in beside:
        parts.pop(more.__name__, None)
    for part in parts.values():
        if "description" in part:
            part["description"] = " ".join(part["description"].split())
    named = ["Reading", "Event", "Entry", *SHOWN, *(line.__name__ for line in LINES), *counted]
    return {
        "$schema": DIALECT,
        "$id": ID,
        "version": VERSION,
        "title": "Dragoman records",
        "anyOf": [*map(_ref, named), *({"type": "array", "items": _ref(name)} for name in LISTED)],
        "$defs": parts,
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


def _with(record: Mapping[str, Any], more: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The description of a record with more fields beside its own, each of which is always there."""
    properties = {**record["properties"], **more["properties"]}
    required = [*dict.fromkeys((*record.get("required", ()), *more.get("required", ())))]
    told = {"description": more["description"]} if "description" in more else {}
    return {"title": name, "type": "object", **told, "properties": properties, "required": required}
