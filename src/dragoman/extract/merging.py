"""Acts on their way to claims, and which of a sentence are one: an attack and its harm, a warning and what it warns of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.extract import quantities as counting
from dragoman.extract.clauses import Clause
from dragoman.extract.grammar import Sentence
from dragoman.extract.learned import Read
from dragoman.extract.triggers import Act
from dragoman.extract.voices import Frame
from dragoman.extract.who import Lexicons
from dragoman.world import Kind

_HARM_KINDS = frozenset("killing casualties".split())
_HARM_WORD = re.compile(r"(?:kill|wound|injur|maim|hurt|dead|die|dying|leav)")


@dataclass(frozen=True)
class Draft:
    """An act on its way to a claim."""

    sentence: Sentence
    clauses: list[Clause]
    act: Act
    kind: Kind
    start: int  # evidence, in words
    end: int
    frame: Frame | None
    lexicons: Lexicons
    amounts: list[counting.Amount]
    supposed: tuple[int, int] | None = None  # the words that make its clause a condition
    harm: tuple[Act, ...] = ()  # what it did to people, told in clauses of their own
    seen: Read | None = None  # the learned reader's own view of it, where that alone tells it


def merged(drafts: list[Draft]) -> list[Draft]:
    """One claim for an attack and the harm it did: "shelled the town, killing three", "were killed when a mine went off"."""
    out: list[Draft] = []
    for d in drafts:
        last = out[-1] if out else None
        if last is not None and _harms(d) and _adjoins(last, d) and (_hangs(d) or _harms(last)):
            out[-1] = replace(last, end=max(last.end, d.end), harm=(*last.harm, d.act))
        elif last is not None and _harms(last) and _explains(last, d):
            out[-1] = replace(d, start=min(last.start, d.start), harm=(last.act,))
        elif last is not None and last.kind.kind == "denial" and _completes(last, d):
            out[-1] = d  # "denied | that it had shelled the town": the act denied tells it
        elif last is not None and _is_content(last, d):
            out[-1] = replace(last, end=max(last.end, d.end))
        else:
            out.append(d)
    return out


def _completes(speech: Draft, d: Draft) -> bool:
    """Does the second act stand in the clause that the first one's verb governs?"""
    clause = d.clauses[d.act.clause]
    return clause.link == "comp" and clause.parent == speech.act.clause


def _explains(harm: Draft, d: Draft) -> bool:
    """Is the second act how the harm of the first came about ("died when …")?"""
    clause = d.clauses[d.act.clause]
    force = d.kind.plover is not None and d.kind.plover.category == "ASSAULT"
    return force and clause.link in ("when", "after", "as") and clause.parent == harm.act.clause


def _is_content(speech: Draft, d: Draft) -> bool:
    """Is the second act what the first, an act of speech, is about ("warned that it would strike")?"""
    lead = speech.clauses[speech.act.clause].verb
    return (
        speech.kind.plover is not None
        and speech.kind.plover.category in ("ACCUSE", "REQUEST", "THREATEN")
        and lead is not None
        and lead.start <= speech.act.trigger.head < lead.end
        and _completes(speech, d)
    )


def _harms(d: Draft) -> bool:
    head = d.sentence.low[d.act.trigger.head]
    return d.kind.kind in _HARM_KINDS or bool(_HARM_WORD.match(head))


def _hangs(d: Draft) -> bool:
    """A participle that goes on from another clause: "…, killing three and wounding five"."""
    clause = d.clauses[d.act.clause]
    return clause.link == "part" or (
        clause.verb is not None and clause.verb.participle == "VBG" and clause.link == "coord"
    )


def _adjoins(a: Draft, b: Draft) -> bool:
    follows = b.act.clause - a.act.clause == 1 or (b.start - a.end <= 2)
    same = a.kind.plover is not None and a.kind.plover.category == "ASSAULT"
    return follows and same and (b.clauses[b.act.clause].inherited or _hangs(b) or _harms(a))
