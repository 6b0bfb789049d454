"""What happened, day by day, as rows with bars: the events of an episode, or the steps and terms of one deal.

The rows are plain data; ``timeline_page`` draws them in the terminal, ``timeline_svg`` as a picture.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.records import Entry, Event, Fact
from dragoman.tell import wording
from dragoman.tell.days import interval_words
from dragoman.tell.ledgers import about
from dragoman.tell.numbers import tolls
from dragoman.tell.shown import Shown

HAPPENED, NOT_DONE = "Told to have happened", "Not told to have happened: planned, threatened, denied …"
STEPS, TERMS, DEADLINES, CAUSES = "Steps", "Terms, and how far they have come", "Deadlines", "Why it broke, as told"
# The steps of a deal in their natural order, as ``link.deals`` names them.
STAGES = (
    "offered", "talks", "agreed", "deadline set", "begun", "renewed", "refused", "breached", "collapsed",
)  # fmt: skip
NARROW_DAYS = 31  # a wider time does not stretch the axis; guessed
_EDTF = re.compile(r"\d{4}(?:-\d\d){0,2}$")
_MARKS = {"failed": "failed", "refused": "denied", "missed": "failed", "denied": "denied", "done": "done"}
_ENDS = ("refused", "breached", "collapsed")


@dataclass(frozen=True)
class Bar:
    """One row. ``first`` and ``last`` are ISO days, inclusive; None is open on that side, both None is unknown.

    ``mark`` is done, planned, denied, failed or ended (of a deal): how the bar is drawn. ``state`` says it in words.
    """

    id: str
    section: str
    when: str
    first: str | None
    last: str | None
    mark: str
    what: str
    detail: str
    state: str


@dataclass(frozen=True)
class Stage:
    """One step of a deal: was it reached, and when is it first told to have been?"""

    name: str
    reached: bool
    when: str


@dataclass(frozen=True)
class Timeline:
    """All rows of one picture, the days of its axis (None where no day is known), and for a deal its stages."""

    id: str
    name: str
    first: str | None
    last: str | None
    stages: tuple[Stage, ...]
    bars: tuple[Bar, ...]


# ----------------------------------------------------------------------------- episode


def of_episode(shown: Shown, events: Sequence[Event]) -> Timeline:
    """The events of one episode, which must be at least one; first what is told to have happened, each by day."""
    bars = sorted((_of_event(shown, event) for event in events), key=_by_day)
    bars.sort(key=lambda bar: bar.section != HAPPENED)
    name = shown.event(events[0]).episode
    return Timeline(name, wording.episode_words(name), *_axis(bars), (), tuple(bars))


def _by_day(bar: Bar) -> tuple[bool, bool, str, bool, str, str]:
    """Days and narrow times first, then wide ones, then what has no day."""
    first = bar.first or bar.last or ""
    return not first, length_days(bar) > NARROW_DAYS, first, bar.first is None, bar.last or "~", bar.id


def _of_event(shown: Shown, event: Event) -> Bar:
    veiled = shown.event(event)
    raw = [shown.raw[f] for f in event.findings if f in shown.raw]
    found, own = [shown.finding(f) for f in raw], shown.own_status(event.kind)
    status = wording.status_of(veiled, found)
    happened = status in wording.HAPPENED or wording.is_own(status, own)
    first, last = (veiled.when.lower, veiled.when.upper) if veiled.when else (None, None)
    who = wording.parties(found)
    told = (tolls(veiled, found), wording.where(veiled.place), "a total, not one event" if veiled.aggregate else "")
    return Bar(
        event.id,
        HAPPENED if happened else NOT_DONE,
        wording.when_of(veiled, found),
        first,
        last,
        "done" if happened else status if status in ("denied", "failed") else "planned",
        wording.kind_words(veiled.kind) + (f": {who}" if who else ""),
        "; ".join(x for x in told if x),
        wording.standing_word(veiled, found, own),
    )


def _axis(bars: Iterable[Bar]) -> tuple[str | None, str | None]:
    """The first and the last day that is told narrowly; of all days where none is."""
    every = list(bars)
    narrow = [bar for bar in every if bar.first and bar.last and length_days(bar) <= NARROW_DAYS] or every
    days = [day for bar in narrow for day in (bar.first, bar.last) if day]
    return (min(days), max(days)) if days else (None, None)


def length_days(bar: Bar) -> int:
    """How many days lie between the two ends of a bar that has both."""
    return days_between(bar.first, bar.last) if bar.first and bar.last else 0


def days_between(first: str, last: str) -> int:
    """How many days lie between two ISO days."""
    return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days


# -------------------------------------------------------------------------------- deal


def of_deal(shown: Shown, entry: Entry) -> Timeline:
    """One deal: its steps by day, its terms with their states, its deadlines, and why it is said to have broken."""
    told = shown.entry(entry)
    steps = list(_merged(told.get("status"), STEPS))
    bars = [*steps, *_merged(told.get("term"), TERMS), *_merged(told.get("deadline"), DEADLINES)]
    bars += _merged(told.get("cause"), CAUSES)
    name = about(told) + (f", {interval_words(told.interval)}" if told.interval else "")
    return Timeline(entry.id, name, *_axis(bars), tuple(_stages(told)), tuple(bars))


def _stages(entry: Entry) -> Iterator[Stage]:
    for name in STAGES:
        found = [f for f in entry.get("status") if f.value == name]
        days = sorted((f.when for f in found if _bounds(f.when) != (None, None)), key=_first_told)
        yield Stage(name, bool(found), interval_words(days[0]) if days else "")


def _first_told(edtf: str) -> tuple[int, str]:
    """Single days first, then narrow times, then wide and open ones; each by its first day."""
    first, last = _bounds(edtf)
    if not first or not last:
        return 2, first or last or ""
    days = days_between(first, last)
    return (0 if not days else 1 if days <= NARROW_DAYS else 2), first


def _merged(facts: Iterable[Fact], section: str) -> Iterator[Bar]:
    """One row for all that tell the same of the same time."""
    groups: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((fact.value, fact.when, fact.state), []).append(fact)
    for (value, when, state), told in groups.items():
        first, last = _bounds(when)
        who = "; ".join(dict.fromkeys(f.said_by for f in told if f.said_by))
        known = interval_words(when) if when else wording.UNKNOWN_DAY
        yield Bar(
            told[0].findings[0] if told[0].findings else "",
            section,
            known,
            first,
            last,
            _mark(section, value, state),
            "deadline" if value == when else value,
            f"said by {who}" if who else "",
            state,
        )


def _mark(section: str, value: str, state: str) -> str:
    if section == STEPS:
        return "ended" if value in _ENDS else "done" if value not in ("offered", "deadline set") else "planned"
    if section == CAUSES:
        return "denied" if state == "denied" else "done"
    return _MARKS.get(state, "planned")


def _bounds(edtf: str) -> tuple[str | None, str | None]:
    """The inclusive days of an EDTF date or interval; None for a side that is open or not known."""
    left, slash, right = edtf.partition("/")
    return _end(left, last=False), _end(right if slash else left, last=True)


def _end(edtf: str, *, last: bool) -> str | None:
    if not _EDTF.match(edtf):
        return None
    parts = [int(p) for p in edtf.split("-")]
    if len(parts) == 3:
        return edtf
    year, month = parts[0], parts[1] if len(parts) == 2 else (12 if last else 1)
    if not last:
        return dt.date(year, month, 1).isoformat()
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return (following - dt.timedelta(days=1)).isoformat()
