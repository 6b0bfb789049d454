"""What a search asks for: words and "phrases in quotes" in normal form, each with other spellings of the same name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from dragoman.text import APOSTROPHES, DASHES

Spellings = Callable[[str], Iterable[str]]
# Several ways to be satisfied; each is phrases that must all stand in a report.
Wish = tuple[tuple[str, ...], ...]
LONGEST_NAME = 5  # words of a name that is not in quotes; guessed
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_JOINERS = {ord("'"): None} | dict.fromkeys(map(ord, "-.,/_()"), " ")  # as name_key has it


def key_of(text: str) -> str:
    """The normal form of a text, the same as ``name_key`` gives, but quick for long ones and not stored."""
    plain = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).translate(DASHES))
    bare = _BEYOND_ASCII.sub(lambda found: "" if unicodedata.combining(found[0]) else found[0], plain)
    return " ".join(bare.translate(_JOINERS).lower().split())


def plain_key(text: str) -> str:
    """The words of a text in normal form, without marks."""
    return " ".join(re.findall(r"\w+", key_of(text)))


def wishes(looked_for: str, spellings: Spellings | None = None) -> list[Wish]:
    """What a report must hold, all of it; marks alone ask for nothing.

    Words side by side that are a name together ("Deir Ezzor") are one wish, for any spelling of the name.
    """
    parts = re.findall(r'"([^"]*)"|([^\s"]+)', looked_for)
    asked = [(key, bool(quoted)) for quoted, word in parts if (key := plain_key(quoted or word))]
    made: list[Wish] = []
    while asked:
        taken, wish = _next_wish(asked, spellings or (lambda _: ()))
        made.append(wish)
        asked = asked[taken:]
    return made


def _next_wish(asked: Sequence[tuple[str, bool]], spellings: Spellings) -> tuple[int, Wish]:
    """The wish that the first words make, and how many of them it takes: the longest name, else one word."""
    loose = next((at for at, (_, quoted) in enumerate(asked) if quoted), len(asked))
    for size in range(max(1, min(loose, LONGEST_NAME)), 0, -1):
        own = tuple(key for key, _ in asked[:size])
        others = tuple((key,) for name in spellings(" ".join(own)) if (key := plain_key(name)))
        if others or size == 1:
            return size, tuple(dict.fromkeys((own, *others)))
    raise AssertionError("one word makes a wish")


def phrases_of(asked: Iterable[Wish]) -> list[str]:
    """Every phrase that may show that a wish is met."""
    return list(dict.fromkeys(phrase for wish in asked for way in wish for phrase in way))


def are_met(asked: Iterable[Wish], stretches: Sequence[str], *, whole_words: bool) -> bool:
    """Do stretches of text, in normal form, hold all that is asked for?"""
    told = [f" {stretch} " for stretch in stretches]

    def stands(phrase: str) -> bool:
        sought = f" {phrase} " if whole_words else phrase
        return any(sought in stretch for stretch in told)

    return all(any(all(map(stands, way)) for way in wish) for wish in asked)
