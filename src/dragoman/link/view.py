"""What linking looks at in a finding: its kind, place, days, sides, counts and words, ready to compare."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.link.hints import Hints, hints_of
from dragoman.records import Actor, Finding, Place, When
from dragoman.text import flat, name_key
from dragoman.world import World

LONGEST_TOLD = 400  # days: a told time wider than this dates nothing (guessed: a year and some)
STEM = 6  # letters of a word that count: enough to tell words apart, few enough to join their forms (guessed)
_WORD = re.compile(r"[^\W_]{3,}(?:'[^\W_]+)?|\d+")
_COMMON = frozenset(
    word
    for line in (
        "the and for that this with from into over after before their his her its them they were was has had have are",
        "been being who which than said says not but also all any more most some about against under during while when",
        "where will would could may might did does out off onto one two",
    )
    for word in line.split()
)
# Families: kinds that are compared with each other first. The top of the ontology names them.
_FAMILIES = {
    "force": "violence",
    "explosion": "violence",
    "harm": "violence",
    "force_posture": "move",
    "coercion": "coercion",
    "crowd_act": "crowd",
    "move": "move",
    "settlement": "settlement",
    "state": "state",
    "word": "word",
}

HARM = frozenset(("killing", "casualties", "damage", "looting_destruction"))  # they name no means of their own

Days = tuple[int, int]  # first and last day, as proleptic ordinals


@dataclass(frozen=True, slots=True)
class View:
    """One finding as the comparisons see it.

    ``days`` is what the words say, None where they do not; ``era`` is the time that the finding can be of
    at all (its own days, else those of its report), None where neither is known. ``sides`` maps "doer" and
    "target" to actor ids, ``lines`` gives each id with everything above it.
    """

    id: str
    finding: Finding
    report: str
    origin: str
    kind: str
    above: frozenset[str]
    family: str
    at: int  # where the trigger stands in the report
    days: Days | None
    era: Days | None
    place: Place | None
    doers: frozenset[str]
    targets: frozenset[str]
    lines: Mapping[str, frozenset[str]]
    counts: Mapping[str, tuple[float, float]]
    words: frozenset[str]
    aggregate: bool
    recalled: bool
    status: str
    hints: Hints
    company: str = ""  # its text, or the first of the undated texts that tell of one unknown time

    @property
    def lasting(self) -> bool:
        """A total or a state, whose days are those of the telling, not of an act."""
        return self.aggregate or "state" in self.above

    @property
    def names_place(self) -> bool:
        """Do its own words name its place, and not only as part of who acts or speaks ("the Karel police")?"""
        spot, claim = self.finding.place.mention, self.finding.claim
        if spot is None or self.finding.place.inferred or not claim.evidence.holds(spot):
            return False
        bodies = [m.span for m in claim.role("actor", "party")] + [v.span for v in claim.stance.voices if v.span]
        return not any(body.holds(spot) for body in bodies)

    @property
    def bare_harm(self) -> bool:
        """Only whom or what it struck: the words name no means."""
        return bare_harm(self.kind, self.above)

    @property
    def group(self) -> tuple[str, bool]:
        """The text that tells it, and whether as history."""
        return self.origin, self.recalled


def bare_harm(kind: str, above: Collection[str]) -> bool:
    """Does the kind tell only whom or what was struck, and by no means of its own?"""
    return kind in HARM or "harm" in above


def ordinal(day: str | None) -> int | None:
    """An ISO day (or year, or month) as a number of days; None where there is none."""
    if not day:
        return None
    parts = (day + "-01-01").split("-")[:3] if not day.startswith("-") else []
    try:
        return dt.date(int(parts[0]), int(parts[1]), int(parts[2][:2])).toordinal()
    except (ValueError, IndexError):
        return None


def told_days(when: When | None) -> Days | None:
    """The days that the words give; None for an open side, the publication day alone, or too wide a time."""
    if when is None or when.basis in ("published", "none"):
        return None
    first, last = ordinal(when.lower), ordinal(when.upper)
    if first is None or last is None or abs(last - first) > LONGEST_TOLD:
        return None
    return min(first, last), max(first, last)


def days_until(when: When | None, anchor: Days | None) -> Days | None:
    """The told days; "since" reaches to the report, where that is dated and not too far off."""
    if when is None or when.upper is not None or when.lower is None or when.basis in ("published", "none"):
        return told_days(when)
    first = ordinal(when.lower)
    if first is None or anchor is None or not 0 <= anchor[1] - first <= LONGEST_TOLD:
        return None
    return first, anchor[1]


def view_of(finding: Finding, world: World, above: frozenset[str], evidence: str | None, anchor: Days | None) -> View:
    """The view of one finding; ``above`` holds its kind and all above it, ``anchor`` is the time of its report."""
    claim = finding.claim
    days = days_until(finding.when.chosen, anchor)
    recalled = claim.stance.background
    actors = _actors(finding)
    lines = {a.id: _line(a, world) for found in actors.values() for a in found if isinstance(a, Actor)}
    hints = hints_of(finding, world, evidence)
    return View(
        id=finding.id,
        finding=finding,
        report=claim.report_id,
        origin=finding.origin_group or claim.report_id,
        kind=claim.kind,
        above=above,
        family=family_of(above),
        at=claim.trigger.start,
        days=days,
        era=days or (None if recalled else anchor),
        place=finding.place.chosen,
        doers=_ids(actors, "actor", "party"),
        targets=_ids(actors, "recipient", "victim", "party"),
        lines=lines,
        counts=_counts(finding),
        words=_words(finding, evidence),
        aggregate=claim.aggregate or (hints.whole_war and "harm" in above),
        recalled=recalled,
        status=claim.stance.status,
        hints=hints,
        company=finding.origin_group or claim.report_id,
    )


def family_of(above: Iterable[str]) -> str:
    """The family of a kind, from it and all above it; ``other`` where it has none."""
    return min((_FAMILIES[a] for a in above if a in _FAMILIES), default="other")


def _actors(finding: Finding) -> dict[str, list[Actor | str]]:
    """By role, the actors chosen; where none was chosen, the words."""
    found: dict[str, list[Actor | str]] = {}
    for choice in finding.actors:
        known = choice.actor.chosen
        found.setdefault(choice.role, []).append(known if known else "words:" + name_key(choice.mention.words))
    return found


def _ids(actors: Mapping[str, Sequence[Actor | str]], *roles: str) -> frozenset[str]:
    return frozenset(a if isinstance(a, str) else a.id for role in roles for a in actors.get(role, ()))


def _line(actor: Actor, world: World) -> frozenset[str]:
    """The actor and every larger body it is part of; a rough key where only the sort and the country are known."""
    line, above = {actor.id}, actor.part_of
    while above and above not in line:
        line.add(above)
        larger = world.actors.get(above)
        above = larger.part_of if larger else None
    if actor.country and actor.kind in ("armed_group", "military", "government", "police"):
        sort = "armed_group" if actor.kind == "armed_group" else "state"
        loose = actor.provisional or sort == "state"
        line.add(f"any:{sort}:{actor.country}" if loose else f"is:{sort}:{actor.country}#{actor.id}")
    return frozenset(line)


def _counts(finding: Finding) -> dict[str, tuple[float, float]]:
    """The bounds of the first quantity of each kind, which is the total; approximate ones give a tenth."""
    found: dict[str, tuple[float, float]] = {}
    for quantity in finding.claim.quantities:
        if quantity.kind in found or quantity.kind == "other":
            continue  # the first named is the total
        low, high = quantity.low or 0.0, quantity.high if quantity.high is not None else float("inf")
        slack = 0.1 if quantity.approximate else 0.0
        found[quantity.kind] = (low * (1 - slack), high * (1 + slack))
    return found


def _words(finding: Finding, evidence: str | None) -> frozenset[str]:
    """The content words of the evidence, or of the mentions where the text is not at hand."""
    told = evidence if evidence is not None else " ".join(m.words for m in finding.claim.mentions)
    return frozenset(w[:STEM] for w in _WORD.findall(flat(told)) if w not in _COMMON)
