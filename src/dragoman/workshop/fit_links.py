"""Fits what each answer weighs in telling whether two findings are one happening, on the annotated reports.

    python -m dragoman.workshop.fit_links --shared DIR

It prints the table that ``link/score.py`` holds, how far that is from the one in use, and how many pairs are told
right: by weights learned from other episodes (five folds) and by all (in-sample). The table is code and is not written.
Findings are made from the gold claims (``gold_findings``), so that linking learns from no mistakes of other rooms.

How the table in use came to be: this fit, on the comparisons as they stood on 2026-11-21 (23,048 pairs), rounded to a
tenth. Five weights were then set by hand: "same words" of copies 1.0 (8 such pairs), "same other" 1.0 (none), "same
origin" and recall "mixed" 0.0, doers "related" -0.8 (fitted: -0.9). Later changes of what is compared (22,363 pairs the
same day) move nine more by .1 to .2; the bias is the same. F1 of pairs .769 in five folds, .801 in-sample.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.link.block import pairs
from dragoman.link.compare import answers, rarities
from dragoman.link.copies import tellings
from dragoman.link.score import BIAS, WEIGHTS
from dragoman.link.tying import evidence_of, views_of
from dragoman.workshop.bench import lines
from dragoman.workshop.fitting import Ridge, Weights, folds, points, yes_or_no
from dragoman.workshop.gold_findings import codes, findings
from dragoman.workshop.gold_reports import files
from dragoman.workshop.metrics import Counts, Line
from dragoman.world import World, load

STRENGTH = 3.0  # of the ridge (guessed)
ALWAYS = "always"  # the note that every pair has: its weight is the bias
SAYS_NOTHING = ("unknown", "none", "alike", "other report")  # the answer of each question that weighs nought
# How the reports are read: the part, whether days that other reports tell are hidden, whether words are at hand, and
# how often it counts. Daraa counts twice: it has the hardest pairs, two wars over one town.
READINGS = (
    ("world", False, True, 1), ("world", True, True, 1), ("world", False, False, 1),
    ("dev", False, True, 2), ("dev", True, True, 1),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """Two findings that were compared: the answers, whether gold says they are one, and the episode of the first."""

    answers: Mapping[str, str]
    same: bool
    episode: str

    @property
    def notes(self) -> list[str]:
        """The answers as notes, with the one that every pair has."""
        return [ALWAYS, *(f"{name}: {answer}" for name, answer in self.answers.items())]


def compared(records: Sequence[Line], world: World, *, undated: bool, with_text: bool) -> list[Compared]:
    """Every pair of gold claims that linking would compare."""
    known = codes(world.kinds)
    told = [pair for record in records for pair in findings(record, known, undated=undated)]
    gold = {finding.id: claim for finding, claim in told}
    texts = {str(record["id"]): str(record["text"]) for record in records} if with_text else None
    made = sorted((finding for finding, _ in told), key=lambda finding: finding.id)
    evidence = evidence_of(made, texts)
    views, origins = views_of(tellings(made, evidence), world, evidence)
    rarity = rarities(views)
    return [
        Compared(
            answers(views[i], views[j], rarity),
            gold[views[i].id]["event_id"] == gold[views[j].id]["event_id"],
            str(gold[views[i].id].get("episode_id")),
        )
        for i, j in pairs(views, origins)
    ]


def fit(found: Sequence[Compared]) -> Weights:
    """The log odds that each answer adds, the bias among them."""
    same = [float(one.same) for one in found]
    return yes_or_no([one.notes for one in found], same, [1.0] * len(found), Ridge({}, STRENGTH, free=ALWAYS))


def centred(weights: Weights, found: Iterable[Compared]) -> tuple[float, dict[str, dict[str, float]]]:
    """Bias and table, moved so that the answer which tells nothing weighs nought, rounded to a tenth."""
    count = Counter((name, answer) for one in found for name, answer in one.answers.items())
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for name, answer in sorted(count):
        table[name][answer] = weights[f"{name}: {answer}"]
    bias = weights[ALWAYS]
    for name, row in table.items():
        seen = [(weight, count[name, answer]) for answer, weight in row.items()]
        usual = sum(weight * number for weight, number in seen) / sum(number for _, number in seen)
        nought = next((row[answer] for answer in SAYS_NOTHING if answer in row), usual)
        bias += nought
        table[name] = {answer: round(weight - nought, 1) + 0.0 for answer, weight in row.items()}
    return round(bias, 2), dict(table)


def counted(found: Sequence[Compared], likely: Iterable[float]) -> Counts:
    """How many pairs are rightly said to be one (log odds above nought)."""
    counts = Counts()
    for one, odds in zip(found, likely, strict=True):
        counts.add(one.same and odds > 0, odds > 0, one.same)
    return counts


def held_out(found: Sequence[Compared]) -> list[float]:
    """The log odds of each pair by weights that saw nothing of its episode."""
    fold = folds(one.episode for one in found)
    weights = {k: fit([one for one in found if fold[one.episode] != k]) for k in sorted(set(fold.values()))}
    return [points(one.notes, weights[fold[one.episode]]) for one in found]


def differences(table: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Each weight that is not the one in use."""
    return [
        f"{name}: {answer} {weight:+.1f}, in use {WEIGHTS.get(name, {}).get(answer, 0.0):+.1f}"
        for name, row in table.items()
        for answer, weight in row.items()
        if abs(weight - WEIGHTS.get(name, {}).get(answer, 0.0)) > 0.05
    ]


def gathered(shared: Path, world: World) -> dict[str, list[Compared]]:
    """The pairs of each part, each reading as often as it counts."""
    found: dict[str, list[Compared]] = defaultdict(list)
    for part, undated, with_text, times in READINGS:
        records = [record for path in files(shared, part) for record in lines(path)]
        found[part] += compared(records, world, undated=undated, with_text=with_text) * times
    return dict(found)


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m dragoman.workshop.fit_links", description="Fit the weights that tie findings to events."
    )
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds the public sets")
    given = parser.parse_args(arguments)
    parts = gathered(given.shared, load())
    found = [one for part in parts.values() for one in part]
    weights = fit(found)
    for head, odds in (("five-fold", held_out(found)), ("in-sample", [points(o.notes, weights) for o in found])):
        told = counted(found, odds)
        print(f"{head}: {len(found)} pairs, {told.gold:.0f} the same, P {told.p:.3f}, R {told.r:.3f}, F1 {told.f1:.3f}")
    bias, table = centred(weights, found)
    print(f"BIAS = {bias}  # in use: {BIAS}")
    for name, row in table.items():
        print(f"{name!r}: {row},")
    print("\n".join(differences(table)) or "no weight differs from the one in use")
    return 0


if __name__ == "__main__":
    sys.exit(main())
