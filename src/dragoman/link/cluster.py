"""Which findings form one event: the likeliest pairs join first, and what may not be together never is.

Two groups join while the better half of the scores between their members is high enough: what one event has that is
unlike (an attack, and those whom it killed) does not hold off another telling of it. People's "same" joins first,
people's "different" keeps apart, and no event spans two episodes, two distant places or two seasons.
What is told about another claim of its text follows that claim, and joins no events.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.link.about import About
from dragoman.link.compare import scene
from dragoman.link.episodes import FAR_DAYS, apart
from dragoman.link.view import View
from dragoman.records import Judgement

JOIN = 0.5  # score of the better half from which two groups are one event (measured on the annotated reports, 2026)
MISSED = 0.15  # so much of a pair with score 0 does a pair count that was not compared (measured likewise)
LIKELY = 0.2  # such a score from which harm told without means is that of an act of its place and day (guessed)

_SAME = frozenset(("same", "yes", "true", "1"))
_DIFFERENT = frozenset(("different", "no", "false", "0"))


@dataclass(slots=True)
class _Group:
    """A growing event: its members, the bounds of its times, one member per place, and the scores to others."""

    members: list[int]
    latest_start: int | None
    earliest_end: int | None
    undated: bool
    places: dict[str, int]
    barred: set[int] = field(default_factory=set)  # members of other groups that a person kept apart
    near: dict[int, list[float]] = field(default_factory=dict)  # other group: the scores, the best first


def judged_pairs(judgements: Iterable[Judgement]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What people said of pairs of findings: the same ones and the different ones; the latest word on a pair counts."""
    last: dict[tuple[str, str], bool] = {}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.id)):
        left, bar, right = judgement.subject.partition("|")
        value = judgement.value.strip().lower()
        if not bar or left == right or judgement.field not in ("same", "different"):
            continue
        if value not in _SAME | _DIFFERENT:
            continue
        said_same = (value in _SAME) == (judgement.field == "same") or value == "same"
        last[(min(left, right), max(left, right))] = said_same and value != "different"
    same = [pair for pair, is_same in last.items() if is_same]
    return sorted(same), sorted(pair for pair, is_same in last.items() if not is_same)


def clusters(
    views: Sequence[View],
    scores: Mapping[tuple[int, int], float],
    same: Iterable[tuple[int, int]] = (),
    different: Iterable[tuple[int, int]] = (),
    about: About | None = None,
) -> list[tuple[int, ...]]:
    """Groups of view indexes, each sorted, in order of their first. Views must come in a stable order.

    ``about``: views that only follow another one, with those that it can be (see ``about.py``); they have no scores.
    """
    groups = {i: _alone(i, view) for i, view in enumerate(views)}
    home = list(range(len(views)))
    for i, j in different:
        groups[i].barred.add(j)
        groups[j].barred.add(i)
    for i, j in same:
        a, b = home[i], home[j]
        if a != b and not _barred(groups[a], groups[b]):
            _join(groups, home, a, b)
    for (i, j), value in scores.items():
        a, b = home[i], home[j]
        if a != b:
            _add_scores(groups, a, b, [value])
    _agglomerate(groups, home, views)
    _harm_to_deeds(groups, home, views)
    _to_their_subjects(groups, home, about or {}, views)
    return sorted(tuple(sorted(g.members)) for g in groups.values())


def _alone(index: int, view: View) -> _Group:
    start, end = view.era if view.era else (None, None)
    places = {view.place.id: index} if view.place is not None else {}
    return _Group([index], start, end, view.era is None, places)


def _barred(a: _Group, b: _Group) -> bool:
    return not a.barred.isdisjoint(b.members)


def _add_scores(groups: Mapping[int, _Group], a: int, b: int, more: list[float]) -> None:
    told = groups[a].near.get(b)
    groups[a].near[b] = groups[b].near[a] = sorted([*told, *more], reverse=True) if told else more


def _likeness(groups: Mapping[int, _Group], a: int, b: int) -> float:
    """The mean of the better half of all scores between two groups."""
    scores = groups[a].near[b]
    half = (len(groups[a].members) * len(groups[b].members) + 1) // 2
    return math.fsum(scores[:half]) / (min(half, len(scores)) + MISSED * max(0, half - len(scores)))


