"""The ledger of labels: who calls whom what. A label is its voice's word, never Dragoman's."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.link.telling import Tellings, entry, fact, grouped
from dragoman.link.wording import voice_name
from dragoman.records import Entry, Finding, Label
from dragoman.text import name_key

_Key = tuple[str, str, str, str, str, str]


def labels(told: Tellings) -> list[Entry]:
    """One line per label, side, voice and outlet of an episode."""
    uses = grouped((_key(f, label, told), f) for f in told.findings for label in f.claim.labels)
    return [_line(key, group) for key, group in uses.items()]


def _key(finding: Finding, label: Label, told: Tellings) -> _Key:
    voice = next((n for v in reversed(finding.claim.stance.voices) if (n := voice_name(v))), "")
    outlet = finding.outlet.name if finding.outlet else ""
    word = name_key(label.words)
    return told.episode.get(finding.id, ""), _of(finding, label), word, label.slant, voice, outlet


def _of(finding: Finding, label: Label) -> str:
    """The actor that the label stands for: of the tightest mention that holds it; empty where none was chosen."""
    holding = [c for c in finding.actors if c.mention.span.holds(label.span)]
    if not holding:
        return ""
    best = min(holding, key=lambda c: (c.mention.span.end - c.mention.span.start, c.role))
    return best.actor.chosen.name if best.actor.chosen else ""


def _line(key: _Key, group: Sequence[Finding]) -> Entry:
    episode, actor, word, slant, voice, outlet = key
    speaker = voice or outlet or "the report itself"
    facts = [
        fact(name, value, finding, said_by=speaker, state=slant if name == "label" else "")
        for finding in group
        for name, value in (
            ("label", word),
            ("slant", slant),
            ("of", actor),
            ("voice", voice or "the outlet itself"),
            ("outlet", outlet),
        )
    ]
    return entry("labels", f"{speaker}: {word} of {actor or 'a side not told'}", episode, facts, group)
