"""Sums over where reports stand: kept as reports come in and change, they are what counting all anew would give."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from tests.factory import a_claim, a_finding, a_reading, a_report, raw_of

from dragoman.records import Bridge, Spot, Standing, Trace
from dragoman.store import open_record
from dragoman.store.record import Record

PLACES = ("SD", "UA", "MM")


def stands(traces: Iterable[Trace]) -> Standing:
    """Where the first report of an origin lies."""
    told = sorted((t for t in traces if t.findings), key=lambda t: t.report_id)
    others = frozenset(country for t in told for country, _ in t.touches)
    return Standing(told[0].country, others - {told[0].country})


def keep(record: Record, words: str) -> str:
    report = a_report(words)
    reading = a_reading(report, [a_finding(a_claim(report, "shelled", kind="shelling"))])
    record.keep(reading, raw_of(reading.report))
    return report.id


def told_by_all(record: Record, traces: Sequence[Trace]) -> tuple[list[Spot], list[Bridge]]:
    """The sums of a record in which these traces alone were ever noted."""
    record.note_traces(traces, stands)
    return record.spots(), record.bridges()


@pytest.mark.parametrize("seed", range(4))
def test_sums_are_those_of_the_traces_of_today(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with open_record(tmp_path / "slow.db") as slow, open_record(tmp_path / "once.db") as once:
        names = [keep(slow, f"Guns shelled town {n}.") for n in range(12)]
        assert names == [keep(once, f"Guns shelled town {n}.") for n in range(12)]
        last: dict[str, Trace] = {}
        for _ in range(40):
            some = [
                Trace(
                    name, chance.choice(names[:4]), chance.randint(0, 3), chance.choice(PLACES), chance.randint(1, 9),
                    tuple((place, 1) for place in chance.sample(PLACES, 2)),
                )
                for name in chance.sample(names, chance.randint(1, 4))
            ]  # fmt: skip
            slow.note_traces(some, stands)
            last |= {t.report_id: t for t in some}
        assert (slow.spots(), slow.bridges()) == told_by_all(once, list(last.values()))
        homes = slow.spots_of(names)
        for spot in slow.spots():
            assert slow.standing_in([spot.name]) == sorted(name for name in homes if homes[name] == spot.name)


def test_what_comes_in_or_changes_is_untraced_until_it_is_traced(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db") as record:
        names = [keep(record, f"Guns shelled town {n}.") for n in range(3)]
        assert record.untraced() == names
        record.note_traces([Trace(name, name, 1, "SD", 1) for name in names[:2]], stands)
        assert record.untraced() == names[2:]
        record.redate(names[0], "2018-06-28", list)
        assert record.untraced() == [names[0], names[2]]
        assert [(s.name, s.findings, s.origins, s.part) for s in record.spots()] == [("SD", 2, 2, "")]
