"""The timeline: a dot for a day, a bar for a stretch in which it was, an open end where no bound is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.tell.brief.dates import of_ordinal, ordinal, span_words
from dragoman.tell.brief.episode import Episode, Told
from dragoman.tell.brief.lanes import LANES, lane
from dragoman.tell.brief.markup import Html, tag
from dragoman.tell.brief.plural import count

SIZES = ((960, 128, "wide"), (360, 14, "narrow"))  # width, room for the names of lanes, class
FEW = 0.05  # share of days that may lie beyond either end of what is drawn; guessed
MUCH = 0.25  # share of the width that this must free; guessed
ROW = 18.0
SHORT = 120  # days up to which single days stand at the foot; guessed
OPEN = 26.0  # pixels of an open end
_SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True)
class Mark:
    """The events of one lane that have the same bounds (ordinals; None is open)."""

    lower: int | None
    upper: int | None
    events: tuple[Told, ...]
    happened: bool


@dataclass(frozen=True)
class Scale:
    """From days to pixels."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: int) -> float:
        """The middle of a day."""
        return self.left + (day - self.first + 0.5) / (self.last - self.first + 1) * (self.right - self.left)


def timeline_section(episode: Episode) -> Html:
    """The timeline in two sizes."""
    dated = [t for t in episode.told if any(t.bounds)]
    undated = len(episode.told) - len(dated)
    if not dated:
        return tag("p", f"No day is known: {count(len(episode.told), 'event')}.")
    words = (
        "A dot is a day, a bar a stretch of days in which the event was; an arrow is an open bound, or one beyond the days "
        "drawn. Filled: told to have happened. Hollow: planned, demanded, threatened, denied or possible only. A number "
        "counts events with the same bounds. "
    )
    first, last = _domain(episode, dated)
    beyond = sum(_is_beyond(t, first, last) for t in dated)
    if beyond:
        days = span_words(of_ordinal(first).isoformat(), of_ordinal(last).isoformat())
        words += f"{count(beyond, 'event')} outside {days} not drawn. "
    words += f"{count(undated, 'event')} of no known day not drawn. " if undated else ""
    words += "The list of events says the same in words."
    return tag("figure", [_drawing(episode, dated, *size) for size in SIZES], tag("figcaption", words))


def _drawing(episode: Episode, dated: Sequence[Told], width: int, room: int, cls: str) -> Html:
    first, last = _domain(episode, dated)
    dated = [t for t in dated if not _is_beyond(t, first, last)]
    scale = Scale(first, last, room + 14, width - 20)
    parts: list[Html] = []
    top = 12.0
    for title, marks in _lanes(episode, dated):
        if room < 100:  # the name stands over its lane
            parts.append(tag("text", title, x="2", y=f"{top + 12:.1f}", cls="lane-name"))
            top += 18
        rows = _rows(scale, marks)
        if room >= 100:
            parts.append(tag("text", title, x="2", y=f"{top + ROW / 2 + 4:.1f}", cls="lane-name"))
        for number, row in enumerate(rows):
            parts += [_mark(scale, m, top + (number + 0.5) * ROW) for m in row]
        top += len(rows) * ROW + 8
        parts.append(tag("line", x1=0, x2=width, y1=f"{top - 4:.1f}", y2=f"{top - 4:.1f}", cls="lane"))
    height = top + 26
    ticks = list(_ticks(scale, top))
    title = f"Timeline of {count(len(dated), 'event')} from {of_ordinal(first)} to {of_ordinal(last)}; the list of events says the same."
    return tag(
        "svg", ticks, parts, viewBox=f"0 0 {width} {height:.0f}", cls=f"timeline {cls}", role="img", aria_label=title,
        xmlns="http://www.w3.org/2000/svg",
    )  # fmt: skip


def _domain(episode: Episode, dated: Sequence[Told]) -> tuple[int, int]:
    """The days drawn: those of the episode's own months; a few at the ends are left out where that frees much room."""
    known = sorted(d for t in dated for day in t.bounds if (d := ordinal(day)) is not None)
    if episode.months:
        start = ordinal(f"{episode.months[0]}-01") if len(episode.months[0]) == 7 else None
        known = [d for d in known if start is None or d >= start] or known
    few = int(len(known) * FEW)
    first, last, early, late = known[0], known[-1], known[few], known[-1 - few]
    much = (last - first) * MUCH
    first, last = early if early - first > much else first, late if last - late > much else last
    return (first - 1, last + 1) if last - first > 3 else (first - 3, last + 3)


def _is_beyond(told: Told, first: int, last: int) -> bool:
    """Does all of it lie before the first day drawn, or after the last?"""
    lower, upper = map(ordinal, told.bounds)
    return (upper is not None and upper < first) or (lower is not None and lower > last)


def _lanes(episode: Episode, dated: Sequence[Told]) -> Iterator[tuple[str, list[Mark]]]:
    for title in LANES:
        grouped: dict[tuple[int | None, int | None], list[Told]] = {}
        for told in dated:
            if lane(episode, told) == title:
                grouped.setdefault((ordinal(told.bounds[0]), ordinal(told.bounds[1])), []).append(told)
        if grouped:
            yield (
                title,
                [
                    Mark(low, up, tuple(events), any(map(episode.happened, events)))
                    for (low, up), events in grouped.items()
                ],
            )


