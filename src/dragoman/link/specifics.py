"""The particulars of a text: exact numbers, named voices, rare names, towns, listed actors."""

from __future__ import annotations

import math
from collections.abc import Iterable

from dragoman.records import Finding
from dragoman.text import name_key

# Points for a specific that two texts alone share (guessed, then checked on the development reports).
POINTS = {"number": 2.0, "voice": 2.0, "name": 1.2, "place": 1.0, "actor": 0.6}

Specific = tuple[str, ...]


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
