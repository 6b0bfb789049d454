"""The veil: private persons become stable pseudonyms, and ages, addresses and whereabouts beside them are masked.

``Veil`` masks words and records; nothing is taken out of the record itself. A pseudonym such as
``resident-3f2a91`` is the same wherever the name stands in one record, and another in every other record: it is
keyed by a secret that the record keeps, so that nobody can try names against what was published.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from dragoman.records import Actor, Place, Span
from dragoman.tell.beside import Cut, addresses, telling
from dragoman.tell.people import Named, Person, tokens
from dragoman.tell.roles import HONORIFICS, KUNYAS, PRIVATE
from dragoman.tell.whereabouts import CLOSED, OPENED
from dragoman.text import flat, name_key

T = TypeVar("T")
HEX = 6  # 16 million pseudonyms: two of 4,000 names share one with a chance of about 0.4; of 400, 0.005
_JOIN = r"[\s\u00a0\-‐‑_]+"
_TITLES = HONORIFICS | PRIVATE.keys()
_PSEUDONYM = re.compile(rf"{OPENED}[a-z]+-[0-9a-f]{{{HEX}}}{CLOSED}")
_WORDLIKE = re.compile(r"[\w'’\-‐‑]+")
# Fields that hold names of ours, hashes or codes, never words of a report.
_CODES = frozenset(
    "id report_id claim_id findings left right kind digest origin_group published feature pack precision".split()
)


@dataclass(frozen=True, slots=True)
class Mask:
    """One thing to be veiled: where it stands (on ``flat`` text), what is shown, whether it stands alone."""

    rule: re.Pattern[str]
    shown: str
    alone: bool  # a single part of a name: only where no other capitalised word stands beside it


class Page:
    """A report's text as it may be shown, and where the spans of the text have moved to."""

    def __init__(self, text: str, cuts: Sequence[tuple[int, int, str]]) -> None:
        self._cuts = cuts
        parts, at = [], 0
        for start, end, shown in cuts:
            parts += [text[at:start], shown]
            at = end
        self.text = "".join((*parts, text[at:]))

    @property
    def hidden(self) -> tuple[Span, ...]:
        """The stretches of the true text that are not shown."""
        return tuple(Span(start, end) for start, end, _ in self._cuts)

    def at(self, span: Span) -> Span:
        """Where a span of the true text stands here; one that cuts a veiled name takes all of it."""
        return Span(self._moved(span.start, last=False), self._moved(span.end, last=True))

    def _moved(self, at: int, *, last: bool) -> int:
        shift = 0
        for start, end, shown in self._cuts:
            if at >= end:
                shift += len(shown) - (end - start)
            elif at > start:
                return start + shift + (len(shown) if last else 0)
            else:
                break
        return at + shift


class Veil:
    """Masks the private persons of one report, or of the reports of one event."""

    def __init__(self, named: Iterable[Named], key: bytes, fine: Mapping[str, str] | None = None) -> None:
        """``fine`` are names of places finer than a town, each with what is shown instead; with it, addresses go too."""
        told = list(named)
        public = frozenset().union(*(n.public for n in told)) if told else frozenset()
        people = {name_key(p.name): p for n in told for p in n.private if name_key(p.name) not in n.public}
        self._masks = [m for p in people.values() for m in _masks(p, pseudonym(p, key), public)]
        self._places = [_mask(name, shown) for name, shown in (fine or {}).items() if name.strip()]
        self._is_guarding = bool(self._masks) and fine is not None
        for masks in (self._masks, self._places):
            masks.sort(key=lambda m: (m.alone, -len(m.rule.pattern)))

    def words(self, text: str) -> str:
        """The words with every private name replaced, marked ‹so›."""
        return self.page(text).text if self._any and text else text

    def page(self, text: str, guarded: Sequence[Span] | None = None) -> Page:
        """A whole text as it may be shown, with the way from its spans.

        ``guarded`` are the stretches in which names of places are masked, too; None means everywhere.
        """
        return Page(text, self._cuts(text, guarded) if self._any else ())

    def names(self, text: str) -> bool:
        """True when the text names somebody who is veiled."""
        return bool(self._masks) and bool(self._cuts(text, ()))

    def record(self, record: T) -> T:
        """Any record with all words in it veiled; spans, numbers, codes and places stay as they are."""
        return cast("T", _walked(record, self.words)) if self._any else record

    @property
    def _any(self) -> bool:
        return bool(self._masks or self._places)

    def _cuts(self, text: str, guarded: Sequence[Span] | None) -> list[Cut]:
        low = flat(text)
        taken: list[Cut] = []
        masks = [(mask, None) for mask in self._masks] + [(mask, guarded) for mask in self._places]
        for mask, within in masks:
            for found in mask.rule.finditer(low):
                start, end = found.span()
                if any(start < e and s < end for s, e, _ in taken):
                    continue
                if within is not None and not any(span.meets(Span(start, end)) for span in within):
                    continue
                if not mask.alone or _stands_alone(text, start, end):
                    taken.append((start, end, f"{OPENED}{mask.shown}{CLOSED}"))
        told = [*telling(text, [cut for cut in taken if _PSEUDONYM.match(cut[2])])]
        told += [cut for cut in (addresses(text) if self._is_guarding else ()) if _is_within(cut, guarded)]
        return sorted(_joined(taken, told))


