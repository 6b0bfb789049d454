"""The mean of the weights of several runs, where each went on from one of the others: better than the last of them alone.

python -m dragoman.workshop.reader.averaged DIR[=SHARE] ... --into DIR
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch
from torch import Tensor


def averaged(parts: list[tuple[dict[str, Tensor], float]]) -> dict[str, Tensor]:
    """The mean of weights by name, each with its share; what is no real number is taken from the first."""
    whole = sum(share for _, share in parts)
    first = parts[0][0]
    return {
        name: torch.stack([part[name] * (share / whole) for part, share in parts]).sum(0)
        if value.is_floating_point()
        else value
        for name, value in first.items()
    }


def main(given: list[str] | None = None) -> int:
    """Write the mean beside the kinds that the first run knows."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("runs", nargs="+", help="folders with net.pt, each with its share behind '=' (1)")
    asked.add_argument("--into", type=Path, required=True)
    a = asked.parse_args(given)
    parts = []
    for run in a.runs:
        folder, _, share = run.partition("=")
        parts.append((torch.load(Path(folder) / "net.pt", map_location="cpu"), float(share or 1)))
    a.into.mkdir(parents=True, exist_ok=True)
    torch.save(averaged(parts), a.into / "net.pt")
    shutil.copy(Path(a.runs[0].partition("=")[0]) / "kinds.json", a.into / "kinds.json")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
