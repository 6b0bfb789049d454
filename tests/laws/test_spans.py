"""Every span of every claim re-reads to its words, for any text made of the ontology's own examples."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factory import a_report
from tests.reading import marked, reader

from dragoman import world
from dragoman.records import Claim, Span

EXAMPLES = [marked(text)[0] for kind in world.load().kinds.values() for text in kind.examples]
SPEECH = [
    "An army spokesman told Reuters that {}",
    "“{}” said Ahmad Ali, a resident of the town.",
    "According to the mayor, {}",
    "{} He added that more would come.",
    "At least 15 people fled, he said. {}",
    "If talks fail, {}",
    "{}",
]
GLUE = [" ", "\n", "\n\n", "  ", " “", "… ", " – ", " درعا "]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """One to six example sentences, some told by others, joined in odd ways."""
    told = st.builds(str.format, st.sampled_from(SPEECH), st.sampled_from(EXAMPLES))
    sentences = draw(st.lists(told, min_size=1, max_size=6))
    return "".join(s + draw(st.sampled_from(GLUE)) for s in sentences)


def spans(claim: Claim) -> Iterator[tuple[Span, str | None]]:
    """Each span of a claim with the words that it must read, None where it keeps none."""
    yield claim.trigger, None
    yield claim.evidence, None
    yield from ((m.span, m.words) for m in claim.mentions)
    yield from ((q.span, q.words) for q in claim.quantities)
    yield from ((v.span, v.words) for v in claim.stance.voices if v.span)
    yield from ((cue, None) for cue in claim.stance.cues)
    yield from ((label.span, label.words) for label in claim.labels)
    yield from ((t.cue, None) for t in claim.ties if t.cue)
    if claim.stance.said_by_cue:
        yield claim.stance.said_by_cue, None


@settings(max_examples=150, deadline=None)
@given(texts())
def test_every_span_re_reads(text: str) -> None:
    for claim in reader().claims(a_report(text)):
        for span, words in spans(claim):
            assert 0 <= span.start < span.end <= len(text)
            assert words is None or span.of(text) == words
            assert span.of(text) == span.of(text).strip()


@settings(max_examples=80, deadline=None)
@given(texts())
def test_a_claim_hangs_together(text: str) -> None:
    found = reader().claims(a_report(text))
    ids = {claim.id for claim in found}
    for claim in found:
        assert claim.kind in world.load().kinds
        assert claim.evidence.meets(claim.trigger)
        assert 0.0 < claim.score < 1.0
        assert claim.reason
        assert claim.stance.voices
        assert all(tie.claim_id in ids for tie in claim.ties)
        assert all(q.low is None or q.high is None or q.low <= q.high for q in claim.quantities)
        assert all(q.low is not None or q.high is not None for q in claim.quantities)


@settings(max_examples=60, deadline=None)
@given(texts())
def test_reading_is_the_same_each_time(text: str) -> None:
    report = a_report(text)
    assert reader().claims(report) == reader().claims(report)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_no_text_is_too_odd_to_read(text: str) -> None:
    for claim in reader().claims(a_report(text)):
        assert claim.evidence.of(text)
