"""Commands that hold accounts, days and records beside each other: disputes, timeline, diff."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.commands import desk, remarks
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.tell.shown import Shown
    from dragoman.tell.sides import Dispute
    from dragoman.tell.timeline import Timeline


def disputes(
    record: Path | None, episode: str | None, field: str | None, limit: int, *, as_json: bool, quiet: bool
) -> int:
    """List every value on which sources part."""
    from dragoman.commands.showing import episode_named, is_in
    from dragoman.tell.disputes import ASKED
    from dragoman.tell.disputes import disputes as found_in

    if field is not None and field not in ASKED:
        raise InputError(f"{field!r} is no field", do=f"Fields: {', '.join(ASKED)}.")
    with desk.opened(record) as opened:
        remarks.tell_untied(opened, quiet=quiet)
        shown = desk.shown(opened)
        name = episode_named(shown, episode)
        events = [e for e in shown.known_events_once if name is None or is_in(name, e.episode)]
        entries = [e for e in opened.entries("deals") if name is None or is_in(name, e.episode)]
        found = found_in(shown, events, entries, field)
        listed = found[: limit or None]
        if as_json:
            desk.put_all(listed)
        elif quiet:
            for one in dict.fromkeys(d.id for d in listed):
                print(one)
        else:
            _tell_disputes(listed, len(found))
    return 0


def _tell_disputes(listed: list[Dispute], total: int) -> None:
    from dragoman.tell.disputes_page import disputes_page

    if not listed:
        desk.show("No sources part on it.")
        return
    desk.show(*disputes_page(listed))
    if total > len(listed):
        desk.console().print(f"\n{len(listed):,} of {total:,}; --limit 0 lists all.", style="dim")


def timeline(record: Path | None, name: str, svg: str | None, *, as_json: bool, quiet: bool) -> int:
    """Draw the events of an episode, or one deal, day by day."""
    with desk.opened(record) as opened:
        remarks.tell_untied(opened, quiet=quiet)
        line = _timeline(desk.shown(opened), name)
    if svg is not None:
        _draw(line, svg, quiet=quiet or as_json)
    if as_json:
        desk.put(line)
    elif quiet and svg is None:
        for bar in line.bars:
            print(bar.id)
    elif svg is None:
        from dragoman.tell.timeline_page import timeline_page

        out = desk.console()
        for part in timeline_page(line, out.width):
            out.print(part)
    return 0


def _timeline(shown: Shown, name: str) -> Timeline:
    """The picture of what a name means: the words of one episode, an event of it, or a line of the ledger of deals."""
    from dragoman.records import Entry, Event
    from dragoman.tell.timeline import of_deal, of_episode

    episodes = _episodes(shown, name)
    if not episodes:
        found = shown.find(name)
        if isinstance(found, Entry) and found.ledger == "deals":
            return of_deal(shown, found, counted_from_publication)
        if not isinstance(found, Event | Entry):
            raise InputError(
                f"no episode has {name!r}", do="Give words of its name, the id of an event of it, or a deal's."
            )
        episodes = [found.episode]
    if len(episodes) > 1:
        names = "; ".join(dict.fromkeys(_told_name(shown, episode) for episode in episodes))
        raise InputError(
            f"{len(episodes)} episodes have {name!r}: {names}", do="Give more words, or the id of an event."
        )
    return of_episode(shown, [e for e in shown.known_events_once if e.episode == episodes[0]], counted_from_publication)


@cache
def counted_from_publication(order: str) -> tuple[int | None, int | None]:
    """Within how many days of publication an order of days lies, whatever day that is; None where that is open."""
    from datetime import date, timedelta

    from dragoman.identify.chains import solve

    left, _, right = order.partition("/")
    ends: list[int | None] = []
    for part, at, pick in ((left, 0, min), (right or left, 1, max)):
        days = []
        for step in range(0, 366, 5) if part.startswith("P") else ():  # every weekday and every month
            published = date(2021, 1, 1) + timedelta(step)
            day = solve(part, published)[at]
            days += [(day - published).days] if day else []
        ends.append(pick(days) if days else None)
    return ends[0], ends[1]


def _episodes(shown: Shown, words: str) -> list[str]:
    """The episodes that have the words in their name."""
    from dragoman.commands.showing import is_in

    known = list(dict.fromkeys(e.episode for e in shown.known_events_once))
    return [name for name in known if name == words] or [name for name in known if is_in(words, name)]


def _told_name(shown: Shown, episode: str) -> str:
    from dragoman.tell.wording import episode_words

    first = next(e for e in shown.known_events_once if e.episode == episode)
    return episode_words(shown.event(first).episode)


def _draw(line: Timeline, svg: str, *, quiet: bool) -> None:
    """Write the picture to a file; - is stdout."""
    from dragoman.tell.timeline_svg import timeline_svg

    picture = timeline_svg(line)
    if svg == "-":
        print(picture)
        return
    try:
        Path(svg).write_text(picture, encoding="utf-8")
    except OSError as wrong:
        raise InputError(f"cannot write: {wrong.strerror}", where=svg, do="Choose another file by --svg.") from wrong
    if not quiet:
        desk.console(err=True).print(f"{len(line.bars)} rows in {svg}; private persons are veiled")


def diff(before: Path, after: Path | None, limit: int, *, as_json: bool, quiet: bool) -> int:
    """Compare two records, the earlier one first."""
    from dragoman.tell.differences import differences

    with desk.opened(_record_in(before)) as old, desk.opened(_record_in(after)) as new:
        for one in (old, new):
            remarks.tell_untied(one, quiet=quiet)
        found = differences(desk.shown(old), desk.shown(new))
    if as_json:
        desk.put(found)
    elif quiet:
        for name in dict.fromkeys(name for one in found.differences for name in one.after):
            print(name)
    else:
        from dragoman.tell.differences_page import differences_page

        desk.show(*differences_page(found, limit))
    return 0


def _record_in(path: Path | None) -> Path | None:
    """The record that a folder holds, or the file itself."""
    return path / "record.db" if path is not None and (path / "record.db").is_file() else path
