"""Commands that hold accounts, days and records beside each other: disputes, timeline, diff."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.commands import desk, remarks
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.tell.disputes import Dispute


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
