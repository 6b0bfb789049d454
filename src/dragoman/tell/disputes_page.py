"""Shows where sources part: each event once, under it each field with its rival values and who gives them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.tell.sides import Dispute, Giver, Side
from dragoman.tell.tables import short

if TYPE_CHECKING:
    from rich.console import RenderableType

TOGETHER = {
    "no": ("not all can be true", "bold red"),
    "unknown": ("may or may not all be true", "yellow"),
    "yes": ("all can be true together", "green"),
}
WIDEST = 30  # columns for a value, so that those who give it have room beside it; guessed
MOST = 3  # givers named under one value; guessed


def disputes_page(found: Sequence[Dispute]) -> Iterator[RenderableType]:
    """Each event or deal with its fields."""
    for at, (_, group) in enumerate(groupby(found, key=lambda d: d.id)):
        fields = list(group)
        yield Text.assemble("\n" if at else "", *_head(fields[0]))
        for one in fields:
            yield Padding(_field(one), (0, 0, 0, 2))
            yield Padding(_sides(one.sides), (0, 0, 0, 4))
            yield Padding(_shown(one), (0, 0, 0, 4))
            if one.note:
                yield Padding(Text(one.note, "dim"), (0, 0, 0, 4))


def _head(one: Dispute) -> Iterator[str | tuple[str, str]]:
    yield one.about[:1].upper() + one.about[1:], "bold"
    yield f"; {one.place}; {one.when}  "
    yield short(one.id), "dim"


def _field(one: Dispute) -> Text:
    words, style = TOGETHER[one.together]
    name = one.field if one.of in (one.field, "when", "kind", "status") else f"{one.field}, {one.of.replace('_', ' ')}"
    return Text.assemble((name, "bold"), ": ", (words, style))


def _sides(sides: Sequence[Side]) -> Table:
    """Each value beside those who give it."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="bold", max_width=WIDEST, overflow="fold")
    table.add_column(overflow="fold")
    for side in sides:
        names = list(dict.fromkeys(_giver(giver) for giver in side.given_by))
        more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
        origins = f"{side.origins} origin{'' if side.origins == 1 else 's'}: "
        table.add_row(side.value, origins + "; ".join(names[:MOST]) + more)
    return table


def _giver(giver: Giver) -> str:
    return f"{giver.chain} ({giver.as_of or 'undated'})"


def _shown(one: Dispute) -> Text:
    return Text(f"shown now: {one.shown or 'none'} ({one.rule})", "dim")
