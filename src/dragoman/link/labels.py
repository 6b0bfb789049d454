"""The ledger of labels: who calls whom what. A label is its voice's word, never Dragoman's.

It is the word of whoever is quoted or reported as saying it. The words that name a speaker, and whatever the outlet
tells by itself, are the outlet's own; so is a word for the speaker's own side, unless it praises: nobody calls himself a terrorist.
A loaded word that stands for no party ("a radical change") is no label of anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.link.telling import Tellings, entry, fact, grouped
from dragoman.link.wording import voice_name
from dragoman.records import ActorChoice, Entry, Finding, Label
from dragoman.text import name_key

_Key = tuple[str, str, str, str, str, str]
_SLANTS = ("hostile", "favourable", "neutral")


def labels(told: Tellings) -> list[Entry]:
    """One line per label, side, voice and outlet of an episode."""
    pairs = ((_key(f, label, holder, told), f) for f in told.findings for label, holder in _of_parties(f))
    return [_line(key, group) for key, group in grouped(pairs).items()]


def _of_parties(finding: Finding) -> Iterator[tuple[Label, ActorChoice]]:
    """The labels that stand for a party, with the mention that each stands in; neighbours are one: "takfiri terrorists"."""
    joined: list[tuple[Label, ActorChoice]] = []
    for label in sorted(finding.claim.labels, key=lambda one: (one.span.start, -one.span.end)):
        holder = _holder(finding, label)
        if holder is None:
            continue
        last, by = joined[-1] if joined else (None, None)
        if last is not None and last.span.holds(label.span):
            continue  # "freedom | fighters": told by the longer one
        if last is not None and by is holder and label.span.start - last.span.end <= 1:
            slant = min(last.slant, label.slant, key=_SLANTS.index)
            both = Label(replace(last.span, end=label.span.end), f"{last.words} {label.words}", slant)
            joined[-1] = both, holder
        else:
            joined.append((label, holder))
    yield from joined


def _holder(finding: Finding, label: Label) -> ActorChoice | None:
    """The tightest mention of somebody that holds the label."""
    holding = [c for c in finding.actors if c.mention.span.holds(label.span)]
    return min(holding, key=lambda c: (c.mention.span.end - c.mention.span.start, c.role), default=None)


def _key(finding: Finding, label: Label, holder: ActorChoice, told: Tellings) -> _Key:
    actor = holder.actor.chosen.name if holder.actor.chosen else ""
    voice = _voice(finding, label, actor)
    outlet = finding.outlet.name if finding.outlet else ""
    return told.episode.get(finding.id, ""), actor, name_key(label.words), label.slant, voice, outlet


def _voice(finding: Finding, label: Label, actor: str) -> str:
    """Whose word it is: the name of who is quoted or reported; empty for the outlet itself."""
    stance = finding.claim.stance
    if stance.said_by_cue is None or any(v.span is not None and v.span.meets(label.span) for v in stance.voices):
        return ""
    if label.slant != "favourable" and actor and actor in _speakers(finding):
        return ""
    return next((n for v in reversed(stance.voices) if (n := voice_name(v))), "")


def _speakers(finding: Finding) -> set[str]:
    """The sides that speak, as far as the claim tells: by the voice's own name, or by a mention in its words."""
    voices = finding.claim.stance.voices
    named = {v.name for v in voices if v.name}
    spans = [v.span for v in voices if v.span is not None]
    return named | {
        c.actor.chosen.name for c in finding.actors if c.actor.chosen and any(map(c.mention.span.meets, spans))
    }


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
