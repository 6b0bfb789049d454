"""What every ledger is made from, and how its lines are put together."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from dragoman.ids import content_id
from dragoman.link.wording import edtf
from dragoman.records import Entry, Event, Fact, Finding, LedgerName, Maker
from dragoman.world import World

K = TypeVar("K", bound=Hashable)
_ANY_YEAR = "X" * 4  # EDTF, level 2: a year that is not told
_MONTH_DAY = re.compile(r":(\d\d-\d\d)\b")  # of "P-2m~:07-21..07-31/P"


@dataclass(frozen=True)
class Tellings:
    """All findings with their evidence, episodes and events, and the world they are read in."""

    findings: tuple[Finding, ...]
    world: World
    evidence: Mapping[str, str] = field(default_factory=dict)  # finding id: the words it rests on
    episode: Mapping[str, str] = field(default_factory=dict)  # finding id: its episode
    events: tuple[Event, ...] = ()
    lines: Mapping[str, frozenset[str]] = field(default_factory=dict)  # kind: itself and all above it
    texts: Mapping[str, str] = field(default_factory=dict)  # report id: its text

    def above(self, finding: Finding) -> frozenset[str]:
        """The finding's kind and everything above it."""
        return self.lines[finding.kind]

    def time_words(self, finding: Finding) -> str:
        """The words of time that the finding rests on, where they are at hand."""
        mention, text = finding.when.mention, self.texts.get(finding.claim.report_id)
        if mention is not None and text is not None:
            return mention.of(text)
        return ", ".join(m.words for m in finding.claim.role("time"))

    def step(self, finding: Finding) -> str | None:
        """The line of the deals ledger that the finding's kind belongs to."""
        known = self.world.kinds.get(finding.kind)
        return known.step if known else None

    def of_report(self, finding: Finding) -> list[Finding]:
        """All findings of the report that tells the finding."""
        return self._by_report[finding.claim.report_id]

    @cached_property
    def _by_report(self) -> dict[str, list[Finding]]:
        return grouped((f.claim.report_id, f) for f in self.findings)

    def of_kind(self, *kinds: str) -> list[Finding]:
        """The findings of these kinds or of their sorts."""
        wanted = set(kinds)
        return [f for f in self.findings if wanted & self.above(f)]


def grouped(pairs: Iterable[tuple[K, Finding]]) -> dict[K, list[Finding]]:
    """Findings by key, keys in order of their text."""
    found: dict[K, list[Finding]] = {}
    for key, finding in pairs:
        found.setdefault(key, []).append(finding)
    return {key: found[key] for key in sorted(found, key=repr)}


def fact(name: str, value: str, finding: Finding, **rest: str) -> Fact:
    """One cell that one finding bears."""
    return Fact(name, value, (finding.id,), **rest)


def joined(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Equal cells become one with all their findings; order is kept, empty values go."""
    found: dict[tuple[str, ...], Fact] = {}
    for one in facts:
        if not one.value:
            continue
        key = (one.name, one.value.casefold(), one.said_by, one.when, one.state)
        old = found.get(key)
        found[key] = one if old is None else replace(old, findings=tuple(sorted({*old.findings, *one.findings})))
    return tuple(found.values())


def entry(ledger: LedgerName, key: str, episode: str, facts: Iterable[Fact], findings: Iterable[Finding]) -> Entry:
    """A ledger line; its id depends on its findings alone."""
    ids = tuple(sorted({f.id for f in findings}))
    return Entry(
        content_id("ent", ledger, key, *ids),
        ledger,
        key,
        episode,
        joined(facts),
        ids,
        maker=Maker(f"link.{ledger}", "1"),
    )


def interval(findings: Sequence[Finding], *, lasting: bool = False) -> str:
    """The told time of the findings as EDTF; a lasting state is open at the end unless an end is told."""
    starts, ends = [], []
    for finding in findings:
        when = finding.when.chosen
        if when is None or when.basis in ("published", "none"):
            continue
        if when.lower:
            starts.append(when.lower)
        if when.upper:
            ends.append(when.upper)
    if lasting:
        start = min(starts) if starts else next((d for f in findings if (d := _yearless(f))), "")
        return f"{start}/.." if start else ""
    if not starts and not ends:
        return next((e for f in findings if (e := edtf(f.when.chosen))), "")
    first, last = (min(starts) if starts else ".."), (max(ends) if ends else "..")
    if first.endswith("-01-01") and last == f"{first[:4]}-12-31":
        return first[:4]
    return first if first == last else f"{first}/{last}"


def _yearless(finding: Finding) -> str:
    """The first day of a time without a year ("since late July"), as EDTF with the year left open."""
    when = finding.when.chosen
    found = _MONTH_DAY.search(when.order) if when is not None and when.order else None
    return f"{_ANY_YEAR}-{found.group(1)}" if found else ""
