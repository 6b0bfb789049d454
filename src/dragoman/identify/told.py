"""The time expressions of one report, each with the order of days it stands for in its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dragoman.identify.chains import WEEKDAYS, settled, shifted
from dragoman.identify.timexes import Timex, timexes
from dragoman.records import Report, Span
from dragoman.text import flat, sentences

_HEAD = 130  # characters at the start of a text in which a bare date is a dateline (guessed)
_HEAD_ENDS = re.compile(r"\)?[ ]*(?:[:\n–—|-]|[A-Z]|, [A-Z]\w+\.|\([A-Z])")
_LINKS = re.compile(r"[ \n]*(?:to|until|till|and|through|-)[ \n]*(?:the )?$")


@dataclass(frozen=True, slots=True)
class Told:
    """One expression in its place: the order it stands for ('' = none), and how it was found."""

    timex: Timex
    order: str
    precision: str
    chained: bool = False  # counts from a day told before
    follows: str = ""  # for 'a day after X did': the order of the clause that follows

    @property
    def span(self) -> Span:
        """Where the expression stands."""
        return self.timex.span

    @property
    def is_day(self) -> bool:
        """True for an expression that names a day, on which a story can go on."""
        return bool(self.order) and (self.precision == "day" or self.timex.sense.grain == "nights")


class Page:
    """A report's text cut into sentences and paragraphs, with its time expressions settled in order."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.text = report.text
        self.low = flat(report.text)
        self.sentences = sentences(report.text)
        self.told = _joined(_settle_all(self._own(timexes(report.text)), self.low), self.low)

    def _own(self, found: list[Timex]) -> list[Timex]:
        """Expressions of the story; those of the byline and dateline speak of publication."""
        lines = [s for s in (self.report.byline, self.report.dateline) if s]
        return [t for t in found if not any(line.meets(t.span) for line in lines) and not self._opens(t)]

    def _opens(self, timex: Timex) -> bool:
        """'Manila, Dec 20: Two soldiers ...': a bare date before the story begins is when it was written."""
        if timex.rule not in ("day_month", "iso", "slashed") or timex.frame or timex.span.start > _HEAD:
            return False
        return bool(_HEAD_ENDS.match(self.text, timex.span.end))

    def sentence_of(self, span: Span) -> int:
        """The number of the sentence that holds the start of a span."""
        return max(bisect_right(self._starts, span.start) - 1, 0)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]


_PRECISION = {
    grain: precision
    for precision, grains in {
        "day": ("day", "ago:day", "time", "ago:week"),
        "interval": (
            "days",
            "nights",
            "window",
            "duration",
            "week",
            "weekend",
            "half",
            "years",
            "decade",
            "century",
        ),
        "season": ("quarter", "ago:quarter"),
        "bounds": ("vague",),
        "month": ("month", "ago:month"),
        "year": ("year", "ago:year"),
    }.items()
    for grain in grains
}


def _settle_all(found: list[Timex], low: str) -> list[Told]:
    """Each expression in turn, with 'the same day' and 'a day later' counted from the day before it."""
    day = ""
    told: list[Told] = []
    for index, timex in enumerate(found):
        order, grain = timex.order, timex.sense.grain
        precision = "season" if grain.startswith("season") else _PRECISION.get(grain, "unknown")
        if order == "Q":
            order = ""
        if "A" in order:
            base = _base_after(found, index, low) or day or ("P" if timex.sense.type == "TIME" else "")
            follows = shifted(base, _turned(order)) if base and timex.sense.value and grain == "ago:day" else ""
            own = base if follows and _set_beside(told, timex, low) else settled(order, base) if base else ""
            one = Told(timex, own, precision, True, follows)
        else:
            if grain == "ago:month":
                order += ":month"
            elif grain == "ago:year":
                order += ":year"
            one = Told(timex, _in_year_of(_placed(order, told), timex, told, low), precision)
        told.append(one)
        if precision == "day" and one.order and timex.sense.type in ("DATE", "TIME") and "ago" not in grain:
            day = one.order
    return told


_BESIDE = 60  # characters between the two (guessed: room for the aim of the act in between)


