"""Commands that show what a record holds: events, show, ledger, search, explain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.commands import desk, remarks
from dragoman.errors import InputError
from dragoman.records import Entry, Event, Finding, Judgement, Report
from dragoman.tell.shown import Shown

if TYPE_CHECKING:
    from dragoman.identify.written import Written
    from dragoman.store.record import Record

LEDGERS = ("deals", "control", "states", "arms", "labels")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are to be listed; None asks nothing."""

    kind: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    disputed: bool = False
    limit: int = 50
    status: str | None = None
    episode: str | None = None


def events(record: Path | None, wanted: Wanted, *, as_json: bool, quiet: bool) -> int:
    """List events."""
    from dragoman.tell.wording import STATUS

    if wanted.status and wanted.status not in STATUS:
        raise InputError(f"{wanted.status!r} is no status", do=f"Statuses: {', '.join(STATUS)}.")
    _check_days(wanted)
    with desk.opened(record) as opened:
        remarks.tell_untied(opened, quiet=quiet)
        shown = desk.shown(opened)
        every = list(opened.events())
        wanted = replace(wanted, episode=episode_named(shown, wanted.episode))
        found = sorted((e for e in every if _is_wanted(shown, e, wanted)), key=lambda e: _done_first(shown, e))
        if as_json:
            from dragoman.tell.grains import event_row

            desk.put_all(event_row(shown, e) for e in found[: wanted.limit or None])
        elif quiet:
            for event in found[: wanted.limit or None]:
                print(event.id)
        else:
            _list(shown, found, len(every), wanted.limit)
    return 0


def episode_named(shown: Shown, asked: str | None) -> str | None:
    """The words asked for, or the episode's name where an event of it was given. Raises InputError where none is so called."""
    if not asked or any(is_in(asked, name) for name in {e.episode for e in shown.known_events_once}):
        return asked or None
    found = shown.find(asked)
    if not isinstance(found, Event | Entry):
        raise InputError(f"no episode has {asked!r}", do="Give words of its name, or the id of an event of it.")
    return found.episode


def is_in(asked: str, episode: str) -> bool:
    """Is it the episode's name, or are they words of it?"""
    from dragoman.tell.wording import episode_words
    from dragoman.text import name_key

    return asked == episode or (
        not episode.startswith("undated") and name_key(asked) in name_key(episode_words(episode))
    )


def _check_days(wanted: Wanted) -> None:
    """Raises InputError for what is no day, month or year."""
    for option, words in (("--since", wanted.since), ("--until", wanted.until)):
        if words is None:
            continue
        try:
            date.fromisoformat(f"{words}-01-01"[:10] if re.fullmatch(r"\d{4}(-\d\d){0,2}", words) else "")
        except ValueError:
            do = "Write it as 2018-06-20, 2018-06 or 2018."
            raise InputError(f"{words!r} is no day", where=option, do=do) from None


def _list(shown: Shown, found: list[Event], total: int, limit: int) -> None:
    from dragoman.tell.tables import events_table
    from dragoman.tell.wording import NOT_CONFIRMED

    out = desk.console()
    if not found:
        out.print("No events." if not total else f"No event fits; {total:,} are in the record.")
        return
    listed = found[: limit or None]
    out.print(events_table(shown, listed, out.width))
    if any(e.origins == 1 for e in listed):
        out.print(f"\nWhat rests on 1 origin is {NOT_CONFIRMED}.", style="dim")
    if limit and len(found) > limit:
        out.print(f"\n{limit} of {len(found):,} events; --limit 0 lists all.", style="dim")


def _is_wanted(shown: Shown, event: Event, wanted: Wanted) -> bool:
    from dragoman.text import name_key

    lower = event.when.lower if event.when else None
    upper = event.when.upper if event.when else None
    place = shown.event(event).place if wanted.place else None
    named = " ".join(x for x in (place.name, place.admin1, place.country) if x) if place else ""
    return (
        (not wanted.kind or wanted.kind.replace(" ", "_") in event.kind)
        and (not wanted.place or name_key(wanted.place) in name_key(named))
        and (not wanted.since or (upper or lower or "") >= wanted.since)
        and (not wanted.until or (bool(lower or upper) and (lower or upper or "") <= wanted.until + "~"))
        and (not wanted.episode or is_in(wanted.episode, event.episode))
        and (not wanted.status or _status(shown, event) == wanted.status)
        and (not wanted.disputed or any(v.disputed for v in event.values))
    )


def _status(shown: Shown, event: Event) -> str:
    from dragoman.tell.wording import status_of

    return status_of(event, (shown.raw[f] for f in event.findings if f in shown.raw))


def _done_first(shown: Shown, event: Event) -> tuple[bool, bool, str, str]:
    """What is told to have happened, then what is planned, threatened, denied …; each by day."""
    from dragoman.tell.wording import HAPPENED, is_own

    status = _status(shown, event)
    happened = status in HAPPENED or is_own(status, shown.own_status(event.kind))
    day = (event.when.lower or event.when.upper or "") if event.when else ""
    return not happened, not day, day, event.id


