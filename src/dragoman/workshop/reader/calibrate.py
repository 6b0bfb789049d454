"""Fits how often the learned reader is right when it gives some likelihood, and measures how well that holds.

    python -m dragoman.workshop.reader.calibrate --shared DIR [--reader DIR] [--write]

A line through log odds for each field (Platt 1999) is fitted on one half of the held-out reports, drawn by a hash of their
ids, and measured on the other, and the other way round: the expected calibration error (ECE) over ten bins of equal size,
before and after. What is kept is fitted on both halves. With
``--write`` the curves go into ``reader.json`` and a reliability plot and a risk-coverage curve to ``docs/pictures``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from dragoman import models
from dragoman import world as worlds
from dragoman.extract import Reader
from dragoman.extract.assembly import LEARNED
from dragoman.extract.calibration import Calibration, log_odds
from dragoman.workshop.metrics import Line
from dragoman.workshop.reader.held_out import Pair, annotated, as_report, category, own, pairs
from dragoman.workshop.tasks.reports_figures import _alike as alike
from dragoman.world import World

FIELDS = ("claim", "kind", "status", "background", "actor", "recipient")
ALONE = {name: f"{name} alone" for name in ("claim", "actor", "recipient")}  # what the reader sees without the cues
BINS = 10
Row = tuple[float, bool]  # likelihood given, right
PICTURES = Path(__file__).parents[4] / "docs" / "pictures"
ROLES = {"actor": ("actor", "party"), "recipient": ("recipient", "victim")}


def rows(found: Iterable[Pair], world: World, cues: Reader) -> dict[str, list[Row]]:
    """For each field, what was given and whether it was right; apart, what the cues do not see as well."""
    made: dict[str, list[Row]] = defaultdict(list)
    for pair in found:
        by_cues = {(c.trigger, m.role, m.span) for c in cues.claims(as_report(pair.record)) for m in c.mentions}
        gold = pair.record["claims"] or []
        met = {j: gold[i] for i, j in pair.met}
        for number, claim in enumerate(pair.claims):
            if claim.confidence is None:
                continue
            alone = claim.maker.name == LEARNED.name
            made[ALONE["claim"] if alone else "claim"].append((claim.score, number in met))
            if number in met:
                g = met[number]
                made["kind"].append((claim.confidence.kind, category(claim, world) == g["plover"]))
                made["status"].append((claim.confidence.status, claim.stance.status == g["status"]))
                made["background"].append(
                    (claim.confidence.background, claim.stance.background == bool(g["background"]))
                )
                for field, roles in ROLES.items():
                    wanted = [a["mention"] for a in g["actors"] if a["role"] in roles]
                    for mention in claim.role(*roles):
                        if mention.score is not None:
                            known = not alone and (claim.trigger, mention.role, mention.span) in by_cues
                            made[field if known else ALONE[field]].append(
                                (mention.score, any(alike(w, mention.words) for w in wanted))
                            )
    return made


def fitted(given: Sequence[Row], rounds: int = 400) -> tuple[float, float]:
    """Slope and offset of the line through log odds that fits best, with a small pull to (1, 0); by damped Newton steps."""
    curve, loss = (1.0, 0.0), _loss((1.0, 0.0), given)
    for _ in range(rounds):
        step, size = _step(curve, given), 1.0
        while size > 1e-4:
            there = curve[0] - size * step[0], curve[1] - size * step[1]
            if (new := _loss(there, given)) < loss:
                break
            size /= 2
        else:
            break
        curve, loss = there, new
    return round(curve[0], 4), round(curve[1], 4)


def _loss(curve: tuple[float, float], given: Sequence[Row]) -> float:
    slope, offset = curve
    fit = (_soft(-(slope * log_odds(p) + offset) * (1 if right else -1)) for p, right in given)
    return math.fsum(fit) + 0.5 * ((slope - 1.0) ** 2 + offset**2)


def _soft(x: float) -> float:
    return max(0.0, x) + math.log1p(math.exp(-abs(x)))


def _step(curve: tuple[float, float], given: Sequence[Row]) -> tuple[float, float]:
    """Newton's step from a curve."""
    slope, offset = curve
    g0, g1, h00, h01, h11 = slope - 1.0, offset, 1.0, 0.0, 1.0
    for likely, right in given:
        x = log_odds(likely)
        p = math.exp(-_soft(-(slope * x + offset)))
        e, w = p - right, p * (1 - p)
        g0, g1 = g0 + e * x, g1 + e
        h00, h01, h11 = h00 + w * x * x, h01 + w * x, h11 + w
    area = h00 * h11 - h01 * h01
    return (h11 * g0 - h01 * g1) / area, (h00 * g1 - h01 * g0) / area


