"""Draws a timeline in the terminal: days, bars for ranges and open sides, and what is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from dragoman.tell.tables import short, tinted
from dragoman.tell.timeline import Bar, Stage, Timeline

if TYPE_CHECKING:
    from rich.console import RenderableType

WHEN = 13  # columns: "to 2022-09-01"
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
    table.add_column(width=WHEN)
    table.add_column(width=axis, no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    if line.first and line.last and any(bar.first or bar.last for bar in bars):
        table.add_row("", _scale(line.first, line.last, axis), "")
    before = ""
    for bar in bars:
        same = bar.when == before
        table.add_row("" if same else Text(_broken(bar.when)), drawn(line, bar, axis), _what(bar))
        before = bar.when
    return table


def _broken(when: str) -> str:
    """A range in two lines: "2022-09-01" over "to 2022-09-03"."""
    return when.replace(" to ", "\nto ")


def _scale(first: str, last: str, axis: int) -> Text:
    """The first and the last day over the axis, as far as there is room."""
    left, right = first, last
    if len(left) + len(right) + 1 > axis:
        left, right = (first[5:], last[5:]) if axis >= 12 else ("", "")
    if first == last:
        return Text(first.center(axis), "dim")
    return Text(left + right.rjust(axis - len(left)), "dim")


def drawn(line: Timeline, bar: Bar, axis: int) -> Text:
    """The bar of a row on an axis of so many columns."""
    style = STYLES[bar.mark]
    if not (bar.first or bar.last) or not (line.first and line.last):
        return Text("?", style)
    start, end = _column(line, bar.first, axis), _column(line, bar.last, axis)
    first, last = max(0, start if start is not None else 0), min(axis - 1, end if end is not None else axis - 1)
    if last < 0 or first > axis - 1:  # all of it lies beyond the axis
        return Text("◀" if last < 0 else "▶".rjust(axis), style)
    cells = [" "] * axis
    cells[first : last + 1] = (LINES[bar.mark] if bar.first != bar.last else POINTS[bar.mark]) * (last - first + 1)
    if start is None or start < 0:
        cells[first] = "◀"
    if end is None or end > axis - 1:
        cells[last] = "▶"
    return Text("".join(cells), style)


def _column(line: Timeline, day: str | None, axis: int) -> int | None:
    """The column of a day, -1 or ``axis`` where it lies outside; None for none."""
    if day is None or not line.first or not line.last:
        return None
    if day < line.first:
        return -1
    if day > line.last:
        return axis
    first, last, at = (dt.date.fromisoformat(d).toordinal() for d in (line.first, line.last, day))
    return (axis - 1) // 2 if first == last else round((at - first) / (last - first) * (axis - 1))


def _what(bar: Bar) -> Text:
    told = Text(bar.what[:1].upper() + bar.what[1:], "bold")
    if bar.state:
        told.append("  ", "not bold").append_text(tinted(bar.state))
    if bar.detail:
        told.append(f"\n{bar.detail}", "default not bold")
    return told.append(f"  {short(bar.id)}" if bar.id else "", "dim not bold")
