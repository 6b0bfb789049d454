"""A mistake in a user's world files is reported with the file and the line that it stands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import world
from dragoman.errors import WorldError
from dragoman.extract.cues import Cues

KIND = """\
- kind: parley
  name: Parley
  definition: Two sides parley.
  cues: [parley/V]
  examples: ["They [parleyed]."]
"""

# File, its text, the line that must be named, words of the message.
BROKEN = [
    ("ontology/mine.yaml", KIND + "- kind: second\n  nmae: Second\n", 6, "nmae"),
    ("ontology/mine.yaml", KIND + "\n- kind: second\n  name: Second\n", 7, "definition"),
    ("ontology/mine.yaml", "- kind: first\n  name: [one\n  definition: x\n", 3, ""),
    ("ontology/mine.yaml", "- kind: first\n\tname: One\n", 2, ""),
    ("ontology/mine.yaml", KIND + "- kind: second\n  name: Second\n  definition: x\n  cues: 5\n", 6, "cues"),
    ("ontology/mine.yaml", KIND + "- kind: second\n  name: Second\n  definition: x\n  cues: [{cue: a, weight: heavy}]\n", 6, "weight"),
    ("actors/mine.yaml", "- id: one\n  name: One\n  kind: military\n- id: two\n  name: Two\n  knid: military\n", 4, "knid"),
    ("outlets.yaml", "- id: one\n  name: One\n\n- id: two\n", 4, "name"),
]  # fmt: skip

NOT_A_LIST = [("ontology/mine.yaml", "kind: parley\n"), ("outlets.yaml", "name: One\n")]


@pytest.fixture(autouse=True)
def small_world(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A built-in world of one kind and one language, so that each test reads little."""
    folder = tmp_path_factory.mktemp("built-in")
    _folder(folder, "ontology/one.yaml", KIND.replace("parley\n", "shelling\n", 1))
    _folder(folder, "languages/en.yaml", "name: English\nlexicons: {artillery: [rocket]}\n")
    monkeypatch.setattr(world, "BUILT_IN", folder)


def _folder(tmp_path: Path, name: str, text: str) -> tuple[Path, Path]:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return tmp_path, path


@pytest.mark.parametrize(("name", "text", "line", "words"), BROKEN)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, name: str, text: str, line: int, words: str) -> None:
    folder, path = _folder(tmp_path, name, text)
    with pytest.raises(WorldError) as wrong:
        world.load((folder,))
    assert wrong.value.where == f"{path}:{line}"
    assert words in str(wrong.value)
    assert wrong.value.exit_code == 3


@pytest.mark.parametrize(("name", "text"), NOT_A_LIST)
def test_a_file_that_is_no_list_is_named(tmp_path: Path, name: str, text: str) -> None:
    folder, path = _folder(tmp_path, name, text)
    with pytest.raises(WorldError) as wrong:
        world.load((folder,))
    assert str(path) in wrong.value.where


def test_a_language_file_that_is_wrong_is_named(tmp_path: Path) -> None:
    folder, path = _folder(tmp_path, "languages/xx.yaml", "name: 5\nlabels: [a]\n")
    with pytest.raises(WorldError) as wrong:
        world.load((folder,))
    assert str(path) in wrong.value.where


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="no such folder"):
        world.load((tmp_path / "nowhere",))


def test_an_unknown_lexicon_names_its_kind(tmp_path: Path) -> None:
    folder, _ = _folder(tmp_path, "ontology/mine.yaml", KIND.replace("parley/V", "parley ~ @nosuch"))
    with pytest.raises(WorldError, match=r"parley.*@nosuch"):
        Cues(world.load((folder,)))


def test_a_folder_laid_over_adds_and_replaces(tmp_path: Path) -> None:
    folder, _ = _folder(tmp_path, "ontology/mine.yaml", KIND.replace("parley/V", "talk/V"))
    laid = world.load((folder,))
    assert set(laid.kinds) == {"shelling", "parley"}
    over, _ = _folder(
        tmp_path / "over", "ontology/mine.yaml", KIND.replace("parley\n", "shelling\n", 1).replace("Two", "Three")
    )
    laid = world.load((over, folder))
    assert laid.kinds["shelling"].definition == "Three sides parley."
    assert laid.kinds["parley"].cues == ("talk/V",)


def test_no_and_days_stay_text(tmp_path: Path) -> None:
    rows = "- id: one\n  name: One\n  kind: military\n  country: NO\n  from: 1990-05-01\n"
    folder, _ = _folder(tmp_path, "actors/mine.yaml", rows)
    actor = world.load((folder,)).actors["one"]
    assert (actor.country, actor.from_) == ("NO", "1990-05-01")
