"""`dragoman world`: a gazetteer is added, listed, read with, and its faults are told in one line."""

from __future__ import annotations

import io
import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.json_schema import faults
from tests.unit.world.packs import dump, own
from typer.testing import CliRunner

from dragoman import world as worlds
from dragoman.cli import app
from dragoman.world.digest import reading_digest, world_digest

RUNNER = CliRunner()
REPORT = (
    "DAMASCUS, Syria, 5 July 2018 - Government forces shelled the village of Khirbet al-Zumurruda on Tuesday, killing "
    "three people, residents said."
)


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    yield
    worlds.load.cache_clear()
    world_digest.cache_clear()
    reading_digest.cache_clear()


def ask(*words: object, wide: int = 160) -> Any:
    worlds.load.cache_clear()
    done = RUNNER.invoke(app, [*map(str, words)], env={"COLUMNS": str(wide)})
    assert not done.exception or isinstance(done.exception, SystemExit), done.output
    return done


def placed(report: Path, *options: object) -> list[tuple[str, str]]:
    (told,) = ask("code", report, "--quiet", *options).stdout.splitlines()
    return [(c["place"]["name"], c["place"]["id"]) for c in json.loads(told)["claims"] if c["place"]]


def test_a_report_is_placed_at_a_village_that_only_the_pack_knows(tmp_path: Path) -> None:
    report, folder = tmp_path / "report.txt", tmp_path / "w"
    report.write_text(REPORT)
    assert all(place_id != "geonames:900000001" for _, place_id in placed(report))
    assert ask("world", "add", dump(tmp_path), "--to", folder).exit_code == 0
    assert ("Kharbat az Zumurrudah", "geonames:900000001") in placed(report, "--world", folder)


def test_adding_tells_what_was_taken_and_how_to_read_with_it(tmp_path: Path) -> None:
    told = ask("world", "add", dump(tmp_path, name="SY.zip"), "--to", tmp_path / "w").stdout
    assert told.splitlines()[2].split()[:3] == ["left", "out", "2:"]
    assert f"--world {tmp_path / 'w'}" in told.replace("\n", "")
    assert ask("world", "add", own(tmp_path), "--to", tmp_path / "w", "--quiet").stdout == ""


def test_packs_are_listed_beside_the_built_in_tables(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    ask("world", "add", dump(tmp_path), "--to", folder)
    made = json.loads(ask("world", "add", own(tmp_path), "--to", folder, "--licence", "ODbL", "--json").stdout)
    rows = [json.loads(line) for line in ask("world", "list", "--world", folder, "--json").stdout.splitlines()]
    assert [row["name"] for row in rows] == [
        "towns", "countries", "divisions", "regions", "pins", "geonames-sy", "places",
    ]  # fmt: skip
    assert rows[-1] == made
    assert (made["licence"], made["places"], made["folder"]) == ("ODbL", 2, str(folder))
    assert all(row["folder"] is None and row["places"] > 100 for row in rows[:5])
    schema = json.loads(ask("schema").stdout)
    assert [fault for row in rows for fault in faults(row, {"$ref": "#/$defs/Gazette"}, schema)] == []
    table = ask("world", "list", "--world", folder, wide=200).stdout
    assert made["sha256"][:12] in table and made["sha256"] not in table
    assert ask("world", "list", "--world", folder, "--quiet").stdout.split() == ["geonames-sy", "places"]
    assert "No packs" in ask("world", "list").stdout


def test_what_is_wrong_is_told_in_one_line_with_an_exit_code(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    refused = ask("world", "add", own(tmp_path, "name,lat,lon\nAqan,x,1\n"), "--to", folder)
    assert (refused.exit_code, refused.stderr.count("\n"), "places.csv:2" in refused.stderr) == (2, 1, True)
    assert ask("world", "add", "QQ", "--to", folder).exit_code == 2
    ask("world", "add", dump(tmp_path), "--to", folder)
    (folder / "places" / "geonames-sy.sqlite").unlink()
    for words in (["world", "list"], ["code", tmp_path / "SY.txt"]):
        missing = ask(*words, "--world", folder)
        assert (missing.exit_code, "Add it again" in missing.stderr) == (3, True)


def test_a_bare_code_fetches_the_countrys_dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content, asked = dump(tmp_path, name="SY.zip").read_bytes(), []

    def opener(request: Any, timeout: float) -> io.BytesIO:
        asked.append(request.full_url)
        return io.BytesIO(content)

    monkeypatch.setattr(urllib.request, "urlopen", opener)
    monkeypatch.chdir(tmp_path)
    made = json.loads(ask("world", "add", "sy", "--to", tmp_path / "w", "--json").stdout)
    assert (made["name"], made["source"], made["places"]) == ("geonames-sy", "SY.zip", 5)
    assert asked == ["https://download.geonames.org/export/dump/SY.zip"]


def test_without_a_network_the_message_says_how_to_give_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def opener(request: Any, timeout: float) -> io.BytesIO:
        raise OSError("no network")

    monkeypatch.setattr(urllib.request, "urlopen", opener)
    monkeypatch.chdir(tmp_path)
    refused = ask("world", "add", "SY", "--to", tmp_path / "w")
    assert (refused.exit_code, (tmp_path / "w").exists()) == (2, False)
    assert "no network" in refused.stderr and "dragoman world add SY.zip --to FOLDER" in refused.stderr
