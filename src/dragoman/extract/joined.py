"""Cues and learned reader as one: what it makes of the claims of the cues, and what it alone tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from dragoman.extract.calibration import Calibration
from dragoman.extract.cues import Trigger
from dragoman.extract.decode import Bars
from dragoman.extract.grammar import Sentence
from dragoman.extract.learned import WHO, Read, Sight, mentions
from dragoman.extract.merging import Draft
from dragoman.extract.names import Names
from dragoman.extract.told import Told
from dragoman.extract.triggers import Act, clause_of
from dragoman.extract.voices import OUTLET_ITSELF, voice
from dragoman.extract.who import PRONOUNS
from dragoman.records import Claim, Confidence, Mention, SourceKind, Span, Status, Voice
from dragoman.world import Cue, Kind


def corrected(
    claims: Sequence[Claim], sight: Sight, kinds: Mapping[str, Kind], calibration: Calibration, text: str
) -> list[Claim]:
    """The claims of the cues, with the reader's kind and status where it is sure, and with those whom only it sees."""
    return [
        _by(read, claim, sight.bars, kinds, calibration, text) if (read := sight.at.get(claim.trigger)) else claim
        for claim in claims
    ]


def _by(read: Read, claim: Claim, bars: Bars, kinds: Mapping[str, Kind], calibration: Calibration, text: str) -> Claim:
    """A claim of the cues with what the reader sees at its trigger."""
    act = read.act
    kind, sure = likeliest(read, kinds)
    if kind is not None and not kind.aside and kind.kind != claim.kind and sure >= bars.kind:
        claim = replace(claim, kind=kind.kind, reason=f"{claim.reason}; read as {kind.kind} ({sure:.2f})")
    if act.status != claim.stance.status and act.statuses[act.status] >= bars.status:
        claim = replace(claim, stance=replace(claim.stance, status=cast(Status, act.status), cues=()))
    filled = tuple(replace(m, score=read.likely(m.role, m.span)) for m in claim.mentions)
    filled = tuple(m for m in filled if m.score is None or m.score >= bars.unlikely or m.role in _TOLD_PLAINLY)
    missed = _missed(read, filled, bars, text)
    return graded(replace(claim, mentions=(*filled, *missed)), read, calibration, kinds, missed)


def likeliest(read: Read, kinds: Mapping[str, Kind]) -> tuple[Kind | None, float]:
    """The likeliest kind of the likeliest category, with how likely the category is; None where the world has none of them."""
    of: dict[str, list[tuple[float, Kind]]] = defaultdict(list)
    for name, likely in read.act.kinds:
        if (kind := kinds.get(name)) is not None:
            of[_family(kind)].append((likely, kind))
    best = max(of.values(), key=lambda found: sum(p for p, _ in found), default=[])
    return (max(best, key=lambda b: b[0])[1], sum(p for p, _ in best)) if best else (None, 0.0)


def _family(kind: Kind) -> str:
    """Its PLOVER category; outside PLOVER, each kind is by itself."""
    return (kind.plover.category if kind.plover else None) or kind.kind


def _missed(read: Read, filled: Sequence[Mention], bars: Bars, text: str) -> list[Mention]:
    """Those whom only the reader sees in a role; who acts or is hit may be a mere thing to the grammar.

    Places and times are left to the grammar: they tell where and when, and that is chosen later among all of the report.
    """
    bar = dict.fromkeys((m.role for m in filled), bars.further)
    seen = [m for m in mentions(read, text) if m.role in WHO and (m.score or 0.0) >= bar.get(m.role, bars.role_alone)]
    return [m for m in seen if not any(m.span.meets(o.span) and _holds(o, m) for o in filled)]


_TOLD_PLAINLY = frozenset(("mediator",))  # "brokered by": the reader has met few go-betweens


def _holds(other: Mention, new: Mention) -> bool:
    """Does a filler keep its words to itself? A thing gives way to someone whom the reader sees in the same words."""
    return not (other.role == "thing" and new.role in WHO)


def graded(
    claim: Claim,
    read: Read,
    calibration: Calibration,
    kinds: Mapping[str, Kind],
    alone: Sequence[Mention] | None = None,
) -> Claim:
    """The claim with how likely it and its parts are right; of its kind, that the category is.

    ``alone``: the mentions that only the reader sees; None where it alone sees the whole claim.
    """
    act, status = read.act, claim.stance.status
    sure = sum(p for name, p in act.kinds if name in kinds and _family(kinds[name]) == _family(kinds[claim.kind]))
    parts = Confidence(
        kind=calibration.of("kind", sure),
        status=calibration.of("status", act.statuses.get(status, 0.0)),
        background=calibration.of("background", act.background if claim.stance.background else 1.0 - act.background),
    )
    filled = tuple(
        m
        if m.score is None
        else replace(m, score=calibration.of(m.role + _ALONE * (alone is None or m in alone), m.score))
        for m in claim.mentions
    )
    score = calibration.of("claim" + _ALONE * (alone is None), act.score)
    return replace(claim, score=score, confidence=parts, mentions=filled)


