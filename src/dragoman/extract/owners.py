"""Whose an act or a weapon is: "| Russian | shelling", "| the army |'s bombardment", "heavy | Hamas | rocket fire", "| its | air strikes".

Only words that cannot mean a place count: the adjective of a people, a listed body, those who fight ("rebel
shelling"), and a name with "'s" where the act has a target of its own ("Kyiv's shelling | of Donetsk").
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.clauses import is_time_noun
from dragoman.extract.grammar import FIGHTERS, Noun, Sentence
from dragoman.extract.who import POSSESSIVES, Lexicons, can_be_who, in_any

_MEANS = ("artillery", "drone", "munition")
_SORTS = frozenset("air ground naval sea land border cross-border night suicide".split())
_MODIFIES = ("JJ", "JJR", "JJS", "VBN", "VBG", "CD")
_PROVENANCE = ("-made", "-built", "-backed", "-style", "-era", "-supplied", "-designed")  # not whose act it is
_MANY = frozenset("forces troops soldiers authorities houthis americans russians".split())
_TARGETS = frozenset("of on against at in".split())


def owners(s: Sentence, act: Noun, lexicons: Lexicons) -> Iterator[Noun]:
    """Who is named before the head of a phrase as the one whose act or weapon it is; nobody where no words tell."""
    if not in_any(act.head, ("directed_act", *_MEANS), lexicons):
        return
    if s.low[act.start] in POSSESSIVES and act.end - act.start > 1:
        yield Noun(act.start, act.start + 1, act.start)
        return
    mark = next((i for i in range(act.head - 1, act.start - 1, -1) if _is_mark(s, i)), None)
    if mark is not None:
        whose = Noun(act.start, mark, mark - 1) if s.tags[mark] == "POS" else Noun(act.start, mark + 1, mark)
        if whose.end > whose.start and _possesses(s, whose, act, lexicons):
            yield whose
        return
    at = act.head - 1
    while at >= act.start and not _tells_who(s, at, lexicons) and _modifies(s, at, lexicons):
        at -= 1
    yield from _ending(s, at + 1, lexicons)


def _is_mark(s: Sentence, at: int) -> bool:
    """Does the word end a possessor: a "'s" of its own, or a plural with its apostrophe ("the rebels'")?"""
    return s.tags[at] == "POS" or s.low[at].endswith("s'")


def _possesses(s: Sentence, owner: Noun, act: Noun, lexicons: Lexicons) -> bool:
    """Are the words before "'s" who acts: not a day, not who is harmed, not a place that is struck?"""
    head = owner.head
    if is_time_noun(s, owner) or in_any(head, ("civilian", "building", "territory"), lexicons):
        return False
    if (plural := s.low[head].removesuffix("'")) != s.low[head]:
        return plural in FIGHTERS | _MANY
    if _tells_who(s, head, lexicons) or s.tags[head] not in ("NNP", "NNPS"):
        return can_be_who(s, owner, lexicons)
    return s.low[act.end : act.end + 1] != () and s.low[act.end] in _TARGETS


def _ending(s: Sentence, end: int, lexicons: Lexicons) -> Iterator[Noun]:
    """The parties whose names end before word ``end``, those joined to them first: "Russian and Syrian"."""
    if end < 1 or not _tells_who(s, end - 1, lexicons):
        return
    start = min([end - 1, *(first for first, ends in lexicons.get("party_word", {}).items() if end in ends)])
    while start and (_named(start - 1, lexicons) or s.low[start - 1].endswith("-led") or s.tags[start - 1] == "NNP"):
        start -= 1
    if start >= 2 and s.low[start - 1] in ("and", "or"):
        yield from _ending(s, start - 1, lexicons)
    yield Noun(start, end, end - 1)


def _named(at: int, lexicons: Lexicons) -> bool:
    return in_any(at, ("party_word",), lexicons)


def _tells_who(s: Sentence, at: int, lexicons: Lexicons) -> bool:
    """Does the word tell who: of a listed name, or one who fights or governs?"""
    return not s.low[at].endswith(_PROVENANCE) and in_any(at, ("party_word", "acting_body"), lexicons)


def _modifies(s: Sentence, at: int, lexicons: Lexicons) -> bool:
    """Does the word only say of what sort the act is: "heavy", "drone", "cross-border"?"""
    return s.tags[at] in _MODIFIES or s.low[at] in _SORTS or in_any(at, _MEANS, lexicons)
