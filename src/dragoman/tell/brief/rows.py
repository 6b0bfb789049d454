"""Tables of a page: by columns where there is room, each row a block with named cells where there is none."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.tell.brief.markup import Html, tag


def table(heads: Sequence[str], rows: Sequence[Sequence[Html]], title: str) -> Html:
    """A table whose first cells head their rows; it scrolls by itself where it is too wide."""
    head = tag("thead", tag("tr", [tag("th", words, scope="col") for words in heads]))
    body = [
        tag(
            "tr",
            tag("th", row[0], scope="row"),
            [tag("td", c, data_h=h) for h, c in zip(heads[1:], row[1:], strict=True)],
        )
        for row in rows
    ]
    return scrolled(tag("table", head, tag("tbody", body), cls="plain"), title)


def scrolled(told: Html, title: str) -> Html:
    """A table in a frame of its own that can be scrolled, by keyboard, too."""
    return tag("div", told, cls="scroll", tabindex="0", role="group", aria_label=f"Table: {title}")
