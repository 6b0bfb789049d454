"""Markdown (.md): the words without the marks, each character with its place in the source.

Only marks go: heading signs, emphasis, list bullets, the addresses of links. Words stay byte for byte, so every
stretch maps back; a mark leaves a gap in the map and no residue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import yaml

from dragoman.collect.clean import joined
from dragoman.collect.report import Given, Walked, plain_walk
from dragoman.records import Piece

Gap = tuple[int, int]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.{0,8000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"[ \t]{0,3}(```+|~~~+)[^\r\n]*")
_RULE = re.compile(r"[ \t]{0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*")
_UNDERLINE = re.compile(r"[ \t]{0,3}(?:={2,}|-{2,})[ \t]*")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*")
_DEFINED = re.compile(r"[ \t]{0,3}\[(?!\^)([^\[\]\r\n]{1,200})\]:[ \t]+\S+[^\r\n]*")
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_QUOTED = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_NUMBERED = re.compile(r"[ \t]*(\d{1,3})[.)][ \t]+(?=\S)")
_IMAGE_LINE = re.compile(r"[ \t]*!\[([^\[\]\r\n]*)\]\([^()\r\n]*(?:\([^()\r\n]*\)[^()\r\n]*)*\)[ \t]*")
_TARGET = r"\((?:[^()\s]|\([^()\s]*+\))*+(?:[ \t]+(?:\"[^\"\r\n]*+\"|'[^'\r\n]*+'))?[ \t]*\)"
_INLINE = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<ticks>`+)(?P<code>[^`\r\n]+)(?P=ticks)"
    r"|<!--[^<>]{0,2000}?-->|</?(?:b|i|em|strong|u|s|sub|sup|span|p|div|a|br|center|font)(?:[ \t][^<>\r\n]{0,500})?/?>"
    r"|<(?P<address>(?:https?://|mailto:)[^\s<>]+)>"
    rf"|(?P<opens>!?\[)(?P<words>[^\[\]]*+)(?P<closes>\]{_TARGET})"
    r"|(?P<ref_opens>!?\[)(?P<ref_words>[^\[\]\r\n]++)(?P<ref_closes>\][ ]?\[(?P<ref>[^\[\]\r\n]*+)\])"
    r"|\[\^[^\[\]\s]{1,40}\]:?"
)
_ABOVE_TITLE = 30  # guessed: below more words than that, a heading of the first level is no title
_RUN = re.compile(r"\*+|_+")
_FRONT_FIELDS = {
    "title": ("title", "headline"),
    "published": ("date", "published", "pubdate"),
    "url": ("url", "canonical", "link"),
    "outlet": ("publisher", "outlet", "source", "site"),
    "language": ("lang", "language"),
}


def markdown_walk(source: str) -> tuple[Walked, Given]:
    """The words of a Markdown text with their map to its source, and the title and day that its marks give."""
    given, at = _front_matter(source)
    gaps: list[Gap] = [(0, at)] if at else []
    images: list[Gap] = []
    title = given.title
    before = 0  # words above
    for start, end, level in _paragraphs(source, at, gaps, images):
        gaps += _inline(source, start, end)
        if level == 1 and title is None and before <= _ABOVE_TITLE:
            title = " ".join(_without(source, start, end, sorted(gaps)).split())
        before += len(source[start:end].split()) if before <= _ABOVE_TITLE else 0
    kept = _kept(len(source), sorted(set(gaps)))
    if not gaps:
        return plain_walk(source), given
    pieces, at = [], 0
    for start, end in kept:
        pieces.append(Piece(at, at + end - start, start, end))
        at += end - start
    text = "".join(source[start:end] for start, end in kept)
    return Walked(text, tuple(joined(pieces)), tuple(_captions(pieces, images))), replace(given, title=title or None)


# ------------------------------------------------------------------------------ blocks


def _front_matter(source: str) -> tuple[Given, int]:
    """The fields between two lines ``---`` at the very top, as site builders write them, and where they end."""
    found = _FRONT.match(source)
    if found is None:
        return Given(), 0
    try:
        read = yaml.load(found[1], Loader=yaml.BaseLoader)  # noqa: S506 (texts only, nothing is built)
    except yaml.YAMLError:
        return Given(), 0
    if not isinstance(read, dict):
        return Given(), 0
    fields = {str(k).lower(): v.strip() for k, v in read.items() if isinstance(v, str) and v.strip()}

    def first(field: str) -> str | None:
        return next((fields[n] for n in _FRONT_FIELDS[field] if n in fields), None)

    given = Given(
        title=first("title"),
        published=first("published"),
        url=first("url"),
        outlet=first("outlet"),
        language=first("language"),
    )
    return given, found.end()


def _paragraphs(source: str, at: int, gaps: list[Gap], images: list[Gap]) -> Iterator[tuple[int, int, int]]:
    """Stretches in which emphasis may open and close, with a heading's level or 0; block marks go to ``gaps``."""
    numbered = _numbered(source, at)
    open_at: int | None = None
    fence = ""
    for found in _LINE.finditer(source, at):
        start, end = found.start(), found.start() + len(found[0].rstrip("\r\n"))
        words = source[start:end]
        mark = _FENCE.fullmatch(words)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1][:3]
            gaps.append((start, end))
        elif fence:
            continue
        elif open_at is not None and _UNDERLINE.fullmatch(words):
            gaps.append((start, end))
            yield open_at, start, 1 if "=" in words else 2
            open_at = None
            continue
        elif _RULE.fullmatch(words) or _TABLE_RULE.fullmatch(words) or _DEFINED.fullmatch(words):
            gaps.append((start, end))
        elif image := _IMAGE_LINE.fullmatch(words):
            gaps += [(start, start + image.start(1)), (start + image.end(1), end)]
            images.append((start + image.start(1), start + image.end(1)))
        elif words.strip():
            begin, level, fresh = _block_marks(source, start, end, numbered, gaps)
            if open_at is not None and fresh:
                yield open_at, start, 0
                open_at = None
            if level:
                yield begin, end, level
            elif open_at is None:
                open_at = begin
            continue
        if open_at is not None:
            yield open_at, start, 0
            open_at = None
    if open_at is not None:
        yield open_at, len(source), 0


