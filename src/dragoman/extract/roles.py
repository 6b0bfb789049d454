"""Who did it, to whom, with what, where and when: the phrases of a clause that fill the roles of its act.

Slots tell which role a phrase takes by where it stands: subject, object, or after a preposition. The kind may
set its own, a cue may set its own again (``docs/world-files.md``). Labels play no part in the choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from dragoman.extract.clauses import Clause, is_time_noun
from dragoman.extract.grammar import FIGHTERS, Noun, Sentence, VerbGroup, with_of
from dragoman.extract.triggers import Act
from dragoman.records import Role, Span
from dragoman.world import Kind

Lexicons = dict[str, dict[int, list[int]]]  # lexicon → word number → ends of its phrases there
USUAL = {"subject": "actor", "object": "recipient", "by": "actor", "against": "recipient", "at": "recipient",
         "on": "recipient", "with": "recipient", "in": "place", "near": "place", "from": "origin", "to": "destination",
         "between": "party"}  # fmt: skip
_PRONOUNS = frozenset("it they he she we i you them him her us who which that this these those one".split())
_COLLECTIVES = (
    frozenset(
        "dozens scores hundreds thousands members group groups units residents number people families forces troops "
        "one several few none any pupils delegates personnel soldiers commander head leader leaders elements part parts remnants most some many both all crowd convoy representatives "
        "supporters relatives party council ministry government president army chief city town video tens".split()
    )
    | FIGHTERS
)
_REFLEXIVE = frozenset("himself herself itself themselves".split())
_EMPTY = frozenset("there what nothing something anything way part result".split())


@dataclass(frozen=True, slots=True)
class Filler:
    """A phrase that fills a role: its span, and whether it is only a pronoun."""

    role: Role
    span: Span
    pronoun: str = ""


def fillers(s: Sentence, clause: Clause, act: Act, kind: Kind, lexicons: Lexicons) -> list[Filler]:
    """The role fillers of one act, in order of the text."""
    slots = USUAL | kind.slots | act.trigger.cue.slots
    found: dict[tuple[int, int], Filler] = {}
    for filler in _go_between(s, kind, clause):
        found.setdefault((filler.span.start, filler.span.end), filler)
    for noun, role in _placed(s, clause, act, slots, lexicons):
        for part in conjuncts(s, noun, clause):
            hurt = role == "victim" and part.start > act.trigger.head and s.tags[part.head] in ("NN", "NNS")
            if role in _OF_WHO and not (hurt or can_be_who(s, part, lexicons)):
                continue
            if role == "recipient" and not (can_be_who(s, part, lexicons) or _in_any(part.head, _TARGETS, lexicons)):
                role = "thing"
            whole = extended(s, part)
            span = s.cover(_past_opening(s, whole), whole.end)
            pronoun = s.low[part.head] if whole.end - part.start == 1 and s.low[part.head] in _PRONOUNS else ""
            if pronoun and role not in _OF_WHO and role != "recipient":
                continue  # "leaving it": what "it" is stands too far off to be told
            found.setdefault((span.start, span.end), Filler(cast(Role, role), span, pronoun))
    return sorted(found.values(), key=lambda f: f.span.start)


def extended(s: Sentence, noun: Noun) -> Noun:
    """The phrase with its "of …" tail where that tells who is meant: "dozens of fighters", "the Sons of Sarruq"."""
    if s.low[noun.head] in _COLLECTIVES:
        return with_of(s, noun)
    whole = with_of(s, noun)
    named = s.tags[noun.head] in ("NNP", "NNPS") and s.tags[whole.end - 1] in ("NNP", "NNPS")
    return whole if named else noun


_MEDIATED = re.compile(r"^([^\W\d_][\w.]*)-(?:mediated|brokered|negotiated)$")
_MEDIATES = frozenset("mediated brokered facilitated sponsored overseen negotiated".split())
_GOOD_OFFICES = frozenset("mediation auspices oversight supervision help eyes brokerage sponsorship".split())


def _go_between(s: Sentence, kind: Kind, clause: Clause) -> Iterator[Filler]:
    """Who stood between the parties of a deal, and the deal that a term belongs to ("under a deal brokered by Russia")."""
    if (
        not kind.step
        and "settlement" not in kind.parents
        and (kind.plover is None or kind.plover.category not in _BY_DEAL)
    ):
        return
    for at, word in enumerate(s.words):
        if found := _MEDIATED.match(word):
            yield Filler("mediator", Span(s.spans[at].start, s.spans[at].start + len(found.group(1))))
        if s.low[at] == "under" and (noun := s.noun_at(at + 1)) and s.low[noun.head] in _DEALS:
            yield Filler("thing", s.cover(noun.start, noun.end))
        for noun in _mediators(s, at):
            for part in conjuncts(s, noun, replace(clause, end=len(s.low))):
                yield Filler("mediator", s.cover(part.start, part.end))


def _mediators(s: Sentence, at: int) -> Iterator[Noun]:
    """ "Brokered | by Russia", "under | Russian auspices", "with | Russia's help", "under the auspices | of the UN"."""
    noun = s.noun_at(at + 2) if s.low[at] in _MEDIATES and s.low[at + 1 : at + 2] == ("by",) else None
    if noun is not None:
        yield noun
    help_ = s.noun_at(at + 1) if s.low[at] in ("with", "under", "through") else None
    if help_ is None or s.low[help_.head] not in _GOOD_OFFICES:
        return
    behind = s.noun_at(help_.end + 1) if s.low[help_.end : help_.end + 1] == ("of",) else None
    if behind is not None:
        yield behind
    elif s.words[help_.start][:1].isupper():
        end = help_.head - 1 if s.tags[help_.head - 1] == "POS" else help_.head
        if end > help_.start:
            yield Noun(help_.start, end, end - 1)


_BY_DEAL = frozenset("AGREE CONSULT CONCEDE RETREAT REJECT COOPERATE".split())
_DEALS = frozenset("deal agreement accord pact truce ceasefire settlement deals agreements".split())


_OF_WHO = frozenset("actor party mediator victim".split())
_BODIES = re.compile(
    r"(?:.*(?:ers|ors|ists|men|ants|ians|eers|ees|mates)|government|ministry|council|committee|court|parliament|authorit(?:y|ies)"
    r"|administration|side|sides|party|parties|delegations?|coalition|alliance|bloc|union|mission|agency|office|company|command"
    r"|opposition|regime|state|states|countr(?:y|ies)|leaders?hip|faction|factions|tribes?|clans?|movement|front|helicopters?"
    r"|warplanes?|jets|aircraft|planes|headquarters|kremlin|militar(?:y|ies)|officials?|dozens|hundreds|thousands|scores|others|some"
    r"|many|several|president|minister|spokes(?:man|woman|person)|chief|general|leader|dead|wounded|injured|displaced|casualties"
    r"|bodies|committee|network|organi[sz]ations?|groups?|bank|church|kin|relatives|families|wife|son|daughter|brother|father|mother"
    r"|members?|units?|bus driver|suspects?|convicts?|inmates?|kids?|infants?|bab(?:y|ies)|corpses?|horsemen|herdsmen|kurds|houthis"
    r"|charit(?:y|ies)|ambassadors?|embass(?:y|ies)|crews?|personnel|delegates?|envoys?|diplomats?|navy|messages?"
    r"|russians|israelis|syrians|turks|americans|palestinians|taliban|pastors|clerics|sheikhs?|deputy|deputies|lawmakers|mps)"
)


def can_be_who(s: Sentence, noun: Noun, lexicons: Lexicons) -> bool:
    """Could the phrase be someone: a name, a pronoun, people, a body? "The deal" and "mistake" could not."""
    head = s.low[noun.head]
    if head in _REFLEXIVE or head in _ACTS_OF_FORCE:
        return False
    if s.tags[noun.head] == "CD":
        return noun.start == 0 or s.tags[noun.start - 1] not in ("IN", "TO") or s.low[noun.start - 1] in ("by", "of")
    if head in _PRONOUNS or s.tags[noun.head] in ("NNP", "PRP"):
        return True
    if head in FIGHTERS or _in_any(noun.head, _PEOPLE, lexicons):
        return True
    return bool(_BODIES.fullmatch(head)) or any(t == "NNP" for t in s.tags[noun.start : noun.end])


_GROUND = ("territory", "settlement_place", "building", "place_word")
_SETTLED = ("deal", "talks")
_CARRIES = ("vehicle",)
_TARGETS = ("building", "territory", "settlement_place", "vehicle", "artillery")


def _in_any(word: int, names: tuple[str, ...], lexicons: Lexicons) -> bool:
    """Does a phrase of any of these lexicons cover the word?"""
    return any(start <= word < end for name in names for start, ends in lexicons.get(name, {}).items() for end in ends)


_PEOPLE = ("civilian", "fighter", "security_force", "crowd", "aircraft")


def _past_opening(s: Sentence, noun: Noun) -> int:
    at = noun.start
    while at < noun.head and s.tags[at] in (".", ",", "RB"):
        at += 1
    return at


def _placed(
    s: Sentence, clause: Clause, act: Act, slots: dict[str, str], lexicons: Lexicons
) -> Iterator[tuple[Noun, str]]:
    """Each noun phrase of the clause with the role its position gives it."""
    verb = next((v for v in clause.verbs if v.start <= act.trigger.head < v.end), clause.verb)
    on_verb = verb is not None and verb.start <= act.trigger.head < verb.end
    lead = clause.verb
    passive = verb is not None and (verb.passive or (on_verb and verb.participle == "VBN"))
    subject = clause.subject
    if subject is not None and not _is_act(subject, act) and s.low[subject.head] not in _EMPTY:
        role = slots["object"] if passive and on_verb else slots["subject"]
        if passive and role in ("origin", "place", "destination") and can_be_who(s, subject, lexicons):
            role = "recipient"  # "they were left in control": people, not the place left
        if _tells_of(s, subject, role, lead, lexicons):
            role = "none"
        if role == "none":
            pass
        elif not (role == "actor" and _inanimate(s, subject, lexicons)):
            yield subject, role
        elif role == "actor":
            yield subject, "weapon"
            if (by := _user_of(s, subject, lexicons)) is not None:
                yield by, "actor"
    anchor = verb.end if verb is not None and (on_verb or lead is verb) else act.trigger.end
    stop = next((i for i in range(anchor, clause.end) if s.low[i] == "according"), clause.end)
    taken_object = passive
    for noun in s.nouns:
        if not (clause.start <= noun.start and noun.end <= stop) or noun == subject:
            continue
        if noun.start < anchor - 1:
            if is_time_noun(s, noun) and (subject is None or noun.end <= subject.start):
                yield noun, "time"
            continue
        before = s.low[noun.start - 1] if noun.start else ""
        if is_time_noun(s, noun):
            yield noun, "time"
        elif before in (
            "by",
            "against",
            "on",
            "at",
            "with",
            "in",
            "near",
            "from",
            "to",
            "between",
            "into",
            "toward",
            "towards",
            "of",
            "for",
            "outside",
            "inside",
        ):
            role = _prepositional(s, noun, before, slots, act, passive, lexicons)
            if role:
                yield noun, role
        elif not taken_object and noun.start >= anchor and not _is_act(noun, act):
            if slots["object"] == "recipient" and verb is not None and _is_means(s, noun, verb, lexicons):
                yield noun, "weapon"
                continue
            taken_object = True
            if slots["object"] != "none":
                yield noun, slots["object"]


def _tells_of(s: Sentence, subject: Noun, role: str, lead: VerbGroup | None, lexicons: Lexicons) -> bool:
    """Does the subject only tell of it: "the monitor counted 63 deaths", "a resident heard 60 explosions"?"""
    if lead is None or lead.passive:
        return False
    counts = role == "victim" and s.low[lead.head].startswith(_COUNTS)
    return counts or (role == "weapon" and _in_any(subject.head, ("civilian", "fighter", "security_force"), lexicons))


_COUNTS = (
    "count",
    "document",
    "record",
    "report",
    "confirm",
    "regist",
    "put",
    "place",
    "g",
    "revise",
    "raise",
    "said",
    "sp",
)


def _user_of(s: Sentence, weapon: Noun, lexicons: Lexicons) -> Noun | None:
    """Who used the weapon, where the phrase says so: "shells fired by rebels", "an air strike by the coalition"."""
    at = weapon.end
    if s.low[at : at + 1] == ("by",):
        return s.noun_at(at + 1)
    if at + 1 < len(s.low) and s.tags[at] in ("VBN", "VBD") and s.low[at + 1] == "by":
        return s.noun_at(at + 2)
    owner = s.noun_at(at + 1) if s.low[at : at + 1] == ("of",) else None
    return owner if owner is not None and can_be_who(s, owner, lexicons) else None


def _prepositional(
    s: Sentence,
    noun: Noun,
    word: str,
    slots: dict[str, str],
    act: Act,
    passive: bool,
    lexicons: Lexicons,
) -> str:
    role = slots.get(word, "") if s.low[noun.head] not in _GOOD_OFFICES else ""
    if (word == "on" and _in_any(noun.head, _SETTLED, lexicons)) or (
        word == "in" and _in_any(noun.head, _CARRIES, lexicons)
    ):
        return "party" if role == "party" else "thing"  # "agreed on a truce", "left in buses"
    if word in ("on", "at", "with") and role == "recipient" and not can_be_who(s, noun, lexicons):
        return "thing" if word == "with" else "place"
    if (
        word in ("on", "at")
        and role == "recipient"
        and (s.tags[noun.head] == "NNP" or _in_any(noun.head, _GROUND, lexicons))
    ):
        return "place"
    if word == "with" and role == "recipient" and _inanimate(s, noun, lexicons):
        return "weapon"
    if word == "by" and _inanimate(s, noun, lexicons):
        return "weapon"
    if word == "of" and noun.start - 1 != act.trigger.end:
        return ""
    if word == "by" and not (passive or s.tags[act.trigger.head].startswith("NN") or "by" in act.trigger.cue.slots):
        return ""
    if word == "of" and word not in slots:
        return ""
    return role


def _is_act(noun: Noun, act: Act) -> bool:
    """Is the phrase the trigger itself ("the shelling killed …")?"""
    return noun.start <= act.trigger.head < noun.end


def _is_means(s: Sentence, noun: Noun, verb: VerbGroup, lexicons: Lexicons) -> bool:
    """What is used, not struck: "dropped barrel bombs", "carried out an air strike", "fired rockets"."""
    used = s.low[verb.head].startswith(_USES) and not verb.passive
    return used and (_inanimate(s, noun, lexicons) or _in_any(noun.head, ("aircraft", "firearm", "weapon"), lexicons))


_USES = (
    "us",
    "fir",
    "drop",
    "launch",
    "conduct",
    "carr",
    "throw",
    "threw",
    "lob",
    "rain",
    "set",
    "shoot",
    "hurl",
    "deliver",
)


def _inanimate(s: Sentence, noun: Noun, lexicons: Lexicons) -> bool:
    """A weapon or blast as subject ("a car bomb killed two") is a means, not an actor; named air forces stay actors."""
    at = noun.head
    hit = _in_any(at, ("artillery", "explosive", "drone"), lexicons)
    plain = not any(t == "NNP" for t in s.tags[noun.start : noun.end])
    return hit or (plain and s.low[at] in _ACTS_OF_FORCE)


_ACTS_OF_FORCE = frozenset(
    "attack attacks blast blasts explosion explosions strike strikes airstrike airstrikes fire raid raids clashes fighting "
    "shooting violence bombardment shelling".split()
)


def conjuncts(s: Sentence, noun: Noun, clause: Clause) -> list[Noun]:
    """The phrase and those joined to it inside the clause: "the army, Russia and allied militias"."""
    chain, at = [noun], noun.end
    while at + 1 < clause.end and len(chain) < 7:
        if len(chain) > 1 and s.low[at] == "," and s.low[at + 1] in ("and", "or"):
            at += 1  # "the U.S., Russia, and Jordan"
        joined = s.low[at] in ("and", "or", "&") or (s.low[at] == "," and _list_goes_on(s, at, clause))
        following = s.noun_at(at + 1) if joined else None
        if following is None or following.start != at + 1 or following.end > clause.end:
            break
        chain.append(following)
        at = following.end
    return chain


def _list_goes_on(s: Sentence, at: int, clause: Clause) -> bool:
    """After this comma, is there another comma or "and" right behind the next phrase?"""
    following = s.noun_at(at + 1)
    if following is None or following.end >= clause.end:
        return False
    return s.low[following.end] in ("and", "or") or (
        s.low[following.end] == "," and _list_goes_on(s, following.end, clause)
    )
