"""A report's own words as a terminal shows them: a bar at their side, and what a claim rests on marked within."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.text import Text

from dragoman.records import Span

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

BAR = "\N{BOX DRAWINGS LIGHT VERTICAL} "
OPENS, CLOSES = "[", "]"
LEGEND = f"{OPENS}…{CLOSES} the words that a claim rests on"


class Quoted:
    """A sentence with a bar at its side; where nothing can be underlined, the words it rests on stand in brackets."""

    def __init__(self, text: Text, rests_on: Span) -> None:
        self.text, self.rests_on = text, rests_on

    @property
    def is_marked(self) -> bool:
        """False where the whole sentence is what the claim rests on."""
        return bool(
            self.text.plain[: self.rests_on.start].strip() or self.text.plain[self.rests_on.end :].strip(' .”"')
        )

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines of the sentence, each behind the bar."""
        text = (
            self.text if console.color_system else bracketed(self.text, self.rests_on) if self.is_marked else self.text
        )
        inner = options.update(width=max(options.max_width - len(BAR), 1))
        for line in console.render_lines(text, inner, pad=False):
            yield Segment(BAR)
            yield from line
            yield Segment.line()


def bracketed(text: Text, span: Span) -> Text:
    """The text with brackets around a stretch of it."""
    before, inside, after = text.divide([span.start, span.end])
    return Text.assemble(before, OPENS, inside, CLOSES, after)


class Legend:
    """What the brackets mean, only where brackets are used."""

    def __rich_console__(self, console: Console, _options: ConsoleOptions) -> RenderResult:
        """The legend, or nothing."""
        if not console.color_system:
            yield Text(LEGEND, "dim")
