"""What the reader is to learn of each word: targets stand at the words that the marks mean."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.records import Span
from dragoman.workshop.reader.examples import COLUMNS, STATUSES, TAGS, Act, Example, Quote
from dragoman.workshop.reader.sources import SOURCES, Sources, held_out, report_held_out
from dragoman.workshop.reader.windows import windows
from dragoman.world import load

TEXT = "Guns were shelling the port on Tuesday, a nurse said."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def the_window(**known: Any) -> Any:
    (found,) = windows(Example("own", "a", TEXT, **known), lambda word: 1)
    return found


def test_a_trigger_is_its_telling_word_and_its_cells_are_words() -> None:
    act = Act(
        frozenset(("shelling",)), at("Guns were shelling the port"), at("were shelling"), "ongoing", False,
        (("evidence", at("Guns were shelling the port")), ("actor", at("Guns")), ("source", at("a nurse"))),
    )  # fmt: skip
    (target,) = the_window(acts=(act,)).targets
    assert (target.word, target.status) == (2, STATUSES.index("ongoing"))
    assert target.cells == {
        COLUMNS.index("evidence"): [0, 1, 2, 3, 4],
        COLUMNS.index("actor"): [0],
        COLUMNS.index("source"): [8, 9],
    }


def test_where_nobody_marked_the_trigger_any_word_of_the_evidence_may_be_it() -> None:
    act = Act(frozenset(("shelling",)), at("shelling the port"))
    window = the_window(acts=(act,))
    assert window.whole and window.targets[0].word is None and window.targets[0].among == (2, 3, 4)


def test_a_set_that_marks_no_acts_says_nothing_of_them() -> None:
    window = the_window(
        quotes=(Quote((at("a nurse"),), (at("said"),), (at("Guns were shelling the port on Tuesday"),)),)
    )
    assert not window.whole and window.quoted
    (target,) = window.targets
    assert target.quote and target.word == 10 and not target.kinds
    assert target.cells[COLUMNS.index("quote_source")] == [8, 9]


def test_tags_and_facts_stand_at_their_words() -> None:
    window = the_window(tags=(("Weapon", at("Guns")),), tagset=frozenset(("Weapon",)), facts=((at("shelling"), 2.5),))
    assert window.tags[0] == [TAGS.index("Weapon")] and window.facts == [(2, 2.5)]


def test_one_in_five_is_held_out_for_ever() -> None:
    names = [f"episode-{n}" for n in range(1000)]
    assert 150 < sum(map(held_out, names)) < 250
    assert report_held_out({"id": "x", "episode": "daraa-a", "published": None})
    assert not report_held_out({"id": "x", "episode": "daraa-a", "published": "2021-08-01"})


def test_sources_read_only_training_parts(tmp_path: Path) -> None:
    folder = tmp_path / "bench" / "factuality"
    folder.mkdir(parents=True)
    target = {"start": 0, "end": 4, "text": "Guns", "value": 1.0}
    rows = [{"id": f"uds_ih2-{part}-1", "text": TEXT, "targets": [target]} for part in ("train", "dev", "test")]
    (folder / "uds_ih2.dev.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    found = list(Sources(tmp_path, load()).read("facts"))
    assert [e.id for e in found] == ["uds_ih2-train-1"]


@pytest.mark.parametrize("name", sorted(set(SOURCES) - {"own", "ontology"}))
def test_a_set_that_is_not_there_gives_nothing(tmp_path: Path, name: str) -> None:
    assert list(Sources(tmp_path, load()).read(name)) == []


def test_a_code_stands_for_the_kinds_that_bear_it() -> None:
    kinds = load().kinds
    found = Sources(Path(), load()).coded("ASSAULT", "Air/drone strike")
    assert "air_strike" in found
    assert all(kinds[k].acled.sub_event_type == "Air/drone strike" for k in found if kinds[k].acled)  # type: ignore[union-attr]


def test_examples_of_the_ontology_bear_their_trigger() -> None:
    found = list(Sources(Path(), load()).read("ontology"))
    assert len(found) >= 3 * len(load().kinds)
    for example in found:
        (act,) = example.acts or ()
        assert act.trigger is not None and act.trigger.of(example.text).strip() and "[" not in example.text
        (window,) = windows(example, lambda word: 1)
        assert window.whole and len(window.targets) == 1
