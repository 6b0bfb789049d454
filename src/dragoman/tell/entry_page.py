"""Shows one ledger line: each fact with the words of the claims that bear it, and why it is held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from dragoman.errors import InputError
from dragoman.records import Entry, Fact
from dragoman.tell import wording
from dragoman.tell.days import interval_words
from dragoman.tell.ledgers import about, aside, bearers, value_words
from dragoman.tell.shown import Shown
from dragoman.tell.tables import pairs_table, short

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.tell.explain import Step

MOST = 4  # claims quoted under one fact; guessed


def entry_page(shown: Shown, entry: Entry) -> Iterator[RenderableType]:
    """A ledger line: what it is about, and its facts, each over the words that bear it."""
    told = shown.entry(entry)
    head = about(told)
    yield Text(head[:1].upper() + head[1:], "bold underline")
    yield pairs_table(_told(told))
    for findings, facts in groupby(_said(told), key=lambda fact: fact.findings):
        yield Text("")
        lines = [_fact(fact) for fact in facts]
        yield from lines
        yield from (
            Padding(words, (0, 0, 0, 2)) for words in _borne(shown, findings, " ".join(line.plain for line in lines))
        )


def _told(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "id", entry.id
    yield "ledger", entry.ledger
    if entry.status:
        yield "stands as", wording.kind_words(entry.status)
    yield "when", interval_words(entry.interval) if entry.interval else "day unknown"
    if entry.episode:
        yield "episode", wording.episode_words(entry.episode)


def _said(entry: Entry) -> Iterator[Fact]:
    """The facts that are shown; the parts of a term are told in its own line."""
    return (fact for fact in entry.facts if not fact.name.startswith("term_"))


def _fact(fact: Fact) -> Text:
    told = Text(f"{wording.kind_words(fact.name)}: ", "bold").append(value_words(fact), "not bold")
    if fact.state:
        told.append(f" [{fact.state}]", "not bold")
    beside = aside(fact)
    return told.append(f" ({beside})" if beside else "", "dim not bold")


def _borne(shown: Shown, findings: Iterable[str], told_already: str) -> Iterator[Text]:
    """The words of each claim where they do not stand in the facts, who says so, and the claim's id."""
    known = [shown.raw[f] for f in findings if f in shown.raw]
    for finding in known[:MOST]:
        words = " ".join(shown.evidence(finding).split())
        told = Text("" if words in told_already else f"“{words}”  ").append(shown.chain(finding), "bold")
        yield told.append(f"\nclaim {short(finding.id)}, report {short(finding.claim.report_id)}", "dim not bold")
    if len(known) > MOST:
        yield Text(f"and {len(known) - MOST} more: {', '.join(short(f.id) for f in known[MOST:])}", "dim")


def explain_entry(shown: Shown, entry: Entry, field: str) -> Iterator[Step]:
    """Why a ledger line has a fact, as (name, words) pairs. Raises InputError for a fact that is not there."""
    told = shown.entry(entry)
    wanted = " ".join(field.replace("_", "-").split("-")).lower()
    facts = [fact for fact in told.facts if wording.kind_words(fact.name).lower() == wanted]
    if not facts:
        names = ", ".join(dict.fromkeys(fact.name.replace("_", "-") for fact in told.facts))
        raise InputError(f"the line has no {field!r}", do=f"Fields: {names}.")
    for fact in facts:
        yield "value", value_words(fact) + (f" [{fact.state}]" if fact.state else "")
        if beside := aside(fact):
            yield "told", beside
        for finding in (shown.raw[f] for f in fact.findings if f in shown.raw):
            yield "claim", finding.id
            span = finding.claim.evidence
            words = " ".join(shown.evidence(finding).split())
            yield "evidence", f"“{words}” ({span.start}–{span.end})"
            yield "voices", shown.chain(finding)
    yield "made by", f"{told.maker.name} {told.maker.version}, from {len(bearers(told))} claims"
