"""Did an event happen? A value from -3 (did not) to 3 (did) for each event word, from its clause's status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from dragoman.extract.clauses import Clause
from dragoman.extract.cues import Trigger
from dragoman.extract.decode import STATUSES
from dragoman.extract.passages import Passage
from dragoman.extract.stance import standing
from dragoman.extract.triggers import Act, clause_of
from dragoman.extract.voices import voices_of
from dragoman.models import Words
from dragoman.records import Span, Status
from dragoman.workshop.metrics import Counts, Figures, Line, Lines, mean
from dragoman.workshop.tasks.rooms import Parsed, Rooms, Task, each
from dragoman.world import Cue, Kind

# The value of each status: means over the development sets (2026-11-21), the news of uw weighing most, rounded.
VALUES: dict[Status, float] = {
    "occurred": 2.7, "ongoing": 2.5, "planned": 1.2, "offered": 0.8, "demanded": 0.6, "threatened": 0.8,
    "failed": -1.0, "denied": -2.2, "hypothetical": 0.9,
}  # fmt: skip
SAID = 0.15  # what a saying verb above takes off a plain value (measured likewise)
# Verbs whose complement is taken for true, or for false, or left open (after Karttunen 1971; Nairn et al. 2006).
TRUE = frozenset("know knew known realize realized learn learned discover discovered find found notice "
                 "noticed remember remembered "
                 "reveal revealed regret regretted manage managed see saw seen show showed prove proved".split()
)  # fmt: skip
FALSE = frozenset("forget forgot pretend pretended fail failed refuse refused decline declined neglect "
                  "neglected lie lied deny denied "
                  "hesitate hesitated avoid avoided prevent prevented stop stopped".split())  # fmt: skip
OPEN = frozenset("believe believed think thought suppose supposed guess hope hoped wish wished want wanted "
                 "expect expected suspect "
                 "suspected doubt doubted imagine imagined assume assumed fear feared seem seemed appear "
                 "appeared wonder wondered "
                 "suggest suggested ask asked order ordered urge urged plan planned intend intended allow "
                 "allowed".split())  # fmt: skip
# Of these, verbs whose negation falls on what is believed or wanted ("did not think that …"; Horn 1989).
RAISING = frozenset("believe believed think thought suppose supposed want wanted wish wished expect "
                    "expected seem seemed appear appeared "
                    "guess imagine imagined".split())  # fmt: skip
_DOUBT = frozenset("maybe perhaps possibly probably allegedly reportedly likely unlikely apparently".split())
_KIND = Kind("event", "Event", "Anything that happens.")


def _predict(record: Line, rooms: Rooms) -> Line:
    parsed = list(rooms.parsed(record["text"]))
    wanted = [(t["start"], t["end"]) for t in record.get("targets") or []] or list(_events(parsed))
    looked = rooms.passages(record["text"])
    values = [_beside(_value(parsed, s, e), looked, s, e) for s, e in wanted]
    return {"targets": [{"start": s, "end": e, "value": round(v, 3)} for (s, e), v in zip(wanted, values, strict=True)]}


# Chosen on the news of uw: how sure the learned reader must be that something happened which the cues leave open, and under
# which value of its own it leaves open what the cues take for done.
SURE, OPEN_UNDER = 0.7, 0.6
DONE = 1.5  # from which value on something is taken to have happened


def _beside(value: float, looked: Sequence[tuple[Passage, Words]], start: int, end: int) -> float:
    """The value of the cues with what the learned reader sees at the word."""
    for passage, words in looked:
        if at := passage.of(Span(start, end)):
            likely = words.status[at[-1]]
            told = VALUES[cast(Status, STATUSES[int(likely.argmax())])]
            if 0 < value < DONE <= told and likely.max() >= SURE:
                return told
            fact = float(words.fact[at[-1]])
            if 0 < value < DONE <= fact:
                return DONE + SAID  # a plan or a future that the reader takes for certain
            return 1.0 if value >= DONE and fact < OPEN_UNDER else value
    return value


def _events(parsed: list[Parsed]) -> Iterator[tuple[int, int]]:
    """Event words of a text that comes without any: the heads of its verb groups."""
    for p in parsed:
        for verb in p.s.verbs:
            yield p.s.spans[verb.head].start, p.s.spans[verb.head].end


def _value(parsed: list[Parsed], start: int, end: int) -> float:
    """The value of the event word that stands at a span."""
    for p in parsed:
        words = [i for i, span in enumerate(p.s.spans) if span.start < end and start < span.end]
        if words:
            return _of_word(p, next((i for i in words if p.s.tags[i].startswith("VB")), words[0]))
    return VALUES["occurred"]


def _of_word(p: Parsed, at: int) -> float:
    number = clause_of(p.clauses, at)
    if number is None:
        return VALUES["occurred"]
    act = Act(Trigger("event", at, at + 1, at, 1.0, Cue("")), number, 1.0)
    frame = voices_of(p.frames, number)
    value = VALUES[standing(p.s, p.clauses, act, _KIND, frame, p.supposed.get(number), whole_clause=True).status]
    value = _under(p, p.clauses[number], at, value)
    near = p.s.low[max(0, at - 4) : at]
    if value > 1 and _DOUBT & set(near):
        value = 1.0
    if value > 1 and frame is not None:
        value -= SAID
    return value


def _under(p: Parsed, clause: Clause, at: int, value: float) -> float:
    """The value after what governs the word: a verb before it in its clause, or in the clause it hangs on."""
    above = [v for v in clause.verbs if v.end <= at]
    if not above and clause.link == "comp" and clause.parent is not None:
        lead = p.clauses[clause.parent].verb
        above = [lead] if lead is not None else []
    if not above:
        return value
    lead = above[-1]
    word = p.s.low[lead.head]
    if word in FALSE:
        return 1.5 if lead.negated else -1.5
    if word in OPEN:
        return (-1.6 if word in RAISING else -0.4) if lead.negated else 0.8
    if word in TRUE:
        return value if lead.negated and value < 0 else max(value, 2.0)
    return value


# -------------------------------------------------------------------------- figures


def _class(value: float) -> str:
    return "happened" if value >= 1.5 else "did_not" if value <= -1.5 else "uncertain"


def _figures(gold: Lines, made: Lines) -> Figures:
    rows: list[tuple[float, float | None]] = []
    for key, g in gold.items():
        found = {(t["start"], t["end"]): float(t["value"]) for t in made.get(key, {}).get("targets") or []}
        rows += [(t["value"], found.get((t["start"], t["end"]))) for t in g["targets"]]
    classes = {c: Counts() for c in ("happened", "uncertain", "did_not")}
    for value, guess in rows:
        classes[_class(value)].add(guess is not None and _class(guess) == _class(value), 0, 1)
        if guess is not None:
            classes[_class(guess)].add(0, 1, 0)
    covered = [(v, g) for v, g in rows if g is not None]
    return {
        "mae": mean(abs((g or 0.0) - v) for v, g in rows), "pearson": _pearson(covered),
        "classes.macro_f1": mean(c.f1 for c in classes.values() if c.gold),
        "classes.did_not.f1": classes["did_not"].f1,
    }  # fmt: skip


def _pearson(rows: list[tuple[float, float]]) -> float:
    a, b = mean(v for v, _ in rows), mean(g for _, g in rows)
    up = sum((v - a) * (g - b) for v, g in rows)
    down: float = (sum((v - a) ** 2 for v, _ in rows) * sum((g - b) ** 2 for _, g in rows)) ** 0.5
    return up / down if down else 0.0


def _has_gold(record: Line) -> bool:
    return any("value" in t for t in record.get("targets") or [])


TASK = Task("factuality", "did it happen, from -3 to 3", each(_predict), _has_gold, _figures)
