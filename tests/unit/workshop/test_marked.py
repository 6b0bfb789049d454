"""Reports marked by hand: each mark means the words that it says, or is refused with its line."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.workshop.marked import read_folder, read_marked
from dragoman.world import load

ROOT = Path(__file__).parents[3]
HEAD = "## kar-001 | The Karel Wire | agency | SD | 2024-05-12\n# A title\n"
TEXT = "Army guns shelled the market on Tuesday, killing at least 12 people, a doctor said.\n"


def one(tmp_path: Path, lines: str) -> Path:
    path = tmp_path / "kar.txt"
    path.write_text(HEAD + TEXT + lines, encoding="utf-8")
    return path


def test_a_mark_means_the_words_of_its_sentence(tmp_path: Path) -> None:
    mark = "> shelling | Army guns … people | t: shelled | actor: Army guns | place: the market | time: on Tuesday | killed: at least 12 people [12,] | source: a doctor (resident, role_only) | cue: said\n"
    (report,) = read_marked(one(tmp_path, mark))
    (found,) = report.marks
    assert report.text == TEXT.strip() and report.published == "2024-05-12" and report.relevant
    assert found.evidence.of(report.text) == "Army guns shelled the market on Tuesday, killing at least 12 people"
    assert [(m.role, m.words) for m in found.mentions] == [
        ("actor", "Army guns"), ("place", "the market"), ("time", "on Tuesday"),
    ]  # fmt: skip
    (number,) = found.quantities
    assert (number.low, number.high, number.approximate, number.words) == (12.0, None, False, "at least 12 people")
    assert [(s.kind, s.naming, s.words) for s in found.sources] == [("resident", "role_only", "a doctor")]
    assert found.cue is not None and found.cue.of(report.text) == "said"
    assert (found.status, found.background, found.aggregate) == ("occurred", False, False)


def test_a_caret_means_the_nearest_words_before(tmp_path: Path) -> None:
    lines = "They then withdrew.\n> withdrawal bg | They then withdrew | t: withdrew | actor: ^Army guns\n"
    (report,) = read_marked(one(tmp_path, lines))
    (found,) = report.marks
    assert found.mentions[0].span.start == 0 and found.background
    assert found.evidence.of(report.text) == "They then withdrew"


@pytest.mark.parametrize(
    ("mark", "what"),
    [
        ("> shelling | Army guns … people", "without a trigger"),
        ("> shelling | Navy guns | t: shelled", "not in the sentence"),
        ("> shelling | Army … people | t: shell", "not in the sentence as whole words"),
        ("> shelling soon | Army … people | t: shelled", "neither a status"),
        ("> shelling | Army … people | t: shelled | killed: 12", "no bounds"),
        ("> shelling | Army … people | t: shelled | killed: 12 [9,3]", "above the higher"),
        ("> shelling | Army … people | t: shelled | source: a doctor (friend, named)", "not (kind, naming)"),
        ("> shelling | Army … people | t: shelled | culprit: Army", "no such cell"),
        ("> gossip | Army … people | t: shelled", "no such kind"),
    ],
)
def test_a_wrong_mark_is_told_with_its_line(tmp_path: Path, mark: str, what: str) -> None:
    with pytest.raises(InputError, match=r"kar\.txt:4") as wrong:
        list(read_marked(one(tmp_path, mark + "\n"), frozenset(("shelling",))))
    assert what in str(wrong.value)


def test_our_own_texts_are_whole() -> None:
    kinds = load().kinds
    found = read_folder(ROOT / "training" / "reports", frozenset(kinds))
    assert len(found) >= 400 and sum(len(r.sentences) for r in found) >= 3000
    for report in found:
        assert report.relevant == any(not kinds[m.kind].aside for m in report.marks), report.where
        for mark in report.marks:
            assert all(m.span.of(report.text) == m.words for m in mark.mentions)
    told = Counter(m.kind for r in found for m in r.marks)
    assert [k for k, kind in kinds.items() if not kind.aside and told[k] < 25] == []
    statuses = Counter(m.status for r in found for m in r.marks)
    assert min(statuses.values()) >= 100 and len(statuses) == 9


def test_our_own_texts_can_be_scored_as_the_annotated_ones(tmp_path: Path) -> None:
    from dragoman.workshop.marked_gold import gold_lines

    one(
        tmp_path, "> shelling | Army guns … people | t: shelled | actor: Army guns | killed: at least 12 people [12,]\n"
    )
    (line,) = gold_lines(load(), tmp_path, whole=True)
    (claim,) = line["claims"]
    assert line["text"][claim["start"] : claim["end"]].startswith("Army guns shelled")
    assert (claim["plover"], claim["acled"]["sub_event_type"]) == ("ASSAULT", "Shelling/artillery/missile attack")
    assert claim["actors"] == [{"role": "actor", "mention": "Army guns", "mention_start": 0, "mention_end": 9}]
    assert (claim["quantities"][0]["low"], claim["quantities"][0]["high"]) == (12.0, None)
