"""A set leans to a label where its annotators choose it among several; what is learned of that is held out in folds."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from dragoman.models import read_weights
from dragoman.workshop import fit_leanings
from dragoman.workshop.fit_leanings import SETS, fitted, in_folds
from dragoman.workshop.tasks import leanings


def texts(number: int, leaning: float) -> tuple[np.ndarray, np.ndarray]:
    """Texts that tell three labels by chance; the right one is the strongest once one of them has an advance."""
    strengths = np.random.default_rng(7).random((number, 3))
    return strengths, (strengths + np.array([leaning, 0.0, 0.0])).argmax(1)


def test_a_leaning_is_found_and_none_where_there_is_none() -> None:
    strengths, right = texts(400, 0.4)
    added = fitted(strengths, right)
    assert added[0] > 0.1 and added[0] > added[1] + 0.15
    assert np.abs(fitted(*texts(400, 0.0))).max() < 0.06


def test_folds_are_better_than_nothing_only_where_something_is_to_be_learned() -> None:
    strengths, right = texts(400, 0.4)
    assert in_folds(strengths, right) > (strengths.argmax(1) == right).mean() + 0.05
    right = np.random.default_rng(3).integers(0, 3, 400)
    assert in_folds(strengths, right) < 0.45


def test_leanings_that_gain_nothing_in_folds_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, leaning in (("leaning", 0.4), ("even", 0.0)):
        strengths, right = texts(400, leaning)
        folder = tmp_path / "bench" / name
        folder.mkdir(parents=True)
        rows = [{"label": str(label), "told": list(told)} for told, label in zip(strengths, right, strict=True)]
        (folder / "dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    told = {
        name: (name, "label", lambda row, _: dict(zip("012", row["told"], strict=True))) for name in ("leaning", "even")
    }
    monkeypatch.setattr(fit_leanings, "SETS", told)
    monkeypatch.setattr(fit_leanings, "TABLE", tmp_path / "table.csv")
    assert fit_leanings.main(["--shared", str(tmp_path), "--write"]) == 0
    kept = (tmp_path / "table.csv").read_text(encoding="utf-8")
    assert "leaning 0" in kept and "even" not in kept


def test_the_label_that_counts_most_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leanings, "leanings", lambda name: {"A": 0.2})
    assert leanings.chosen({"A": 0.5, "B": 0.6}, "x") == "A"
    assert leanings.chosen({"A": 0.3, "B": 0.6}, "x") == "B"
    assert leanings.chosen({}, "x") is None


def test_the_table_names_sets_that_are_fitted() -> None:
    found = read_weights(leanings.TABLE)
    assert {note.split()[0] for note in found} <= set(SETS)
    assert set(leanings.leanings("case2021")) == {note.split()[1] for note in found}
    assert all(0 < abs(added) < 1 for added in found.values())
