"""Entities in texts on Syria and Iraq: who, where, when, how many, with what (re3d)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.extract.grammar import Noun, Sentence, with_of
from dragoman.extract.passages import Passage
from dragoman.extract.quantities import amounts
from dragoman.identify.timevalues import timex_values
from dragoman.identify.toponyms import toponyms
from dragoman.models import Words
from dragoman.records import Span
from dragoman.text import name_key
from dragoman.workshop.metrics import Counts, Figures, Line, Lines, mean, meeting
from dragoman.workshop.reader.examples import TAGS
from dragoman.workshop.tasks.rooms import Rooms, Task, head_in

# Words of a person's office or address that stand before or in their name.
_TITLES = frozenset(
    "mr mrs ms dr president minister secretary general commander spokesman spokeswoman ambassador sheikh "
    "sultan king prince "
    "prime sir lieutenant colonel major captain chief envoy leader representative senator commissioner "
    "director chairman abu".split()
)
_PERSON_PRONOUNS = frozenset("he she him i".split())
_GROUP_PRONOUNS = frozenset("they we them us".split())


class _Words:
    """The lexicons that tell the type of a phrase."""

    def __init__(self, rooms: Rooms) -> None:
        self.people = rooms.lexicon(
            "civilian", "fighter", "security_force", "person", "combatant", "armed_people", "body_of_state", "company"
        )
        self.arms = rooms.lexicon(
            "weapon", "artillery", "firearm", "explosive", "chemical", "munition", "arms", "gas_weapon"
        )
        self.platforms = rooms.lexicon("aircraft", "drone", "ship")
        self.vehicles = rooms.lexicon("vehicle")
        self.places = rooms.lexicon("territory", "settlement_place", "road", "crossing", "military_post", "building")
        actors = rooms.world.actors.values()
        self.persons = {name_key(n) for a in actors if a.kind == "person" for n in (a.name, *a.aliases)}
        self.bodies = {name_key(n) for a in actors if a.kind not in ("person", "state") for n in (a.name, *a.aliases)}
        self.bodies |= {name_key(n) for o in rooms.world.outlets.values() for n in (o.name, *o.aliases)}


def _predict(records: Iterable[Line], rooms: Rooms) -> Iterator[Line]:
    lists = _Words(rooms)
    for record in records:
        yield {"id": record["id"], **_entities(record["text"], rooms, lists)}


def _entities(text: str, rooms: Rooms, lists: _Words) -> Line:
    taken: list[tuple[Span, str]] = [
        (Span(s, e), "Temporal")
        for s, e, kind, value in timex_values(text, None)
        if kind != "SET" and not value.endswith("_REF")
    ]
    names = toponyms(text)
    taken += [(t.span, "Nationality" if t.people else "Location") for t in names if not t.possessor]
    rows = {(span.start, span.end): kind for span, kind in taken}
    for p in rooms.parsed(text):
        for span, kind in _phrases(p.s, lists):
            if not any(span.meets(t) and k == "Temporal" for t, k in taken):
                inside = [t for t, k in taken if span.holds(t)]
                if kind != "Nationality" or not inside:
                    rows.setdefault((span.start, span.end), kind)
        rows |= {(span.start, span.end): kind for span, kind in _numbers(p.s)}
        for span, word in zip(p.s.spans, p.s.words, strict=True):  # "ISIL-held", "the counter-ISIL coalition"
            known = word.isupper() and len(word) > 2 and name_key(word) in lists.bodies
            if known and not any(s < span.end and span.start < e for s, e in rows):
                rows[span.start, span.end] = "Organisation"
    kept = _without_peoples(_named(rows, text, rooms))
    return {
        "entities": [{"start": s, "end": e, "type": kind} for (s, e), kind in sorted(kept.items())],
        "relations": [],
    }


def _named(rows: dict[tuple[int, int], str], text: str, rooms: Rooms) -> dict[tuple[int, int], str]:
    """With the names that the learned reader sees: their sort for what bears that name, and those that nothing else found."""
    for passage, words in rooms.passages(text):
        for start, end, kind in _seen(passage, words):
            own = passage.spans[start].start, passage.spans[end - 1].end
            met = [r for r in rows if r[0] < own[1] and own[0] < r[1]]
            ends_alike = [r for r in met if r[1] == own[1] and rows[r] in _NAMES.values()]
            for row in ends_alike:
                rows[row] = kind
            if not met:
                rows[own] = kind
    return rows


_NAMES = {"PERSON": "Person", "ORGANIZATION": "Organisation", "LOCATION": "Location"}
NAME = 0.6  # from which likelihood on words are a name (chosen on the development part)


def _seen(passage: Passage, words: Words) -> Iterator[tuple[int, int, str]]:
    """Runs of words that are likely a name, with its sort."""
    columns = [TAGS.index(tag) for tag in _NAMES]
    best = [(float(row[columns].max()), list(_NAMES.values())[int(row[columns].argmax())]) for row in words.tags]
    at = 0
    while at < len(best):
        end = at
        while end < len(best) and best[end][0] >= NAME and best[end][1] == best[at][1]:
            end += 1
        if end > at and any(w[:1].isupper() for w in passage.words[at:end]):
            yield at, end, best[at][1]
        at = max(end, at + 1)


def _without_peoples(rows: dict[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    """An adjective of origin inside a longer name or group belongs to it ("Iraqi government forces")."""
    return {
        (s, e): kind for (s, e), kind in rows.items()
        if not (kind == "Nationality" and any(a <= s and e <= b and (a, b) != (s, e) for a, b in rows))
    }  # fmt: skip


def _phrases(s: Sentence, lists: _Words) -> Iterator[tuple[Span, str]]:
    for noun in s.nouns:
        kind = _type(s, noun, lists)
        if kind:
            start = noun.start
            if (
                s.low[start] in ("the", "a", "an")
                and start < noun.head
                and kind in ("Weapon", "MilitaryPlatform", "Vehicle")
            ):
                start += 1
            whole = with_of(s, noun) if s.tags[noun.head] == "NNP" else noun
            yield s.cover(start, whole.end), kind


def _type(s: Sentence, noun: Noun, lists: _Words) -> str:
    head, low = s.low[noun.head], s.low[noun.start : noun.end]
    if len(low) == 1 and head in _PERSON_PRONOUNS:
        return "Person"
    if len(low) == 1 and head in _GROUP_PRONOUNS:
        return "Organisation"
    key = name_key(" ".join(s.words[noun.start + (low[0] in ("the", "a", "an")) : noun.end]))
    if key in lists.persons:
        return "Person"
    if key in lists.bodies:
        return "Organisation"
    if s.tags[noun.head] == "NNP":
        return _proper(s, noun, low, lists)
    if head_in(s, noun, lists.platforms):
        return "MilitaryPlatform"
    if head_in(s, noun, lists.people):
        return "Organisation" if s.tags[noun.head] == "NNS" or head not in _PERSONAL else "Person"
    if head_in(s, noun, lists.arms):
        return "Weapon"
    if head_in(s, noun, lists.vehicles):
        return "Vehicle"
    if head_in(s, noun, lists.places):
        return "Location"
    return "Person" if head in _TITLES else ""


_PERSONAL = frozenset(
    "man woman person child boy girl soldier fighter officer policeman militant spokesman resident journalist".split()
)


def _proper(s: Sentence, noun: Noun, low: tuple[str, ...], lists: _Words) -> str:
    """A name that no list knows: a person after a title, or with two plain words that end in none of a body's."""
    if _TITLES & set(low):
        return "Person"
    if head_in(s, noun, lists.people) or low[0] == "the" or s.words[noun.head].isupper():
        return "Organisation"
    names = [i for i in range(noun.start, noun.end) if s.tags[i] == "NNP"]
    return "Person" if len(names) == 2 == len(low) else "Organisation" if len(names) > 2 else ""


