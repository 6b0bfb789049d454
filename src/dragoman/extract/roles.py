"""Who did it, to whom, with what, where and when: the phrases of a clause that fill the roles of its act.

Slots tell which role a phrase takes by where it stands: subject, object, or after a preposition. The kind may
set its own, a cue may set its own again (``docs/world-files.md``). Labels play no part in the choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from dragoman.extract.attachment import (
    empty,
    indirect,
    is_act,
    is_means,
    light,
    of_another,
    part_of_act,
    planner,
    tells_of,
    user_of,
)
from dragoman.extract.clauses import Clause, is_time_noun
from dragoman.extract.go_betweens import GOOD_OFFICES, go_between
from dragoman.extract.grammar import Noun, Sentence
from dragoman.extract.owners import owners
from dragoman.extract.relatives import Gap
from dragoman.extract.triggers import Act
from dragoman.extract.who import (
    POSSESSIVES,
    PRONOUNS,
    Lexicons,
    can_be_who,
    conjuncts,
    extended,
    in_any,
    inanimate,
    only_counts,
)
from dragoman.records import Role, Span
from dragoman.world import Kind

USUAL = {"subject": "actor", "object": "recipient", "by": "actor", "against": "recipient", "at": "recipient",
         "on": "recipient", "with": "recipient", "in": "place", "near": "place", "from": "origin", "to": "destination",
         "between": "party"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filler:
    """A phrase that fills a role: its span, whether it is only a pronoun, and the pronoun that tells whose it is."""

    role: Role
    span: Span
    pronoun: str = ""
    whose: str = ""


def fillers(
    s: Sentence, clause: Clause, act: Act, kind: Kind, lexicons: Lexicons, gap: Gap | None = None
) -> list[Filler]:
    """The role fillers of one act, in order of the text; ``gap`` is an object that stands before its clause."""
    slots = USUAL | kind.slots | act.trigger.cue.slots
    if s.low[act.trigger.head].startswith(_HURTS) and "victim" in kind.roles and slots["object"] == "recipient":
        slots["object"] = "victim"  # "a missile killed two farmers"
    if "party" not in kind.roles and slots["between"] == "party":
        slots["between"] = "none"  # "could cut the trade between Norland and the rebels"
    found: dict[tuple[int, int], Filler] = {}
    for role_, span in go_between(s, kind):
        found.setdefault((span.start, span.end), Filler(role_, span))
    placed = [*_placed(s, clause, act, slots, lexicons), *_missed(s, clause, act, slots, gap)]
    if "actor" in kind.roles and not any(role == "actor" and can_be_who(s, n, lexicons) for n, role in placed):
        owned = list(_owned(s, clause, act, placed, lexicons))
        placed = [p for p in placed if p[0] not in owned] + [(noun, "actor") for noun in owned]
    for noun, role in placed:
        end = clause.end if noun.start < clause.end else len(s.low)  # the subject of a purpose stands behind it
        for part in conjuncts(s, noun, end):
            filler = _filler(s, part, role, act, lexicons)
            if filler is not None:
                found.setdefault((filler.span.start, filler.span.end), filler)
    return sorted(found.values(), key=lambda f: f.span.start)


def _filler(s: Sentence, part: Noun, role: str, act: Act, lexicons: Lexicons) -> Filler | None:
    """The phrase in its role, or None where it cannot fill it."""
    hurt = role == "victim" and part.start > act.trigger.head and s.tags[part.head] in ("NN", "NNS")
    if role in _OF_WHO and not (hurt or can_be_who(s, part, lexicons)):
        return None
    if role in (*_OF_WHO, "recipient") and only_counts(s, part):
        return None
    if role == "recipient" and not (can_be_who(s, part, lexicons) or in_any(part.head, _TARGETS, lexicons)):
        role = "thing"
    whole = extended(s, part)
    first = POSSESSIVES.get(s.low[part.start], "")
    alone = whole.end - part.start == 1
    bare = s.low[part.head] in PRONOUNS and not in_any(part.head, ("party_word",), lexicons)  # the US is not us
    pronoun = first or (s.low[part.head] if bare else "") if alone else ""
    if s.tags[part.head] == "CD" and s.low[part.end : part.end + 2] in (("of", "them"), ("of", "whom")):
        pronoun = "them"
    if pronoun and role not in _OF_WHO and role != "recipient":
        return None  # "leaving it": what "it" is stands too far off to be told
    return Filler(cast(Role, role), s.cover(_past_opening(s, whole), whole.end), pronoun, "" if alone else first)


_HURTS = ("kill", "wound", "injur", "maim", "hurt", "murder", "behead")


_OF_WHO = frozenset("actor party mediator victim".split())
_GROUND = ("territory", "settlement_place", "building", "place_word")
_SETTLED = ("deal", "talks")
_CARRIES = ("vehicle",)
_TARGETS = ("building", "territory", "settlement_place", "vehicle", "artillery")


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
    if subject is not None and not is_act(subject, act) and not empty(s, subject):
        role = slots["object"] if passive and on_verb else slots["subject"]
        if passive and role in ("origin", "place", "destination") and can_be_who(s, subject, lexicons):
            role = "recipient"  # "they were left in control": people, not the place left
        if tells_of(s, subject, role, lead, lexicons):
            role = "none"
        if role == "none":
            pass
        elif not (role == "actor" and inanimate(s, subject, lexicons)):
            yield subject, role
        elif role == "actor":
            yield subject, "weapon"
            if (by := user_of(s, subject, lexicons)) is not None:
                yield by, "actor"
    if on_verb and verb is not None and (whose := planner(s, verb)) is not None:
        yield whose, slots["subject"]
    anchor = verb.end if verb is not None and (on_verb or lead is verb) else act.trigger.end
    stop = next((i for i in range(anchor, clause.end) if s.low[i] == "according"), clause.end)
    taken_object = passive
    acts_itself = verb is not None and act.trigger.head < verb.start  # "the return of the town | could cut the trade"
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
        elif of_another(s, noun, before, clause, act):
            continue
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
            if role not in ("", "none") and not part_of_act(s, noun, role, act):
                yield noun, role
        elif not taken_object and noun.start >= anchor and not is_act(noun, act):
            if light(s, noun) or (acts_itself and slots["object"] == "place"):
                taken_object = True
                continue
            if indirect(s, noun, verb, lexicons):
                yield noun, "recipient"
                continue
            means = verb is not None and (
                is_means(s, noun, verb, lexicons) or (not on_verb and inanimate(s, noun, lexicons))
            )
            if slots["object"] == "recipient" and means:
                yield noun, "weapon"
                continue
            taken_object = True
            if slots["object"] != "none":
                yield noun, slots["object"]


def _owned(s: Sentence, clause: Clause, act: Act, placed: list[tuple[Noun, str]], lexicons: Lexicons) -> Iterator[Noun]:
    """Whose the act or its means is, where no phrase of its own tells who acts: "| Russian | shelling killed two"."""
    means = {n for noun, role in placed if role in ("weapon", "actor") for n in conjuncts(s, noun, clause.end)}
    for noun in s.nouns:
        inside = clause.start <= noun.start and noun.end <= clause.end
        if inside and (is_act(noun, act) or noun in means or _is_cause(s, noun, act)):
            struck = s.low[noun.end : noun.end + 1] == ("of",)  # "shelling | of the port"
            by = None if struck else user_of(s, noun, lexicons)
            found = [by] if by is not None else list(owners(s, noun, lexicons))
            if found:
                yield from found
                return


def _is_cause(s: Sentence, noun: Noun, act: Act) -> bool:
    """Is it what did the harm that tells the act: "were killed | in Russian shelling"?"""
    return bool(act.told_as) and noun.start > 0 and s.low[noun.start - 1] in ("by", "in", "from")


def _missed(
    s: Sentence, clause: Clause, act: Act, slots: dict[str, str], gap: Gap | None
) -> Iterator[tuple[Noun, str]]:
    """The object that a relative clause has before it ("weapons | that rebels lost"), where the act's verb misses it."""
    if gap is None:
        return
    inside = any(s.low[i] == gap.preposition for i in range(act.trigger.start, act.trigger.end))  # "fought alongside"
    role = slots.get("object" if inside or not gap.preposition else gap.preposition, "none")
    verb = next((v for v in clause.verbs if v.start <= act.trigger.head < v.end), None)
    right_behind = verb is not None and verb.start <= gap.after <= verb.end and not verb.passive
    if role != "none" and (gap.preposition or right_behind):
        yield gap.noun, role


