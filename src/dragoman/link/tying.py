"""The steps from findings to groups of findings that tell of one happening."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.link.about import About, likelihood, reason, subjects
from dragoman.link.block import pairs
from dragoman.link.cluster import clusters, judged_pairs
from dragoman.link.compare import answers, rarities
from dragoman.link.copies import tellings
from dragoman.link.episodes import Origin, labels, origins_of
from dragoman.link.parting import elsewhere, parted
from dragoman.link.score import SAME, UNSURE, reasons, score
from dragoman.link.view import View, view_of
from dragoman.records import Finding, Judgement, Link, Maker
from dragoman.world import World

MAKER = Maker("link.pairs", "1")

Pair = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """One happening before it is merged: the findings, those that stand for copies, and the episode.

    ``about`` holds the ids of those that only tell about it: who is blamed for it, what it promises.
    """

    findings: tuple[Finding, ...]
    episode: str
    aggregate: bool
    about: frozenset[str] = frozenset()


def evidence_of(findings: Sequence[Finding], texts: Mapping[str, str] | None) -> dict[str, str]:
    """The words that each finding rests on, where the texts are at hand."""
    if not texts:
        return {}
    return {f.id: f.claim.evidence.of(texts[f.claim.report_id]) for f in findings if f.claim.report_id in texts}


def ancestors(findings: Iterable[Finding], world: World) -> dict[str, frozenset[str]]:
    """Every kind told, with all above it."""
    return {kind: frozenset(world.ancestors(kind)) for kind in sorted({f.kind for f in findings})}


def views_of(
    groups: Sequence[tuple[Finding, ...]], world: World, evidence: Mapping[str, str]
) -> tuple[list[View], dict[str, Origin]]:
    """The view of each telling, and the anchors of the texts."""
    firsts = [group[0] for group in groups]  # a copy must not count twice towards anything
    above = ancestors(firsts, world)
    origins = origins_of(firsts, above)
    found = []
    for first in firsts:
        origin = origins[first.origin_group or first.claim.report_id]
        view = view_of(first, world, above[first.kind], evidence.get(first.id), origin.days)
        view = replace(view, company=origin.fellow or view.origin)
        settled = origin.acts.get(first.id) if view.days is None else None
        found.append(replace(view, days=settled, era=settled) if settled else view)
    return found, origins


def happenings(
    findings: Sequence[Finding], world: World, judgements: Sequence[Judgement], evidence: Mapping[str, str]
) -> tuple[list[Told], list[Link], dict[str, str]]:
    """What is told, the pairs that are or may be the same, and the episode of each finding.

    The result depends on the findings alone, not on their order.
    """
    ordered = sorted(
        {f.id: f for f in findings}.values(), key=lambda f: (f.claim.report_id, f.claim.trigger.start, f.id)
    )
    same, different = judged_pairs(judgements)
    groups = tellings(ordered, evidence, {f for pair in different for f in pair})
    groups.sort(key=lambda g: min(f.id for f in g))
    views, origins = views_of(groups, world, evidence)
    home = {f.id: i for i, group in enumerate(groups) for f in group}
    rarity = rarities(views)
    must, must_not = ([(home[a], home[b]) for a, b in told if a in home and b in home] for told in (same, different))
    settled = {i for pair in must for i in pair}
    about = {i: those for i, those in subjects(views).items() if i not in settled}
    compared = [(i, j) for i, j in pairs(views, origins) if i not in about and j not in about]
    opposed = {(i, j) for i, j in compared if parted(views[i], views[j])} - {(min(p), max(p)) for p in must}
    scores = {(i, j): _score(views[i], views[j], rarity) for i, j in compared if (i, j) not in opposed}
    found = clusters(views, scores, must, [*must_not, *sorted(opposed)], about)
    followed = _followed(found, about)
    cores = [tuple(i for i in members if i not in followed) for members in found]
    episode = labels(views, origins, cores)
    episode |= {views[i].id: episode[views[j].id] for i, j in followed.items()}
    told = [_told(members, groups, views, episode, followed) for members in found]
    by_finding = {f.id: episode[views[i].id] for i, group in enumerate(groups) for f in group}
    follows = [_follows(views[i], views[j]) for i, j in sorted(followed.items())]
    known = {*same, *different, *((link.left, link.right) for link in follows)}
    links = _links(views, scores, rarity, known) + _judged(same, different) + follows
    return told, links, by_finding


def _score(a: View, b: View, rarity: Mapping[str, float]) -> float:
    return 0.0 if elsewhere(a, b) else score(answers(a, b, rarity))


def _followed(found: Sequence[Sequence[int]], about: About) -> dict[int, int]:
    """What is in an event only because it is about another claim there, and that claim."""
    home = {i: n for n, members in enumerate(found) for i in members}
    near = {i: next((j for j in those if home[j] == home[i]), None) for i, those in about.items()}
    return {i: j for i, j in near.items() if j is not None}


def _told(
    members: Sequence[int],
    groups: Sequence[Sequence[Finding]],
    views: Sequence[View],
    episode: Mapping[str, str],
    followed: Mapping[int, int],
) -> Told:
    findings = tuple(sorted((f for i in members for f in groups[i]), key=lambda f: f.id))
    core = [views[i] for i in members if i not in followed]
    followers = frozenset(f.id for i in members if i in followed for f in groups[i])
    return Told(findings, min(episode[v.id] for v in core), any(v.aggregate for v in core), followers)


def _follows(view: View, subject: View) -> Link:
    left, right = sorted((view.id, subject.id))
    return Link(left, right, "same", likelihood(view), (reason(view),), MAKER)


def _links(
    views: Sequence[View], scores: Mapping[Pair, float], rarity: Mapping[str, float], judged: Container[tuple[str, str]]
) -> list[Link]:
    """The pairs that score as the same or as unsure, with reasons; what people judged is left out."""
    found = []
    for (i, j), value in scores.items():
        left, right = sorted((views[i].id, views[j].id))
        if value < UNSURE or (left, right) in judged:
            continue
        why = reasons(answers(views[i], views[j], rarity))
        found.append(Link(left, right, "same" if value >= SAME else "unsure", round(value, 4), why, MAKER))
    return found


def _judged(same: Sequence[tuple[str, str]], different: Sequence[tuple[str, str]]) -> list[Link]:
    """What people said of pairs, as links of their own."""
    maker = Maker("judgement", "1")
    return [Link(a, b, "same", 1.0, (), maker) for a, b in same] + [
        Link(a, b, "different", 0.0, (), maker) for a, b in different
    ]