def _numbers(s: Sentence) -> Iterator[tuple[Span, str]]:
    for amount in amounts(s):
        digits = any(c.isdigit() for w in s.low[amount.start : amount.end] for c in w)
        told = amount.noun is not None or amount.end - amount.start > 1  # no mere number of a list
        if told and amount.low is not None and (digits or amount.low > 1) and amount.end > amount.start:
            before = s.words[amount.start - 1] if amount.start else ""
            yield s.cover(amount.start, amount.end), "Money" if before in ("$", "£", "€") else "Quantity"


# -------------------------------------------------------------------------- figures


def _rows(record: Line | None) -> list[tuple[int, int, str]]:
    return sorted({(e["start"], e["end"], e["type"]) for e in (record or {}).get("entities") or []})


def _figures(gold: Lines, made: Lines) -> Figures:
    strict: dict[str, Counts] = {}
    loose: dict[str, Counts] = {}
    untyped = Counts()
    for key, g in gold.items():
        wanted, found = _rows(g), _rows(made.get(key))
        for kind in {r[2] for r in wanted + found}:
            a, b = [r for r in wanted if r[2] == kind], [r for r in found if r[2] == kind]
            strict.setdefault(kind, Counts()).add(len(set(a) & set(b)), len(b), len(a))
            loose.setdefault(kind, Counts()).add(len(meeting(a, b)), len(b), len(a))
        a2, b2 = sorted({r[:2] for r in wanted}), sorted({r[:2] for r in found})
        untyped.add(len(meeting(a2, b2)), len(b2), len(a2))
    return {
        "strict.micro_f1": _micro(strict).f1, "overlap.micro_f1": _micro(loose).f1,
        "overlap.macro_f1": mean(c.f1 for c in loose.values() if c.gold), "untyped_overlap.f1": untyped.f1,
        "overlap.location_f1": loose.get("Location", Counts()).f1,
        "overlap.organisation_f1": loose.get("Organisation", Counts()).f1,
    }  # fmt: skip


def _micro(per: dict[str, Counts]) -> Counts:
    total = Counts()
    for c in per.values():
        total.add(c.right, c.made, c.gold)
    return total


TASK = Task("re3d", "entities, Syria and Iraq", _predict, lambda r: "entities" in r, _figures)
