"""The headline figures of coreference: incidents, events and entities as groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from itertools import combinations

from dragoman.workshop.metrics import Counts, Figures, Lines, conll_f1, pairwise_f1

Groups = Mapping[Hashable, Hashable]


def figures(gold: Lines, made: Lines) -> Figures:
    """CoNLL and pairwise F1 of what the gold groups: documents by incident, mentions by kind."""
    out: Figures = {}
    wanted: dict[Hashable, Hashable] = {k: g["incident"] for k, g in gold.items() if g.get("incident") is not None}
    if wanted:
        found: dict[Hashable, Hashable] = {
            k: made[k]["incident"] for k in gold if made.get(k, {}).get("incident") is not None
        }
        out["incidents.conll_f1"] = conll_f1(wanted, found)["conll_f1"]
        out["incidents.pairwise_f1"] = pairwise_f1(wanted, found)
        topics = {k: g["topic"] for k, g in gold.items() if g.get("topic") is not None}
        if topics:
            out["incidents.within_topic_f1"] = _within(topics, wanted, found)
    for kind in ("event", "entity"):
        mentions, guesses = _mentions(gold, kind), _guesses(gold, made, kind)
        if mentions:
            figures = conll_f1(mentions, guesses)
            out |= {f"{kind}.conll_f1": figures["conll_f1"], f"{kind}.b3_f1": figures["b3_f1"]}
            out[f"{kind}.pairwise_f1"] = pairwise_f1(mentions, guesses)
    return out


def _within(topics: Mapping[str, Hashable], wanted: Groups, found: Groups) -> float:
    """F1 of the pairs of documents of one topic that tell of one incident: topics have incidents that are alike."""
    counts, members = Counts(), defaultdict[Hashable, list[str]](list)
    for name, topic in topics.items():
        if name in wanted:
            members[topic].append(name)
    for names in members.values():
        for a, b in combinations(names, 2):
            same, told = wanted[a] == wanted[b], a in found and b in found and found[a] == found[b]
            counts.add(same and told, told, same)
    return counts.f1


def _mentions(gold: Lines, kind: str) -> dict[Hashable, Hashable]:
    return {
        (k, m["start"], m["end"]): m["cluster"]
        for k, g in gold.items()
        for m in g.get("mentions") or []
        if m["kind"] == kind
    }


def _guesses(gold: Lines, made: Lines, kind: str) -> dict[Hashable, Hashable]:
    found: dict[Hashable, Hashable] = {}
    for k, g in gold.items():
        by_name = {str(m["m"]): m for m in g.get("mentions") or []}
        for m in made.get(k, {}).get("mentions") or []:
            known = by_name.get(str(m.get("m")))
            at = known if known is not None else m
            if at.get("kind", kind) == kind and m.get("cluster") is not None:
                found[k, at["start"], at["end"]] = m["cluster"]
    return found
