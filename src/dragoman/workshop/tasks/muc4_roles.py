"""Who did it, to whom, with what: the fillers of a template's roles, from the claims of an incident."""

from __future__ import annotations

import re
from collections import Counter

from dragoman.extract.grammar import sentences
from dragoman.extract.quantities import number_at
from dragoman.extract.tags import english
from dragoman.records import Claim, Mention
from dragoman.workshop.metrics import Line
from dragoman.workshop.tasks.rooms import Rooms


class Lists:
    """The names and words that tell the roles of a template."""

    def __init__(self, rooms: Rooms) -> None:
        actors = [
            a
            for a in rooms.world.actors.values()
            if a.theatre.startswith(("central-america", "colombia", "haiti", "mexico", "world"))
        ]
        groups = [a for a in actors if a.kind in ("armed_group", "paramilitary", "military", "police")]
        names = {n.lower() for a in groups for n in (a.name, *a.aliases) if n.isascii() and len(n) > 2}
        self.bodies = _any_of(names)
        rebels = [a for a in groups if a.kind in ("armed_group", "paramilitary")]
        self.rebels = _any_of({n.lower() for a in rebels for n in (a.name, *a.aliases) if n.isascii() and len(n) > 2})
        self.people = rooms.lexicon("civilian", "person", "unarmed_target")
        self.fighters = rooms.lexicon("fighter", "security_force", "combatant")
        self.things = rooms.lexicon("building", "vehicle", "military_post", "utility", "transport")
        self.sites = self.things - rooms.lexicon("settlement_place", "territory")
        self.common = (
            self.people
            | self.fighters
            | self.things
            | rooms.lexicon("leader", "envoy", "weapon", "body_of_state", "captive")
            | OFFICES
        )
        self.arms = _any_of(
            rooms.lexicon("explosive", "firearm", "artillery", "weapon", "mine_weapon", "bomb_vehicle") - _NOT_ARMS
        )


_NOT_ARMS = frozenset("armed arming shell shells artillery explosion explosions blast blasts charge charges "
                      "arm arms device devices shot shots tank tanks mine mined mining "
                      "gunshot gunshots gunfire weapon weapons".split())  # fmt: skip


def _any_of(phrases: set[str] | frozenset[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, phrases), key=len, reverse=True)) + r")\b")


# ----------------------------------------------------------------- who and what was hit

_PRONOUN = re.compile(
    r"^(?:he|she|it|they|we|i|you|him|her|them|us|who|which|that|this|these|those|others?|there|one|two|"
    r"three)$"
)


def actor(m: Mention, roles: dict[str, list[str]], lists: Lists) -> None:
    words = bare(m.words)
    body = lists.bodies.search(words)
    if body:
        roles["PerpOrg"].append(body.group(0))
    last = words.split()[-1] if words else ""
    if last in lists.fighters | lists.people and not (body and body.group(0) == words):
        roles["PerpInd"].append(words)


def hit(m: Mention, claim: Claim, roles: dict[str, list[str]], targets: list[Line], lists: Lists) -> None:
    words = bare(m.words)
    if not words or _PRONOUN.match(words):
        return
    last = words.split()[-1]
    if last in lists.people | lists.fighters:
        effects = [q.kind for q in claim.quantities if q.kind in ("killed", "injured")]
        named = {"killed": "death", "injured": "injury"}
        targets.append({"strings": [words], "number": _number(words), "effects": [named[e] for e in effects]})
    elif last in lists.things:
        roles["Target"].append(words)
    elif claim.kind != "damage" and (name := _person(words, lists)):
        roles["Victim"].append(name)
        targets.append({"strings": [name], "number": 1, "effects": []})


def _person(words: str, lists: Lists) -> str:
    """A person's name at the end of a phrase, past offices and titles: words that would be names; '' for none."""
    name: list[str] = []
    for word in reversed(words.split()):
        if word in _PARTICLES or (word not in lists.common and _name_like(word)):
            name.insert(0, word)
        else:
            break
    while name and name[0] in _PARTICLES:
        name.pop(0)
    return (
        " ".join(name) if 0 < len(name) < 6 and all(w.replace("'", "").replace("-", "").isalpha() for w in name) else ""
    )


OFFICES = frozenset("president vice minister colonel col general gen captain capt major lieutenant lt dr "
                     "mr mrs ms monsignor archbishop "
                     "bishop father rev senator congressman governor mayor deputy judge attorney director "
                     "secretary commander chief "
                     "ambassador candidate doctor magistrate representative leader journalist sergeant "
                     "corporal rector party union "
                     "january february march april may june july august september october november december "
                     "kg km".split())  # fmt: skip
_PARTICLES = frozenset("de del la las los y san santa von van da dos".split())


def _name_like(word: str) -> bool:
    """Would the tagger take the word for a name if it had its capital?"""
    return english().tag([word.title()]) == ["NNP"]


def _number(words: str) -> int | None:
    found = sentences(words)
    number = number_at(found[0], 0) if found else None
    return int(number[0]) if number else None


def after_of(claim: Claim, text: str, roles: dict[str, list[str]], targets: list[Line], lists: Lists) -> None:
    """The one hit behind a noun of violence: "the murder of archbishop romero", "the kidnapping of two engineers"."""
    found = _OF.match(text, claim.trigger.end)
    behind = sentences(found[1])[:1] if found else []
    for s in behind:
        span = s.cover(s.nouns[0].start, s.nouns[0].end) if s.nouns else s.span
        hit(Mention("victim", span, span.of(found[1] if found else "")), claim, roles, targets, lists)


_OF = re.compile(r" (?:attempt )?(?:of|against|on) ([^.;]{3,80})")
_DOERS = re.compile(
    r"\b((?:(?:two|three|four|five|six|several|some|\d+|armed|unidentified|heavily|leftist|rightist|hooded|"
    r"masked|fmln|urng|suspected|"
    r"rebel|paid|urban|guerrilla|terrorist|maoist|alleged|subversive|drug) )*"
    r"(?:guerrillas?|terrorists?|rebels|gunmen|subversives|criminals|assassins|hitmen|commandos?|kidnappers|"
    r"drug traffickers|extremists|"
    r"individuals|insurgents|death squads?|attackers|assailants|delinquents|bandits|paramilitary groups?))\b"
)


def doers(around: list[str], roles: dict[str, list[str]], lists: Lists) -> list[str]:
    """Those who do such things, named in the sentence of an incident whose doer no clause gives."""
    hits = [bare(h[1]) for sentence in around for h in _DOERS.finditer(sentence)]
    return [h for h in hits if h not in roles["Victim"]][:1]


def bodies(around: list[str], text: str, lists: Lists) -> list[str]:
    """An armed group named in the sentence of an incident, else the one that the report names most."""
    near = [h.group(0) for sentence in around for h in lists.rebels.finditer(sentence)]
    named = Counter(h.group(0) for h in lists.rebels.finditer(text))
    return near[:1] or [name for name, count in named.most_common(1) if count > 1]


def bare(words: str) -> str:
    return re.sub(r"^(?:the|a|an|some|several|this|these|those|that|his|her|their)\s+", "", words.strip(" \"'.,;"))


def distinct(found: list[str]) -> list[str]:
    """Each filler once; of two that end alike the longer stands for both."""
    kept: list[str] = []
    for words in sorted(dict.fromkeys(found), key=len, reverse=True):
        if not any(k == words or k.endswith(" " + words) for k in kept):
            kept.append(words)
    return [w for w in dict.fromkeys(found) if w in kept]
