"""Which settlement findings are of one deal: agreements of different days are different deals, and the rest follows them.

Talks and offers lead to the next agreement; refusals, breaches and what is carried out follow from the last one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from dragoman.link.carried_out import days_done, done
from dragoman.link.compare import places
from dragoman.link.steps import ENDS, UNREAL, day_in, ends_deal, is_agreement, named_under, talks_failed
from dragoman.link.telling import Tellings
from dragoman.link.terms import is_term
from dragoman.link.view import Days, ordinal
from dragoman.records import Finding

APART_DAYS = 7  # two agreements further apart than this are two deals (guessed)
SHARP_DAYS = 3  # and so are two that the words date to the day, further apart than this (guessed)
REACH_DAYS = 45  # what lies further from an agreement than this does not belong to it (guessed)
BEFORE = frozenset(("offer", "talks"))  # steps that lead to an agreement
NAMES_A_DEAL = frozenset(("offer", "agreement", "acceptance", "term", "deadline", "breach", "collapse", "renewal"))
_SHARED = frozenset(("offer", "agreement", "acceptance", "breach", "collapse", "renewal"))  # one such event is one deal
_BEGINS = frozenset(("offer", "talks", "agreement", "acceptance"))
NEXT = 120  # characters: the next sentence behind the agreement that they end (guessed)


def parted(scope: Sequence[Finding], told: Tellings) -> list[list[Finding]]:
    """The settlement findings of one text, in the order of the text, by the deal that they are of."""
    agreed = [f for f in scope if is_agreement(f, told)]
    if not agreed and (anew := _after_the_end(scope, told)):
        return [part for parts in ([f for f in scope if f not in anew], anew) for part in parted(parts, told)]
    groups: list[list[Finding]] = []
    for finding in agreed or [f for f in scope if told.step(f) in NAMES_A_DEAL]:
        first = next((g for g in groups if all(_fit(finding, other, told) for other in g)), None)
        if first is None:
            groups.append([finding])
        else:
            first.append(finding)
    if not groups:
        return [list(scope)] if scope else []
    held, cores = {f.id for group in groups for f in group}, [_Core.of(tuple(group), told) for group in groups]
    alone: list[Finding] = []
    for finding in (f for f in scope if f.id not in held):
        day = day_in(finding, told)
        near = [n for n, core in enumerate(cores) if core.may_lead_to(finding, day, told)]
        if near:
            best = min((_lead(finding, day, cores[n].first, told), _gap(finding, groups[n]), n) for n in near)
            groups[best[-1]].append(finding)
        else:
            alone.append(finding)
    return [*groups, alone] if alone else groups


def _after_the_end(scope: Sequence[Finding], told: Tellings) -> list[Finding]:
    """What is carried out after the end of a deal is of another one, and what the text tells from there on with it."""
    days = {f.id: day_in(f, told) for f in scope}
    ended = [d[1] for f in scope if ends_deal(f, told) and (d := days[f.id]) is not None]
    if not ended:
        return []
    kept = [f for f in scope if told.step(f) == "implementation" and done(f)]
    begun = min((d[0] for f in kept if (d := days[f.id]) is not None and d[0] > max(ended)), default=None)
    if begun is None:
        return []
    found, last = list[Finding](), False
    for finding in scope:
        day = days[finding.id]
        last = last if day is None else day[0] >= begun
        if last:
            found.append(finding)
    return found


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
        elif finding.claim.stance.background or finding.claim.stance.status in UNREAL:
            continue
        elif step in _BEGINS:
            last = None
        elif step in ENDS and last is not None and finding.claim.trigger.start - last.claim.trigger.end <= NEXT:
            found[finding.id] = last.id
    return found


def across_texts(groups: Sequence[list[Finding]], event: Mapping[str, str], told: Tellings) -> list[list[Finding]]:
    """Groups that share an agreement, an offer or a collapse are one deal, unless their agreements lie apart."""
    merged: list[list[Finding]] = []
    home: dict[str, list[int]] = {}
    copied: dict[tuple[str, str], list[int]] = {}  # copies of one text tell of the same deals
    for group in groups:
        agreed = any(is_agreement(f, told) for f in group)
        real = [f for f in group if f.id in event and f.claim.stance.status not in UNREAL]
        joints = [event[f.id] for f in real if _joins(f, agreed, told)]
        copies = [(f.origin_group or f.claim.report_id, event[f.id]) for f in real]
        own = {f.claim.report_id for f in group}
        beside = {n for key in copies for n in copied.get(key, ())}
        shared = {n for key in joints for n in home.get(key, ())}
        shared |= {n for n in beside if own.isdisjoint(f.claim.report_id for f in merged[n])}
        number = next((n for n in sorted(shared) if _one_deal(merged[n], group, told)), None)
        if number is None:
            number = len(merged)
            merged.append([])
        merged[number] += group
        for joint in joints:
            home.setdefault(joint, []).append(number)
        for copy in copies:
            copied.setdefault(copy, []).append(number)
    return _gathered(_of_one_day(merged, told), told)


def _joins(finding: Finding, agreed: bool, told: Tellings) -> bool:
    """Does its event join deals? Where no agreement is told, what is carried out does so too."""
    step = told.own_step(finding)
    return step in _SHARED or (not agreed and step == "implementation")


def _of_one_day(groups: Sequence[list[Finding]], told: Tellings) -> list[list[Finding]]:
    """Deals agreed in one place in one week are one, whichever texts tell of them."""
    found: list[list[Finding]] = []
    weeks: dict[int, set[int]] = defaultdict(set)  # deals of which some agreement is of that stretch of days
    for group in groups:
        spans = [d for f in group if is_agreement(f, told) and (d := day_in(f, told)) is not None]
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
        days = {f.id: day_in(f, told) for f in group}
        last = next((day[1] for day in days.values() if day is not None), None)
        reached = [n for n in _within(by_day, last) if cores[n].reaches(group, days, told)] if last is not None else []
        if reached:
            best = min(reached, key=lambda n: (cores[n].lead(group, days, told), n))
            near = [f for f in group if cores[best].may_lead_to(f, days[f.id], told)]
            found[best] += near
            if len(near) < len(group):
                found.append([f for f in group if f not in near])
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
        first = min((d[0] for f in findings if (d := day_in(f, told)) is not None), default=None)
        return cls(findings, first, frozenset(told.episode.get(f.id) for f in findings))

    def reaches(self, group: Sequence[Finding], days: Mapping[str, Days | None], told: Tellings) -> bool:
        """Can most of the group follow from it, or all ends of a deal that it tells of; is some of it of its episode?"""
        if not any(told.episode.get(f.id) in self.episodes for f in group):
            return False
        ends = [f for f in group if days[f.id] is not None and ends_deal(f, told)]
        fit = [f for f in ends or group if self.may_lead_to(f, days[f.id], told)]
        return len(fit) == len(ends) if ends else 2 * len(fit) > len(group)

    def may_lead_to(self, finding: Finding, day: Days | None, told: Tellings) -> bool:
        """Is the finding near enough in days, and not of another place?"""
        if _lead(finding, day, self.first, told) > REACH_DAYS:
            return False
        if day is not None and self.first is not None and day[1] < self.first and ends_deal(finding, told):
            return False  # what ended before was another one
        return is_term(finding, told) or not all(
            _places_apart(finding, f) for f in self.findings
        )  # terms send people elsewhere

    def lead(self, group: Sequence[Finding], days: Mapping[str, Days | None], told: Tellings) -> int:
        """The least days between it and a dated finding of the group, one that tells of its end before others."""
        dated = [(f, day) for f in group if (day := days[f.id]) is not None]
        ends = [(f, day) for f, day in dated if ends_deal(f, told)]
        return min(_lead(f, day, self.first, told) for f, day in ends or dated)


def _one_deal(left: Sequence[Finding], right: Sequence[Finding], told: Tellings) -> bool:
    """Do the agreements of both, if both tell of some, fit each other?"""
    agreed = [[f for f in group if is_agreement(f, told)] for group in (left, right)]
    return all(_fit(a, b, told) for a, b in product(*agreed))


def _fit(a: Finding, b: Finding, told: Tellings) -> bool:
    """Could both tell of one agreement: one event, or no two distant places and no two distant days?"""
    if told.happening.get(a.id, a.id) == told.happening.get(b.id, b.id):
        return True
    if _places_apart(a, b):
        return False
    left, right = day_in(a, told), day_in(b, told)
    if _came_later(a, b, told) or _came_later(b, a, told):
        return False
    most = SHARP_DAYS if _sharp(a, told) and _sharp(b, told) else APART_DAYS
    return left is None or right is None or max(left[0] - right[1], right[0] - left[1]) <= most


def _came_later(a: Finding, b: Finding, told: Tellings) -> bool:
    """Is the one dated to a day after the report came out that tells of the other as done? A day is left for the clocks."""
    day, out = days_done(a) or told.event_days.get(a.id), ordinal(b.published)
    return day is not None and out is not None and day[1] - day[0] <= 1 and day[0] > out + 1


def _sharp(finding: Finding, told: Tellings) -> bool:
    """Is it dated to a day or two? An agreement that is only named as what others act under is older than their day."""
    days = day_in(finding, told)
    return days is not None and days[1] - days[0] <= 1 and not named_under(finding, told)


def _places_apart(a: Finding, b: Finding) -> bool:
    left, right = a.place.chosen, b.place.chosen
    return left is not None and right is not None and places(left, right) in ("apart", "far")


def _lead(finding: Finding, day: Days | None, first: int | None, told: Tellings) -> int:
    """Days between the finding and the agreement; those on the wrong side of it count thrice, unknown ones as nought."""
    if day is None or first is None:
        return 0
    gap = day[1] - first
    leads_to = told.step(finding) in BEFORE or talks_failed(finding, told)
    return (-gap if gap <= 0 else 3 * gap) if leads_to else (gap if gap >= 0 else -3 * gap)


def _gap(finding: Finding, group: Iterable[Finding]) -> tuple[int, int]:
    """How far the nearest member stands in the text, those before it first."""
    at = finding.claim.trigger.start
    before = [at - f.claim.trigger.start for f in group if f.claim.trigger.start <= at]
    return (0, min(before)) if before else (1, min(f.claim.trigger.start - at for f in group))
