"""Dating an undated text: by what it shares with dated ones in particulars, never by how it reads.

Two texts on one town read alike three years apart: talks fail, shelling resumes. What counts is shared by few times:
numbers, names, towns, and acts of one sort in one place whose weekday or day of the month agrees. Only where one
time clearly wins is the text taken to be of it; else it stays undated and shares no event with any dated one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.link.compare import distance_m, places
from dragoman.link.marks import Mark, day_within, falls_on, last_before, mark_of
from dragoman.link.specifics import POINTS, Specific, specifics_of
from dragoman.link.view import Days, family_of, ordinal, told_days
from dragoman.records import Finding, Place

# Points of one act of each text (given by hand, then checked on the annotated reports with the dates of half of them
# hidden, 2026: of 61 texts dated so, 51 rightly to the month; most of the others had no text of their time at hand).
SPOT = {"same": 1.2, "near": 0.5, "area": 0.4, "inside": 0.2}
SAME_KIND, SAME_SIDE, SAME_NUMBER, SAME_COUNT = 0.5, 0.4, 0.8, 1.8  # a count from ten up tells more than a number
AGREES = {"weekday": 1.6, "day": 4.0}
DISAGREES = {"weekday": -0.6, "day": -1.5}
FADING = 0.6  # the second best act counts so much of the best, and so on: acts of one text are not independent
MOST_ACTS = 4
ENOUGH = 4.0  # points under which a text stays undated
SURE = 3.5  # points of one act of each text from which two undated texts are of one time (guessed)
CLEAR = 1.6  # the best time must earn this many times the points of any other time
NEAR_M = 120_000.0
COMMON = 40  # texts: a specific of more texts than this tells nothing
CROWDED = 400  # acts of one sort in one cell, beyond which they tell nothing (guessed; it bounds the work)
ONE_TIME = 20  # days: texts this close are of one time
OTHER_TIME = 45  # days: from here on a time is another one
MONTHS = 60  # days before it to which "on 7 July" may reach back (guessed)
SPREAD = 10  # days around the texts that date it
CELL_DEG = 0.5

_Cell = tuple[str, int, int]


@dataclass(slots=True)
class _Text:
    """What one text brings: where it is, its particulars, its acts that are news, and its days if it has any."""

    place: Place | None
    not_before: int | None
    specifics: set[Specific]
    acts: list[Finding]
    days: Days | None


@dataclass(frozen=True, slots=True)
class Given:
    """The days that an undated text is of, and the day of each act (finding id) that they settle; or its fellows."""

    days: Days | None
    acts: Mapping[str, Days]
    fellow: str | None = None  # the first of the undated texts that tell of the same time, where no day is known


@dataclass(slots=True)
class _Likeness:
    """What an undated text shares with one dated text."""

    specifics: set[Specific] = field(default_factory=set)
    acts: list[tuple[float, str, str]] = field(default_factory=list)  # points, own act, other act


def attach(
    groups: Mapping[str, Sequence[Finding]],
    dated: Mapping[str, Days],
    spots: Mapping[str, Place | None],
    not_before: Mapping[str, int | None],
    above: Mapping[str, Collection[str]],
) -> dict[str, Given]:
    """Days for the undated texts that share enough with dated ones of one time. ``above``: each kind's ancestors."""
    texts = {
        name: _Text(
            spots.get(name),
            not_before.get(name),
            specifics_of(group),
            [f for f in group if not f.claim.stance.background],
            dated.get(name),
        )
        for name, group in sorted(groups.items())
    }
    index = _Index({name: text for name, text in texts.items() if text.days is not None}, above)
    found = {name: _time_of(text, texts, index) for name, text in texts.items() if text.days is None}
    given = {name: one for name, one in found.items() if one is not None}
    rest = {name: text for name, text in texts.items() if text.days is None and name not in given}
    return given | {name: Given(None, {}, fellow) for name, fellow in _fellows(rest, above).items()}


