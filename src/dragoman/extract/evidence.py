"""The words of a sentence that hold an act: from its subject to the end of its clause, attributions aside."""

from __future__ import annotations

from dragoman.extract.clauses import Clause, is_time_noun
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
    elif clause.link == "rel" and clause.subject is not None and act.trigger.cue.slots.get("subject") == "place":
        start = min(clause.subject.start, start)  # "the north, | which is under the control of rebels"
    for later in range(act.clause + 1, len(parts)):  # "after disagreements over …" that tells no act of its own
        if parts[later].verbs or parts[later].link != "after" or later in telling:
            break
        end = parts[later].end
    for at in range(max(act.trigger.end, start + 1), end):
        if s.low[at] in ("according",) and at > start:
            end = at
            break
    end = _without_next(s, act, end)
    start = min(start, act.trigger.start)
    while start < act.trigger.start and s.words[start] in ",.;:—–\"”“’'":
        start += 1
    return start, max(end, act.trigger.end)


def _without_next(s: Sentence, act: Act, end: int) -> int:
    """The end without what opens the next clause: "…, in which rebels |", "…, a day | after", "positions from | where"."""
    opens = next((i for i in range(act.trigger.end, end) if s.tags[i] in ("WDT", "WP", "WRB")), None)
    if opens is not None and not any(opens < v.start < end for v in s.verbs):
        end = opens
    elif s.tags[end : end + 1] in (("WDT",), ("WP",), ("WRB",)):
        opens = end
    following = s.low[end] if end < len(s.low) else ""
    tail = next((n for n in s.nouns if n.end == end and s.low[n.start - 1] == ","), None)
    if tail is not None and following in ("after", "before") and is_time_noun(s, tail):
        end = tail.start
    while end > act.trigger.end and (
        s.words[end - 1] in ",.;:—–-\"”“’'(" or (opens is not None and s.tags[end - 1] == "IN")
    ):
        end -= 1
    return end


def only_speaks(s: Sentence, parts: list[Clause], act: Act, found: list[Frame]) -> bool:
    """Does the act stand only in the phrase of a speaker ("a group that looked into the attack said …")?"""
    own = next((f for f in found if f.clause == act.clause), None)
    verb = parts[act.clause].verb
    if own is None or verb is None:
        return False
    return act.trigger.head < verb.start or (
        act.clause not in own.covers and not verb.start <= act.trigger.head < verb.end
    )
