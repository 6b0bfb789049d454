"""Which settlement findings are of one deal: agreements of different days are different deals, and the rest follows them.

Talks and offers lead to the next agreement; refusals, breaches and what is carried out follow from the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    held, cores = {f.id for group in groups for f in group}, [tuple(group) for group in groups]
    alone: list[Finding] = []
    for finding in (f for f in scope if f.id not in held):
        near = [n for n, core in enumerate(cores) if _may_follow(finding, core, told)]
        if near:
            groups[min(near, key=lambda n: (_lead(finding, cores[n], told), _gap(finding, groups[n])))].append(finding)
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
    for group in groups:
        home = next((other for other in found if _agreed_together(other, group, told)), None)
        if home is None:
            found.append(list(group))
        else:
            home += group
    return found


def _agreed_together(left: Sequence[Finding], right: Sequence[Finding], told: Tellings) -> bool:
    agreed = [[f for f in group if is_agreement(f, told) and day_of(f) is not None] for group in (left, right)]
    if not agreed[0] or not agreed[1] or not _one_deal(left, right, told):
        return False
    return not {told.episode.get(f.id) for f in left}.isdisjoint(told.episode.get(f.id) for f in right)


def _gathered(groups: Sequence[list[Finding]], told: Tellings) -> list[list[Finding]]:
    """Groups without an agreement go to the one deal that they can follow from, where there is exactly one last."""
    made = [g for g in groups if any(is_agreement(f, told) for f in g)]
    cores = [tuple(f for f in g if is_agreement(f, told)) for g in made]
    found = [list(g) for g in made]
    for group in groups:
        if group in made:
            continue
        dated = [f for f in group if day_of(f) is not None]
        reached = [
            n
            for n, core in enumerate(cores)
            if dated
            and any(day_of(f) is not None for f in core)
            and all(_may_follow(f, core, told) for f in group)
            and any(told.episode.get(a.id) == told.episode.get(b.id) for a, b in product(group, core))
        ]
        if reached:
            found[min(reached, key=lambda n: (min(_lead(f, cores[n], told) for f in dated), n))] += group
        else:
            found.append(list(group))
    return found


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


def _may_follow(finding: Finding, core: Iterable[Finding], told: Tellings) -> bool:
    if _lead(finding, core, told) > REACH_DAYS:
        return False
    return is_term(finding, told) or not all(_places_apart(finding, f) for f in core)  # terms send people elsewhere


def _lead(finding: Finding, core: Iterable[Finding], told: Tellings) -> int:
    """Days between the finding and the agreement; those on the wrong side of it count thrice, unknown ones as nought."""
    day = day_of(finding)
    known = [d for f in core if (d := day_of(f)) is not None]
    if day is None or not known:
        return 0
    gap = day[1] - min(d[0] for d in known)
    leads_to = told.step(finding) in BEFORE
    return (-gap if gap <= 0 else 3 * gap) if leads_to else (gap if gap >= 0 else -3 * gap)


def _gap(finding: Finding, group: Iterable[Finding]) -> tuple[int, int]:
    """How far the nearest member stands in the text, those before it first."""
    at = finding.claim.trigger.start
    before = [at - f.claim.trigger.start for f in group if f.claim.trigger.start <= at]
    return (0, min(before)) if before else (1, min(f.claim.trigger.start - at for f in group))
