"""What happened, day by day, as rows with bars: the events of an episode, or the steps and terms of one deal.

The rows are plain data; ``timeline_page`` draws them in the terminal, ``timeline_svg`` as a picture.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.records import Entry, Event, Fact
from dragoman.tell import wording
from dragoman.tell.days import interval_words, order_words
from dragoman.tell.ledgers import about, bearers
from dragoman.tell.numbers import tolls
from dragoman.tell.shown import Shown

HAPPENED, NOT_DONE = "Told to have happened", "Not told to have happened: planned, threatened, denied …"
STEPS, TERMS, DEADLINES, CAUSES = "Steps", "Terms, and how far they have come", "Deadlines", "Why it broke, as told"
# The steps of a deal in their natural order, as ``link.deals`` names them.
STAGES = (
    "offered", "talks", "agreed", "deadline set", "begun", "renewed", "refused", "breached", "collapsed", "denied",
)  # fmt: skip
NARROW_DAYS = 31  # a wider time does not stretch the axis; guessed
Counted = Callable[[str], tuple[int | None, int | None]]
_EDTF = re.compile(r"\d{4}(?:-\d\d){0,2}$")
_MARKS = {"failed": "failed", "refused": "denied", "missed": "failed", "denied": "denied", "done": "done"}
_ENDS = ("refused", "breached", "collapsed")


@dataclass(frozen=True)
class Bar:
    """One row. ``first`` and ``last`` are ISO days, inclusive; None is open on that side, both None is unknown.

    ``counted_first`` and ``counted_last`` count days from the publication of a text whose day nobody knows: -3 is three
    days before it. ``mark`` is done, planned, denied, failed or ended (of a deal): how the bar is drawn. ``state`` says it in words.
    """

    id: str
    section: str
    when: str
    first: str | None
    last: str | None
    counted_first: int | None
    counted_last: int | None
    mark: str
    what: str
    detail: str
    state: str

    @property
    def ends(self) -> tuple[int | None, int | None]:
        """The first and the last day as numbers: ordinals, or counted from publication."""
        if self.first or self.last:
            return _number(self.first), _number(self.last)
        return self.counted_first, self.counted_last


@dataclass(frozen=True)
class Stage:
    """One step of a deal: was it reached, and when is it first told to have been?"""

    name: str
    reached: bool
    when: str


@dataclass(frozen=True)
class Timeline:
    """All rows of one picture, and for a deal its stages.

    ``first`` and ``last`` are the numbers of the days at the ends of the axis (None where no day is known); where it
    is ``counted``, 0 is the day of publication.
    """

    id: str
    name: str
    first: int | None
    last: int | None
    counted: bool
    stages: tuple[Stage, ...]
    bars: tuple[Bar, ...]


def nothing_counted(_: str) -> tuple[None, None]:
    """No order of days is known: all that has no day stands beside the axis."""
    return None, None


# ----------------------------------------------------------------------------- episode


def of_episode(shown: Shown, events: Sequence[Event], counted: Counted = nothing_counted) -> Timeline:
    """The events of one episode, which must be at least one; first what is told to have happened, each by day.

    ``counted`` tells within how many days of publication an order of days lies.
    """
    found = [f for e in events for f in e.findings if f in shown.raw]
    bars = [_of_event(shown, event, counted) for event in events]
    bars = sorted(_of_one_text(shown, bars, found), key=_by_day)
    bars.sort(key=lambda bar: bar.section != HAPPENED)
    name = shown.event(events[0]).episode
    return _timeline(name, wording.episode_words(name), (), bars)


def _timeline(name: str, words: str, stages: Iterable[Stage], bars: Sequence[Bar]) -> Timeline:
    is_counted = any(bar.counted_first is not None or bar.counted_last is not None for bar in bars)
    return Timeline(name, words, *_axis(bars), is_counted, tuple(stages), tuple(bars))


def _of_one_text(shown: Shown, bars: Sequence[Bar], findings: Iterable[str]) -> Sequence[Bar]:
    """Days are counted only where all are of one text and none is known: else they stand on no common axis."""
    texts = {shown.raw[f].origin_group or shown.raw[f].claim.report_id for f in findings if f in shown.raw}
    if len(texts) == 1 and not any(bar.first or bar.last for bar in bars):
        return bars
    return [replace(bar, counted_first=None, counted_last=None) for bar in bars]


def _by_day(bar: Bar) -> tuple[bool, bool, int, bool, int, str, str]:
    """Days and narrow times first, then wide ones, then what has no day."""
    first, last = bar.ends
    known = first if first is not None else last
    wide = first is not None and last is not None and last - first > NARROW_DAYS
    return known is None, wide, known or 0, first is None, last if last is not None else 10**7, bar.when, bar.id


def _of_event(shown: Shown, event: Event, counted: Counted) -> Bar:
    veiled = shown.event(event)
    raw = [shown.raw[f] for f in event.tellers if f in shown.raw]
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
        *counted(next((w.order for f in found if (w := f.when.chosen) and w.order), "") if not (first or last) else ""),
        "done" if happened else status if status in ("denied", "failed") else "planned",
        wording.kind_words(veiled.kind) + (f": {who}" if who else ""),
        "; ".join(x for x in told if x),
        wording.standing_word(veiled, found, own),
    )


def _axis(bars: Iterable[Bar]) -> tuple[int | None, int | None]:
    """The first and the last day that is told narrowly; of all days where none is."""
    ends = [bar.ends for bar in bars]
    narrow = [e for e in ends if e[0] is not None and e[1] is not None and e[1] - e[0] <= NARROW_DAYS] or ends
    days = [day for pair in narrow for day in pair if day is not None]
    return (min(days), max(days)) if days else (None, None)


def _number(day: str | None) -> int | None:
    return dt.date.fromisoformat(day).toordinal() if day else None


def day_words(line: Timeline, number: int, *, brief: bool = False) -> str:
    """A day of the axis as it is written at it."""
    if not line.counted:
        return dt.date.fromordinal(number).isoformat()[5 if brief else 0 :]
    if not number:
        return "day 0" if brief else "published"
    return f"day {number:+d}"


# -------------------------------------------------------------------------------- deal


def of_deal(shown: Shown, entry: Entry, counted: Counted = nothing_counted) -> Timeline:
    """One deal: its steps by day, its terms with their states, its deadlines, and why it is said to have broken."""
    told = shown.entry(entry)
    bars = [
        bar
        for names, section in (("status", STEPS), ("term", TERMS), ("deadline", DEADLINES), ("cause", CAUSES))
        for bar in _merged(shown, told.get(names), section, counted)
    ]
    name = about(told) + (f", {interval_words(told.interval)}" if told.interval else "")
    return _timeline(entry.id, name, _stages(told), _of_one_text(shown, bars, bearers(entry)))


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
    days = (_number(last) or 0) - (_number(first) or 0)
    return (0 if not days else 1 if days <= NARROW_DAYS else 2), first


def _merged(shown: Shown, facts: Iterable[Fact], section: str, counted: Counted) -> Iterator[Bar]:
    """One row for all that tell the same of the same time."""
    groups: dict[tuple[str, str, str, str], list[Fact]] = {}
    for fact in facts:
        order = "" if fact.when else _order(shown, fact)
        groups.setdefault((fact.value, fact.when, order, fact.state), []).append(fact)
    for (value, when, order, state), told in groups.items():
        who = "; ".join(dict.fromkeys(f.said_by for f in told if f.said_by))
        yield Bar(
            told[0].findings[0] if told[0].findings else "",
            section,
            interval_words(when) if when else order_words(order) if order else wording.UNKNOWN_DAY,
            *_bounds(when),
            *counted(order),
            _mark(section, value, state),
            "deadline" if value == when else value,
            f"said by {who}" if who else "",
            state,
        )


def _order(shown: Shown, fact: Fact) -> str:
    """The order of days that the claim of a fact tells, where no day of it is known."""
    whens = (shown.raw[f].when.chosen for f in fact.findings if f in shown.raw)
    return next((w.order for w in whens if w and w.order and not (w.lower or w.upper)), "")


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
