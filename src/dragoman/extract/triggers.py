"""What happened: the one act that each clause tells, by its cues.

A clause tells one act (two verbs joined by "and" are two clauses). Where several cues meet in a clause the
surest wins; a verb that carries the clause counts for more than a noun inside it, and the governing verb
("vowed to retake") for more than the governed one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.extract.clauses import Clause, is_time_noun
from dragoman.extract.cues import Cues, Hits, Trigger
from dragoman.extract.grammar import BE, Sentence, VerbGroup
from dragoman.extract.relatives import told_apart
from dragoman.world import Kind

# Guessed, then checked on the development reports: how much less a cue counts the further it stands from the verb.
_ON_VERB, _ON_GOVERNED, _ON_NOUN, _IN_PHRASE, _ON_MODIFIER, _ON_COPULA = 1.0, 0.93, 0.86, 0.72, 0.45, 0.6
_NAMING = frozenset("called calls call named dubbed described".split())
HARM = frozenset("casualties damage killing".split())  # what an act did, not what it was
TOO_GENERAL = HARM | frozenset(
    "responsibility_claim denial casualty_toll armed_attack explosion offensive war_waged".split()
)
THRESHOLD = 0.42  # development reports (detection F1 is flat from .38 to .46)


@dataclass(frozen=True, slots=True)
class Act:
    """A trigger in its clause, with how sure it is."""

    trigger: Trigger
    clause: int
    score: float
    told_as: str = ""  # the kind of harm that told it, where its means named the kind


def acts(s: Sentence, clauses: list[Clause], cues: Cues, kinds: dict[str, Kind], hits: Hits | None = None) -> list[Act]:
    """The acts of a sentence in order, at most one a clause; kinds set aside (sport, weather) win clauses but are dropped."""
    best: dict[int, Act] = {}
    means: dict[int, Trigger] = {}  # per clause, the surest specific act of force, for harm that names its means
    for number, trigger in _triggers(s, clauses, cues, hits):
        if _says_otherwise(s, trigger) or _alone(s, clauses[number], kinds[trigger.kind]):
            continue
        if not clauses[number].verbs and clauses[number].link == "after" and not _is_outcome(trigger, kinds):
            continue
        if _is_means(trigger, kinds) and trigger.weight > (means[number].weight if number in means else 0.55):
            means[number] = trigger
        act = Act(trigger, number, trigger.weight * _standing(s, clauses[number], trigger))
        if (
            act.score >= THRESHOLD
            and not _characterises(s, clauses[number], trigger)
            and (number not in best or _beats(act, best[number], clauses[number], kinds))
        ):
            best[number] = act
    return [_by_means(best[n], means.get(n)) for n in sorted(best)]


def _triggers(s: Sentence, clauses: list[Clause], cues: Cues, hits: Hits | None) -> Iterator[tuple[int, Trigger]]:
    """The triggers with their clauses; a clause that misses its object is read with the object in its place."""
    apart = told_apart(s, clauses, cues)
    for trigger in cues.triggers(s, [(c.start, c.end) for c in clauses], hits):
        number = clause_of(clauses, trigger.head)
        if number is not None and number not in apart:
            yield number, trigger
    for number, triggers in apart.items():
        yield from ((number, trigger) for trigger in triggers)


def _says_otherwise(s: Sentence, trigger: Trigger) -> bool:
    """Words that fit a cue and mean something else: entering a week, calling a thing peace, no part in talks."""
    low, head = s.low, trigger.head
    if low[head].startswith("enter"):
        noun = s.noun_at(head + 1)
        return noun is not None and is_time_noun(s, noun)
    if low[head] in _NAMING and trigger.kind == "call_for_talks":
        return not {"for", "on", "upon", "to", "off"} & set(low[head + 1 : trigger.end])
    if trigger.kind == "denial" and low[trigger.start : trigger.start + 1] == ("no",):
        return not _OF_FORCE & set(low[trigger.end : trigger.end + 7])
    return False


def _alone(s: Sentence, clause: Clause, kind: Kind) -> bool:
    """Does "I" move, who is no force: "I have entered the town for the first time"?"""
    by_one = clause.subject is not None and s.low[clause.subject.head] == "i"
    return by_one and not _OF_FORCES.isdisjoint((kind.kind, *kind.parents))


_OF_FORCES = frozenset("deployment territory_taken".split())


_OF_FORCE = frozenset(
    "attack attacks strike strikes airstrike airstrikes raid raids bombing bombings shelling killing killings murder murders "
    "massacre blast blasts explosion explosions assault ambush shooting incident abduction kidnapping fighting it this that".split()
)


def _is_outcome(trigger: Trigger, kinds: dict[str, Kind]) -> bool:
    """After "following" a bare phrase tells an act of its own only where something came to nothing (a collapse, a refusal)
    or went on before: "took the town | after a two-week siege"."""
    plover = kinds[trigger.kind].plover
    return trigger.kind == "siege" or (plover is not None and plover.category == "REJECT")


def _is_means(trigger: Trigger, kinds: dict[str, Kind]) -> bool:
    """Is it an act of force of a sort that does harm: a strike, a blast, a clash?"""
    plover = kinds[trigger.kind].plover
    return plover is not None and plover.category == "ASSAULT" and trigger.kind not in TOO_GENERAL


def _by_means(act: Act, means: Trigger | None) -> Act:
    """ "Died in a drone strike" is the strike, told by its harm."""
    if means is None or act.trigger.kind not in HARM:
        return act
    return replace(act, trigger=replace(act.trigger, kind=means.kind), told_as=act.trigger.kind)


def clause_of(clauses: list[Clause], word: int) -> int | None:
    """The number of the clause that a word stands in."""
    return next((i for i, c in enumerate(clauses) if c.start <= word < c.end), None)


def _standing(s: Sentence, clause: Clause, trigger: Trigger) -> float:
    for rank, verb in enumerate(clause.verbs):
        if verb.start <= trigger.head < verb.end or trigger.start <= verb.head < trigger.end:
            if rank == 0:
                return _ON_VERB
            return _ON_MODIFIER if verb.participle == "VBN" else _ON_GOVERNED
    return _noun_standing(s, clause, trigger)


def _noun_standing(s: Sentence, clause: Clause, trigger: Trigger) -> float:
    """A noun tells an act best as subject or object of a verb that only says that it took place."""
    if not s.tags[trigger.head].startswith("NN"):
        return _ON_MODIFIER if s.tags[trigger.head] in ("JJ", "VBN") else _ON_NOUN - 0.06
    verb = clause.verb
    noun = s.noun_at(trigger.head)
    if noun is not None and noun.head >= trigger.end and s.tags[trigger.end] in ("NN", "NNS", "NNP"):
        return _ON_MODIFIER  # "the negotiation committee": the word only tells which committee
    if verb is not None and s.low[verb.head] in BE | _NAMING:
        return _ON_COPULA
    if noun is not None and noun.start > clause.start and s.tags[noun.start - 1] in ("IN", "TO"):
        return _IN_PHRASE
    if noun is not None and verb is not None and verb.end < noun.start and s.low[noun.start - 1] == ",":
        return _ON_COPULA  # "pounded the quarter, the last pocket of …": says what something is
    return _ON_NOUN


def _beats(new: Act, old: Act, clause: Clause, kinds: dict[str, Kind]) -> bool:
    """The higher score wins, but what governs stays ("urged them to withdraw"); near ties go to the longer trigger."""
    lead = clause.verb
    if lead is not None and _governs(old, lead, kinds) and new.trigger.head >= lead.end:
        return False
    if lead is not None and _governs(new, lead, kinds) and old.trigger.head >= lead.end:
        return True
    if abs(new.score - old.score) > 0.04:
        return new.score > old.score
    length = (new.trigger.end - new.trigger.start) - (old.trigger.end - old.trigger.start)
    if length:
        return length > 0
    return new.score > old.score


def _governs(act: Act, lead: VerbGroup, kinds: dict[str, Kind]) -> bool:
    """Is the act one of speech or will that stands on the leading verb and so takes the rest as its content?"""
    plover = kinds[act.trigger.kind].plover
    return lead.start <= act.trigger.head < lead.end and plover is not None and plover.category in _OF_WILL


_OF_WILL = frozenset("REQUEST THREATEN AGREE REJECT ACCUSE".split())


def _characterises(s: Sentence, clause: Clause, trigger: Trigger) -> bool:
    """A relative clause in the plain present, not set off by a comma, tells which ones are meant ("those who reject it")."""
    verb = clause.verb
    if clause.link != "rel" or verb is None or not verb.finite or s.low[clause.start - 1 : clause.start] == (",",):
        return False
    return s.tags[verb.head] in ("VBZ", "VBP") and verb.end - verb.start == 1


def refused(kinds: dict[str, Kind], parts: list[Clause], act: Act) -> str:
    """The kind of an act, which is a refusal where someone would not yield or agree ("will not give up their arms")."""
    verb = next((v for v in parts[act.clause].verbs if v.start <= act.trigger.head < v.end), None)
    plover = kinds[act.trigger.kind].plover
    yields = plover is not None and plover.category in ("CONCEDE", "AGREE")
    unwilling = verb is not None and verb.negated and verb.modal in _OF_WILLINGNESS
    return "refusal" if unwilling and yields and "refusal" in kinds else act.trigger.kind


_OF_WILLINGNESS = frozenset("will would could cannot can't won't wouldn't".split())
