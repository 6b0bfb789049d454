"""How wrong the net is on a batch: one plain loss for each thing that a set tells, silence where it tells nothing."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor
from torch.nn import functional as F

from dragoman.workshop.reader.batches import Batch
from dragoman.workshop.reader.examples import COLUMNS
from dragoman.workshop.reader.net import Net
from dragoman.workshop.reader.windows import IGNORED, Target

# How much each part counts, so that none drowns the others at the start (guessed, then left alone).
WEIGHTS = {"kind": 1.0, "status": 0.5, "background": 0.3, "pairs": 6.0, "saying": 3.0, "tags": 4.0, "voice": 0.4, "counts": 0.4, "told": 0.3, "fact": 0.3, "relevant": 0.3}  # fmt: skip
DOUBT = 0.15  # what "no act" counts at words of an evidence whose trigger nobody marked (guessed)


def losses(net: Net, batch: Batch, columns: Mapping[str, int], precise: bool = False) -> dict[str, Tensor]:
    """The parts of the loss by name, each already weighed. ``columns``: the column of each kind."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not precise):
        words = net.encoder(batch.ids, batch.mask, batch.capital, batch.first)
    words = words.float()
    out = net.heads(words, batch.hint_kind, batch.hint_status)
    found: dict[str, Tensor] = {}
    logs = out["kind"].log_softmax(-1)
    picked = [
        (row, target, _word(target, logs[row], columns)) for row, w in enumerate(batch.windows) for target in w.targets
    ]
    if any(w.whole for w in batch.windows):
        found |= _acts(batch, out, logs, [p for p in picked if not p[1].quote], columns)
    if any(w.quoted for w in batch.windows):
        found["saying"] = _saying(batch, out["saying"], picked)
    if any(target.known for _, target, _ in picked):
        found["pairs"] = _pairs(net, batch, out, picked)
    if any(w.tagset for w in batch.windows):
        found["tags"] = _tags(batch, out["tags"])
    if any(w.told for w in batch.windows):
        found["told"] = _told(batch, logs, columns)
    if any(w.facts for w in batch.windows):
        found["fact"] = _facts(batch, out["fact"])
    sorts = {"voice": [w.voices for w in batch.windows], "counts": [w.counts for w in batch.windows]}
    for name, told in sorts.items():
        at = [(row, word, sort) for row, cells in enumerate(told) for word, sort in cells]
        if at:
            rows, places, wanted = (torch.tensor(column) for column in zip(*at, strict=True))
            found[name] = F.cross_entropy(out[name][rows, places], wanted)
    if any(w.relevant != IGNORED for w in batch.windows):
        found["relevant"] = _relevant(batch, out["relevant"])
    return {name: WEIGHTS[name] * value for name, value in found.items()}


Picked = list[tuple[int, Target, int]]


def _word(target: Target, logs: Tensor, columns: Mapping[str, int]) -> int:
    """The trigger: the marked word, or the word of the evidence that now looks most like one of its kinds."""
    if target.word is not None:
        return target.word
    among = torch.tensor(target.among)
    with torch.no_grad():
        best = logs[among][:, _columns(target, columns)].logsumexp(-1).argmax()
    return target.among[int(best)]


def _columns(target: Target, columns: Mapping[str, int]) -> list[int]:
    return [columns[k] for k in sorted(target.kinds)]


def _acts(
    batch: Batch, out: Mapping[str, Tensor], logs: Tensor, picked: Picked, columns: Mapping[str, int]
) -> dict[str, Tensor]:
    weight = batch.present.float() * torch.tensor([float(w.whole) for w in batch.windows]).unsqueeze(1)
    for row, target, _ in picked:
        if target.word is None:
            weight[row, list(target.among)] = DOUBT
    for row, _, word in picked:
        weight[row, word] = 0.0
    none = -(logs[..., -1] * weight).sum()
    hits = [logs[row, word, _columns(t, columns)].logsumexp(-1) for row, t, word in picked if t.kinds]
    told = -torch.stack(hits).sum() if hits else logs.sum() * 0
    found = {"kind": (none + 2 * told) / (weight.sum() / 12 + 2 * len(picked))}
    at = [(row, word, t.status) for row, t, word in picked if t.status != IGNORED]
    if at:
        rows, words, status = (torch.tensor(column) for column in zip(*at, strict=True))
        found["status"] = F.cross_entropy(out["status"][rows, words], status)
    past = [(row, word, t.background) for row, t, word in picked if t.background != IGNORED]
    if past:
        rows, words, is_past = (torch.tensor(column) for column in zip(*past, strict=True))
        found["background"] = F.binary_cross_entropy_with_logits(out["background"][rows, words], is_past.float())
    return found


def _saying(batch: Batch, logits: Tensor, picked: Picked) -> Tensor:
    wanted = torch.zeros_like(logits)
    for row, target, word in picked:
        if target.quote:
            wanted[row, word] = 1
    quoted = batch.present & torch.tensor([w.quoted for w in batch.windows]).unsqueeze(1)
    return F.binary_cross_entropy_with_logits(logits[quoted], wanted[quoted], pos_weight=torch.tensor(2.0))


def _pairs(net: Net, batch: Batch, out: Mapping[str, Tensor], picked: Picked) -> Tensor:
    rows = torch.tensor([row for row, _, _ in picked])
    at = torch.tensor([word for _, _, word in picked])
    logits = net.pairs(out["left"][rows, at], out["right"][rows], at)
    wanted, known = torch.zeros_like(logits), torch.zeros(len(picked), len(COLUMNS))
    for n, (_, target, _) in enumerate(picked):
        known[n, list(target.known)] = 1
        for column, words in target.cells.items():
            wanted[n, words, column] = 1
    counted = batch.present[rows].float().unsqueeze(-1) * known.unsqueeze(1)
    losses = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none", pos_weight=torch.tensor(2.0))
    return (losses * counted).sum() / counted.sum()


def _tags(batch: Batch, logits: Tensor) -> Tensor:
    wanted, counted = torch.zeros_like(logits), torch.zeros_like(logits)
    for row, w in enumerate(batch.windows):
        if w.tagset:
            counted[row, : len(w.words), list(w.tagset)] = 1
            for word, tags in enumerate(w.tags):
                wanted[row, word, tags] = 1
    losses = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none", pos_weight=torch.tensor(2.0))
    return (losses * counted).sum() / counted.sum()


def _told(batch: Batch, logs: Tensor, columns: Mapping[str, int]) -> Tensor:
    parts = []
    for row, w in enumerate(batch.windows):
        for kinds in w.told:
            chance = logs[row, : len(w.words), [columns[k] for k in sorted(kinds)]].logsumexp(-1).exp().clamp(max=0.999)
            parts.append(-torch.log((1 - torch.log1p(-chance).sum().exp()).clamp(min=1e-6)))
    return torch.stack(parts).mean()


def _facts(batch: Batch, values: Tensor) -> Tensor:
    at = [(row, word, value) for row, w in enumerate(batch.windows) for word, value in w.facts]
    rows, words = torch.tensor([a[0] for a in at]), torch.tensor([a[1] for a in at])
    return F.smooth_l1_loss(values[rows, words], torch.tensor([a[2] for a in at]))


def _relevant(batch: Batch, logits: Tensor) -> Tensor:
    present = batch.present.float()
    mean = (logits * present).sum(1) / present.sum(1)
    known = torch.tensor([w.relevant != IGNORED for w in batch.windows])
    wanted = torch.tensor([float(w.relevant) for w in batch.windows])
    return F.binary_cross_entropy_with_logits(mean[known], wanted[known])
