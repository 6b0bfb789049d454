"""Who a phrase could be: a name, people, a body; never an act, a weapon or a bare number."""

from __future__ import annotations

import re

from dragoman.extract.grammar import FIGHTERS, Noun, Sentence, with_of

Lexicons = dict[str, dict[int, list[int]]]  # lexicon → word number → ends of its phrases there
PRONOUNS = frozenset("it they he she we i you me us them him her who which that this these those one".split())
POSSESSIVES = {"its": "it", "their": "they", "his": "he", "her": "she", "our": "we", "my": "i"}  # whose → who
_COLLECTIVES = (
    frozenset(
        "dozens scores hundreds thousands members group groups units residents number people families forces troops "
        "one several few none any pupils delegates personnel soldiers commander head leader leaders elements part parts remnants most some many both all crowd convoy representatives "
        "supporters relatives party council ministry government president army chief city town video tens".split()
    )
    | FIGHTERS
)
_REFLEXIVE = frozenset("himself herself itself themselves".split())


def extended(s: Sentence, noun: Noun) -> Noun:
    """The phrase with its "of …" tail where that tells who is meant: "dozens of fighters", "the Sons of Sarruq"."""
    if s.low[noun.head] in _COLLECTIVES or s.tags[noun.head] == "CD":
        return with_of(s, noun)
    whole = with_of(s, noun)
    named = s.tags[noun.head] in ("NNP", "NNPS") and s.tags[whole.end - 1] in ("NNP", "NNPS")
    return whole if named else noun


_BODIES = re.compile(
    r"(?:.*(?:ers|ors|ists|men|ants|ians|eers|ees|mates)|government|ministry|council|committee|court|parliament|authorit(?:y|ies)"
    r"|administration|side|sides|party|parties|delegations?|coalition|alliance|bloc|union|mission|agency|office|company|command"
    r"|opposition|regime|state|states|countr(?:y|ies)|leaders?hip|faction|factions|tribes?|clans?|movement|front|helicopters?"
    r"|warplanes?|jets|aircraft|planes|headquarters|kremlin|militar(?:y|ies)|officials?|dozens|hundreds|thousands|scores|others|some"
    r"|many|several|president|minister|spokes(?:man|woman|person)|chief|general|leader|dead|wounded|injured|displaced|casualties"
    r"|bodies|committee|network|organi[sz]ations?|groups?|bank|church|kin|relatives|families|wife|son|daughter|brother|father|mother"
    r"|members?|units?|bus driver|suspects?|convicts?|inmates?|kids?|infants?|bab(?:y|ies)|corpses?|horsemen|herdsmen|kurds|houthis"
    r"|charit(?:y|ies)|ambassadors?|embass(?:y|ies)|crews?|personnel|delegates?|envoys?|diplomats?|navy"
    r"|russians|israelis|syrians|turks|americans|palestinians|taliban|pastors|clerics|sheikhs?|deputy|deputies|warlords?|lawmakers|mps)"
)


def can_be_who(s: Sentence, noun: Noun, lexicons: Lexicons) -> bool:
    """Could the phrase be someone: a name, a pronoun, people, a body? "The deal" and "mistake" could not."""
    head = s.low[noun.head].removesuffix("'")
    if head in _REFLEXIVE or head in _ACTS_OF_FORCE:
        return False
    if only_counts(s, noun):
        return False
    if head in PRONOUNS or s.tags[noun.head] in ("NNP", "PRP"):
        return True
    if head in FIGHTERS or in_any(noun.head, _PEOPLE, lexicons):
        return True
    if in_any(noun.head, _WHOSE, lexicons) or (head in POSSESSIVES and noun.end - noun.start == 1):
        return True  # "| Russian | shelling", "| rebel | shelling", "| its | shelling": whose it is
    return bool(_BODIES.fullmatch(head)) or any(t == "NNP" for t in s.tags[noun.start : noun.end])


def only_counts(s: Sentence, noun: Noun) -> bool:
    """Does the phrase tell how many and not who: "Four", "at least 14", "17 dead"?"""
    words = range(noun.start, noun.end)
    if s.low[noun.end : noun.end + 1] == ("of",):
        return False  # "one of its fighters", "45 of them"
    if any(w[0].isupper() and any(c.isdigit() for c in w) for w in s.words[noun.start : noun.end]):
        return False  # "M23": a name
    counted = any(s.tags[i] == "CD" for i in words)
    return counted and all(s.tags[i] in ("CD", "DT", "RB", "IN", "JJS", "JJR") or s.low[i] in _STATES for i in words)


_STATES = frozenset("dead wounded injured killed hurt missing more others other about around some nearly".split())


def in_any(word: int, names: tuple[str, ...], lexicons: Lexicons) -> bool:
    """Does a phrase of any of these lexicons cover the word?"""
    return any(start <= word < end for name in names for start, ends in lexicons.get(name, {}).items() for end in ends)


_WHOSE = ("party_word", "acting_body")
_PEOPLE = ("civilian", "fighter", "security_force", "crowd", "aircraft")


_ACTS_OF_FORCE = frozenset(
    "attack attacks blast blasts explosion explosions strike strikes airstrike airstrikes fire raid raids clashes fighting "
    "shooting violence bombardment shelling".split()
)


def inanimate(s: Sentence, noun: Noun, lexicons: Lexicons) -> bool:
    """A weapon or blast as subject ("a car bomb killed two") is a means, not an actor; named air forces stay actors."""
    at = noun.head
    hit = in_any(at, ("artillery", "explosive", "drone"), lexicons)
    plain = not any(t == "NNP" for t in s.tags[noun.start : noun.end])
    return hit or (plain and s.low[at] in _ACTS_OF_FORCE)


def conjuncts(s: Sentence, noun: Noun, end: int) -> list[Noun]:
    """The phrase and those joined to it before word ``end``: "the army, Russia and allied militias"."""
    chain, at = [noun], noun.end
    while at + 1 < end and len(chain) < 7:
        if len(chain) > 1 and s.low[at] == "," and s.low[at + 1] in ("and", "or"):
            at += 1  # "the U.S., Russia, and Jordan"
        joined = s.low[at] in ("and", "or", "&") or (s.low[at] == "," and _list_goes_on(s, at, end))
        following = s.noun_at(at + 1) if joined else None
        if following is None or following.start != at + 1 or following.end > end:
            break
        chain.append(following)
        at = following.end
    return chain


def _list_goes_on(s: Sentence, at: int, end: int) -> bool:
    """After this comma, is there another comma or "and" right behind the next phrase?"""
    if s.low[at + 1] in ("and", "or"):
        return s.noun_at(at + 2) is not None  # "Norway, Chile, | and Kenya"
    following = s.noun_at(at + 1)
    if following is None or following.end + 1 >= end:
        return False
    return s.low[following.end] in ("and", "or") or (
        s.low[following.end] == "," and _list_goes_on(s, following.end, end)
    )
