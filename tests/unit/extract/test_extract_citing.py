"""Who is cited for what, on numbers made by hand."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from dragoman.extract.citing import cited
from dragoman.extract.decode import COLUMNS
from dragoman.extract.passages import passages
from dragoman.models import Words
from dragoman.records import Span

TEXT = "The mayor said on Monday that the bridge had been closed ."


def found(cells: dict[str, list[int]], saying: dict[int, float]) -> list[tuple[object, ...]]:
    (passage,) = passages(TEXT, lambda word: 1)
    size = len(passage.words)
    said = np.array([saying.get(n, 0.0) for n in range(size)], np.float32)
    flat = np.zeros(size, np.float32)
    words = Words(*(flat,) * 4, said, *(flat,) * 6)

    def filled(_: object, triggers: list[int]) -> object:
        out = np.zeros((len(triggers), size, len(COLUMNS)), np.float32)
        for column, at in cells.items():
            out[:, at, COLUMNS.index(column)] = 0.9
        return out

    def run(span: Span | None) -> tuple[int, int] | None:
        inside = passage.of(span) if span else []
        return (inside[0], inside[-1] + 1) if inside else None

    return [
        (run(c.cue), run(c.source), tuple(map(run, c.content)))
        for c in cited(SimpleNamespace(cells=filled), passage, words)
    ]  # type: ignore[arg-type]


def test_cue_source_and_content_are_runs_of_words() -> None:
    cells = {"cue": [2], "quote_source": [0, 1], "quote_content": [6, 7, 8, 9, 10]}
    assert found(cells, {2: 0.8}) == [((2, 3), (0, 2), ((6, 11),))]


def test_one_unlikely_word_does_not_end_a_run_and_more_do() -> None:
    cells = {"quote_source": [1], "quote_content": [3, 5, 6, 9, 10]}
    assert found(cells, {2: 0.8}) == [((2, 3), (1, 2), ((3, 7), (9, 11)))]


def test_nothing_said_is_no_attribution_and_nobody_named_is_none() -> None:
    assert found({"quote_source": [0, 1]}, {2: 0.8}) == []
    assert found({"quote_content": [7, 8]}, {2: 0.8}) == [((2, 3), None, ((7, 9),))]
