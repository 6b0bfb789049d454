"""Which clauses only suppose: "if", "provided that" and "once" reach every verb joined behind them, "either … or" both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dragoman.extract.clauses import Clause
from dragoman.extract.grammar import Sentence
from dragoman.world import World

Words = tuple[int, int]  # word numbers, the end exclusive
Conditions = Mapping[int, Words]  # number of a clause → the words that make it a condition
_NEAR = 2  # words between an opener and its clause: "if, however, rebels leave"


class Openers:
    """The words that open a condition, ready for look-ups."""

    def __init__(self, world: World, language: str = "en") -> None:
        known = world.languages[language].conditions
        self._phrases = {tuple(p.split()): group == "ahead" for group, phrases in known.items() for p in phrases}
        self._longest = sorted(self._phrases, key=len, reverse=True)

    def conditions(self, s: Sentence, clauses: Sequence[Clause]) -> Conditions:
        """The clauses that only suppose, each with the words that say so."""
        found: dict[int, Words] = {}
        for start, end, ahead in self._opened(s):
            number = _governed(s, clauses, end)
            verb = clauses[number].verb if number is not None else None
            if number is not None and not (ahead and verb is not None and verb.past):
                found.setdefault(number, (start, end))
        found |= dict(_alternatives(s, clauses))
        for number in range(len(clauses)):
            if number not in found and (above := _shares(s, clauses, number)) in found:
                found[number] = found[above]
        return found

    def _opened(self, s: Sentence) -> Iterator[tuple[int, int, bool]]:
        at = 0
        while at < len(s.low):
            phrase = next((p for p in self._longest if s.low[at : at + len(p)] == p), None)
            if phrase is not None and not (phrase[-2:] == ("condition", "that") and _nameless(s, at + len(phrase))):
                yield at, at + len(phrase), self._phrases[phrase]
            at += len(phrase) if phrase is not None else 1


def _nameless(s: Sentence, at: int) -> bool:
    """Is it only the speaker's name that hangs on it ("told the agency on condition that he was not named")?"""
    return not _NAMED.isdisjoint(s.low[at : at + 6])


_NAMED = frozenset("named identified quoted anonymous anonymity name identity identify".split())


def _governed(s: Sentence, clauses: Sequence[Clause], end: int) -> int | None:
    """The clause that opens right behind these words; relative clauses inside its subject are passed over."""
    for number, clause in enumerate(clauses):
        verb = clause.verb
        if verb is None or verb.start < end or clause.link in ("rel", "part"):
            continue
        opens = verb.start if clause.subject is None or clause.inherited else clause.subject.start
        return number if 0 <= opens - end <= _NEAR else None
    return None


def _alternatives(s: Sentence, clauses: Sequence[Clause]) -> Iterator[tuple[int, Words]]:
    """Both verbs of "either surrendered or lost": which of the two is left open."""
    for number in range(1, len(clauses)):
        first, second = clauses[number - 1].verb, clauses[number].verb
        if first is None or second is None or clauses[number].link != "coord":
            continue
        if "or" not in s.low[first.end : second.start]:
            continue
        either = next((i for i in range(max(first.start - 1, 0), first.end) if s.low[i] == "either"), None)
        if either is not None:
            yield from ((n, (either, either + 1)) for n in (number - 1, number))


def _shares(s: Sentence, clauses: Sequence[Clause], number: int) -> int | None:
    """The clause whose condition reaches this one: the verb that it is joined to, or the clause that it hangs on."""
    clause = clauses[number]
    if clause.link == "part" or (clause.link == "coord" and clause.inherited and _joined(s, clauses, number)):
        return clause.parent
    if clause.link == "resume" and clause.inherited and clauses[number - 1].link == "rel":
        return clause.parent
    leads = clause.link == "coord" and clause.parent == 0 and s.low[clause.start - 1] in _JOINING
    return 0 if leads and _main_follows(s, clauses, number) else None


_JOINING = frozenset("and or but nor then".split())


def _joined(s: Sentence, clauses: Sequence[Clause], number: int) -> bool:
    """Is the verb joined to the one before, by "and" or in a list that ends in one (and no ", said the colonel")?"""
    before = s.low[clauses[number].start - 1]
    if before in _JOINING:
        return True
    following = clauses[number + 1] if number + 1 < len(clauses) else None
    return before == "," and following is not None and following.inherited and _joined(s, clauses, number + 1)


def _main_follows(s: Sentence, clauses: Sequence[Clause], number: int) -> bool:
    """Does the main clause of "If A and B, …" come only behind this one?"""
    return any(s.low[c.start - 1] == "," for c in clauses[number + 1 :])
