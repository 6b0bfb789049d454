"""Marks on texts that are not ours are places in them: they fit the text of the set, and no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.workshop import marks

TEXT = "Guns  shelled the old\nmarket on Friday.\n\nThe army denied it. No more was told."
MARKED = """## r-001 | outlet | agency | SD | undated
# muc4/train A-1
Guns shelled the old market on Friday.
> shelling | Guns … Friday | t: shelled | recipient: the old market | time: on Friday | killed: Guns [2] | source: Guns (military, role_only)

The army denied it.
> denial denied bg | The army denied it | t: denied | actor: The army
"""


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    (tmp_path / "bench" / "muc4").mkdir(parents=True)
    row = json.dumps({"id": "A-1", "text": TEXT})
    (tmp_path / "bench" / "muc4" / "train.jsonl").write_text(row + "\n", encoding="utf-8")
    (tmp_path / "marked.txt").write_text(MARKED, encoding="utf-8")
    return tmp_path


def test_marks_are_places_in_the_text_as_the_set_has_it(shared: Path) -> None:
    out = shared / "marks.jsonl"
    assert marks.main(["--shared", str(shared), "--into", str(out), str(shared / "marked.txt")]) == 0
    (one,) = marks.read(shared, out)
    assert TEXT.startswith(one.text) and one.text.endswith("denied it.")
    first, second = one.marks
    assert (first.kind, first.status, first.background) == ("shelling", "occurred", False)
    assert first.trigger.of(TEXT) == "shelled"
    assert first.evidence.of(TEXT) == "Guns  shelled the old\nmarket on Friday"
    assert ("recipient", "the old\nmarket") in [(m.role, m.words) for m in first.mentions]
    (quantity,), (source,) = first.quantities, first.sources
    assert (quantity.kind, quantity.low, quantity.high, quantity.words) == ("killed", 2, 2, "Guns")
    assert (source.kind, source.naming, source.words) == ("military", "role_only", "Guns")
    assert (second.status, second.background, second.trigger.of(TEXT)) == ("denied", True, "denied")
    assert "Guns" not in out.read_text(encoding="utf-8")


def test_a_changed_text_is_refused_and_a_missing_set_passed_over(shared: Path, tmp_path: Path) -> None:
    out = shared / "marks.jsonl"
    marks.main(["--shared", str(shared), "--into", str(out), str(shared / "marked.txt")])
    row = json.dumps({"id": "A-1", "text": TEXT.replace("Guns", "Tanks")})
    (shared / "bench" / "muc4" / "train.jsonl").write_text(row, encoding="utf-8")
    with pytest.raises(InputError, match="not the text that was marked"):
        list(marks.read(shared, out))
    assert list(marks.read(tmp_path / "nowhere", out)) == []


def test_other_words_than_the_text_are_refused(shared: Path) -> None:
    changed = MARKED.replace("old market", "new market")
    (shared / "marked.txt").write_text(changed, encoding="utf-8")
    with pytest.raises(InputError, match="other words than muc4/train A-1"):
        marks.main(["--shared", str(shared), "--into", str(shared / "out.jsonl"), str(shared / "marked.txt")])


def test_the_marks_of_the_repository_are_of_training_parts_and_hold_no_words() -> None:
    training = {"muc4/train", "polnear/train"} | {
        f"extra-training/{n}" for n in ("ieer", "insightCrime.train", "satp_relevant.train")
    }
    found = list(marks.rows())
    assert len(found) > 100
    for row in found:
        assert row["set"] in training
        for mark in row["marks"]:
            assert mark["evidence"][1] <= row["end"] and mark["trigger"][0] < mark["trigger"][1]
            for cells in (mark.get("mentions", ()), mark.get("sources", ()), mark.get("quantities", ())):
                assert all(isinstance(place, int) for cell in cells for place in cell[-2:])
