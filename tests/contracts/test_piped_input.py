"""What is piped into `dragoman code -`, and output that is not read to its end."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from tests.contracts.ask import asked, command, environment, reports, rows

TRUE = "DARAA, Syria, 5 July 2018 - Government forces shelled the town of {} on Tuesday, killing three people, residents said."
LOST = 2


@pytest.fixture(scope="module", autouse=True)
def index() -> None:
    """The index of places is made before anything is timed."""
    from dragoman.world.gazetteer_index import index_path

    index_path()


@pytest.mark.parametrize(
    ("piped", "read", "exit_code", "says"),
    [
        (TRUE.format("Nawa"), 1, 0, ""),
        (
            f'{{"id": "a", "text": "{TRUE.format("Nawa")}"}}\n{{"id": "b", "text": "{TRUE.format("Jasim")}"}}\n',
            2,
            0,
            "",
        ),
        (f'{{"text": "{TRUE.format("Nawa")}"}}\nbad\n', 1, LOST, "row 2 is not JSON"),
        (f"<html><p>{TRUE.format('Nawa')}</p></html>", 1, 0, ""),
        ("", 0, LOST, "is empty"),
    ],
    ids=["text", "rows", "a bad row", "page", "nothing"],
)
def test_what_is_piped_into_code_is_read(piped: str, read: int, exit_code: int, says: str) -> None:
    done = asked("code", "-", input=piped)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == exit_code
    assert len(found) == read
    assert all(one["claims"][0]["kind"] == "shelling" for one in found)
    assert says in done.stderr


def test_code_without_a_pipe_says_what_to_write() -> None:
    closed = asked("code", "-", preexec_fn=lambda: os.close(0))
    assert closed.returncode == LOST
    assert "cat report.txt | dragoman code -" in closed.stderr


def test_run_keeps_files_only(tmp_path: Path) -> None:
    done = asked("run", "-", "--into", str(tmp_path / "r.db"), input="x")
    assert done.returncode == LOST
    assert "dragoman code -" in done.stderr


def test_a_reader_that_wants_no_more_gets_no_complaint(tmp_path: Path) -> None:
    given = rows(tmp_path / "many.jsonl", reports(24))
    going = subprocess.Popen(
        command("code", str(given)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    )
    assert going.stdout is not None
    assert going.stderr is not None
    going.stdout.readline()
    going.stdout.close()
    assert going.stderr.read() == ""
    assert going.wait(timeout=60) in (0, 1)
    going.stderr.close()
