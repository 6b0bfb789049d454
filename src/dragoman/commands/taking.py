"""Commands that take something in: run, code, date, judge, demo."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from dragoman.commands import desk, remarks
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.flow import Shared, Tally
    from dragoman.records import Event, Finding, Issue, Reading
    from dragoman.settings import Settings
    from dragoman.store.record import Record
    from dragoman.tell.shown import Shown

MOST_ISSUES = 10
MOST_ASIDE = 5
LOST = 2  # the exit code of InputError: something that was given could not be taken in
SAMPLES = "samples"


class _Hearing:
    """A record that also hands on what is noted as skipped in this run."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self.heard: list[Issue] = []
        self.known: list[Issue] = []
        self.aside: list[Reading] = []
        self.foreign: list[Reading] = []  # in a language that is not read for claims

    def __getattr__(self, name: str) -> Any:
        return getattr(self._record, name)

    def keep_issue(self, issue: Issue) -> bool:
        """Note what was skipped, in the record and here; what the record knows from before is not heard again."""
        is_new = self._record.keep_issue(issue)
        (self.heard if is_new else self.known).append(issue)
        return is_new

    def keep_many(self, batch: Sequence[tuple[Reading, bytes]]) -> list[bool]:
        """Keep readings; what could not be read in them is heard, and which are not about conflict."""
        new = self._record.keep_many(batch)
        fresh = [reading for (reading, _), is_new in zip(batch, new, strict=True) if is_new]
        self.heard += [issue for reading in fresh for issue in reading.issues]
        from dragoman.reading import READ_FOR_CLAIMS

        self.foreign += [r for r in fresh if r.report.language not in READ_FOR_CLAIMS]
        self.aside += [reading for reading in fresh if not reading.relevant]
        return new


def run(
    paths: Sequence[str],
    into: Path | None,
    world: list[Path],
    workers: int | None = None,
    confidence: float | None = None,
    *,
    again: bool = False,
    as_json: bool,
    quiet: bool,
) -> int:
    """Take reports in, tie them up, and say what came of it. The exit code."""
    from dragoman import flow
    from dragoman.collect import reports
    from dragoman.commands.progress import Progress
    from dragoman.reading import digest_of

    if not paths and not again:
        raise InputError("there is nothing to take in", do="Give files, folders or patterns.")
    if "-" in paths:
        raise InputError("`run` keeps files", where="-", do="Save the text to a file, or pipe it to `dragoman code -`.")
    started = time.monotonic()
    chosen = desk.settings(into=into, world=world, workers=workers, confidence=confidence)
    if paths:
        reports(paths)  # where nothing is, that is told before a record is made
    with desk.opened(chosen.into, create=bool(paths)) as record:
        heard = _Hearing(record)
        if not quiet:
            remarks.tell_left_out(record, chosen)
        with Progress(paths, quiet=quiet) as progress:
            if _first_time():
                progress.say("making the index of places, once; some ten seconds …")
            tally = flow.take_in(paths, cast("Shared", heard), chosen, progress) if paths else flow.Tally()
            anew = flow.read_anew(record, chosen, progress.said_anew) if again else 0
            progress.say("tying reports up into events …")
            tied = flow.tie_up(record, chosen)
        otherwise = len(record.read_otherwise(digest_of(chosen)))
        tally = replace(
            tally, events=tied.events, disputes=tied.disputes, deals=tied.deals, anew=anew, otherwise=otherwise
        )
        tally = replace(tally, seconds=time.monotonic() - started)
        _close(tally, heard, chosen, as_json=as_json, quiet=quiet)
    return LOST if tally.lost else 0


def _first_time() -> bool:
    from dragoman.world.gazetteer_index import cache_folder, inputs_hash

    return not (cache_folder() / f"places-{inputs_hash()}.db").exists()


