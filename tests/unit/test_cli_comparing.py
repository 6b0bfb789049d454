"""The command line: where sources part, what happened day by day, and what differs between two records."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from tests.unit.tell.siege import PRIVATE, conclusions, first, kept, second
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.store import open_record

DEAL = "ent_deal1"


def ask(*words: str, columns: int = 100) -> Any:
    return CliRunner().invoke(app, list(words), env={"COLUMNS": str(columns)})


@pytest.fixture
def record(tmp_path: Path) -> str:
    path = tmp_path / "siege.db"
    kept(path).close()
    return str(path)


# ------------------------------------------------------------------------------ disputes


def test_disputes_tell_who_gives_which_value_and_what_is_shown(record: str) -> None:
    told = " ".join(ask("disputes", "-r", record).stdout.split())
    assert "count, killed: not all can be true" in told
    assert "1 origin: an army spokesman → Reuters → Press TV (2018-06-27)" in told
    assert "shown now: 4–9 (widest)" in told
    assert "happened: not all can be true" in told


@pytest.mark.parametrize(("field", "count"), [("count", 1), ("happened", 1), ("date", 0), ("whom", 0)])
def test_disputes_of_one_field(record: str, field: str, count: int) -> None:
    rows = [json.loads(line) for line in ask("disputes", "--field", field, "-r", record, "--json").stdout.splitlines()]
    assert [row["field"] for row in rows] == [field] * count
    if not count:
        assert ask("disputes", "--field", field, "-r", record).stdout == "No sources part on it.\n"


def test_disputes_are_listed_as_far_as_asked(record: str) -> None:
    assert "1 of 2; --limit 0 lists all." in ask("disputes", "-n", "1", "-r", record).stdout
    shelling = json.loads(ask("events", "-r", record, "--json", "--kind", "shelling").stdout)["event_id"]
    assert ask("disputes", "-q", "-r", record).stdout.split() == [shelling]
    assert ask("disputes", "--episode", shelling, "-q", "-r", record).stdout.split() == [shelling]
    for words in (["--field", "colour"], ["--episode", "nowhere-at-all"]):
        assert ask("disputes", *words, "-r", record).exit_code == 2


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_disputes_fit_the_terminal(record: str, columns: int) -> None:
    assert max(map(len, ask("disputes", "-r", record, columns=columns).stdout.splitlines())) <= columns


# ------------------------------------------------------------------------------ timeline


def test_a_timeline_of_an_episode_an_event_and_a_deal(record: str) -> None:
    by_words = ask("timeline", "episode-1", "-r", record).stdout
    assert "Told to have happened" in by_words
    assert "Shelling" in by_words
    event = ask("events", "-q", "-r", record).stdout.split()[0]
    assert ask("timeline", event, "-r", record).stdout == by_words
    assert ask("timeline", "ent_ctl1", "-r", record).stdout == by_words
    deal = ask("timeline", DEAL, "-r", record).stdout
    assert "Terms, and how far they have come" in deal
    assert "Hand over heavy weapons  refused" in deal
    assert len(ask("timeline", "episode-1", "-q", "-r", record).stdout.split()) == 3


def test_a_timeline_as_a_picture(record: str, tmp_path: Path) -> None:
    path = tmp_path / "deal.svg"
    done = ask("timeline", DEAL, "--svg", str(path), "-r", record)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "deal.svg" in " ".join(done.stderr.split()).replace(" ", "")
    assert ET.parse(path).getroot().tag.endswith("svg")
    assert ask("timeline", DEAL, "--svg", "-", "-r", record).stdout.strip() == path.read_text("utf-8").strip()
    wrong = ask("timeline", DEAL, "--svg", str(tmp_path / "no" / "x.svg"), "-r", record)
    assert (wrong.exit_code, "cannot write" in wrong.stderr) == (2, True)


def test_a_timeline_of_nothing_known_is_an_input_error(record: str) -> None:
    for name in ("nowhere-at-all", first().report.id):
        wrong = ask("timeline", name, "-r", record)
        assert (wrong.exit_code, wrong.stderr.count("\n")) == (2, 1)


# ---------------------------------------------------------------------------------- diff


@pytest.fixture
def before(tmp_path: Path) -> str:
    """The record as it was when only the first report was kept."""
    events, _ = conclusions(first(), second())
    path = tmp_path / "old" / "record.db"
    path.parent.mkdir()
    with open_record(path, create=True) as record:
        record.keep_many([(first(), first().report.text.encode())])
        record.conclude(events[1:2], (), ())
    return str(path)


def test_diff_tells_what_is_new_and_through_which_report(record: str, before: str) -> None:
    told = ask("diff", before, record).stdout
    assert "reports  1 → 2: 1 new" in told
    assert "events   1 → 3: 2 new" in told
    assert "New events" in told
    assert "[1] outlet unknown, undated" in told
    assert "New ledger lines" in told
    assert not [name for name in PRIVATE if name in told + ask("diff", before, record, "--json").stdout]
    assert len(ask("diff", before, record, "-q").stdout.split()) == 4
    assert "1 of 2; --limit 0 lists all." in ask("diff", before, record, "-n", "1").stdout
    gone = ask("diff", record, before).stdout
    assert "2 gone" in gone


def test_diff_takes_a_folder_and_the_record_of_the_settings(record: str, before: str) -> None:
    by_folder = CliRunner().invoke(app, ["diff", str(Path(before).parent)], env={"DRAGOMAN_INTO": record})
    assert (by_folder.exit_code, "1 → 3: 2 new" in by_folder.stdout) == (0, True)
    assert ask("diff", before, str(Path(before).parent / "missing.db")).exit_code == 4


def test_a_copy_does_not_differ(record: str, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.db")
    shutil.copy(record, copy)
    told = ask("diff", copy, record).stdout
    assert told.count("no difference") == 3
    assert ask("diff", copy, record, "-q").stdout == ""
