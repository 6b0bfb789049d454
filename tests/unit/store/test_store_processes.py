"""Two processes write at once, and a killed one leaves a whole record."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.store import open_record
from dragoman.store.verify import Tally, verify

WRITER = """
import sys
from dragoman.store import open_record
from tests.factory import a_reading, raw_of
path, first, last, size = sys.argv[1], *map(int, sys.argv[2:])
with open_record(path) as record:
    print("open", flush=True)
    for start in range(first, last, size):
        batch = [a_reading(f"Report {n} of shelling in Daraa. " * 20) for n in range(start, min(start + size, last))]
        record.keep_many([(reading, raw_of(reading.report)) for reading in batch])
        print(start, flush=True)
"""
ROOT = Path(__file__).parents[3]


def writer(path: Path, first: int, last: int, size: int) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src"), *sys.path])}
    arguments = [sys.executable, "-c", WRITER, str(path), str(first), str(last), str(size)]
    return subprocess.Popen(arguments, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_processes_make_and_fill_one_record_at_once(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    writers = [writer(path, 0, 60, 3), writer(path, 30, 90, 4)]  # reports 30 to 59 are written by both
    for one in writers:
        _, errors = one.communicate(timeout=60)
        assert one.returncode == 0, errors
    with open_record(path, create=False) as record:
        tally = Tally()
        assert list(verify(record, tally)) == []
        assert tally.reports == tally.findings == tally.custody == 90


@pytest.mark.parametrize("pause_s", [0.0, 0.03, 0.11])
def test_a_killed_process_leaves_a_whole_record(tmp_path: Path, pause_s: float) -> None:
    path = tmp_path / "record.db"
    one = writer(path, 0, 100_000, 50)
    assert one.stdout is not None
    while one.stdout.readline().strip() in ("open", "0"):
        pass
    time.sleep(pause_s)
    one.send_signal(signal.SIGKILL)
    one.communicate(timeout=30)
    assert one.returncode == -signal.SIGKILL
    with open_record(path, create=False) as record:
        tally = Tally()
        assert list(verify(record, tally)) == []
        assert tally.reports >= 50
        assert tally.reports % 50 == 0  # whole batches only
        assert tally.findings == tally.custody == tally.reports


KILLED_WHILE_MAKING = """
import os, signal, sys
from sqlalchemy import event
from dragoman.store import opening, open_record
seen = opening.stamp
opening.stamp = lambda connection: os.kill(os.getpid(), signal.SIGKILL)
open_record(sys.argv[1])
"""


def test_a_process_killed_while_making_the_record_leaves_none_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path])}
    done = subprocess.run([sys.executable, "-c", KILLED_WHILE_MAKING, str(path)], env=env, check=False)
    assert done.returncode == -signal.SIGKILL
    with open_record(path) as record:
        assert list(verify(record)) == []
