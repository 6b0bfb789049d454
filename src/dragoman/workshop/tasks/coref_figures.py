"""The headline figures of coreference: incidents, events and entities as groups."""

from __future__ import annotations

from collections.abc import Hashable

from dragoman.workshop.metrics import Figures, Lines, conll_f1, pairwise_f1


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
    for kind in ("event", "entity"):
        mentions, guesses = _mentions(gold, kind), _guesses(gold, made, kind)
        if mentions:
            figures = conll_f1(mentions, guesses)
            out |= {f"{kind}.conll_f1": figures["conll_f1"], f"{kind}.b3_f1": figures["b3_f1"]}
            out[f"{kind}.pairwise_f1"] = pairwise_f1(mentions, guesses)
    return out


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
