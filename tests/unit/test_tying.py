"""A record is tied up part by part: only what a new report touches is made anew, and old ids lead on."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.factory import DARAA, a_claim, a_finding, a_reading, a_report, a_when, raw_of

from dragoman.errors import InputError
from dragoman.records import Finding, Judgement, Place, Reading
from dragoman.settings import Settings
from dragoman.store import open_record
from dragoman.store.record import Record
from dragoman.store.verify import verify
from dragoman.tell.shown import Shown
from dragoman.tying import FEW, tie_up

GOMA = Place("pin-goma", "Goma", -1.68, 29.22, 4000.0, "town", "CD", "Nord-Kivu", "town", "pins")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of no more than three findings, so that a handful of reports makes several."""
    monkeypatch.setattr("dragoman.link.parts.MOST", 3)


def told(words: str, day: str = "2018-06-26", place: Place = DARAA, published: str = "2018-06-27") -> Reading:
    """A report of one act."""
    report = a_report(words)
    found = a_finding(a_claim(report, "shelled", kind="shelling"), when=a_when(day), place=place, published=published)
    return a_reading(report, [found])


def keep(record: Record, *readings: Reading) -> None:
    for reading in readings:
        record.keep(reading, raw_of(reading.report))


def events(record: Record) -> set[tuple[str, ...]]:
    return {event.findings for event in record.events()}


def four() -> list[Reading]:
    return [
        told("Guns shelled Daraa."),
        told("The army shelled Daraa on Tuesday."),
        told("They shelled Goma.", "2024-02-07", GOMA, "2024-02-08"),
        told("The rebels shelled Goma again.", "2024-02-07", GOMA, "2024-02-09"),
    ]


@pytest.mark.usefixtures("small")
def test_only_the_part_that_a_report_touches_is_made_anew(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db") as record:
        keep(record, *four())
        assert tie_up(record, Settings()).anew == 2
        assert [len(found) for found in sorted(events(record), key=len)] == [2, 2]
        assert tie_up(record, Settings()).anew == 0
        keep(record, told("Somebody shelled Goma, a clerk said.", "2024-02-07", GOMA, "2024-02-08"))
        assert tie_up(record, Settings()).anew == 1
        assert sorted(map(len, events(record))) == [2, 3]
        assert record.untied() == 0
        assert list(verify(record)) == []


@pytest.mark.usefixtures("small")
def test_one_by_one_in_any_order_is_as_all_at_once(tmp_path: Path) -> None:
    with open_record(tmp_path / "once.db") as once, open_record(tmp_path / "slow.db") as slow:
        keep(once, *four())
        tie_up(once, Settings())
        for reading in reversed(four()):
            keep(slow, reading)
            tie_up(slow, Settings())
        assert list(once.events()) == list(slow.events())
        assert list(once.links()) == list(slow.links())
        assert list(once.entries()) == list(slow.entries())


@pytest.mark.usefixtures("small")
def test_several_processes_tie_up_the_same(tmp_path: Path) -> None:
    towns = [replace(GOMA, id=f"pin-{n}", country=f"Q{n}", lat=n * 9.0) for n in range(8)]
    with open_record(tmp_path / "one.db") as one, open_record(tmp_path / "two.db") as two:
        for record, workers in ((one, 1), (two, 2)):
            for n, town in enumerate(towns):
                keep(record, told(f"Guns shelled town {n}.", place=town), told(f"They shelled it, {n}.", place=town))
            assert tie_up(record, Settings(workers=workers)).anew > FEW
        assert list(one.events()) == list(two.events())
        assert list(one.links()) == list(two.links())


def test_an_event_keeps_its_id_when_later_reports_join_it(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db") as record:
        keep(record, told("Guns shelled Daraa."))
        tie_up(record, Settings())
        (before,) = record.events()
        keep(record, told("The army shelled Daraa on Tuesday.", published="2018-06-28"))
        tie_up(record, Settings())
        (after,) = record.events()
        assert (after.id, len(before.findings), len(after.findings)) == (before.id, 1, 2)


def two_made_one(record: Record) -> tuple[Finding, Finding]:
    readings = [told("Guns shelled Daraa."), told("They shelled Goma.", "2024-02-07", GOMA, "2024-02-08")]
    keep(record, *readings)
    tie_up(record, Settings())
    first, second = (r.findings[0] for r in readings)
    return first, second


def say(record: Record, pair: Sequence[Finding], verdict: str, at: str) -> None:
    left, right = sorted(f.id for f in pair)
    record.judge(Judgement(f"jdg_{at}", f"{left}|{right}", "same", verdict, "Lina", at))
    tie_up(record, Settings())


def test_an_id_that_is_no_more_leads_to_the_event_of_today_and_comes_back_when_it_is_undone(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db") as record:
        pair = two_made_one(record)
        old = {event.id for event in record.events()}
        say(record, pair, "same", "2024-03-01")
        (whole,) = record.events()
        (gone,) = old - {whole.id}
        assert record.forwarded(gone[:9]) == [whole.id]
        assert Shown(record).find(gone) == whole
        say(record, pair, "different", "2024-03-02")
        assert {event.id for event in record.events()} == old
        assert record.forwarded(gone) == []


def test_an_event_that_was_split_tells_where_its_claims_are(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db") as record:
        pair = two_made_one(record)
        say(record, pair, "same", "2024-03-01")
        with sqlite3.connect(tmp_path / "r.db") as raw:  # as if the whole had had an id of its own
            raw.execute("INSERT INTO forwards VALUES ('evt_whole', ?)", (" ".join(f"evt_{n}" for n in "ab"),))
        raw.close()
        with pytest.raises(InputError, match="its claims are in evt_a, evt_b now"):
            Shown(record).find("evt_whole")
        with pytest.raises(InputError, match="nothing has an id"):
            Shown(record).find("evt_never")


@pytest.mark.usefixtures("small")
def test_judging_across_parts_makes_them_one(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db") as record:
        keep(record, *four())
        tie_up(record, Settings())
        readings = four()
        pair = readings[0].findings[0], readings[2].findings[0]
        say(record, pair, "same", "2024-03-01")
        assert tuple(sorted(f.id for f in pair)) in events(record)
        assert len(record.parts()) == 1


@pytest.mark.usefixtures("small")
def test_claims_that_are_dated_anew_move_to_the_part_of_their_time(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db") as record:
        readings = four()
        keep(record, *readings)
        tie_up(record, Settings())
        moved = readings[3].report.id
        record.redate(moved, "2018-06-28", lambda found: [
            a_finding(f.claim, when=a_when("2018-06-26"), place=DARAA, published="2018-06-28") for f in found
        ])  # fmt: skip
        assert tie_up(record, Settings()).anew == 2
        assert sorted(map(len, events(record))) == [1, 3]


def test_conclusions_of_an_older_record_are_made_anew(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db") as record:
        keep(record, *four())
        record.conclude([], [], [])
        assert record.parts() == [] or record.parts()[0].digest == ""
        tie_up(record, Settings())
        assert len(events(record)) == 2
        assert all(part.digest for part in record.parts())
        assert list(verify(record)) == []
