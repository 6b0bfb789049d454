"""Writes JSON lines: one event a line, with its claims and their spans inside."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TextIO

import msgspec

from dragoman.errors import InputError
from dragoman.records import Entry, Event, Finding
from dragoman.tell import wording
from dragoman.tell.ledgers import bearers
from dragoman.tell.shown import Shown, Source

VERSION = "1"


def write_jsonl(store: Source | Shown, out: Path | TextIO) -> list[str]:
    """Write events.jsonl into a folder, or its lines to a stream. Returns the names written."""
    shown = Shown.of(store)
    if not isinstance(out, Path):
        _lines(shown, out)
        return ["events"]
    try:
        out.mkdir(parents=True, exist_ok=True)
        with (out / "events.jsonl").open("w", encoding="utf-8") as file:
            _lines(shown, file)
    except OSError as wrong:
        do = "Choose another folder by --out."
        raise InputError(f"cannot write: {wrong.strerror}", where=str(out), do=do) from wrong
    return ["events.jsonl"]


def event_tree(shown: Shown, event: Event) -> dict[str, Any]:
    """One event (veiled) with its claims inside, as plain values."""
    veiled = shown.event(event)
    raw = [shown.raw[f] for f in event.findings if f in shown.raw]
    tree: dict[str, Any] = msgspec.to_builtins(veiled)
    telling = [f for f in raw if f.id in event.tellers]
    tree["status"] = wording.status_of(veiled, telling)
    tree["standing"] = wording.standing(veiled, telling, shown.own_status(veiled.kind))
    tree["claims"] = [claim_tree(shown, finding) for finding in raw]
    return {"version": VERSION, **tree}


def entry_tree(shown: Shown, entry: Entry) -> dict[str, Any]:
    """One ledger line (veiled) with the claims that bear it, as plain values."""
    claims = [claim_tree(shown, shown.raw[f]) for f in bearers(entry) if f in shown.raw]
    return {**msgspec.to_builtins(shown.entry(entry)), "claims": claims}


def claim_tree(shown: Shown, finding: Finding) -> dict[str, Any]:
    """One finding (veiled) with its evidence and chain of voices; spans count code points of the report's text."""
    tree: dict[str, Any] = msgspec.to_builtins(shown.finding(finding))
    tree["evidence_words"] = shown.evidence(finding)
    tree["said_through"] = shown.chain(finding)
    return tree


def _lines(shown: Shown, file: TextIO) -> None:
    for event in shown.source.events():
        file.write(msgspec.json.encode(event_tree(shown, event)).decode() + "\n")
