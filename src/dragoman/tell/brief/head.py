"""The head of the page: the episode's name, what it rests on, and its best-borne events."""

from __future__ import annotations

from dragoman.tell.brief import sentence
from dragoman.tell.brief.dates import span_words
from dragoman.tell.brief.episode import Episode, outlets_of
from dragoman.tell.brief.happened import origin_words
from dragoman.tell.brief.lanes import OTHER, WORDS, lane
from dragoman.tell.brief.markup import Html, joined, name, tag
from dragoman.tell.brief.notes import Notes
from dragoman.tell.brief.plural import count

MOST_POINTS = 6
NO_VERDICT = (
    "This page tells what reports say. It does not find out what is true: an event is reported, claimed, denied or "
    "contested, and what one origin alone tells is not confirmed."
)


def head(episode: Episode, notes: Notes) -> Html:
    """Headline, standfirst and figures."""
    place, comma, time = episode.title.rpartition(", ")
    title = [name(place), tag("span", time, cls="time")] if comma else [name(time)]
    return tag(
        "header",
        tag("p", "Brief", cls="kicker"),
        tag("h1", *(joined(part, " ") for part in title)),
        tag("p", _standfirst(episode), cls="standfirst"),
        _figures(episode),
        tag("p", NO_VERDICT, cls="verdict"),
    )


def _standfirst(episode: Episode) -> str:
    number, alone = len(episode.told), sum(t.event.origins == 1 for t in episode.told)
    parted = sum(any(v.disputed for v in t.event.values) for t in episode.told)
    told = f"{count(len(episode.reports), 'report')} from {count(len(outlets_of(episode.findings)), 'outlet')}"
    verb = "tells" if len(episode.reports) == 1 else "tell"
    words = f"{told} {verb} of {count(number, 'event')}{_days(episode)}. "
    if alone == number:
        words += "Every one of them rests on one origin only and is not confirmed."
    elif alone:
        words += (
            f"{number - alone} rest on two or more independent origins; {alone} on one only, and are not confirmed."
        )
    else:
        words += "Each rests on two or more independent origins."
    return words + (f" On {count(parted, 'event')} sources part." if parted else "")


def _days(episode: Episode) -> str:
    """The days of its dated events, those that are only recalled left aside."""
    first = episode.months[0] if episode.months else ""
    days = sorted(d for t in episode.told for d in t.bounds if d and d[:7] >= first)
    return f" of {span_words(days[0], days[-1])}" if days else ", on days that are not known"


def _figures(episode: Episode) -> Html:
    pairs = (
        ("reports", len(episode.reports)),
        ("independent origins", episode.origins),
        ("outlets", len(outlets_of(episode.findings))),
        ("events", len(episode.told)),
        ("claims", len(episode.findings)),
        ("events on which sources part", sum(any(v.disputed for v in t.event.values) for t in episode.told)),
    )
    return tag("dl", [tag("div", tag("dt", words), tag("dd", str(n))) for words, n in pairs], cls="figures")


def points(episode: Episode, notes: Notes) -> Html | None:
    """The acts that rest on most, in order of time, words only where there is little else; what no second origin tells is not among them."""
    borne = [t for t in episode.told if t.event.origins > 1]
    best = sorted(
        borne, key=lambda t: (lane(episode, t) not in (WORDS, OTHER), sentence.weight(t.event, t.found), -t.number)
    )
    best = best[-MOST_POINTS:]
    lines = []
    for told in sorted(best, key=lambda t: t.number):
        parts = [tag("b", sentence.kind(notes, told)), " ", sentence.chip(episode, told, notes), " "]
        body = joined(sentence.sentence(notes, told), ". ")
        lines.append(
            tag(
                "li",
                tag("span", sentence.when(notes, told), cls="when"),
                tag("p", parts, body, origin_words(told.event.origins), ".", cls="point"),
            )
        )
    return tag("ol", lines, cls="points") if lines else None