def _close(tally: Tally, heard: _Hearing, chosen: Settings, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        issues = [(i, False) for i in heard.heard] + [(i, True) for i in heard.known]
        told = [{"where": i.where, "what": i.what, "do": i.do, "lost": i.lost, "known": known} for i, known in issues]
        aside = [{"report_id": r.report.id, "source": r.report.source, "relevance": r.relevance} for r in heard.aside]
        desk.put({"record": str(chosen.into), **asdict(tally), "set_aside_listed": aside, "issues_listed": told})
        return
    if not quiet:
        from dragoman.tell.tables import pairs_table

        desk.show(pairs_table(_summary(tally, heard, chosen)))
    if heard.heard:
        _list_issues(heard.heard, MOST_ISSUES)


def _summary(tally: Tally, heard: _Hearing, chosen: Settings) -> Iterator[tuple[str, str]]:
    known = f", {tally.known:,} known from before" if tally.known else ""
    yield "reports", f"{tally.reports:,} new{known}, {tally.relevant:,} about conflict"
    if tally.set_aside:
        yield "set aside", f"{tally.set_aside:,} not about conflict: {_named(heard.aside)}"
    if tally.unread:
        yield "no claims", f"from {_languages(heard.foreign, chosen)}: claims are read in English only"
    if tally.anew:
        yield "read anew", f"{tally.anew:,} that had been read with another world or version"
    if tally.otherwise:
        yield "read before", f"{tally.otherwise:,} with another world or version; --again reads them anew"
    yield "copies", f"{tally.copies:,} repeat another report's text"
    yield "claims", f"{tally.claims:,} new"
    yield "events", f"{tally.events:,} in the record, {_count(tally.disputes, 'field')} on which sources differ"
    yield "deals", f"{tally.deals:,}"
    yield "issues", _issues(tally)
    yield "time", f"{tally.seconds:.1f} s"
    yield "kept in", str(chosen.into)


def _issues(tally: Tally) -> str:
    """What this run met, each issue once: those of an earlier run are not counted again."""
    known = f"; {tally.noted:,} known from before, which --json lists" if tally.noted else ""
    return f"{tally.issues - tally.noted:,}{known}" + (f"; {tally.lost:,} lost" if tally.lost else "")


def _languages(readings: list[Reading], chosen: Settings) -> str:
    """How many reports there are in each language that is not read."""
    told = Counter(remarks.language_name(r.report.language or "", chosen.world) for r in readings if r.relevant)
    return ", ".join(f"{number:,} in {name}" for name, number in told.most_common())


def _named(readings: list[Reading]) -> str:
    """The first few reports by the file and how their ids begin."""
    from dragoman.tell.tables import short

    some = [f"{Path(r.report.source).name} ({short(r.report.id)}, {r.relevance:.2f})" for r in readings[:MOST_ASIDE]]
    more = len(readings) - len(some)
    return "; ".join([*some, *([f"and {more:,} more, which --json lists"] if more else [])])


def _list_issues(issues: list[Issue], most: int) -> None:
    from dragoman.tell.tables import issues_table

    out = desk.console(err=True)
    ranked = sorted(issues, key=lambda i: not i.lost)
    out.print(issues_table(ranked[:most]))
    if len(ranked) > most:
        out.print(f"  and {len(ranked) - most:,} more; all are kept in the record, and --json lists them")


# ------------------------------------------------------------------------------ code


def code(
    paths: Sequence[str],
    world: list[Path],
    confidence: float | None = None,
    *,
    reasons: bool,
    reveal: bool,
    why: str | None,
    quiet: bool = False,
) -> int:
    """Read without a record: one JSON line a report. The exit code."""
    from dragoman import world as worlds
    from dragoman.tell.prediction import line

    told_why = desk.reason(why) if reveal else ""
    chosen = desk.settings(world=world, confidence=confidence)
    readings, issues, shown = _coded(paths, chosen, reveal)
    kinds = worlds.load(chosen.world).kinds
    for reading in readings:
        made = line(shown, reading, kinds, reasons=reasons)
        desk.put({**made, "revealed_because": told_why} if reveal else made)
    heard = [*issues, *(i for r in readings for i in r.issues)]
    if heard and not quiet:
        _list_issues(heard, len(heard))  # nothing keeps them
    return LOST if any(i.lost for i in heard) else 0


def _coded(paths: Sequence[str], chosen: Settings, reveal: bool) -> tuple[list[Reading], list[Issue], Shown]:
    from dragoman import flow
    from dragoman import world as worlds
    from dragoman.link import tie
    from dragoman.records import Issue
    from dragoman.tell.shown import Held, Shown

    found = list(flow.code(paths, chosen, _piped() if "-" in paths else None))
    readings = [x for x in found if not isinstance(x, Issue)]
    issues = [x for x in found if isinstance(x, Issue)]
    texts = {r.report.id: r.report.text for r in readings}
    ties = tie(tuple(f for r in readings for f in r.findings), worlds.load(chosen.world), (), texts)
    held = Held(tuple(readings), (tuple(ties.events), tuple(ties.entries)), tuple(issues))
    return readings, issues, Shown(held, reveal=reveal)


def _piped() -> bytes:
    """What is piped in. Raises InputError where a person would have to type it, or nothing is connected."""
    if sys.stdin is None or sys.stdin.isatty():
        raise InputError("nothing is piped in for -", do="Write `cat report.txt | dragoman code -`, or name a file.")
    return sys.stdin.buffer.read()


# ------------------------------------------------------------------------------ people's words


@dataclass(frozen=True, slots=True)
class Word:
    """Who says something, and why; ``by`` None is the one who sits at the machine."""

    by: str | None = None
    why: str = ""

    @property
    def name(self) -> str:
        """Whose word it is. Raises InputError for an empty name."""
        if self.by is not None and not self.by.strip():
            raise InputError("a word that is kept needs a name", do="Say whose it is with --by.")
        return self.by or desk.user()


def date(
    record: Path | None, world: list[Path], report_id: str, day: str, word: Word, *, as_json: bool, quiet: bool
) -> int:
    """Tell a record when a report was published, on somebody's word; all of it is dated anew."""
    from dragoman import flow
    from dragoman.ids import content_id
    from dragoman.records import Judgement, Report
    from dragoman.tell.shown import Shown

    by, at = word.name, desk.now()
    chosen = desk.settings(into=record, world=world)
    with desk.opened(chosen.into) as opened:
        report = Shown(opened).find(report_id)
        if not isinstance(report, Report):
            raise InputError(f"{report_id!r} is not a report's id", do="`dragoman search` lists the ids of reports.")
        day = _checked_day(day, opened.kept_at(report.id) or at)
        chosen = remarks.in_its_world(opened, chosen)
        name = content_id("jdg", report.id, "published", day, by, at)
        opened.judge(Judgement(name, report.id, "published", day, by, at, word.why))
        changed = flow.redate(opened, report.id, day)
        tied = flow.tie_up(opened, chosen)
    if as_json:
        told = {"report": report.id, "published": day, "by": by, "findings_changed": changed}
        desk.put({**told, "events": tied.events})
    elif not quiet:
        anew = f"{_count(changed, 'claim')} dated anew, {_count(tied.events, 'event')}"
        desk.show(f"{report.id} was published on {day}, says {by}: {anew}.")
    return 0


def _checked_day(day: str, taken_in: str) -> str:
    """A day on which a report may have come out. Raises InputError for others; one day ahead is for time zones."""
    from datetime import date as calendar
    from datetime import timedelta

    from dragoman.collect.days import EARLIEST

    try:
        found = calendar.fromisoformat(day)
    except ValueError:
        raise InputError(f"{day!r} is no day", do="Write it as 2021-08-31.") from None
    if found > calendar.fromisoformat(taken_in[:10]) + timedelta(days=1):
        what = f"{found} lies after the day on which the report was taken in, {taken_in[:10]}"
        raise InputError(what, do="Give the day on which it was published.")
    if found.year < EARLIEST:
        raise InputError(f"{found} is too long ago for a report", do=f"The earliest year is {EARLIEST}.")
    return found.isoformat()


def judge(
    record: Path | None,
    world: list[Path],
    claims: tuple[str, str],
    verdict: str,
    word: Word,
    *,
    as_json: bool,
    quiet: bool,
) -> int:
    """Keep a person's word on whether two claims tell of one happening, and tie everything up again."""
    from dragoman import flow
    from dragoman.ids import content_id
    from dragoman.records import Judgement

    if verdict not in ("same", "different"):
        raise InputError(f"{verdict!r} is no verdict", do="Say same or different.")
    by, at = word.name, desk.now()
    chosen = desk.settings(into=record, world=world)
    with desk.opened(chosen.into) as opened:
        first, second = (_claim(opened, name).id for name in claims)
        if first == second:
            raise InputError("both ids mean one claim", where=first, do="Give two claims.")
        chosen = remarks.in_its_world(opened, chosen)
        name = content_id("jdg", first, second, verdict, by, at)
        opened.judge(Judgement(name, f"{first}|{second}", "same", verdict, by, at, word.why))
        tied = flow.tie_up(opened, chosen)
    if as_json:
        desk.put({"judgement": name, "left": first, "right": second, "verdict": verdict, "events": tied.events})
    elif not quiet:
        desk.show(f"Kept: {by} says {verdict}. The record now has {tied.events:,} events.")
    return 0


def _claim(record: Record, name: str) -> Finding:
    from dragoman.records import Event, Finding
    from dragoman.tell.shown import Shown

    shown = Shown(record)
    found = shown.find(name)
    if isinstance(found, Event) and len(found.findings) == 1:
        return shown.raw[found.findings[0]]
    if not isinstance(found, Finding):
        raise InputError(f"{name!r} is not one claim", do="Give a claim's id; `dragoman show EVENT` lists them.")
    return found


def demo(samples: Path | None, into: Path | None, *, as_json: bool, quiet: bool) -> int:
    """Run on a folder of samples and show the events."""
    import tempfile

    folder = samples or _samples()
    if folder is None or not folder.is_dir() or not any(folder.iterdir()):  # an empty folder would make no record
        do = "Give a folder of reports with --samples."
        raise InputError("no samples are here", where=str(folder or SAMPLES), do=do)
    record = into or Path(tempfile.mkdtemp(prefix="dragoman-demo-")) / "record.db"
    reports, world = folder / "reports", folder / "world"
    given = reports if reports.is_dir() else folder
    exit_code = run([str(given)], record, [world] if world.is_dir() else [], as_json=as_json, quiet=quiet)
    if not as_json and not quiet:
        _tour(record)
    return exit_code


def _tour(record: Path) -> None:
    """What came out, by example: where sources differ, what they say of one event, one deal."""
    from dragoman.commands import showing
    from dragoman.tell.page import event_head

    with desk.opened(record) as opened:
        events = [e for e in opened.events() if e.origins > 1 and any(v.disputed for v in e.values)]
        told = max(events, key=_telling, default=None)
        deals = [e for e in opened.entries("deals") if len(e.get("cause")) > 1]
        deal = min(deals, key=lambda e: (len(e.facts), e.id), default=None)
    desk.show("\nWhere sources differ (dragoman events --disputed)\n")
    showing.events(record, showing.Wanted(disputed=True, limit=5), as_json=False, quiet=False)
    if told is not None:
        desk.show(f"\nOne event: what its sources say (dragoman show {told.id[4:12]} adds their own words)\n")
        with desk.opened(record) as opened:
            desk.show(*event_head(desk.shown(opened), told))
    if deal is not None:
        desk.show(f"\nOne deal: its terms, and who says why it failed (dragoman ledger deals {deal.id[4:12]})\n")
        showing.ledger(record, "deals", deal.id, as_json=False, quiet=False)
    desk.show(f"\nGo on with: dragoman events --record {record}; dragoman export --to geojson --record {record}")
    _tell_briefs(record)


def _tell_briefs(record: Path) -> None:
    """Write the pages of the episodes, and say where they lie."""
    from dragoman.commands.briefing import written_for_demo

    if paths := written_for_demo(record):
        desk.show("\nEach episode as a page, to be opened in a browser (dragoman brief EPISODE --to html)\n")
        desk.show(*(f"  {path}" for path in paths))


def _telling(event: Event) -> tuple[bool, bool, bool, int, str]:
    """Which event shows most: one that is surely one, with numbers that differ, told by several origins.

    Where sources part on its kind, place or day it may be several happenings, and is no good example.
    """
    parted = {v.field for v in event.values if v.disputed}
    plain = not parted & {"kind", "place", "when"}
    numbers = any(field.startswith(("killed", "injured")) for field in parted)
    return plain, numbers, "happened" in parted, event.origins, event.id


def _samples() -> Path | None:
    """The samples beside the place where one stands, or in the source tree."""
    here = [Path(SAMPLES), Path(__file__).parents[3] / SAMPLES]
    return next((p for p in here if p.is_dir() and any(p.iterdir())), None)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
