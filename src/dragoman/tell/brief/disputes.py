"""Open disputes: every field on which sources part, with each value and who gives it."""

from __future__ import annotations

from dragoman.records import Rival, Value
from dragoman.tell import wording
from dragoman.tell.brief import sentence
from dragoman.tell.brief.dates import spoken_days
from dragoman.tell.brief.episode import Episode, Told
from dragoman.tell.brief.markup import Html, joined, name, tag
from dragoman.tell.brief.notes import Notes
from dragoman.tell.brief.plural import count
from dragoman.tell.days import interval_words
from dragoman.tell.numbers import kind_of, range_words, stored

MOST_CHAINS = 4
_FIELDS = {
    "place": "where", "when": "when", "status": "status", "kind": "kind", "actor": "who", "party": "who",
    "mediator": "who", "recipient": "whom", "victim": "whom",
}  # fmt: skip


def disputes(episode: Episode, notes: Notes) -> Html | None:
    """The disputes event by event, those that most origins take part in first; None where sources agree."""
    parted = [t for t in episode.told if any(v.disputed for v in t.event.values)]
    parted.sort(key=lambda t: (-t.event.origins, t.number))
    return tag("div", [_of_event(episode, notes, t) for t in parted], cls="disputes") if parted else None


def _of_event(episode: Episode, notes: Notes, told: Told) -> Html:
    head = joined(episode.kind_name(told.event.kind), ", ", sentence.day(told))
    back = tag("a", head, href=f"#{told.anchor}")
    parted = [v for v in told.event.values if v.disputed]
    if any(v.field == "status" for v in parted):  # "happened" would tell the same once more
        parted = [v for v in parted if v.field != "happened"]
    values = [_value(episode, notes, v) for v in parted]
    return tag("section", tag("h3", back), values, id=f"d{told.number}", cls="dispute")


def _value(episode: Episode, notes: Notes, value: Value) -> Html:
    kind, of = kind_of(value.field)
    words = wording.kind_words(kind) + (f" ({of})" if of else "")
    rows = [_rival(episode, notes, value, rival) for rival in value.rivals]
    return tag("div", tag("h4", words), tag("ul", rows), cls="field-of")


def _rival(episode: Episode, notes: Notes, value: Value, rival: Rival) -> Html:
    shown = episode.shown
    chains = list(dict.fromkeys(shown.chain(shown.raw[f]) for f in rival.findings if f in shown.raw))
    said = joined(*(name(c) for c in chains[:MOST_CHAINS]), "…" if len(chains) > MOST_CHAINS else None, by="; ")
    told = notes.value(name(_words(episode, value, rival.value)), _FIELDS.get(value.field, "many"), rival.findings)
    origins = count(rival.origins, "origin")
    return tag("li", tag("b", told), tag("span", origins, cls="origins"), tag("span", said, cls="speaker"))


def _words(episode: Episode, value: Value, told: str) -> str:
    if value.field == "kind":
        return episode.kind_name(told)
    if value.field == "status":
        return wording.kind_words(told)
    if value.field == "when":
        return spoken_days(interval_words(told))
    return range_words(told) if stored(told) else told
