"""Draws a timeline in the terminal: days, bars for ranges and open sides, and what is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from dragoman.tell.tables import short, tinted
from dragoman.tell.timeline import Bar, Stage, Timeline, day_words

if TYPE_CHECKING:
    from rich.console import RenderableType

WHEN, WHEN_COUNTED = 13, 18  # columns: "to 2022-09-01"; "the Sunday up to"
NARROWEST, WIDEST = 12, 48  # columns of the axis; guessed
STYLES = {"done": "bold cyan", "planned": "yellow", "denied": "red", "failed": "magenta", "ended": "bold magenta"}
POINTS = {"done": "●", "planned": "○", "denied": "×", "failed": "×", "ended": "■"}
LINES = {"done": "━", "planned": "┄", "denied": "┄", "failed": "┄", "ended": "━"}
LEGEND = (
    "● a day",
    "━ within these days",
    "◀ ▶ open, or beyond the axis",
    "? day unknown",
    "○ ┄ not done",
    "× denied or failed",
)
COUNTED = "Days count from publication, whose day is not known: a bar covers all days that the words allow."
ENDED = "■ refused, breached or collapsed"


def timeline_page(line: Timeline, width: int) -> Iterator[RenderableType]:
    """The title, for a deal its stages, and each section with its rows."""
    yield Text(line.name, "bold underline")
    if line.stages:
        yield _stages(line.stages, width)
    axis = min(WIDEST, max(NARROWEST, width // 4))
    for section, bars in groupby(line.bars, key=lambda bar: bar.section):
        yield Text(f"\n{section}", "bold")
        yield _rows(line, list(bars), axis)
    if line.counted:
        yield Text(f"\n{COUNTED}", "dim")
    yield Text("\n", "dim", end="").append_text(_legend(line, width))


def _legend(line: Timeline, width: int) -> Text:
    told = (*LEGEND, ENDED) if line.stages else LEGEND
    return _in_lines([Text(words, "dim") for words in told], "  ", width)


def _stages(stages: tuple[Stage, ...], width: int) -> Text:
    """The way of a deal: what was reached stands out, with the day that is first told."""
    told = [
        Text(f"{stage.name} {stage.when}".rstrip(), "bold") if stage.reached else Text(f"({stage.name})", "dim")
        for stage in stages
    ]
    return _in_lines(told, " → ", width)


def _in_lines(parts: list[Text], between: str, width: int) -> Text:
    """The parts in lines that break between them, never within (Rich breaks at no-break spaces, too)."""
    told, at = Text(), 0
    for part in parts:
        if at and at + 2 * len(between) + len(part) > width:
            told.append(f"{between.rstrip()}\n", "dim")
            at = 0
        elif at:
            told.append(between, "dim")
            at += len(between)
        told.append_text(part)
        at += len(part)
    return told


def _rows(line: Timeline, bars: list[Bar], axis: int) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.add_column(width=WHEN_COUNTED if line.counted else WHEN)
    table.add_column(width=axis, no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    if line.first is not None and any(bar.ends != (None, None) for bar in bars):
        table.add_row("", _scale(line, axis), "")
    before = ""
    for bar in bars:
        same = bar.when == before
        table.add_row("" if same else Text(_broken(bar.when)), drawn(line, bar, axis), _what(bar))
        before = bar.when
    return table


def _broken(when: str) -> str:
    """A range in two lines: "2022-09-01" over "to 2022-09-03"."""
    return re.sub(r" to (?=\d)", "\nto ", when)


def _scale(line: Timeline, axis: int) -> Text:
    """The first and the last day over the axis, as far as there is room."""
    if line.first is None or line.last is None:
        return Text("")
    left, right = (day_words(line, day) for day in (line.first, line.last))
    if line.first == line.last:
        return Text(left.center(axis), "dim")
    if len(left) + len(right) + 1 > axis:
        left, right = (day_words(line, day, brief=True) for day in (line.first, line.last))
    return Text(left + right.rjust(axis - len(left)), "dim")


def drawn(line: Timeline, bar: Bar, axis: int) -> Text:
    """The bar of a row on an axis of so many columns."""
    style = STYLES[bar.mark]
    if bar.ends == (None, None) or line.first is None:
        return Text("?", style)
    start, end = (_column(line, day, axis) for day in bar.ends)
    first, last = max(0, start if start is not None else 0), min(axis - 1, end if end is not None else axis - 1)
    if last < 0 or first > axis - 1:  # all of it lies beyond the axis
        return Text("◀" if last < 0 else "▶".rjust(axis), style)
    cells = [" "] * axis
    is_day = bar.ends[0] == bar.ends[1]
    cells[first : last + 1] = (POINTS[bar.mark] if is_day else LINES[bar.mark]) * (last - first + 1)
    if start is None or start < 0:
        cells[first] = "◀"
    if end is None or end > axis - 1:
        cells[last] = "▶"
    return Text("".join(cells), style)


def _column(line: Timeline, day: int | None, axis: int) -> int | None:
    """The column of a day, -1 or ``axis`` where it lies outside; None for none."""
    if day is None or line.first is None or line.last is None:
        return None
    if day < line.first:
        return -1
    if day > line.last:
        return axis
    if line.first == line.last:
        return (axis - 1) // 2
    return round((day - line.first) / (line.last - line.first) * (axis - 1))


def _what(bar: Bar) -> Text:
    told = Text(bar.what[:1].upper() + bar.what[1:], "bold")
    if bar.state:
        told.append("  ", "not bold").append_text(tinted(bar.state))
    if bar.detail:
        told.append(f"\n{bar.detail}", "default not bold")
    return told.append(f"  {short(bar.id)}" if bar.id else "", "dim not bold")
