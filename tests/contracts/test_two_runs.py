"""Runs that are stopped, killed, doubled or done again: the record stays sound, and nothing is in it twice."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.contracts.ask import PATIENCE_S, asked, begun, reports, rows, sound, verified

from dragoman import flow
from dragoman.records import Basis, Finding, Judgement
from dragoman.settings import Settings
from dragoman.store import open_record
from dragoman.store.record import Record

STOPPED = 130
MANY = 80  # several batches; the first is kept long before the last is read

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and process groups")


@pytest.fixture(scope="module", autouse=True)
def index() -> None:
    """The index of places is made before anything is timed."""
    from dragoman.world.gazetteer_index import index_path

    index_path()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """What one undisturbed run makes of all reports."""
    folder = tmp_path_factory.mktemp("whole")
    with open_record(folder / "r.db") as record:
        flow.take_in([rows(folder / "many.jsonl", reports(MANY))], record, Settings())
        flow.tie_up(record, Settings())
    return held(folder / "r.db")


def held(record: Path) -> dict[str, set[str]]:
    """The ids in a record, each there once."""
    found = {}
    with sqlite3.connect(record) as opened:
        for table in ("reports", "findings", "events", "entries"):
            ids = [row[0] for row in opened.execute(f"SELECT id FROM {table}")]
            assert len(ids) == len(set(ids)), table
            found[table] = set(ids)
        seen = opened.execute("SELECT report_id FROM custody").fetchall()
        assert len(seen) == len(set(seen)) == len(found["reports"])
    return found


def kept(record: Path) -> int:
    """How many reports a record holds so far."""
    try:
        with sqlite3.connect(f"file:{record}?mode=ro", uri=True) as opened:
            return int(opened.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def until(true: Callable[[], bool], what: str) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def alone(process: subprocess.Popen[str]) -> bool:
    """Is nobody left of the process's group?"""
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_in_the_middle_ends_well_and_the_same_command_goes_on(
    tmp_path: Path, workers: int, whole: dict[str, set[str]]
) -> None:
    path, given = tmp_path / "r.db", rows(tmp_path / "many.jsonl", reports(MANY))
    again = ["run", str(given), "--into", str(path), "--workers", str(workers)]
    going = begun(*again)
    until(lambda: kept(path) > 0, "nothing was kept")
    os.killpg(going.pid, signal.SIGINT)  # as a terminal does: to all processes of the group
    out, err = going.communicate(timeout=PATIENCE_S)
    assert going.returncode == STOPPED
    assert err.strip() == "stopped; what was taken in is kept; run the same command to go on"
    assert out == ""
    until(lambda: alone(going), "a process is left")
    assert 0 < kept(path) < MANY
    assert sound(path).reports == kept(path)
    told = asked("events", "--record", str(path))
    assert f"{kept(path)} reports are not tied up into events yet: run the same" in told.stderr
    done = asked(*again)
    assert done.returncode == 0
    assert asked("events", "--record", str(path)).stderr == ""
    assert "known from before" in done.stdout
    assert verified(path)["reports"] == MANY
    assert held(path) == whole


def test_killed_in_the_middle_leaves_nobody_behind_and_the_same_command_goes_on(
    tmp_path: Path, whole: dict[str, set[str]]
) -> None:
    path, given = tmp_path / "r.db", rows(tmp_path / "many.jsonl", reports(MANY))
    again = ["run", str(given), "--into", str(path), "--workers", "2"]
    going = begun(*again)
    until(lambda: kept(path) > 0, "nothing was kept")
    going.send_signal(signal.SIGKILL)  # to this one only: those that it started must end by themselves
    going.communicate(timeout=PATIENCE_S)
    until(lambda: alone(going), "a process that reads outlived the run")
    assert sound(path).reports == kept(path) < MANY
    assert asked(*again).returncode == 0
    assert sound(path).reports == MANY
    assert held(path) == whole