def _agglomerate(groups: dict[int, _Group], home: list[int], views: Sequence[View]) -> None:
    """Join the best pair of groups until none is good enough."""
    heap = [(-_likeness(groups, a, b), a, b) for a in groups for b in groups[a].near if a < b]
    heapq.heapify(heap)
    while heap:
        value, a, b = heapq.heappop(heap)
        if -value < JOIN:
            return
        if a not in groups or b not in groups or b not in groups[a].near or -_likeness(groups, a, b) != value:
            continue  # an older state of the two
        if not _may_join(groups[a], groups[b], views):
            del groups[a].near[b], groups[b].near[a]
            continue
        _join(groups, home, a, b)
        for other in groups[a].near:
            first, second = min(a, other), max(a, other)
            heapq.heappush(heap, (-_likeness(groups, first, second), first, second))


def _harm_to_deeds(groups: dict[int, _Group], home: list[int], views: Sequence[View]) -> None:
    """Tellings that give only the dead, the hurt or the damage go to the act of force of that place and day.

    Where several acts of force are of that place and day, to the likeliest. So a quarrel over numbers stays in one event.
    """
    bare = [a for a, group in groups.items() if all(views[i].bare_harm for i in group.members)]
    for a in bare:
        deeds = [
            (_likeness(groups, a, b), b)
            for b in groups[a].near
            if b not in bare and _likeness(groups, a, b) >= LIKELY and _one_scene(groups[a], groups[b], views)
        ]
        best = max(deeds, key=lambda one: (one[0], -one[1]), default=None)
        if best is not None and _may_join(groups[a], groups[best[1]], views):
            _join(groups, home, best[1], a)


def _to_their_subjects(groups: dict[int, _Group], home: list[int], about: About, views: Sequence[View]) -> None:
    """What is about another claim goes to its event: of those it can be, to the one that its text tells more of."""
    chosen: list[tuple[int, int]] = []
    for i, subjects in sorted(about.items()):
        told = {j: _told_in(groups[home[j]], views[i].origin, views) for j in subjects}
        chosen.append((i, max(subjects, key=told.__getitem__)))
    for i, j in chosen:
        if home[i] != home[j] and not _barred(groups[home[i]], groups[home[j]]):
            _join(groups, home, home[j], home[i])


def _told_in(group: _Group, origin: str, views: Sequence[View]) -> int:
    return sum(views[i].origin == origin for i in group.members)


def _one_scene(harm: _Group, deed: _Group, views: Sequence[View]) -> bool:
    """Is some act of force in the one of the small place and day of some harm in the other?"""
    acts = [views[j] for j in deed.members if "force" in views[j].above]
    return any(scene(views[i], act) == "one" for i in harm.members for act in acts)


def _may_join(a: _Group, b: _Group, views: Sequence[View]) -> bool:
    """No judgement, season or distance forbids it."""
    if _barred(a, b) or a.undated != b.undated:
        return False
    if a.latest_start is not None and b.latest_start is not None:
        ends = [e for e in (a.earliest_end, b.earliest_end) if e is not None]
        if max(a.latest_start, b.latest_start) - min(ends) > FAR_DAYS:
            return False
    return not any(apart(views[i], views[j]) for i in a.places.values() for j in b.places.values())


def _join(groups: dict[int, _Group], home: list[int], a: int, b: int) -> None:
    """Group ``b`` goes into group ``a``."""
    kept, gone = groups[a], groups.pop(b)
    for member in gone.members:
        home[member] = a
    kept.members += gone.members
    kept.barred |= gone.barred
    kept.undated = kept.undated and gone.undated
    kept.places = gone.places | kept.places
    kept.latest_start = _outer(max, kept.latest_start, gone.latest_start)
    kept.earliest_end = _outer(min, kept.earliest_end, gone.earliest_end)
    kept.near.pop(b, None)
    for other, scores in gone.near.items():
        if other == a:
            continue
        groups[other].near.pop(b, None)
        _add_scores(groups, a, other, scores)


def _outer(pick: Callable[[list[int]], int], a: int | None, b: int | None) -> int | None:
    known = [x for x in (a, b) if x is not None]
    return pick(known) if known else None
