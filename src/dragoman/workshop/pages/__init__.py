"""The parts of the documents that are made from the code, one file for each page, and what they share.

A maker gives the Markdown of one part; ``MAKERS`` of each file names them as the pages' marks do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

Makers = dict[str, Callable[[], str]]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; bars inside cells are escaped."""
    lines = [[c.replace("|", "\\|").replace("\n", " ") for c in row] for row in (head, *rows)]
    told = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join([told[0], "|" + "---|" * len(head), *told[1:]])


def first_sentence(words: str | None) -> str:
    """The first sentence of a docstring, on one line."""
    paragraph = " ".join((words or "").strip().split("\n\n")[0].split())
    head, stop, _ = paragraph.partition(". ")
    return head + stop.strip()
