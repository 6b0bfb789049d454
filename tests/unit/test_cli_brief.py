"""The command that writes the page of an episode, and the pages that the demo ends with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.tell.siege import PRIVATE, kept
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.commands import briefing
from dragoman.store import open_record


def ask(*words: str) -> Any:
    return CliRunner().invoke(app, list(words), env={"COLUMNS": "100"})


@pytest.fixture
def record(tmp_path: Path) -> str:
    path = tmp_path / "siege.db"
    kept(path).close()
    return str(path)


def test_brief_has_help_with_examples_and_takes_json_and_quiet() -> None:
    told = ask("brief", "--help").stdout
    assert 'dragoman brief "Na\'shara, 2022" --to html --out brief.html' in told
    assert "--json" in told and "--quiet" in told


def test_an_episode_is_meant_by_words_of_its_name_or_by_an_event_of_it(record: str) -> None:
    with open_record(record) as opened:
        event = next(iter(opened.events())).id
    by_name, by_event = (ask("brief", name, "-r", record) for name in ("episode-1", event))
    assert by_name.exit_code == 0
    assert by_name.stdout.startswith("<!doctype html>")
    assert by_name.stdout == by_event.stdout
    assert not [name for name in PRIVATE if f" {name}" in by_name.stdout]


def test_a_brief_is_written_into_a_file(record: str, tmp_path: Path) -> None:
    path = tmp_path / "new" / "brief.html"
    done = ask("brief", "episode-1", "-r", record, "--out", str(path))
    assert (done.exit_code, done.stdout) == (0, "")
    assert "private persons are veiled" in " ".join(done.stderr.split())
    assert path.read_text(encoding="utf-8").endswith("</html>\n")
    told = json.loads(ask("brief", "episode-1", "-r", record, "--out", str(path), "--json").stdout)
    assert told == {"written": ["brief.html"], "folder": str(path.parent), "veiled": True}
    assert ask("brief", "episode-1", "-r", record, "--out", str(path), "--quiet").stderr == ""


def test_the_veil_is_lifted_with_a_reason_that_is_kept(record: str) -> None:
    assert ask("brief", "episode-1", "-r", record, "--reveal").exit_code == 2
    done = ask("brief", "episode-1", "-r", record, "--reveal", "--why", "asked by a court")
    assert "Sara Nasser" in done.stdout and "asked by a court" in done.stdout
    with open_record(record) as opened:
        assert [j.why for j in opened.judgements()] == ["asked by a court"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("episode-1", "--to", "docx"), "is no format of a brief"),
        (("elsewhere",), "nothing has an id that begins with"),
        (("episode-1", "--out", "{record}/x.html"), "cannot write"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(record: str, words: tuple[str, ...], told: str) -> None:
    done = ask("brief", *(w.format(record=record) for w in words), "-r", record)
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_demo_writes_a_page_for_each_larger_episode(record: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert briefing.written_for_demo(Path(record)) == []
    monkeypatch.setattr(briefing, "LEAST_EVENTS", 2)
    paths = briefing.written_for_demo(Path(record))
    assert [p.name for p in paths] == ["brief-episode-1.html"]
    assert paths[0].parent == Path(record).parent
