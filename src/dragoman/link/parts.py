"""Which reports are tied up together: all, while they are few; else those of one war and time, stretch by stretch.

What linking makes of a part depends on its reports alone, so a new report makes only its own part new, and cost and
memory stay those of the largest part. Which reports make a part depends on all reports, never on their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from dragoman.link.episodes import BIN_DAYS, main_place
from dragoman.link.joined import Joined
from dragoman.link.view import ordinal, told_days
from dragoman.records import Finding, Trace

MOST = 4_000  # findings of a part: two seconds of tying up (chosen: what a person waits for one more report)
SEASON_DAYS = BIN_DAYS  # as long as the stretches that episodes are made of

Spot = tuple[str, int]  # country and season
UNDATED = -1


def trace_of(report_id: str, findings: Sequence[Finding]) -> Trace:
    """Where and when the findings of one report lie, roughly."""
    if not findings:
        return Trace(report_id, report_id, 0)
    place = main_place(findings)
    told = Counter(p.country for f in findings if (p := f.place.chosen) is not None and p.country)
    country = (place.country if place is not None else None) or min(told, key=lambda c: (-told[c], c), default="")
    published = next((d for f in findings if (d := ordinal(f.published)) is not None), None)
    touches = {spot for f in findings if (spot := _spot(f, country, published)) is not None}
    season = published // SEASON_DAYS if published is not None else _usual(touches, country)
    origin = findings[0].origin_group or report_id
    return Trace(report_id, origin, len(findings), country, season, tuple(sorted(touches)))


def _spot(finding: Finding, country: str, published: int | None) -> Spot | None:
    """The country and season of one finding; those of its report where it has none, None for history without a day."""
    place, days = finding.place.chosen, told_days(finding.when.chosen)
    where = (place.country if place is not None else None) or country
    if days is not None:
        return where, (days[0] + days[1]) // 2 // SEASON_DAYS
    return None if finding.claim.stance.background or published is None else (where, published // SEASON_DAYS)


def _usual(touches: Iterable[Spot], country: str) -> int | None:
    """The last season that an undated report tells of in its country: the best that is known of when it was written."""
    return max((season for where, season in touches if where == country), default=None)


def partition(traces: Iterable[Trace], together: Iterable[tuple[str, str]] = ()) -> list[tuple[str, ...]]:
    """The ids of the reports of each part, sorted; ``together`` are pairs of reports that people tied to each other.

    Reports stand in the country and season that they tell of most. Those are joined, the strongest ties first
    (reports that tell of both; seasons that follow each other; undated reports and any season), as long as no part grows
    beyond ``MOST`` findings.
    """
    known = {t.report_id: t for t in traces if t.findings}
    if sum(t.findings for t in known.values()) <= MOST:
        return [tuple(sorted(known))] if known else []
    home = _homes(known.values())
    spot_of = {name: home[trace.origin] for name, trace in known.items()}
    size = Counter[Spot]()
    for name, trace in known.items():
        size[spot_of[name]] += trace.findings
    groups, whole = Joined[Spot](), Counter(size)
    said = [(spot_of[one], spot_of[other]) for one, other in together if one in spot_of and other in spot_of]
    for n, (one, other) in enumerate([*said, *_by_strength(known.values(), home, size)]):
        a, b = groups.root(one), groups.root(other)
        both = whole[a] + whole[b]
        if a != b and (n < len(said) or both <= MOST):
            whole[groups.join(a, b)] = both
    found: dict[Spot, list[str]] = defaultdict(list)
    for name in sorted(known):
        found[groups.root(spot_of[name])].append(name)
    return sorted(tuple(names) for names in found.values())


def _homes(traces: Iterable[Trace]) -> dict[str, Spot]:
    """Where each origin stands: where the first dated report of it does."""
    first: dict[str, Trace] = {}
    for trace in sorted(traces, key=lambda t: (t.season is None, t.season or 0, t.report_id)):
        first.setdefault(trace.origin, trace)
    return {origin: (t.country, UNDATED if t.season is None else t.season) for origin, t in first.items()}


def _by_strength(traces: Iterable[Trace], home: dict[str, Spot], size: Counter[Spot]) -> list[tuple[Spot, Spot]]:
    """Pairs of spots, the strongest first. Strengths count by doublings, so that one more report seldom changes the order."""
    ties = Counter[tuple[Spot, Spot]]()
    number = Counter(home.values())
    for origin, touched in {(t.origin, spot) for t in traces for spot in t.touches}:
        own = home[origin]
        if touched != own and touched in size:
            ties[min(own, touched), max(own, touched)] += 1
    for country, season in size:
        following, undated = (country, season + 1), (country, UNDATED)
        for other in (following, undated) if season != UNDATED else ():
            if other in size:
                pair = min((country, season), other), max((country, season), other)
                ties[pair] += min(number[country, season], number[other])
    return sorted(ties, key=lambda pair: (-ties[pair].bit_length(), pair))
