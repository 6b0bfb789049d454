"""The figures of the benchmark room, against cases worked out by hand."""

from __future__ import annotations

import pytest

from dragoman.workshop import metrics
from dragoman.workshop.bench import TASKS


@pytest.mark.parametrize(
    ("weights", "total"),
    [
        ({}, 0),
        ({(0, 0): 1.0}, 1),
        ({(0, 0): 3.0, (0, 1): 2.0, (1, 0): 2.0}, 4),  # greed would take 3
        ({(0, 0): 5.0, (0, 1): 1.0, (1, 0): 1.0}, 5),  # one strong pair beats two weak ones
        ({(0, 0): 1.0, (1, 0): 1.0, (2, 0): 1.0}, 1),
        ({(0, 1): 1.0, (1, 1): 2.0, (1, 2): 1.5, (2, 2): 1.0, (2, 3): 0.2}, 3.0),
        ({(7, 3): 1.0, (9, 4): -1.0}, 1),
    ],
)
def test_pairs_have_the_largest_sum(weights: dict[tuple[int, int], float], total: float) -> None:
    found = metrics.pairs(weights)
    assert sum(weights[p] for p in found) == pytest.approx(total)
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)


def test_pairs_agree_with_trying_all() -> None:
    import itertools
    import random

    dice = random.Random(7)
    for _ in range(60):
        n, m = dice.randint(1, 5), dice.randint(1, 5)
        weights = {(i, j): dice.choice([0.0, 1.0, 2.5, 0.3]) for i in range(n) for j in range(m)}
        short, long = sorted((n, m))
        best = max(
            sum(weights[(r, c) if n <= m else (c, r)] for r, c in enumerate(order))
            for order in itertools.permutations(range(long), short)
        )
        assert sum(weights[p] for p in metrics.pairs(weights)) == pytest.approx(best)


def test_spans_pair_one_to_one_and_tightest() -> None:
    assert sorted(metrics.meeting([(0, 4), (5, 9)], [(0, 9), (5, 8)])) == [(0, 0), (1, 1)]
    assert metrics.meeting([(0, 4)], [(4, 6)]) == []


def test_words_in_spans() -> None:
    words = metrics.word_spans("one two, three")
    assert metrics.words_in([[4, 14]], words) == {1, 2}
    assert metrics.words_in([[2, 3]], words) == {0}


def test_conll_of_a_split_group() -> None:
    gold = {1: "a", 2: "a", 3: "a", 4: "b"}
    made = {1: "x", 2: "x", 3: "y", 4: "z"}
    found = metrics.conll_f1(gold, made)
    assert found["muc_f1"] == pytest.approx(2 / 3)  # recall 1/2, precision 1
    assert found["b3_f1"] == pytest.approx(2 * (2 / 3) / (1 + 2 / 3))  # recall (4/3 + 1/3 + 1) / 4 = 2/3, precision 1
    assert found["ceafe_f1"] == pytest.approx(2 * 0.6 * 0.9 / 1.5)  # .8 + 1 over 3 and over 2 groups
    assert metrics.pairwise_f1(gold, made) == pytest.approx(0.5)


def test_normal_forgets_articles_and_stops() -> None:
    assert metrics.normal('The "Shining  Path", a group.') == "shining path group"


def figures(task: str, gold: dict, made: dict) -> dict[str, float]:
    return TASKS[task].figures({"1": {"id": "1", **gold}}, {"1": {"id": "1", **made}})


