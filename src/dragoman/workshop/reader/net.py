"""The net: one small encoder, and on each word of it a few plain layers. Torch; only the workshop knows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from dragoman.workshop.reader.examples import COLUMNS, COUNTS, STATUSES, TAGS, VOICES

HIDDEN = 256
PAIR = 128
HINT = 2.0  # log odds that a kind gains at first where the cues read it (guessed; learned on)
NEAR = 48  # words to either side of a trigger that are told apart by their distance


class Encoder(nn.Module):
    """Word pieces to one vector for each word: that of its first piece."""

    def __init__(self, folder: Path | None = None, config: dict[str, Any] | None = None) -> None:
        super().__init__()
        if folder is not None:
            self.bert = BertModel.from_pretrained(folder, add_pooling_layer=False)
            table = self.bert.embeddings.token_type_embeddings.weight.data
            table[1] = table[0]  # the second type will mean "has a capital": at first it means nothing
        else:
            self.bert = BertModel(BertConfig(**(config or {})), add_pooling_layer=False)
        self.size = int(self.bert.config.hidden_size)

    def forward(self, ids: Tensor, mask: Tensor | None, capital: Tensor, first: Tensor) -> Tensor:
        """ids, mask, capital: (windows, pieces); first: (windows, words) → (windows, words, size).

        ``mask`` None: no window is padded.
        """
        if mask is None:
            out = self.bert.encoder(self.bert.embeddings(ids, capital)).last_hidden_state
        else:
            out = self.bert(input_ids=ids, attention_mask=mask, token_type_ids=capital).last_hidden_state
        return out.gather(1, first.unsqueeze(-1).expand(-1, -1, out.shape[-1]))


class Heads(nn.Module):
    """What each word tells: kind of act, status, told as history, word of saying, tags, sort of source, what an amount counts,
    how far it happened."""

    def __init__(self, size: int, kinds: int) -> None:
        super().__init__()
        self.trunk = nn.Sequential(nn.Linear(size, HIDDEN), nn.GELU(approximate="tanh"))
        self.kind = nn.Linear(HIDDEN, kinds + 1)  # the last column: none
        # What the cues read at a word: first of nothing. At first it speaks for its own kind and against none.
        self.hint_kind, self.hint_status = nn.Embedding(kinds + 1, HIDDEN), nn.Embedding(len(STATUSES) + 1, HIDDEN)
        self.hinted = nn.Embedding(kinds + 1, kinds + 1)
        with torch.no_grad():
            self.hint_kind.weight *= 0.02
            self.hint_status.weight *= 0.02
            self.hinted.weight.zero_()
            self.hinted.weight[1:, :-1] = HINT * torch.eye(kinds)
        self.status = nn.Linear(HIDDEN, len(STATUSES))
        self.background = nn.Linear(HIDDEN, 1)
        self.fact = nn.Linear(HIDDEN, 1)
        self.saying = nn.Linear(size, 1)
        self.tags = nn.Linear(size, len(TAGS))
        self.voice = nn.Linear(size, len(VOICES))
        self.count = nn.Linear(size, len(COUNTS))
        self.relevant = nn.Linear(size, 1)
        self.left = nn.Linear(size, PAIR)
        self.right = nn.Linear(size, PAIR)

    def forward(self, words: Tensor, hint_kind: Tensor, hint_status: Tensor) -> dict[str, Tensor]:
        """words: (windows, words, size); hints: (windows, words), 0 for nothing."""
        linear, bend = self.trunk
        trunk = bend(linear(words) + self.hint_kind(hint_kind) + self.hint_status(hint_status))
        return {
            "kind": self.kind(trunk) + self.hinted(hint_kind),
            "status": self.status(trunk),
            "background": self.background(trunk).squeeze(-1),
            "fact": self.fact(trunk).squeeze(-1),
            "saying": self.saying(words).squeeze(-1),
            "tags": self.tags(words),
            "voice": self.voice(words),
            "counts": self.count(words),
            "relevant": self.relevant(words).squeeze(-1),
            "left": self.left(words),
            "right": self.right(words),
        }


class Pairs(nn.Module):
    """What a trigger tells of each word of its window."""

    def __init__(self) -> None:
        super().__init__()
        self.distance = nn.Embedding(2 * NEAR + 1, PAIR)
        self.inner = nn.Linear(PAIR, PAIR)
        self.out = nn.Linear(PAIR, len(COLUMNS))

    def forward(self, left: Tensor, right: Tensor, at: Tensor) -> Tensor:
        """left: (triggers, PAIR); right: (triggers, words, PAIR); at: (triggers,) → (triggers, words, columns)."""
        steps = torch.arange(right.shape[1], device=right.device).unsqueeze(0) - at.unsqueeze(1)
        steps = steps.clamp(-NEAR, NEAR) + NEAR
        mixed = _bent(left.unsqueeze(1) + right + self.distance(steps))
        return self.out(_bent(self.inner(mixed)))


def _bent(values: Tensor) -> Tensor:
    return nn.functional.gelu(values, approximate="tanh")


class Net(nn.Module):
    """Encoder, heads and pairs together."""

    def __init__(self, kinds: int, folder: Path | None = None, config: dict[str, Any] | None = None) -> None:
        super().__init__()
        self.encoder = Encoder(folder, config)
        self.heads = Heads(self.encoder.size, kinds)
        self.pairs = Pairs()
