"""Words, sentences and normal forms of a report's text, and the way back to its source."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from dragoman.records import Piece, Span

# Letters keep apostrophes and hyphens inside (Dara'a, al-Balad, re-open); numbers keep separators (1,000; 4.5).
_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., U.N., a.m.
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?:-[^\W\d_]+)*(?![^\W\d_])"
    r"|[^\W_]+(?:['’ʼ‘`´\-‐‑][^\W_]+)*(?:['’](?=\s|$))?"
    r"|\.{2,}|[^\w\s]|_",
)
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt brig adm gov sen rep rev hon st mt no vs etc e.g i.e u.s u.n u.k "
    "jan feb mar apr jun jul aug sep sept oct nov dec al fr sr jr inc ltd co corp dept approx est fig ph.d a.m p.m".split()
)
_END = re.compile(r"[.!?…؟۔。]+[\"'”’»)\]]*(?=\s|$)|\n\s*\n|\n(?=[^\n])")
APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´ʾʿ′ʻ", "'"))
DASHES = str.maketrans(dict.fromkeys("‐‑–—−", "-"))
# Arabic-Indic and Persian digits to ASCII, Arabic punctuation to Latin: one character for one, so offsets hold.
_ARABIC = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،؛؟", "01234567890123456789,;?")


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words and punctuation marks of a text, in order."""
    stop = len(text) if end is None else end
    spans = []
    for found in _WORD.finditer(text, start, stop):
        first, last = found.span()
        tail = text[first:last]
        if len(tail) > 2 and tail[-2:].lower() in ("'s", "’s"):
            spans += [Span(first, last - 2), Span(last - 2, last)]
        else:
            spans.append(Span(first, last))
    return spans


def sentences(text: str) -> list[Span]:
    """The sentences of a text, without the white space around them.

    Line ends close a sentence; a stop after an abbreviation, an initial or inside a number does not, and in a text
    with capitals none does that a small letter follows.
    """
    cuts, found = [], []
    cased = _has_capitals(text)
    for mark in _END.finditer(text):
        if text[mark.start()] == "\n" or _closes(text, mark.start(), mark.end(), cased):
            cuts.append(mark.end())
    start = 0
    for cut in [*cuts, len(text)]:
        piece = text[start:cut]
        lead = len(piece) - len(piece.lstrip())
        body = piece.strip()
        if body:
            found.append(Span(start + lead, start + lead + len(body)))
        start = cut
    return found


def _has_capitals(text: str) -> bool:
    """Has a text capitals at all? Radio transcripts and scraped tables often have none."""
    return len(text) < TOO_SHORT or any(map(str.isupper, text))


TOO_SHORT = 160  # characters: in so short a text the want of capitals says little (guessed)


def _closes(text: str, at: int, after: int, cased: bool) -> bool:
    """Does the stop at ``at`` end a sentence? ``cased``: the text has capitals."""
    if text[at] != "." or text[at : at + 2] == "..":
        return not (cased and _next_is_lower(text, after))
    before = re.search(r"[\w.’'-]*$", text[max(0, at - 20) : at])
    word = before.group(0).lower() if before else ""
    if word in _ABBREVIATIONS and not (
        word in {"a.m", "p.m", "u.s", "u.n", "u.k", "etc"} and _next_is_opener(text, after)
    ):
        return False
    if len(word) == 1 and word.isalpha() and not _next_is_opener(text, after):
        return False
    if len(word) == 1 and word.isalpha() and at >= 2 and text[at - 1].isupper() and text[at - 2] == " ":
        return False  # an initial: "George W. Bush"
    return not (cased and _next_is_lower(text, after))


def _next_is_lower(text: str, at: int) -> bool:
    rest = text[at : at + 3].lstrip(" \t")
    return bool(rest) and rest[0].islower()


_OPENERS = frozenset("the a an in on at he she it they we i this that but and".split())


def _next_is_opener(text: str, at: int) -> bool:
    nxt = re.match(r"\s*[\"'“‘(]?([A-Za-z]+)", text[at : at + 20])
    return bool(nxt) and nxt.group(1)[0].isupper() and nxt.group(1).lower() in _OPENERS  # type: ignore[union-attr]


def flat(text: str) -> str:
    """The text in lower case with plain apostrophes, dashes and digits; as long as it was."""
    low = text.translate(APOSTROPHES).translate(DASHES).translate(_ARABIC)
    lowered = low.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in low)


def squeezed(text: str) -> str:
    """The text as ``flat`` gives it, with one blank for each run of blanks: what two lines of one wording share."""
    return " ".join(flat(text).split())


class _Bare(dict[int, str]):
    """What is left of each character in a name's key; made when a character is first met.

    Characters can be looked at one by one: NFKD only reorders combining marks, and those go.
    """

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code).translate(APOSTROPHES).translate(DASHES))
        kept = (c for c in plain if not unicodedata.combining(c) and c != "'")
        return self.setdefault(code, "".join(" " if c in "-.,/_()" else c for c in kept))


_BARE = _Bare()


def name_keys(names: Iterable[str]) -> list[str]:
    """``name_key`` of many names that are met once, and so are not worth remembering."""
    return [" ".join(name.translate(_BARE).lower().split()) for name in names]


@lru_cache(maxsize=200_000)
def name_key(name: str) -> str:
    """A name without case, accents, apostrophes, hyphens or extra blanks: ``Dar‘ā`` and ``Dara`` keep their letters only."""
    return name_keys((name,))[0]


def to_source(pieces: Sequence[Piece], span: Span) -> tuple[int, int]:
    """Where a span of the report's text stands in the decoded source, as ``(start, end)``.

    With no pieces the text is the source. Raises ValueError for a span outside all pieces.
    """
    if not pieces:
        return span.start, span.end
    return _source_at(pieces, span.start, last=False), _source_at(pieces, span.end, last=True)


def _source_at(pieces: Sequence[Piece], at: int, *, last: bool) -> int:
    starts = [p.start for p in pieces]
    index = bisect_right(starts, at - 1 if last else at) - 1
    if index < 0:
        raise ValueError(f"offset {at} lies before the text")
    piece = pieces[index]
    if piece.end - piece.start == piece.source_end - piece.source_start:
        return min(piece.source_start + at - piece.start, piece.source_end)
    return piece.source_end if last else piece.source_start
