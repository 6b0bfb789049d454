"""Every span that a record rests on, with the words that should stand there."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.records import Claim, Finding, Report, Span

# What the span is of, the span, and the words that should stand there (None: no words were kept).
Pinned = tuple[str, Span, str | None]


def report_spans(report: Report) -> Iterator[Pinned]:
    """The spans of a report itself."""
    for name, span in (
        ("title", report.title_span),
        ("byline", report.byline),
        ("dateline", report.dateline),
    ):
        if span is not None:
            yield name, span, None


def finding_spans(finding: Finding) -> Iterator[Pinned]:
    """The spans of a finding: those of its claim, and those that its choices rest on."""
    yield from _claim_spans(finding.claim)
    for name, mention in (("place", finding.place.mention), ("when", finding.when.mention)):
        if mention is not None:
            yield f"choice of {name}", mention, None
    for choice in finding.actors:
        yield f"choice of {choice.role}", choice.mention.span, choice.mention.words
        if choice.actor.mention is not None:
            yield f"choice of {choice.role}", choice.actor.mention, None


def _claim_spans(claim: Claim) -> Iterator[Pinned]:
    yield "trigger", claim.trigger, None
    yield "evidence", claim.evidence, None
    for mention in claim.mentions:
        yield mention.role, mention.span, mention.words
        if mention.whose is not None:
            yield f"owner of {mention.role}", mention.whose, None
    for quantity in claim.quantities:
        yield f"number of {quantity.kind}", quantity.span, quantity.words
    for label in claim.labels:
        yield "label", label.span, label.words
    for tie in claim.ties:
        if tie.cue is not None:
            yield f"cue of {tie.kind}", tie.cue, None
    yield from _stance_spans(claim)


def _stance_spans(claim: Claim) -> Iterator[Pinned]:
    stance = claim.stance
    for voice in stance.voices:
        if voice.span is not None:
            yield "voice", voice.span, voice.words
    for cue in stance.cues:
        yield "cue of status", cue, None
    if stance.said_by_cue is not None:
        yield "cue of saying", stance.said_by_cue, None


def wrong(text: str, pinned: Pinned) -> tuple[str, str] | None:
    """What does not hold of a span: ``("span" or "words", what)``, or None where all is well."""
    name, span, words = pinned
    at = f"{name} [{span.start}, {span.end})"
    if not 0 <= span.start < span.end <= len(text):
        return "span", f"{at} does not lie in the text, which has {len(text)} characters"
    if words is not None and span.of(text) != words:
        return "words", f"{at} reads {_short(span.of(text))}, but {_short(words)} was kept"
    return None


def _short(words: str, most: int = 60) -> str:
    return repr(words if len(words) <= most else words[: most - 1] + "…")
