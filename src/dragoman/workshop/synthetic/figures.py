"""How right linking is on a synthetic world, where the truth is known: groups, pairs, episodes, origins, numbers, growth."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations

from dragoman.link import Ties, tie
from dragoman.records import Event, Finding
from dragoman.workshop.metrics import Counts, Figures, bcubed, mean
from dragoman.workshop.synthetic.reports import World
from dragoman.world import World as Known

LATE = 12  # reports that come last when growth is measured


def pairs_in(group: Iterable[str], report: Mapping[str, str]) -> tuple[int, int]:
    """How many pairs of a group are of one report, and how many of two."""
    sizes = Counter(report[m] for m in group)
    inside = sum(n * (n - 1) // 2 for n in sizes.values())
    whole = sizes.total()
    return inside, whole * (whole - 1) // 2 - inside


def _pairs(gold: Mapping[str, str], made: Mapping[str, str], report: Mapping[str, str]) -> Figures:
    within, across = Counts(), Counts()
    for counts, at in ((within, 0), (across, 1)):
        told = [
            sum(pairs_in(g, report)[at] for g in _groups(grouping))
            for grouping in ({m: (gold[m], made[m]) for m in gold}, made, gold)
        ]
        counts.add(*told)
    return {"pairs.within_f1": within.f1, "pairs.across_f1": across.f1}


def _groups(grouping: Mapping[str, Hashable]) -> Iterable[list[str]]:
    found: dict[Hashable, list[str]] = defaultdict(list)
    for member, group in grouping.items():
        found[group].append(member)
    return found.values()


def figures(
    made: World, ties: Ties, findings: Sequence[Finding] | None = None, truth: Mapping[str, str] | None = None
) -> Figures:
    """All figures of one run. ``findings`` and ``truth`` where others than the perfect reader's were tied."""
    told = findings if findings is not None else made.findings
    gold = truth if truth is not None else made.truth
    group = {f: e.id for e in ties.events for f in e.findings}
    mine = {f: group[f] for f in gold}
    report = {f.id: f.claim.report_id for f in told}
    out = bcubed(gold, mine) | _pairs(dict(gold), mine, report)
    out["episodes.apart"] = mean(len({made.era(gold[f]) for f in e.findings if f in gold}) <= 1 for e in ties.events)
    return out | _of_events(made, ties.events, told, gold)


def _of_events(made: World, events: Sequence[Event], told: Sequence[Finding], gold: Mapping[str, str]) -> Figures:
    """Of the event that stands most for each happening: are its origins counted rightly, and its dead?"""
    report = {f.id: f.claim.report_id for f in told}
    best: dict[str, tuple[int, str, Event]] = {}
    true_origins: dict[str, set[str]] = defaultdict(set)
    for finding, happening in gold.items():
        true_origins[happening].add(made.origin[report[finding]])
    for event in events:
        for happening, n in Counter(gold[f] for f in event.findings if f in gold).items():
            best[happening] = max(best.get(happening, (0, "", event)), (n, event.id, event), key=lambda b: b[:2])
    right = [len(true_origins[h]) == event.origins for h, (_, _, event) in best.items()]
    dead = [
        _dead(event, h.counts["killed"])
        for h in made.happenings
        if h.id in best and "killed" in h.counts and h.until is None
        for event in [best[h.id][2]]
    ]
    known = [d for d in dead if d is not None]
    return {
        "origins.right": mean(right),
        "dead.within": mean(within for within, _ in known),
        "dead.exact": mean(exact for _, exact in known),
    }


def _dead(event: Event, true: int) -> tuple[bool, bool] | None:
    """Is the true number in the range that the event shows, and is it shown alone? None where no number is told."""
    shown = next((v.value for v in event.values if v.field == "killed"), None)
    if not shown:
        return None
    numbers = [float(n) for n in re.findall(r"\d+", shown)]
    open_above = "+" in shown or "at least" in shown or "≥" in shown
    low, high = min(numbers), float("inf") if open_above else max(numbers)
    return low <= true <= high, not open_above and low == high == true


def growth(made: World, world: Known, seed: int = 1) -> Figures:
    """What a few more reports change, and whether their order does.

    ``growth.kept``: of the pairs of earlier findings that one more report leaves in question, those told as before;
    ``order.same``: does the order in which all came change an id?
    """
    chance = random.Random(f"growth {seed}")
    order = [r.id for r in made.reports]
    chance.shuffle(order)
    texts, late = made.texts, order[-LATE:]
    here = set(order) - set(late)
    before = _tied(made, here, world)
    kept = Counts()
    for name in late:
        here.add(name)
        after = _tied(made, here, world)
        for event in before.events:
            now = {after.home[f] for f in event.findings}
            whole = len(now) == 1 and not (set(after.events_by_id[next(iter(now))]) & before.home.keys()) - set(
                event.findings
            )
            kept.add(whole, 1, 1)
        before = after
    shuffled = list(made.findings)
    chance.shuffle(shuffled)
    ids = [{e.id for e in tie(f, world, texts=texts).events} for f in (made.findings, shuffled)]
    return {"growth.kept": kept.p, "order.same": float(ids[0] == ids[1])}


class _Tied:
    """Events with the way from findings to them."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.events = events
        self.home = {f: e.id for e in events for f in e.findings}
        self.events_by_id = {e.id: e.findings for e in events}


def _tied(made: World, here: set[str], world: Known) -> _Tied:
    findings = [f for f in made.findings if f.claim.report_id in here]
    return _Tied(tie(findings, world, texts=made.texts).events)


def wrong_pairs(made: World, ties: Ties) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Pairs that were joined and should not be, and pairs that should be and were not; copies of one text once."""
    group = {f: e.id for e in ties.events for f in e.findings}
    joined = [(a, b) for g in _groups(group) for a, b in combinations(sorted(g), 2) if made.truth[a] != made.truth[b]]
    parted = [(a, b) for g in _groups(made.truth) for a, b in combinations(sorted(g), 2) if group[a] != group[b]]
    return joined, parted