def _set_beside(told: list[Told], timex: Timex, low: str) -> bool:
    """Does "three days after …" only add to a day just named ("on Monday, three days after the collapse")?"""
    if not told or not told[-1].is_day:
        return False
    between = low[told[-1].span.end : timex.span.start]
    return len(between) <= _BESIDE and not re.search(r"[.!?;\n]", between)


_NO_YEAR = re.compile(r"P[^:/]*:(\d\d)-(\d\d)$")
_FULL = re.compile(r"\d{4}-\d\d-\d\d$")
_SENTENCE_ENDS = re.compile(r"[.!?]\s|\n\s*\n")


def _in_year_of(order: str, timex: Timex, told: list[Told], low: str) -> str:
    """ "Seized him on 28 December 2023 and freed him on 3 January": a day without a year is the nearest to the full date
    that its sentence gave before it."""
    bare, base = _NO_YEAR.fullmatch(order), told[-1] if told else None
    if bare is None or base is None or not _FULL.match(base.order):
        return order
    if _SENTENCE_ENDS.search(low[base.span.end : timex.span.start]):
        return order
    full = date.fromisoformat(base.order)
    month, day = int(bare[1]), int(bare[2])
    years = [y for y in (full.year - 1, full.year, full.year + 1) if day <= monthrange(y, month)[1]]
    near = min((date(y, month, day) for y in years), key=lambda d: abs((d - full).days), default=None)
    return near.isoformat() if near is not None else order


_PLACED = re.compile(r"P-0\.\.6:([a-z]+)([+-]\d+)d")
_WEEKDAY = re.compile(r"P-0\.\.6:([a-z]+)")


def _placed(order: str, told: list[Told]) -> str:
    """'On Monday', once the story has put a Monday on the eve of its Tuesday, is that same Monday."""
    this = _WEEKDAY.fullmatch(order)
    for one in reversed(told if this else []):
        for known in (one.follows, one.order):
            chain = _PLACED.fullmatch(known)
            if chain and this and (WEEKDAYS.index(chain[1]) + int(chain[2])) % 7 == WEEKDAYS.index(this[1]):
                return known
    return order


def _turned(order: str) -> str:
    """The shift of 'a day after', turned round: it dates the clause that follows the words."""
    shift = order[1:]
    return ("-" if shift.startswith("+") else "+") + shift[1:]


_REACH = 45  # characters after 'a day after' in which a weekday belongs to it (guessed)


def _base_after(found: list[Timex], index: int, low: str) -> str:
    """The day that 'a day after Friday's attack' counts from."""
    timex = found[index]
    if timex.sense.type != "DURATION" or index + 1 >= len(found):
        return ""
    after = found[index + 1]
    between = low[timex.span.end : after.span.start]
    near = len(between) <= _REACH and not re.search(r"[.!?,;\n]", between)
    return after.order if near and after.sense.grain == "day" and "A" not in after.order else ""


_YEARLESS = re.compile(r"P[^:]*:(\d\d(?:-\d\d)?)$")


def _joined(told: list[Told], low: str) -> list[Told]:
    """'From 3 April to 14 May' as one stretch of days."""
    result: list[Told] = []
    for one in told:
        last = result[-1] if result else None
        if last and _is_range(last, one, low):
            first_term, last_term = last.order.split("/")[0], one.order.split("/")[-1]
            span = Span(last.span.start, one.span.end)
            timex = replace(last.timex, span=span, words=last.timex.words + " ... " + one.timex.words)
            if last_term[:4].isdigit() and not first_term.endswith("02-29"):
                first_term = _YEARLESS.sub(rf"{last_term[:4]}-\1", first_term)
            order = f"{first_term}/{last_term}".replace("P+0..365:", "P-2m~:")
            result[-1] = replace(last, timex=timex, order=order, precision="interval")
        else:
            result.append(one)
    return result


def _is_range(left: Told, right: Told, low: str) -> bool:
    if left.timex.frame not in ("from", "between") or not left.order or not right.order:
        return False
    return bool(_LINKS.fullmatch(low[left.span.end : right.span.start])) and right.timex.sense.grain != "duration"
