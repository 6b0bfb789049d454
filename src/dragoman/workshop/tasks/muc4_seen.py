"""MUC-4 as the learned reader sees it: which incidents a report tells, and which words fill their roles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.extract.passages import Passage
from dragoman.models import Floats, Words
from dragoman.workshop.reader.examples import TAGS
from dragoman.workshop.tasks.muc4_roles import OFFICES, Lists, bare

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
Columns = Mapping[str, Sequence[int]]  # sort of incident → columns of its kinds
Looked = Sequence[tuple[Passage, Words]]


@dataclass(frozen=True, slots=True)
class Bars:
    """How likely a filler and an incident must be. Chosen on the development part."""

    filler: Mapping[str, float]
    inside: float = 0.3  # of the other words of a filler
    cue: float = 0.3  # what an incident that the cues tell as well gains
    incident: float = 0.9
    second: float = 1.25  # of a second sort of incident in one report
    anchor: float = 0.4  # of a word to which fillers may belong


BARS = Bars({"PerpInd": 0.6, "PerpOrg": 0.7, "Target": 0.65, "Victim": 0.7, "Weapon": 0.5})
# What stands at the ends of a run and belongs to no filler.
_TAILS = frozenset(
    "of in on at by to from with who that which and or the a an s was were is are has had been be while when after before as for "
    "against near inside outside explosion explosions blast blasts attack attacks".split()
)
_HEADS = frozenset(
    "of in on at by to from with and or the a an s another other some several various many this these those his her their "
    "its our who that which".split()
)


@dataclass(frozen=True, slots=True)
class Filler:
    """Words that fill a role somewhere in the text, with how likely, and the place where they stand."""

    words: str
    score: float
    start: int


def fillers(text: str, looked: Looked, lists: Lists, bars: Bars = BARS) -> dict[str, list[Filler]]:
    """For each role, what fills it, in the order of the text."""
    found: dict[str, list[Filler]] = defaultdict(list)
    for passage, words in looked:
        for role in ROLES:
            likely = words.tags[:, TAGS.index(role)]
            for start, end in _runs(likely, bars.filler[role], bars.inside):
                told = _trimmed([w.lower() for w in passage.words], start, end)
                if told is not None:
                    at = passage.spans[told[0]].start
                    said = _said(text[at : passage.spans[told[1] - 1].end], role, lists)
                    if said:
                        found[role].append(Filler(said, float(likely[start:end].max()), at))
    return found


def _runs(likely: Floats, peak: float, inside: float) -> Iterator[tuple[int, int]]:
    """Runs of words that are likely, with one that is likelier."""
    at = 0
    while at < len(likely):
        end = at
        while end < len(likely) and likely[end] >= inside:
            end += 1
        if end > at and likely[at:end].max() >= peak:
            yield at, end
        at = max(end, at + 1)


def _trimmed(low: Sequence[str], start: int, end: int) -> tuple[int, int] | None:
    while start < end and (low[start] in _HEADS or not low[start][0].isalnum()):
        start += 1
    while end > start and (low[end - 1] in _TAILS or low[end - 1].endswith("ed") or not low[end - 1][0].isalnum()):
        end -= 1
    return (start, end) if start < end else None


def _said(words: str, role: str, lists: Lists) -> str:
    """The words as a key would hold them: a body by its name, a person without office, arms without number."""
    said = bare(" ".join(words.split()))
    if role == "PerpOrg" and (body := lists.bodies.search(said)):
        return body.group(0)
    if role == "Victim":
        told = said.split()
        while len(told) > 1 and told[0].strip(".") in OFFICES:
            told.pop(0)
        return " ".join(told)
    if role == "Weapon":
        return re.sub(r"^(?:\d+|two|three|four|five|six|ten|one)\s+", "", said)
    return said


def entities(found: Sequence[Filler]) -> list[list[str]]:
    """The fillers as entities, each by its longest wording: those that share their last word or hold each other are one."""
    groups: list[list[str]] = []
    for filler in sorted(found, key=lambda f: -len(f.words)):
        words = filler.words
        same = (g for g in groups if any(words in w or w.split()[-1] == words.split()[-1] for w in g))
        group = next(same, None)
        if group is None:
            groups.append([words])
        elif words not in group:
            group.append(words)
    return [[group[0]] for group in groups]


def likely_incidents(looked: Looked, columns: Columns) -> dict[str, float]:
    """How likely each sort of incident is told: at its likeliest word."""
    return {
        sort: max((float(words.kind[:, at].sum(1).max()) for _, words in looked), default=0.0)
        for sort, at in columns.items()
    }


def incidents(
    text: str, looked: Looked, columns: Columns, lists: Lists, by_cues: Collection[str], bars: Bars = BARS
) -> list[tuple[str, dict[str, list[list[str]]]]]:
    """The one or two sorts of incident that a report tells, each with the entities that fill its roles."""
    found = fillers(text, looked, lists, bars)
    likely = {t: v + bars.cue * (t in by_cues) for t, v in likely_incidents(looked, columns).items()}
    first, *others = sorted(likely, key=lambda t: -likely[t])
    if not any(found.values()) or likely[first] < bars.incident:
        return []
    kept = [first, *(t for t in others[:1] if likely[t] >= bars.second)]
    at = {t: _anchors(looked, columns[t], bars.anchor) or [0] for t in kept}

    def nearest(filler: Filler) -> str:
        return min(kept, key=lambda t: min(abs(filler.start - a) for a in at[t]))

    return [(t, {r: entities([f for f in found[r] if r in _SHARED or nearest(f) == t]) for r in ROLES}) for t in kept]


_SHARED = frozenset(("PerpInd", "PerpOrg"))  # who did one thing in a report mostly did the other


def _anchors(looked: Looked, at: Sequence[int], bar: float) -> list[int]:
    """The places of the words that tell an incident."""
    return [
        passage.spans[n].start
        for passage, words in looked
        for n, likely in enumerate(words.kind[:, at].sum(1))
        if likely >= bar
    ]
