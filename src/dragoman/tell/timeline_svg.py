"""Draws a timeline as an SVG picture: dark text on light, nothing to fetch, no script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from dragoman.tell.harmless import harmless
from dragoman.tell.tables import short
from dragoman.tell.timeline import Bar, Timeline, day_words
from dragoman.tell.timeline_page import COUNTED, ENDED, LEGEND

WIDTH, EDGE = 1200, 24  # px
AXIS, AXIS_END, WORDS = 200, 560, 590  # px: where the axis begins and ends, and where the words begin
LINE, GAP = 18, 12  # px: between lines of one row, and between rows
SIZE = 13  # px of the type
TICKS, FEW_DAYS = 4, 20  # so few days are parted evenly
INK, PALE, GRID = "#1a1a1a", "#4a4a4a", "#d9d9d9"
COLOURS = {"done": "#0b5c8a", "planned": "#8a5a00", "denied": "#b00020", "failed": "#7a2a7a", "ended": "#7a2a7a"}
PARTED = " · "
FONT = "DejaVu Sans, Verdana, Arial, sans-serif"


@dataclass
class _Sheet:
    """The parts drawn so far, and how far down the sheet they reach."""

    parts: list[str]
    y: float

    def text(self, x: float, words: str, **style: str) -> None:
        told = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in style.items())
        self.parts.append(f'<text x="{x:g}" y="{self.y:g}"{told}>{escape(harmless(words))}</text>')

    def line(self, x1: float, x2: float, y: float, colour: str, **style: str) -> None:
        told = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in style.items())
        self.parts.append(f'<line x1="{x1:g}" y1="{y:g}" x2="{x2:g}" y2="{y:g}" stroke="{colour}"{told}/>')


def timeline_svg(line: Timeline) -> str:
    """The whole picture."""
    sheet = _Sheet([], EDGE + LINE)
    for words in wrapped(line.name, WIDTH - 2 * EDGE, bold=True, size=18):
        sheet.text(EDGE, words, font_size="18", font_weight="bold")
        sheet.y += 24
    sheet.y += 8 if line.stages else 0
    _stages(sheet, line)
    for section, bars in groupby(line.bars, key=lambda bar: bar.section):
        _section(sheet, line, section, list(bars))
    sheet.y += GAP
    if line.counted:
        sheet.text(EDGE, COUNTED, fill=PALE)
        sheet.y += LINE
    for words in wrapped(PARTED.join((*LEGEND, ENDED) if line.stages else LEGEND), WIDTH - 2 * EDGE):
        sheet.text(EDGE, words, fill=PALE)
        sheet.y += LINE
    height = round(sheet.y + EDGE)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" font-family="{FONT}" font-size="{SIZE}" fill="{INK}">'
    )
    title = f"<title>{escape(harmless(line.name))}</title>"
    ground = f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    return "\n".join((head, title, ground, *sheet.parts, "</svg>"))


def _stages(sheet: _Sheet, line: Timeline) -> None:
    """The stages of a deal as boxes in a row; those not reached are dashed and empty."""
    x = float(EDGE)
    for at, stage in enumerate(line.stages):
        words = f"{stage.name} {stage.when}".rstrip()
        width = breadth(words, bold=True) + 16
        if x + width > WIDTH - EDGE:
            x, sheet.y = float(EDGE), sheet.y + 38
        style = f'fill="#dcecf5" stroke="{COLOURS["done"]}"' if stage.reached else f'fill="none" stroke="{PALE}"'
        dashes = "" if stage.reached else ' stroke-dasharray="4 3"'
        box = f'<rect x="{x:g}" y="{sheet.y - 17:g}" width="{width:g}" height="26" rx="4" {style}{dashes}/>'
        sheet.parts.append(box)
        sheet.text(x + 8, words, fill=INK if stage.reached else PALE, font_weight="bold" if stage.reached else "normal")
        x += width
        if at + 1 < len(line.stages):
            sheet.text(x + 6, "→", fill=PALE)
        x += 26
    sheet.y += 38 if line.stages else 0


def _section(sheet: _Sheet, line: Timeline, section: str, bars: list[Bar]) -> None:
    sheet.y += GAP
    sheet.text(EDGE, section, font_size="15", font_weight="bold")
    sheet.y += 26
    ticks = list(_ticks(line)) if any(bar.ends != (None, None) for bar in bars) else []
    for x, day in ticks:
        sheet.text(x, day, fill=PALE, font_size="11", text_anchor="middle")
    sheet.y += 10 if ticks else 0
    top, before, at = sheet.y, "", len(sheet.parts)
    sheet.y += LINE
    for bar in bars:
        _row(sheet, line, bar, before)
        before = bar.when
    bottom = sheet.y - LINE
    grid = (f'<line x1="{x:g}" y1="{top:g}" x2="{x:g}" y2="{bottom:g}" stroke="{GRID}"/>' for x, _ in ticks)
    sheet.parts[at:at] = grid  # under the bars


def _row(sheet: _Sheet, line: Timeline, bar: Bar, before: str) -> None:
    """The day, the bar, and the words beside it, as many lines as they need."""
    top = sheet.y
    _bar(sheet, line, bar, top - 4.5)
    if bar.when != before:
        for words in wrapped(bar.when.replace(" to ", " to\u00a0"), AXIS - EDGE - 16):
            sheet.text(EDGE, words)
            sheet.y += LINE
    left, sheet.y = sheet.y, top
    what = bar.what[:1].upper() + bar.what[1:] + (f" – {bar.state}" if bar.state else "")
    for words in wrapped(what, WIDTH - EDGE - WORDS, bold=True):
        sheet.text(WORDS, words, font_weight="bold")
        sheet.y += LINE
    beside = PARTED.join(x for x in (bar.detail, short(bar.id) if bar.id else "") if x)
    for words in wrapped(beside, WIDTH - EDGE - WORDS):
        sheet.text(WORDS, words, fill=PALE)
        sheet.y += LINE
    sheet.y = max(sheet.y, left, top + LINE) + GAP


def _bar(sheet: _Sheet, line: Timeline, bar: Bar, y: float) -> None:
    colour = COLOURS[bar.mark]
    if bar.ends == (None, None) or line.first is None:
        sheet.parts.append(f'<text x="{AXIS}" y="{y + 4.5:g}" fill="{colour}" font-weight="bold">?</text>')
        return
    start, end = (_at(line, day) if day is not None else None for day in bar.ends)
    x1, x2 = max(AXIS, AXIS if start is None else start), min(AXIS_END, AXIS_END if end is None else end)
    x1, x2 = min(x1, AXIS_END), max(x2, AXIS)
    if bar.ends[0] == bar.ends[1] and start is not None and AXIS <= start <= AXIS_END:
        sheet.parts.append(_point(bar.mark, x1, y, colour))
        return
    dashes = {} if bar.mark in ("done", "ended") else {"stroke_dasharray": "5 4"}
    sheet.line(min(x1, x2), max(x1, x2), y, colour, stroke_width="5", **dashes)
    if start is None or start < AXIS:
        sheet.parts.append(f'<path d="M{x1 - 9:g} {y:g}l9 -6v12z" fill="{colour}"/>')
    if end is None or end > AXIS_END:
        sheet.parts.append(f'<path d="M{x2 + 9:g} {y:g}l-9 -6v12z" fill="{colour}"/>')


def _point(mark: str, x: float, y: float, colour: str) -> str:
    match mark:
        case "done":
            return f'<circle cx="{x:g}" cy="{y:g}" r="5.5" fill="{colour}"/>'
        case "ended":
            return f'<rect x="{x - 5:g}" y="{y - 5:g}" width="10" height="10" fill="{colour}"/>'
        case "planned":
            return f'<circle cx="{x:g}" cy="{y:g}" r="5" fill="#ffffff" stroke="{colour}" stroke-width="2"/>'
        case _:
            path = f"M{x - 5:g} {y - 5:g}l10 10m0 -10l-10 10"
            return f'<path d="{path}" stroke="{colour}" stroke-width="2.5" fill="none"/>'


def _at(line: Timeline, day: int) -> float:
    """Where a day stands on the axis, in px; it may lie beyond it."""
    first, last = (day if end is None else end for end in (line.first, line.last))
    if first == last:
        return (AXIS + AXIS_END) / 2 + (day - first) * (AXIS_END - AXIS)
    return AXIS + (day - first) / (last - first) * (AXIS_END - AXIS)


def _ticks(line: Timeline) -> Iterator[tuple[float, str]]:
    """Days spread evenly over the axis, each once."""
    if line.first is None or line.last is None:
        return
    span = line.last - line.first
    parts = TICKS if span > FEW_DAYS else next(n for n in range(TICKS, 0, -1) if not span % n)
    days = sorted({round(line.first + span * n / parts) for n in range(parts + 1)})
    yield from ((_at(line, day), day_words(line, day)) for day in days)


# ------------------------------------------------------------------------------- words


def wrapped(words: str, width: float, *, bold: bool = False, size: int = SIZE) -> list[str]:
    """The words in lines that are no broader than ``width`` px; a word too long for a line is cut."""
    lines: list[str] = []
    for word in words.split(" "):
        if lines and breadth(f"{lines[-1]} {word}", bold=bold, size=size) <= width:
            lines[-1] += f" {word}"
            continue
        lines.append("")
        for character in word:
            if lines[-1] and breadth(lines[-1] + character, bold=bold, size=size) > width:
                lines.append("")
            lines[-1] += character
    return [line for line in lines if line]


def breadth(words: str, *, bold: bool = False, size: int = SIZE) -> float:
    """How broad the words are at most in px: as in DejaVu Sans, one of the broadest fonts (measured by eye, guessed)."""
    return sum(map(_ems, words)) * size * (1.13 if bold else 1.0)


def _ems(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    if character in "iljtfrI.,;:'|!()[] ’‹›/-":
        return 0.42
    return 0.8 if character.isupper() or character in "mwMW@%—→–" else 0.64
