"""The words behind the values: every claim once, as a numbered note, with links to it from each value."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.records import Choice, Finding, Span
from dragoman.tell import wording
from dragoman.tell.brief.dates import spoken_days
from dragoman.tell.brief.episode import Episode
from dragoman.tell.brief.markup import Html, Part, joined, name, tag

LONGEST = 700  # characters of a report that are quoted at once: more would be a copy of it; guessed
_ROLES = {
    "actor": "who", "party": "who", "mediator": "who", "recipient": "whom", "victim": "whom", "place": "where",
    "origin": "where", "destination": "where", "time": "when", "weapon": "kind", "thing": "kind",
}  # fmt: skip


class Notes:
    """Numbers for claims in the order in which the page comes to them."""

    def __init__(self, episode: Episode) -> None:
        self.episode = episode
        self._numbers: dict[str, int] = {f.id: n for n, f in enumerate(episode.findings, 1)}

    def number(self, finding_id: str) -> int:
        """The number of a claim's note; one that no event of the episode has is added at the end."""
        return self._numbers.setdefault(finding_id, len(self._numbers) + 1)

    def value(self, words: Part, field: str, findings: Iterable[str], more: str = "") -> Html:
        """A value that opens the words it came from; without any, only the value. ``more`` are further classes."""
        ids = [f for f in dict.fromkeys(findings) if f in self.episode.shown.raw]
        if not ids:
            return tag("span", words)
        numbers = [self.number(f) for f in ids]
        cls = f"v {more}".rstrip()
        return tag("a", words, href=f"#n{numbers[0]}", cls=cls, data_n=" ".join(map(str, numbers)), data_f=field)

    def section(self) -> Html:
        """All notes, in the order of their numbers."""
        shown = self.episode.shown
        items = [self._note(n, shown.raw[f]) for f, n in sorted(self._numbers.items(), key=lambda x: x[1])]
        return tag("ol", items, cls="notes")

    def _note(self, number: int, raw: Finding) -> Html:
        shown = self.episode.shown
        found = shown.finding(raw)
        report = shown.report(raw.claim.report_id)
        title = shown.veil_words(raw, report.title) if report and report.title else "Untitled report"
        day = spoken_days(report.published) if report and report.published else "day of publication unknown"
        event = self.episode.of_event.get(raw.id)
        back = tag("a", "back to the event", href=f"#{event.anchor}", cls="back") if event else None
        said = wording.said(found.claim, shown.own_status(found.kind))
        facts = [
            tag("p", tag("b", name(shown.chain(raw))), f" · {said}", cls="chain f-says"),
            tag("p", tag("cite", title, dir="auto"), f" · {day}", cls="report"),
            tag("p", joined(_reasons(found), by=" · "), cls="why"),
            tag("p", tag("code", found.id), " ", back, cls="id"),
        ]
        language = report.language if report else None
        quote = tag("blockquote", tag("p", self._quote(raw, found), dir="auto", lang=language))
        head = tag("p", f"{number}. {self.episode.kind_name(found.kind)}", cls="no")
        return tag("li", head, quote, facts, id=f"n{number}", tabindex="-1")

    def _quote(self, raw: Finding, found: Finding) -> Iterator[Part]:
        """The sentence, cut into stretches that bear the same fields."""
        page = self.episode.shown.page(raw.claim.report_id, raw)
        around = page.at(self.episode.shown.sentence(raw))
        evidence = page.at(raw.claim.evidence)
        around = _shortened(around, evidence)
        spans = [(page.at(span), field) for span, field in marks(raw)]
        inside = [(max(s.start, around.start), min(s.end, around.end), f) for s, f in spans]
        inside = [(a, b, f) for a, b, f in inside if a < b]
        edges = sorted({around.start, around.end, *(x for a, b, _ in inside for x in (a, b))})
        yield "… " if around.start and page.text[around.start - 1 : around.start].strip() else None
        for start, end in itertools.pairwise(edges):
            words = page.text[start:end].replace("\n", " ")
            fields = dict.fromkeys(f for a, b, f in inside if a <= start and end <= b)
            if "ev" in fields:
                others = " ".join(f"f-{f}" for f in fields if f != "ev")
                yield tag("mark", words, cls=others or None)
            else:
                yield tag("span", words, cls=" ".join(f"f-{f}" for f in fields)) if fields else words
        yield " …" if around.end < len(page.text) and page.text[around.end - 1] not in ".!?\"”'’»\n؟。" else None


def _shortened(around: Span, evidence: Span) -> Span:
    """The sentence, or of a very long one what stands around the evidence."""
    if around.end - around.start <= LONGEST:
        return around
    room = max(0, LONGEST - (evidence.end - evidence.start)) // 2
    start = max(around.start, evidence.start - room)
    return Span(start, max(start, min(around.end, evidence.end + room, start + LONGEST)))


def marks(finding: Finding) -> Iterator[tuple[Span, str]]:
    """Which words of the report bear which field."""
    claim = finding.claim
    yield claim.evidence, "ev"
    yield claim.trigger, "kind"
    for mention in claim.mentions:
        yield mention.span, _ROLES.get(mention.role, "kind")
    for choice, field in ((finding.place, "where"), (finding.when, "when")):
        if choice.mention:
            yield choice.mention, field
    for quantity in claim.quantities:
        yield quantity.span, "many"
    for cue in claim.stance.cues:
        yield cue, "status"
    for voice in claim.stance.voices:
        if voice.span:
            yield voice.span, "says"
    if claim.stance.said_by_cue:
        yield claim.stance.said_by_cue, "says"


def _reasons(found: Finding) -> list[Html]:
    """Why this place and this time; and what else must be known of the claim."""
    told = [
        tag("span", "where: ", name(wording.where(found.place)), _because(found.place), cls="f-where"),
        tag("span", "when: ", spoken_days(wording.when(found.when)), _because(found.when), cls="f-when"),
    ]
    told += [tag("span", "told as history")] if found.claim.stance.background else []
    told += [tag("span", "a total, not one event")] if found.claim.aggregate else []
    return told


def _because(choice: Choice[Any]) -> str:
    return f" ({spoken_days(choice.reason)})" if choice.reason else ""
