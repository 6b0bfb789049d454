"""What ``dragoman.read`` gives: a text with its events, for a notebook or a script."""

from __future__ import annotations

import html
import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from dragoman.records import Entry, Event, Finding, Issue, Reading, Report, Span
from dragoman.tell import wording
from dragoman.tell.grains import claim_row
from dragoman.tell.numbers import amount
from dragoman.tell.shown import Held, Shown

_STYLE = (
    "<style>.dragoman{line-height:1.7;max-width:46em;white-space:pre-wrap}.dragoman mark{background:none;color:inherit;"
    "text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:3px}"
    ".dragoman .role-trigger{text-decoration-color:#b00020;font-weight:600}"
    ".dragoman .role-actor,.dragoman .role-party,.dragoman .role-mediator{text-decoration-color:#00639a}"
    ".dragoman .role-recipient,.dragoman .role-victim{text-decoration-color:#8b3a8b;text-decoration-style:double}"
    ".dragoman .role-place{text-decoration-color:#1f7a3a;text-decoration-style:dotted}"
    ".dragoman .role-time{text-decoration-color:#9a6b00;text-decoration-style:dashed}"
    ".dragoman .role-number{text-decoration-color:#334db3;text-decoration-style:wavy}</style>"
)


class Read:
    """One text and what was read in it.

    ``report`` is the text as taken in, ``findings`` its claims with who, where and when, ``events`` what they tell
    of, ``entries`` the ledger lines, ``issues`` what was skipped. Names of private persons stay in these records;
    ``to_frame`` and the notebook view veil them.
    """

    def __init__(self, reading: Reading, held: Held, shown: Shown) -> None:
        self._reading, self._held, self._shown = reading, held, shown

    def __repr__(self) -> str:
        told = "relevant" if self._reading.relevant else "not about conflict"
        return f"<Read {self.report.source!r}: {told}, {len(self.findings)} claims, {len(self.events)} events>"

    @property
    def report(self) -> Report:
        """The text as it was taken in."""
        return self._reading.report

    @property
    def relevant(self) -> bool:
        """True when the text is about conflict."""
        return self._reading.relevant

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The claims of the text, with their choices of who, where and when."""
        return self._reading.findings

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What was skipped."""
        return (*self._reading.issues, *self._held.noted)

    @property
    def events(self) -> tuple[Event, ...]:
        """The events that the text tells of."""
        mine = {f.id for f in self.findings}
        return tuple(e for e in self._held.events() if mine & set(e.findings))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The ledger lines that the text bears on."""
        mine = {f.id for f in self.findings}
        return tuple(e for e in self._held.entries() if mine & set(e.findings))

    def to_frame(self) -> Any:
        """The claims as a pandas DataFrame, one a row, private persons veiled."""
        return frame(claim_row(self._shown, f) for f in self.findings)

    def _repr_html_(self) -> str:
        return page_html(self._shown, self._reading)


def frame(rows: Iterator[Mapping[str, Any]]) -> Any:
    """Rows as a pandas DataFrame."""
    import pandas as pd  # here, for loading it takes longer than most commands

    return pd.DataFrame(list(rows))


def page_html(shown: Shown, reading: Reading) -> str:
    """The text with every span underlined and told on hover. Nothing is loaded, every word is escaped."""
    report = reading.report
    page = shown.page(report.id)
    marks = [(page.at(span), css, told) for span, css, told in _marks(shown, reading)]
    title = (shown.report(report.id) or report).title or ""
    head = f"<h4 dir='auto'>{html.escape(title)}</h4>" if title and report.title_span is None else ""
    language = f" lang='{html.escape(report.language)}'" if report.language else ""
    return f"{_STYLE}{head}<div class='dragoman' dir='auto'{language}>{_underlined(page.text, marks)}</div>"


def _marks(shown: Shown, reading: Reading) -> Iterator[tuple[Span, str, str]]:
    for raw in reading.findings:
        finding = shown.finding(raw)
        claim = finding.claim
        told = f"{wording.kind_words(claim.kind)}, {wording.said(claim, shown.own_status(claim.kind))}"
        yield claim.trigger, "trigger", f"{told}: {shown.chain(raw)}"
        for mention in claim.mentions:
            yield mention.span, mention.role, f"{mention.role} of {wording.kind_words(claim.kind)}"
        if finding.place.mention:
            yield finding.place.mention, "place", wording.where(finding.place)
        if finding.when.mention:
            yield finding.when.mention, "time", wording.when(finding.when)
        for quantity in claim.quantities:
            yield quantity.span, "number", amount(quantity)


def _underlined(text: str, marks: list[tuple[Span, str, str]]) -> str:
    """The text cut at every border of a mark; each piece carries the marks that cover it."""
    borders = sorted({0, len(text), *(x for span, _, _ in marks for x in (span.start, span.end))})
    parts = []
    for start, end in itertools.pairwise(borders):
        piece = html.escape(text[start:end])
        over = [(css, told) for span, css, told in marks if span.start <= start and end <= span.end]
        if over:
            classes = " ".join(dict.fromkeys(f"role-{html.escape(css)}" for css, _ in over))
            told = html.escape("; ".join(dict.fromkeys(t for _, t in over)), quote=True)
            piece = f'<mark class="{classes}" title="{told}">{piece}</mark>'
        parts.append(piece)
    return "".join(parts)
