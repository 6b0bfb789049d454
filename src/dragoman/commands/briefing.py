"""The command that writes the page of one episode: brief."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.commands import desk, remarks
from dragoman.commands.showing import episode_named, is_in
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.store.record import Record
    from dragoman.tell.brief import Aside, Made
    from dragoman.tell.shown import Shown

FORMATS = ("html",)
LEAST_EVENTS = 10  # of an episode that the demo writes a page for; guessed


def brief(
    record: Path | None, episode: str, to: str, out: str, *, reveal: bool, why: str | None, as_json: bool, quiet: bool
) -> int:
    """Write the page of one episode."""
    from dragoman.tell.brief import brief as page

    if to not in FORMATS:
        raise InputError(f"{to!r} is no format of a brief", do=f"Formats: {', '.join(FORMATS)}.")
    with desk.opened(record) as opened:
        remarks.tell_untied(opened, quiet=quiet)
        shown = desk.revealing(opened, f"brief {episode}", reveal, why)
        told = page(shown, named(shown, episode), made(opened, shown, desk.reason(why) if reveal else ""))
    if out == "-":
        sys.stdout.write(told)
        return 0
    written(told, Path(out))
    if as_json:
        desk.put({"written": [Path(out).name], "folder": str(Path(out).parent), "veiled": not reveal})
    elif not quiet:
        veiled = "NOT veiled" if reveal else "private persons are veiled"
        desk.console(err=True).print(f"{out}; {veiled}")
    return 0


def written(page: str, path: Path) -> None:
    """Write a page into a file, with the folders to it. Raises InputError where that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as wrong:
        do = "Choose another file by --out."
        raise InputError(f"cannot write: {wrong.strerror}", where=str(path), do=do) from wrong


def named(shown: Shown, asked: str) -> str:
    """The one episode that is meant by words of its name or by the id of an event of it. Raises InputError for several."""
    from dragoman.tell.wording import episode_words

    wanted = episode_named(shown, asked) or ""
    known = sorted({e.episode for e in shown.known_events_once if is_in(wanted, e.episode)})
    exact = [name for name in known if wanted in (name, episode_words(name))]
    if len(exact or known) == 1:
        return (exact or known)[0]
    if not known:
        raise InputError(f"no episode is called {asked!r}", do="`dragoman events` lists events; give the id of one.")
    some = "; ".join(sorted(shown_name(shown, name) for name in known)[:4])
    raise InputError(f"{len(known)} episodes are called {asked!r}: {some}", do="Give more of its name.")


def shown_name(shown: Shown, raw_name: str) -> str:
    """An episode's name as it may be shown."""
    from dragoman.tell.brief.episode import Episode
    from dragoman.tell.wording import episode_words

    return episode_words(Episode(shown, raw_name).name)


def made(record: Record, shown: Shown, revealed: str = "") -> Made:
    """With what the record was made, and what it set aside."""
    from dragoman.tell.brief import Made
    from dragoman.world.digest import installed_version

    basis = record.basis()
    lost = sum(issue.lost for issue in record.issues())
    world = basis.digest if basis else ""
    return Made(installed_version(), world, record.seal(), tuple(_aside(record, shown)), lost, revealed)


def _aside(record: Record, shown: Shown) -> Iterator[Aside]:
    """The reports in which nothing was read, with the reason."""
    from dragoman.reading import READ_FOR_CLAIMS
    from dragoman.tell.brief import Aside

    folders = remarks.world_of(record, desk.settings().world)
    for report in shown.reports():
        reading = record.reading(report.id)
        title = report.title or "Untitled report"
        if reading is not None and not reading.relevant:
            yield Aside(title, f"not about conflict ({reading.relevance:.2f})")
        elif report.language not in READ_FOR_CLAIMS:
            language = remarks.language_name(report.language or "", folders) or "a language that could not be told"
            yield Aside(title, f"in {language}; claims are read in English only")


def written_for_demo(record: Path) -> list[Path]:
    """The pages of a record's larger episodes, written beside it."""
    from collections import Counter

    from dragoman.tell.brief import brief as page

    paths = []
    with desk.opened(record) as opened:
        shown = desk.shown(opened)
        sizes = Counter(e.episode for e in shown.known_events_once)
        for name in sorted(n for n, size in sizes.items() if size >= LEAST_EVENTS):
            path = record.with_name(f"brief-{slug(shown_name(shown, name))}.html")
            written(page(shown, name, made(opened, shown)), path)
            paths.append(path)
    return paths


def slug(words: str) -> str:
    """A name as it can stand in a file's name."""
    return "-".join(re.findall(r"[^\W_]+", words.lower())) or "episode"
