"""Bad input through the command line: a clear word on stderr, the rest done, the exit code, and a sound record.

A mended bug leaves a row here. Each command is a process of its own, as for a user.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.contracts.ask import asked, command, environment, reports, rows, sound, verified

from dragoman import flow
from dragoman.collect import READERS
from dragoman.records import Issue, Reading
from dragoman.settings import Settings
from dragoman.store import open_record, tables

TRUE = "DARAA, Syria, 5 July 2018 - Government forces shelled the town of {} on Tuesday, killing three people, residents said."
NUL, BOM16 = b"\0", b"\xff\xfe"
LOST, STORE, WORLD = 2, 4, 3  # exit codes, as `dragoman --help` gives them


def of_bytes(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


def of_text(content: str) -> Callable[[Path], None]:
    return of_bytes(content.encode())


def long_line(mb: int, begin: str, end: str = "") -> Callable[[Path], None]:
    """A file of so many MB without a line end inside."""

    def write(path: Path) -> None:
        with path.open("w", encoding="utf-8") as out:
            out.write(begin)
            for _ in range(mb):
                out.write("x " * 500_000)
            out.write(end)

    return write


# name, what it holds, what is said of it after its name, what to do
BAD = [
    ("empty.txt", of_bytes(b""), " is empty", "Leave it out"),
    ("blank.md", of_text(" \n\t\n"), " is empty", "Leave it out"),
    ("binary.txt", of_bytes(bytes(range(256)) * 20), " is binary, not text", "Save its text as .txt"),
    ("picture.txt", of_bytes(b"\x89PNG\r\n" + bytes(range(200))), " is a picture", "recognise its text"),
    ("paper.txt", of_bytes(b"%PDF-1.7\n1 0 obj"), " is a PDF, not text", "pdftotext"),
    ("nul.txt", of_bytes(TRUE.format("Nawa").encode() + NUL), " holds NUL bytes", "Save it again as UTF-8"),
    ("half.txt", of_bytes(("é ü ö ä ï" * 9).encode() + b"caf\xe9"), " is UTF-8 but broken at byte", "Save it again as UTF-8"),
    ("cut16.txt", of_bytes(BOM16 + b"a\0b\0c"), " says it is utf-16 but is broken", "Save it again as UTF-8"),
    ("line.txt", long_line(50, ""), " has 50,000,000 bytes, more than one report", "Split it"),
    ("line.html", long_line(17, "<p>"), " has 17,000,003 bytes, more than one report", "Split it"),
    ("line.jsonl", long_line(50, '{"text": "', '"}\n'), ", row 1 is longer than", "Split it into one row per report"),
    ("line.csv", long_line(17, "id,text\n1,"), ", row 2 is longer than", "Split it into one row per report"),
    ("nothing.html", of_text("<html><body></body></html>"), " has no text", "Leave it out"),
    ("rows.jsonl", of_text('{"text": "A"}\nnot json\n'), ", row 2 is not JSON: Expecting value", "Mend or remove the row"),
    ("list.jsonl", of_text("[1]\n"), ", row 1 is JSON but no record", "Each row must be like"),
    ("bare.jsonl", of_text('{"id": 3, "text": 5}\n'), ", row 1 has no text", "Name the column with the text"),
    ("deep.jsonl", of_text("[" * 100_000 + "\n"), ", row 1 is", "Remove the row"),
    ("headlines.csv", of_text("id,headline\n1,War\n"), " has no column with the text", "text, body, content, event_text"),
    ("quote.csv", of_text('id,text\n1,"open\n2,Fire.\n'), ", row 2 has a quote that is never closed", 'Write " inside'),
    ("wide.csv", of_text("id,text\n1,a,b,c\n"), ", row 2 has 4 fields, the header 2", "quotes"),
    ("link.txt", lambda path: path.symlink_to("nowhere"), " cannot be read: no such file", "Check its rights"),
    ("pipe.txt", lambda path: os.mkfifo(path), " is not a regular file", "Give a file that was saved"),
    ("endless.txt", of_text("the army shelled the town and " * 900), " has 26,999 characters without the end of a", "full stops"),
]  # fmt: skip
SOUND = [
    ("good.txt", of_text(TRUE.format("Nawa"))),
    ("old.txt", of_bytes((TRUE.format("Tafas") + " C'était à Genève, près du café.").encode("cp1252"))),
    ("wide.txt", of_bytes(TRUE.format("Jasim").encode("utf-16"))),
    ("broken.html", of_text("<html><div><p>" + TRUE.format("Inkhil") + "<p><b><i>open <div <span & &amp &#x; <script>if (a<b)")),
    ("deep.html", of_text("<div>" * 5_000 + f"<p>{TRUE.format('Busra')}</p>")),
]  # fmt: skip
NOTES = [("round", " is a link back to a folder above it"), ("head.csv", " has a header row and no other")]
KEPT = len(SOUND) + 3  # and a sound row each of rows.jsonl and quote.csv, and endless.txt without claims


@pytest.fixture(scope="module", autouse=True)
def index() -> None:
    """The index of places is made before anything is timed."""
    from dragoman.world.gazetteer_index import index_path

    index_path()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("given")
    for name, write, *_ in (*BAD, *SOUND):
        write(made / name)
    (made / "round").symlink_to(".")
    (made / "head.csv").write_text("id,text\n")
    return made


@pytest.fixture(scope="module")
def said(folder: Path) -> str:
    """What `code` says of the whole folder on stderr."""
    done = asked("code", str(folder))
    assert done.returncode == LOST
    assert len(done.stdout.splitlines()) == KEPT
    return done.stderr


@pytest.fixture(scope="module")
def record(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the whole folder."""
    path = tmp_path_factory.mktemp("kept") / "record.db"
    done = asked("run", str(folder), "--into", str(path), "--json")
    told = json.loads(done.stdout)
    assert done.returncode == LOST
    assert told["reports"] == KEPT
    assert told["lost"] == len(BAD)
    assert {Path(issue["where"].split(",")[0]).name for issue in told["issues_listed"] if issue["lost"]} == {
        b[0] for b in BAD
    }
    return path


