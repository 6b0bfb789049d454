"""Commands that take something in: run, code, date, judge, demo."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from dragoman.commands import desk
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.flow import Shared, Tally
    from dragoman.records import Event, Finding, Issue, Reading
    from dragoman.settings import Settings
    from dragoman.store.record import Record
    from dragoman.tell.shown import Shown

MOST_ISSUES = 10
LOST = 2  # the exit code of InputError: something that was given could not be taken in
FEW = 6  # claims that a first look can take in; guessed
SAMPLES = "samples"


class _Hearing:
    """A record that also hands on what is noted as skipped in this run."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self.heard: list[Issue] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._record, name)

    def keep_issue(self, issue: Issue) -> None:
        """Note what was skipped, in the record and here."""
        self.heard.append(issue)
        self._record.keep_issue(issue)

    def keep_many(self, batch: Sequence[tuple[Reading, bytes]]) -> list[bool]:
        """Keep readings; what could not be read in them is heard."""
        new = self._record.keep_many(batch)
        self.heard += [i for (reading, _), is_new in zip(batch, new, strict=True) if is_new for i in reading.issues]
        return new


def run(
    paths: Sequence[str], into: Path | None, world: list[Path], workers: int | None, *, as_json: bool, quiet: bool
) -> int:
    """Take reports in, tie them up, and say what came of it. The exit code."""
    from dragoman import flow
    from dragoman.collect import reports
    from dragoman.commands.progress import Progress

    if "-" in paths:
        raise InputError("`run` keeps files", where="-", do="Save the text to a file, or pipe it to `dragoman code -`.")
    chosen = desk.settings(into=into, world=world, workers=workers)
    reports(paths)  # where nothing is, that is told before a record is made
    with desk.opened(chosen.into, create=True) as record:
        heard = _Hearing(record)
        with Progress(paths, quiet=quiet) as progress:
            if _first_time():
                progress.say("making the index of places, once; about a minute …")
            tally = flow.take_in(paths, cast("Shared", heard), chosen, progress)
            progress.say("tying reports up into events …")
            ties = flow.tie_up(record, chosen)
        disputes = sum(v.disputed for e in ties.events for v in e.values)
        deals = sum(e.ledger == "deals" for e in ties.entries)
        tally = replace(tally, events=len(ties.events), disputes=disputes, deals=deals)
        _close(tally, heard.heard, chosen, as_json=as_json, quiet=quiet)
    return LOST if tally.lost else 0


def _first_time() -> bool:
    from dragoman.world.gazetteer_index import cache_folder, inputs_hash

    return not (cache_folder() / f"places-{inputs_hash()}.db").exists()


