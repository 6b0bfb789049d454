"""The command line: where sources part, what happened day by day, and what differs between two records."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from tests.unit.tell.siege import first, kept
from typer.testing import CliRunner

from dragoman.cli import app

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
