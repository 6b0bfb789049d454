"""Shows one event, claim or report: the report's own words, who says so through whom, and what others say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from dragoman.records import Event, Finding, Report, Span, Value
from dragoman.tell import wording
from dragoman.tell.days import interval_words
from dragoman.tell.numbers import amount, is_count, range_words, stored, tolls
from dragoman.tell.quoted import Legend, Quoted
from dragoman.tell.shown import Shown
from dragoman.tell.tables import pairs_table, short, tinted

if TYPE_CHECKING:
    from rich.console import RenderableType

ROLE_TINTS = {
    "actor": "bold cyan",
    "party": "bold cyan",
    "mediator": "bold cyan",
    "recipient": "bold magenta",
    "victim": "bold magenta",
    "place": "bold green",
    "origin": "bold green",
    "destination": "bold green",
    "time": "bold yellow",
}

_SAID_BEFORE = ("place", "when", "kind", "actor", "party", "mediator", "recipient", "victim")


def event_page(shown: Shown, event: Event) -> Iterator[RenderableType]:
    """An event: what it is told to be, each claim in its report's words, and where sources part."""
    raw = [shown.raw[f] for f in event.findings if f in shown.raw]
    yield from event_head(shown, event)
    yield from _claims(shown, raw)


def event_head(shown: Shown, event: Event) -> Iterator[RenderableType]:
    """What an event is told to be and where sources part, without the words of its claims."""
    veiled = shown.event(event)
    raw = [shown.raw[f] for f in event.findings if f in shown.raw]
    telling = [f for f in raw if f.id in event.tellers]
    found = [shown.finding(f) for f in telling]
    yield _head(wording.kind_words(veiled.kind), wording.standing(veiled, telling, shown.own_status(veiled.kind)))
    yield pairs_table(_told(shown, veiled, found))
    if differing := [v for v in veiled.values if v.disputed]:
        yield Text("\nWhere sources part", "bold")
        for value in differing:
            yield Padding(_rivals(shown, value), (0, 0, 0, 2))
    yield Text(f"\n{_count(len(raw), 'claim')} from {_count(len({f.claim.report_id for f in raw}), 'report')}", "bold")


def _claims(shown: Shown, raw: list[Finding]) -> Iterator[RenderableType]:
    """Each claim once, by day of publication; copies of one text are named under the first of them."""
    told: dict[tuple[str, str], list[Finding]] = {}
    for finding in sorted(raw, key=_in_order):
        words = " ".join(shown.evidence(finding).lower().split())
        told.setdefault((finding.origin_group or finding.claim.report_id, words), []).append(finding)
    parts = [_claim(shown, first, copies) for first, *copies in told.values()]
    for part in parts:
        yield Padding(part, (0, 0, 1, 2))
    if any(quoted(part).is_marked for part in parts):
        yield Legend()


def _in_order(finding: Finding) -> tuple[bool, str, str, int]:
    return not finding.published, finding.published or "", finding.claim.report_id, finding.claim.evidence.start


def _told(shown: Shown, event: Event, found: list[Finding]) -> Iterator[tuple[str, str | Text]]:
    yield "id", event.id
    yield "who", wording.parties(found) or "nobody is named"
    yield "where", wording.where(event.place)
    yield "when", wording.when_of(event, found)
    if counts := tolls(event, found, 6):
        yield "how many", counts
    yield "rests on", _count(event.origins, "independent origin")
    if event.episode:
        yield "episode", wording.episode_words(event.episode) + _others(shown, event)
    if event.aggregate:
        yield "note", "a total over many acts or places, not one event"
    for value in event.values:
        if value.value is not None and value.field not in _SAID_BEFORE and not is_count(value, found):
            yield wording.kind_words(value.field), value.value


def _others(shown: Shown, event: Event) -> str:
    """How many other events are of one place and time with an event, and how to list them."""
    others = sum(e.episode == event.episode for e in shown.known_events_once) - 1
    return f" ({_count(others, 'other event')}: --episode {short(event.id)})" if others > 0 else ""


def _rivals(shown: Shown, value: Value) -> Text:
    told = Text(f"{wording.kind_words(value.field)}: ", "bold red")
    for index, rival in enumerate(value.rivals):
        chains = dict.fromkeys(shown.chain(shown.raw[f]) for f in rival.findings if f in shown.raw)
        told.append("\n" if index else "")
        told.append(f"{'' if not index else ' ' * (len(value.field) + 2)}{_rival(value, rival.value)}", "bold")
        told.append(f"  {'; '.join(list(chains)[:3])}{' …' if len(chains) > 3 else ''}", "default not bold")
    return told


def _rival(value: Value, told: str) -> str:
    """A rival as one says it: kinds and statuses without underscores, days and numbers in words."""
    if value.field in ("kind", "status"):
        return wording.kind_words(told)
    if value.field == "when":
        return interval_words(told)
    return range_words(told) if stored(told) else told


