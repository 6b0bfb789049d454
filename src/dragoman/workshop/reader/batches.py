"""Windows laid side by side as tensors, and the order in which the sets take turns."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from dragoman.extract.decode import STATUSES
from dragoman.extract.passages import capitals, evened
from dragoman.workshop.reader.variation import Variation
from dragoman.workshop.reader.windows import Window

HIDDEN = 0.05  # share of the words that the reader does not see, so that it does not learn texts by heart (guessed)
HINTED = 0.7  # share of the windows whose hints the reader sees, so that it reads well without them too (guessed)


@dataclass(slots=True)
class Batch:
    """Windows as the encoder takes them. ``lengths``: words of each; ``first``: the first piece of each word.

    ``hint_kind``, ``hint_status``: for each word, one more than the column of what the cues read there; 0 for nothing.
    """

    windows: list[Window]
    ids: Tensor
    mask: Tensor
    capital: Tensor
    first: Tensor
    lengths: Tensor
    hint_kind: Tensor
    hint_status: Tensor

    @property
    def present(self) -> Tensor:
        """(windows, words): True where there is a word."""
        return torch.arange(self.first.shape[1]).unsqueeze(0) < self.lengths.unsqueeze(1)


class Laying:
    """Lays windows side by side. ``columns``: the column of each kind; with ``variation``, words and hints vary."""

    def __init__(self, tokenizer: Any, columns: Mapping[str, int], variation: Variation | None = None) -> None:
        self._tokenizer, self._columns, self._variation = tokenizer, columns, variation
        self._blank = tokenizer.token_to_id("[MASK]")

    def batch(self, chosen: Sequence[Window], chance: random.Random) -> Batch:
        """The batch of some windows."""
        rows = []
        for window in chosen:
            told = self._variation.of(window.words, chance) if self._variation else window.words
            found = self._tokenizer.encode(evened(told), is_pretokenized=True)
            rows.append((found.ids, found.word_ids, capitals(told)))
        width = max(len(ids) for ids, _, _ in rows)
        longest = max(len(w.words) for w in chosen)
        ids = torch.zeros(len(rows), width, dtype=torch.long)
        mask, capital = torch.zeros_like(ids), torch.zeros_like(ids)
        first = torch.zeros(len(rows), longest, dtype=torch.long)
        kind, status = torch.zeros_like(first), torch.zeros_like(first)
        for r, (row, owners, flags) in enumerate(rows):
            ids[r, : len(row)], mask[r, : len(row)] = torch.tensor(row), 1
            hidden = {n for n in range(len(told)) if chance.random() < HIDDEN} if self._variation else set()
            for place, owner in enumerate(owners):
                if owner is not None:
                    if owner in hidden:
                        ids[r, place] = self._blank
                    capital[r, place] = flags[owner]
                    if not first[r, owner]:
                        first[r, owner] = place
            if self._variation is None or chance.random() < HINTED:
                for word, told_kind, told_status in chosen[r].hints:
                    kind[r, word] = self._columns[told_kind] + 1
                    status[r, word] = STATUSES.index(told_status) + 1
        lengths = torch.tensor([len(w.words) for w in chosen])
        return Batch(list(chosen), ids, mask, capital, first, lengths, kind, status)


class Turns:
    """Deals the windows of one or several sets in shuffled rounds, those of like length together."""

    def __init__(self, sets: dict[str, list[Window]], shares: dict[str, float], size: int, seed: int) -> None:
        self._sets = {name: found for name, found in sets.items() if found and shares.get(name)}
        self._shares = [shares[name] for name in self._sets]
        self._size, self._chance = size, random.Random(seed)
        self._left: dict[str, list[list[Window]]] = {}

    def __bool__(self) -> bool:
        """False where none of its sets is there."""
        return bool(self._sets)

    def next(self) -> list[Window]:
        """The windows of the next batch, all of one set."""
        name = self._chance.choices(list(self._sets), self._shares)[0]
        if not self._left.get(name):
            self._left[name] = self._round(self._sets[name])
        return self._left[name].pop()

    def _round(self, found: list[Window]) -> list[list[Window]]:
        order = found[:]
        self._chance.shuffle(order)
        parts = []
        for start in range(
            0, len(order), 40 * self._size
        ):  # sorted within a stretch: little is padded, order stays random
            stretch = sorted(order[start : start + 40 * self._size], key=lambda w: len(w.words))
            parts += [stretch[i : i + self._size] for i in range(0, len(stretch), self._size)]
        self._chance.shuffle(parts)
        return parts
