"""A report's tokens as place names need them: capitals, hyphenated parts, and the word lists beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dragoman.records import Span
from dragoman.text import name_key, words
from dragoman.world.gazetteer import PLACES, GazetteerPlace

Found = tuple[int, int, tuple[GazetteerPlace, ...]]  # first token, the token after the last, candidates


@dataclass(frozen=True)
class NameWords:
    """The lists of ``world/places/words.yaml``."""

    groups: Mapping[str, frozenset[str]]
    areas: Mapping[str, str]
    never: frozenset[str]  # name keys

    def has(self, group: str, word: str) -> bool:
        """True when the word stands in the group."""
        return word in self.groups[group]


@lru_cache(maxsize=2)
def name_words(path: Path = PLACES / "words.yaml") -> NameWords:
    """The words around place names, read once."""
    import yaml

    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    areas = {word: feature for feature, listed in raw.pop("area").items() for word in listed}
    never = frozenset(name_key(name) for name in raw.pop("never"))
    return NameWords({name: frozenset(str(block).split()) for name, block in raw.items()}, areas, never)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text, as written and in lower case."""

    text: str
    spans: list[Span]
    forms: list[str]
    low: list[str]
    upper: list[bool]  # starts with a capital, or with a letter of a script without capitals
    starts: frozenset[int]  # tokens that open a sentence

    def low_at(self, at: int) -> str:
        return self.low[at] if 0 <= at < len(self.low) else ""

    def upper_at(self, at: int) -> bool:
        return 0 <= at < len(self.upper) and self.upper[at]

    def joined(self, left: int) -> bool:
        """True when token ``left`` and the next stand on one line with at most a blank between."""
        if not 0 <= left < len(self.spans) - 1:
            return False
        gap = self.text[self.spans[left].end : self.spans[left + 1].start]
        return len(gap) <= 1 and "\n" not in gap

    def tied(self, left: int) -> bool:
        """True when nothing stands between token ``left`` and the next."""
        return 0 <= left < len(self.spans) - 1 and self.spans[left].end == self.spans[left + 1].start

    def linked(self, at: int) -> bool:
        """True when the hyphen at ``at`` opens a small word that ties two names to one: Port-au-Prince."""
        return (
            0 < at < len(self.forms) - 3
            and self.forms[at] in HYPHENS
            and self.forms[at + 2] in HYPHENS
            and (self.low[at + 1] in ARTICLES or name_words().has("tying", self.low[at + 1]))
            and self.upper[at - 1]
            and self.upper[at + 3]
            and all(self.tied(i) for i in range(at - 1, at + 3))
        )

    def slice(self, at: int, end: int) -> str:
        """The text from token ``at`` to before token ``end``."""
        return self.text[self.spans[at].start : self.spans[end - 1].end]


def tokens_of(text: str, sentences: Sequence[Span] | None) -> Tokens:
    """The tokens of a text; words with hyphens as their parts, so that "Russia-Turkey" shows two names."""
    spans: list[Span] = []
    forms: list[str] = []
    for span in words(text):
        form = text[span.start : span.end]
        if len(form) > 2 and ("-" in form or "‐" in form or "‑" in form):
            for part in _PART.finditer(form):
                spans.append(Span(span.start + part.start(), span.start + part.end()))
                forms.append(part.group())
        else:
            spans.append(span)
            forms.append(form)
    starts = {0}
    if sentences is not None:
        firsts = {s.start for s in sentences}
        starts |= {i for i, span in enumerate(spans) if span.start in firsts}
    else:
        starts |= {
            i
            for i in range(1, len(spans))
            if forms[i - 1] in '.!?”"“:' or "\n" in text[spans[i - 1].end : spans[i].start]
        }
    low = [form.lower() for form in forms]
    upper = ["A" <= form[0] <= "Z" or ((form[0] in "dl" or form[0] > "z") and _is_name_like(form)) for form in forms]
    for i in range(len(forms) - 2):
        if forms[i] in ARTICLES and forms[i + 1] in HYPHENS and upper[i + 2]:
            upper[i] = spans[i].end == spans[i + 1].start
    return Tokens(text, spans, forms, low, upper, frozenset(starts))


HYPHENS = frozenset("-‐‑")
ARTICLES = frozenset(["al", "el", "ad", "as", "ash", "ar", "at", "an", "az", "ed", "es"])


_PART = re.compile(r"[-‐‑]|[^-‐‑]+")
_ARTICLED = re.compile(r"^(?:d|l)['’](?=.)", re.IGNORECASE)


def _is_name_like(form: str) -> bool:
    first = form[0]
    if first.isupper() or (first.isalpha() and first.lower() == first.upper()):
        return True
    match = _ARTICLED.match(form)
    return match is not None and form[match.end() : match.end() + 1].isupper()
