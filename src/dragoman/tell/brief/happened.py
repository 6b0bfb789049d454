"""What happened, in order, as far as it is told: one entry an event, under the day that is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from dragoman.tell import wording
from dragoman.tell.brief import sentence
from dragoman.tell.brief.dates import month_words
from dragoman.tell.brief.episode import Episode, Told
from dragoman.tell.brief.markup import Html, joined, name, tag
from dragoman.tell.brief.notes import Notes
from dragoman.tell.brief.plural import count

MOST_CHAINS = 3
UNDATED = "Day not known"
EARLIER = "Earlier, as recalled"


def happened(episode: Episode, notes: Notes) -> Html:
    """All events, by month and day."""
    parts = [_month(episode, notes, title, list(group)) for title, group in groupby(episode.told, _heading(episode))]
    return joined(*parts)


def _heading(episode: Episode) -> Callable[[Told], str]:
    """Under which month an event stands."""

    def of(told: Told) -> str:
        lower, upper = told.bounds
        if not (lower or upper):
            return UNDATED
        if episode.months and (lower or upper or "")[:7] < episode.months[0]:
            return EARLIER
        return month_words(lower or upper or "")

    return of


def _month(episode: Episode, notes: Notes, title: str, events: Sequence[Told]) -> Html:
    days = [_day(episode, notes, words, list(group)) for words, group in groupby(events, sentence.day)]
    return tag("section", tag("h3", title), days, cls="month")


def _day(episode: Episode, notes: Notes, words: str, events: Sequence[Told]) -> Html:
    """The events of one day: those that rest on most are open, the others one click away."""
    open_, folded = _parted(events)
    parts = [tag("ol", [entry(episode, notes, t) for t in open_], cls="events")] if open_ else []
    if folded:
        summary = tag(
            "summary", f"{count(len(folded), 'more event' if open_ else 'event')}, each told by one origin only"
        )
        parts.append(
            tag("details", summary, tag("ol", [entry(episode, notes, t) for t in folded], cls="events"), cls="more")
        )
    day = notes.value(words, "when", [f for t in events for f in t.event.tellers])
    return tag("div", tag("h4", day, cls="when"), tag("div", parts, cls="of-day"), cls="day")


def _parted(events: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """Open: what two origins tell, what sources part on, what tells of people harmed; few events are all open."""
    if len(events) <= 3:
        return list(events), []
    key = [t for t in events if sentence.weight(t.event, t.found) > (1, 0, 0)]
    rest = [t for t in events if t not in key]
    return (key, rest) if len(rest) > 1 else (list(events), [])


def entry(episode: Episode, notes: Notes, told: Told) -> Html:
    """One event: its kind and standing, its sentence, who says so, and where sources part."""
    number = tag("span", str(told.number), cls="num")
    head = tag("p", number, tag("b", sentence.kind(notes, told), cls="kind"), " ", sentence.chip(episode, told, notes))
    cls = None if episode.happened(told) else "not-done"
    parts = [head, tag("p", sentence.sentence(notes, told), cls="what"), sentence.ranges(notes, told)]
    return tag("li", parts, tag("p", _says(episode, notes, told), cls="says"), id=told.anchor, cls=cls)


def _says(episode: Episode, notes: Notes, told: Told) -> Iterator[Html | str]:
    chains: dict[str, list[str]] = {}
    telling = set(told.event.tellers)
    for finding in (f for f in told.raw if f.id in telling):
        chains.setdefault(episode.shown.chain(finding), []).append(finding.id)
    parts = [notes.value(name(words), "says", ids) for words, ids in list(chains.items())[:MOST_CHAINS]]
    yield joined(*parts, by="; ")
    if len(chains) > MOST_CHAINS:
        yield f" and {len(chains) - MOST_CHAINS} more"
    yield " · "
    yield origin_words(told.event.origins)
    if besides := [f.id for f in told.raw if f.id not in telling]:
        yield joined(" · ", notes.value(f"{count(len(besides), 'claim')} about it", "says", besides))
    parted = [v for v in told.event.values if v.disputed]
    if parted:
        fields = (
            ", ".join(wording.kind_words(v.field) for v in parted if v.field != "happened") or "whether it happened"
        )
        yield joined(" · ", tag("a", f"sources part: {fields}", href=f"#d{told.number}", cls="part"))


def origin_words(origins: int) -> Html:
    """On how many independent origins it rests; one confirms nothing."""
    if origins == 1:
        return tag("span", "1 origin, not confirmed", cls="one")
    return tag("span", f"{origins} independent origins", cls="several")