def _prepositional(
    s: Sentence,
    noun: Noun,
    word: str,
    slots: dict[str, str],
    act: Act,
    passive: bool,
    lexicons: Lexicons,
) -> str:
    role = slots.get(word, "") if s.low[noun.head] not in GOOD_OFFICES else ""
    if (word == "on" and in_any(noun.head, _SETTLED, lexicons)) or (
        word == "in" and in_any(noun.head, _CARRIES, lexicons)
    ):
        return "party" if role == "party" else "thing"  # "agreed on a truce", "left in buses"
    if word in ("on", "at", "with") and role == "recipient" and not can_be_who(s, noun, lexicons):
        return "thing" if word == "with" else "place"
    if (
        word in ("on", "at")
        and role == "recipient"
        and (s.tags[noun.head] == "NNP" or in_any(noun.head, _GROUND, lexicons))
    ):
        return "place"
    if word == "with" and role == "recipient" and inanimate(s, noun, lexicons):
        return "weapon"
    if word == "by" and inanimate(s, noun, lexicons):
        return "weapon"
    if word == "of" and noun.start - 1 != act.trigger.end:
        return ""
    if word == "by" and not (passive or s.tags[act.trigger.head].startswith("NN") or "by" in act.trigger.cue.slots):
        return ""
    if word == "of" and word not in slots:
        return ""
    return role
