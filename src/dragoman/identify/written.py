"""When an undated report was written, as bounds with reasons: after the days that it tells as past, before those ahead.

Never a guess and never today: a side that no words bound stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.records import Finding, Span

_PAST = frozenset(("occurred", "failed", "ongoing"))
_AHEAD = re.compile(r"\b(?:will|shall|(?:is|are) (?:to|due|set|expected|scheduled|planned))\b")


@dataclass(frozen=True, slots=True)
class Bound:
    """One day on which a report was written at the earliest or latest (inclusive ISO day), the words, and why."""

    day: str
    words: Span
    why: str


@dataclass(frozen=True, slots=True)
class Written:
    """The days between which a report was written; None on a side that its text leaves open."""

    earliest: Bound | None
    latest: Bound | None


def written(text: str, findings: Sequence[Finding]) -> Written:
    """The bounds that the days in a report's own words give, whatever its publication day is known to be."""
    earliest, latest = max(_past(findings), key=_day, default=None), min(_ahead(text, findings), key=_day, default=None)
    if earliest and latest and earliest.day >= latest.day:
        latest = None  # a plan that the report tells from after its day
    return Written(earliest, latest)


def _day(bound: Bound) -> str:
    return bound.day


def _past(findings: Iterable[Finding]) -> Iterator[Bound]:
    """Acts told as done on a day that the text itself gives: it was written then or later."""
    for finding in findings:
        when, words = finding.when.chosen, finding.when.mention
        past = finding.claim.stance.status in _PAST
        if when is not None and when.lower is not None and words is not None and past and _stated(finding):
            yield Bound(when.lower, words, "tells as past what was")


def _ahead(text: str, findings: Iterable[Finding]) -> Iterator[Bound]:
    """Acts told as still to come by a day that the text gives: it was written by then."""
    for finding in findings:
        when, words = finding.when.chosen, finding.when.mention
        claim = finding.claim
        ahead = claim.stance.status == "planned" and _AHEAD.search(claim.evidence.of(text))
        if when is None or when.upper is None or words is None or not ahead:
            continue
        if _stated(finding) and claim.evidence.meets(words):
            yield Bound(when.upper, words, "tells as still to come what is set for")


def _stated(finding: Finding) -> bool:
    """Do the words of the text give the year, counting from no other day?"""
    when = finding.when.chosen
    return when is not None and not finding.when.inferred and (when.order is None or when.order[:4].isdigit())