@pytest.mark.parametrize(
    ("task", "gold", "made", "expected"),
    [
        ("case2021", {"label": "ARREST", "acled": True}, {"label": "ARREST"}, {"all30.weighted_f1": 1, "acled25.weighted_f1": 1}),
        ("case2021", {"label": "DIPLO", "acled": False}, {"label": "ARREST"}, {"all30.accuracy": 0}),
        ("timex", {"timexes": [{"start": 0, "end": 6, "type": "DATE", "value": "2021-07-01"}]},
         {"timexes": [{"start": 0, "end": 4, "type": "DATE", "value": "2021-07-01"}]},
         {"span_strict.f1": 0, "span_overlap.f1": 1, "value_f1": 1, "value_accuracy_dates": 1}),
        ("geoparsing", {"toponyms": [{"start": 0, "end": 6, "lat": 32.6, "lon": 36.1}, {"start": 9, "end": 12, "lat": None, "lon": None}]},
         {"toponyms": [{"start": 0, "end": 6, "lat": 33.5, "lon": 36.3}]},
         {"detection_exact.f1": 2 / 3, "resolution.acc161": 1, "end_to_end_overlap.f1": 1}),
        ("geoparsing", {"toponyms": [{"start": 0, "end": 6, "lat": 0.0, "lon": 0.0}], "ignore": [{"start": 8, "end": 12}]},
         {"toponyms": [{"start": 1, "end": 6, "lat": None, "lon": None}, {"start": 8, "end": 10, "lat": 1.0, "lon": 1.0}]},
         {"detection_exact.f1": 0, "detection_overlap.f1": 1, "resolution.acc161": 0, "end_to_end_overlap.f1": 0}),
        ("attribution", {"text": "Ali said that it rained hard.", "attributions": [
            {"source": [[0, 3]], "source_head": [0, 3], "cue": [[4, 8]], "content": [[9, 28]]}]},
         {"attributions": [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[17, 23]]}]},
         {"source.overlap_f1": 1, "head_and_content.f1": 1, "full50.f1": 0}),
        ("india_police", {"labels": ["ARREST"], "sentences": [{"sent_id": 1, "text": "", "labels": ["ARREST"]}]},
         {"sentences": [{"sent_id": 1, "labels": ["ARREST"]}]}, {"sentence.ARREST.f1": 1}),
        ("factuality", {"targets": [{"start": 0, "end": 1, "value": 3}, {"start": 2, "end": 3, "value": -3}]},
         {"targets": [{"start": 0, "end": 1, "value": 2}, {"start": 2, "end": 3, "value": -2}]},
         {"mae": 1, "pearson": 1, "classes.macro_f1": 1}),
        ("coref", {"incident": "i", "mentions": [{"m": "1", "start": 0, "end": 2, "kind": "event", "cluster": "c"}]},
         {"incident": "j", "mentions": [{"m": "1", "cluster": "k"}]}, {"event.b3_f1": 1}),
        ("re3d", {"entities": [{"start": 0, "end": 4, "type": "Person"}]}, {"entities": [{"start": 0, "end": 3, "type": "Person"}]},
         {"strict.micro_f1": 0, "overlap.micro_f1": 1}),
        ("plover_gsr", {"event": "DISAPPROVE", "source": [{"text": "Iran", "start": 0, "end": 4}], "target": [], "reciprocal": False},
         {"event": "ACCUSE", "source": [{"text": "Iran", "start": 0, "end": 4}]}, {"category.accuracy": 1, "quad": 1, "source.f1": 1}),
        ("muc4", {"templates": [{"incident_type": "attack", "PerpInd": [["two men", "men"]], "Weapon": [["a bomb"]]}]},
         {"templates": [{"incident_type": "attack", "PerpInd": [["the men"]], "Weapon": [["car bomb"]]}]},
         {"ree.subset.micro_f1": 0.5, "ree.relaxed.micro_f1": 1, "templates.types_f1": 1, "templates.subset.with_type_f1": 2 / 3}),
        ("muc4", {"templates": [{"incident_type": "attack", "type_alternatives": ["attack", "bombing"]}]},
         {"templates": [{"incident_type": "bombing"}]}, {"templates.types_f1": 1}),
        ("reports", {"relevant": True, "annotation": "claims", "claims": [
            {"start": 0, "end": 10, "plover": "ASSAULT", "status": "occurred", "actors": [{"role": "actor", "mention": "the army"}],
             "quantities": [], "sources": [], "event_id": "e"}]},
         {"relevant": True, "claims": [
            {"start": 0, "end": 5, "plover": "ASSAULT", "status": "planned", "actors": [{"role": "party", "mention": "Army"}],
             "event_id": "x"}]},
         {"detection.f1": 1, "status.accuracy": 0, "actor.f1": 1, "evidence.iou": 0.5, "events.bcubed_f1": 1}),
    ],
)  # fmt: skip
def test_figures(task: str, gold: dict, made: dict, expected: dict[str, float]) -> None:
    found = figures(task, gold, made)
    assert {k: found[k] for k in expected} == pytest.approx(expected)


def test_missing_predictions_count() -> None:
    gold = {"1": {"id": "1", "label": "ARREST", "acled": True}}
    assert TASKS["case2021"].figures(gold, {})["all30.accuracy"] == 0
