"""Learned files: what is saved reads back, and a file that is not the pinned one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import models
from dragoman.errors import ModelError
from dragoman.models import Table, load_table, save_table


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(models, "FOLDER", tmp_path)
    return tmp_path


def test_a_table_reads_back_within_its_rounding(folder: Path) -> None:
    table = Table(("NN", "VB"), {"w=run": (0.5, 12.7), "bias": (-12.7, 0.0)})
    save_table("toy", table)
    read = load_table("toy")
    assert read.columns == table.columns
    for feature, row in table.rows.items():
        assert read.rows[feature] == pytest.approx(row, abs=0.06)


def test_a_changed_file_is_refused(folder: Path) -> None:
    save_table("toy", Table(("NN",), {"bias": (1.0,)}))
    (folder / "toy.gz").write_bytes(b"not it")
    with pytest.raises(ModelError, match=r"not the pinned one.*Install"):
        load_table("toy")


def test_a_missing_file_says_what_to_do(folder: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        load_table("toy")


def test_the_shipped_tagger_has_its_pin() -> None:
    assert len(load_table("en-tags").columns) > 20