_ALONE = " alone"  # what the reader sees without the cues is right as often as a curve of its own tells


def added(
    told: Sequence[Told], made: Sequence[Sequence[Claim]], sight: Sight, kinds: Mapping[str, Kind]
) -> list[list[Draft]]:
    """Drafts of the acts that the reader alone tells, sentence by sentence."""
    place = {one.sentence.span: n for n, one in enumerate(told)}
    found: list[list[Draft]] = [[] for _ in told]
    for read in sight.alone:
        number = place[read.sentence.span]
        kind, _ = likeliest(read, kinds)
        likely = kind is not None and not kind.aside and read.act.score >= sight.bars.act
        if kind is not None and likely and not _told_already(read, made[number], sight):
            draft = _draft(told[number], read, kind)
            found[number] += [draft] if draft is not None else []
    return found


def _told_already(read: Read, claims: Sequence[Claim], sight: Sight) -> bool:
    """Does a claim of the cues hold the same words?"""
    return any(shared(read.evidence, claim.evidence) >= sight.bars.apart for claim in claims)


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
    inside = [i for i, span in enumerate(s.spans) if span.meets(read.evidence)]
    act = Act(Trigger(kind.kind, head, head + 1, head, read.act.score, Cue("")), clause, read.act.score)
    return replace(one.draft(act, kind, inside[0], inside[-1] + 1), seen=read)


def voiced(one: Told, claims: Sequence[Claim], sight: Sight, names: Names) -> list[Claim]:
    """Claims that the cues leave to the outlet itself, with the speaker that the reader sees.

    Who demands, blames or threatens is taken for the speaker only where the reader takes him for one, too.
    """
    found = []
    for claim in claims:
        if _acts_only(claim, sight):
            claim = replace(claim, stance=replace(claim.stance, voices=(OUTLET_ITSELF,)))
        if claim.stance.voices == (OUTLET_ITSELF,) and (heard := _heard(one.sentence, claim, sight, names)) is not None:
            speaker, cue = heard
            claim = replace(claim, stance=replace(claim.stance, voices=(speaker,), said_by_cue=cue, editorial=False))
        found.append(claim)
    return [
        replace(c, stance=replace(c.stance, voices=tuple(_sorted(v, sight) for v in c.stance.voices))) for c in found
    ]


def _acts_only(claim: Claim, sight: Sight) -> bool:
    """Is whoever does the act its speaker without a word of saying, and does the reader see no speaker in him?"""
    read, (first, *further) = sight.of(claim), claim.stance.voices
    if read is None or first.span is None or further or claim.stance.said_by_cue is not None:
        return False
    likely = read.likely("source", first.span)
    acts = any(m.role == "actor" and m.span.meets(first.span) for m in claim.mentions)
    return acts and likely is not None and likely < sight.bars.speaker


def _sorted(voice: Voice, sight: Sight) -> Voice:
    """A voice of the sort that the reader is sure of."""
    if voice.span is None or voice.kind in _BY_NAME:
        return voice
    sort, likely = sight.voice(voice.span)
    return replace(voice, kind=cast(SourceKind, sort)) if likely >= sight.bars.voice else voice


_BY_NAME = frozenset(("agency", "state_media"))  # told by lists of names


def _hearsay(s: Sentence, cue: Span) -> bool:
    """ "Rebels are said to have fled": no word of theirs."""
    inside = [n for n, span in enumerate(s.spans) if span.meets(cue)]
    return bool(inside) and s.low[inside[-1] + 1 : inside[-1] + 2] == ("to",) and s.low[inside[0] - 1] in _BEING


_BEING = frozenset("is are was were be been being reportedly".split())


def _heard(s: Sentence, claim: Claim, sight: Sight, names: Names) -> tuple[Voice, Span] | None:
    """Who is cited for the claim, with the words of saying: of those whose content holds it, the one with the least."""
    about = [
        (sum(c.end - c.start for c in one.content), one)
        for one in sight.cited
        if one.source
        and one.score >= sight.bars.saying
        and not _hearsay(s, one.cue)
        and any(c.holds(claim.trigger) for c in one.content)
    ]
    _, best = min(about, key=lambda a: a[0], default=(0, None))
    if best is None or best.source is None:
        return None
    noun = next((n for n in s.nouns if best.source.holds(s.spans[n.head])), None)
    if noun is None or s.low[noun.head] in PRONOUNS:
        return None
    return voice(s, noun, names), best.cue
