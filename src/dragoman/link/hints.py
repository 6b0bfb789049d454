"""Words that tell one happening from another: an answer, fire by both sides, the dead of a whole war, named spots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.records import Finding
from dragoman.text import flat, name_key
from dragoman.world import World

ANSWERS, MUTUAL, WHOLE_WARS, FIGHTS, BESIDE = (
    "answers",
    "mutual",
    "whole_wars",
    "fights",
    "beside",
)  # lists of languages/en.lexicons.linking.yaml
_SPOTS = ("settlement_place",)  # "the Karel refugee camp": what stands before these is a name
_NAMED = r"((?:[^\W\d_a-z][\w'’-]+ )+)(?:[a-z]+ )?"
_NOUN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_CAPITAL = re.compile(r"[^\W\d_a-z][\w'’-]{3,}")


@dataclass(frozen=True, slots=True)
class Hints:
    """What the words of one finding tell of its relation to others."""

    answer: bool = False
    mutual: bool = False
    whole_war: bool = False
    beside: bool = False  # its place is only what it lies by: "near Karel"
    spots: frozenset[str] = frozenset()  # keys of the towns, camps and buildings that it names


def hints_of(finding: Finding, world: World, evidence: str | None) -> Hints:
    """Read from the evidence; without the text, from the mentions."""
    words = evidence if evidence is not None else " ".join(m.words for m in finding.claim.mentions)
    return Hints(
        answer=holds(words, world, ANSWERS),
        mutual=holds(words, world, MUTUAL),
        whole_war=holds(words, world, WHOLE_WARS),
        beside=_beside(finding, world, evidence),
        spots=_spots(finding, " ".join(words.split()), _list(world, *_SPOTS)),
    )


def names_any(words: str, world: World, *lists: str) -> bool:
    """Do the words hold one of some lists of the languages, or its plural?"""
    known = set(_list(world, *lists))
    return any(w in known or w.removesuffix("s") in known for w in _NOUN.findall(words.lower()))


def _list(world: World, *names: str) -> tuple[str, ...]:
    return tuple(w for language in world.languages.values() for name in names for w in language.lexicons.get(name, ()))


@cache
def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b") if words else re.compile(r"(?!)")


@cache
def _before(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"{_NAMED}(?:{'|'.join(map(re.escape, words))})\b") if words else re.compile(r"(?!)")


def holds(words: str, world: World, name: str) -> bool:
    """Do the words hold a phrase of the named list of a language file?"""
    return _any_of(_list(world, name)).search(" ".join(flat(words).split())) is not None


def _beside(finding: Finding, world: World, evidence: str | None) -> bool:
    """Does a word like "near" stand right before the place?"""
    spot, told = finding.place.mention, finding.claim.evidence
    if evidence is None or spot is None or not told.holds(spot):
        return False
    before = " ".join(flat(evidence[: spot.start - told.start]).split())
    return _at_end(_list(world, BESIDE)).search(before) is not None


@cache
def _at_end(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})$") if words else re.compile(r"(?!)")


def _spots(finding: Finding, words: str, sorts: Sequence[str]) -> frozenset[str]:
    """The names before "camp", "village" and the like, less that of the place itself."""
    found = [name for match in _before(sorts).finditer(words) for name in _CAPITAL.findall(match.group(1))]
    place = finding.place.chosen
    own = {name_key(w) for w in _CAPITAL.findall(place.name)} if place is not None else set()
    return frozenset(name_key(w) for w in found) - own
