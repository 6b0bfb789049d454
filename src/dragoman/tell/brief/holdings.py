"""Control, states and arms: what is claimed, each by its source, and apart from it what the ledger makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.records import Entry, Fact
from dragoman.tell import wording
from dragoman.tell.brief.dates import spoken_days
from dragoman.tell.brief.episode import Episode
from dragoman.tell.brief.happened import origin_words
from dragoman.tell.brief.markup import Html, joined, name, tag
from dragoman.tell.brief.notes import Notes
from dragoman.tell.brief.rows import scrolled
from dragoman.tell.days import interval_words
from dragoman.tell.ledgers import about, value_words

CLAIMED = {
    "control": ("holder", "from", "means", "towns", "share", "denied"),
    "states": ("told", "imposed_by", "upon", "mediator", "opened", "closed", "lifted_by"),
    "arms": ("kind", "amount", "from", "to", "how", "held"),
}
TITLES = {"control": "Control", "states": "States that last", "arms": "Arms given up, taken or lost"}
_PLAIN = ("", "held", *wording.HAPPENED)  # states that need not be said
_FIELDS = {"holder": "who", "from": "who", "to": "whom", "imposed_by": "who", "upon": "whom", "amount": "many"}
_FIELDS |= {"towns": "many", "share": "many", "opened": "when", "closed": "when", "mediator": "who", "lifted_by": "who"}


def holdings(episode: Episode, notes: Notes, ledger: str) -> Html | None:
    """The table of one ledger, or None where it is empty."""
    entries = episode.entries(ledger)
    if not entries:
        return None
    heads = ("What", "As claimed, each by its source", "As the ledger holds it")
    head = tag("thead", tag("tr", [tag("th", words, scope="col") for words in heads]))
    table = tag("table", head, tag("tbody", [_row(episode, notes, e) for e in entries]), cls="held")
    return scrolled(table, TITLES[ledger])


def _row(episode: Episode, notes: Notes, entry: Entry) -> Html:
    said = _by_speaker(entry.get(*CLAIMED[entry.ledger]), entry)
    claims = [tag("li", _speaker(notes, who, facts), _claimed(notes, facts, entry)) for who, facts in said.items()]
    return tag(
        "tr",
        tag("th", name(_about(entry)), scope="row"),
        tag("td", tag("ul", claims, cls="by-source")),
        tag("td", _assessed(episode, entry)),
    )


def _about(entry: Entry) -> str:
    """What the line is about, without who is said to hold it: that is claimed, and told beside."""
    words = about(entry)
    return words.partition(": ")[0] if entry.ledger == "control" else words


def _by_speaker(facts: Iterable[Fact], entry: Entry) -> dict[str, list[Fact]]:
    """The facts of each speaker; what nobody in particular is said to say stands with the first who speaks."""
    told: dict[str, list[Fact]] = {}
    loose: list[Fact] = []
    for fact in facts:
        (told.setdefault(fact.said_by, []) if fact.said_by else loose).append(fact)
    if loose:
        first = next(iter(told), "")
        told[first] = [*loose, *told.get(first, [])]
    return told


def _speaker(notes: Notes, who: str, facts: list[Fact]) -> Html:
    ids = [f for fact in facts for f in fact.findings]
    return tag("span", notes.value(name(who), "says", ids) if who else "source not told", cls="speaker")


def _claimed(notes: Notes, facts: list[Fact], entry: Entry) -> Html:
    parts: dict[Html, None] = {}
    for fact in facts:
        words = spoken_days(value_words(fact))
        state = "" if fact.state in _PLAIN or fact.name in ("towns", "share") else f" [{fact.state}]"
        value = notes.value(tag("bdi", words), _FIELDS.get(fact.name, "kind"), fact.findings or entry.findings)
        parts[joined(tag("span", wording.kind_words(fact.name), cls="field"), " ", value, state)] = None
    return joined(" ", joined(*parts, by="; "))


def _assessed(episode: Episode, entry: Entry) -> Iterator[Html | str]:
    if entry.status:
        yield tag("span", wording.kind_words(entry.status), cls="chip state")
    if entry.ledger == "control":
        yield joined(" by ", name(about(entry).partition(": ")[2] or "a holder not named"), ",")
    yield " "
    yield spoken_days(interval_words(entry.interval)) if entry.interval else wording.UNKNOWN_DAY
    yield tag("br")
    yield origin_words(episode.origins_of(entry))
    if entry.get("denied"):
        yield joined(tag("br"), tag("span", "contested: a denial is told", cls="one"))
