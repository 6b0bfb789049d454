"""A record as it may be shown: the same findings, events and ledgers, seen through the veil.

Every writer, table and page reads from ``Shown``, so no way out can forget the veil. ``Held`` is a record in
memory, for texts that are read without being kept.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

from dragoman import world as worlds
from dragoman.errors import InputError
from dragoman.records import Entry, Event, Finding, Issue, Judgement, Reading, Report, Span
from dragoman.tell.ledgers import bearers, spoken
from dragoman.tell.people import Named, named, place_keys
from dragoman.tell.veil import Page, Veil
from dragoman.tell.whereabouts import coarse_event, coarse_finding, fine_names
from dragoman.tell.wording import chain
from dragoman.text import sentences
from dragoman.world import Kind

AROUND = 80  # characters shown on each side of words that were looked for; guessed
_ROOTED = re.compile(r"[/\\]|[A-Za-z]:[/\\]")  # a path from the top of a disk: it tells who collected
SHORTEST_PREFIX = 3  # characters of an id; fewer would nearly always be ambiguous; guessed


class Source(Protocol):
    """What telling needs of a record: a part of ``ports.Store``."""

    def secret(self) -> bytes:
        """What pseudonyms are keyed by."""

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

    def forwarded(self, prefix: str) -> list[str]:
        """What became of events and ledger lines that are no more, by the beginning of their id."""

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
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def secret(self) -> bytes:
        """What its pseudonyms are keyed by: made anew for every reading, so that no table of names outlives it."""
        return self.key

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

    def forwarded(self, prefix: str) -> list[str]:
        """Nothing: what was not kept has no past."""
        return []

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
        self._veils: dict[tuple[frozenset[str], bool], Veil] = {}
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

    def raw_of(self, report_id: str) -> Sequence[Finding]:
        """The findings of one report as they are. Show none of them."""
        return self._by_report.get(report_id, ())

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

    @property
    def known_events_once(self) -> Sequence[Event]:
        """All events (unveiled), each once."""
        return self._events

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
        return self.veil_of(one).record(coarse_finding(one) if self.is_guarded(one) else one)

    def events(self) -> Iterator[Event]:
        """All events, veiled."""
        return (self.event(e) for e in self._events)

    def event(self, event: Event) -> Event:
        """One event, veiled; its place is no finer than a town where one of its claims names a private person."""
        if self.reveal:
            return event
        guarded = any(self.is_private(f) for f in self._told(event))
        veil = self._veil(self._reports_of(event.findings), guarded=guarded)
        return veil.record(coarse_event(event) if guarded else event)

    def entries(self, ledger: str | None = None) -> Iterator[Entry]:
        """Ledger lines, veiled; no place finer than a town is named in a line that a guarded claim bears."""
        return map(self.entry, self.source.entries(ledger))

    def entry(self, entry: Entry) -> Entry:
        """One ledger line, veiled, with who says so in the words of the reports."""
        told = spoken(entry, self.raw, self._text)
        if self.reveal:
            return told
        borne_by = bearers(entry)
        guarded = any(self.is_guarded(self.raw[f]) for f in borne_by if f in self.raw)
        return self._veil(self._reports_of(borne_by), guarded=guarded).record(told)

    def words(self, text: str, *report_ids: str) -> str:
        """Any words from these reports, veiled: in words that name a private person, fine places are masked, too."""
        return text if self.reveal else self._page_of_words(text, *report_ids).text

    def words_of(self, text: str, findings: Sequence[str]) -> str:
        """Any words, veiled as an event or a line that rests on these findings is."""
        if self.reveal:
            return text
        guarded = any(self.is_guarded(self.raw[f]) for f in findings if f in self.raw)
        return self._veil(self._reports_of(findings), guarded=guarded).words(text)

    def _page_of_words(self, text: str, *report_ids: str) -> Page:
        veil = self._veil(frozenset(report_ids), guarded=True)
        return veil.page(text) if veil.names(text) else Page(text, ())

    def page(self, report_id: str, finding: Finding | None = None) -> Page:
        """A report's text as it may be shown; for a finding, with the names of all reports on its event veiled.

        In a whole report, fine places are masked only where a guarded claim's evidence stands.
        """
        report = self._report(report_id)
        if report is None:
            return Page("", ())
        if self.reveal:
            return Page(report.text, ())
        if finding:
            return self.veil_of(finding).page(report.text)
        guarded = [f.claim.evidence for f in self._by_report.get(report_id, ()) if self.is_guarded(f)]
        return self._veil(frozenset({report_id}), guarded=True).page(report.text, guarded)

    def hidden(self, report: Report) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """The stretches of a report's title and of its text that are veiled."""
        self._reports.setdefault(report.id, report)
        if self.reveal:
            return (), ()
        title = self._page_of_words(report.title, report.id).hidden if report.title else ()
        return title, self.page(report.id).hidden

    def excerpt(self, report_id: str, span: Span | None) -> str:
        """The words around a span, veiled first and cut afterwards, so that no cut goes through a name."""
        page, report = self.page(report_id), self._report(report_id)
        title = page.at(report.title_span) if report and report.title_span else Span(0, 0)
        here = page.at(span) if span else Span(title.end, title.end)
        first = title.end if here.start >= title.end else 0  # the title is shown by itself
        start, end = max(first, here.start - AROUND), min(len(page.text), here.end + AROUND)
        if start > first:
            start = max(first, page.text.rfind(" ", 0, start) + 1)
        if end < len(page.text):
            end = page.text.find(" ", end) if " " in page.text[end:] else len(page.text)
        dots = ("… " if start > first else "", " …" if end < len(page.text) else "")
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

    def find(self, prefix: str) -> Event | Finding | Report | Entry:
        """The event, finding, report or ledger line whose id begins so (unveiled). Raises InputError for none or several."""
        if len(prefix) < SHORTEST_PREFIX:
            raise InputError(f"{prefix!r} is too short for an id", do="Give at least three characters of it.")
        found: list[Event | Finding | Report | Entry] = [e for e in self._events if _begins(e.id, prefix)]
        found += [f for f in self.raw.values() if _begins(f.id, prefix) or _begins(f.claim.id, prefix)]
        found += [r for r in self.source.reports() if _begins(r.id, prefix) or r.given_id == prefix]
        found += [e for e in self.source.entries() if _begins(e.id, prefix)]
        exact = [x for x in found if x.id == prefix]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if not found:
            return self._moved(prefix)
        some = ", ".join(x.id for x in found[:4]) + (" …" if len(found) > 4 else "")
        raise InputError(f"{len(found)} ids begin with {prefix!r}: {some}", do="Give more characters.")

    def _moved(self, prefix: str) -> Event | Finding | Report | Entry:
        """What has become of an event or ledger line that is no more. Raises InputError where it is not one thing."""
        now = self.source.forwarded(prefix)
        if not now:
            raise InputError(
                f"nothing has an id that begins with {prefix!r}",
                do="`dragoman events` and `dragoman ledger` list the ids.",
            )
        if len(now) > 1:
            what = f"{prefix} is no more: its claims are in {', '.join(now[:4])}{' …' if len(now) > 4 else ''} now"
            raise InputError(what, do="Give one of these.")
        return self.find(now[0])

    # ------------------------------------------------------------------ the veil

    def veil_of(self, finding: Finding) -> Veil:
        """The veil for one finding: the private names of every report that tells of its event."""
        reports = self._circle.get(finding.id) or frozenset({finding.claim.report_id})
        return self._veil(reports, guarded=self.is_guarded(finding))

    def is_private(self, finding: Finding) -> bool:
        """True when the evidence or a mention of the finding names a private person."""
        if finding.id not in self._private:
            self._private[finding.id] = self._names_somebody(finding)
        return self._private[finding.id]

    def _names_somebody(self, finding: Finding) -> bool:
        report = self._report(finding.claim.report_id)
        if report is None or not self._named_in(report.id).private:
            return False
        claim, veil = finding.claim, self._veil(frozenset({report.id}), guarded=False)
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

    def _veil_report(self, report: Report) -> Report:
        if self.reveal:
            return report
        if _ROOTED.match(report.source):  # as records of the first schema have it
            report = replace(report, source=re.split(r"[/\\]", report.source)[-1])
        if not self._named_in(report.id).private:
            return report
        title = self.words(report.title, report.id) if report.title else report.title
        url = self.words(report.url, report.id) if report.url else report.url
        return replace(report, title=title, url=url, source=self.words(report.source, report.id))

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
    def _secret(self) -> bytes:
        return self.source.secret()

    def _veil(self, reports: frozenset[str], *, guarded: bool) -> Veil:
        """The veil of some reports; for what is guarded, with the names of their fine places."""
        if (reports, guarded) not in self._veils:
            if len(self._veils) > 5_000:  # keeps memory flat over a long export; guessed
                self._veils.clear()
            fine = self._fine(reports) if guarded else None
            self._veils[reports, guarded] = Veil(map(self._named_in, sorted(reports)), self._secret, fine)
        return self._veils[reports, guarded]

    def _fine(self, reports: Iterable[str]) -> dict[str, str]:
        told: dict[str, str] = {}
        for name in sorted(reports):
            report = self._report(name)
            told |= fine_names(self._by_report.get(name, ()), report.text) if report else {}
        return told


def _begins(name: str, prefix: str) -> bool:
    return name.startswith(prefix) or name.partition("_")[2].startswith(prefix)
