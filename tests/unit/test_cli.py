"""The command line: every command's help, exit codes, what stands on stdout and stderr, and how it is stopped."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.factory import a_claim, a_finding, a_reading, a_report, a_when, an_event
from tests.unit.tell.siege import PRIVATE, first, kept
from typer.testing import CliRunner

from dragoman import flow
from dragoman.cli import app
from dragoman.commands.progress import Pace, expected, time_words
from dragoman.flow import Tally
from dragoman.records import Issue
from dragoman.store import open_record

RUNNER = CliRunner()
COMMANDS = "run code events show ledger search explain export date judge world verify doctor schema demo bench".split()
COMMANDS += "disputes timeline diff brief".split()


def ask(*words: str, **more: Any) -> Any:
    return RUNNER.invoke(app, list(words), env={"COLUMNS": "100"}, **more)


@pytest.fixture
def record(tmp_path: Path) -> str:
    path = tmp_path / "siege.db"
    kept(path).close()
    return str(path)


def event_ids(record: str) -> list[str]:
    return ask("events", "-r", record, "--quiet").stdout.split()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(command: str) -> None:
    done = ask(command, "--help")
    assert done.exit_code == 0
    assert f"dragoman {command}" in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_json_and_quiet(command: str) -> None:
    told = ask(command, "--help").stdout
    assert "--json" in told
    assert "--quiet" in told


def test_quiet_prints_what_a_program_goes_on_with(record: str, tmp_path: Path) -> None:
    event = event_ids(record)[0]
    claims = ask("show", event, "-r", record, "--quiet").stdout.split()
    assert claims
    assert ask("show", claims[0], "-r", record, "-q").stdout.split() == [event]
    assert len(ask("show", first().report.id, "-r", record, "-q").stdout.split()) == 2
    assert len(ask("explain", claims[0], "kind", "-r", record, "-q").stdout.splitlines()) == 1
    assert ask("doctor", "-r", record, "-q").stdout == ""
    assert ask("schema", "-q").stdout.count("\n") == 1
    written = ask("export", "--to", "csv", "--out", str(tmp_path / "data"), "-r", record, "--json").stdout
    assert json.loads(written)["veiled"] is True
    lost = ask("code", "-", "--quiet", input=b"")
    assert (lost.exit_code, lost.stderr) == (2, "")


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "dragoman", "--help"], capture_output=True, text=True, check=True
    )
    assert "sqlalchemy" not in told.stderr
    assert "rich.console" not in told.stderr
    assert "msgspec" not in told.stderr
    assert "dragoman.flow" not in told.stderr
    assert all(name in told.stdout for name in COMMANDS)


def test_import_of_the_library_is_light() -> None:
    code = "import sys, dragoman; assert not {'rich', 'msgspec', 'sqlalchemy', 'dragoman.flow'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


# ---------------------------------------------------------------------------- run


def no_reading(tally: Tally, issues: list[Issue]) -> Any:
    def take_in(paths: Any, record: Any, settings: Any, said: Any) -> Tally:
        for issue in issues:
            record.keep_issue(issue)
        record.keep_many([(first(), first().report.text.encode())])
        said(tally)
        return tally

    return take_in


def test_run_says_what_came_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    monkeypatch.setattr(flow, "take_in", no_reading(Tally(reports=1, relevant=1, claims=2, seconds=0.5), []))
    done = ask("run", str(tmp_path), "--into", str(tmp_path / "r.db"))
    assert done.exit_code == 0
    assert "1 new" in done.stdout
    assert done.stderr == ""
    as_json = ask("run", str(tmp_path), "--into", str(tmp_path / "r.db"), "--json")
    assert json.loads(as_json.stdout)["claims"] == 2
    assert ask("run", str(tmp_path), "--into", str(tmp_path / "r.db"), "--quiet").stdout == ""


def test_run_exits_2_and_lists_issues_where_something_was_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    issues = [Issue(f"{n}.html", "is empty", "Save it again") for n in range(12)]
    monkeypatch.setattr(flow, "take_in", no_reading(Tally(reports=1, issues=12, lost=12), issues))
    done = ask("run", str(tmp_path), "--into", str(tmp_path / "r.db"))
    assert done.exit_code == 2
    assert done.stderr.count("Save it again") == 10
    assert "and 2 more" in done.stderr


def test_a_stopped_run_says_that_its_work_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")

    def stopped(*_: Any) -> Tally:
        raise KeyboardInterrupt

    monkeypatch.setattr(flow, "take_in", stopped)
    done = ask("run", str(tmp_path), "--into", str(tmp_path / "r.db"))
    assert done.exit_code == 130
    assert done.stderr.strip() == "stopped; what was taken in is kept; run the same command to go on"


def test_an_empty_folder_makes_no_record(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = ask("run", str(tmp_path / "empty"), "--into", str(tmp_path / "r.db"))
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "empty: no report is here. Give files, or a folder that holds some: .txt" in done.stderr
    assert not (tmp_path / "r.db").exists()


def test_errors_are_one_clear_line(tmp_path: Path) -> None:
    done = ask("run", str(tmp_path / "nothing.txt"), "--into", str(tmp_path / "r.db"))
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert "nothing.txt: no file or folder of this name" in done.stderr
    missing = ask("events", "-r", str(tmp_path / "missing.db"))
    assert missing.exit_code == 4
    assert "Traceback" not in missing.output


def test_no_time_is_told_before_it_can_be_known() -> None:
    pace = Pace(1000, 0.0)
    assert pace.left_s(40, 10.0) is None
    assert pace.left_s(100, 25.0) == pytest.approx(225, rel=0.01)
    assert Pace(None, 0.0).left_s(500, 10.0) is None
    assert time_words(30) == "under a minute left"
    assert time_words(600) == "about 10 min left"


def test_expected_counts_files_and_rows(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.jsonl").write_text("{}\n{}\n{}\n")
    assert expected([str(tmp_path)]) == 4


# ---------------------------------------------------------------------------- show


def test_events_in_every_width(record: str) -> None:
    for columns in ("80", "100", "140"):
        done = RUNNER.invoke(app, ["events", "-r", record], env={"COLUMNS": columns})
        assert done.exit_code == 0
        assert max(map(len, done.stdout.splitlines())) <= int(columns)
        assert "contested" in done.stdout


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ([], 3),
        (["--kind", "shelling"], 1),
        (["--place", "Daraa"], 2),
        (["--since", "2018-06-01", "--until", "2018-06-30"], 1),
        (["--disputed"], 1),
        (["--status", "occurred"], 3),
        (["--status", "planned"], 0),
        (["--limit", "2"], 2),
        (["--since", "2030-01-01"], 0),
    ],
)
def test_events_that_are_wanted(record: str, words: list[str], count: int) -> None:
    done = ask("events", "-r", record, "--json", *words)
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == count


def test_what_is_only_planned_stands_last_and_is_told_so(tmp_path: Path) -> None:
    report = a_report("The army plans to bomb Nawa. Rebels shelled Daraa.", published=None)
    planned = a_finding(a_claim(report, "bomb", kind="air_strike", status="planned"), when=a_when("2018-06-01"))
    shelled = a_finding(a_claim(report, "shelled"), when=a_when("2018-06-20"))
    path = str(tmp_path / "r.db")
    with open_record(path) as opened:
        opened.keep_many([(a_reading(report, [planned, shelled]), report.text.encode())])
        opened.conclude((an_event(planned), an_event(shelled)), (), ())
    rows = [json.loads(line) for line in ask("events", "-r", path, "--json").stdout.splitlines()]
    assert [(row["kind"], row["status"]) for row in rows] == [("shelling", "occurred"), ("air_strike", "planned")]
    told = ask("events", "-r", path).stdout
    assert "as planned" in told
    assert "What rests on 1 origin is not independently confirmed." in told
    assert ask("events", "-r", path, "--status", "planned", "-q").stdout.split() == [rows[1]["event_id"]]
    none = ask("events", "-r", path, "--status", "threatened")
    assert none.stdout == "No event fits; 2 are in the record.\n"
    assert "Statuses: occurred, ongoing" in ask("events", "-r", path, "--status", "done").stderr


def test_show_tells_who_says_so_and_where_others_differ(record: str) -> None:
    shelling = json.loads(ask("events", "-r", record, "--json", "--kind", "shelling").stdout)["event_id"]
    told = ask("show", shelling[4:10], "-r", record).stdout
    assert "an army spokesman → Reuters → Press TV" in told
    assert "Where sources part" in told
    assert "4–9 killed" in told
    claim = json.loads(ask("show", shelling, "-r", record, "--json").stdout)["claims"][0]["id"]
    assert "Others say differently" in ask("show", claim, "-r", record).stdout
    assert "2 claims" in ask("show", first().report.id, "-r", record).stdout


@pytest.mark.parametrize("name", ["deals", "control", "states", "arms", "labels"])
def test_ledgers(record: str, name: str) -> None:
    done = ask("ledger", name, "-r", record)
    assert done.exit_code == 0
    assert ("surrender at Daraa" in done.stdout) == (name == "deals")
    assert ask("ledger", name, "-r", record, "--json").exit_code == 0
    assert ask("ledger", "debts", "-r", record).exit_code == 2


def test_search_and_explain(record: str) -> None:
    assert "Daraa" in ask("search", "Daraa", "-r", record).stdout
    assert "No report" in ask("search", "Kherson", "-r", record).stdout
    steps = json.loads(ask("explain", event_ids(record)[0], "place", "-r", record, "--json").stdout)
    assert {"evidence", "reason", "made by"} <= {s["step"] for s in steps}
    wrong = ask("explain", event_ids(record)[0], "colour", "-r", record)
    assert (wrong.exit_code, "Fields:" in wrong.stderr) == (2, True)


def test_a_search_confirms_no_private_name(record: str) -> None:
    nobody, private = (ask("search", name, "-r", record) for name in ("Abu Nobody", "Abu Ahmad"))
    assert private.stdout.replace("Ahmad", "Nobody") == nobody.stdout
    for words in ("Ahmad", "Sara Nasser", '"witness Sara"', "Abu Ahmad shelled"):
        assert ask("search", words, "-r", record, "--quiet").stdout == ""
    assert ask("search", "Abu Ahmad", "-r", record, "--reveal").exit_code == 2
    told = ask("search", "Abu Ahmad", "-r", record, "--reveal", "--why", "a request of the family").stdout
    assert "Abu Ahmad" in told
    with open_record(record) as opened:
        assert [j.why for j in opened.judgements()] == ["a request of the family"]


@pytest.mark.parametrize("words", ["", '""', "…"])
def test_a_search_for_nothing_is_an_input_error(record: str, words: str) -> None:
    wrong = ask("search", words, "-r", record)
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "no words to look for" in wrong.stderr


def test_a_search_finds_a_name_in_another_script(record: str) -> None:
    first, second = (ask("search", name, "-r", record, "-q").stdout.split() for name in ("درعا", "Daraa"))
    assert first == second != []


def test_characters_of_a_file_name_only_show(tmp_path: Path) -> None:
    wrong = ask("run", str(tmp_path / "n\x1b[31mone\u202e.txt"), "--into", str(tmp_path / "r.db"))
    assert wrong.exit_code == 2
    assert "\ufffd[31mone\ufffd.txt" in wrong.stderr
    assert "\x1b" not in wrong.stderr


# ---------------------------------------------------------------------------- give


def test_no_command_names_a_private_person(record: str, tmp_path: Path) -> None:
    asked = [["events"], ["ledger", "deals"], ["search", "resident"], ["search", "resident", "--json"]]
    asked += [["export", "--to", to] for to in ("csv", "jsonl", "geojson")]
    for name in event_ids(record):
        asked += [["show", name], ["show", name, "--json"], ["explain", name, "voices"]]
    asked += [["disputes"], ["disputes", "--json"], ["timeline", "episode-1"], ["timeline", "ent_deal1", "--json"]]
    asked += [["timeline", "episode-1", "--svg", "-"], ["timeline", "ent_deal1", "--svg", "-"]]
    for words in asked:
        told = ask(*words, "-r", record).output
        assert told
        assert not [name for name in PRIVATE if name in told], words


def test_reveal_needs_a_reason_that_is_kept(record: str) -> None:
    refused = ask("export", "--to", "jsonl", "--reveal", "-r", record)
    assert (refused.exit_code, "--why" in refused.stderr) == (2, True)
    done = ask("export", "--to", "jsonl", "--reveal", "--why", "court request", "-r", record)
    assert "Abu Ahmad" in done.stdout
    with open_record(record) as opened:
        noted = list(opened.judgements())
    assert [(j.field, j.value, j.why) for j in noted] == [("reveal", "export jsonl", "court request")]


def test_export_to_a_folder(record: str, tmp_path: Path) -> None:
    done = ask("export", "--to", "csv", "--out", str(tmp_path / "data"), "-r", record)
    assert done.stdout == ""
    assert (tmp_path / "data" / "columns.csv").exists()
    assert ask("export", "--to", "xlsx", "-r", record).exit_code == 2


def test_schema_verify_and_doctor(record: str) -> None:
    assert json.loads(ask("schema").stdout)["version"]
    well = ask("verify", "-r", record)
    assert (well.exit_code, "every value re-reads" in well.stdout) == (0, True)
    assert ask("verify", "-r", record, "--quiet").stdout == ""
    checks = {c["check"]: c for c in json.loads(ask("doctor", "-r", record, "--json").stdout)}
    assert checks["record"]["ok"]
    assert checks["python"]["ok"]


def test_bench_names_the_sets_and_what_is_missing(tmp_path: Path) -> None:
    from dragoman.cli import SETS
    from dragoman.workshop.bench import TASKS

    assert ", ".join(sorted(TASKS)) == SETS
    assert "muc4" in ask("bench", "--help").stdout
    missing = ask("bench", "timex", str(tmp_path / "texts.jsonl"))
    assert (missing.exit_code, missing.stderr.count("\n")) == (2, 1)
    assert "texts.jsonl: cannot be read: no such file or directory." in missing.stderr
    (tmp_path / "texts.jsonl").write_text('{"id": "1", "text": "Late on Tuesday."}\n')
    assert json.loads(ask("bench", "timex", str(tmp_path / "texts.jsonl")).stdout)["records"] == 1
    assert ask("bench", "timex", str(tmp_path / "texts.jsonl"), "--quiet").exit_code == 2


def test_verify_exits_6_where_words_do_not_re_read(record: str) -> None:
    import sqlite3

    with sqlite3.connect(record) as raw:
        raw.execute("UPDATE reports SET payload = replace(payload, 'shelled', 'spared!')")
    done = ask("verify", "-r", record)
    assert done.exit_code == 6
    assert ask("verify", "-r", record, "--json").exit_code == 6


def test_judge_keeps_a_persons_word(record: str) -> None:
    with open_record(record) as opened:
        left, right = [f.id for f in opened.findings()][:2]
    done = ask("judge", left, right, "same", "--by", "Lina", "--why", "one night", "-r", record)
    assert done.exit_code == 0
    with open_record(record) as opened:
        (told,) = opened.judgements()
    assert (told.subject, told.field, told.value, told.by) == (f"{left}|{right}", "same", "same", "Lina")
    assert ask("judge", left, right, "maybe", "--by", "Lina", "-r", record).exit_code == 2
    assert ask("judge", left, left, "same", "--by", "Lina", "-r", record).exit_code == 2


def test_date_wants_a_day_and_a_report(record: str) -> None:
    assert ask("date", first().report.id, "yesterday", "-r", record).exit_code == 2
    assert ask("date", event_ids(record)[0], "2018-06-27", "-r", record).exit_code == 2


def test_demo_and_code_say_what_is_missing(tmp_path: Path) -> None:
    assert "--samples" in ask("demo", "--samples", str(tmp_path)).stderr
    assert ask("code", "-", input=b"").exit_code == 2


def test_help_takes_less_than_a_third_of_a_second() -> None:
    started = []
    for _ in range(3):
        before = time.perf_counter()
        subprocess.run([sys.executable, "-m", "dragoman", "--help"], capture_output=True, check=True)
        started.append(time.perf_counter() - before)
    assert min(started) < 1.0  # 0.15 s on a quiet machine (measured); the bound allows for a busy one