def finding_page(shown: Shown, finding: Finding) -> Iterator[RenderableType]:
    """One claim: its words, who says so, and what other reports of the same event say differently."""
    claim = shown.finding(finding).claim
    yield _head(wording.kind_words(claim.kind), wording.said(claim, shown.own_status(claim.kind)))
    part = _claim(shown, finding, full=True)
    yield Padding(part, (0, 0, 0, 2))
    if quoted(part).is_marked:
        yield Legend()
    event = shown.known_events.get(finding.id)
    if event is None:
        return
    yield pairs_table([("event", event.id)])
    others = [v for v in shown.event(event).values if v.disputed or len(v.rivals) > 1]
    differing = [v for v in others if any(finding.id not in r.findings for r in v.rivals)]
    if differing:
        yield Text("\nOthers say differently", "bold")
        for value in differing:
            yield Padding(_rivals(shown, value), (0, 0, 0, 2))


def report_page(shown: Shown, report: Report) -> Iterator[RenderableType]:
    """One report: where it comes from, and every claim read in it."""
    told = shown.report(report.id) or report
    yield _head(told.title or "Untitled report", f"published {told.published or 'on an unknown day'}")
    yield pairs_table(_facts_of(told))
    raw = [f for f in shown.raw.values() if f.claim.report_id == report.id]
    yield Text(f"\n{_count(len(raw), 'claim')}", "bold")
    parts = [(finding, _claim(shown, finding)) for finding in raw]
    for finding, part in parts:
        kind = Text(wording.kind_words(finding.claim.kind), "bold")
        yield Padding(Text.assemble(kind, "  ", (short(finding.id), "dim")), (0, 0, 0, 2))
        yield Padding(part, (0, 0, 1, 4))
    if any(quoted(part).is_marked for _, part in parts):
        yield Legend()


def _facts_of(report: Report) -> Iterator[tuple[str, str]]:
    yield "id", report.id
    for name in ("given_id", "outlet", "url", "source", "language", "repeat_of"):
        if value := getattr(report, name):
            yield name.replace("_", " "), value
    for date in report.dates:
        yield "date read", f"{date.day} from {date.origin}"
    for residue in report.residue[:5]:
        yield "left out", f"{residue.reason}, {residue.source_end - residue.source_start} characters"


def _head(what: str, standing: str) -> Text:
    return Text.assemble((what[:1].upper() + what[1:], "bold underline"), "  ", tinted(standing))


def _claim(shown: Shown, finding: Finding, copies: Sequence[Finding] = (), *, full: bool = False) -> Group:
    """A claim's sentence with its words marked, who says so, and the copies of the text that have it too."""
    veiled = shown.finding(finding)
    claim = veiled.claim
    told = Text().append_text(tinted(wording.said(claim, shown.own_status(claim.kind))))
    told.append(f"  {shown.chain(finding)}", "bold")
    notes = [n for n, is_so in (("told as history", claim.stance.background), ("a total", claim.aggregate)) if is_so]
    where_when = f"{wording.where(veiled.place)}; {wording.when(veiled.when)}"
    told.append(f"\n{'; '.join((where_when, *notes))}", "dim")
    for line in _parts(veiled) if full else ():
        told.append(f"\n{line}", "dim")
    told.append(f"\nclaim {short(finding.id)}, report {short(claim.report_id)}", "dim")
    if copies:
        names = "; ".join(dict.fromkeys(f"{short(c.id)} {shown.chain(c)}" for c in copies))
        told.append(f"\nthe same words in {_count(len(copies), 'copy', 'copies')}: {names}", "dim")
    return Group(marked(shown, finding), told)


def quoted(claim: Group) -> Quoted:
    """The sentence of a claim as ``_claim`` shows it."""
    return next(part for part in claim.renderables if isinstance(part, Quoted))


def _parts(finding: Finding) -> Iterator[str]:
    """Whom each mention stands for, and what each number counts."""
    for choice in finding.actors:
        name = choice.actor.chosen.name if choice.actor.chosen else "nobody in the lists"
        yield f"{choice.role} “{choice.mention.words}”: {name}"
    for quantity in finding.claim.quantities:
        yield f"“{quantity.words}”: {amount(quantity)}"


def marked(shown: Shown, finding: Finding) -> Quoted:
    """The sentence of a claim in the report's own words: evidence underlined, fields in colour."""
    page = shown.page(finding.claim.report_id, finding)
    around = page.at(shown.sentence(finding))
    text = Text(around.of(page.text).replace("\n", " "))

    def here(span: Span) -> tuple[int, int]:
        at = page.at(span)
        return max(0, at.start - around.start), max(0, at.end - around.start)

    for span, style in _styles(finding):
        text.stylize(style, *here(span))
    return Quoted(text, Span(*here(finding.claim.evidence)))


def _styles(finding: Finding) -> Iterator[tuple[Span, str]]:
    claim = finding.claim
    yield claim.evidence, "underline"
    yield claim.trigger, "bold reverse"
    for mention in claim.mentions:
        yield mention.span, ROLE_TINTS.get(mention.role, "bold")
    for quantity in claim.quantities:
        yield quantity.span, "bold blue"
    for voice in claim.stance.voices:
        if voice.span:
            yield voice.span, "italic"


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
