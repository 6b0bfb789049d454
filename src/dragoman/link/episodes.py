"""Episodes: which findings are of one place and time at all, before any two are compared.

A report has an anchor: its day of publication, else the days that its news (not its history) is dated to, else
the days of the dated reports with which it shares named specifics. A finding is of its own told days; without
them a piece of news is of its report's anchor, and a piece of history is of an unknown time. Findings whose
times or places lie far apart are never of one episode, so never one event.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.link.compare import COARSE, abroad, distance_m
from dragoman.link.joined import Joined
from dragoman.link.undated import attach
from dragoman.link.view import Days, View, ordinal, told_days
from dragoman.records import Finding, Place

FAR_DAYS = 120  # reports further apart than this never tell of one event (given: the founding task)
FAR_M = 100_000.0  # metres beyond the radii: past the next town (guessed)
BIN_DAYS = 40  # episodes join bins that touch: a quiet spell of 40 to 80 days parts two of them (guessed)
MONTH = 31  # days
CELL_DEG = 0.8  # and cells that touch: about 90 to 180 km on the ground (guessed: the next province)

_Spot = tuple[int, int, int]  # a cell and a bin


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin text: its anchor days, main place, and the bounds that its history sets."""

    id: str
    days: Days | None
    place: Place | None
    not_before: int | None  # it recalls this day as history, so it was written later
    acts: Mapping[str, Days] = field(default_factory=dict)  # of an undated text: days of acts that others settle
    fellow: str | None = None  # of a text that stays undated: the first of those that tell of the same unknown time


def origins_of(findings: Sequence[Finding], above: Mapping[str, Collection[str]]) -> dict[str, Origin]:
    """The anchor of each origin text; undated texts are dated by what they share with dated ones, or stay undated.

    ``above`` holds every kind with all above it.
    """
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.origin_group or finding.claim.report_id].append(finding)
    own = {name: _origin(name, group) for name, group in groups.items()}
    dated = {name: o.days for name, o in own.items() if o.days}
    spots, not_before = {n: o.place for n, o in own.items()}, {n: o.not_before for n, o in own.items()}
    given = attach(groups, dated, spots, not_before, above)
    return {
        n: Origin(n, g.days, o.place, o.not_before, g.acts, g.fellow) if (g := given.get(n)) and not o.days else o
        for n, o in own.items()
    }


def _origin(name: str, group: Sequence[Finding]) -> Origin:
    published = [d for f in group if (d := ordinal(f.published)) is not None]
    days = (min(published), min(published)) if published else _news_days(group)
    return Origin(name, days, main_place(group), _not_before(group))


def _news_days(group: Sequence[Finding]) -> Days | None:
    """The days that the news of an undated text is told to be of, where two of its findings agree on them.

    Only closed times of a month or less count: "since 2011" and "in 2018" do not date a text.
    """
    told = [
        d
        for f in group
        if not f.claim.stance.background and (d := told_days(f.when.chosen)) is not None and d[1] - d[0] <= MONTH
    ]
    if not told:
        return None
    last = max(d[1] for d in told)
    near = [d for d in told if last - d[1] <= MONTH]
    return (min(d[0] for d in near), last) if len(near) >= 2 else None


def _not_before(group: Iterable[Finding]) -> int | None:
    """The last day of the latest time that the text tells as history; a bare year is history."""
    told = [d for f in group if _is_history(f) and (d := told_days(f.when.chosen)) is not None]
    return max((d[1] for d in told), default=None)


def _is_history(finding: Finding) -> bool:
    when = finding.when.chosen
    return finding.claim.stance.background or (when is not None and when.basis == "stated" and when.precision == "year")


def main_place(group: Iterable[Finding]) -> Place | None:
    """The place that a text names most, the most precise of equals; None where it names none with a point."""
    told = [p for f in group if (p := f.place.chosen) is not None and p.lat is not None and p.precision != "country"]
    if not told:
        return None
    count = Counter(p.id for p in told)
    return min(told, key=lambda p: (-count[p.id], p.precision in COARSE, p.radius_m, p.id))


