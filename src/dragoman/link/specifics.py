"""Dating an undated text: by the numbers, names and places that it shares with dated ones, never by how it reads.

Two texts on one town read alike three years apart: talks fail, shelling resumes. Only what is particular counts
here, and only where one time clearly wins; else the text stays undated and shares no event with any other.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.link.compare import distance_m
from dragoman.link.view import Days
from dragoman.records import Finding, Place
from dragoman.text import name_key

# Points for a specific that two texts alone share (guessed, then checked on the development reports).
POINTS = {"number": 2.0, "voice": 2.0, "name": 1.2, "place": 1.0, "actor": 0.6}
ENOUGH = 3.4  # points under which a text stays undated (checked: no text of one siege joins the other)
CLEAR = 1.6  # the best time must earn this many times the points of any other time (guessed)
FAR_DAYS = 120
NEAR_M = 120_000.0
COMMON = 40  # texts: a specific of more texts than this tells nothing
SPREAD = 10  # days around the texts that date it

Specific = tuple[str, ...]


def attach(
    groups: Mapping[str, Sequence[Finding]],
    dated: Mapping[str, Days],
    places: Mapping[str, Place | None],
    not_before: Mapping[str, int | None],
) -> dict[str, Days]:
    """Days for the undated texts that share enough with dated ones."""
    specifics = {name: specifics_of(group) for name, group in groups.items()}
    holders: dict[Specific, list[str]] = defaultdict(list)
    for name in sorted(specifics):
        for specific in specifics[name]:
            holders[specific].append(name)
    found: dict[str, Days] = {}
    for name in sorted(groups):
        if name in dated:
            continue
        scores = _scores(name, specifics[name], holders, dated)
        near = {
            o: s
            for o, s in scores.items()
            if _possible(places.get(name), places.get(o), not_before.get(name), dated[o])
        }
        if days := _clear_time(near, dated):
            found[name] = days
    return found


def specifics_of(group: Iterable[Finding]) -> set[Specific]:
    """What is particular in a text: exact numbers, named voices, rare names, towns, listed actors."""
    found: set[Specific] = set()
    for finding in group:
        if finding.claim.stance.background:
            continue
        found |= {("number", q.kind, str(q.low)) for q in finding.claim.quantities if _telling(q.low)}
        found |= {("voice", name_key(v.name)) for v in finding.claim.stance.voices if v.name and v.naming == "named"}
        place = finding.place.chosen
        if place is not None and place.precision in ("exact", "district", "town"):
            found.add(("place", place.id))
        for choice in finding.actors:
            known = choice.actor.chosen
            if known is not None:
                found.add(("name" if known.kind == "person" else "actor", known.id))
            elif choice.mention.words[:1].isupper():
                found.add(("name", name_key(choice.mention.words)))
    return found


def _telling(low: float | None) -> bool:
    """A number that few other texts would give by chance: from 10 up, and not a round power of ten."""
    return low is not None and low >= 10 and math.log10(low) % 1 > 1e-9


def _scores(
    name: str, own: Iterable[Specific], holders: Mapping[Specific, Sequence[str]], dated: Mapping[str, Days]
) -> dict[str, tuple[float, int]]:
    """For each dated text, the points of what both share and how many sorts of it."""
    points: dict[str, float] = defaultdict(float)
    sorts: dict[str, set[str]] = defaultdict(set)
    for specific in sorted(own):
        sharers = holders[specific]
        if len(sharers) > COMMON:
            continue
        weight = POINTS[specific[0]] / (1 + math.log2(max(len(sharers), 2) / 2))
        for other in sharers:
            if other != name and other in dated:
                points[other] += weight
                sorts[other].add(specific[0])
    return {other: (p, len(sorts[other])) for other, p in points.items()}


def _possible(own: Place | None, other: Place | None, not_before: int | None, days: Days) -> bool:
    """Is the other text of the same neighbourhood, and written after what this one tells as history?"""
    if not_before is not None and days[1] <= not_before:
        return False
    if own is None or other is None:
        return False
    gap = distance_m(own, other)
    return gap is not None and gap - own.radius_m - other.radius_m <= NEAR_M


def _clear_time(scores: Mapping[str, tuple[float, int]], dated: Mapping[str, Days]) -> Days | None:
    """The days around the best text, when it is good enough and no text of another time comes near it."""
    ranked = sorted(scores, key=lambda o: (-scores[o][0], o))
    if not ranked or scores[ranked[0]][0] < ENOUGH or scores[ranked[0]][1] < 2:
        return None
    best, days = scores[ranked[0]][0], dated[ranked[0]]
    for other in ranked:
        far = max(dated[other][0] - days[1], days[0] - dated[other][1]) > FAR_DAYS
        if far and scores[other][0] * CLEAR > best:
            return None
    return days[0] - SPREAD, days[1] + SPREAD
