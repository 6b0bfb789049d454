"""Whom a pronoun stands for: the nearest earlier subject that agrees with it in number, or nobody."""

from __future__ import annotations

from dragoman.extract.clauses import Clause, is_time_noun
from dragoman.extract.grammar import Noun, Sentence
from dragoman.extract.who import PRONOUNS, Lexicons, can_be_who, conjuncts, extended
from dragoman.records import Span

_MANY = frozenset("they them these those their".split())
_PERSON = frozenset("he she him her who".split())
SPEAKER = frozenset("i we me us".split())  # whoever is quoted
_NOBODY = SPEAKER | frozenset("you there what this that one".split())
_NO_NAME = frozenset(
    "few several none some many most all both each either neither others other another more dozens scores hundreds thousands "
    "assault offensive war operation battle fighting attack strike strikes attacks clashes truce ceasefire deal agreement talks "
    "accord pact".split()
)
_MASSES = frozenset("police people military army side staff personnel crew government".split())
_REACH = 3  # sentences back that a pronoun may reach; guessed from news paragraphs
_Subject = tuple[
    tuple[Span, ...], bool, bool, bool, int
]  # words; several; a person; a body of many; number of the sentence


class Antecedents:
    """The subjects told so far in a report, for the pronouns that follow."""

    def __init__(self) -> None:
        self._told: list[_Subject] = []
        self._sentence = 0

    def note(self, s: Sentence, clauses: list[Clause], lexicons: Lexicons) -> None:
        """Keep the subjects of a sentence that has been read."""
        self._told += reversed([self._subject(s, noun) for noun in _subjects(s, clauses, lexicons)])
        self._told = self._told[-8:]
        self._sentence += 1

    def of(self, pronoun: str, s: Sentence, clauses: list[Clause], before: int, lexicons: Lexicons) -> tuple[Span, ...]:
        """Whom the pronoun of clause ``before`` means: a subject earlier in the sentence, else in those before it."""
        if pronoun in _NOBODY:
            return ()
        inside = [self._subject(s, noun) for noun in _subjects(s, clauses[:before], lexicons)]
        others = [self._subject(s, noun) for noun in _others(s, clauses, before, lexicons)]
        here = [*reversed(inside), *reversed(others)]
        if pronoun in _MANY:  # "a blow by the army to | the rebels, as they …": true plurals first
            here.sort(key=lambda told: told[3])
        for spans, several, person, mass, sentence in [*here, *reversed(self._told)]:
            if self._sentence - sentence <= _REACH and _agrees(pronoun, several, person, mass):
                return spans if pronoun in _MANY else spans[:1]
        return ()

    def owner(
        self,
        pronoun: str,
        s: Sentence,
        clauses: list[Clause],
        clause: int,
        at: Span,
        voice: Span | None,
        lexicons: Lexicons,
    ) -> Span | None:
        """Whose the phrase ``at`` is ("its troops"): of the clause's own subject, of one before it, or of who says so."""
        own = clauses[clause].subject
        if own is not None and s.spans[own.end - 1].end <= at.start:
            if s.low[own.head] in PRONOUNS:
                return next(iter(self.of(s.low[own.head], s, clauses, clause, lexicons)), None)
            spans, *how, _ = self._subject(s, own)
            if _agrees(pronoun, *how):
                return spans[0]
        found = next(iter(self.of(pronoun, s, clauses, clause, lexicons)), None)
        speaks = voice is not None and s.span.holds(voice) and not voice.meets(at)
        return voice if speaks and (found is None or not s.span.holds(found)) else found

    def _subject(self, s: Sentence, noun: Noun) -> _Subject:
        whole = extended(s, noun)
        low = s.low[noun.head]
        joined = conjuncts(s, whole, len(s.low)) if whole == noun and noun.end < len(s.low) else [noun]
        several = s.tags[noun.head] in ("NNS", "NNPS") or low in _MASSES or len(joined) > 1
        person = s.tags[noun.head] == "NNP" or (not several and low.endswith(_OF_PERSONS))
        spans = (s.cover(whole.start, whole.end), *(s.cover(n.start, n.end) for n in joined[1:]))
        return spans, several, person, low in _MASSES, self._sentence


_OF_PERSONS = (
    "man",
    "lord",
    "woman",
    "er",
    "or",
    "ent",
    "ist",
    "person",
    "chief",
    "boy",
    "girl",
    "general",
    "colonel",
    "head",
    "envoy",
)


def _agrees(pronoun: str, several: bool, person: bool, mass: bool) -> bool:
    if pronoun in _MANY:
        return several
    return person if pronoun in _PERSON else not several or mass


def _subjects(s: Sentence, clauses: list[Clause], lexicons: Lexicons) -> list[Noun]:
    """The subjects of clauses that could be someone, in order; without any, the first such phrase."""
    own = [
        c.subject
        for c in clauses
        if c.subject is not None and not c.inherited and _names_someone(s, c.subject, lexicons)
    ]
    if own or not clauses:
        return own
    return [n for n in s.nouns if n.end <= clauses[-1].end and _names_someone(s, n, lexicons)][:1]


def _others(s: Sentence, clauses: list[Clause], before: int, lexicons: Lexicons) -> list[Noun]:
    """Those named before a clause of their sentence in another place than its subject ("a blow to | the rebels, as they …")."""
    start = clauses[before].start
    return [n for n in s.nouns if n.end <= start and s.tags[n.head] == "NNS" and _names_someone(s, n, lexicons)]


def _names_someone(s: Sentence, noun: Noun, lexicons: Lexicons) -> bool:
    if s.low[noun.head] in _NO_NAME and s.low[noun.end : noun.end + 1] != ("of",):
        return False
    return (
        s.tags[noun.head] in ("NN", "NNS", "NNP", "NNPS")
        and not is_time_noun(s, noun)
        and can_be_who(s, noun, lexicons)
    )
