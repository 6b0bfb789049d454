"""Calibration, exchange of names, and varied training texts: on small numbers and made-up words."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dragoman import world as worlds
from dragoman.extract.calibration import Calibration
from dragoman.workshop.reader import calibrate, invariance, plots
from dragoman.workshop.reader.variation import Variation


def overconfident() -> list[tuple[float, bool]]:
    """Says .95 where it is right in seven of ten, and .6 where in five."""
    return [(0.95, n % 10 < 7) for n in range(200)] + [(0.6, n % 10 < 5) for n in range(200)]


def test_the_curve_brings_likelihoods_near_to_what_is_right() -> None:
    given = overconfident()
    bent = Calibration({"claim": calibrate.fitted(given)})
    after = [(bent.of("claim", likely), right) for likely, right in given]
    assert calibrate.error(given) > 0.15
    assert calibrate.error(after) < 0.03


def test_without_a_curve_nothing_changes() -> None:
    assert Calibration().of("claim", 0.73) == 0.73


def test_coverage_tells_what_abstaining_gains() -> None:
    assert calibrate.coverage([(0.9, True), (0.8, True), (0.4, False)])[-2:] == [(2 / 3, 0.0), (1.0, 1 / 3)]


def test_bins_hold_all_values() -> None:
    assert sum(size for _, _, size in calibrate.bins(overconfident())) == 400


@pytest.mark.parametrize("name", ["reliability", "coverage", "log"])
def test_plots_are_drawn(tmp_path: Path, name: str) -> None:
    path = tmp_path / "plot.svg"
    if name == "reliability":
        plots.reliability_plot({"claim <1>": calibrate.bins(overconfident())}, path)
    elif name == "coverage":
        plots.curves_plot({"claim": calibrate.coverage(overconfident())}, path)
    else:
        (tmp_path / "log.jsonl").write_text('{"step": 100, "seconds": 9, "kind": 2.0}\n{"step": 200, "kind": 1.0}\n')
        plots.main([str(tmp_path / "log.jsonl"), str(path)])
    drawn = path.read_text(encoding="utf-8")
    assert drawn.startswith("<svg") and ("<polyline" in drawn or "<circle" in drawn)
    assert "<1>" not in drawn


def test_names_for_a_side_are_exchanged_and_places_lead_back() -> None:
    text = "The rebels fled. Six rebels died near the dam."
    made = {t.split()[1]: (t, grown) for t, grown in invariance.variants(text)}
    exchanged, grown = made["terrorists"]
    assert exchanged == "The terrorists fled. Six terrorists died near the dam."
    assert invariance._before(exchanged.index("dam"), grown) == text.index("dam")
    assert invariance._before(exchanged.index("died"), grown) == text.index("died")


def test_words_vary_by_their_sort_and_one_for_one() -> None:
    vary = Variation(worlds.load(()), ["Goma", "Bunia"])
    words = "Syrian troops shelled Goma in 2014 , killing 12 in Goma".split()
    seen = [vary.of(words, random.Random(n)) for n in range(60)]
    assert all(len(v) == len(words) for v in seen)
    assert {v[5] for v in seen} == {"2014"}  # a year stays
    assert all(len(v[8]) == 2 for v in seen)
    assert {v[3] for v in seen if v[3][0].isupper()} <= {"Goma", "Bunia"}
    assert all(v[3] == v[10] for v in seen)  # the same for the same
    assert any(v[0] not in ("Syrian", "syrian") for v in seen)


def test_intervals_hold_the_figure_and_grow_with_doubt() -> None:
    from dragoman.workshop.reader.intervals import intervals

    claim = {"start": 0, "end": 10, "plover": "ASSAULT", "status": "occurred", "event_id": "e", "actors": []}
    gold = [{"id": str(n), "relevant": True, "annotation": "claims", "claims": [claim]} for n in range(30)]
    right = [{"relevant": True, "claims": [claim]}] * 30
    half = [{"relevant": True, "claims": [claim] if n % 2 else []} for n in range(30)]
    assert intervals(gold, right, 20)["detection.f1"] == (1.0, 1.0, 1.0)
    value, low, high = intervals(gold, half, 60)["detection.f1"]
    assert low < value < high
