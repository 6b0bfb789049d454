"""What the reader learns from, whatever set it comes from: a text with what is known of it, and what is not."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.decode import COLUMNS, COUNTS, STATUSES, VOICES
from dragoman.records import Span

__all__ = ("COLUMNS", "COUNTS", "ROLES", "STATUSES", "TAGS", "VOICES", "Act", "Example", "Quote")

ROLES = COLUMNS[: COLUMNS.index("quote_source")]  # what a trigger of an act may tell of each word
# Word by word, whatever the act: roles in incidents (MUC-4) and sorts of names.
TAGS = (
    "PerpInd",
    "PerpOrg",
    "Target",
    "Victim",
    "Weapon",
    "PERSON",
    "ORGANIZATION",
    "LOCATION",
    "TIME",
    "source",
    "target",
)


@dataclass(frozen=True, slots=True)
class Act:
    """One act that a text tells.

    ``kinds``: the kinds that it may be; one, where a person named it. ``trigger`` None: it is one of the words of the
    evidence. ``known``: the roles that the set marks; for others, silence says nothing.
    """

    kinds: frozenset[str]
    evidence: Span | None
    trigger: Span | None = None
    status: str | None = None
    background: bool | None = None
    roles: tuple[tuple[str, Span], ...] = ()
    known: frozenset[str] = frozenset(ROLES)


@dataclass(frozen=True, slots=True)
class Quote:
    """One attribution: the spans of who says so, of the word of saying, and of what is said."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One text. None means that the set does not tell; an empty tuple means that there is none.

    ``told``: sets of kinds, of each of which the text tells at least one act somewhere. ``facts``: words with how far the
    text says that it happened, from -3 to 3. ``tagset``: the tags that ``tags`` would have, were they there.
    ``voices``, ``counts``: words of sources and of amounts, each with its sort.
    ``hints``: triggers that the cues read in it, with kind and status; the reader learns how far to trust them.
    """

    source: str
    id: str
    text: str
    acts: tuple[Act, ...] | None = None
    quotes: tuple[Quote, ...] | None = None
    tags: tuple[tuple[str, Span], ...] = ()
    tagset: frozenset[str] = frozenset()
    told: tuple[frozenset[str], ...] = ()
    facts: tuple[tuple[Span, float], ...] = ()
    relevant: bool | None = None
    held_out: bool = False
    hints: tuple[tuple[Span, str, str], ...] = ()
    voices: tuple[tuple[Span, str], ...] = ()
    counts: tuple[tuple[Span, str], ...] = ()
