"""With which world a record was read and tied up, what is not tied up yet, who dated a report, what was set aside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.tell.siege import first
from typer.testing import CliRunner

from dragoman import flow
from dragoman.cli import app
from dragoman.reading import RELEVANT, digest_of
from dragoman.settings import Settings
from dragoman.store import open_record
from dragoman.store.verify import verify
from dragoman.world import BUILT_IN
from dragoman.world.digest import reading_digest, world_digest

RUNNER = CliRunner()
WAR = (
    "DARAA, Syria, 5 July 2018 - Fighters of the Crescent Moon Column shelled the town of Nawa on Tuesday, killing three "
    "people, residents said."
)
CINEMA = "The old cinema will show silent films again from spring, its owner said. Tickets cost as much as before."
OWN = "- {id: crescent-moon-column, name: Crescent Moon Column, kind: armed_group, country: SY}\n"


def ask(*words: object) -> Any:
    done = RUNNER.invoke(app, [*map(str, words)], env={"COLUMNS": "200"})
    assert not done.exception or isinstance(done.exception, SystemExit), done.output
    return done


@pytest.fixture
def given(tmp_path: Path) -> Path:
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "war.txt").write_text(WAR)
    return tmp_path / "given"


@pytest.fixture
def world(tmp_path: Path) -> Path:
    (tmp_path / "world" / "actors").mkdir(parents=True)
    (tmp_path / "world" / "actors" / "mine.yaml").write_text(OWN)
    return tmp_path / "world"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "r.db"


def actors(record: Path) -> set[str]:
    with open_record(record) as opened:
        assert list(verify(opened)) == []
        return {c.actor.chosen.id for f in opened.findings() for c in f.actors if c.actor.chosen}


# ------------------------------------------------------------------------------ digests


def test_every_finding_says_with_what_it_was_made(given: Path) -> None:
    (reading,) = flow.code([given], Settings())
    assert isinstance(reading, flow.Reading)
    assert reading.digest == reading_digest((BUILT_IN,))
    assert {m.digest for f in reading.findings for m in (f.maker, f.claim.maker)} == {reading.digest}


def test_a_digest_changes_with_the_words_of_the_world_and_the_order_of_its_folders(world: Path) -> None:
    bare, own = world_digest((BUILT_IN,)), world_digest((BUILT_IN, world))
    assert own not in (bare, world_digest((world, BUILT_IN)))
    world_digest.cache_clear()
    assert world_digest((BUILT_IN, world)) == own
    (world / "notes.txt").write_text("nothing that is read")
    world_digest.cache_clear()
    assert world_digest((BUILT_IN, world)) == own
    (world / "actors" / "mine.yaml").write_text(OWN.replace("Moon", "Lune"))
    world_digest.cache_clear()
    assert world_digest((BUILT_IN, world)) != own


# ------------------------------------------------------------------------------ another world


def test_reports_read_with_another_world_are_told_and_read_anew_when_asked(
    given: Path, world: Path, record: Path
) -> None:
    assert "read before" not in ask("run", given, "--into", record).stdout
    assert "crescent-moon-column" not in actors(record)
    again = ask("run", given, "--into", record, "--world", world)
    assert "1 with another world or version; --again reads them anew" in again.stdout
    assert "crescent-moon-column" not in actors(record)
    assert "1 report was read with another world" in ask("doctor", "-r", record).stdout
    anew = json.loads(ask("run", "--again", "--into", record, "--world", world, "--json").stdout)
    assert (anew["anew"], anew["otherwise"], anew["reports"], anew["known"]) == (1, 0, 0, 0)
    assert "crescent-moon-column" in actors(record)
    with open_record(record) as opened:
        (report,) = opened.reports()
        reading = opened.reading(report.id)
        assert reading is not None
        assert reading.digest == digest_of(Settings(world=(world,)))
        assert opened.counts()["findings"] == len(reading.findings)
    assert "read before" not in ask("run", given, "--into", record, "--world", world).stdout


def test_run_without_paths_is_only_for_reading_anew(record: Path) -> None:
    assert "nothing to take in" in ask("run", "--into", record).stderr
    missing = ask("run", "--again", "--into", record)
    assert (missing.exit_code, record.exists()) == (4, False)


def test_a_run_without_the_records_world_says_so(given: Path, world: Path, record: Path) -> None:
    assert ask("run", given, "--into", record, "--world", world).stderr == ""
    bare = ask("run", given, "--into", record)
    assert f"the record was made with --world {world}; this run goes without." in bare.stderr


def test_people_s_words_are_tied_up_with_the_records_own_world(given: Path, world: Path, record: Path) -> None:
    ask("run", given, "--into", record, "--world", world)
    with open_record(record) as opened:
        basis = opened.basis()
        (report,) = opened.reports()
    dated = ask("date", report.id, "2018-07-06", "-r", record)
    assert (dated.exit_code, dated.stderr) == (0, "")
    with open_record(record) as opened:
        assert opened.basis() == basis
    (world / "actors" / "mine.yaml").unlink()
    (world / "actors").rmdir()
    world.rmdir()
    gone = ask("date", report.id, "2018-07-07", "-r", record)
    assert gone.exit_code == 0
    assert f"tied up with another world (its folder {world} is not there)" in gone.stderr
    assert ask("date", report.id, "2018-07-06", "-r", record).stderr == ""


# ------------------------------------------------------------------------------ not tied up yet


def test_what_a_stopped_run_left_untied_is_told(record: Path) -> None:
    with open_record(record) as opened:
        opened.keep(first(), first().report.text.encode())
        assert opened.untied() == 1
    for words in (["events"], ["ledger", "deals"], ["export", "--to", "csv"]):
        told = ask(*words, "-r", record).stderr
        assert told == (
            "dragoman: 1 report is not tied up into events yet: run the same `dragoman run` command again.\n"
        )
    assert ask("events", "-r", record, "--quiet").stderr == ""
    checks = {c["check"]: c["words"] for c in json.loads(ask("doctor", "-r", record, "--json").stdout)}
    assert "not tied up" in checks["events"]
    with open_record(record) as opened:
        opened.conclude([], [], [])
        assert opened.untied() == 0
    assert ask("events", "-r", record).stderr == ""


def test_days_changed_without_tying_up_again_count_as_untied(record: Path) -> None:
    with open_record(record) as opened:
        opened.keep(first(), first().report.text.encode())
        opened.conclude([], [], [])
        opened.redate(first().report.id, "2018-06-27", lambda found: found)
        assert opened.untied() == 1


# ------------------------------------------------------------------------------ days and words of people


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2999-01-01", "lies after the day on which the report was taken in"),
        ("0999-01-01", "is too long ago"),
        ("2018-02-30", "is no day"),
        ("foo", "is no day"),
    ],
)
def test_a_report_is_not_dated_on_a_day_that_cannot_be(record: Path, day: str, says: str) -> None:
    with open_record(record) as opened:
        opened.keep(first(), first().report.text.encode())
    refused = ask("date", first().report.id, day, "-r", record)
    assert (refused.exit_code, says in refused.stderr) == (2, True)
    with open_record(record) as opened:
        assert list(opened.judgements()) == []


def test_who_dated_a_report_is_kept_and_shown(given: Path, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "omar")
    ask("run", given, "--into", record)
    with open_record(record) as opened:
        (report,) = opened.reports()
    ask("date", report.id, "2018-07-06", "-r", record)
    ask("date", report.id, "2018-07-05", "--by", "Lina", "--why", "seen in print", "-r", record)
    assert "needs a name" in ask("date", report.id, "2018-07-05", "--by", " ", "-r", record).stderr
    with open_record(record) as opened:
        assert [(j.subject, j.field, j.value, j.by, j.why) for j in opened.judgements()] == [
            (report.id, "published", "2018-07-06", "omar", ""),
            (report.id, "published", "2018-07-05", "Lina", "seen in print"),
        ]
        assert not opened.untied()
    told = ask("show", report.id, "-r", record).stdout
    assert "Lina said on " in told
    assert " that it was published on 2018-07-05: seen in print" in told
    assert len(json.loads(ask("show", report.id, "-r", record, "--json").stdout)["judgements"]) == 2


@pytest.mark.parametrize("words", ["foo", "2018-13", "2018-02-30", "20180601", ""])
def test_what_is_no_day_is_no_bound_for_events(record: Path, words: str) -> None:
    open_record(record).close()
    for option in ("--since", "--until"):
        refused = ask("events", option, words, "-r", record)
        assert (refused.exit_code, f"{option}: '{words}' is no day." in refused.stderr) == (2, True)
    assert ask("events", "--since", "2018", "--until", "2018-06", "-r", record).exit_code == 0


# ------------------------------------------------------------------------------ set aside, known issues


def test_what_is_not_about_conflict_is_named_and_shown_as_set_aside(given: Path, record: Path) -> None:
    (given / "cinema.txt").write_text(CINEMA)
    told = ask("run", given, "--into", record).stdout
    line = next(line for line in told.splitlines() if line.startswith("set aside"))
    assert "1 not about conflict: cinema.txt (" in line
    with open_record(record) as opened:
        aside = next(r for r in opened.reports() if "cinema" in r.text)
    shown = ask("show", aside.id, "-r", record).stdout
    assert "Set aside: not about conflict (0." in shown
    as_json = json.loads(ask("show", aside.id, "-r", record, "--json").stdout)
    assert (as_json["relevant"], as_json["relevance"] < RELEVANT) == (False, True)
    assert "set aside" not in ask("run", given, "--into", record).stdout


def test_issues_of_an_earlier_run_are_not_listed_again(given: Path, record: Path) -> None:
    (given / "empty.txt").write_text("")
    first_run, second = (ask("run", given, "--into", record) for _ in range(2))
    assert (first_run.exit_code, second.exit_code) == (2, 2)  # it is lost, however often it was told
    assert "empty.txt is empty" in first_run.stderr
    assert "empty.txt" not in second.stderr
    assert "0; 1 known from before, which --json lists; 1 lost" in " ".join(second.stdout.split())
    listed = json.loads(ask("run", given, "--into", record, "--json").stdout)["issues_listed"]
    assert [(issue["lost"], issue["known"]) for issue in listed] == [(True, True)]