def _block_marks(source: str, start: int, end: int, numbered: frozenset[int], gaps: list[Gap]) -> tuple[int, int, bool]:
    """Where a line's words begin, a heading's level or 0, and whether a new stretch starts with it.

    Quote signs, bullets and heading signs are gaps.
    """
    at, level = start, 0
    if quoted := _QUOTED.match(source, at, end):
        at = quoted.end()
    if bullet := _BULLET.match(source, at, end) or (_NUMBERED.match(source, at, end) if start in numbered else None):
        at = bullet.end()
    if heading := _HEADING.match(source, at, end):
        at, level = heading.end(), len(heading[1])
        if closing := _CLOSING.search(source[at:end]):
            gaps.append((at + closing.start(), end))
    if at > start:
        gaps.append((start, at))
    return at, level, bool(bullet or heading)


def _numbered(source: str, at: int) -> frozenset[int]:
    """Where the lines of numbered lists start: two and more that count on, so that "12. September" is none."""
    marks = [(m.start(), n) for m in _LINE.finditer(source, at) if m[0] and (n := _NUMBERED.match(m[0]))]
    counts = [(start, int(n[1])) for start, n in marks]
    pairs = [(a, b) for a, b in pairwise(counts) if b[1] == a[1] + 1]
    return frozenset(start for pair in pairs for start, _ in pair)


# ------------------------------------------------------------------------------ inline


def _inline(source: str, start: int, end: int) -> Iterator[Gap]:
    """The marks inside a paragraph: escapes, code ticks, links, simple tags, emphasis."""
    kept_out: list[Gap] = []
    for found in _INLINE.finditer(source, start, end):
        yield from _marks(found, kept_out)
    yield from _emphasis(source, start, end, kept_out)


def _marks(found: re.Match[str], kept_out: list[Gap]) -> Iterator[Gap]:
    """What goes of one link, escape or code span; ``kept_out``: where no emphasis is looked for."""
    if found["escape"]:
        yield found.start(), found.start() + 1
        kept_out.append(found.span())
        return
    for whole in ("code", "address", "words", "ref_words"):
        if found[whole] is not None:
            yield found.start(), found.start(whole)
            yield found.end(whole), found.end()
            if whole in ("code", "address"):
                kept_out.append(found.span())
            else:
                kept_out.append((found.end(whole), found.end()))
            return
    yield found.span()
    kept_out.append(found.span())


def _emphasis(source: str, start: int, end: int, kept_out: Sequence[Gap]) -> Iterator[Gap]:
    """Pairs of ``*`` or ``_`` runs that stand around words; single ones and those inside words stay."""
    opened: dict[str, list[Gap]] = {"*": [], "_": []}
    waiting = iter([*kept_out, (end + 1, end + 1)])
    shut = next(waiting)
    for run in _RUN.finditer(source, start, end):
        while run.start() >= shut[1]:
            shut = next(waiting)
        if run.start() >= shut[0]:
            continue
        mark, (at, stop) = run[0][0], run.span()
        opens, closes = _flanks(source, at, stop, start, end)
        while closes and opened[mark] and at < stop:
            left, right = opened[mark].pop()
            length = min(right - left, stop - at)
            yield right - length, right
            yield at, at + length
            at += length
            if right - length > left:
                opened[mark].append((left, right - length))
        if opens and at < stop:
            opened[mark].append((at, stop))


def _flanks(source: str, at: int, stop: int, start: int, end: int) -> tuple[bool, bool]:
    """May a run of marks open emphasis, and may it close some?"""
    before = source[at - 1] if at > start else " "
    after = source[stop] if stop < end else " "
    left = not after.isspace() and (after.isalnum() or not before.isalnum())
    right = not before.isspace() and (before.isalnum() or not after.isalnum())
    if source[at] == "_":
        return left and not before.isalnum(), right and not after.isalnum()
    return left, right


# ------------------------------------------------------------------------------ the map


def _kept(size: int, gaps: Iterable[Gap]) -> list[Gap]:
    """What lies between the gaps, which are sorted."""
    kept, at = [], 0
    for start, end in gaps:
        if start > at:
            kept.append((at, start))
        at = max(at, end)
    return [*kept, (at, size)] if at < size else kept


def _without(source: str, start: int, end: int, gaps: Iterable[Gap]) -> str:
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in gaps if b > start and a < end]
    return "".join(source[start + a : start + b] for a, b in _kept(end - start, inside))


def _captions(pieces: Sequence[Piece], images: Iterable[Gap]) -> Iterator[tuple[int, int, str]]:
    """The words given for pictures, marked as captions in the text."""
    place = {p.source_start: p for p in pieces}
    for start, end in images:
        if (piece := place.get(start)) and end > start:
            yield piece.start, piece.start + end - start, "caption"
