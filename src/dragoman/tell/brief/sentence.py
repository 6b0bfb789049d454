"""One event in one sentence: what, by whom, to whom, where, how many; each part a value that opens its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.records import Event, Finding, Value
from dragoman.tell import wording
from dragoman.tell.brief.dates import spoken_days
from dragoman.tell.brief.episode import Episode, Told
from dragoman.tell.brief.lanes import FORCE, lane
from dragoman.tell.brief.markup import Html, joined, listed, name, tag
from dragoman.tell.brief.notes import Notes
from dragoman.tell.numbers import amount, bounds, is_count, kind_of, number, numbers, stored

MOST_NAMES = 3  # of one side; the words tell all
MOST_NUMBERS = 4
# What only points ("the", "their", "'s") names nobody.
_POINTING = re.compile(
    r"\b(?:the|this|that|these|those|his|her|its|their|our|who|whom|whose|which|what|others?|some|all|any|them|they|many|several|dozens|scores|hundreds|thousands|few|more|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    re.I,
)
_LONG_WORD = re.compile(r"\w{2}")
_ONE_SIDE = "(one side's word)"


def kind(notes: Notes, told: Told) -> Html:
    """What it is told to be."""
    return notes.value(notes.episode.kind_name(told.event.kind), "kind", told.event.tellers)


def chip(episode: Episode, told: Told, notes: Notes) -> Html:
    """Reported, claimed, denied or contested, and as what."""
    words = episode.standing(told)
    return notes.value(words, "status", told.event.tellers, f"chip {words.split()[0].strip(',')}")


def sentence(notes: Notes, told: Told) -> Html:
    """The parts of an event that are told, as one sentence; nothing that is not."""
    parts = [*_sides(notes, told), _where(notes, told)]
    told_parts = joined(*(p for p in parts if p), by=", ")
    counts = [notes.value(words, "many", ids) for words, ids in counted(told)]
    more = len(counts) - MOST_NUMBERS
    tail = joined(*counts[:MOST_NUMBERS], f"and {more} more" if more > 0 else None, by=", ")
    total = "a total, not one event" if told.event.aggregate else None
    return joined(*(p for p in (told_parts, tail or None, total) if p), by="; ")


def when(notes: Notes, told: Told) -> Html:
    """When it was, as far as it is told."""
    return notes.value(day(told), "when", told.event.tellers)


def day(told: Told) -> str:
    """When it was, in words."""
    return spoken_days(wording.when_of(told.event, told.found))


def _where(notes: Notes, told: Told) -> Html:
    words = wording.where(told.event.place)
    if told.event.place is None:
        return tag("span", "place unknown", cls="unknown")
    placed = [f.id for f in told.found if f.place.chosen] or list(told.event.tellers)
    return joined("in ", notes.value(name(words), "where", placed))


def _sides(notes: Notes, told: Told) -> Iterator[Html]:
    """By whom, against whom, between whom; who is named only in a denial did nothing by it."""
    acting = [f for f in told.found if f.claim.stance.status != "denied"] or list(told.found)
    aside = f" {_ONE_SIDE}" if _ONE_SIDE in wording.parties(told.found) else ""
    for word, roles, field in (
        ("by", ("actor",), "who"),
        ("between" if len(_names(acting, "party")) > 1 else "with", ("party",), "who"),
        ("mediated by", ("mediator",), "who"),
        ("against" if lane(notes.episode, told) == FORCE else "to", ("recipient",), "whom"),
        ("victims", ("victim",), "whom"),
    ):
        names = _names(told.found if field == "whom" else acting, *roles)
        if not names:
            continue
        parts = [notes.value(name(who), field, ids) for who, ids in list(names.items())[:MOST_NAMES]]
        others = len(names) - MOST_NAMES
        parts += [tag("span", f"{others} more")] if others > 0 else []
        yield joined(f"{word} ", listed(parts), aside if word == "by" else None)


def _names(found: Sequence[Finding], *roles: str) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for finding in found:
        for who in wording.who(finding, *roles):
            if _LONG_WORD.search(_POINTING.sub("", who)):
                names.setdefault(who, []).append(finding.id)
    return names


def counted(told: Told) -> list[tuple[str, list[str]]]:
    """The numbers of an event in words, each with the claims that give it."""
    return [(words, _givers(told, words)) for words in numbers(told.event, told.found)]


def _givers(told: Told, words: str) -> list[str]:
    given = [(f.id, q) for f in told.found for q in f.claim.quantities]
    exact = [f for f, q in given if amount(q) == words]
    alike = [f for f, q in given if q.kind.replace("_", " ") in words]
    return list(dict.fromkeys(exact if len(exact) > len(alike) else [*exact, *alike] or [f for f, _ in given]))


def ranges(notes: Notes, told: Told) -> Html | None:
    """Where several numbers are told of one thing: the least, the chosen and the greatest, with the rule that chose."""
    several = [v for v in told.event.values if v.value and is_count(v, told.found) and len(v.rivals) > 1]
    lines = [line for value in several if (line := _range(notes, value))]
    return tag("ul", lines, cls="ranges") if lines else None


def _range(notes: Notes, value: Value) -> Html | None:
    known = stored(value.value)
    if known is None:
        return None
    what, of = kind_of(value.field)
    high = known.told if known.told is not None else known.high
    best = "none chosen, sources differ" if value.disputed else bounds(known.low, known.high)
    told = [f for r in value.rivals for f in r.findings]
    low_words = "open" if known.low is None else number(known.low)
    high_words = "open" if high is None else number(high) + (" or more" if known.told is not None else "")
    title = f"{what.replace('_', ' ')}{f' ({of})' if of else ''}"
    words = f"low {low_words}, best {best}, high {high_words}"
    return tag("li", tag("b", title), ": ", notes.value(words, "many", told), f" · rule: {value.rule}")


def weight(event: Event, found: Sequence[Finding]) -> tuple[int, int, int]:
    """How much an event's telling rests on: origins, points on which sources part, people harmed."""
    harmed = sum(q.kind in ("killed", "injured", "displaced") for f in found for q in f.claim.quantities)
    return event.origins, sum(v.disputed for v in event.values), harmed
