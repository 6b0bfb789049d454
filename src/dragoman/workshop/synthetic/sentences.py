"""A telling as a sentence of a report, and as the finding that a perfect reader would make of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from dragoman.records import (
    Actor,
    ActorChoice,
    Choice,
    Claim,
    Finding,
    Maker,
    Mention,
    Outlet,
    Place,
    Quantity,
    Role,
    Span,
    Stance,
    Status,
    Tie,
    Voice,
    When,
)  # fmt: skip
from dragoman.workshop.synthetic.setting import COUNTRY, SIDES
from dragoman.workshop.synthetic.tellings import Number, Telling
from dragoman.workshop.synthetic.wordings import ACTS, SAID, WORDINGS

MAKER = Maker("synthetic", "1")
BOTH = ("armed_clash", "talks", "agreement", "collapse")  # of these both sides are parties
STATUS: dict[str, Status] = {"term": "planned", "siege": "ongoing", "offer": "offered"}
CIVILIANS = Actor(f"civilians-{COUNTRY.lower()}", "Civilians", "civilians", COUNTRY)
GUNMEN = Actor(f"armed_group-{COUNTRY.lower()}", "Unidentified armed group", "armed_group", COUNTRY, None, True)
_LABELLED = {"armed_group": GUNMEN, "crowd": SIDES["crowd"].actor}  # whom a reader takes the labels for
_PIECES = re.compile(r"\{(\w+)\}|([\[\]])|([^{}\[\]]+)")


@dataclass
class Sentence:
    """A sentence under way: its words, and where each slot and the act stand in the report."""

    start: int
    words: str = ""
    slots: dict[str, Span] = field(default_factory=dict)
    numbers: dict[str, tuple[Span, Number]] = field(default_factory=dict)
    trigger: Span = field(default_factory=lambda: Span(0, 0))

    def add(self, words: str, slot: str = "") -> Span:
        """Write on."""
        at = self.start + len(self.words)
        self.words += words
        span = Span(at, at + len(words))
        if slot:
            self.slots[slot] = span
        return span

    def number(self, name: str, number: Number, unit: str = " people") -> None:
        """Write a number with what it counts."""
        at = self.start + len(self.words)
        span = self.add(("at least " if number.least else "") + str(number.value))
        self.words += unit
        self.numbers[name] = span, number
        self.slots["people"] = Span(at, self.start + len(self.words))

    def of(self, span: Span) -> str:
        """The words that a span of the report covers."""
        return self.words[span.start - self.start : span.end - self.start]


@dataclass(frozen=True, slots=True)
class Scene:
    """The report that a sentence stands in, as far as its reading needs it: day, outlet, origin, and what was told before."""

    report: str
    published: int | None
    outlet: Outlet
    origin: str
    written: int  # the day on which it was written, told or not
    place: Place | None = None
    when: When | None = None
    deal: str | None = None


def sentence(telling: Telling, scene: Scene, start: int) -> Sentence:
    """The telling in words; the wording is one whose slots can be filled."""
    told = Sentence(start)
    for slot, mark, words in _PIECES.findall(_wording(telling)):
        if mark:
            here = start + len(told.words)
            told.trigger = Span(here, here) if mark == "[" else Span(told.trigger.start, here)
        elif words:
            told.add(words)
        else:
            _fill(told, slot, telling, scene)
    said = SAID[telling.said % len(SAID)] if telling.form in ("act", "harm") else ""
    if said:
        told.add(", ")
        told.add(said.removeprefix(", ").removesuffix(" said"), "voice")
        told.add(" said")
    first = next(i for i, c in enumerate(told.words) if c.isalnum())
    told.words = told.words[:first] + told.words[first].upper() + told.words[first + 1 :] + "."
    return told


def _wording(telling: Telling) -> str:
    kind = "correction" if telling.form == "correction" and telling.happening.kind in ACTS else telling.kind
    filled = {"day", "since", "harm", "place", "spot", "act", *telling.counts}
    filled |= {"doer"} if telling.doer else set()
    filled |= {"target"} if telling.target else set()
    fit = [w for w in WORDINGS[kind] if set(re.findall(r"\{(\w+)\}", w)) <= filled]
    if telling.doer and any("{doer}" in w for w in fit):
        fit = [w for w in fit if "{doer}" in w]
    return fit[telling.wording % len(fit)]


def _fill(told: Sentence, slot: str, telling: Telling, scene: Scene) -> None:
    if slot in ("doer", "target"):
        side = SIDES[getattr(telling, slot)]
        told.add(side.label if telling.labelled and slot == "doer" else side.words, slot)
    elif slot == "act":
        told.add(ACTS[telling.happening.kind])
    elif slot in ("spot", "place"):
        _put_place(told, telling, bare=slot == "spot")
    elif slot in ("day", "since"):
        _put_day(told, telling, scene, since=slot == "since")
    elif slot == "harm":
        _put_harm(told, telling)
    else:
        told.number(slot, telling.counts[slot], "")


def _put_place(told: Sentence, telling: Telling, *, bare: bool) -> None:
    if telling.place is None:
        told.add("a residential area" if bare else "")
        return
    told.add("the outskirts of " * telling.near if bare else " near " if telling.near else " in ")
    told.add(telling.place.name, "place")


def _put_day(told: Sentence, telling: Telling, scene: Scene, *, since: bool) -> None:
    if telling.days is None:
        return
    first, last = (dt.date.fromordinal(d) for d in telling.days)
    if since:
        told.add(" since ")
        told.add(f"{first.day} {first:%B}", "time")
    elif last != first:
        told.add(" ")
        told.add("this week", "time")
    else:
        near = 0 <= scene.written - telling.days[0] < 7 and telling.wording % 2 == 0
        told.add(" on ")
        year = f" {first.year}" if scene.written - telling.days[0] > 200 else ""
        told.add(f"{first:%A}" if near else f"{first.day} {first:%B}{year}", "time")


def _put_harm(told: Sentence, telling: Telling) -> None:
    for name, words in (("killed", ", killing "), ("injured", ", wounding ")):
        if name in telling.counts:
            told.add(words if not told.numbers or "killed" not in told.numbers else " and wounding ")
            told.number(name, telling.counts[name])


# --------------------------------------------------------------------- as a perfect reader has it


def finding(telling: Telling, told: Sentence, scene: Scene, number: int) -> Finding:
    """The finding of the sentence; what its words leave open is taken from the sentence before, as the reader does."""
    name = f"{scene.report}-{number:02}"
    evidence = Span(told.start, told.start + len(told.words) - 1)
    mentions = _mentions(telling, told)
    voice = (
        Voice("resident", "unnamed_plural", None, told.slots["voice"], "")
        if "voice" in told.slots
        else Voice("outlet_itself", "outlet")
    )
    history = telling.form == "recall"
    ties = (Tie("term_of", scene.deal),) if telling.form == "term" and scene.deal else ()
    claim = Claim(
        name, scene.report, telling.kind, told.trigger, evidence, tuple(mentions.values()), tuple(_quantities(told)),
        Stance(STATUS.get(telling.kind, "occurred"), (voice,), background=history), 1.0, MAKER, ties=ties,
        aggregate=telling.kind == "casualty_toll",
    )  # fmt: skip
    place = telling.place or scene.place
    where = Choice(place, "as told", mention=told.slots.get("place"), inferred=telling.place is None)
    when = Choice(when_of(telling, told, scene), "as told", mention=told.slots.get("time"))
    published = dt.date.fromordinal(scene.published).isoformat() if scene.published is not None else None
    return Finding(
        f"f-{name}", claim, where, when, tuple(_actors(telling, mentions)), scene.outlet, scene.origin, published, MAKER
    )


def _mentions(telling: Telling, told: Sentence) -> dict[str, Mention]:
    """By slot, the mention that fills a role."""
    roles: dict[str, Role] = {
        "doer": "actor",
        "target": "recipient",
        "place": "place",
        "time": "time",
        "people": "victim",
    }
    if telling.kind in BOTH:
        roles |= {"doer": "party", "target": "party"}
    if telling.kind == "term":
        roles |= {"target": "actor"}
    return {slot: Mention(role, span, told.of(span)) for slot, role in roles.items() if (span := told.slots.get(slot))}


def _quantities(told: Sentence) -> list[Quantity]:
    return [
        Quantity(name, float(n.value), None if n.least else float(n.value), False, "people", span, str(n.value))
        for name, (span, n) in told.numbers.items()
    ]


def _actors(telling: Telling, mentions: Mapping[str, Mention]) -> Iterator[ActorChoice]:
    for slot in ("doer", "target", "people"):
        if slot not in mentions:
            continue
        actor = CIVILIANS if slot == "people" else SIDES[getattr(telling, slot)].actor
        if telling.labelled and slot == "doer":
            actor = _LABELLED.get(actor.kind, SIDES["army"].actor)
        yield ActorChoice(mentions[slot].role, mentions[slot], Choice(actor, "as told"))


def when_of(telling: Telling, told: Sentence, scene: Scene) -> When:
    """The time as the reader has it: told, carried over from the sentence before, or bounded by publication."""
    if telling.days is None or "time" not in told.slots:
        if scene.when is not None and telling.form != "recall":
            return replace(scene.when, basis="chained")
        if scene.published is None:
            return When(None, None, "", "none")
        upper = dt.date.fromordinal(scene.published).isoformat()
        return When(None, upper, f"../{upper}", "published", "bounds", "../P")
    first, last = (dt.date.fromordinal(d) for d in telling.days)
    old = scene.written - telling.days[0] > 200
    weekday = told.of(told.slots["time"]) == f"{first:%A}"
    order = f"P-0..6:{first:%A}".lower().replace("p-", "P-") if weekday else f"P-2m~:{first:%m-%d}"
    if first != last or old:
        order = f"P-2m~:{first:%m-%d}/P" if telling.happening.until is not None else ""
    if scene.published is None and not old:
        return When(None, None, "", "relative" if order else "none", "day" if order else "unknown", order or None)
    edtf = first.isoformat() if first == last else f"{first}/{last}"
    return When(
        first.isoformat(),
        last.isoformat(),
        edtf,
        "stated" if old else "relative",
        "day" if first == last else "interval",
        order or None,
    )
