"""A record as it may be shown: the same findings, events and ledgers, seen through the veil.

Every writer, table and page reads from ``Shown``, so no way out can forget the veil. ``Held`` is a record in
memory, for texts that are read without being kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

from dragoman import world as worlds
from dragoman.errors import InputError
from dragoman.records import Entry, Event, Finding, Issue, Judgement, Reading, Report, Span
from dragoman.tell.ledgers import spoken
from dragoman.tell.people import Named, named, place_keys
from dragoman.tell.veil import Page, Veil, coarse_event, coarse_finding, fine_places, key_of
from dragoman.tell.wording import chain
from dragoman.text import sentences
from dragoman.world import Kind

AROUND = 80  # characters shown on each side of words that were looked for; guessed
SHORTEST_PREFIX = 3  # characters of an id; fewer would nearly always be ambiguous; guessed


class Source(Protocol):
    """What telling needs of a record: a part of ``ports.Store``."""

    def reports(self) -> Iterator[Report]:
        """All reports, in order."""

    def report(self, report_id: str) -> Report | None:
        """One report."""

    def findings(self, report_id: str | None = None) -> Iterator[Finding]:
        """Findings of one report, or of all."""

    def events(self) -> Iterator[Event]:
        """All events."""

    def entries(self, ledger: str | None = None) -> Iterator[Entry]:
        """Ledger lines."""

    def judgements(self) -> Iterator[Judgement]:
        """Every judgement."""

    def issues(self) -> Iterator[Issue]:
        """What was skipped."""


@dataclass(frozen=True)
class Held:
    """Readings and their conclusions in memory, in the shape of a record."""

    readings: tuple[Reading, ...]
    ties: tuple[tuple[Event, ...], tuple[Entry, ...]] = ((), ())
    noted: tuple[Issue, ...] = ()

    def reports(self) -> Iterator[Report]:
        """All reports, in order."""
        return (r.report for r in self.readings)

    @cached_property
    def _by_id(self) -> dict[str, Report]:
        return {r.id: r for r in self.reports()}

    def report(self, report_id: str) -> Report | None:
        """One report, or None."""
        return self._by_id.get(report_id)

    def findings(self, report_id: str | None = None) -> Iterator[Finding]:
        """Findings of one report, or of all."""
        return (f for r in self.readings if report_id in (None, r.report.id) for f in r.findings)

    def events(self) -> Iterator[Event]:
        """All events."""
        return iter(self.ties[0])

    def entries(self, ledger: str | None = None) -> Iterator[Entry]:
        """Ledger lines of one ledger, or of all."""
        return (e for e in self.ties[1] if ledger in (None, e.ledger))

    def judgements(self) -> Iterator[Judgement]:
        """None: nobody has judged what was not kept."""
        return iter(())

    def issues(self) -> Iterator[Issue]:
        """What was skipped."""
        return iter(self.noted)


class Shown:
    """A record seen through the veil; with ``reveal`` it is seen as it is."""

    def __init__(self, source: Source, *, reveal: bool = False, world: tuple[Path, ...] = ()) -> None:
        self.source = source
        self.reveal = reveal
        self._world = world
        self._reports: dict[str, Report | None] = {}
        self._named: dict[str, Named] = {}
        self._veils: dict[frozenset[str], Veil] = {}
        self._private: dict[str, bool] = {}

    @classmethod
    def of(cls, source: Source | Shown) -> Shown:
        """The source seen through the veil, or itself where it is so already."""
        return source if isinstance(source, Shown) else cls(source)

    # ------------------------------------------------------------------ what is there

    @cached_property
    def raw(self) -> dict[str, Finding]:
        """All findings as they are, by id. Show none of them."""
        return {f.id: f for f in self.source.findings()}

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """The kinds of the world, with their codes in other schemes."""
        return worlds.load(self._world).kinds

    def own_status(self, kind: str) -> str:
        """The status that lies in a kind itself: an offer is offered, a collapse has failed."""
        known = self.kinds.get(kind)
        return (known and known.status) or ""

    @cached_property
    def _by_report(self) -> dict[str, list[Finding]]:
        grouped: dict[str, list[Finding]] = {}
        for finding in self.raw.values():
            grouped.setdefault(finding.claim.report_id, []).append(finding)
        return grouped

    @cached_property
    def _events(self) -> list[Event]:
        return list(self.source.events())

    @cached_property
    def event_of(self) -> dict[str, str]:
        """Which event each finding belongs to, by ids."""
        return {finding: event.id for event in self._events for finding in event.findings}

    @cached_property
    def known_events(self) -> dict[str, Event]:
        """The event (unveiled) of each finding, by the finding's id."""
        return {finding: event for event in self._events for finding in event.findings}

    @cached_property
    def _circle(self) -> dict[str, frozenset[str]]:
        """Finding → the reports that tell of its event: a name veiled in one is veiled in all."""
        circles: dict[str, frozenset[str]] = {}
        for event in self._events:
            reports = frozenset(self.raw[f].claim.report_id for f in event.findings if f in self.raw)
            circles.update(dict.fromkeys(event.findings, reports))
        return circles

    def report(self, report_id: str) -> Report | None:
        """A report with its words veiled except for the text itself, for which see ``page``."""
        report = self._report(report_id)
        return report and self._veil_report(report)

    def reports(self) -> Iterator[Report]:
        """All reports, as ``report`` gives them."""
        for report in self.source.reports():
            self._reports.setdefault(report.id, report)
            yield self._veil_report(report)

    def findings(self) -> Iterator[Finding]:
        """All findings, veiled, in the order of the record."""
        return (self.finding(f) for f in self.raw.values())

    def finding(self, finding: Finding | str) -> Finding:
        """One finding, veiled; its spans stay those of the true text."""
        one = self.raw[finding] if isinstance(finding, str) else finding
        if self.reveal:
            return one
        veiled = self.veil_of(one).record(one)
        return coarse_finding(veiled) if self.is_guarded(one) else veiled

    def events(self) -> Iterator[Event]:
        """All events, veiled."""
        return (self.event(e) for e in self._events)

    def event(self, event: Event) -> Event:
        """One event, veiled; its place is no finer than a town where a private person is named."""
        if self.reveal:
            return event
        veiled = self._veil(self._reports_of(event.findings)).record(event)
        return coarse_event(veiled) if any(self.is_private(f) for f in self._told(event)) else veiled

    def entries(self, ledger: str | None = None) -> Iterator[Entry]:
        """Ledger lines, veiled."""
        for entry in self._spoken(ledger):
            reports = self._reports_of((*entry.findings, *(f for fact in entry.facts for f in fact.findings)))
            yield entry if self.reveal else self._veil(reports).record(entry)

    def words(self, text: str, *report_ids: str) -> str:
        """Any words from these reports, veiled."""
        return text if self.reveal else self._veil(frozenset(report_ids)).words(text)

    def page(self, report_id: str, finding: Finding | None = None) -> Page:
        """A report's text as it may be shown; for a finding, with the names of all reports on its event veiled."""
        report = self._report(report_id)
        if report is None:
            return Page("", ())
        if self.reveal:
            return Page(report.text, ())
        return (self.veil_of(finding) if finding else self._veil(frozenset({report_id}))).page(report.text)

    def excerpt(self, report_id: str, span: Span | None) -> str:
        """The words around a span, veiled first and cut afterwards, so that no cut goes through a name."""
        page = self.page(report_id)
        here = page.at(span) if span else Span(0, 0)
        start, end = max(0, here.start - AROUND), min(len(page.text), here.end + AROUND)
        if start:
            start = page.text.rfind(" ", 0, start) + 1
        if end < len(page.text):
            end = page.text.find(" ", end) if " " in page.text[end:] else len(page.text)
        dots = ("… " if start else "", " …" if end < len(page.text) else "")
        return dots[0] + " ".join(page.text[start:end].split()) + dots[1]

    def evidence(self, finding: Finding) -> str:
        """The words of a finding's evidence, veiled."""
        report = self._report(finding.claim.report_id)
        words = finding.claim.evidence.of(report.text) if report else ""
        return self.veil_words(finding, words)

    def veil_words(self, finding: Finding, words: str) -> str:
        """Any words of a finding's report, veiled as the finding is."""
        return words if self.reveal else self.veil_of(finding).words(words)

    def chain(self, finding: Finding) -> str:
        """Who says so through whom, veiled: the first voice first."""
        return self.veil_words(finding, chain(finding, self._text(finding.claim.report_id)))

    def sentence(self, finding: Finding) -> Span:
        """The sentences that the evidence stands in."""
        report = self._report(finding.claim.report_id)
        around = [s for s in sentences(report.text) if s.meets(finding.claim.evidence)] if report else []
        return Span(around[0].start, around[-1].end) if around else finding.claim.evidence

    def find(self, prefix: str) -> Event | Finding | Report:
        """The event, finding or report whose id begins so (unveiled). Raises InputError for none or several."""
        if len(prefix) < SHORTEST_PREFIX:
            raise InputError(f"{prefix!r} is too short for an id", do="Give at least three characters of it.")
        found: list[Event | Finding | Report] = [e for e in self._events if _begins(e.id, prefix)]
        found += [f for f in self.raw.values() if _begins(f.id, prefix) or _begins(f.claim.id, prefix)]
        found += [r for r in self.source.reports() if _begins(r.id, prefix) or r.given_id == prefix]
        exact = [x for x in found if x.id == prefix]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if not found:
            raise InputError(f"nothing has an id that begins with {prefix!r}", do="`dragoman events` lists the ids.")
        some = ", ".join(x.id for x in found[:4]) + (" …" if len(found) > 4 else "")
        raise InputError(f"{len(found)} ids begin with {prefix!r}: {some}", do="Give more characters.")

    # ------------------------------------------------------------------ the veil

    def veil_of(self, finding: Finding) -> Veil:
        """The veil for one finding: the private names of every report that tells of its event."""
        return self._veil(self._circle.get(finding.id) or frozenset({finding.claim.report_id}))

    def is_private(self, finding: Finding) -> bool:
        """True when the evidence or a mention of the finding names a private person."""
        if finding.id not in self._private:
            self._private[finding.id] = self._names_somebody(finding)
        return self._private[finding.id]

    def _names_somebody(self, finding: Finding) -> bool:
        report = self._report(finding.claim.report_id)
        if report is None or not self._named_in(report.id).private:
            return False
        claim, veil = finding.claim, Veil([self._named_in(report.id)], self._key)
        spans = [claim.evidence, *(m.span for m in claim.mentions), *(v.span for v in claim.stance.voices if v.span)]
        return any(veil.names(span.of(report.text)) for span in spans)

    def is_guarded(self, finding: Finding) -> bool:
        """True when the finding, or another on the same event, names a private person: no place is told finely."""
        event = self.known_events.get(finding.id)
        return any(self.is_private(f) for f in (self._told(event) if event else [finding]))

    def _told(self, event: Event) -> list[Finding]:
        return [self.raw[f] for f in event.findings if f in self.raw]

    def _report(self, report_id: str) -> Report | None:
        if report_id not in self._reports:
            self._reports[report_id] = self.source.report(report_id)
        return self._reports[report_id]

    def _text(self, report_id: str) -> str:
        report = self._report(report_id)
        return report.text if report else ""

    def _spoken(self, ledger: str | None) -> Iterator[Entry]:
        """Ledger lines, unveiled, with who says so in the words of the reports."""
        return (spoken(entry, self.raw, self._text) for entry in self.source.entries(ledger))

    def _veil_report(self, report: Report) -> Report:
        if self.reveal or not self._named_in(report.id).private:
            return report
        veil = self._veil(frozenset({report.id}))
        title = veil.words(report.title) if report.title else report.title
        url = veil.words(report.url) if report.url else report.url
        return replace(report, title=title, url=url, source=veil.words(report.source))

    def _reports_of(self, findings: Sequence[str]) -> frozenset[str]:
        return frozenset(self.raw[f].claim.report_id for f in findings if f in self.raw)

    def _named_in(self, report_id: str) -> Named:
        if report_id not in self._named:
            report = self._report(report_id)
            self._named[report_id] = self._persons(report) if report else Named()
        return self._named[report_id]

    def _persons(self, report: Report) -> Named:
        return named(report, self._by_report.get(report.id, ()), self._places)

    @cached_property
    def _places(self) -> frozenset[str]:
        return place_keys(self.raw.values())

    @cached_property
    def _key(self) -> bytes:
        return key_of(next((r.text for r in self.source.reports()), ""))

    def _veil(self, reports: frozenset[str]) -> Veil:
        if reports not in self._veils:
            if len(self._veils) > 5_000:  # keeps memory flat over a long export; guessed
                self._veils.clear()
            told = [f for r in sorted(reports) for f in self._by_report.get(r, ())]
            guarded = [f for f in told if self.is_guarded(f)]
            self._veils[reports] = Veil(map(self._named_in, sorted(reports)), self._key, self._fine(guarded))
        return self._veils[reports]

    def _fine(self, findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
        for finding in findings:
            report = self._report(finding.claim.report_id)
            if report:
                yield from fine_places(finding, report.text)


def _begins(name: str, prefix: str) -> bool:
    return name.startswith(prefix) or name.partition("_")[2].startswith(prefix)
