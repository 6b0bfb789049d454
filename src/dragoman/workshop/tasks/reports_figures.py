"""The headline figures of the reports: claims found, how right their fields are, events and copies."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import Any

from dragoman.workshop.metrics import Counts, Figures, Line, Lines, harmonic, mean, pairs, shared
from dragoman.workshop.tasks.geoparsing import km

_Bounds = tuple[date | None, date | None]
ACTED, HIT = ("actor", "party"), ("recipient", "victim")


def figures(gold: Lines, made: Lines) -> Figures:
    """Detection with and without the category, accuracy of each field over the claims found, events and relevance."""
    strict, loose, relevant = Counts(), Counts(), Counts()
    found: list[tuple[Line, Line]] = []
    claims = 0
    for key, g in gold.items():
        p = made.get(key, {})
        relevant.add(bool(g["relevant"]) and bool(p.get("relevant")), bool(p.get("relevant")), bool(g["relevant"]))
        if g.get("annotation") != "claims":
            continue  # annotated as a whole document: its claims are not known
        wanted, guesses = g.get("claims") or [], p.get("claims") or []
        claims += len(guesses)
        met = _matched(wanted, guesses, need_category=False)
        strict.add(len(_matched(wanted, guesses, need_category=True)), len(guesses), len(wanted))
        loose.add(len(met), len(guesses), len(wanted))
        found += [(wanted[i], guesses[j]) for i, j in met]
    out = {"detection.f1": strict.f1, "detection_lenient.f1": loose.f1, "relevance.f1": relevant.f1}
    return out | _fields(found) | _events(found, claims, int(loose.gold)) | _copies(gold, made)


def _matched(gold: list[Line], made: list[Line], *, need_category: bool) -> list[tuple[int, int]]:
    """One-to-one pairs that share half of the shorter span; most pairs first, then equal category, then tightest."""
    weights = {}
    for i, g in enumerate(gold):
        for j, p in enumerate(made):
            a, b = (g["start"], g["end"]), (p["start"], p["end"])
            both = shared(a, b)
            same = g.get("plover") == p.get("plover")
            if both and both / min(a[1] - a[0], b[1] - b[0]) >= 0.5 and (same or not need_category):
                weights[i, j] = 100 + 10 * same + _tight(g, p)
    return pairs(weights)


def _tight(g: Line, p: Line) -> float:
    both = shared((g["start"], g["end"]), (p["start"], p["end"]))
    return both / float(max(g["end"], p["end"]) - min(g["start"], p["start"]))


def _fields(found: list[tuple[Line, Line]]) -> Figures:
    acted, hit, counted, said = Counts(), Counts(), Counts(), Counts()
    for g, p in found:
        _mentions(g, p, ACTED, acted)
        _mentions(g, p, HIT, hit)
        a, b = (
            Counter((q.get("kind"), q.get("low"), q.get("high")) for q in c.get("quantities") or []) for c in (g, p)
        )
        counted.add((a & b).total(), b.total(), a.total())
        one, two = _nearest(g), _nearest(p)
        said.add(bool(one and two and _same_source(one, two)), bool(two), bool(one))
    placed = [(g, p) for g, p in found if _point(g)]
    days = [
        (_days(g), _days(p))
        for g, p in found
        if (g.get("time") or {}).get("basis") in ("explicit", "relative_to_publication")
    ]
    return {
        "acled_sub_event.accuracy": mean(_sub_event(g) == _sub_event(p) for g, p in found),
        "status.accuracy": mean(g.get("status") == p.get("status") for g, p in found),
        "actor.f1": acted.f1, "recipient.f1": hit.f1, "quantity.f1": counted.f1, "attribution.f1": said.f1,
        "place.accuracy_10km": mean(_apart(g, p) <= 10 for g, p in placed),
        "place.accuracy_161km": mean(_apart(g, p) <= 161 for g, p in placed),
        "date.exact": mean(a == b for a, b in days if a != (None, None)),
        "date.overlap": mean(_overlap(a, b) for a, b in days if a != (None, None)),
        **_abstaining(found),
        "evidence.iou": mean(_tight(g, p) for g, p in found),
    }  # fmt: skip


def _mentions(g: Line, p: Line, roles: Iterable[str], counts: Counts) -> None:
    a, b = ([x.get("mention") or "" for x in c.get("actors") or [] if x.get("role") in roles] for c in (g, p))
    met = pairs({(i, j): 1.0 for i, x in enumerate(a) for j, y in enumerate(b) if _alike(x, y)})
    counts.add(len(met), len(b), len(a))


def _words(text: str | None) -> Counter[str]:
    return Counter(re.findall(r"\w+", (text or "").lower()))


def _alike(x: str | None, y: str | None) -> bool:
    a, b = _words(x), _words(y)
    return bool(a and b) and (a & b).total() / min(a.total(), b.total()) >= 0.5


def _nearest(claim: Line) -> Line | None:
    """The nearest source, or None where nobody but the outlet says so."""
    first: Line | None = (claim.get("sources") or [None])[0]
    return first if first and not (first.get("kind") == "outlet_itself" and not first.get("mention")) else None


def _same_source(g: Line, p: Line) -> bool:
    named = bool(g.get("name") and p.get("name")) and list(_words(g["name"])) == list(_words(p["name"]))
    return g.get("kind") == p.get("kind") and (named or _alike(g.get("mention"), p.get("mention")))


def _sub_event(claim: Line) -> str | None:
    return (claim.get("acled") or {}).get("sub_event_type")


def _point(claim: Line) -> tuple[float, float] | None:
    place = claim.get("place") or {}
    return (place["lat"], place["lon"]) if place.get("lat") is not None and place.get("lon") is not None else None


def _apart(g: Line, p: Line) -> float:
    a, b = _point(g), _point(p)
    return km(a, b) if a and b else float("inf")


def _overlap(a: _Bounds, b: _Bounds) -> float:
    """The days that two stretches share, of all days of either; 1 where they are equal."""
    if a == b:
        return 1.0
    if a[0] is None or a[1] is None or b[0] is None or b[1] is None:
        return 0.0
    inside = (min(a[1], b[1]) - max(a[0], b[0])).days + 1
    return max(0, inside) / ((max(a[1], b[1]) - min(a[0], b[0])).days + 1)


def _abstaining(found: list[tuple[Line, Line]]) -> Figures:
    """How often no place and no day is told where the gold has none, and one is told where it has one."""
    places = [(bool((g.get("place") or {}).get("name")), _point(p) is not None) for g, p in found]
    days = [(_days(g) != (None, None), _days(p) != (None, None)) for g, p in found]
    return {
        f"{name}.{figure}": value
        for name, rows in (("place", places), ("date", days))
        for figure, value in (
            ("unknown_kept", mean(not told for known, told in rows if not known)),
            ("known_told", mean(told for known, told in rows if known)),
        )
    }


def _days(claim: Line) -> tuple[date | None, date | None]:
    when = claim.get("time") or {}
    return _day(when.get("start")), _day(when.get("end"))


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def _events(found: list[tuple[Line, Line]], made: int, gold: int) -> Figures:
    """B-cubed F1 of the events over the claims found, and with missed and needless claims charged."""
    of_gold, of_made, both = (defaultdict[Any, int](int) for _ in range(3))
    keys = [(g["event_id"], p.get("event_id") or number) for number, (g, p) in enumerate(found)]
    for g, p in keys:
        of_gold[g] += 1
        of_made[p] += 1
        both[g, p] += 1
    right = [sum(both[k] / of[k[n]] for k in keys) for n, of in ((1, of_made), (0, of_gold))]
    whole = harmonic(right[0] / made if made else 0.0, right[1] / gold if gold else 0.0)
    inner = harmonic(right[0] / len(keys), right[1] / len(keys)) if keys else 0.0
    return {"events.bcubed_f1": inner, "events.bcubed_end_to_end_f1": whole, "episodes.apart": _apart_episodes(found)}


def _apart_episodes(found: list[tuple[Line, Line]]) -> float:
    """The share of the events read that hold claims of one gold episode only."""
    told: dict[Any, set[str]] = defaultdict(set)
    for number, (g, p) in enumerate(found):
        told[p.get("event_id") or number].add(str(g.get("episode_id")))
    return mean(len(episodes) == 1 for episodes in told.values())


def _copies(gold: Lines, made: Lines) -> Figures:
    """Pairs of reports that carry one origin text, as marked and as found."""
    counts = Counts()
    rows = [(g.get("origin_group") or key, made.get(key, {}).get("origin_group") or key) for key, g in gold.items()]
    for (a, b), (c, d) in combinations(rows, 2):
        counts.add(a == c and b == d, b == d, a == c)
    return {"copies.f1": counts.f1}
