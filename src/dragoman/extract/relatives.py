"""Relative clauses told as sentences of their own: "weapons that rebels lost" tells that rebels lost weapons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.extract.clauses import RELATIVES, Clause, related
from dragoman.extract.cues import Cues, Trigger
from dragoman.extract.grammar import Noun, Sentence


@dataclass(frozen=True, slots=True)
class Gap:
    """What a clause leaves out because it stands before it: ``noun``, its place behind word ``after``, and a stranded
    preposition ("whom they fought with") or ''."""

    noun: Noun
    after: int
    preposition: str


def gap_of(s: Sentence, clauses: Sequence[Clause], number: int) -> Gap | None:
    """The object that a relative clause, or a verb joined to its verb, has before it; None where it lacks none."""
    clause = clauses[number]
    if clause.link == "coord" and clause.inherited and clause.parent is not None:
        above = gap_of(s, clauses, clause.parent)
        return Gap(above.noun, *_open_place(s, clause)) if above is not None and _lacks_object(s, clause) else None
    own_subject = clause.subject is not None and not clause.inherited
    if clause.link != "rel" or not own_subject or s.low[clause.start] not in RELATIVES:
        return None
    if clause.start and s.tags[clause.start - 1] in ("IN", "TO"):
        return None  # "a deal in which they leave" lacks nothing
    noun = _joined(s, related(s, clause.start))
    return Gap(noun, *_open_place(s, clause)) if noun is not None and _lacks_object(s, clause) else None


def _joined(s: Sentence, noun: Noun | None) -> Noun | None:
    """The first of bare nouns joined by "and": "weapons | and ammunition, which rebels lost"."""
    if noun is None or noun.start < 2 or s.low[noun.start - 1] != "and" or s.tags[noun.start] in ("DT", "PRP$"):
        return noun
    return next((n for n in s.nouns if n.end == noun.start - 1), noun)


def _lacks_object(s: Sentence, clause: Clause) -> bool:
    return bool(clause.verbs) and (
        _stranded(s, clause) is not None or any(_bare(s, clause, v.end) for v in clause.verbs)
    )


def _open_place(s: Sentence, clause: Clause) -> tuple[int, str]:
    """The word behind which the object is missed, and the preposition that misses it."""
    stranded = _stranded(s, clause)
    if stranded is not None:
        return stranded, s.low[stranded]
    return next(_past_particle(s, v.end) - 1 for v in reversed(clause.verbs) if _bare(s, clause, v.end)), ""


def _past_particle(s: Sentence, at: int) -> int:
    return at + 1 if s.tags[at : at + 1] == ("RP",) else at


def _bare(s: Sentence, clause: Clause, end: int) -> bool:
    """Does no object stand right behind the verb that ends here?"""
    at = _past_particle(s, end)
    modified = s.tags[at : at + 1] == ("VBN",) and s.noun_at(at + 1) is not None  # "treat | wounded rebels"
    return at >= clause.end or not (modified or s.noun_at(at))


def _stranded(s: Sentence, clause: Clause) -> int | None:
    """The preposition without its noun: "whom the rebels fought side by side | with | for years"."""
    verb = clause.verb
    return next(
        (
            i for i in range(verb.end if verb else clause.end, clause.end)
            if s.low[i] in _PREPOSITIONS and (i + 1 >= clause.end or s.noun_at(i + 1) is None)
            and not any(v.start <= i < v.end for v in clause.verbs)
        ),
        None,
    )  # fmt: skip


_PREPOSITIONS = frozenset("with against alongside from at to on over into for by of".split())


def told_apart(s: Sentence, clauses: Sequence[Clause], cues: Cues) -> dict[int, list[Trigger]]:
    """For each clause whose words stand out of order: the triggers of its words in the order of a plain sentence."""
    found: dict[int, list[Trigger]] = {}
    for number, clause in enumerate(clauses):
        order = _order(s, clauses, number)
        if order is not None:
            found[number] = list(_triggers(s, clause, order, cues))
    return found


def _order(s: Sentence, clauses: Sequence[Clause], number: int) -> list[int] | None:
    """The words of a clause as a plain sentence has them: its object behind its verb, no other clause inside."""
    clause = clauses[number]
    gap = gap_of(s, clauses, number)
    if gap is not None:
        start = clause.start + 1 if s.low[clause.start] in RELATIVES else clause.start
        return [*range(start, gap.after + 1), *range(gap.noun.start, gap.noun.end), *range(gap.after + 1, clause.end)]
    if clause.link == "rel" and clause.inherited and clause.subject and s.low[clause.start] in _SUBJECTS:
        return [*range(clause.subject.start, clause.subject.end), *range(clause.start + 1, clause.end)]
    inside = inner(clauses, number)
    return [i for i in range(clause.start, clause.end) if i not in inside] if inside else None


_SUBJECTS = frozenset("which who that".split())


def inner(clauses: Sequence[Clause], number: int) -> range:
    """The words of a relative clause inside a clause's subject, which tell another act: "rebels | who killed six | left"."""
    before = clauses[number - 1] if number and clauses[number].link == "resume" else None
    inside = before is not None and before.link == "rel" and before.start >= clauses[number].start
    return range(before.start, before.end) if before is not None and inside else range(0)


def _triggers(s: Sentence, clause: Clause, order: Sequence[int], cues: Cues) -> Iterator[Trigger]:
    for t in cues.triggers(s.reordered(order), [(0, len(order))]):
        own = [order[i] for i in range(t.start, t.end) if clause.start <= order[i] < clause.end]
        if clause.start <= order[t.head] < clause.end:
            yield Trigger(t.kind, min(own), max(own) + 1, order[t.head], t.weight, t.cue)