def test_a_reading_process_that_is_killed_is_told_and_what_was_kept_stays(tmp_path: Path) -> None:
    ps = Path("/proc/self/task")
    if not ps.exists():
        pytest.skip("no list of a process's children")
    path, given = tmp_path / "r.db", rows(tmp_path / "many.jsonl", reports(MANY))
    going = begun("run", str(given), "--into", str(path), "--workers", "2")
    until(lambda: kept(path) > 0, "nothing was kept")
    children = Path(f"/proc/{going.pid}/task/{going.pid}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGKILL)
    _, err = going.communicate(timeout=PATIENCE_S)
    assert going.returncode == 1
    assert err.startswith("dragoman: a process that Dragoman started was ended from outside.")
    assert err.count("\n") == 1
    until(lambda: alone(going), "a process is left")
    assert sound(path).reports == kept(path) > 0


def test_two_runs_at_once_end_well_and_leave_nothing_out(tmp_path: Path, whole: dict[str, set[str]]) -> None:
    path = tmp_path / "r.db"
    halves = [rows(tmp_path / "a.jsonl", reports(MANY - 25)), rows(tmp_path / "b.jsonl", reports(MANY - 25, 25))]
    both = [begun("run", str(half), "--into", str(path)) for half in halves]
    for going in both:
        _, err = going.communicate(timeout=PATIENCE_S)
        assert (going.returncode, err) == (0, "")
    assert verified(path)["reports"] == MANY
    assert held(path) == whole


def test_the_same_reports_twice_add_nothing(tmp_path: Path) -> None:
    few = reports(3)
    given = [rows(tmp_path / "a.jsonl", few + few), rows(tmp_path / "b.jsonl", few)]
    again = ["run", *map(str, given), "--into", str(tmp_path / "r.db")]
    first = asked(*again)
    assert "3 new, 6 known from before" in first.stdout
    before = held(tmp_path / "r.db")
    assert "0 new, 9 known from before" in asked(*again).stdout
    assert held(tmp_path / "r.db") == before
    assert verified(tmp_path / "r.db")["reports"] == 3


# ------------------------------------------------------------------------------ inside one process


class _Shared:
    """A record to which somebody else adds a report just before it concludes for the first time."""

    def __init__(self, record: Record, add: Callable[[], object]) -> None:
        self._record, self._add = record, add
        self.concluded = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._record, name)

    def rest_on(self, basis: Basis) -> None:
        if not self.concluded:
            self._add()
        self.concluded += 1
        self._record.rest_on(basis)


@pytest.mark.parametrize("what", ["a report", "a judgement", "nothing"])
def test_whoever_ties_last_leaves_nothing_out(tmp_path: Path, what: str) -> None:
    settings = Settings()
    first, second = (rows(tmp_path / f"{n}.jsonl", reports(1, n)) for n in (0, 1))
    with open_record(tmp_path / "r.db") as record, open_record(tmp_path / "r.db") as other:
        flow.take_in([first], record, settings)
        steps: dict[str, Callable[[], object]] = {
            "a report": lambda: flow.take_in([second], other, settings),
            "a judgement": lambda: other.judge(Judgement("jdg_1", "a|b", "same", "same", "Lina", "2024-01-01")),
            "nothing": lambda: None,
        }
        shared = _Shared(record, steps[what])
        flow.tie_up(shared, settings)  # type: ignore[arg-type]
        assert shared.concluded == (1 if what == "nothing" else 2)
        told = {name for event in record.events() for name in event.findings}
        assert told == {finding.id for finding in record.findings() if isinstance(finding, Finding)}


def test_more_processes_read_the_same(tmp_path: Path, whole: dict[str, set[str]]) -> None:
    given = rows(tmp_path / "many.jsonl", reports(MANY))
    with open_record(tmp_path / "r.db") as record:
        heard: list[int] = []
        tally = flow.take_in([given], record, Settings(workers=3), lambda t: heard.append(t.reports))
        flow.tie_up(record, Settings(workers=3))
    assert tally.reports == MANY
    assert heard == list(range(flow.BATCH, MANY + 1, flow.BATCH))
    assert held(tmp_path / "r.db") == whole
