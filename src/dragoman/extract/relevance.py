"""Is a report about armed conflict, its settlement, or political violence and protest?"""

from __future__ import annotations

import math
import re

from dragoman.records import Claim, Report
from dragoman.text import flat
from dragoman.world import World

THRESHOLD = 0.5
_ENOUGH = 4.0  # beyond this more of the same says nothing: a match told in war words heaps them up too (guessed)
_SHORT = 25  # words; one sentence has no room to heap words up (guessed)
_ARMED = frozenset(("military", "rebel"))
_CONFLICT_CATEGORIES = frozenset("ASSAULT COERCE PROTEST MOBILIZE RETREAT CONCEDE THREATEN AGREE REJECT".split())


class Relevance:
    """Scores reports by their claims and, in any language, by words that only conflict reporting heaps up."""

    def __init__(self, world: World) -> None:
        self._kinds = world.kinds
        self._words = {code: _rule(lang.conflict) for code, lang in world.languages.items()}
        self._aside = {code: _rule(lang.aside) for code, lang in world.languages.items()}

    def score(self, report: Report, claims: tuple[Claim, ...]) -> float:
        """From 0 to 1; 0.5 is where a report begins to count as relevant."""
        low = flat(f"{report.title or ''}\n{report.text}")
        code = report.language if report.language in self._words else "en"
        hits = len(set(self._words[code].findall(low))) if code else 0
        aside = len(set(self._aside[code].findall(low)))
        strong = sum(c.score for c in claims if self._category(c) in _CONFLICT_CATEGORIES)
        hits += any(v.kind in _ARMED for c in claims for v in c.stance.voices)  # an armed side speaks, by whatever name
        bar = 1.3 if len(low.split()) <= _SHORT else 1.6
        weight = 0.9 if code == "en" else 1.3  # no claims are read in other languages, so words must carry more
        value = 0.9 * min(strong, _ENOUGH) + weight * min(hits, _ENOUGH) - aside - 0.8 * max(0, aside - 1) - bar
        return 1 / (1 + math.exp(-value))

    def _category(self, claim: Claim) -> str | None:
        plover = self._kinds[claim.kind].plover
        return plover.category if plover else None


def _rule(words: tuple[str, ...]) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    return re.compile(r"(?:(?<=\W)|^)(?:" + "|".join(map(re.escape, words)) + r")", re.M)
