"""The JSON Schema of what is written: readings, events and the lines of a prediction."""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman.records import Entry, Event, Reading
from dragoman.tell.jsonl import VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ID = f"urn:dragoman:schema:records:{VERSION}"  # a name, not an address: nothing is to be fetched


def schema() -> dict[str, Any]:
    """One schema document with Reading, Event and Entry among its definitions."""
    _, parts = msgspec.json.schema_components([Reading, Event, Entry], ref_template="#/$defs/{name}")
    return {
        "$schema": DIALECT,
        "$id": ID,
        "version": VERSION,
        "title": "Dragoman records",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in ("Reading", "Event", "Entry")],
        "$defs": parts,
    }
