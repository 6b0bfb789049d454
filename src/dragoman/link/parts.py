"""Which reports are tied up together: all, while they are few; else those of one war and time, stretch by stretch.

Reports stand in spots: the country and season that they tell of most. What linking makes of a part depends on the reports
of its spots alone, so a new report makes only its own part new, and cost and memory stay those of the largest part. Which
spots make a part depends on sums over all reports, never on their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.link.episodes import BIN_DAYS, main_place
from dragoman.link.joined import Joined
from dragoman.link.view import ordinal, told_days
from dragoman.records import Bridge, Finding, Spot, Standing, Trace

MOST = 4_000  # findings of a part: two seconds of tying up (chosen: what a person waits for one more report)
SEASON_DAYS = BIN_DAYS  # as long as the stretches that episodes are made of

UNDATED = -1
_At = tuple[str, int]  # country and season


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


def _spot(finding: Finding, country: str, published: int | None) -> _At | None:
    """The country and season of one finding; those of its report where it has none, None for history without a day."""
    place, days = finding.place.chosen, told_days(finding.when.chosen)
    where = (place.country if place is not None else None) or country
    if days is not None:
        return where, (days[0] + days[1]) // 2 // SEASON_DAYS
    return None if finding.claim.stance.background or published is None else (where, published // SEASON_DAYS)


def _usual(touches: Iterable[_At], country: str) -> int | None:
    """The last season that an undated report tells of in its country: the best that is known of when it was written."""
    return max((season for where, season in touches if where == country), default=None)


def standing(traces: Iterable[Trace]) -> Standing:
    """Where the reports of one origin stand: where the first dated one of them that tells anything does."""
    told = sorted((t for t in traces if t.findings), key=lambda t: (t.season is None, t.season or 0, t.report_id))
    home = _name(told[0].country, UNDATED if told[0].season is None else told[0].season)
    return Standing(home, frozenset(_name(*spot) for t in told for spot in t.touches) - {home})


def _name(country: str, season: int) -> str:
    return f"{country} {season}"


def partition(
    spots: Iterable[Spot], bridges: Iterable[Bridge] = (), together: Iterable[tuple[str, str]] = ()
) -> list[tuple[str, ...]]:
    """The names of the spots of each part, sorted; ``together`` are pairs of spots that people tied to each other.

    Spots are joined, the strongest ties first (reports that tell of both; seasons that follow each other; undated reports
    and any season), as long as no part grows beyond ``MOST`` findings.
    """
    known = {spot.name: spot for spot in spots if spot.findings}
    if sum(spot.findings for spot in known.values()) <= MOST:
        return [tuple(sorted(known))] if known else []
    groups, whole = Joined[str](), {name: spot.findings for name, spot in known.items()}
    said = [(one, other) for one, other in together if one in known and other in known]
    for n, (one, other) in enumerate([*said, *_by_strength(known, bridges)]):
        a, b = groups.root(one), groups.root(other)
        both = whole[a] + whole[b]
        if a != b and (n < len(said) or both <= MOST):
            whole[groups.join(a, b)] = both
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(known):
        found[groups.root(name)].append(name)
    return sorted(tuple(names) for names in found.values())


def _by_strength(known: Mapping[str, Spot], bridges: Iterable[Bridge]) -> list[tuple[str, str]]:
    """Pairs of spots, the strongest first. Strengths count by doublings, so that one more report seldom changes the order."""
    ties = Counter[tuple[str, str]]()
    for bridge in bridges:
        if bridge.one in known and bridge.other in known:
            ties[bridge.one, bridge.other] += bridge.origins
    for name in known:
        country, _, number = name.rpartition(" ")
        season = int(number)
        for other in (_name(country, season + 1), _name(country, UNDATED)) if season != UNDATED else ():
            if other in known:
                ties[min(name, other), max(name, other)] += min(known[name].origins, known[other].origins)
    return sorted(ties, key=lambda pair: (-ties[pair].bit_length(), pair))