def error(given: Sequence[Row]) -> float:
    """The expected calibration error over bins of equal size."""
    order = sorted(given, key=lambda row: row[0])
    size = max(1, math.ceil(len(order) / BINS))
    parts = [order[i : i + size] for i in range(0, len(order), size)]
    return sum(abs(sum(p for p, _ in part) - sum(r for _, r in part)) for part in parts) / max(1, len(order))


def bins(given: Sequence[Row]) -> list[tuple[float, float, int]]:
    """Mean likelihood, share right and number of each bin."""
    order = sorted(given, key=lambda row: row[0])
    size = max(1, math.ceil(len(order) / BINS))
    parts = [order[i : i + size] for i in range(0, len(order), size)]
    return [(sum(p for p, _ in part) / len(part), sum(r for _, r in part) / len(part), len(part)) for part in parts]


def coverage(given: Sequence[Row]) -> list[tuple[float, float]]:
    """Risk-coverage: of the surest so many, what share is wrong."""
    order, wrong, made = sorted(given, key=lambda row: -row[0]), 0, []
    for number, (_, right) in enumerate(order, 1):
        wrong += not right
        made.append((number / len(order), wrong / number))
    return made


def half(record: Line) -> int:
    """Which half a report belongs to, for good."""
    return hashlib.sha256(f"half {record['id']}".encode()).digest()[0] % 2


def main(given: list[str] | None = None) -> int:
    """Fit, measure, and write."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--shared", type=Path, required=True)
    asked.add_argument("--reader", type=Path, default=models.FOLDER)
    asked.add_argument("--write", action="store_true")
    a = asked.parse_args(given)
    world = worlds.load(())
    encoder = models.Encoder(a.reader, threads=2, checked=False)
    encoder.curves = {}
    reader = Reader(world, encoder)
    found = pairs([*annotated(a.shared), *own(world)], reader, world)
    cues = Reader(world)
    names = (*FIELDS, *ALONE.values())
    halves = [rows([p for p in found if half(p.record) == n], world, cues) for n in (0, 1)]
    before: dict[str, list[Row]] = defaultdict(list)
    after: dict[str, list[Row]] = defaultdict(list)
    for fit_on, rest in (halves, halves[::-1]):
        calibration = Calibration({name: fitted(fit_on[name]) for name in names})
        for name in names:
            field = name.removesuffix(" alone")
            before[field] += rest[name]
            after[field] += ((calibration.of(name, likely), right) for likely, right in rest[name])
    for name in FIELDS:
        right = sum(r for _, r in after[name]) / len(after[name])
        print(
            f"{name:<11} {len(after[name]):>5} ECE {error(before[name]):.3f} → {error(after[name]):.3f}  right {right:.3f}"
        )
    curves = {name: fitted([*halves[0][name], *halves[1][name]]) for name in names}
    print(curves)
    if a.write:
        alike = {"party": "actor", "victim": "recipient"}
        named = curves | {a + tail: curves[b + tail] for a, b in alike.items() for tail in ("", " alone")}
        path = a.reader / "reader.json"
        told = json.loads(path.read_text(encoding="utf-8")) | {"curves": named}
        path.write_text(json.dumps(told) + "\n", encoding="utf-8")
        from dragoman.workshop.reader.plots import curves_plot, reliability_plot

        reliability_plot({n: bins(v) for n, v in after.items()}, PICTURES / "reader-reliability.svg")
        curves_plot({n: coverage(v) for n, v in after.items()}, PICTURES / "reader-risk-coverage.svg")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
