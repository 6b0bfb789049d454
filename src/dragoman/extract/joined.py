"""Cues and learned reader as one: what it makes of the claims of the cues, and what it alone tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from dragoman.extract.cues import Trigger
from dragoman.extract.grammar import Sentence
from dragoman.extract.learned import Read, Sight
from dragoman.extract.merging import Draft
from dragoman.extract.names import Names
from dragoman.extract.told import Told
from dragoman.extract.triggers import Act, clause_of
from dragoman.extract.voices import OUTLET_ITSELF, voice
from dragoman.records import Claim, Span, Status, Voice
from dragoman.world import Cue, Kind


def corrected(claims: Sequence[Claim], sight: Sight, kinds: Mapping[str, Kind]) -> list[Claim]:
    """The claims of the cues that the reader does not take for none, with its kind and status where it is sure."""
    kept = []
    for claim in claims:
        read = sight.at.get(claim.trigger)
        if read is None or (claim.kind not in dict(read.act.kinds) and read.act.kind not in kinds):
            kept.append(claim)
            continue
        act = read.act
        if act.score < sight.bars.cue:
            continue
        claim = replace(claim, score=round(act.score, 3))
        if act.kind != claim.kind and act.sure >= sight.bars.kind and act.kind in kinds and not kinds[act.kind].aside:
            claim = replace(claim, kind=act.kind, reason=f"{claim.reason}; read as {act.kind} ({act.sure:.2f})")
        if act.status != claim.stance.status and act.status_score >= sight.bars.status:
            claim = replace(claim, stance=replace(claim.stance, status=cast(Status, act.status), cues=()))
        kept.append(claim)
    return kept


def added(
    told: Sequence[Told], made: Sequence[Sequence[Claim]], sight: Sight, kinds: Mapping[str, Kind]
) -> list[list[Draft]]:
    """Drafts of the acts that the reader alone tells, sentence by sentence."""
    place = {one.sentence.span: n for n, one in enumerate(told)}
    found: list[list[Draft]] = [[] for _ in told]
    for read in sight.alone:
        number = place[read.sentence.span]
        kind = kinds.get(read.act.kind)
        if (
            kind is None
            or kind.aside
            or read.act.score < sight.bars.act
            or _told_already(read, made[number], sight, kinds)
        ):
            continue
        draft = _draft(told[number], read, kind)
        if draft is not None:
            found[number].append(draft)
    return found


def voiced(one: Told, claims: Sequence[Claim], sight: Sight, names: Names) -> list[Claim]:
    """Claims that the cues leave to the outlet itself, with the speaker that the reader sees."""
    found = []
    for claim in claims:
        if claim.stance.voices == (OUTLET_ITSELF,) and (heard := _heard(one.sentence, claim, sight, names)) is not None:
            speaker, cue = heard
            claim = replace(claim, stance=replace(claim.stance, voices=(speaker,), said_by_cue=cue, editorial=False))
        found.append(claim)
    return found


def _heard(s: Sentence, claim: Claim, sight: Sight, names: Names) -> tuple[Voice, Span] | None:
    """Who is cited for the claim, with the words of saying: of those whose content holds it, the one with the least."""
    about = [
        (sum(c.end - c.start for c in one.content), one)
        for one in sight.cited
        if one.source and one.score >= sight.bars.saying and any(c.holds(claim.trigger) for c in one.content)
    ]
    _, best = min(about, key=lambda a: a[0], default=(0, None))
    if best is None or best.source is None:
        return None
    noun = next((n for n in s.nouns if best.source.holds(s.spans[n.head])), None)
    return (voice(s, noun, names), best.cue) if noun is not None else None


def _told_already(read: Read, claims: Sequence[Claim], sight: Sight, kinds: Mapping[str, Kind]) -> bool:
    """Does a claim of the cues hold the same words?"""
    own = read.span(read.act.start, read.act.end)
    return any(shared(own, claim.evidence) >= sight.bars.apart for claim in claims)


def shared(a: Span, b: Span) -> float:
    """Of the characters of the shorter of two spans, the share that the other holds too."""
    inside = min(a.end, b.end) - max(a.start, b.start)
    return max(0, inside) / max(1, min(a.end - a.start, b.end - b.start))


def _draft(one: Told, read: Read, kind: Kind) -> Draft | None:
    s = one.sentence
    head = next((i for i, span in enumerate(s.spans) if span.meets(read.word)), None)
    clause = clause_of(one.clauses, head) if head is not None else None
    if head is None or clause is None:
        return None
    own = read.span(read.act.start, read.act.end)
    inside = [i for i, span in enumerate(s.spans) if span.meets(own)]
    act = Act(Trigger(kind.kind, head, head + 1, head, read.act.score, Cue("")), clause, read.act.score)
    return replace(one.draft(act, kind, inside[0], inside[-1] + 1), seen=read)
