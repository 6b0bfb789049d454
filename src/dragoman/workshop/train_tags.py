"""Learn the English tagger from sentences tagged by another program (silver labels).

    python -m dragoman.workshop.train_tags SILVER.jsonl

A line of the input is one sentence: a list of ``[word, tag, …]``. An averaged perceptron (Collins 2002) over
the features in ``extract/tags.py``; weights are cut to one byte and rows that say little are left out.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from pathlib import Path

from dragoman.extract.tags import Tagger, near_features, own_features, tag_features
from dragoman.models import Table, save_table

ROUNDS = 6  # measured: no gain on held-out sentences after the fifth
KEEP = 0.12  # smallest largest-weight of a row that is kept; guessed, costs < 0.05 points
MERGED = {
    "NNPS": "NNP", "RBR": "RB", "RBS": "RB", "JJR": "JJ", "JJS": "JJ", "AFX": "JJ", "PDT": "DT", "WP$": "WP",
    "ADD": "NN", "XX": "NN", "FW": "NNP", "LS": "CD", "NFP": ".", "HYPH": ".", ",": ",", ":": ":", "``": ".",
    "''": ".", "-LRB-": ".", "-RRB-": ".", "SYM": ".", "$": "CD", "UH": "RB", "EX": "EX",
}  # fmt: skip
Sentence = list[tuple[str, str]]


def silver(path: Path) -> list[Sentence]:
    """The sentences of a silver file, with copies in lower and upper case so that headlines read too."""
    draw = random.Random(13)
    sentences: list[Sentence] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        rows = [(row[0], MERGED.get(row[1], row[1])) for row in json.loads(line)]
        chance = draw.random()
        if chance < 0.06:
            rows = [(w.lower(), t) for w, t in rows]
        elif chance < 0.08:
            rows = [(w.upper(), t) for w, t in rows]
        sentences.append(rows)
    draw.shuffle(sentences)
    return sentences


class Perceptron:
    """Averaged perceptron: weights, running totals, and when each weight last changed."""

    def __init__(self) -> None:
        self.weights: dict[str, dict[str, float]] = {}
        self._totals: dict[tuple[str, str], float] = defaultdict(float)
        self._stamps: dict[tuple[str, str], int] = defaultdict(int)
        self._now = 0

    def best(self, features: list[str], tags: list[str]) -> str:
        """The tag with the highest score."""
        scores: dict[str, float] = defaultdict(float)
        for feature in features:
            for tag, weight in self.weights.get(feature, {}).items():
                scores[tag] += weight
        return max(tags, key=lambda tag: (scores[tag], tag))

    def learn(self, features: list[str], right: str, said: str) -> None:
        """Move the weights towards the right tag where another one was said."""
        self._now += 1
        if right == said:
            return
        for feature in features:
            row = self.weights.setdefault(feature, {})
            for tag, step in ((right, 1.0), (said, -1.0)):
                key, old = (feature, tag), row.get(tag, 0.0)
                self._totals[key] += (self._now - self._stamps[key]) * old
                self._stamps[key] = self._now
                row[tag] = old + step

    def averaged(self) -> dict[str, dict[str, float]]:
        """The mean of every weight over all steps."""
        rows: dict[str, dict[str, float]] = {}
        for feature, row in self.weights.items():
            for tag, weight in row.items():
                key = (feature, tag)
                total = self._totals[key] + (self._now - self._stamps[key]) * weight
                rows.setdefault(feature, {})[tag] = total / self._now
        return rows


def features_at(words: list[str], at: int, first: str, second: str) -> list[str]:
    """All features of one word in its sentence."""
    padded = ["<s>", "<s>", *words, "</s>", "</s>"]
    near = [f for offset in (-2, -1, 1, 2) for f in near_features(padded[at + 2 + offset], offset)]
    return [*own_features(words[at]), "bias", *near, *tag_features(first, second, words[at].lower())]


def train(sentences: list[Sentence]) -> Table:
    """The table of weights learned from the sentences."""
    tags = sorted({t for s in sentences for _, t in s})
    learner = Perceptron()
    for round_ in range(ROUNDS):
        random.Random(round_).shuffle(sentences)
        for sentence in sentences:
            words = [w for w, _ in sentence]
            first = second = "<s>"
            for at, (_, right) in enumerate(sentence):
                features = features_at(words, at, first, second)
                said = learner.best(features, tags)
                learner.learn(features, right, said)
                first, second = second, said
        print(f"round {round_ + 1} of {ROUNDS} done", file=sys.stderr)
    rows = {
        f: tuple(row.get(t, 0.0) for t in tags)
        for f, row in learner.averaged().items()
        if max(map(abs, row.values())) >= KEEP
    }
    return Table(tuple(tags), rows)


def accuracy(tagger: Tagger, sentences: list[Sentence]) -> float:
    """Share of words with the silver tag."""
    pairs = [(s, tagger.tag([w for w, _ in s])) for s in sentences]
    right = sum(t == p for s, said in pairs for (_, t), p in zip(s, said, strict=True))
    return right / sum(len(s) for s, _ in pairs)


def main() -> None:
    """Train on nine tenths, print the agreement on the last tenth, save."""
    sentences = silver(Path(sys.argv[1]))
    held = sentences[: len(sentences) // 10]
    table = train(sentences[len(held) :])
    size = save_table("en-tags", table)
    from dragoman.models import load_table

    print(f"agreement on held-out words {accuracy(Tagger(load_table('en-tags')), held):.4f}; {size:,} bytes")


if __name__ == "__main__":
    main()
