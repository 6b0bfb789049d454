"""Parts of speech for English words: a small linear model, learned once, read from a file.

Each word's score is a sum of table rows for the word, its ending, its shape, its neighbours and the
two tags before it; sums that depend on words alone are remembered, so tagging costs a few additions
a word. Tags are Penn Treebank's, merged where nothing here needs the difference. Trained by
``workshop/train_tags.py``; figures in ``docs/measured.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dragoman.models import Table, load_table

Row = tuple[float, ...]


def shape(word: str) -> str:
    """The look of a word: capital, digits, hyphen, all capitals."""
    if word.isdigit():
        return "0"
    kind = "A" if word.isupper() and len(word) > 1 else "Aa" if word[:1].isupper() else "a"
    if any(c.isdigit() for c in word):
        kind += "0"
    return kind + ("-" if "-" in word else "")


def own_features(word: str) -> tuple[str, ...]:
    """What a word tells about its own tag."""
    low = word.lower()
    return (f"w={low}", f"s3={low[-3:]}", f"s2={low[-2:]}", f"p={low[:1]}", f"h={shape(word)}",
            f"hs={shape(word)}{low[-2:]}")  # fmt: skip


def near_features(word: str, offset: int) -> tuple[str, ...]:
    """What a word at ``offset`` tells about the tag of its neighbour."""
    low = word.lower()
    if abs(offset) == 2:
        return (f"{offset}w={low}",)
    return (f"{offset}w={low}", f"{offset}s={low[-3:]}", f"{offset}h={shape(word)}")


class Tagger:
    """Tags the words of one sentence at a time."""

    def __init__(self, table: Table) -> None:
        self.tags = table.columns
        self._rows = table.rows
        self._blank: Row = (0.0,) * len(self.tags)
        self._own = lru_cache(maxsize=50_000)(self._sum_own)
        self._near = lru_cache(maxsize=100_000)(self._sum_near)
        self._before = lru_cache(maxsize=50_000)(self._sum_before)

    def _sum(self, names: Sequence[str]) -> Row:
        rows = [self._rows[n] for n in names if n in self._rows]
        return tuple(map(sum, zip(*rows, strict=True))) if rows else self._blank

    def _sum_own(self, word: str) -> Row:
        return self._sum((*own_features(word), "bias"))

    def _sum_near(self, word: str, offset: int) -> Row:
        return self._sum(near_features(word, offset))

    def _sum_before(self, first: str, second: str, word: str) -> Row:
        return self._sum(tag_features(first, second, word))

    def tag(self, sentence: Sequence[str]) -> list[str]:
        """One tag per word, left to right."""
        tags: list[str] = []
        padded = ["<s>", "<s>", *sentence, "</s>", "</s>"]
        first = second = "<s>"
        for at, word in enumerate(sentence):
            total = [
                a + b + c + d + e + f
                for a, b, c, d, e, f in zip(
                    self._own(word),
                    self._near(padded[at + 1], -1),
                    self._near(padded[at], -2),
                    self._near(padded[at + 3], 1),
                    self._near(padded[at + 4], 2),
                    self._before(first, second, word.lower()),
                    strict=True,
                )
            ]
            first, second = second, self.tags[total.index(max(total))]
            tags.append(second)
        return tags


def tag_features(first: str, second: str, low: str) -> tuple[str, ...]:
    """What the two tags before tell; ``second`` is the nearer one."""
    return (f"t1={second}", f"t2={first}", f"t12={first} {second}", f"t1w={second} {low}")


@lru_cache(maxsize=1)
def english() -> Tagger:
    """The English tagger, loaded at first use."""
    return Tagger(load_table("en-tags"))
