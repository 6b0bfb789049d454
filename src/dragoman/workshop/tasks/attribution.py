"""Who is cited for what (PolNeAR): source, cue and content of every attribution of an article.

The set is wider than what a claim needs: it takes wanting, promising, urging and believing for attributions too, and
a pronoun for a source. The learned reader knows it; what claims need of it goes through ``extract/joined.py``.
"""

from __future__ import annotations

from dragoman.extract.citing import Cited, cited
from dragoman.workshop.metrics import Counts, Figures, Line, Lines, dice, pairs, word_spans, words_in
from dragoman.workshop.tasks.rooms import Rooms, Task, each


def _predict(record: Line, rooms: Rooms) -> Line:
    found = [one for passage, words in rooms.passages(record["text"]) for one in cited(rooms.encoder, passage, words)]
    return {"attributions": [_row(one) for one in found]}


def _row(one: Cited) -> Line:
    source = [one.source] if one.source else []
    parts = {"source": source, "cue": [one.cue], "content": one.content}
    return {part: [[span.start, span.end] for span in spans] for part, spans in parts.items()}


# -------------------------------------------------------------------------- figures

ROLES = ("source", "cue", "content")


def _folded(row: Line, words: list[tuple[int, int]]) -> dict[str, frozenset[int]]:
    spans = {r: row.get(r) or [] for r in ROLES}
    return {r: words_in([v] if v and isinstance(v[0], int) else v, words) for r, v in spans.items()}


def _figures(gold: Lines, made: Lines) -> Figures:
    spans = {r: Counts() for r in ROLES}
    whole = {n: Counts() for n in ("head_and_content", "head_and_content50", "full50", "content50")}
    for key, g in gold.items():
        words = word_spans(g["text"])
        wanted = [_folded(a, words) for a in g["attributions"]]
        found = [_folded(a, words) for a in made.get(key, {}).get("attributions") or []]
        heads = [words_in([a["source_head"]], words) if a.get("source_head") else None for a in g["attributions"]]
        for r in ROLES:
            a, b = [w[r] for w in wanted if w[r]], [f[r] for f in found if f[r]]
            met = pairs({(i, j): 1 + 0.001 * dice(x, y) for i, x in enumerate(a) for j, y in enumerate(b) if x & y})
            spans[r].add(len(met), len(b), len(a))
        for name, weights in _agreements(wanted, found, heads).items():
            whole[name].add(len(pairs(weights)), len(found), len(wanted))
    return {f"{r}.overlap_f1": c.f1 for r, c in spans.items()} | {f"{n}.f1": c.f1 for n, c in whole.items()}


def _agreements(
    wanted: list[dict[str, frozenset[int]]], found: list[dict[str, frozenset[int]]], heads: list[frozenset[int] | None]
) -> dict[str, dict[tuple[int, int], float]]:
    out: dict[str, dict[tuple[int, int], float]] = {
        n: {} for n in ("head_and_content", "head_and_content50", "full50", "content50")
    }
    for i, a in enumerate(wanted):
        for j, b in enumerate(found):
            if not a["content"] & b["content"]:
                continue
            alike = dice(a["content"], b["content"])
            named = bool(b["source"] & (heads[i] or a["source"])) if a["source"] else not b["source"]
            cued = bool(a["cue"] & b["cue"]) or not (a["cue"] or b["cue"])
            tests = {
                "head_and_content": named, "content50": alike >= 0.5,
                "head_and_content50": named and alike >= 0.5, "full50": named and cued and alike >= 0.5,
            }  # fmt: skip
            for name, holds in tests.items():
                if holds:
                    out[name][i, j] = 1 + 0.001 * alike
    return out


TASK = Task("attribution", "source, cue and content", each(_predict), lambda r: "attributions" in r, _figures)
