"""Tables for the terminal: events, ledgers, hits and issues, readable at 80 columns and better at 120."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from dragoman.records import Entry, Event, Issue
from dragoman.tell import wording
from dragoman.tell.days import interval_words
from dragoman.tell.ledgers import about, aside, usages, value_words
from dragoman.tell.numbers import tolls
from dragoman.tell.shown import Shown

if TYPE_CHECKING:
    from rich.console import RenderableType

WIDE = 110  # columns from which there is room for more; guessed
NARROW = 72  # columns below which there is no room for columns; guessed
SHORT_ID = 8  # characters of an id shown: 40 bits, enough to be the only one in a record
TINTS = {"contested": "bold red", "denied": "red", "claimed": "yellow", "reported": "green", "asserted": "magenta"}
_STATES = {"done": "green", "ready": "cyan", "offered": "yellow", "open": "yellow", "refused": "red", "missed": "red"}


def short(name: str) -> str:
    """An id short enough for a table; every command takes it."""
    return name.partition("_")[2][:SHORT_ID] or name[:SHORT_ID]


def tinted(words: str) -> Text:
    """Words of standing in their colour."""
    return Text(words, TINTS.get(words.split()[0].strip(","), "") if words else "")


def events_table(shown: Shown, events: Iterable[Event], width: int) -> Table:
    """Events, one a row; where the terminal is wide, also who told of it; where it is narrow, one under the other."""
    if width < NARROW:
        return _stacked(_event_cells(shown, e)[:5] for e in events)
    wide = width >= WIDE
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), expand=True)
    table.add_column("id", no_wrap=True, style="dim", width=SHORT_ID)
    table.add_column("when", min_width=10, max_width=24 if wide else 16)
    table.add_column("what, and who to whom", ratio=3, overflow="fold")
    table.add_column("where", ratio=2, overflow="fold")
    table.add_column("standing", min_width=len("as possible only"))
    table.add_column("origins", justify="right", no_wrap=True)
    if wide:
        table.add_column("first told by", ratio=2)
    for event in events:
        table.add_row(*_event_cells(shown, event)[: 7 if wide else 6])
    return table


def _event_cells(shown: Shown, event: Event) -> list[RenderableType]:
    veiled = shown.event(event)
    found = [shown.finding(f) for f in event.tellers if f in shown.raw]
    what = Text(wording.kind_words(veiled.kind), "bold")
    if sides := wording.parties(found):
        what.append(f"\n{sides}", "not bold")
    if counts := tolls(veiled, found):
        what.append(f"\n{counts}", "cyan not bold")
    if veiled.aggregate:
        what.append("\na total, not one event", "dim not bold")
    return [
        Text(short(veiled.id)),
        Text(wording.when_of(veiled, found)),
        what,
        Text(wording.where(veiled.place)),
        tinted(wording.standing_word(veiled, found, shown.own_status(veiled.kind)).replace(" as ", "\nas ")),
        Text(str(veiled.origins)),
        Text(shown.chain(shown.raw[found[0].id]) if found else ""),
    ]


def _stacked(rows: Iterable[Sequence[RenderableType]]) -> Table:
    """Cells of a row one under the other, for a terminal too narrow for columns."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 1, 1, 0))
    table.add_column(no_wrap=True, style="dim", width=SHORT_ID)
    table.add_column()
    for name, *cells in rows:
        table.add_row(name, Group(*(c for c in cells if str(c))))
    return table


def ledger_table(entries: Sequence[Entry], width: int) -> Table:
    """Ledger lines with what is held of each, fact by fact; labels as who calls whom what."""
    if entries and entries[0].ledger == "labels":
        return _labels_table(entries)
    if width < NARROW:
        return _stacked([Text(short(e.id)), _about(e, with_time=True), _facts(e)] for e in entries)
    wide = width >= WIDE
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), expand=True)
    table.add_column("id", no_wrap=True, style="dim", width=SHORT_ID)
    table.add_column("about", ratio=2, overflow="fold")
    table.add_column("as reported", ratio=5, overflow="fold")
    if wide:
        table.add_column("when", max_width=24)
    for entry in entries:
        cells: list[RenderableType] = [Text(short(entry.id)), _about(entry, with_time=not wide), _facts(entry)]
        table.add_row(*cells, *([Text(interval_words(entry.interval))] if wide else []))
    return table


def _about(entry: Entry, *, with_time: bool) -> Text:
    told = Text(about(entry), "bold")
    if entry.status:
        told.append(f"\n{wording.kind_words(entry.status)}", "not bold " + _STATES.get(entry.status, "yellow"))
    if with_time and entry.interval:
        told.append(f"\n{interval_words(entry.interval)}", "not bold")
    return told


def _facts(entry: Entry) -> Text:
    told = Text()
    for fact in entry.facts:
        if fact.name.startswith("term_"):
            continue  # said in the term's own line
        told.append("\n" if told else "")
        told.append(f"{wording.kind_words(fact.name)}: ", "dim")
        told.append(value_words(fact))
        if fact.state:
            told.append(f" [{fact.state}]", _STATES.get(fact.state, ""))
        beside = aside(fact)
        told.append(f" ({beside})" if beside else "", "dim")
    return told


def _labels_table(entries: Sequence[Entry]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("id", no_wrap=True, style="dim", min_width=SHORT_ID)
    for title in ("who", "calls", "by the word", "slant"):
        table.add_column(title, overflow="fold")
    table.add_column("claims", justify="right")
    for use in usages(entries):
        ids = short(use.ids[0]) + (f" +{len(use.ids) - 1}" if len(use.ids) > 1 else "")
        table.add_row(ids, use.speaker, Text(use.side), Text(", ".join(use.words), "bold"), use.slant, str(use.claims))
    return table


def hits_table(shown: Shown, hits: Iterable[Any]) -> Table:
    """Reports that hold the words looked for."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), expand=True)
    table.add_column("report", no_wrap=True, style="dim", width=SHORT_ID)
    table.add_column("title and words", ratio=1)
    for hit in hits:
        told = Text()
        if hit.title:
            told.append(" ".join(shown.words(hit.title, hit.report_id).split()), "bold")
            told.append("\n")
        told.append(shown.excerpt(hit.report_id, hit.span))
        table.add_row(Text(short(hit.report_id)), told)
    return table


def issues_table(issues: Iterable[Issue]) -> Table:
    """What was skipped or lost, and what to do about it."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(overflow="fold")
    for issue in issues:
        words = Text("  lost  " if issue.lost else "  note  ", "red" if issue.lost else "yellow")
        words.append(issue.where, "bold not red")
        words.append(f" {_sentence(issue.what)} {_sentence(issue.do)}".rstrip(), "default not bold")
        table.add_row(words)
    return table


def _sentence(words: str) -> str:
    return words if not words or words.endswith((".", "!", "?", "…")) else f"{words}."


def pairs_table(pairs: Iterable[tuple[str, Any]]) -> Table:
    """Names and values, one pair a row."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for name, value in pairs:
        table.add_row(name, value if isinstance(value, Text) else str(value))
    return table
