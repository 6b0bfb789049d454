"""One reader for all tests of the extract room: made once, because compiling the cues takes a second.

claims("The army shelled Daraa.")      the claims of a text
sentence("Rebels never left.")         its first sentence, tagged
"""

from __future__ import annotations

from functools import lru_cache

from tests.factory import a_report

from dragoman import world
from dragoman.extract import Reader
from dragoman.extract.grammar import Sentence, sentences
from dragoman.extract.names import Names
from dragoman.records import Claim


@lru_cache(maxsize=1)
def reader() -> Reader:
    """A reader of the built-in world."""
    return Reader(world.load())


@lru_cache(maxsize=1)
def names() -> Names:
    """What the built-in world knows of speakers."""
    return Names(world.load())


def claims(text: str) -> tuple[Claim, ...]:
    """The claims of a report with that text."""
    return reader().claims(a_report(text))


def sentence(text: str) -> Sentence:
    """The first sentence of a text, tagged."""
    return sentences(text)[0]


def covered(s: Sentence, start: int, end: int) -> str:
    """Words ``start`` to ``end`` (exclusive) of a sentence, one blank between them."""
    return " ".join(s.words[start:end])


def marked(text: str) -> tuple[str, int, int]:
    """A sentence without its [brackets], and where the words between them stood."""
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), start, end
