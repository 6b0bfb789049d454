"""Asks the command line as a user does: in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from dragoman.store import open_record
from dragoman.store.verify import Tally, verify

WORDS = {"COLUMNS": "1000"}  # no message is broken into lines
PATIENCE_S = 120.0  # far more than any of it takes: a hang fails instead of lasting for ever

TOWNS = "Daraa Nawa Tafas Inkhil Jasim Busra Homs Hama Idlib Aleppo Palmyra Raqqa".split()
SIDES = ("Government forces", "Rebel fighters", "The army", "Gunmen")
ACTS = (
    "{side} shelled the town of {town} on {day} {month}, killing {n} people, residents said.",
    "{side} attacked a checkpoint near {town} on {day} {month} and wounded {n} soldiers.",
    "A car bomb exploded in {town} on {day} {month}, killing at least {n} civilians, a monitor said.",
    "{side} took control of {town} after {n} days of fighting, state television reported.",
    "Negotiators from {town} said {side} had agreed to a truce of {n} days.",
    "{n} families fled {town} after {side} fired rockets at the northern quarter on {day} {month}.",
)


def asked(*words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    """A finished command, with its words on stdout and stderr."""
    more.setdefault("timeout", PATIENCE_S)
    done = subprocess.run(command(*words), capture_output=True, text=True, env=environment(), **more)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def begun(*words: str) -> subprocess.Popen[str]:
    """A command under way, in a process group of its own."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command(*words), env=environment(), start_new_session=True, **pipes)


def command(*words: str) -> list[str]:
    """How the command line is started here."""
    return [sys.executable, "-m", "dragoman", *words]


def environment() -> dict[str, str]:
    """The environment, without what would change what is said."""
    return {k: v for k, v in os.environ.items() if not k.startswith("DRAGOMAN_") or k == "DRAGOMAN_CACHE"} | WORDS


def verified(record: Path) -> dict[str, int]:
    """How much a record holds, once it was found sound."""
    done = asked("verify", "--record", str(record), "--json")
    told: dict[str, int] = json.loads(done.stdout)
    assert done.returncode == 0, done.stdout
    assert told["faults"] == 0
    return told


def sound(record: Path) -> Tally:
    """How much a record holds, once it was found sound: as ``verified``, without a process of its own."""
    tally = Tally()
    with open_record(record, create=False) as opened:
        assert list(verify(opened, tally)) == []
    return tally


def reports(number: int, seed: int = 0) -> list[dict[str, str]]:
    """So many different reports of three sentences; the same at each call."""
    return [
        {"id": f"r{n}", "published": f"2018-07-{n % 28 + 1:02}", "text": _text(n)} for n in range(seed, seed + number)
    ]


def _text(n: int) -> str:
    said = []
    for i in range(3):
        k = 7 * n + 5 * i + n // 12
        named = {
            "side": SIDES[k % 4],
            "town": TOWNS[k % 12],
            "n": str(2 + k % 37),
            "day": str(1 + k % 28),
            "month": "July",
        }
        said.append(ACTS[(n + i) % 6].format(**named))
    ending = (
        f"It was said that of the {7919 * (n + 1) % 10007} who had fled from there, {n} would go back to it after that."
    )
    return " ".join([*said, ending])


def rows(path: Path, found: list[dict[str, str]]) -> Path:
    """Reports as a file of JSON lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    return path
