"""What makes the learned files: it draws, shapes and fits as it says, on a few made-up lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from math import inf
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import InputError
from dragoman.models import read_weights
from dragoman.records import Span
from dragoman.workshop import (
    fit_links,
    fit_places,
    fit_toponyms,
    fitting,
    gold_findings,
    gold_reports,
    silver_tags,
    train_tags,
)
from dragoman.workshop.fit_places import Case
from dragoman.workshop.fitting import Pick, Ridge
from dragoman.workshop.tasks.rooms import Rooms
from dragoman.world import load

# ----------------------------------------------------------------------- silver tags


def sources(folder: Path, **texts: list[str]) -> list[silver_tags.Source]:
    for name, lines in texts.items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in lines))
    return [silver_tags.Source(name, f"{name}.jsonl", 2) for name in texts]


def test_texts_are_drawn_alike_each_time(tmp_path: Path) -> None:
    found = sources(tmp_path, first=["a", "b", "c", "d"], second=["e", "f", "g"])
    drawn = list(silver_tags.drawn(found, tmp_path))
    assert drawn == list(silver_tags.drawn(found, tmp_path))
    assert len(drawn) == 4
    assert set(drawn[:2]) < set("abcd")
    assert set(drawn[2:]) < set("efg")


def test_a_source_left_out_leaves_those_before_it_as_they_were(tmp_path: Path) -> None:
    found = sources(tmp_path, first=["a", "b", "c", "d"], second=["e", "f", "g"])
    assert list(silver_tags.drawn(found[:1], tmp_path)) == list(silver_tags.drawn(found, tmp_path))[:2]


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a source is missing"):
        list(silver_tags.drawn([silver_tags.Source("none", "none.jsonl", 1)], tmp_path))


def test_the_shipped_sources_are_training_parts() -> None:
    assert not [source.path for source in silver_tags.SOURCES if ".dev." in source.path or "/dev." in source.path]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels left.", [(["Rebels", "left", "."], [True, False, False])]),
        ("No.", []),  # too short
        ("word " * 81, []),  # too long
        ("They fled. It (Daraa) fell.", [
            (["They", "fled", "."], [True, False, False]),
            (["It", "(", "Daraa", ")", "fell", "."], [True, False, False, True, False, False]),
        ]),
    ],
)  # fmt: skip
def test_sentences_are_cut_with_their_blanks(text: str, expected: list[silver_tags.Cut]) -> None:
    assert list(silver_tags.cut([text])) == expected


@pytest.mark.parametrize("text", ["Rebels left.", "It (Daraa) fell on July 6, 2018."])
def test_words_and_blanks_give_the_sentence_again(text: str) -> None:
    for said, blanks in silver_tags.cut([text]):
        assert "".join(w + " " * blank for w, blank in zip(said, blanks, strict=True)) == text


def test_what_is_written_is_what_the_tagger_learns_from(tmp_path: Path) -> None:
    def teacher(parts: Iterable[silver_tags.Cut]) -> Iterator[list[tuple[str, str]]]:
        for said, _ in parts:
            yield [(word, "NNPS" if word[0].isupper() else "VBD") for word in said]

    path = tmp_path / "silver.jsonl"
    cuts = silver_tags.cut(["Rebels quietly left.", "Soldiers came back."])
    assert silver_tags.write(path, teacher(cuts)) == (2, 8)
    learned = train_tags.silver(path)
    assert {word for sentence in learned for word, _ in sentence} >= {"Rebels", "left"}
    assert {tag for sentence in learned for _, tag in sentence} == {"NNP", "VBD"}


def test_a_teacher_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match="the teacher is not there"):
        silver_tags.taught("no_such_model_of_spacy")


# ---------------------------------------------------------------------------- fitting


def test_a_table_of_weights_reads_back(tmp_path: Path) -> None:
    weights = {"own, inside": 0.57, "none": -0.2}
    fitting.write_weights(tmp_path / "w.csv", weights)
    assert read_weights(tmp_path / "w.csv") == weights
    assert fitting.difference(weights, weights).startswith("the same")
    assert "1 of 2 notes differ" in fitting.difference(weights | {"none": 0.8}, weights)


def test_weights_that_say_little_are_left_out() -> None:
    assert fitting.kept({"much": 1.239, "little": 0.01, "against": -0.3}, 0.02) == {"much": 1.24, "against": -0.3}


def test_a_note_counts_once() -> None:
    assert fitting.points(["a", "a", "unknown"], {"a": 2.0}) == 2.0


@pytest.fixture
def scipy() -> None:
    """The fits need NumPy and SciPy, tools of the workshop only."""
    pytest.importorskip("scipy")


@pytest.mark.usefixtures("scipy")
class TestFits:
    def test_folds_keep_groups_together_and_are_the_same_each_time(self) -> None:
        found = fitting.folds(["b", "a", "b", "c"])
        assert found == fitting.folds(["c", "b", "a"])
        assert set(found.values()) <= set(range(5))

    def test_yes_or_no_learns_what_speaks_for_yes(self) -> None:
        rows = [["bias", "in"], ["bias", "in"], ["bias"], ["bias"]]
        learned = fitting.yes_or_no(rows, [1, 1, 0, 0], [1] * 4, Ridge({}, 0.1))
        assert learned["in"] > 1
        assert learned["bias"] < 0

    def test_a_strong_ridge_holds_weights_where_they_start(self) -> None:
        learned = fitting.yes_or_no([["in"], ["in"]], [1, 1], [1, 1], Ridge({"in": -3.0}, 1e6))
        assert learned["in"] == pytest.approx(-3.0, abs=1e-3)

    def test_a_free_note_is_not_held(self) -> None:
        rows, right = [["bias"]] * 4, [1.0, 1.0, 1.0, 0.0]
        learned = fitting.yes_or_no(rows, right, [1.0] * 4, Ridge({}, 1e6, free="bias"))
        assert learned["bias"] == pytest.approx(1.0986, abs=1e-3)  # log 3

    def test_one_of_several_learns_which_option_is_right(self) -> None:
        picks = [Pick([["near"], ["far"], ["none"]], [1.0, 0.0, 0.0])] * 3
        learned = fitting.one_of_several(picks, ["far", "near", "none"], Ridge({}, 0.5))
        assert learned["near"] > 0 > learned["far"]
        assert learned["far"] == pytest.approx(learned["none"], abs=1e-4)

    def test_the_place_fit_learns_what_marks_the_place(self) -> None:
        cases = [case((0.0, 500.0), episode=str(n)) for n in range(20)]
        names = fit_places.columns(cases)
        assert names == ["first", "none", "second"]
        weights = fit_places.fit(cases, names)
        assert fit_places.picked(cases[0], weights) == 0
        assert fit_places.held_out(cases, names) == [0] * 20
        assert weights["as actor"] == fit_places.START["as actor"]  # set by hand, never seen: kept

    def test_the_name_fit_tells_places_from_persons(self) -> None:
        names = [fit_toponyms.Name("set", str(n), ("bias", "inside" if n % 2 else "person"), n % 2) for n in range(20)]
        weights = fit_toponyms.fit(names, fit_toponyms.START)
        shares = [fit_toponyms.share(name, weights) for name in names]
        assert fit_toponyms.f1(names, shares, 10) == 1.0
        assert fit_toponyms.f1(names, fit_toponyms.held_out(names, {}), 20) == pytest.approx(2 / 3)

    def test_the_link_fit_learns_which_answers_speak_for_one_event(self) -> None:
        pairs = [fit_links.Compared({"place": answer}, answer == "same", str(n)) for n in range(9) for answer in
                 ("same", "far", "unknown")]  # fmt: skip
        bias, table = fit_links.centred(fit_links.fit(pairs), pairs)
        assert table["place"]["unknown"] == 0.0
        assert table["place"]["same"] > 0
        assert bias < 0
        assert fit_links.counted(pairs, fit_links.held_out(pairs)).f1 == 1.0


# ----------------------------------------------------------------------------- places


def case(apart: tuple[float, ...], *, placed: bool = True, episode: str = "e") -> Case:
    options = (*(("first", "second", "third")[n : n + 1] for n in range(len(apart))), ("none",))
    return Case("dev", episode, options if apart else (), apart, placed)


@pytest.mark.parametrize(
    ("apart", "placed", "expected"),
    [
        ((3.0, 30.0, 100.0, 900.0), True, [1.0, 0.35, 0.2, 0.0, 0.0]),  # the town itself is named
        ((45.0, 55.0, 150.0), True, [1.0, 0.5, 0.5, 0.0]),  # only its region is: 55 km is beyond a fifth more
        ((100.0, 115.0), True, [1.0, 1.0, 0.0]),
        ((400.0, inf), True, [0.0, 0.0, 1.0]),  # no place near it is
        ((3.0,), False, [0.0, 1.0]),  # gold has none
    ],
)
def test_how_right_each_option_is(apart: tuple[float, ...], placed: bool, expected: list[float]) -> None:
    assert fit_places.right(case(apart, placed=placed)) == expected


def test_a_claim_without_a_right_option_counts_for_less() -> None:
    assert fit_places.pick_of(case((3.0,))).worth == 1.0
    assert fit_places.pick_of(case((3000.0,))).worth == fit_places.NONE_WORTH
    assert fit_places.pick_of(case((3.0,), placed=False)).worth == fit_places.NONE_WORTH


def test_a_report_without_places_is_a_miss() -> None:
    found = [case((3.0,)), case((100.0, 5.0)), case(()), case((3.0,), placed=False)]
    shares = fit_places.figures(found, [0, 0, None, 0])
    assert shares == pytest.approx(
        {"10 km": 1 / 3, "161 km": 2 / 3, "answered": 2 / 3, "pinned without a gold place": 1.0}
    )


def test_none_is_picked_where_it_has_most_points() -> None:
    assert fit_places.picked(case((1.0, 2.0)), {"none": 1.0}) is None
    assert fit_places.picked(case((1.0, 2.0)), {"second": 1.0}) == 1


# -------------------------------------------------------------------------- toponyms


@pytest.mark.parametrize(("span", "expected"), [((4, 9), 1.0), ((4, 12), 0.5), ((9, 12), 0.0)])
def test_how_far_a_name_is_in_the_gold(span: tuple[int, int], expected: float) -> None:
    assert fit_toponyms.hit(span, [(4, 9), (20, 30)]) == expected


def test_names_of_a_document_are_seen_with_their_notes() -> None:
    text = "Rebels shelled a village in Lebanon."
    start = text.index("Lebanon")
    record = {"id": 1, "text": text, "toponyms": [{"start": start, "end": start + 7}]}
    (name,) = fit_toponyms.names_of("set", record)
    assert name.hit == 1.0
    assert {"bias", "country", "inside"} <= set(name.notes)


# ------------------------------------------------------------------------------ links

REPORT = "Rebels shelled Daraa, killing five. They agreed to hand over tanks. Tanks will go on Friday."


def gold(n: int, words_: str, plover: str | None, **more: Any) -> dict[str, Any]:
    start = REPORT.index(words_)
    empty: dict[str, Any] = {"acled": None, "status": "occurred", "actors": [], "place": None, "time": None,
                             "quantities": [], "sources": [], "background": False, "event_id": f"e{n}"}  # fmt: skip
    return empty | {"claim_id": f"c{n}", "evidence": words_, "start": start, "end": start + len(words_),
                    "plover": plover, "episode_id": "daraa"} | more  # fmt: skip


RECORD = {
    "id": "r1", "text": REPORT, "published": "2018-07-02", "origin_group": "o1",
    "claims": [
        gold(1, "Rebels shelled Daraa, killing five", "ASSAULT", acled={"sub_event_type": "Shelling/artillery/missile attack"},
             actors=[{"role": "actor", "mention": "Rebels", "mention_start": 0, "mention_end": 6, "canonical": "Daraa rebels"}],
             place={"name": "Daraa", "lat": 32.6, "lon": 36.1, "precision": "town"},
             time={"start": "2018-07-01", "end": "2018-07-01", "basis": "cross_report"}),
        gold(2, "They agreed to hand over tanks", "AGREE", acled={"sub_event_type": "Agreement"}),
        gold(3, "Tanks will go on Friday", "CONCEDE", acled={"sub_event_type": "Other"}, status="planned"),
    ],
}  # fmt: skip


def test_gold_claims_become_findings() -> None:
    known = gold_findings.codes(load().kinds)
    first, deal, term = (finding for finding, _ in gold_findings.findings(RECORD, known))
    assert (first.kind, deal.kind, term.kind) == ("shelling", "agreement", "surrender_of_arms")
    assert first.claim.evidence == Span(0, 34)
    assert first.place.chosen is not None
    assert first.when.chosen is not None
    assert (first.place.chosen.name, first.when.chosen.lower) == ("Daraa", "2018-07-01")
    assert first.actors[0].actor.chosen is not None
    assert first.actors[0].actor.chosen.kind == "armed_group"
    assert term.claim.ties == ()  # what it is a term of is for linking to find


def test_days_that_only_other_reports_tell_can_be_hidden() -> None:
    first, *_ = (f for f, _ in gold_findings.findings(RECORD, gold_findings.codes(load().kinds), undated=True))
    assert first.when.chosen is not None
    assert first.when.chosen.basis == "none"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (gold(1, "killing five", None, quantities=[{"kind": "killed"}]), "casualty_toll"),
        (gold(1, "killing five", None, quantities=[{"kind": "displaced"}]), "displacement"),
        (gold(1, "killing five", None), "presence"),
        (gold(1, "killing five", "AGREE", status="offered"), "term"),
        (gold(1, "killing five", "COERCE"), "cordon"),
        (gold(1, "killing five", "ACCUSE"), "accuse"),
        (gold(1, "killing five", "ACCUSE") | {"evidence": "The bishop condemned it"}, "condemn"),
        (gold(1, "killing five", "ACCUSE") | {"evidence": "The police are investigating"}, "investigation"),
    ],
)
def test_codes_become_kinds(claim: dict[str, Any], expected: str) -> None:
    assert gold_findings.kind_of(claim, gold_findings.codes(load().kinds)) == expected


def test_the_same_claim_in_two_reports_is_compared() -> None:
    other = RECORD | {"id": "r2", "origin_group": "o2", "claims": [
        claim | {"claim_id": claim["claim_id"] + "b"} for claim in RECORD["claims"]]}  # fmt: skip
    found = fit_links.compared([RECORD, other], load(), undated=False, with_text=True)
    across = [one for one in found if one.same]
    assert across
    assert {one.episode for one in found} == {"daraa"}
    assert all(one.notes[0] == fit_links.ALWAYS for one in found)


# ------------------------------------------------------------------------ gold reports


def test_gold_claims_stand_beside_what_was_read(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    for part in gold_reports.PARTS:
        for path in gold_reports.files(tmp_path, part):
            path.write_text(json.dumps(RECORD | {"episode": "daraa"}) + "\n" if part == "dev" else "")
    rooms = Rooms()
    (one,) = gold_reports.gold(tmp_path, rooms)
    assert (one.part, one.episode) == ("dev", "daraa")
    assert ("c1", "shelling") in {(wanted["claim_id"], claim.kind) for wanted, claim in one.met}
    first, *_ = fit_places.cases([one], rooms)
    assert first.placed
    assert first.solvable
    assert len(first.options) == len(first.apart) + 1
    assert fit_places.right(first)[-1] == 0.0
