"""Settings: file, then environment, then flags; mistakes are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.settings import Settings, load


def test_flags_win_over_environment_over_file(tmp_path: Path) -> None:
    file = tmp_path / "dragoman.toml"
    file.write_text('workers = 1\nlongest_text = 500\ninto = "a.db"\n', encoding="utf-8")
    found = load(file, {"DRAGOMAN_WORKERS": "2", "DRAGOMAN_INTO": "b.db"}, into=Path("c.db"), workers=None)
    assert (found.workers, found.longest_text, found.into) == (2, 500, Path("c.db"))


def test_nothing_set_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(environment={}) == Settings()


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("wokers = 2", "unknown setting 'wokers'"),
        ("workers = 'two'", "cannot be 'two'"),
        ("workers = = 2", "cannot read"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, written: str, says: str) -> None:
    file = tmp_path / "dragoman.toml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        load(file, {})


def test_other_variables_of_the_environment_are_none_of_ours() -> None:
    assert load(environment={"DRAGOMAN_CACHE": "/x", "WORKERS": "many"}).into == Settings().into


def test_a_variable_with_our_name_that_means_nothing_is_a_mistake() -> None:
    with pytest.raises(InputError, match=r"DRAGOMAN_WOKERS: unknown variable .* DRAGOMAN_WORKERS") as wrong:
        load(environment={"DRAGOMAN_WOKERS": "2"})
    assert wrong.value.exit_code == 2
