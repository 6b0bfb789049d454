"""From trained weights to the files that run without torch: two ONNX graphs, in small numbers, pinned.

python -m dragoman.workshop.reader.export --base DIR --weights DIR/net.pt --into DIR
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dragoman.workshop.reader.net import PAIR, Net
from dragoman.workshop.reader.train import base_folder

OUTPUTS = ("kind", "status", "background", "fact", "saying", "tags", "voice", "counts", "relevant", "left", "right")


class _Words(nn.Module):
    """The encoder with its heads, as likelihoods."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, ids: Tensor, capital: Tensor, first: Tensor, hint_kind: Tensor, hint_status: Tensor
    ) -> tuple[Tensor, ...]:
        out = self.net.heads(self.net.encoder(ids, None, capital, first), hint_kind, hint_status)
        soft = {n: out[n].softmax(-1) for n in ("kind", "status", "voice", "counts")}
        hard = {n: out[n].sigmoid() for n in ("background", "saying", "tags")}
        return tuple((out | soft | hard)[name] for name in OUTPUTS)


class _Pairs(nn.Module):
    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, left: Tensor, right: Tensor, at: Tensor) -> Tensor:
        return self.net.pairs(left, right, at).sigmoid()


def export(base: Path, weights: Path, into: Path) -> None:
    """Write ``reader.onnx``, ``pairs.onnx``, ``tokenizer.json`` and ``reader.json`` (names of columns)."""
    kinds = json.loads((weights.parent / "kinds.json").read_text(encoding="utf-8"))
    net = Net(len(kinds), base)
    net.load_state_dict(torch.load(weights, map_location="cpu"))
    net.eval()
    net.encoder.bert.set_attn_implementation("eager")
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.onnx"
        ids = torch.ones(2, 9, dtype=torch.long)
        first = torch.arange(1, 8).repeat(2, 1)
        by_piece, by_word = ("ids", "capital"), ("first", "hint_kind", "hint_status")
        _write(_Words(net), (ids, ids * 0, first, first * 0, first * 0), raw, (*by_piece, *by_word), OUTPUTS,
               dict.fromkeys(by_piece, "bp") | dict.fromkeys((*by_word, *OUTPUTS), "bw"))  # fmt: skip
        quantize_dynamic(
            raw, into / "reader.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=False,
            nodes_to_exclude=_whole(raw),
        )  # fmt: skip
    left, right = torch.zeros(2, PAIR), torch.zeros(2, 7, PAIR)
    _write(_Pairs(net), (left, right, torch.zeros(2, dtype=torch.long)), into / "pairs.onnx", ("left", "right", "at"), ("cells",),
           {"left": "n", "right": "nw", "at": "n", "cells": "nw"})  # fmt: skip
    (into / "reader.json").write_text(json.dumps({"kinds": kinds}) + "\n", encoding="utf-8")
    shutil.copy(base / "tokenizer.json", into / "tokenizer.json")


def _whole(path: Path) -> list[str]:
    """What stays in real numbers: the heads, which small numbers do not make faster, and where these err most.

    A quarter of all that 8 bits change in the likelihoods comes from the second layer of plain cells of the first block.
    """
    multiplied = [node.name for node in onnx.load(str(path)).graph.node if node.op_type == "MatMul"]
    return [name for name in multiplied if name.startswith("/heads/") or "layer.0/output/dense" in name]


def _write(
    module: nn.Module,
    given: tuple[Tensor, ...],
    path: Path,
    names: tuple[str, ...],
    out: tuple[str, ...],
    axes: dict[str, str],
) -> None:
    letters = {"b": "windows", "p": "pieces", "w": "words", "n": "triggers"}
    torch.onnx.export(
        module, given, str(path), input_names=list(names), output_names=list(out), opset_version=17, dynamo=False,
        dynamic_axes={name: {i: letters[c] for i, c in enumerate(line)} for name, line in axes.items()},
    )  # fmt: skip


def main(given: list[str] | None = None) -> int:
    """Export."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--base", type=Path, default=base_folder())
    asked.add_argument("--weights", type=Path, required=True)
    asked.add_argument("--into", type=Path, required=True)
    a = asked.parse_args(given)
    export(a.base, a.weights, a.into)
    for path in sorted(a.into.iterdir()):
        print(path.name, f"{path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
