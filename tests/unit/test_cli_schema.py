"""Every line that a command prints as JSON is described by ``dragoman schema``, and nothing in it is left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from tests.json_schema import faults
from tests.unit.tell.siege import first, kept
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.store import open_record
from dragoman.tell.columns import GRAINS
from dragoman.tell.lines import EventRow

TEXT = (
    "The army shelled the town of Daraa in Syria on Tuesday, killing four soldiers, an official told Reuters. "
    "Rebels agreed to hand over their heavy weapons, and the army plans to withdraw from the city."
)


def ask(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code in (0, 2), done.output
    return done.stdout


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    return dict(json.loads(ask("schema")))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("schema") / "siege.db"
    kept(path).close()
    return str(path)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("schema") / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def fits(lines: str, name: str, whole: dict[str, Any]) -> None:
    told = [json.loads(line) for line in lines.splitlines()]
    assert told
    for value in told:
        for one in value if isinstance(value, list) else [value]:
            assert list(faults(one, {"$ref": f"#/$defs/{name}"}, whole)) == []
        assert list(faults(value, whole, whole)) == []


def test_lines_of_code(report: Path, whole: dict[str, Any]) -> None:
    told = ask("code", str(report), "--reasons", "--quiet")
    assert json.loads(told)["claims"]
    fits(told, "Prediction", whole)
    fits(ask("code", str(report), "--reveal", "--why", "a test", "--quiet"), "Prediction", whole)


def test_the_closing_of_a_run(report: Path, tmp_path: Path, whole: dict[str, Any]) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("no JSON\n", encoding="utf-8")
    told = ask("run", str(report), str(broken), "--into", str(tmp_path / "r.db"), "--json")
    assert json.loads(told)["issues_listed"]
    fits(told, "RunTally", whole)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["events"], "EventRow"),
        (["ledger", "deals"], "Entry"),
        (["ledger", "control"], "Entry"),
        (["search", "Daraa"], "HitLine"),
        (["verify"], "VerifyTally"),
        (["doctor"], "Check"),
        (["disputes"], "Dispute"),
        (["timeline", "episode-1"], "Timeline"),
        (["timeline", "ent_deal1"], "Timeline"),
    ],
)
def test_answers_about_a_record(record: str, words: list[str], name: str, whole: dict[str, Any]) -> None:
    fits(ask(*words, "-r", record, "--json"), name, whole)


def test_what_diff_prints(record: str, tmp_path: Path, whole: dict[str, Any]) -> None:
    before = str(tmp_path / "before.db")
    open_record(before).close()
    told = ask("diff", before, record, "--json")
    assert json.loads(told)["differences"]
    fits(told, "Differences", whole)


def test_what_show_and_explain_print(record: str, whole: dict[str, Any]) -> None:
    event = ask("events", "-r", record, "-q").split()[0]
    claim = ask("show", event, "-r", record, "-q").split()[0]
    fits(ask("show", event, "-r", record, "--json"), "ShownEvent", whole)
    fits(ask("show", claim, "-r", record, "--json"), "ShownClaim", whole)
    fits(ask("show", first().report.id, "-r", record, "--json"), "ShownReport", whole)
    fits(ask("explain", claim, "place", "-r", record, "--json"), "Step", whole)


def test_a_shown_report_keeps_where_its_furniture_stood(tmp_path: Path, whole: dict[str, Any]) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"[Home](/) > [World](/world)\n\n# Shells fall on Daraa\n\nShare this story\n\n{TEXT}\n", "utf-8")
    ask("run", str(page), "--into", str(tmp_path / "r.db"), "--quiet")
    claim = json.loads(ask("events", "-r", str(tmp_path / "r.db"), "--json").splitlines()[0])["claims"][0]
    report = json.loads(ask("show", claim, "-r", str(tmp_path / "r.db"), "--json"))["claim"]["report_id"]
    told = ask("show", report, "-r", str(tmp_path / "r.db"), "--json")
    assert json.loads(told)["residue"][0]["reason"]
    fits(told, "ShownReport", whole)


def test_what_export_writes(record: str, tmp_path: Path, whole: dict[str, Any]) -> None:
    fits(ask("export", "--to", "jsonl", "-r", record), "ShownEvent", whole)
    fits(ask("export", "--to", "csv", "--out", str(tmp_path), "-r", record, "--json"), "Exported", whole)
    for feature in json.loads(ask("export", "--to", "geojson", "-r", record))["features"]:
        feature["properties"].pop("point")
        assert list(faults(feature["properties"], {"$ref": "#/$defs/EventRow"}, whole)) == []


def test_words_of_people(report: Path, tmp_path: Path, whole: dict[str, Any]) -> None:
    record = str(tmp_path / "r.db")
    ask("run", str(report), "--into", record, "--quiet")
    events = [json.loads(line) for line in ask("events", "-r", record, "--json").splitlines()]
    left, right = [claim for event in events for claim in event["claims"]][:2]
    fits(ask("judge", left, right, "different", "--by", "Lina", "-r", record, "--json"), "Judged", whole)
    told = json.loads(ask("show", left, "-r", record, "--json"))["claim"]["report_id"]
    fits(ask("date", told, "2018-06-27", "-r", record, "--json"), "Dated", whole)


def test_rows_of_events_have_the_columns_of_the_table() -> None:
    assert list(get_type_hints(EventRow)) == list(GRAINS["events"])


def test_what_is_not_described_is_found() -> None:
    whole = {"$defs": {"A": {"type": "object", "properties": {"x": {"type": "integer"}}, "required": ["x"]}}}
    assert list(faults({"x": 1}, {"$ref": "#/$defs/A"}, whole)) == []
    assert list(faults({"y": 1}, {"$ref": "#/$defs/A"}, whole)) == ["$: x is missing", "$: y is not described"]
    assert list(faults({"x": True}, {"$ref": "#/$defs/A"}, whole)) == ["$.x: True is no integer"]
