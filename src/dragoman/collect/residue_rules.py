"""What page furniture looks like: the rules of ``world/residue.yaml``, read and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from dragoman.errors import WorldError
from dragoman.text import name_key

RESIDUE_FILE = Path(__file__).resolve().parents[1] / "world" / "residue.yaml"
REASONS = frozenset(["crumb", "share", "caption", "mirror", "follow", "subscribe", "related", "legal", "media"])
PLACES = frozenset(("any", "head", "tail", "body"))
_CRUMB_MARKS = re.compile(r"\s*(?:[/›»>|·•→]|::)\s*")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_KEYS = frozenset(
    [
        "reason", "match", "only", "crumb", "where", "max_words", "max_chars", "outlet", "then", "case",
        "examples", "near_misses",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text as the rules see it: blanks squeezed, words counted, and where it stands."""

    words: str
    count: int
    first: bool
    in_head: bool
    in_tail: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One sort of furniture line. Exactly one of ``match``, ``only`` and ``crumb`` is set."""

    reason: str
    match: re.Pattern[str] | None
    only: frozenset[str] | None
    crumb: frozenset[str] | None
    where: str
    max_words: int
    max_chars: int
    outlet: re.Pattern[str] | None
    then: int
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]

    def fits(self, line: Line) -> bool:
        """True when the line is furniture of this sort."""
        if line.count > self.max_words or len(line.words) > self.max_chars or not self._stands(line):
            return False
        if self.match is not None:
            return self.match.fullmatch(line.words) is not None
        if self.only is not None:
            return _made_of(line.words, self.only)
        return _is_crumb(line.words, self.crumb or frozenset())

    def _stands(self, line: Line) -> bool:
        fits = {"head": line.in_head, "tail": line.in_tail, "body": not line.first, "any": True}
        return fits[self.where]


@dataclass(frozen=True, slots=True)
class FrontWords:
    """Words by which the lines above a story are told; see ``front`` in the rules' file."""

    stamp: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    as_of: tuple[str, ...] = ()
    outlet: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules for lines, the patterns for bracketed tails of lines that otherwise stay, and the words of heads."""

    lines: tuple[Rule, ...]
    inline: tuple[tuple[str, re.Pattern[str]], ...]
    front: FrontWords = FrontWords()

    def rule_for(self, line: Line) -> Rule | None:
        """The first rule that the line fits, or None: the line is text."""
        return next((r for r in self.lines if r.fits(line)), None)


def line_of(words: str, *, first: bool = False, in_head: bool = True, in_tail: bool = True) -> Line:
    """A line made ready for the rules."""
    squeezed = " ".join(words.split())
    return Line(squeezed, len(squeezed.split()), first, in_head, in_tail)


@lru_cache(maxsize=4)
def rules_of(path: Path = RESIDUE_FILE) -> Rules:
    """The furniture rules of a file. Raises WorldError that names file and rule."""
    try:
        read = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except OSError as error:
        raise WorldError("cannot be read", where=str(path), do="Check that the file is there") from error
    except yaml.YAMLError as error:
        raise WorldError(f"is not YAML: {error}", where=str(path), do="Mend the line named") from error
    if not isinstance(read, dict) or not isinstance(read.get("rules"), list):
        raise WorldError("has no list of rules", where=str(path), do="Start from the built-in file")
    vocabularies = {k: frozenset(str(v).lower().split()) for k, v in (read.get("vocabularies") or {}).items()}
    lines = tuple(_rule(r, n, vocabularies, path) for n, r in enumerate(read["rules"], 1))
    inline = tuple((str(r["reason"]), _pattern(r["match"], re.IGNORECASE, path)) for r in read.get("inline") or [])
    return Rules(lines, inline, _front_words(read.get("front") or {}))


def _front_words(raw: Mapping[str, str]) -> FrontWords:
    stamp, later, outlet = (frozenset(map(name_key, str(raw.get(k, "")).split())) for k in ("stamp", "later", "outlet"))
    phrases = (" ".join(p.split()) for p in str(raw.get("as_of", "")).split("|"))
    return FrontWords(stamp, later, tuple(name_key(p) for p in phrases if p), outlet)


def _rule(raw: Any, number: int, vocabularies: Mapping[str, frozenset[str]], path: Path) -> Rule:
    where = f"{path}, rule {number}"
    if not isinstance(raw, dict) or (unknown := set(raw) - _KEYS):
        raise WorldError(f"unknown keys {sorted(unknown) if isinstance(raw, dict) else raw!r}", where=where)
    if raw.get("reason") not in REASONS or raw.get("where", "any") not in PLACES:
        raise WorldError("unknown reason or where", where=where, do=f"Reasons: {', '.join(sorted(REASONS))}")
    if sum(k in raw for k in ("match", "only", "crumb")) != 1:
        raise WorldError("needs exactly one of match, only, crumb", where=where)
    try:
        only = vocabularies[raw["only"]] if "only" in raw else None
        crumb = vocabularies[raw["crumb"]] if "crumb" in raw else None
    except KeyError as error:
        raise WorldError(f"no vocabulary named {error}", where=where) from error
    flags = 0 if raw.get("case") == "exact" else re.IGNORECASE
    return Rule(
        reason=raw["reason"],
        match=_pattern(raw["match"], flags, path) if "match" in raw else None,
        only=only,
        crumb=crumb,
        where=raw.get("where", "any"),
        max_words=int(raw.get("max_words", 12)),
        max_chars=int(raw.get("max_chars", 200)),
        outlet=_pattern(raw["outlet"], 0, path) if "outlet" in raw else None,
        then=int(raw.get("then", 0)),
        examples=tuple(raw.get("examples") or ()),
        near_misses=tuple(t["text"] if isinstance(t, dict) else t for t in raw.get("near_misses") or ()),
    )


def _pattern(words: str, flags: int, path: Path) -> re.Pattern[str]:
    try:
        return re.compile(words, flags)
    except re.error as error:
        raise WorldError(f"bad pattern {words[:60]!r}: {error}", where=str(path)) from error


def _made_of(words: str, vocabulary: frozenset[str]) -> bool:
    """Are all the words in the vocabulary, with no sentence end among them?"""
    found = _WORD.findall(words.lower())
    return bool(found) and not re.search(r"[.!?]$|[“”\"\d]", words) and all(w in vocabulary for w in found)


def _is_crumb(words: str, vocabulary: frozenset[str]) -> bool:
    """Is this a trail such as "News / Syria"? Parts of up to three words, one of them a section's name."""
    parts = [p for p in _CRUMB_MARKS.split(words) if p]
    if len(parts) < 2 or any(len(p.split()) > 3 for p in parts) or re.search(r"[.!?]$", words):
        return False
    return any(all(w in vocabulary for w in _WORD.findall(p.lower())) for p in parts)
