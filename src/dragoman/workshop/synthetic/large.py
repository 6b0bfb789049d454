"""What a large record costs: the time and memory to tie it up, and to add one more report to it.

    python -m dragoman.workshop.synthetic.large [--findings N] [--folder DIR]

One synthetic world at moderate noise is told again and again, in twenty countries and season after season, so that
there are no quiet times between which a record would part by itself.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dragoman.ids import content_id, digest
from dragoman.records import Choice, Finding, Place, Reading, Report, When
from dragoman.settings import Settings
from dragoman.store import open_record
from dragoman.store.record import Record
from dragoman.tying import tie_up
from dragoman.workshop.metrics import bcubed
from dragoman.workshop.synthetic.noise import level
from dragoman.workshop.synthetic.reports import World, world
from dragoman.workshop.synthetic.setting import write

HAPPENINGS = 400  # of one world: about 2,000 findings in six weeks
COUNTRIES = 20
DAYS_ON = 45  # from one season's world to the next in the same country
APART_DEG = 8.0  # between two countries
BATCH = 200


class _Told:
    """One world told as if of another country and time."""

    def __init__(self, number: int) -> None:
        self.number, season = number, number // COUNTRIES
        self.days, self.north = season * DAYS_ON, (number % COUNTRIES - COUNTRIES // 2) * APART_DEG
        self.country = "Q" + chr(ord("A") + number % COUNTRIES)

    def id(self, name: str) -> str:
        """An id of its own."""
        return content_id(name.partition("_")[0], name, self.number)

    def day(self, day: str | None) -> str | None:
        """A day as much later."""
        return (dt.date.fromisoformat(day) + dt.timedelta(self.days)).isoformat() if day else day

    def report(self, one: Report) -> Report:
        """A report, with its raw bytes' hash."""
        group = self.id(one.origin_group) if one.origin_group else None
        return replace(
            one, id=self.id(one.id), published=self.day(one.published), raw_sha256=digest(one.text.encode()),
            origin_group=group, repeat_of=None, dates=(),
        )  # fmt: skip

    def finding(self, one: Finding) -> Finding:
        """A finding."""
        claim = replace(one.claim, id=self.id(one.claim.id), report_id=self.id(one.claim.report_id), ties=())
        return replace(
            one, id=self.id(one.id), claim=claim, place=self._place(one.place), when=self._when(one.when),
            origin_group=self.id(one.origin_group), published=self.day(one.published),
        )  # fmt: skip

    def _place(self, choice: Choice[Place]) -> Choice[Place]:
        place = choice.chosen
        if place is None or place.lat is None:
            return choice
        moved = replace(place, id=f"{place.id}-{self.country}", lat=place.lat + self.north, country=self.country)
        return replace(choice, chosen=moved)

    def _when(self, choice: Choice[When]) -> Choice[When]:
        when = choice.chosen
        if when is None or not (when.lower or when.upper):
            return choice
        lower, upper = self.day(when.lower), self.day(when.upper)
        return replace(choice, chosen=replace(when, lower=lower, upper=upper, edtf=f"{lower or ''}/{upper or ''}"))


def readings(made: World, number: int) -> Iterator[Reading]:
    """The reports of a world, told as the so-manieth."""
    told, by_report = _Told(number), defaultdict[str, list[Finding]](list)
    for finding in made.findings:
        by_report[finding.claim.report_id].append(told.finding(finding))
    for report in made.reports:
        found = by_report[report.id]
        yield Reading(told.report(report), bool(found), 1.0, tuple(found))


def fill(record: Record, made: World, number: int) -> int:
    """Keep so many worlds in a record; how many findings."""
    findings = 0
    for one in range(number):
        found = list(readings(made, one))
        for first in range(0, len(found), BATCH):
            record.keep_many([(r, r.report.text.encode()) for r in found[first : first + BATCH]])
        findings += sum(len(r.findings) for r in found)
    return findings


def _one_more(made: World, late: int, number: int) -> Reading:
    """A report of one of the worlds, as if another outlet told the same."""
    one, own = next(r for r in readings(made, late) if len(r.findings) > 2), _Told(number + late + 1)
    report = replace(one.report, id=own.id(one.report.id), origin_group=own.id(one.report.id))
    findings = tuple(
        replace(
            f, id=own.id(f.id), claim=replace(f.claim, id=own.id(f.claim.id), report_id=report.id),
            origin_group=own.id(one.report.id),
        )
        for f in one.findings
    )  # fmt: skip
    return replace(one, report=report, findings=findings)


def _rightness(record: Record, made: World, number: int) -> float:
    """B-cubed F1 of the events over all worlds."""
    truth: dict[str, tuple[int, str]] = {}
    for one in range(number):
        told = _Told(one)
        truth |= {told.id(finding): (one, happening) for finding, happening in made.truth.items()}
    event = {f: e.id for e in record.events() for f in e.findings}
    return bcubed(truth, {f: event[f] for f in truth})["bcubed.f1"]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.workshop.synthetic.large")
    parser.add_argument("--findings", type=int, default=20_000, help="about so many")
    parser.add_argument("--folder", type=Path, help="where to keep the record; a temporary folder without it")
    given = parser.parse_args(arguments)
    made = world(HAPPENINGS, level("moderate"), 1)
    number = max(1, round(given.findings / len(made.findings)))
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        settings = Settings(workers=2, world=(write(made.country, Path(folder)),))
        with open_record(Path(folder) / "large.db") as record:
            started = time.perf_counter()
            findings = fill(record, made, number)
            print(f"{findings:,} findings of {number} worlds kept in {time.perf_counter() - started:.0f} s", flush=True)
            started = time.perf_counter()
            tied = tie_up(record, settings)
            took, peak = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
            print(
                f"tied up in {took:.1f} s, {tied.anew} parts, {tied.events:,} events, peak {peak:.0f} MiB", flush=True
            )
            for late in (0, number // 2, number):  # of the first world, one in the middle, and one of its own
                one = _one_more(made, late, number)
                started = time.perf_counter()
                record.keep(one, one.report.text.encode())
                again = tie_up(record, settings)
                print(f"one report more: {time.perf_counter() - started:.2f} s, {again.anew} parts anew", flush=True)
            if number <= 60:
                print(f"B-cubed F1 {_rightness(record, made, number):.3f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
