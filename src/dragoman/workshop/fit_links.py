"""Fits what each answer weighs in telling whether two findings are one happening, on the annotated reports.

    python -m dragoman.workshop.fit_links --shared DIR

It prints the table that ``link/score.py`` holds, how far that is from the one in use, and how many pairs are told
right: by weights learned from other episodes (five folds) and by all (in-sample). The table is code and is not written.
Findings are made twice: from the gold claims (``gold_findings``), and as Dragoman reads the same reports, for a table
that never saw a misread place or day trusts them too much.

The table in use is the fit of 2026-11-30, rounded to a tenth, with one weight set by hand, "same other" 1.0 (no such
pair); the answers "began", "few days", "week", "far clash" and "ground" came later, and theirs are from fits of that
day; "term" is from when the gold findings still had such ties. What follows another claim (``link.about``) is left out:
its pairs join nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.link.about import subjects
from dragoman.link.block import pairs
from dragoman.link.compare import answers, rarities
from dragoman.link.copies import tellings
from dragoman.link.score import BIAS, WEIGHTS
from dragoman.link.tying import evidence_of, views_of
from dragoman.records import Finding
from dragoman.workshop.bench import lines
from dragoman.workshop.fitting import Ridge, Weights, folds, points, yes_or_no
from dragoman.workshop.gold_findings import codes, findings
from dragoman.workshop.gold_reports import Gold, files, gold
from dragoman.workshop.metrics import Counts, Line
from dragoman.workshop.tasks.rooms import Rooms
from dragoman.world import World

STRENGTH = 3.0  # of the ridge (guessed)
ALWAYS = "always"  # the note that every pair has: its weight is the bias
SAYS_NOTHING = ("unknown", "none", "alike", "other report")  # the answer of each question that weighs nought
# How the reports are read: the part, whether days that other reports tell are hidden, whether words are at hand, and
# how often it counts. Daraa counts twice: it has the hardest pairs, two wars over one town.
READINGS = (
    ("world", False, True, 1), ("world", True, True, 1), ("world", False, False, 1),
    ("dev", False, True, 2), ("dev", True, True, 1),
)  # fmt: skip
AS_READ = {"world": 2, "dev": 3}  # how often a pair counts whose findings are those that were read


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
    wanted = {finding.id: claim for finding, claim in told}
    texts = {str(record["id"]): str(record["text"]) for record in records} if with_text else None
    made = sorted((finding for finding, _ in told), key=lambda finding: finding.id)
    evidence = evidence_of(made, texts)
    views, origins = views_of(tellings(made, evidence), world, evidence)
    rarity, following = rarities(views), subjects(views)
    return [
        Compared(
            answers(views[i], views[j], rarity),
            wanted[views[i].id]["event_id"] == wanted[views[j].id]["event_id"],
            str(wanted[views[i].id].get("episode_id")),
        )
        for i, j in pairs(views, origins)
        if i not in following and j not in following
    ]


def compared_as_read(reports: Sequence[Gold], rooms: Rooms) -> list[Compared]:
    """Every pair that linking compares when it runs on what was read, where both findings stand for gold claims."""
    made: list[Finding] = []
    known: dict[str, Line] = {}
    for one in reports:
        claims = {claim.id: told for told, claim in one.met}
        report = replace(one.report, origin_group=one.record.get("origin_group"))
        for finding in rooms.identifier.findings(report, one.claims):
            made.append(finding)
            if finding.claim.id in claims:
                known[finding.id] = claims[finding.claim.id]
    evidence = evidence_of(made, {one.report.id: one.report.text for one in reports})
    views, origins = views_of(tellings(made, evidence), rooms.world, evidence)
    rarity, following = rarities(views), subjects(views)
    return [
        Compared(
            answers(views[i], views[j], rarity),
            known[views[i].id]["event_id"] == known[views[j].id]["event_id"],
            str(known[views[i].id].get("episode_id")),
        )
        for i, j in pairs(views, origins)
        if i not in following and j not in following and views[i].id in known and views[j].id in known
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


def gathered(shared: Path, rooms: Rooms) -> dict[str, list[Compared]]:
    """The pairs of each part, each reading as often as it counts."""
    found: dict[str, list[Compared]] = defaultdict(list)
    for part, undated, with_text, times in READINGS:
        records = [record for path in files(shared, part) for record in lines(path)]
        found[part] += compared(records, rooms.world, undated=undated, with_text=with_text) * times
    read = list(gold(shared, rooms))
    for part, times in AS_READ.items():
        found[part] += compared_as_read([one for one in read if one.part == part], rooms) * times
    return dict(found)


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m dragoman.workshop.fit_links", description="Fit the weights that tie findings to events."
    )
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds the public sets")
    given = parser.parse_args(arguments)
    parts = gathered(given.shared, Rooms())
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
