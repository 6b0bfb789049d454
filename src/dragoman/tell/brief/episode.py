"""One episode of a record, gathered for its page: its events in order, what tells of them, and the ledgers' lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.records import Entry, Event, Finding, Report
from dragoman.tell import wording
from dragoman.tell.brief.dates import spoken_days
from dragoman.tell.ledgers import bearers
from dragoman.tell.shown import Shown

_MONTHS = re.compile(r"(\d{4}-\d\d)\.\.(\d{4}-\d\d)$|(\d{4}-\d\d)$")


@dataclass(frozen=True)
class Told:
    """One event of the episode, veiled, with its findings, those that tell it veiled, and its number in the page."""

    number: int
    event: Event
    raw: tuple[Finding, ...]
    found: tuple[Finding, ...]

    @property
    def anchor(self) -> str:
        """The id of its place in the page."""
        return f"e{self.number}"

    @property
    def bounds(self) -> tuple[str | None, str | None]:
        """The first and last day on which it may have been."""
        when = self.event.when
        return (when.lower, when.upper) if when else (None, None)


class Episode:
    """All that a record holds of one episode, seen through the veil."""

    def __init__(self, shown: Shown, raw_name: str) -> None:
        self.shown = shown
        self.raw_name = raw_name

    @cached_property
    def name(self) -> str:
        """Its name as it may be shown: that of events which name no private person, where there are some."""
        names = [shown.episode for shown in map(self.shown.event, self._events)]
        plain = Counter(n for n in names if "‹" not in n) or Counter(names)
        return min(plain, key=lambda n: (-plain[n], n), default=self.raw_name)

    @cached_property
    def title(self) -> str:
        """Its name as a headline; of an undated text, the place that most of it is told of, else its title."""
        if not self.name.startswith("undated"):
            return spoken_days(wording.episode_words(self.name))
        places = Counter(t.event.place.name for t in self.told if t.event.place)
        place = min(places, key=lambda n: (-places[n], n), default=None)
        titles = [r.title for r in self.reports if r.title]
        recalled = ", recalled" if "recalled" in self.name else ""
        return f"{place or (titles or ['Untitled report'])[0]}{recalled}, day not known"

    @cached_property
    def months(self) -> tuple[str, str] | None:
        """The first and last month in its name; None where it has none."""
        found = _MONTHS.search(self.name)
        return (found[1] or found[3], found[2] or found[3]) if found else None

    @cached_property
    def _events(self) -> list[Event]:
        return [e for e in self.shown.known_events_once if e.episode == self.raw_name]

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """Its events by day; those of no known day last."""
        ordered = sorted(self._events, key=_by_day)
        return tuple(self._told(number, event) for number, event in enumerate(ordered, 1))

    def _told(self, number: int, event: Event) -> Told:
        raw = tuple(self.shown.raw[f] for f in event.findings if f in self.shown.raw)
        found = tuple(self.shown.finding(f) for f in event.tellers if f in self.shown.raw)
        return Told(number, self.shown.event(event), raw, found)

    @cached_property
    def of_event(self) -> Mapping[str, Told]:
        """The told event of each finding."""
        return {f.id: told for told in self.told for f in told.raw}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings (unveiled) of its events, each once, in order."""
        return tuple({f.id: f for told in self.told for f in told.raw}.values())

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The reports that tell of it, by day of publication."""
        ids = dict.fromkeys(f.claim.report_id for f in self.findings)
        known = [r for name in ids if (r := self.shown.report(name))]
        return tuple(sorted(known, key=lambda r: (not r.published, r.published or "", r.id)))

    @cached_property
    def origins(self) -> int:
        """How many independent origin texts tell of it."""
        return len({f.origin_group or f.claim.report_id for f in self.findings})

    def entries(self, ledger: str) -> list[Entry]:
        """Its lines of one ledger, veiled; those with most to tell first."""
        raw = [e for e in self.shown.source.entries(ledger) if e.episode == self.raw_name]
        return [self.shown.entry(e) for e in sorted(raw, key=lambda e: (-self.origins_of(e), -len(e.facts), e.id))]

    def origins_of(self, entry: Entry) -> int:
        """How many independent origins bear a ledger line."""
        known = [self.shown.raw[f] for f in bearers(entry) if f in self.shown.raw]
        return len({f.origin_group or f.claim.report_id for f in known})

    def kind_name(self, kind: str) -> str:
        """A kind by its full name: "Siege, blockade or curfew lifted"."""
        known = self.shown.kinds.get(kind)
        words = known.name if known else wording.kind_words(kind)
        return words[:1].upper() + words[1:]

    def status_of(self, told: Told) -> str:
        """Did it happen, as far as it is told."""
        return wording.status_of(told.event, told.found)

    def standing(self, told: Told) -> str:
        """Reported, claimed, denied or contested, and as what."""
        return wording.standing_word(told.event, told.found, self.shown.own_status(told.event.kind))

    def happened(self, told: Told) -> bool:
        """Is it told to have happened, not only planned, threatened, denied …?"""
        status = self.status_of(told)
        return status in wording.HAPPENED or wording.is_own(status, self.shown.own_status(told.event.kind))


def _by_day(event: Event) -> tuple[bool, str, str, str, str]:
    when = event.when
    lower, upper = (when.lower, when.upper) if when else (None, None)
    return not (lower or upper), lower or upper or "", upper or "9999", event.kind, event.id


def outlets_of(found: Sequence[Finding]) -> list[str]:
    """The names of the outlets that findings stand in, in order of how much each has."""
    counts = Counter(f.outlet.name for f in found if f.outlet)
    return sorted(counts, key=lambda n: (-counts[n], n))
