"""The veil: private persons become stable pseudonyms, and their whereabouts no finer than a town.

``Veil`` masks words and records; nothing is taken out of the record itself. A pseudonym such as
``resident-3f2a91`` is the same wherever the name stands in one record, and another in every other record: it is
keyed by the record's first text, so nobody can try names against a published table alone.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from dragoman.records import Actor, Event, Finding, Place, Span
from dragoman.tell.people import Named, Person, tokens
from dragoman.tell.roles import HONORIFICS, KUNYAS, PRIVATE
from dragoman.text import flat, name_key

T = TypeVar("T")
OPENED, CLOSED = "‹", "›"
HEX = 6  # 16 million pseudonyms: two of 4,000 names share one with a chance of about 0.4; of 400, 0.005
COARSE_M = 5000.0  # half-width of a town with its surroundings; as the privacy rule asks
GRID_DEGREES = 0.05  # about 5 km of latitude: a coarsened point tells no more than its radius
_FINE = ("exact", "district")
_JOIN = r"[\s\u00a0\-‐‑_]+"
_TITLES = HONORIFICS | PRIVATE.keys()
_WORDLIKE = re.compile(r"[\w'’\-‐‑]+")
# Fields that hold names of ours, hashes or codes, never words of a report.
_CODES = frozenset(
    "id report_id claim_id findings left right episode kind digest origin_group published feature pack "
    "precision".split()
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

    def __init__(self, named: Iterable[Named], key: bytes, fine: Iterable[tuple[str, str]] = ()) -> None:
        """``fine`` are names of places finer than a town, each with what is shown instead."""
        told = list(named)
        public = frozenset().union(*(n.public for n in told)) if told else frozenset()
        people = {name_key(p.name): p for n in told for p in n.private if name_key(p.name) not in n.public}
        self._masks = [m for p in people.values() for m in _masks(p, pseudonym(p, key), public)]
        self._masks += [_mask(name, shown) for name, shown in dict(fine).items() if name.strip()]
        self._masks.sort(key=lambda m: (m.alone, -len(m.rule.pattern)))

    def words(self, text: str) -> str:
        """The words with every private name replaced, marked ‹so›."""
        return self.page(text).text if self._masks and text else text

    def page(self, text: str) -> Page:
        """A whole text as it may be shown, with the way from its spans."""
        return Page(text, self._cuts(text) if self._masks else ())

    def names(self, text: str) -> bool:
        """True when the text names somebody who is veiled."""
        return bool(self._masks) and bool(self._cuts(text))

    def record(self, record: T) -> T:
        """Any record with all words in it veiled; spans, numbers and codes stay as they are."""
        return cast("T", _walked(record, self.words)) if self._masks else record

    def _cuts(self, text: str) -> list[tuple[int, int, str]]:
        low = flat(text)
        taken: list[tuple[int, int, str]] = []
        for mask in self._masks:
            for found in mask.rule.finditer(low):
                start, end = found.span()
                if any(start < e and s < end for s, e, _ in taken):
                    continue
                if not mask.alone or _stands_alone(text, start, end):
                    taken.append((start, end, f"{OPENED}{mask.shown}{CLOSED}"))
        return sorted(taken)


def pseudonym(person: Person, key: bytes) -> str:
    """What a private person is called in one record: ``resident-3f2a91``."""
    name = " ".join(_kin(part) for part in name_key(person.name).split())
    sealed = hmac.new(key, name.encode(), hashlib.sha256).hexdigest()
    return f"{person.called}-{sealed[:HEX]}"


def key_of(first_text: str) -> bytes:
    """The key of a record's pseudonyms, from the first text that it holds."""
    return hashlib.blake2b(first_text.encode("utf-8", "surrogatepass"), person=b"dragoman.veil").digest()


def coarse(place: Place) -> Place:
    """The place no finer than a town: a wider ring round a rounded point."""
    fine = place.precision in _FINE
    return replace(
        place,
        id="" if fine else place.id,
        name=coarse_name(place) if fine else place.name,
        lat=_rounded(place.lat),
        lon=_rounded(place.lon),
        radius_m=max(place.radius_m, COARSE_M),
        precision="town" if fine else place.precision,
        feature="" if fine else place.feature,
    )


def coarse_name(place: Place) -> str:
    """What a veiled place is called."""
    named = place.admin1 is not None and any(c.islower() for c in place.admin1)  # else it is a code, such as 09 or WE
    province = place.admin1 if named else place.country
    return f"a place in {province}" if province else "a place"


def coarse_finding(finding: Finding) -> Finding:
    """The finding with its place, and all places that it might have been, no finer than a town."""
    place = finding.place
    candidates = tuple(replace(c, value=coarse(c.value)) for c in place.candidates)
    chosen = coarse(place.chosen) if place.chosen else None
    return replace(finding, place=replace(place, chosen=chosen, candidates=candidates))


def coarse_event(event: Event) -> Event:
    """The event with its place no finer than a town."""
    return replace(event, place=coarse(event.place)) if event.place else event


def fine_places(finding: Finding, text: str) -> list[tuple[str, str]]:
    """The names of a finding's places that are finer than a town, each with what is shown instead."""
    place = finding.place.chosen
    if place is None or place.precision not in _FINE:
        return []
    mention = finding.place.mention
    told = [place.name, *([mention.of(text)] if mention else [])]
    return [(name, coarse_name(place)) for name in told]


def _rounded(degrees: float | None) -> float | None:
    if degrees is None or not math.isfinite(degrees):
        return degrees
    return round(round(degrees / GRID_DEGREES) * GRID_DEGREES, 4)


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
    """The same record with every string outside the code fields masked."""
    if isinstance(value, str):
        return value if name in _CODES else words(value)
    if isinstance(value, tuple):
        return tuple(_walked(v, words, name if name in _CODES else "") for v in value)
    if isinstance(value, dict):
        return {k: _walked(v, words, k) for k, v in value.items()}
    if not is_dataclass(value) or isinstance(value, Span | type):
        return value
    changed = {f.name: _walked(getattr(value, f.name), words, f.name) for f in fields(value)}
    if isinstance(value, Actor) and changed["name"] != value.name:
        changed["id"] = changed["name"].strip(OPENED + CLOSED)
    same = all(changed[f.name] == getattr(value, f.name) for f in fields(value))
    return value if same else replace(value, **changed)


__all__ = ["Page", "Veil", "coarse", "coarse_event", "coarse_finding", "fine_places", "key_of", "pseudonym"]
