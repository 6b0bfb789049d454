"""The blocks of text in an HTML page, with the place of every character in the page's source.

A small reader of its own, for two reasons: parsers that build a tree lose the exact offsets, and the time
taken here is linear in the page's length however broken the page is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.collect.clean import joined
from dragoman.records import Piece

# Quotes are possessive and "<" ends a broken tag, so that no page makes the matching slow.
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s<>/]*+)((?:[^<>"']|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s=<>"'/]{1,60})\s{0,20}=\s{0,20}(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++))""")
_PART = re.compile(r"[ \t\r\n\f]+|&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|[^ \t\r\n\f&]+|&")
_RAW = frozenset(
    [
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "textarea",
        "select", "option", "xmp", "noembed",
    ]
)  # fmt: skip
_BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
    ]
)  # fmt: skip
FURNITURE = frozenset(("nav", "aside", "footer", "form", "button", "header", "menu"))


@dataclass(slots=True)
class Block:
    """One paragraph's words with their pieces, and the tags around it."""

    text: str
    pieces: tuple[Piece, ...]
    around: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tag:
    """One opening tag that says something about the page, and for some the text right after it."""

    name: str
    attributes: dict[str, str]
    words: str = ""


@dataclass(slots=True)
class Page:
    """What a page holds: its blocks of text and its telling tags, each in order."""

    blocks: list[Block] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)


class _Builder:
    """Gathers one block: words are copied, entities decoded, runs of blanks become one blank."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.pieces: list[Piece] = []
        self.length = 0

    def add(self, source: str, start: int, end: int) -> None:
        for part in _PART.finditer(source, start, end):
            raw = part[0]
            words = html.unescape(raw) if raw[0] == "&" else raw
            if not words.strip(" \t\r\n\f"):
                words = " " if words and self.words and self.words[-1] != " " else ""
            if words:
                self._put(words, part.start(), part.end())

    def line_end(self, start: int, end: int) -> None:
        """A ``<br>``: a line end inside the block."""
        self._drop_blank()
        if self.words and self.words[-1] != "\n":
            self._put("\n", start, end)

    def _put(self, words: str, start: int, end: int) -> None:
        if words == " " and self.words and self.words[-1] == "\n":
            return
        self.words.append(words)
        self.pieces.append(Piece(self.length, self.length + len(words), start, end))
        self.length += len(words)

    def _drop_blank(self) -> None:
        while self.words and self.words[-1] == " ":
            self.words.pop()
            self.length = self.pieces.pop().start

    def block(self, around: frozenset[str]) -> Block | None:
        """The block gathered so far, or None when nothing but blanks was there."""
        while self.words and self.words[-1] in (" ", "\n"):
            self.words.pop()
            self.length = self.pieces.pop().start
        text = "".join(self.words)
        kept = [p for p, w in zip(self.pieces, self.words, strict=True) if w != "\n"]
        return Block(text, tuple(joined(kept)), around) if text.strip() else None


def page_of(source: str) -> Page:
    """Read a page's source into blocks of text and telling tags."""
    page, builder = Page(), _Builder()
    counts: dict[str, int] = {}
    for kind, start, end, found in _tokens(source):
        if kind == "text":
            builder.add(source, start, end)
            continue
        assert found is not None
        name, closing = found[2].lower(), bool(found[1])
        if name == "br":
            builder.line_end(start, end)
        if name in _BLOCKS:
            if block := builder.block(frozenset(n for n, c in counts.items() if c > 0)):
                page.blocks.append(block)
            builder = _Builder()
        if name in _BLOCKS or name == "button":
            counts[name] = max(0, counts.get(name, 0) + (-1 if closing else 1))
        if name == "figure":
            counts["figcaption"] = 0  # a caption that was never closed ends with its figure
        if not closing and name in ("meta", "time", "script", "title", "html", "link", "h1", "base"):
            page.tags.append(Tag(name, _attributes(found[3]), _words_after(source, end, name)))
    if block := builder.block(frozenset(n for n, c in counts.items() if c > 0)):
        page.blocks.append(block)
    return page


def _tokens(source: str) -> Iterator[tuple[str, int, int, re.Match[str] | None]]:
    """Text and tags in order; comments and the insides of scripts, styles and the like are passed over."""
    at, size, missing = 0, len(source), set[str]()
    while at < size:
        start = source.find("<", at)
        if start < 0:
            yield "text", at, size, None
            return
        if start > at:
            yield "text", at, start, None
        skipped = _passed_over(source, start, missing)
        if skipped is not None:
            at = skipped
            continue
        found = _TAG.match(source, start)
        if found is None:
            yield "text", start, start + 1, None
            at = start + 1
            continue
        yield "tag", start, found.end(), found
        at = found.end()
        name = found[2].lower()
        if name in _RAW and not found[1] and not found[3].endswith("/"):
            at = _end_of_raw(source, at, name, missing)


def _passed_over(source: str, start: int, missing: set[str]) -> int | None:
    """Where a comment, doctype or processing instruction at ``start`` ends; None if it is none of these."""
    for opens, closes in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">")):
        if source.startswith(opens, start):
            end = -1 if closes in missing else source.find(closes, start + len(opens))
            if end >= 0:
                return end + len(closes)
            missing.add(closes)  # none up to the end of the page: do not look again
            return start + len(opens)
    return None


def _end_of_raw(source: str, at: int, name: str, missing: set[str]) -> int:
    """Where the inside of a script or style ends; its start again when it is never closed."""
    if name in missing:
        return at
    found = re.compile(rf"</{name}\b", re.IGNORECASE).search(source, at)
    if found is None:
        missing.add(name)
        return len(source) if name in ("script", "style") else at
    return found.start()


def _attributes(words: str) -> dict[str, str]:
    found = {}
    for match in _ATTRIBUTE.finditer(words[:5000]):
        found[match[1].lower()] = html.unescape(match[2] or match[3] or match[4] or "").strip()
    return found


def _words_after(source: str, start: int, name: str) -> str:
    """The text inside a short element, tags left out; for scripts, all that stands up to the closing tag."""
    if name in ("meta", "html", "link", "base"):
        return ""
    reach = 400_000 if name == "script" else 2000
    end = source.find("</" + name, start, start + reach)
    if end < 0:
        return ""
    return (
        source[start:end]
        if name == "script"
        else " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", source[start:end])).split())
    )
