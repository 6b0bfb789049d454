"""One event in many reports: groups of documents that tell of one incident, and of mentions that mean one thing.

Mentions whose places in the text the record gives are taken as given (their groups are never looked at); a record
without any gets the events and names that the rooms find.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dragoman.text import name_key, words
from dragoman.workshop.metrics import Line
from dragoman.workshop.tasks.coref_figures import figures
from dragoman.workshop.tasks.rooms import Rooms, Task

# Likeness from which two documents tell of one incident, and what counts towards it: like incidents share their words,
# not their names and numbers (measured: ECB+ development topics).
SAME_INCIDENT = 0.24
SORTS = {"words": 0.4, "names": 0.4, "numbers": 0.2}
SAME_TOPIC = 0.22  # likeness of words alone from which two documents speak of the same persons (measured likewise)
_PRONOUNS = frozenset(
    "he she it they him her them his its their who which that i we you us our my this these those".split()
)
_FILLERS = frozenset("a an the of in on at to for and by from with his her its their".split())


@dataclass
class _Document:
    """A document as bags of words, names and numbers, with its mentions."""

    id: str
    text: str
    mentions: list[Line]
    bags: dict[str, Counter[str]]
    weights: dict[str, dict[str, float]] = field(default_factory=dict)
    incident: str = ""
    topic: str = ""


def _predict(records: Iterable[Line], rooms: Rooms) -> Iterator[Line]:
    documents = [_document(r, rooms) for r in records]
    _weigh(documents)
    for incident in _groups(documents, SORTS, SAME_INCIDENT):
        for d in incident:
            d.incident = incident[0].id
    for topic in _groups(documents, {"words": 1.0}, SAME_TOPIC):
        for d in topic:
            d.topic = topic[0].id
    kinds = _Kinds(rooms)
    for d in documents:
        yield {"id": d.id, "incident": d.incident, "mentions": list(_grouped(d, kinds))}


def _document(record: Line, rooms: Rooms) -> _Document:
    text = record["text"]
    given = [{k: m[k] for k in ("m", "start", "end", "kind") if k in m} for m in record.get("mentions") or []]
    told = [s.of(text) for s in words(text)]
    bags = {
        "words": Counter(w for t in told if (w := _stem(t.lower())).isalpha() and len(w) > 2),
        "names": Counter(t.lower() for t in told if t[0].isupper() and len(t) > 2),
        "numbers": Counter(t.lower() for t in told if t[0].isdigit()),
    }
    return _Document(str(record["id"]), text, given or list(_found(text, rooms)), bags)


def _found(text: str, rooms: Rooms) -> Iterator[Line]:
    for p in rooms.parsed(text):
        for verb in p.s.verbs:
            yield {"start": p.s.spans[verb.head].start, "end": p.s.spans[verb.head].end, "kind": "event"}
        for noun in p.s.nouns:
            span = p.s.cover(noun.start, noun.end)
            yield {"start": span.start, "end": span.end, "kind": "entity"}


# ------------------------------------------------------------------------ incidents


def _weigh(documents: list[_Document]) -> None:
    """Words that few documents use weigh more (Spärck Jones 1972); each document's weights have length one."""
    for sort in SORTS:
        seen = Counter(w for d in documents for w in d.bags[sort])
        for d in documents:
            told = d.bags[sort].items()
            raw = {w: (1 + math.log(n)) * math.log(len(documents) / seen[w] + 1e-9) for w, n in told if seen[w] > 1}
            size = math.sqrt(sum(v * v for v in raw.values())) or 1.0
            d.weights[sort] = {w: v / size for w, v in raw.items()}


def _groups(documents: list[_Document], sorts: Mapping[str, float], bar: float) -> list[list[_Document]]:
    """Groups by mean likeness: the two likest groups are joined until none are like enough."""
    groups = [[d] for d in documents]
    like = {(i, j): _likeness(documents[i], documents[j], sorts) for j in range(len(documents)) for i in range(j)}
    alive = set(range(len(groups)))
    while like:
        (a, b), best = max(like.items(), key=lambda p: (p[1], p[0]))
        if best < bar:
            break
        n, m = len(groups[a]), len(groups[b])
        alive.discard(b)
        for c in alive - {a}:
            one, two = _key(a, c), _key(b, c)
            like[one] = (n * like.get(one, 0.0) + m * like.get(two, 0.0)) / (n + m)
        like = {pair: v for pair, v in like.items() if b not in pair and v > 0.05}
        groups[a] += groups[b]
    return [groups[i] for i in sorted(alive)]


def _key(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _likeness(a: _Document, b: _Document, sorts: Mapping[str, float]) -> float:
    """Their cosines by words, names and numbers, weighed."""
    return sum(share * _cosine(a.weights[sort], b.weights[sort]) for sort, share in sorts.items())


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    small, large = (a, b) if len(a) < len(b) else (b, a)
    return sum(v * large.get(w, 0.0) for w, v in small.items())


# ------------------------------------------------------------------------- mentions


class _Kinds:
    """The kind of act that a single word betrays, where it betrays only one."""

    def __init__(self, rooms: Rooms) -> None:
        found: dict[str, set[str]] = defaultdict(set)
        for word, compiled in rooms.cues._by_form.items():
            for cue in compiled:
                if len(cue.parts) == 1:
                    found[_stem(word)].add(cue.kind)
        self._of = {w: min(k) for w, k in found.items() if len(k) == 1}

    def of(self, stem: str) -> str:
        """The kind, or the stem itself."""
        return self._of.get(stem, stem)


def _grouped(d: _Document, kinds: _Kinds) -> Iterator[Line]:
    """Each mention with the name of its group: the incident and what the mention's words come down to."""
    before = ""
    for m in sorted(d.mentions, key=lambda m: (m["start"], m["end"])):
        said = d.text[m["start"] : m["end"]]
        if m.get("kind") == "entity":
            key = _entity_key(said)
            if said.lower() in _PRONOUNS:
                key = before or said.lower()
            else:
                before = key
            group = f"{d.topic}|{key}"
        else:
            group = f"{d.incident}|{kinds.of(_head_stem(said))}"
        yield {**m, "cluster": group}


def _entity_key(said: str) -> str:
    low = [w for w in name_key(said).split() if w not in _FILLERS]
    names = [w for w in re.findall(r"[A-Z][\w'’-]+", said) if w.lower() not in _FILLERS]
    return _stem((names[-1] if names else low[-1]).lower()) if names or low else said.lower()


def _head_stem(said: str) -> str:
    low = [w for w in re.findall(r"[^\W_]+", said.lower()) if w not in _FILLERS]
    return _stem(low[0] if len(low) < 3 else low[-1]) if low else said.lower()


_ENDINGS = ("ations", "ation", "ings", "ing", "ers", "ments", "ment", "ed", "es", "s", "e")
_IRREGULAR = {
    "won": "win", "shot": "shoot", "died": "die", "dead": "die", "death": "die", "deaths": "die", "said": "say",
    "told": "tell", "bought": "buy", "took": "take", "taken": "take", "stole": "steal", "fell": "fall", "sold": "sell",
    "fought": "fight", "struck": "strike", "gave": "give", "made": "make",
}  # fmt: skip


def _stem(word: str) -> str:
    word = _IRREGULAR.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            base = word[: -len(ending)]
            return base[:-1] if len(base) > 3 and base[-1] == base[-2] else base
    return word


def _has_gold(record: Line) -> bool:
    return record.get("incident") is not None or any("cluster" in m for m in record.get("mentions") or [])


TASK = Task("coref", "one event in many reports", _predict, _has_gold, figures)
