"""The words of a sentence that hold an act: from its subject to the end of its clause, attributions aside."""

from __future__ import annotations

from dragoman.extract.clauses import Clause
from dragoman.extract.grammar import Sentence
from dragoman.extract.triggers import Act
from dragoman.extract.voices import Frame


def evidence_words(
    s: Sentence, parts: list[Clause], act: Act, found: list[Frame], telling: set[int]
) -> tuple[int, int]:
    """The words that hold the act: from its subject to the end of its clause, attributions aside."""
    clause = parts[act.clause]
    start, end = clause.start, clause.end
    own = next((f for f in found if f.clause == act.clause), None)
    verb = clause.verb
    if own is not None and verb is not None and act.trigger.head >= verb.end and act.clause in own.covers:
        start = verb.end  # "the Observatory reported | air strikes on the town"
    elif clause.subject is not None and not clause.inherited and clause.start <= clause.subject.start < act.trigger.end:
        start = clause.subject.start
    for later in range(act.clause + 1, len(parts)):  # "after disagreements over …" that tells no act of its own
        if parts[later].verbs or parts[later].link != "after" or later in telling:
            break
        end = parts[later].end
    for at in range(max(act.trigger.end, start + 1), end):
        if s.low[at] in ("according",) and at > start:
            end = at
            break
    while end - 1 > act.trigger.end - 1 and s.words[end - 1] in ",.;:—–-\"”“’'(":
        end -= 1
    start = min(start, act.trigger.start)
    while start < act.trigger.start and s.words[start] in ",.;:—–\"”“’'":
        start += 1
    return start, max(end, act.trigger.end)


def only_speaks(s: Sentence, parts: list[Clause], act: Act, found: list[Frame]) -> bool:
    """Does the act stand only in the phrase of a speaker ("a group that looked into the attack said …")?"""
    own = next((f for f in found if f.clause == act.clause), None)
    verb = parts[act.clause].verb
    if own is None or verb is None:
        return False
    return act.trigger.head < verb.start or (
        act.clause not in own.covers and not verb.start <= act.trigger.head < verb.end
    )


def aside(parts: list[Clause], act: Act) -> range:
    """The words of a relative clause inside the act's subject, which tell another act: "rebels | who killed six | left"."""
    before = parts[act.clause - 1] if act.clause and parts[act.clause].link == "resume" else None
    inside = before is not None and before.link == "rel" and before.start >= parts[act.clause].start
    return range(before.start, before.end) if before is not None and inside else range(0)
