"""What every ledger is made from, and how its lines are put together."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from dragoman.ids import content_id
from dragoman.link.carried_out import days_done, done, in_one_breath, may_keep, same_act, under_a_deal
from dragoman.link.view import Days
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
        step = self.own_step(finding)
        return "implementation" if step is None and finding.id in self._carried_out else step

    def beside(self, finding: Finding) -> bool:
        """Does it keep a deal only by what is told beside it?"""
        return self.own_step(finding) is None and finding.id not in self.kept

    def own_step(self, finding: Finding) -> str | None:
        """The line of the deals ledger that the finding's kind belongs to, whatever is told around it."""
        known = self.world.kinds.get(finding.kind)
        return known.step if known else None

    @cached_property
    def under_deals(self) -> frozenset[str]:
        """The acts that their text tells as acts under a deal, be they done or not."""
        text = self.texts
        return frozenset(f.id for f in self.findings if under_a_deal(f, self.above(f), text.get(f.claim.report_id, "")))

    @cached_property
    def kept(self) -> frozenset[str]:
        """Acts told as done under a deal, and other tellings that they were done."""
        return self._told_again({f.id for f in self.findings if f.id in self.under_deals and done(f)})

    @cached_property
    def _carried_out(self) -> frozenset[str]:
        """Those, and what is told as done in one breath with what keeps a deal."""
        found = set(self.kept)
        for step in self.findings:
            text = self.texts.get(step.claim.report_id, "")
            if text and done(step) and (step.id in self.kept or self.own_step(step) == "implementation"):
                beside = (f for f in self.of_report(step) if f is not step and may_keep(self.above(f)))
                found.update(f.id for f in beside if in_one_breath(step, f, text))
        return frozenset(found) | self._told_again(found - self.kept, in_one_text=True)

    def _told_again(self, found: set[str], *, in_one_text: bool = False) -> frozenset[str]:
        """These, and other tellings of the same acts, be it of the same text only."""
        known = {f.id: f for f in self.findings}
        again = set(found)
        for event in self.events:
            seeds = [known[f] for f in event.findings if f in found]
            others = [known[f] for f in event.findings if f in known and f not in found and done(known[f])]
            for seed in seeds:
                near = [f for f in others if not in_one_text or f.claim.report_id == seed.claim.report_id]
                again.update(f.id for f in near if same_act(f, seed))
        return frozenset(again)

    @cached_property
    def happening(self) -> dict[str, str]:
        """The event of each finding, by ids."""
        return {f: e.id for e in self.events for f in e.findings}

    @cached_property
    def event_days(self) -> dict[str, Days]:
        """By finding, the days on which all dated tellings of its event can meet; no totals, no states that last."""
        known = {f.id: f for f in self.findings}
        found = {}
        for event in self.events:
            days = [d for f in event.findings if f in known and (d := days_done(known[f])) is not None]
            first, last = max((d[0] for d in days), default=1), min((d[1] for d in days), default=0)
            if first <= last and not event.aggregate:
                found.update(dict.fromkeys(event.findings, (first, last)))
        return found

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
