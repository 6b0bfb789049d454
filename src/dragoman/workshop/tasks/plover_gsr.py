"""Event category, source and target of single sentences (PLOVER gold standard records)."""

from __future__ import annotations

from collections import defaultdict

from dragoman.records import Claim, Mention
from dragoman.workshop.metrics import Counts, Figures, Line, Lines, by_class, mean, normal, pairs, shared
from dragoman.workshop.tasks.leanings import chosen
from dragoman.workshop.tasks.rooms import Rooms, Task, each
from dragoman.world import Kind

OLDER = {"ACCUSE": "DISAPPROVE", "REQUEST": "DEMAND"}  # names of 2021 in those of version 0.5b1
MERGED = {"INVESTIGATE": "DISAPPROVE", "FIGHT": "ASSAULT"}  # what the version of 2021 merged
QUADS = {
    **dict.fromkeys("AGREE CONSULT SUPPORT CONCEDE".split(), 1), **dict.fromkeys("COOPERATE AID RETREAT".split(), 2),
    **dict.fromkeys("DEMAND DISAPPROVE REJECT THREATEN SANCTION".split(), 3),
    **dict.fromkeys("PROTEST MOBILIZE COERCE ASSAULT".split(), 4),
}  # fmt: skip
BY_CUES = 0.1  # what a claim of the cues adds to its category (chosen on the development part)
FADING = 0.3  # how much less the last word counts than the first (chosen on the development part)
_STOP = frozenset("a an the of in on at to for and by from with".split())


def category_of(kind: Kind) -> str | None:
    """The category in the names of version 0.5b1: CAMEO's 09 was INVESTIGATE and its 19 FIGHT."""
    category = kind.plover.category if kind.plover else None
    if category == "ACCUSE" and (kind.cameo or "").startswith("09"):
        return "INVESTIGATE"
    if category == "ASSAULT" and (kind.cameo or "").startswith("19"):
        return "FIGHT"
    return OLDER.get(category or "", category)


def _predict(record: Line, rooms: Rooms) -> Line:
    event = chosen(strengths(record, rooms), "plover_gsr")
    claims = [c for c in rooms.claims(record["text"]) if category_of(rooms.kinds[c.kind])]
    if not claims:
        return {"event": event, "source": [], "target": []}
    source, target = _parties(max(claims, key=lambda c: (c.score, -c.trigger.start)), claims)
    return {"event": event, "source": source, "target": target}


def strengths(record: Line, rooms: Rooms) -> dict[str, float]:
    """How strongly the learned reader sees each category; a claim of the cues adds a little to its own."""
    labels = {name: category_of(kind) for name, kind in rooms.kinds.items()}
    claims = rooms.by_cues(record["text"])
    found = rooms.strengths(rooms.passages(record["text"], claims), labels, FADING)
    cued: dict[str | None, float] = defaultdict(float)
    for claim in claims:
        cued[labels[claim.kind]] = max(cued[labels[claim.kind]], BY_CUES * claim.score)
    return {label: strength + cued[label] for label, strength in found.items()}


def _parties(best: Claim, claims: list[Claim]) -> tuple[list[Line], list[Line]]:
    """Who did it and to whom; parties that act alike stand as source, then target; a speaker fills an empty source."""
    sources = [*best.role("actor")]
    targets = [*best.role("recipient", "victim")]
    party = best.role("party")
    sources += party[:1] if not sources else ()
    targets += party[1:]
    spoken = [_row(v.span.start, v.span.end, v.words or "") for v in best.stance.voices if v.span is not None]
    rest = [m for c in claims if c is not best for m in c.role("recipient", "party", "victim")]
    told = [m for m in rest if all(not m.span.meets(s.span) for s in sources)]
    return _rows(sources) or spoken[:1], _rows(targets or told[:1])


def _rows(mentions: list[Mention]) -> list[Line]:
    return [_row(m.span.start, m.span.end, m.words) for m in mentions]


def _row(start: int, end: int, words: str) -> Line:
    return {"start": start, "end": end, "text": words}


# -------------------------------------------------------------------------- figures


def _same(a: Line, b: Line) -> bool:
    if a.get("start") is not None and b.get("start") is not None:
        return shared((a["start"], a["end"]), (b["start"], b["end"])) > 0
    return bool(_words(a) & _words(b))


def _words(m: Line) -> set[str]:
    return set(normal(m.get("text") or "").split()) - _STOP


def _matched(gold: list[Line], made: list[Line], counts: Counts) -> None:
    found = pairs({(i, j): 1.0 for i, g in enumerate(gold) for j, p in enumerate(made) if _same(g, p)})
    counts.add(len(found), len(made), len(gold))


def _distinct(mentions: list[Line]) -> list[Line]:
    return list({(m.get("start"), m.get("end"), m.get("text")): m for m in mentions}.values())


def _figures(gold: Lines, made: Lines) -> Figures:
    rows: list[tuple[str, str | None]] = []
    source, target, either = Counts(), Counts(), Counts()
    for key, g in gold.items():
        p = made.get(key, {})
        event = p.get("event")
        rows.append((g["event"], OLDER.get(event or "", event)))
        acted, hit = p.get("source") or [], p.get("target") or []
        if g.get("reciprocal") and not g["target"]:
            _matched(g["source"], _distinct(acted + hit), source)
        else:
            _matched(g["source"], acted, source)
            _matched(g["target"], hit, target)
        _matched(_distinct(g["source"] + g["target"]), _distinct(acted + hit), either)
    now = [(MERGED.get(g, g), MERGED.get(p or "", p)) for g, p in rows]
    present = {g for g, _ in rows}
    return {
        "category.accuracy": mean(g == p for g, p in rows),
        "category.macro_f1": mean(n.f1 for c, n in by_class(rows).items() if c in present),
        "category_2021.accuracy": mean(g == p for g, p in now),
        "quad": mean(QUADS[g] == QUADS.get(p or "") for g, p in now),
        "source.f1": source.f1, "target.f1": target.f1, "source_or_target.f1": either.f1,
    }  # fmt: skip


TASK = Task(
    "plover_gsr", "category and actors of a sentence", each(_predict), lambda r: r.get("event") is not None, _figures
)