def labels(views: Sequence[View], origins: Mapping[str, Origin], events: Iterable[Sequence[int]]) -> dict[str, str]:
    """The episode of each view: ``place, month..month`` for dated ones, the text's own name for undated ones.

    Neighbouring cells and bins are one episode, and what is one event (indexes of views) is of one episode.
    """
    spots = [_spot(v, origins.get(v.origin)) for v in views]
    joined, there = Joined[_Spot](), {s for s in spots if s is not None}
    for spot in sorted(there):
        for near in there.intersection(_around(spot)):
            joined.join(near, spot)
    for members in events:
        told = [s for i in members if (s := spots[i]) is not None]
        for near in told[1:]:
            joined.join(told[0], near)
    members_of: dict[_Spot, list[View]] = defaultdict(list)
    found: dict[str, str] = {}
    for view, own in zip(views, spots, strict=True):
        if own is None:
            found[view.id] = f"undated: {view.company}" + (" (recalled)" if view.recalled else "")
        else:
            members_of[joined.root(own)].append(view)
    return found | _named(members_of, origins)


def _named(members_of: Mapping[_Spot, Sequence[View]], origins: Mapping[str, Origin]) -> dict[str, str]:
    """Readable names, numbered where two episodes would have one name."""
    found: dict[str, str] = {}
    names: Counter[str] = Counter()
    for root in sorted(members_of):
        name = _name(members_of[root], origins)
        names[name] += 1
        numbered = name if names[name] == 1 else f"{name} ({names[name]})"
        found |= {view.id: numbered for view in members_of[root]}
    return found


def _around(spot: _Spot) -> Iterator[_Spot]:
    """A cell and bin, and those that touch it."""
    x, y, t = spot
    return ((x + i, y + j, t + k) for i in (-1, 0, 1) for j in (-1, 0, 1) for k in (-1, 0, 1))


def _spot(view: View, origin: Origin | None) -> _Spot | None:
    """The cell and bin of a view; None without a time. Without a point it stands in its text's main place."""
    if view.era is None:
        return None
    place = (
        view.place
        if view.place is not None and view.place.lat is not None and view.place.precision != "country"
        else None
    )
    place = place or (origin.place if origin else None)
    middle = (view.era[0] + view.era[1]) // 2
    if place is None or place.lat is None or place.lon is None:
        return (9_999, 9_999, middle // BIN_DAYS)
    return (round(place.lat / CELL_DEG), round(place.lon / CELL_DEG), middle // BIN_DAYS)


def _name(views: Sequence[View], origins: Mapping[str, Origin]) -> str:
    """``Daraa, 2018-06..2018-07``: the place told most, the months of the first and last report or told day."""
    told = Counter(v.place.name for v in views if v.place is not None and v.place.precision != "country")
    if not told:
        told = Counter(p.name for v in views if (o := origins.get(v.origin)) and (p := o.place) is not None)
    where = min(told, key=lambda n: (-told[n], n)) if told else "no place"
    eras = [v.era for v in views if v.era is not None]
    narrow = [e for e in eras if e[1] - e[0] <= FAR_DAYS] or eras
    first, last = (_month(f(e[i] for e in narrow)) for f, i in ((min, 0), (max, 1)))
    return f"{where}, {first}" if first == last else f"{where}, {first}..{last}"


def _month(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()[:7]


def apart(a: View, b: View) -> bool:
    """True when the two lie too far apart in time or place to be one happening."""
    if a.era is None or b.era is None:
        if (
            a.company != b.company
            or ((a.recalled or b.recalled) and a.origin != b.origin)
            or (a.era is None) != (b.era is None)
        ):
            return True
    elif max(a.era[0] - b.era[1], b.era[0] - a.era[1]) > FAR_DAYS:
        return True
    if a.place is None or b.place is None:
        return False
    gap = distance_m(a.place, b.place)
    return gap is not None and gap - a.place.radius_m - b.place.radius_m > FAR_M and not abroad(a, b)
