"""Deal cards: who with whom, through whom; what was promised and how it stands; who says why it failed."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Entry, Fact
from dragoman.tell import wording
from dragoman.tell.brief.dates import spoken_days
from dragoman.tell.brief.episode import Episode
from dragoman.tell.brief.happened import origin_words
from dragoman.tell.brief.markup import Html, esc, joined, listed, name, tag
from dragoman.tell.brief.notes import Notes
from dragoman.tell.days import interval_words
from dragoman.tell.ledgers import about, value_words

MOST_LINES = 5  # of one list of a card
STATES = {
    "done": "done",
    "ready": "made ready",
    "offered": "offered",
    "refused": "refused",
    "missed": "missed",
    "open": "open",
}


def cards(episode: Episode, notes: Notes) -> Html | None:
    """A card for each deal, or None where no deal is told."""
    entries = episode.entries("deals")
    return tag("div", [_card(episode, notes, e) for e in entries], cls="cards") if entries else None


def _card(episode: Episode, notes: Notes, entry: Entry) -> Html:
    status = tag("span", wording.kind_words(entry.status), cls="chip state") if entry.status else None
    when = spoken_days(interval_words(entry.interval)) if entry.interval else wording.UNKNOWN_DAY
    head = tag("h3", _title(notes, entry))
    under = tag("p", status, " ", when, " · ", origin_words(episode.origins_of(entry)), cls="says")
    parts = [head, under, _mediators(notes, entry), _terms(notes, entry), _deadlines(notes, entry)]
    return tag("article", parts, _steps(notes, entry), _causes(notes, entry), cls="card")


def _title(notes: Notes, entry: Entry) -> Html:
    parties = [notes.value(name(f.value), "who", f.findings or entry.findings) for f in entry.get("party")]
    place = about(entry).partition(":")[0]
    who = listed(parties) if parties else tag("span", "parties not named", cls="unknown")
    return joined(who, tag("span", name(place), cls="at"), by=" ") if place != "place not named" else who


def _mediators(notes: Notes, entry: Entry) -> Html | None:
    told = [notes.value(name(f.value), "who", f.findings or entry.findings) for f in entry.get("mediator")]
    return tag("p", "Mediated by ", listed(told), cls="mediated") if told else None


def _terms(notes: Notes, entry: Entry) -> Html | None:
    """What was promised, each with its state, its day and who says so."""
    rows = []
    for fact in entry.get("term"):
        state = tag("span", STATES.get(fact.state, fact.state) or "open", cls=f"chip state {fact.state}")
        words = notes.value(tag("bdi", fact.value), "kind", fact.findings)
        rows.append(tag("li", state, " ", words, " ", _aside(notes, fact)))
    return _folded("Terms", "terms", rows)


def _deadlines(notes: Notes, entry: Entry) -> Html | None:
    rows = []
    for fact in entry.get("deadline"):
        state = tag("span", STATES.get(fact.state, fact.state), cls=f"chip state {fact.state}") if fact.state else None
        rows.append(
            tag(
                "li",
                state,
                " ",
                notes.value(spoken_days(value_words(fact)), "when", fact.findings),
                " ",
                _aside(notes, fact),
            )
        )
    return _folded("Deadlines", "terms", rows)


def _steps(notes: Notes, entry: Entry) -> Html | None:
    """How it stood, one step after the other, as told."""
    rows = [
        tag("li", notes.value(wording.kind_words(f.value), "kind", f.findings), " ", _aside(notes, f))
        for f in entry.get("status")
    ]
    return _folded("How it went, as told", "steps", rows)


def _causes(notes: Notes, entry: Entry) -> Html | None:
    """Rival accounts of why it failed, each by its own speaker."""
    causes = entry.get("cause")
    if not causes:
        return None
    rows = []
    for fact in causes:
        words = fact.value.removeprefix(f"{fact.said_by.partition(' (through')[0]}: ")
        said = tag("span", name(fact.said_by or "speaker not told"), cls="speaker")
        rows.append(tag("li", said, " ", notes.value(tag("bdi", words), "kind", fact.findings)))
    title = "Why it failed: accounts that differ" if len(causes) > 1 else "Why it failed, as told"
    return _folded(title, "causes", rows)


def _aside(notes: Notes, fact: Fact) -> Html | None:
    """When, and who says so."""
    when = spoken_days(interval_words(fact.when)) if fact.when and fact.when != fact.value else ""
    said = notes.value(name(fact.said_by), "says", fact.findings) if fact.said_by else None
    parts = [p for p in (esc(when) if when else None, said) if p]
    return tag("span", joined(*parts, by=", "), cls="aside") if parts else None


def _folded(title: str, cls: str, rows: Sequence[Html]) -> Html | None:
    """A list with its title, each line once; of a long one the rest is one click away."""
    lines = list(dict.fromkeys(rows))
    if not lines:
        return None
    most = len(lines) if len(lines) <= MOST_LINES + 1 else MOST_LINES
    parts = [tag("h4", title), tag("ul", lines[:most], cls=cls)]
    if lines[most:]:
        more = tag("summary", f"{len(lines) - most} more")
        parts.append(tag("details", more, tag("ul", lines[most:], cls=cls), cls="more"))
    return joined(parts)