def _fellows(texts: Mapping[str, _Text], above: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Undated texts that surely tell of one time, though not of which: each under the name of the first of them.

    No rival time can be weighed against it here, so one act of each must be alike in more than sort and place.
    """
    index, first = _Index(texts, above), {name: name for name in texts}
    for name, text in texts.items():
        for other, shared in _likenesses(text, texts, index).items():
            if other >= name or max((points for points, _, _ in shared.acts), default=0.0) < SURE:
                continue
            low, high = sorted((first[name], first[other]))
            first = {n: low if f == high else f for n, f in first.items()}
    return {name: f for name, f in first.items() if list(first.values()).count(f) > 1}


class _Index:
    """Texts by their particulars, and their acts by sort and place."""

    def __init__(self, texts: Mapping[str, _Text], above: Mapping[str, Collection[str]]) -> None:
        self._above = above
        self.holders: dict[Specific, list[str]] = defaultdict(list)
        self._acts: dict[_Cell, list[tuple[str, Finding]]] = defaultdict(list)
        for name, text in texts.items():
            for specific in text.specifics:
                self.holders[specific].append(name)
            for act in text.acts:
                if cell := self._cell(act):
                    self._acts[cell].append((name, act))

    def _cell(self, act: Finding) -> _Cell | None:
        place = act.place.chosen
        if place is None or place.lat is None or place.lon is None:
            return None
        return family_of(self._above[act.kind]), round(place.lat / CELL_DEG), round(place.lon / CELL_DEG)

    def near(self, act: Finding) -> list[tuple[str, Finding]]:
        """The acts of its sort about its place, with their texts."""
        cell = self._cell(act)
        if cell is None:
            return []
        family, x, y = cell
        found = []
        for around in ((family, x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
            acts = self._acts.get(around, [])
            if len(acts) > CROWDED:
                acts = [one for one in acts if one[1].kind == act.kind]
            found += acts if len(acts) <= CROWDED else []
        return found


def _time_of(text: _Text, texts: Mapping[str, _Text], index: _Index) -> Given | None:
    likeness = _likenesses(text, texts, index)
    known = {name: days for name in likeness if (days := texts[name].days) is not None}
    points = {name: _points_of_time(known[name], likeness, known, index) for name in known}
    ranked = sorted(points, key=lambda n: (-points[n], n))
    if not ranked or points[ranked[0]] < ENOUGH:
        return None
    best = ranked[0]
    rivals = [points[n] for n in ranked if _between(known[n], known[best]) > OTHER_TIME]
    if rivals and rivals[0] * CLEAR > points[best]:
        return None
    days = known[best][0] - SPREAD, known[best][1] + SPREAD
    around = [texts[name] for name in known if _between(known[name], known[best]) <= ONE_TIME]
    return Given(days, _days_of_acts(text, days, around))


def _days_of_acts(text: _Text, days: Days, around: Sequence[_Text]) -> dict[str, Days]:
    """The days of acts with a weekday or a day of the month, once the text's own days are roughly known.

    Of the days on which the text may have come out, those on which most of its weekdays fall on the day of a like act.
    """
    told = {f.id: f.when.chosen for f in text.acts if f.when.chosen is not None}
    likely = _likely_days(text, days, around)
    found: dict[str, Days] = {}
    for name, when in told.items():
        mark = mark_of(when)
        if mark is not None and mark[0] == "day":
            day = day_within(mark, (days[0] - MONTHS, days[1]))
        else:
            on = {last_before(when, published) for published in likely}
            day = on.pop() if len(on) == 1 else None
        if day is not None:
            found[name] = (day, day)
    return found


def _likely_days(text: _Text, days: Days, around: Sequence[_Text]) -> list[int]:
    """The days on which the text may have come out that suit most of its acts; none where no act helps."""
    dated = [(f, on) for other in around for f in other.acts if (on := _day_of(f)) is not None and on[0] == on[1]]
    votes: dict[int, float] = dict.fromkeys(range(days[0], days[1] + 1), 0.0)
    for own in text.acts:
        for other, on in dated:
            points = _alike(own, other, None) if own.kind == other.kind else 0.0
            if points <= 0:
                continue
            for published in votes:
                if last_before(own.when.chosen, published) == on[0]:
                    votes[published] += points
    most = max(votes.values())
    return [day for day, points in votes.items() if points == most] if most > 0 else []


def _likenesses(text: _Text, texts: Mapping[str, _Text], index: _Index) -> dict[str, _Likeness]:
    """What the text shares with each text of the index that it could go with."""
    found: dict[str, _Likeness] = defaultdict(_Likeness)
    for specific in sorted(text.specifics):
        holders = index.holders.get(specific, [])
        for name in holders if len(holders) <= COMMON else []:
            found[name].specifics.add(specific)
    for own in text.acts:
        mark = mark_of(own.when.chosen)
        for name, other in index.near(own):
            if (points := _alike(own, other, mark)) > 0:
                found[name].acts.append((points, own.id, other.id))
    return {name: shared for name, shared in found.items() if _possible(text, texts[name])}


def _possible(own: _Text, other: _Text) -> bool:
    """Is the other text of the same neighbourhood, and written after what this one tells as history?"""
    if own.not_before is not None and other.days is not None and other.days[1] <= own.not_before:
        return False
    if own.place is None or other.place is None:
        return False
    gap = distance_m(own.place, other.place)
    return gap is not None and gap - own.place.radius_m - other.place.radius_m <= NEAR_M


def _points_of_time(days: Days, likeness: Mapping[str, _Likeness], known: Mapping[str, Days], index: _Index) -> float:
    """The points that all texts about these days earn together."""
    around = [name for name in likeness if _between(known[name], days) <= ONE_TIME]
    shared = {s for name in around for s in likeness[name].specifics}
    points = 0.0
    for specific in sorted(shared):
        here = sum(specific in likeness[name].specifics for name in around)
        points += POINTS[specific[0]] * here / (len(index.holders[specific]) + 1)
    return points + _best_acts(sorted((a for name in around for a in likeness[name].acts), reverse=True))


def _between(a: Days, b: Days) -> int:
    return abs(a[0] - b[0])


def _best_acts(alike: Iterable[tuple[float, str, str]]) -> float:
    """The best pairs of acts, each act once, each pair counting less than the one before."""
    used: set[str] = set()
    points, number = 0.0, 0
    for value, own, other in alike:
        if own in used or other in used:
            continue
        used |= {own, other}
        points += value * FADING**number
        number += 1
        if number == MOST_ACTS:
            break
    return points


def _alike(own: Finding, other: Finding, mark: Mark | None) -> float:
    """How much one act of each text speaks for one time."""
    left, right = own.place.chosen, other.place.chosen
    if left is None or right is None or (spot := places(left, right)) not in SPOT:
        return 0.0
    points = SPOT[spot] + (SAME_KIND if own.kind == other.kind else 0.0)
    days = _day_of(other)
    if mark is not None and days is not None and days[1] - days[0] <= 1:
        points += (AGREES if falls_on(mark, days) else DISAGREES)[mark[0]]
    elif mark is not None and (its := mark_of(other.when.chosen)) is not None and its[0] == mark[0]:
        points += (AGREES if its == mark else DISAGREES)[mark[0]]
    if numbers := _numbers(own) & _numbers(other):
        points += SAME_COUNT if any(low >= 10 for _, low, _ in numbers) else SAME_NUMBER
    return points + (SAME_SIDE if _actors(own) & _actors(other) else 0.0)


def _day_of(finding: Finding) -> Days | None:
    day = ordinal(finding.published)
    return told_days(finding.when.chosen) or ((day, day) if day is not None else None)


def _numbers(finding: Finding) -> set[tuple[str, float, float | None]]:
    return {(q.kind, q.low, q.high) for q in finding.claim.quantities if q.kind != "other" and q.low}


def _actors(finding: Finding) -> set[str]:
    return {c.actor.chosen.id for c in finding.actors if c.actor.chosen is not None}
