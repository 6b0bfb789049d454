"""The command line: ledger lines and episodes by id, rows with a bad day, languages not read, the record itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app

ROWS = [
    {
        "id": "a",
        "title": "Truce in Kosti - Gulf Mirror",
        "published": "2023-13-45",
        "text": "The army and the rebels signed a ceasefire in Kosti on Monday, mediated by Qatar, residents said. "
        "The army then shelled the town of Kosti and killed three people.",
    },
    {
        "id": "b",
        "published": "2023-05-04",
        "text": "قصفت قوات الجيش مدينة درعا يوم الاثنين وقتل ثلاثة مدنيين، بحسب ما قال سكان محليون في المدينة",
    },
]


def told(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reports")
    (made / "rows.jsonl").write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in ROWS), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def record(folder: Path) -> str:
    told("run", str(folder), "--into", str(folder / "m.db"))
    return str(folder / "m.db")


def test_a_row_with_a_bad_day_and_a_language_not_read_are_said(folder: Path, tmp_path: Path) -> None:
    said = told("run", str(folder / "rows.jsonl"), "--into", str(tmp_path / "x.db"))
    assert "row 1 gives “2023-13-45” as the day of publication" in said
    assert "1 in Arabic: claims are read in English only" in said
    report = told("search", "درعا", "-q", "-r", str(tmp_path / "x.db"))
    assert "Not read for claims: it is in Arabic" in told("show", report, "-r", str(tmp_path / "x.db"))


def test_the_record_in_the_folder_it_reads_is_no_issue_and_issues_count_once(folder: Path, record: str) -> None:
    again = told("run", str(folder), "--into", record)
    assert "no sort that is read" not in again
    assert "issues 0; 1 known from before" in again


def test_a_ledger_line_is_shown_with_the_words_that_bear_it(record: str) -> None:
    line = told("ledger", "deals", "-q", "-r", record).split()[0]
    for said in (told("show", line[4:12], "-r", record), told("ledger", "deals", line[4:12], "-r", record)):
        assert "signed a ceasefire" in said
        assert "mediator: Qatar" in said
        assert "Gulf Mirror" in said
    assert "value Qatar" in told("explain", line, "mediator", "-r", record)
    assert json.loads(told("show", line, "--json", "-r", record))["claims"][0]["evidence_words"]
    wrong = CliRunner().invoke(app, ["explain", line, "colour", "-r", record])
    assert "Fields: party" in wrong.stderr


def test_episodes_are_shown_and_listed_by_one_of_their_events(record: str) -> None:
    events = told("events", "-q", "-r", record).split()
    assert "episode" in told("show", events[0], "-r", record)
    listed = told("events", "--episode", events[0], "-q", "-r", record).split()
    assert events[0] in listed
    assert CliRunner().invoke(app, ["events", "--episode", "nowhere-at-all", "-r", record]).exit_code == 2


def test_explaining_an_event_parts_it_from_its_claims(record: str) -> None:
    event = told("events", "--kind", "shelling", "-q", "-r", record).split()[0]
    said = told("explain", event, "place", "-r", record)
    assert said.startswith("Event value")
    assert "Claim fnd_" in said