def show(record: Path | None, prefix: str, *, as_json: bool, quiet: bool, reveal: bool, why: str | None) -> int:
    """Show one event, claim, report or ledger line."""
    with desk.opened(record) as opened:
        shown = desk.revealing(opened, f"show {prefix}", reveal, why)
        thing = shown.find(prefix)
        if isinstance(thing, Event | Entry) and not quiet and not thing.id.startswith(prefix):
            remarks.tell(f"{prefix} is no more: its claims are in {thing.id} now")
        if as_json:
            desk.put(_tree(shown, thing) | (_beside(opened, shown, thing) if isinstance(thing, Report) else {}))
            return 0
        if quiet:
            for name in _leads_to(shown, thing):
                print(name)
            return 0
        from dragoman.tell import page
        from dragoman.tell.entry_page import entry_page

        match thing:
            case Event():
                desk.show(*page.event_page(shown, thing))
            case Finding():
                desk.show(*page.finding_page(shown, thing))
            case Entry():
                desk.show(*entry_page(shown, thing))
            case Report():
                desk.show(*page.report_page(shown, thing))
                for words in (*_said_of(opened, thing), *_written(opened, shown, thing)):
                    desk.show(words)
    return 0


def _said_of(record: Record, report: Report) -> Iterator[str]:
    """Who dated a report, and why nothing was read in it."""
    from dragoman.reading import READ_FOR_CLAIMS, RELEVANT

    for said in _judged(record, report):
        because = f": {said.why}" if said.why else ""
        yield f"{said.by} said on {said.at[:10]} that it was published on {said.value}{because}"
    if report.language not in READ_FOR_CLAIMS:
        name = remarks.language_name(report.language or "", remarks.world_of(record, desk.settings().world))
        yield f"Not read for claims: it is in {name}; only reports in English are."
    reading = record.reading(report.id)
    if reading is not None and not reading.relevant:
        yield f"Set aside: not about conflict ({reading.relevance:.2f}; from {RELEVANT:.2f} on a report is read for claims)."


def _written(record: Record, shown: Shown, report: Report) -> Iterator[str]:
    """Between which days a report of no known day was written, and by which words."""
    if report.published is not None or any(j.field == "published" for j in _judged(record, report)):
        return
    bounds = _bounds(shown, report)
    for bound, side in ((bounds.earliest, "on or after"), (bounds.latest, "on or before")):
        if bound is not None:
            yield f"Written {side} {bound.day}: it {bound.why} “{' '.join(bound.words.of(report.text).split())}”"
    if taken_in := record.kept_at(report.id):
        yield f"Written before it was taken in, on {taken_in[:10]}"


def _bounds(shown: Shown, report: Report) -> Written:
    from dragoman.identify.written import written

    return written(report.text, [f for f in shown.raw.values() if f.claim.report_id == report.id])


def _judged(record: Record, report: Report) -> list[Judgement]:
    return [j for j in record.judgements() if j.subject == report.id]


def _beside(record: Record, shown: Shown, report: Report) -> dict[str, Any]:
    """What is known of a report beside its words, as plain values."""
    import msgspec

    reading = record.reading(report.id)
    told = {"relevant": bool(reading and reading.relevant), "relevance": reading.relevance if reading else 0.0}
    bounds = _bounds(shown, report)
    days = {"earliest": bounds.earliest and bounds.earliest.day, "latest": bounds.latest and bounds.latest.day}
    return {**told, "written": days, "judgements": msgspec.to_builtins(_judged(record, report))}


def _leads_to(shown: Shown, thing: Event | Finding | Report | Entry) -> list[str]:
    """Ids to go on with: the claims of an event, a report or a ledger line, the event of a claim."""
    from dragoman.tell.ledgers import bearers

    match thing:
        case Entry():
            return list(bearers(thing))
        case Event():
            return list(thing.findings)
        case Report():
            return [f.id for f in shown.raw.values() if f.claim.report_id == thing.id]
        case Finding():
            return [shown.event_of[thing.id]] if thing.id in shown.event_of else []


def _tree(shown: Shown, thing: Event | Finding | Report | Entry) -> Any:
    import msgspec

    from dragoman.tell.jsonl import claim_tree, entry_tree, event_tree

    if isinstance(thing, Event):
        return event_tree(shown, thing)
    if isinstance(thing, Entry):
        return entry_tree(shown, thing)
    if isinstance(thing, Finding):
        return claim_tree(shown, thing)
    veiled = shown.report(thing.id) or thing
    tree: dict[str, Any] = msgspec.to_builtins(veiled)
    tree["text"] = shown.page(thing.id).text
    tree["residue"] = [{**msgspec.to_builtins(r), "words": shown.words(r.words, thing.id)} for r in thing.residue]
    tree["claims"] = [claim_tree(shown, f) for f in shown.raw.values() if f.claim.report_id == thing.id]
    return tree


