"""Tables for the terminal: events, ledgers, hits and issues, readable at 80 columns and better at 120."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from dragoman.records import Entry, Event, Finding, Issue
from dragoman.tell import wording
from dragoman.tell.shown import Shown

if TYPE_CHECKING:
    from rich.console import RenderableType

WIDE = 110  # columns from which there is room for more; guessed
SHORT_ID = 8  # characters of an id shown: 40 bits, enough to be the only one in a record
TINTS = {"contested": "bold red", "denied": "red", "claimed": "yellow", "reported": "green", "asserted": "magenta"}
_OF_A_LABEL = ("slant", "voice", "outlet")
_STATES = {"done": "green", "ready": "cyan", "offered": "yellow", "open": "yellow", "refused": "red", "missed": "red"}


def short(name: str) -> str:
    """An id short enough for a table; every command takes it."""
    return name.partition("_")[2][:SHORT_ID] or name[:SHORT_ID]


def tinted(words: str) -> Text:
    """Words of standing in their colour."""
    return Text(words, TINTS.get(words.split()[0].strip(","), "") if words else "")


def events_table(shown: Shown, events: Iterable[Event], width: int) -> Table:
    """Events, one a row; where the terminal is wide, also who told of it."""
    wide = width >= WIDE
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), expand=True)
    table.add_column("id", no_wrap=True, style="dim", width=SHORT_ID)
    table.add_column("when", min_width=10, max_width=24 if wide else 13)
    table.add_column("what, and who to whom", ratio=3)
    table.add_column("where", ratio=2)
    table.add_column("standing", ratio=2)
    if wide:
        table.add_column("first told by", ratio=2)
    for event in events:
        table.add_row(*_event_cells(shown, event, wide))
    return table


def _event_cells(shown: Shown, event: Event, wide: bool) -> list[RenderableType]:
    veiled = shown.event(event)
    found = [shown.finding(f) for f in event.findings if f in shown.raw]
    what = Text(wording.kind_words(veiled.kind), "bold")
    if sides := wording.parties(found):
        what.append(f"\n{sides}", "not bold")
    if counts := tolls(veiled, found):
        what.append(f"\n{counts}", "cyan not bold")
    if veiled.aggregate:
        what.append("\na total, not one event", "dim not bold")
    cells: list[RenderableType] = [
        Text(short(veiled.id)),
        Text(wording.when_of(veiled, found)),
        what,
        Text(wording.where(veiled.place)),
        tinted(wording.standing(veiled, found)),
    ]
    return [*cells, Text(shown.chain(shown.raw[found[0].id]) if found else "")] if wide else cells


def tolls(event: Event, found: Iterable[Finding], most: int = 3) -> str:
    """The numbers of an event: merged values where there are some, else what its claims give."""
    given = [q for f in found for q in f.claim.quantities if q.kind != "other"]
    kinds = {q.kind for q in given}
    merged = [v for v in event.values if v.value and v.field.partition(" (")[0] in kinds]
    covered = {v.field.partition(" (")[0] for v in merged}
    amounts = [_merged(v.field, v.value or "") for v in merged]
    amounts += [wording.amount(q) for q in given if q.kind not in covered]
    told = list(dict.fromkeys(amounts))
    return ", ".join(told[:most]) + (f" and {len(told) - most} more" if len(told) > most else "")


def _merged(field: str, value: str) -> str:
    """A merged number: "killed (civilians)" and "~3.." give "at least about 3 killed (civilians)"."""
    kind, _, whom = field.partition(" (")
    of_whom = f" ({whom}" if whom and whom.rstrip(")") != kind else ""
    return f"{wording.range_words(value)} {wording.kind_words(kind)}{of_whom}"


def ledger_table(entries: Sequence[Entry], width: int) -> Table:
    """Ledger lines with what is held of each, fact by fact."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), expand=True)
    table.add_column("id", no_wrap=True, style="dim", width=SHORT_ID)
    table.add_column("about", ratio=2)
    table.add_column("as reported", ratio=5)
    if width >= WIDE:
        table.add_column("when", max_width=24)
    for entry in entries:
        about = Text(entry.key, "bold")
        if entry.status:
            about.append(f"\n{wording.kind_words(entry.status)}", "not bold " + _STATES.get(entry.status, "yellow"))
        if width < WIDE and entry.interval:
            about.append(f"\n{entry.interval}", "not bold")
        cells: list[RenderableType] = [Text(short(entry.id)), about, _facts(entry)]
        table.add_row(*cells, *([Text(entry.interval)] if width >= WIDE else []))
    return table


def _facts(entry: Entry) -> Text:
    told = Text()
    for fact in entry.facts:
        if fact.name.startswith("term_") or (entry.ledger == "labels" and fact.name in _OF_A_LABEL):
            continue  # said in the term's own line, or in what the line is about
        told.append("\n" if told else "")
        told.append(f"{wording.kind_words(fact.name)}: ", "dim")
        told.append(fact.value)
        if fact.state:
            told.append(f" [{fact.state}]", _STATES.get(fact.state, ""))
        aside = ", ".join(x for x in (fact.when, f"said by {fact.said_by}" if fact.said_by else "") if x)
        told.append(f" ({aside})" if aside else "", "dim")
    return told


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
        words.append(f" {issue.what}. {issue.do}", "default not bold")
        table.add_row(words)
    return table


def pairs_table(pairs: Iterable[tuple[str, Any]]) -> Table:
    """Names and values, one pair a row."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for name, value in pairs:
        table.add_row(name, value if isinstance(value, Text) else str(value))
    return table
