"""Laws of linking on synthetic worlds, where the truth is known."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dragoman.link import tie
from dragoman.workshop.synthetic.__main__ import known, measured
from dragoman.workshop.synthetic.figures import growth
from dragoman.workshop.synthetic.noise import NAMES, level
from dragoman.workshop.synthetic.reports import world

SMALL = 40  # happenings


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_without_noise_everything_is_right(seed: int) -> None:
    _, found = measured("none", SMALL, seed, grown=False)
    assert set(found.values()) == {1.0}, found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_moderate_noise_stays_above_a_floor(seed: int) -> None:
    _, found = measured("moderate", SMALL, seed, grown=False)
    assert found["bcubed.f1"] > 0.86
    assert found["episodes.apart"] == 1.0


def test_more_noise_is_harder() -> None:
    scores = [measured(name, 60, 4, grown=False)[1]["bcubed.f1"] for name in NAMES]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("seed", [5, 6])
def test_the_order_of_arrival_changes_nothing(seed: int, tmp_path: Path) -> None:
    made = world(SMALL, level("much"), seed)
    laid, shuffled = known(made, tmp_path), list(made.findings)
    random.Random(seed).shuffle(shuffled)
    assert tie(made.findings, laid, texts=made.texts) == tie(shuffled, laid, texts=made.texts)


def test_one_more_report_leaves_the_events_of_others_alone(tmp_path: Path) -> None:
    made = world(SMALL, level("moderate"), 7)
    found = growth(made, known(made, tmp_path))
    assert found["order.same"] == 1.0
    assert found["growth.kept"] > 0.98


def test_one_seed_makes_one_world() -> None:
    assert world(30, level("moderate"), 8).findings == world(30, level("moderate"), 8).findings
    assert world(30, level("moderate"), 8).texts != world(30, level("moderate"), 9).texts


def test_every_mention_stands_in_its_text() -> None:
    made = world(60, level("much"), 3)
    for finding in made.findings:
        text = made.texts[finding.claim.report_id]
        assert finding.claim.trigger.start < finding.claim.trigger.end
        assert all(m.span.of(text).lower() == m.words.lower() for m in finding.claim.mentions)