def _ends(scale: Scale, mark: Mark) -> tuple[float, float]:
    """Where a mark begins and ends in pixels, its number and its open ends within."""
    low, up = mark.lower, mark.upper
    left = scale.x(max(low, scale.first)) if low is not None else scale.x(min(up or 0, scale.last)) - OPEN
    right = (
        scale.x(max(min(up, scale.last), scale.first)) if up is not None else scale.x(max(low or 0, scale.first)) + OPEN
    )
    if low == up and low is not None and low >= scale.first:
        return left - 8, right + 8
    return max(left, scale.left - 4) - 8, right + (8 if len(mark.events) < 2 else 26)


def _rows(scale: Scale, marks: Sequence[Mark]) -> list[list[Mark]]:
    """Marks in as few rows as hold them without one over another."""
    rows: list[tuple[float, list[Mark]]] = []
    for mark in sorted(marks, key=lambda m: (_ends(scale, m)[0], _ends(scale, m)[1])):
        left, right = _ends(scale, mark)
        at = next((i for i, (taken, _) in enumerate(rows) if taken <= left), None)
        if at is None:
            rows.append((right + 1, [mark]))
        else:
            rows[at] = (right + 1, [*rows[at][1], mark])
    return [row for _, row in rows]


def _mark(scale: Scale, mark: Mark, y: float) -> Html:
    cls = "mark" if mark.happened else "mark hollow"
    count = len(mark.events)
    title = tag("title", _title(mark))
    if mark.lower == mark.upper and mark.lower is not None and mark.lower >= scale.first:
        x = scale.x(mark.lower)
        parts = [tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=8 if count > 1 else 5)]
        parts += [tag("text", str(count), x=f"{x:.1f}", y=f"{y + 3.5:.1f}", cls="in")] if count > 1 else []
        return tag("g", title, parts, cls=cls)
    left, right = _ends(scale, mark)
    left, right = left + 8, right - (8 if count < 2 else 26)
    words = [tag("text", str(count), x=f"{right + 8:.1f}", y=f"{y + 3.5:.1f}", cls="beside")] if count > 1 else []
    return tag("g", title, _stretch(scale, mark, (left, right), y), words, cls=cls)


def _stretch(scale: Scale, mark: Mark, ends: tuple[float, float], y: float) -> list[Html]:
    """A bar between two bounds; towards an open one a broken line with the head of an arrow."""
    left, right = ends
    opens_left = mark.lower is None or mark.lower < scale.first
    opens_right = mark.upper is None or mark.upper > scale.last
    if not (opens_left or opens_right):
        return [tag("rect", x=f"{left - 4:.1f}", y=f"{y - 4:.1f}", width=f"{right - left + 8:.1f}", height=8, rx=4)]
    parts = [tag("line", x1=f"{left:.1f}", x2=f"{right:.1f}", y1=f"{y:.1f}", y2=f"{y:.1f}")]
    for x, is_open, way in ((left, opens_left, -1), (right, opens_right, 1)):
        if is_open:
            parts.append(tag("path", d=f"M{x + way * 5:.1f} {y:.1f}l{-way * 6} -4v8z"))
        else:
            parts.append(tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=4))
    return parts


def _title(mark: Mark) -> str:
    low, up = (of_ordinal(d).isoformat() if d else "…" for d in (mark.lower, mark.upper))
    days = low if low == up else f"{low} to {up}"
    kinds = ", ".join(dict.fromkeys(t.event.kind.replace("_", " ") for t in mark.events[:6]))
    return f"{days}: {kinds}{' …' if len(mark.events) > 6 else ''}"


def _ticks(scale: Scale, bottom: float) -> Iterator[Html]:
    """Months, or days where the time is short."""
    for day, words in _steps(scale):
        x = scale.x(day)
        yield tag("line", x1=f"{x:.1f}", x2=f"{x:.1f}", y1=6, y2=f"{bottom:.1f}", cls="tick")
        if x > scale.right - 24:
            continue  # its words would not fit any more
        yield tag("text", words, x=f"{x + 3:.1f}", y=f"{bottom + 15:.1f}", cls="tick-words")


def _steps(scale: Scale) -> Iterator[tuple[int, str]]:
    days, room = scale.last - scale.first, (scale.right - scale.left) / 62
    if days <= SHORT:
        step = next((s for s in (1, 2, 5, 7, 14, 28) if days / s <= room), 56)
        for day in range(scale.first, scale.last + 1, step):
            told = of_ordinal(day)
            yield day, f"{told.day} {_SHORT[told.month - 1]}"
        return
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60) if days / 30.4 / s <= room), 120)
    told = of_ordinal(scale.first)
    month = told.year * 12 + told.month - 1
    month += -month % step
    while (day := date(month // 12, month % 12 + 1, 1).toordinal()) <= scale.last - days / (room + 1) * 0.4:
        if day >= scale.first:
            yield day, f"{_SHORT[month % 12]} {month // 12}"
        month += step