@pytest.mark.parametrize(("name", "_", "what", "do"), BAD, ids=[b[0] for b in BAD])
def test_each_bad_file_is_named_with_what_is_wrong_and_what_to_do(
    said: str, name: str, _: object, what: str, do: str
) -> None:
    line = next((line for line in said.splitlines() if f"/{name}{what}" in line), "")
    assert line.strip().startswith("lost"), f"no word of {name}{what} in:\n{said}"
    assert do in line


@pytest.mark.parametrize(("name", "what"), NOTES, ids=[n[0] for n in NOTES])
def test_what_loses_nothing_is_noted(said: str, name: str, what: str) -> None:
    line = next(line for line in said.splitlines() if f"/{name}{what}" in line)
    assert line.strip().startswith("note")


def test_what_is_sound_beside_the_bad_is_kept_and_re_reads(record: Path) -> None:
    told = verified(record)
    assert told["reports"] == KEPT
    assert told["findings"] >= len(SOUND)


def test_the_same_folder_again_adds_nothing(record: Path, folder: Path) -> None:
    before = sound(record)
    done = asked("run", str(folder), "--into", str(record), "--json")
    told = json.loads(done.stdout)
    assert done.returncode == LOST
    assert (told["reports"], told["claims"]) == (0, 0)
    assert sound(record) == before
    with sqlite3.connect(record) as opened:
        ((issues, different),) = opened.execute("SELECT count(*), count(DISTINCT payload) FROM issues")
    assert issues == different


def test_a_sentence_without_end_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    long = "the army shelled the town and " * 400
    (tmp_path / "report.txt").write_text(f"{TRUE.format('Nawa')}\n\n{long}\n\n{TRUE.format('Jasim')}")
    done = asked("code", str(tmp_path))
    assert done.returncode == LOST
    read = json.loads(done.stdout)
    assert {claim["place"]["mention"] for claim in read["claims"]} == {"Nawa", "Jasim"}
    text = (tmp_path / "report.txt").read_text()
    assert all(text[c["start"] : c["end"]] == c["evidence"] for c in read["claims"])


def test_a_reader_that_breaks_loses_its_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(path: Path, /, *, limit: int = 0) -> Iterator[Issue]:
        yield Issue(path.name, "first", "")
        raise RecursionError("too deep")

    monkeypatch.setitem(READERS, ".html", breaks)
    (tmp_path / "a.html").write_text("x")
    (tmp_path / "b.txt").write_text(TRUE.format("Nawa"))
    first, broken, good = flow.code([tmp_path], Settings())
    assert isinstance(first, Issue)
    assert isinstance(broken, Issue)
    assert broken.what == "could not be read (RecursionError: too deep)"
    assert broken.lost
    assert isinstance(good, Reading)
    assert len(good.findings) == 1