def _is_within(cut: Cut, spans: Sequence[Span] | None) -> bool:
    return spans is None or any(span.meets(Span(cut[0], cut[1])) for span in spans)


def _joined(taken: Sequence[Cut], told: Iterable[Cut]) -> list[Cut]:
    """The cuts, and those of ages and addresses that meet none of them."""
    found = list(taken)
    for start, end, shown in told:
        if not any(start < e and s < end for s, e, _ in found):
            found.append((start, end, f"{OPENED}{shown}{CLOSED}"))
    return found


def pseudonym(person: Person, key: bytes) -> str:
    """What a private person is called in one record: ``resident-3f2a91``."""
    name = " ".join(_kin(part) for part in name_key(person.name).split())
    sealed = hmac.new(key, name.encode(), hashlib.sha256).hexdigest()
    return f"{person.called}-{sealed[:HEX]}"


def _masks(person: Person, shown: str, public: frozenset[str]) -> list[Mask]:
    """The whole name anywhere, and each of its parts where it stands alone and means nobody public."""
    whole = _mask(person.name, shown, alone=" " not in person.name)
    parts = tokens(person.name)
    spared = {token for name in public for token in name.split()}
    single = parts if " " in person.name else []
    return [whole, *(_mask(t, shown, alone=True) for t in single if name_key(t) not in spared)]


def _mask(name: str, shown: str, *, alone: bool = False) -> Mask:
    parts = [KUNYAS.get(p) or re.escape(p) for p in re.split(_JOIN, flat(name).strip()) if p]
    article = r"(?:(?:al|el|as|ash)[\s\-‐‑])?" if alone else ""
    return Mask(re.compile(rf"(?<![^\W_]){article}{_JOIN.join(parts)}(?![^\W_])"), shown, alone)


def _kin(part: str) -> str:
    return KUNYAS.get(part, part)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Capitalised (or in a script without capitals), with no other capitalised word of a name beside it."""
    found = text[start:end]
    if found == found.lower() != found.upper():
        return False
    before, after = text[max(0, start - 60) : start].rstrip(" \u00a0"), text[end : end + 60].lstrip(" \u00a0")
    left, right = _WORDLIKE.match(before.rstrip(".")[::-1]), _WORDLIKE.match(after)
    preceding = left[0][::-1] if left else ""
    opening = before.endswith(".") or _opens(before, len(before) - len(preceding))
    part_of_another = preceding[:1].isupper() and preceding.lower() not in _TITLES and not opening
    return not part_of_another and not (right and right[0][:1].isupper())


def _opens(text: str, at: int) -> bool:
    """Does a sentence open here? Its first word has a capital letter whatever it is."""
    before = text[: max(0, at)].rstrip(" \u00a0\n\"“'‘(")
    return not before or before[-1] in ".!?:…\n" or "\n" in text[len(before) : max(0, at)]


def _walked(value: Any, words: Callable[[str], str], name: str = "") -> Any:
    """The same record with every string outside the code fields and places masked: places are made coarse as such."""
    if isinstance(value, str):
        return value if name in _CODES else words(value)
    if isinstance(value, tuple):
        return tuple(_walked(v, words, name if name in _CODES else "") for v in value)
    if isinstance(value, dict):
        return {k: _walked(v, words, k) for k, v in value.items()}
    if not is_dataclass(value) or isinstance(value, Span | Place | type):
        return value
    changed = {f.name: _walked(getattr(value, f.name), words, f.name) for f in fields(value)}
    if isinstance(value, Actor) and changed["name"] != value.name:
        changed["id"] = changed["name"].strip(OPENED + CLOSED)
    same = all(changed[f.name] == getattr(value, f.name) for f in fields(value))
    return value if same else replace(value, **changed)


__all__ = ["Page", "Veil", "pseudonym"]
