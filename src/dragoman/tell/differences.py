"""What became of a record: which events and ledger lines are new, gone, merged, split or changed, and through which reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from dragoman.records import Entry, Event, Fact, Finding, Value
from dragoman.tell import wording
from dragoman.tell.days import interval_words
from dragoman.tell.disputes import asked_as, name_of, said_as
from dragoman.tell.ledgers import about, bearers, value_words
from dragoman.tell.matching import Bearing, Group, matched
from dragoman.tell.shown import Shown

SORTS = ("new", "gone", "merged", "split", "regrouped", "changed", "retold")
ANEW, JUDGED, OTHERWISE = "read or dated anew", "a person's judgement", "tied up otherwise"
_JUDGED_RULE = "a person's judgement"  # the rule of ``link.merge``
_NOT_TOLD: tuple[None, tuple[str, ...]] = (None, ())
T = TypeVar("T")


@dataclass(frozen=True)
class ReportTold:
    """A report that bears a change: its id, outlet and day, as far as they are known."""

    id: str
    outlet: str
    published: str | None


@dataclass(frozen=True)
class Change:
    """One value, before and after (None: not told); ``because`` where no new report bears it."""

    field: str
    before: str | None
    after: str | None
    disputed: str  # now disputed | no longer disputed | nothing
    reports: tuple[ReportTold, ...]
    because: str


@dataclass(frozen=True)
class Difference:
    """What became of one event or ledger line; ``sort`` is one of ``SORTS``, ``of`` is events or the name of a ledger."""

    sort: str
    of: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    about: str
    reports: tuple[ReportTold, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Sizes:
    """How many there were and are."""

    before: int
    after: int


@dataclass(frozen=True)
class Forward:
    """The id of an event that is no more, and those of the events that its claims stand in now."""

    id: str
    to: tuple[str, ...]


@dataclass(frozen=True)
class Differences:
    """All that differs; ``forward`` has the ids of events that are no more."""

    reports: Sizes
    events: Sizes
    ledgers: Sizes
    reports_new: tuple[ReportTold, ...]
    reports_gone: tuple[ReportTold, ...]
    differences: tuple[Difference, ...]
    forward: tuple[Forward, ...]


@dataclass(frozen=True)
class _Events:
    """Events of both records that belong together, and what became of them."""

    sort: str
    old: tuple[Event, ...]
    new: tuple[Event, ...]


@dataclass(frozen=True)
class _Lines:
    """The same of ledger lines."""

    sort: str
    old: tuple[Entry, ...]
    new: tuple[Entry, ...]


def differences(before: Shown, after: Shown) -> Differences:
    """The later record against the earlier one; both are seen through both veils."""
    return _Compared(before, after).all()


class _Compared:
    def __init__(self, before: Shown, after: Shown) -> None:
        self.before, self.after = before, after

    @cached_property
    def known(self) -> tuple[frozenset[str], frozenset[str]]:
        """The ids of the reports of each."""
        return frozenset(r.id for r in self.before.source.reports()), frozenset(
            r.id for r in self.after.source.reports()
        )

    @cached_property
    def same(self) -> Mapping[str, str]:
        """Each claim of the earlier record → the same of the later one: by its id, else by its words."""
        old, new = self.before.raw, self.after.raw
        words = {_words(f): f.id for f in new.values() if f.id not in old}
        return {f.id: f.id if f.id in new else words.get(_words(f), f.id) for f in old.values()}

    def all(self) -> Differences:
        """All that differs."""
        old, new = ({e.id: e for e in shown.known_events_once} for shown in (self.before, self.after))
        was, now = ({e.id: e for e in shown.source.entries()} for shown in (self.before, self.after))
        groups = [
            _Events(g.sort, *_picked(old, new, g)) for g in matched(self._borne(old), self._borne(new, later=True))
        ]
        entries = [
            _Lines(g.sort, *_picked(was, now, g)) for g in matched(self._borne(was), self._borne(now, later=True))
        ]
        found = [d for group in sorted(groups, key=_day) if (d := self._of_events(group))]
        found += [d for line in entries if (d := self._of_entries(line))]
        gone, come = self.known[0] - self.known[1], self.known[1] - self.known[0]
        return Differences(
            Sizes(*map(len, self.known)),
            Sizes(len(old), len(new)),
            Sizes(len(was), len(now)),
            tuple(_told(self.after, come)),
            tuple(_told(self.before, gone)),
            tuple(sorted(found, key=lambda d: (d.of != "events", d.of, SORTS.index(d.sort)))),
            tuple(_forward(groups, self.same)),
        )

    def _borne(self, things: Mapping[str, Event] | Mapping[str, Entry], *, later: bool = False) -> list[Bearing]:
        """Each with its claims, by their names in the later record."""
        same: Mapping[str, str] = {} if later else self.same
        return [
            Bearing(thing.id, *_scope(thing), frozenset(same.get(f, f) for f in _findings(thing)))
            for thing in things.values()
        ]

    # ------------------------------------------------------------------------- events

    def _of_events(self, group: _Events) -> Difference | None:
        changes: tuple[Change, ...] = ()
        if group.old and len(group.new) == 1:
            main = max(group.old, key=lambda e: (self._overlap(e, group.new[0]), e.id))
            changes = tuple(self._values(main, group))
        sort = group.sort
        if sort == "changed" and not changes:
            if group.old[0].id == group.new[0].id:
                return None
            sort = "retold"
        old, new = (tuple(f for e in events for f in e.findings) for events in (group.old, group.new))
        shown, other, event = (
            (self.after, self.before, group.new[0]) if group.new else (self.before, self.after, group.old[0])
        )
        words = other.words_of(_about(shown, event), old if group.new else new)
        reports = _reports(self.after, set(new) - {self.same.get(f, f) for f in old}) - self.known[0]
        if sort == "gone":
            reports = _reports(self.before, old)
        return Difference(sort, "events", _ids(group.old), _ids(group.new), words, self._tell(sort, reports), changes)

    def _overlap(self, old: Event, new: Event) -> int:
        return len({self.same.get(f, f) for f in old.findings} & set(new.findings))

    def _values(self, old: Event, group: _Events) -> Iterator[Change]:
        """The fields of which another value is shown now, or on which sources part, or no longer do."""
        new = group.new[0]
        seen = [self.before.event(old), self.after.event(new)]
        fields = dict.fromkeys(v.field for e in (new, old) for v in e.values)
        for field in fields:
            values = old.value(field), new.value(field)
            was, now = (v.value if v else None for v in values)
            parted = [bool(v and v.disputed) for v in values]
            if was == now and parted[0] == parted[1]:
                continue
            told = [_said(shown, e, e.value(field)) for shown, e in zip((self.before, self.after), seen, strict=True)]
            reports, because = self._because(group, values[1])
            yield Change(
                wording.kind_words(name_of(field)),
                told[0] and self.after.words_of(told[0], new.findings),
                told[1] and self.before.words_of(told[1], old.findings),
                "" if parted[0] == parted[1] else "now disputed" if parted[1] else "no longer disputed",
                reports,
                because,
            )

    def _because(self, group: _Events, value: Value | None) -> tuple[tuple[ReportTold, ...], str]:
        """The new reports that bear on a value, else on its event; else why it is another without them."""
        old = {f for e in group.old for f in e.findings}
        come = {f for e in group.new for f in e.findings} - {self.same.get(f, f) for f in old}
        bearing = {f for rival in (value.rivals if value else ()) for f in rival.findings} & come
        reports = self._moved((), bearing) or self._moved(old, come)
        if reports:
            return reports, ""
        if value and value.rule == _JUDGED_RULE:
            return (), JUDGED
        return (), ANEW if self._reread(group) else OTHERWISE

    def _moved(self, old: Iterable[str], new: Iterable[str]) -> tuple[ReportTold, ...]:
        """The reports of these claims that only the later record has, else those that only the earlier one has."""
        come = _reports(self.after, new) - self.known[0]
        gone = _reports(self.before, old) - self.known[1]
        return tuple(_told(self.after, come)) or tuple(_told(self.before, gone))

    def _reread(self, group: _Events) -> bool:
        """Is a claim of it another than it was?"""
        old, new = self.before.raw, self.after.raw
        ids = [f for e in group.old for f in e.findings]
        return any(f in old and new.get(self.same.get(f, f)) not in (None, old[f]) for f in ids)

    # ------------------------------------------------------------------------- ledgers

    def _of_entries(self, group: _Lines) -> Difference | None:
        changes: tuple[Change, ...] = ()
        if len(group.old) == len(group.new) == 1:
            changes = tuple(self._facts(group.old[0], group.new[0]))
            if not changes:
                return None
        shown, other, entry = (
            (self.after, self.before, group.new[0]) if group.new else (self.before, self.after, group.old[0])
        )
        borne = [f for e in (group.old if group.new else group.new) for f in bearers(e)]
        words = other.words_of(_line(shown.entry(entry)), borne)
        old, new = ({f for e in entries for f in bearers(e)} for entries in (group.old, group.new))
        reports = _reports(self.after, new - {self.same.get(f, f) for f in old}) - self.known[0]
        told = self._tell(group.sort, _reports(self.before, old) if group.sort == "gone" else reports)
        return Difference(group.sort, entry.ledger, _ids(group.old), _ids(group.new), words, told, changes)

    def _facts(self, old: Entry, new: Entry) -> Iterator[Change]:
        """How the line stands, and each fact that is new, gone or has another state."""
        seen = self.before.entry(old), self.after.entry(new)
        was, now = (_states(entry) for entry in seen)
        keys = dict.fromkeys((*now, *was))
        rows: list[tuple[str, str | None, str | None, tuple[str, ...]]] = [
            ("stands as", seen[0].status or None, seen[1].status or None, ()),
            ("when", _interval(seen[0]), _interval(seen[1]), ()),
        ]
        for key in keys:
            (before, _), (after, findings) = was.get(key, _NOT_TOLD), now.get(key, _NOT_TOLD)
            rows.append((key[0], before, after, findings))
        for name, before, after, findings in rows:
            if before == after:
                continue
            reports = self._moved(bearers(old), findings or bearers(new))
            yield Change(
                wording.kind_words(name),
                before and self.after.words_of(before, bearers(new)),
                after and self.before.words_of(after, bearers(old)),
                "",
                reports,
                "" if reports else OTHERWISE,
            )

    def _tell(self, sort: str, reports: Iterable[str]) -> tuple[ReportTold, ...]:
        return tuple(_told(self.before if sort == "gone" else self.after, reports))


def _forward(groups: Iterable[_Events], same: Mapping[str, str]) -> Iterator[Forward]:
    for group in groups:
        home = {f: e.id for e in group.new for f in e.findings}
        for old in group.old:
            if old.id not in home.values():
                yield Forward(old.id, tuple(dict.fromkeys(h for f in old.findings if (h := home.get(same.get(f, f))))))


def _day(group: _Events) -> tuple[bool, str]:
    """By the first day of what it is now, else of what it was."""
    when = (group.new or group.old)[0].when
    day = (when.lower or when.upper or "") if when else ""
    return not day, day


def _picked(old: Mapping[str, T], new: Mapping[str, T], group: Group) -> tuple[tuple[T, ...], tuple[T, ...]]:
    return tuple(old[i] for i in group.old), tuple(new[i] for i in group.new)


def _scope(thing: Event | Entry) -> tuple[str, str]:
    """Lines belong together within their ledger only."""
    return ("events", "") if isinstance(thing, Event) else (thing.ledger, thing.key)


def _findings(thing: Event | Entry) -> tuple[str, ...]:
    return thing.findings if isinstance(thing, Event) else bearers(thing)


def _words(finding: Finding) -> tuple[str, int, int]:
    return finding.claim.report_id, finding.claim.trigger.start, finding.claim.trigger.end


def _ids(things: Iterable[Event | Entry]) -> tuple[str, ...]:
    return tuple(thing.id for thing in things)


def _reports(shown: Shown, findings: Iterable[str]) -> set[str]:
    return {shown.raw[f].claim.report_id for f in findings if f in shown.raw}


def _told(shown: Shown, reports: Iterable[str]) -> Iterator[ReportTold]:
    known = [report for r in reports if (report := shown.report(r))]
    for report in sorted(known, key=lambda r: (r.published or "~", r.id)):
        known_as = next((f.outlet.name for f in shown.raw_of(report.id) if f.outlet), "")
        yield ReportTold(report.id, known_as or report.outlet or wording.UNKNOWN_OUTLET, report.published)


def _about(shown: Shown, event: Event) -> str:
    veiled = shown.event(event)
    found = [shown.finding(f) for f in event.tellers if f in shown.raw]
    who = wording.parties(found)
    told = wording.kind_words(veiled.kind) + (f": {who}" if who else "")
    return "; ".join((told, wording.where(veiled.place), wording.when_of(veiled, found)))


def _said(shown: Shown, event: Event, value: Value | None) -> str | None:
    if value is None or value.value is None:
        return None
    raw = [shown.raw[f] for f in event.tellers if f in shown.raw]
    return said_as(asked_as(value, raw) or "", value.value)


def _states(entry: Entry) -> dict[tuple[str, str], tuple[str, tuple[str, ...]]]:
    """Each fact as one says it, with its findings; the parts of a term are told in its own line."""
    told: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {}
    for fact in (f for f in entry.facts if not f.name.startswith("term_")):
        known = told.get((fact.name, fact.value), ("", ()))
        told[fact.name, fact.value] = _state(fact), (*known[1], *fact.findings)
    return told


def _line(entry: Entry) -> str:
    return about(entry) + (f"; {interval_words(entry.interval)}" if entry.interval else "")


def _interval(entry: Entry) -> str | None:
    return interval_words(entry.interval) if entry.interval else None


def _state(fact: Fact) -> str:
    return value_words(fact) + (f" [{fact.state}]" if fact.state else "")