def _close(tally: Tally, issues: list[Issue], chosen: Settings, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        told = [{"where": i.where, "what": i.what, "do": i.do, "lost": i.lost} for i in issues]
        desk.put({"record": str(chosen.into), **asdict(tally), "issues_listed": told})
    elif not quiet:
        from dragoman.tell.tables import pairs_table

        desk.show(pairs_table(_summary(tally, chosen)))
    if issues and not as_json:
        _list_issues(issues, MOST_ISSUES)


def _summary(tally: Tally, chosen: Settings) -> Iterator[tuple[str, str]]:
    known = f", {tally.known:,} known from before" if tally.known else ""
    yield "reports", f"{tally.reports:,} new{known}, {tally.relevant:,} about conflict"
    yield "copies", f"{tally.copies:,} repeat another report's text"
    yield "claims", f"{tally.claims:,} new"
    yield "events", f"{tally.events:,} in the record, {_count(tally.disputes, 'field')} on which sources differ"
    yield "deals", f"{tally.deals:,}"
    yield "issues", f"{tally.issues:,}" + (f", {tally.lost:,} lost" if tally.lost else "")
    yield "time", f"{tally.seconds:.1f} s"
    yield "kept in", str(chosen.into)


def _list_issues(issues: list[Issue], most: int) -> None:
    from dragoman.tell.tables import issues_table

    out = desk.console(err=True)
    ranked = sorted(issues, key=lambda i: not i.lost)
    out.print(issues_table(ranked[:most]))
    if len(ranked) > most:
        out.print(f"  and {len(ranked) - most:,} more; all are kept in the record, and --json lists them")


# ------------------------------------------------------------------------------ code


def code(
    paths: Sequence[str], world: list[Path], *, reasons: bool, reveal: bool, why: str | None, quiet: bool = False
) -> int:
    """Read without a record: one JSON line a report. The exit code."""
    from dragoman import world as worlds
    from dragoman.tell.prediction import line

    told_why = desk.reason(why) if reveal else ""
    chosen = desk.settings(world=world)
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


def date(record: Path | None, report_id: str, day: str, *, as_json: bool, quiet: bool) -> int:
    """Tell a record when a report was published; all of it is dated anew."""
    from datetime import date as calendar

    from dragoman import flow
    from dragoman.records import Report
    from dragoman.tell.shown import Shown

    try:
        day = calendar.fromisoformat(day).isoformat()
    except ValueError:
        raise InputError(f"{day!r} is no day", do="Write it as 2021-08-31.") from None
    chosen = desk.settings(into=record)
    with desk.opened(chosen.into) as opened:
        report = Shown(opened).find(report_id)
        if not isinstance(report, Report):
            raise InputError(f"{report_id!r} is not a report's id", do="`dragoman search` lists the ids of reports.")
        changed = flow.redate(opened, report.id, day)
        ties = flow.tie_up(opened, chosen)
    if as_json:
        desk.put({"report": report.id, "published": day, "findings_changed": changed, "events": len(ties.events)})
    elif not quiet:
        told = f"{_count(changed, 'claim')} dated anew, {_count(len(ties.events), 'event')}"
        desk.show(f"{report.id} was published on {day}: {told}.")
    return 0


def judge(
    record: Path | None, left: str, right: str, verdict: str, by: str, why: str, *, as_json: bool, quiet: bool
) -> int:
    """Keep a person's word on whether two claims tell of one happening, and tie everything up again."""
    from dragoman import flow
    from dragoman.ids import content_id
    from dragoman.records import Judgement

    if verdict not in ("same", "different"):
        raise InputError(f"{verdict!r} is no verdict", do="Say same or different.")
    if not by.strip():
        raise InputError("a judgement needs a name", do="Say who judges with --by.")
    chosen = desk.settings(into=record)
    with desk.opened(chosen.into) as opened:
        first, second = (_claim(opened, name).id for name in (left, right))
        if first == second:
            raise InputError("both ids mean one claim", where=first, do="Give two claims.")
        at = desk.now()
        name = content_id("jdg", first, second, verdict, by, at)
        opened.judge(Judgement(name, f"{first}|{second}", "same", verdict, by, at, why))
        ties = flow.tie_up(opened, chosen)
    if as_json:
        desk.put({"judgement": name, "left": first, "right": second, "verdict": verdict, "events": len(ties.events)})
    elif not quiet:
        desk.show(f"Kept: {by} says {verdict}. The record now has {len(ties.events):,} events.")
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
    exit_code = run([str(given)], record, [world] if world.is_dir() else [], None, as_json=as_json, quiet=quiet)
    if not as_json and not quiet:
        _tour(record)
    return exit_code


def _tour(record: Path) -> None:
    """What came out, by example: where sources differ, one event in their words, one deal."""
    from dragoman.commands import showing

    with desk.opened(record) as opened:
        events = [e for e in opened.events() if e.origins > 1 and any(v.disputed for v in e.values)]
        told = max(events, key=_telling, default=None)
        deals = [e for e in opened.entries("deals") if len(e.get("cause")) > 1]
        deal = min(deals, key=lambda e: (len(e.facts), e.id), default=None)
    desk.show("\nWhere sources differ (dragoman events --disputed)\n")
    showing.events(record, showing.Wanted(disputed=True, limit=5), as_json=False, quiet=False)
    if told is not None:
        desk.show(f"\nOne event in its reports' own words (dragoman show {told.id[4:12]})\n")
        showing.show(record, told.id, as_json=False, quiet=False, reveal=False, why=None)
    if deal is not None:
        desk.show(f"\nOne deal: its terms, and who says why it failed (dragoman ledger deals {deal.id[4:12]})\n")
        showing.ledger(record, "deals", deal.id, as_json=False, quiet=False)
    desk.show(f"\nGo on with: dragoman events --record {record}; dragoman export --to geojson --record {record}")


def _telling(event: Event) -> tuple[bool, int, str]:
    """Which event shows most in little room: numbers that differ, several origins, few enough claims to read."""
    numbers = any(v.disputed and v.field.startswith(("killed", "injured")) for v in event.values)
    return numbers, event.origins if len(event.findings) <= FEW else 0, event.id


def _samples() -> Path | None:
    """The samples beside the place where one stands, or in the source tree."""
    here = [Path(SAMPLES), Path(__file__).parents[3] / SAMPLES]
    return next((p for p in here if p.is_dir() and any(p.iterdir())), None)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