def ledger(record: Path | None, name: str, line: str | None = None, *, as_json: bool, quiet: bool) -> int:
    """Show one ledger, or one line of it by the start of its id."""
    if name not in LEDGERS:
        raise InputError(f"there is no ledger {name!r}", do=f"Ledgers: {', '.join(LEDGERS)}.")
    with desk.opened(record) as opened:
        remarks.tell_untied(opened, quiet=quiet)
        shown = desk.shown(opened)
        entries = [e for e in opened.entries(name) if line is None or line in e.id[: len(line) + 4]]
        if line is not None and not entries:
            raise InputError(f"no line of {name} has the id {line!r}", do=f"`dragoman ledger {name}` lists them.")
        if as_json:
            import msgspec

            desk.put_all(msgspec.to_builtins(shown.entry(e)) for e in entries)
        elif quiet:
            for entry in entries:
                print(entry.id)
        elif entries:
            _tell_lines(shown, entries, one=line is not None)
        else:
            desk.show(f"The ledger of {name} is empty.")
    return 0


def _tell_lines(shown: Shown, entries: list[Entry], *, one: bool) -> None:
    """A table of lines; a line that was asked for by its id, with the words that bear it."""
    if one and len(entries) == 1:
        from dragoman.tell.entry_page import entry_page

        desk.show(*entry_page(shown, entries[0]))
        return
    from dragoman.tell.tables import ledger_table

    out = desk.console()
    out.print(ledger_table([shown.entry(e) for e in entries], out.width))


def search(
    record: Path | None, words: str, limit: int, *, as_json: bool, quiet: bool, reveal: bool, why: str | None
) -> int:
    """Find reports by their words, in any spelling of a name that the world knows; veiled names are not found."""
    from dragoman import world as worlds
    from dragoman.store.search import Hidden
    from dragoman.world.spellings import spellings

    with desk.opened(record) as opened:
        shown = desk.revealing(opened, f"search {words}", reveal, why)
        known = spellings(worlds.load(remarks.world_of(opened, desk.settings().world)))
        hits = opened.search(words, limit, known, lambda report: Hidden(*shown.hidden(report)))
        if as_json:
            desk.put_all(_hits(shown, hits))
        elif quiet:
            for hit in hits:
                print(hit.report_id)
        elif hits:
            from dragoman.tell.tables import hits_table

            desk.show(hits_table(shown, hits))
        else:
            veiled = "" if reveal else " Veiled names are not looked for: see --reveal."
            desk.show(f"No report has {words!r}.{veiled}")
    return 0


def _hits(shown: Shown, hits: Any) -> Iterator[dict[str, Any]]:
    for hit in hits:
        title = shown.words(hit.title, hit.report_id) if hit.title else None
        span = [hit.span.start, hit.span.end] if hit.span else None
        excerpt = shown.excerpt(hit.report_id, hit.span)
        yield {"report_id": hit.report_id, "title": title, "span": span, "excerpt": excerpt}


def explain(record: Path | None, prefix: str, field: str, *, as_json: bool, quiet: bool) -> int:
    """Tell why a field has its value."""
    from dragoman.tell.entry_page import explain_entry
    from dragoman.tell.explain import explain as steps_of

    with desk.opened(record) as opened:
        shown = desk.shown(opened)
        thing = shown.find(prefix)
        if isinstance(thing, Report):
            raise InputError(f"{prefix!r} is a report", do="Give an event or a claim; `dragoman show` lists them.")
        if isinstance(thing, Entry):
            steps = list(explain_entry(shown, thing, field))
        else:
            wants_links = field in ("same", "links", "event")
            steps = list(steps_of(shown, thing, field, tuple(opened.links()) if wants_links else ()))
    if as_json:
        desk.put([{"step": name, "words": words} for name, words in steps])
        return 0
    if quiet:
        for words in (words for name, words in steps if name in ("value", "number", "same", "different")):
            print(words)
        return 0
    _tell_steps(steps, whole="" if isinstance(thing, Finding) else "Event" if isinstance(thing, Event) else "Line")
    return 0


def _tell_steps(steps: list[tuple[str, str]], *, whole: str) -> None:
    """The steps; those of a whole and those of each of its claims under headings of their own."""
    from dragoman.tell.tables import pairs_table

    parts: list[tuple[str, list[tuple[str, str]]]] = [(whole, [])]
    for name, words in steps:
        if name == "claim":
            parts.append((f"Claim {words}", []))
        else:
            parts[-1][1].append((name, words))
    for at, (title, rows) in enumerate(part for part in parts if part[1]):
        if title:
            desk.heading(title, first=not at)
        desk.show(pairs_table(rows))
