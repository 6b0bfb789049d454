"""The held-out real texts are scored where their sets are there, and passed over where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import world as worlds
from dragoman.workshop import marks, real_measured
from dragoman.workshop.reader.sources import held_out

SHARED = Path(__file__).parents[4] / "shared"


def test_without_the_sets_nothing_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert real_measured.main(["--shared", str(tmp_path)]) == 1
    assert "none of the sets" in capsys.readouterr().out


@pytest.mark.skipif(not (SHARED / "bench").exists(), reason="the sets are not there")
def test_gold_lines_are_of_held_out_texts_and_re_read() -> None:
    rows = list(real_measured.gold_lines(worlds.load(()), SHARED))
    assert len(rows) == sum(held_out(row["id"]) for row in marks.rows()) > 10
    for row in rows:
        for claim in row["claims"]:
            cells = [*claim["actors"], *claim["sources"]]
            assert all(row["text"][c["mention_start"] : c["mention_end"]] == c["mention"] for c in cells)