def test_many_bad_rows_are_not_all_listed_by_run(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("bad\n" * 300)
    done = asked("run", str(path), "--into", str(tmp_path / "r.db"))
    assert done.returncode == LOST
    assert "and 290 more; all are kept in the record" in done.stderr


# ------------------------------------------------------------------------------ places that are not there


def test_a_missing_folder_is_one_line_and_makes_no_record(tmp_path: Path) -> None:
    done = asked("run", str(tmp_path / "nothing"), "--into", str(tmp_path / "r.db"))
    assert done.returncode == LOST
    assert done.stderr.count("\n") == 1
    assert f"{tmp_path / 'nothing'}: no file or folder of this name" in done.stderr
    assert not (tmp_path / "r.db").exists()


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TRUE.format("Nawa"))
    shut = tmp_path / "shut.txt"
    if os.geteuid():
        shut.write_text("x")
        shut.chmod(0)
    elif Path("/proc/self/mem").exists():
        shut.symlink_to("/proc/self/mem")  # the superuser may read all files, but not this one from its start
    else:
        pytest.skip("the superuser may read all files")
    done = asked("code", str(tmp_path))
    assert done.returncode == LOST
    assert "shut.txt cannot be read:" in done.stderr
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("where", "what"),
    [
        ("folder", "this is a folder, not a record"),
        ("nowhere/r.db", "the folder for the record does not exist"),
        ("sealed/r.db", ""),
    ],
)
def test_a_record_that_cannot_be_made_there(tmp_path: Path, where: str, what: str) -> None:
    (tmp_path / "good.txt").write_text(TRUE.format("Nawa"))
    (tmp_path / "folder").mkdir()
    (tmp_path / "sealed").mkdir(mode=0o500)
    place = tmp_path / where
    if where.startswith("sealed") and not os.geteuid():
        place = Path("/proc/r.db")  # nobody may make a file there
        if not place.parent.exists():
            pytest.skip("the superuser may write everywhere")
    done = asked("run", str(tmp_path / "good.txt"), "--into", str(place))
    assert done.returncode == STORE
    assert done.stderr.startswith(f"dragoman: {place}: {what}")
    assert done.stderr.count("\n") == 1


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE accounts (name)")
        other.execute("INSERT INTO accounts VALUES ('Lina')")


def newer(path: Path) -> None:
    open_record(path).close()
    with sqlite3.connect(path) as opened:
        opened.execute(f"PRAGMA user_version={tables.SCHEMA + 1}")
        opened.execute("PRAGMA journal_mode=DELETE")


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (foreign, "this SQLite file belongs to another program"),
        (of_text("Dear diary, " * 99), "this is not a record: the file is not SQLite"),
        (newer, f"the record was made by a newer Dragoman (schema {tables.SCHEMA + 1}"),
    ],
    ids=["foreign", "no database", "newer"],
)
def test_a_file_that_is_no_record_is_left_as_it_was(tmp_path: Path, make: Callable[[Path], None], what: str) -> None:
    path = tmp_path / "r.db"
    make(path)
    (tmp_path / "good.txt").write_text(TRUE.format("Nawa"))
    before = path.read_bytes()
    for given in (["run", str(tmp_path), "--into"], ["events", "--record"]):
        done = asked(*given, str(path))
        assert done.returncode == STORE
        assert done.stderr.startswith(f"dragoman: {path}: {what}")
        assert path.read_bytes() == before


def test_a_broken_world_file_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TRUE.format("Nawa"))
    (tmp_path / "world" / "actors").mkdir(parents=True)
    path = tmp_path / "world" / "actors" / "mine.yaml"
    path.write_text("- id: [\n")
    done = asked("code", str(tmp_path / "good.txt"), "--world", str(tmp_path / "world"))
    assert done.returncode == WORLD
    assert done.stderr.startswith(f"dragoman: {path}:2: ")


# ------------------------------------------------------------------------------ a full disk

SMALL = """
import sys
from dragoman.cli import main
from dragoman.store import opening
known = opening._set_up
def small(connection, other):
    known(connection, other)
    connection.execute("PRAGMA max_page_count=60")
opening._set_up = small
sys.argv = ["dragoman", *sys.argv[1:]]
main()
"""


def test_a_full_disk_is_told_and_the_same_command_goes_on_later(tmp_path: Path) -> None:
    path, given = tmp_path / "r.db", rows(tmp_path / "many.jsonl", reports(24))
    again = ["run", str(given), "--into", str(path)]
    full = subprocess.run(
        [sys.executable, "-c", SMALL, *again], capture_output=True, text=True, env=environment(), timeout=60
    )
    assert full.returncode == STORE
    assert full.stderr.strip().endswith("make room and run the command again.")
    assert f"{path}: the disk is full" in full.stderr
    assert sound(path).reports < 24
    assert asked(*again).returncode == 0
    assert verified(path)["reports"] == 24


def test_a_disk_that_takes_no_more_bytes_is_told(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path, given = tmp_path / "r.db", rows(tmp_path / "many.jsonl", reports(24))
    most = 600_000  # bytes a file: an empty record with its log fits, the 24 reports do not

    def cap() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done = asked("run", str(given), "--into", str(path), preexec_fn=cap)
    assert done.returncode == STORE
    assert f"dragoman: {path}: the disk " in done.stderr
    assert sound(path).reports < 24


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TRUE.format("Nawa"))
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            command("code", str(tmp_path)),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(),
            timeout=60,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("dragoman: no space left on device. Check the disk that is written to")
    assert done.stderr.count("\n") == 1


def test_what_nobody_foresaw_is_one_line_and_a_file() -> None:
    code = "from dragoman import cli, settings\ndef wrong(**_): raise KeyError('x')\nsettings.load = wrong\ncli.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "events"], capture_output=True, text=True, env=environment(), timeout=60
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "dragoman: KeyError: 'x'. This is a mistake in Dragoman: please report it with the file " in done.stderr
    kept = Path(done.stderr.split(" with the file ")[1].split(". ")[0])
    assert "Traceback" in kept.read_text()
    kept.unlink()
