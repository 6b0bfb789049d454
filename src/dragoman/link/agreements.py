"""Which settlement findings are of one deal: agreements of different days are different deals, and the rest follows them.

Talks and offers lead to the next agreement; refusals, breaches and what is carried out follow from the last one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from dragoman.link.compare import places
from dragoman.link.telling import Tellings
from dragoman.link.terms import is_term
from dragoman.link.view import Days, ordinal, told_days
from dragoman.records import Finding

APART_DAYS = 7  # two agreements further apart than this are two deals (guessed)
REACH_DAYS = 45  # what lies further from an agreement than this does not belong to it (guessed)
NARROW_DAYS = 31  # a told time wider than this does not date a step (guessed)
BEFORE = frozenset(("offer", "talks"))  # steps that lead to an agreement
AGREED = frozenset(("agreement", "acceptance"))
NAMES_A_DEAL = frozenset(("offer", "agreement", "acceptance", "term", "deadline", "breach", "collapse", "renewal"))
_SHARED = frozenset(("offer", "agreement", "acceptance", "breach", "collapse", "renewal"))  # one such event is one deal
_BEGINS = frozenset(("offer", "talks", "agreement", "acceptance"))
_ENDS = frozenset(("breach", "collapse"))
NEXT = 120  # characters: the next sentence behind the agreement that they end (guessed)
_UNREAL = frozenset(("hypothetical", "denied"))


def parted(scope: Sequence[Finding], told: Tellings) -> list[list[Finding]]:
    """The settlement findings of one text, in the order of the text, by the deal that they are of."""
    agreed = [f for f in scope if is_agreement(f, told)]
    groups: list[list[Finding]] = []
    for finding in agreed or [f for f in scope if told.step(f) in NAMES_A_DEAL]:
        first = next((g for g in groups if all(_fit(finding, other) for other in g)), None)
        if first is None:
            groups.append([finding])
        else:
            first.append(finding)
    if not groups:
        return [list(scope)] if scope else []
    held, cores = {f.id for group in groups for f in group}, [_Core.of(tuple(group), told) for group in groups]
    alone: list[Finding] = []
    for finding in (f for f in scope if f.id not in held):
        day = day_of(finding)
        near = [n for n, core in enumerate(cores) if core.may_lead_to(finding, day, told)]
        if near:
            best = min((_lead(finding, day, cores[n].first, told), _gap(finding, groups[n]), n) for n in near)
            groups[best[-1]].append(finding)
        else:
            alone.append(finding)
    return [*groups, alone] if alone else groups


def is_agreement(finding: Finding, told: Tellings) -> bool:
    """Is it told that a deal was made, be it kept or not?"""
    return told.step(finding) in AGREED and finding.claim.stance.status not in _UNREAL


def recalled_in_force(members: Iterable[Finding], told: Tellings) -> dict[str, str]:
    """For each breach or collapse told as news, the recalled agreement that it ends, where that is told right before it.

    No offer, talks or agreement of the day may stand between the two: then it is that one that broke.
    """
    found: dict[str, str] = {}
    last: Finding | None = None
    for finding in sorted(members, key=lambda f: (f.claim.report_id, f.claim.trigger.start, f.id)):
        step = told.step(finding)
        if last is not None and last.claim.report_id != finding.claim.report_id:
            last = None
        if is_agreement(finding, told) and finding.claim.stance.background:
            last = finding
        elif finding.claim.stance.background or finding.claim.stance.status in _UNREAL:
            continue
        elif step in _BEGINS:
            last = None
        elif step in _ENDS and last is not None and finding.claim.trigger.start - last.claim.trigger.end <= NEXT:
            found[finding.id] = last.id
    return found


def across_texts(groups: Sequence[list[Finding]], event: Mapping[str, str], told: Tellings) -> list[list[Finding]]:
    """Groups that share an agreement, an offer or a collapse are one deal, unless their agreements lie apart."""
    merged: list[list[Finding]] = []
    home: dict[str, list[int]] = {}
    for group in groups:
        agreed = any(is_agreement(f, told) for f in group)
        shared = sorted({n for f in group if _joins(f, agreed, told) for n in home.get(event.get(f.id, ""), ())})
        number = next((n for n in shared if _one_deal(merged[n], group, told)), None)
        if number is None:
            number = len(merged)
            merged.append([])
        merged[number] += group
        for finding in group:
            if finding.id in event and _joins(finding, agreed, told):
                home.setdefault(event[finding.id], []).append(number)
    return _gathered(_of_one_day(merged, told), told)


def _joins(finding: Finding, agreed: bool, told: Tellings) -> bool:
    """Does its event join deals? Where no agreement is told, what is carried out does so too."""
    step = told.step(finding)
    return step in _SHARED or (not agreed and step == "implementation")


def _of_one_day(groups: Sequence[list[Finding]], told: Tellings) -> list[list[Finding]]:
    """Deals agreed in one place in one week are one, whichever texts tell of them."""
    found: list[list[Finding]] = []
    weeks: dict[int, set[int]] = defaultdict(set)  # deals of which some agreement is of that stretch of days
    for group in groups:
        spans = [d for f in group if is_agreement(f, told) and (d := day_of(f)) is not None]
        touched = {n for first, last in spans for n in range(first // APART_DAYS - 1, last // APART_DAYS + 2)}
        near = sorted({home for week in touched for home in weeks[week]})
        home = next((n for n in near if _agreed_together(found[n], group, told)), None)
        if home is None:
            home = len(found)
            found.append([])
        found[home] += group
        for first, last in spans:
            for week in range(first // APART_DAYS, last // APART_DAYS + 1):
                weeks[week].add(home)
    return found


def _agreed_together(left: Sequence[Finding], right: Sequence[Finding], told: Tellings) -> bool:
    """Do two deals with dated agreements fit each other, in one episode?"""
    if {told.episode.get(f.id) for f in left}.isdisjoint(told.episode.get(f.id) for f in right):
        return False
    return _one_deal(left, right, told)


def _gathered(groups: Sequence[list[Finding]], told: Tellings) -> list[list[Finding]]:
    """Groups without an agreement go to the one deal that they can follow from, where there is exactly one last."""
    agreed = [tuple(f for f in g if is_agreement(f, told)) for g in groups]
    found = [list(g) for g, core in zip(groups, agreed, strict=True) if core]
    cores = [_Core.of(core, told) for core in agreed if core]
    by_day = sorted((core.first, n) for n, core in enumerate(cores) if core.first is not None)
    for group, core in zip(groups, agreed, strict=True):
        if core:
            continue
        days = {f.id: day_of(f) for f in group}
        last = next((day[1] for day in days.values() if day is not None), None)
        reached = [n for n in _within(by_day, last) if cores[n].reaches(group, days, told)] if last is not None else []
        if reached:
            found[min(reached, key=lambda n: (cores[n].lead(group, days, told), n))] += group
        else:
            found.append(list(group))
    return found


def _within(by_day: Sequence[tuple[int, int]], day: int) -> list[int]:
    """The deals agreed within reach of a day."""
    low, high = bisect_left(by_day, (day - REACH_DAYS, -1)), bisect_left(by_day, (day + REACH_DAYS + 1, -1))
    return sorted(n for _, n in by_day[low:high])


@dataclass(frozen=True, slots=True)
class _Core:
    """The agreements of a deal, the first day of any, and their episodes."""

    findings: tuple[Finding, ...]
    first: int | None
    episodes: frozenset[str | None]

    @classmethod
    def of(cls, findings: tuple[Finding, ...], told: Tellings) -> _Core:
        first = min((d[0] for f in findings if (d := day_of(f)) is not None), default=None)
        return cls(findings, first, frozenset(told.episode.get(f.id) for f in findings))

    def reaches(self, group: Sequence[Finding], days: Mapping[str, Days | None], told: Tellings) -> bool:
        """Can all of the group follow from it, and is some of it of its episode?"""
        if not any(told.episode.get(f.id) in self.episodes for f in group):
            return False
        return all(self.may_lead_to(f, days[f.id], told) for f in group)

    def may_lead_to(self, finding: Finding, day: Days | None, told: Tellings) -> bool:
        """Is the finding near enough in days, and not of another place?"""
        if _lead(finding, day, self.first, told) > REACH_DAYS:
            return False
        return is_term(finding, told) or not all(
            _places_apart(finding, f) for f in self.findings
        )  # terms send people elsewhere

    def lead(self, group: Sequence[Finding], days: Mapping[str, Days | None], told: Tellings) -> int:
        """The least days between it and a dated finding of the group."""
        return min(_lead(f, day, self.first, told) for f in group if (day := days[f.id]) is not None)


def _one_deal(left: Sequence[Finding], right: Sequence[Finding], told: Tellings) -> bool:
    """Do the agreements of both, if both tell of some, fit each other?"""
    agreed = [[f for f in group if is_agreement(f, told)] for group in (left, right)]
    return all(_fit(a, b) for a, b in product(*agreed))


def _fit(a: Finding, b: Finding) -> bool:
    """Could both tell of one agreement: no two distant places, no two distant days?"""
    if _places_apart(a, b):
        return False
    left, right = day_of(a), day_of(b)
    return left is None or right is None or max(left[0] - right[1], right[0] - left[1]) <= APART_DAYS


def _places_apart(a: Finding, b: Finding) -> bool:
    left, right = a.place.chosen, b.place.chosen
    return left is not None and right is not None and places(left, right) in ("apart", "far")


def day_of(finding: Finding) -> Days | None:
    """The told days where they are narrow; for news without words of time the day of the report; else None."""
    when, days = finding.when.chosen, told_days(finding.when.chosen)
    if days is not None:
        return days if days[1] - days[0] <= NARROW_DAYS else None
    told = when is not None and when.basis not in ("published", "none") and (when.lower or when.upper)
    day = None if told or finding.claim.stance.background else ordinal(finding.published)
    return (day, day) if day is not None else None


def _lead(finding: Finding, day: Days | None, first: int | None, told: Tellings) -> int:
    """Days between the finding and the agreement; those on the wrong side of it count thrice, unknown ones as nought."""
    if day is None or first is None:
        return 0
    gap = day[1] - first
    leads_to = told.step(finding) in BEFORE
    return (-gap if gap <= 0 else 3 * gap) if leads_to else (gap if gap >= 0 else -3 * gap)


def _gap(finding: Finding, group: Iterable[Finding]) -> tuple[int, int]:
    """How far the nearest member stands in the text, those before it first."""
    at = finding.claim.trigger.start
    before = [at - f.claim.trigger.start for f in group if f.claim.trigger.start <= at]
    return (0, min(before)) if before else (1, min(f.claim.trigger.start - at for f in group))
