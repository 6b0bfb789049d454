"""The report's own text, without the furniture of the page it was copied from, and the way back.

Only whole lines are cut, and bracketed photo credits at the end of a line; every other word stays byte
for byte, typing errors and no-break spaces included. What goes is kept as ``Residue``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.collect.front import HEAD_LINES, Front, front_of
from dragoman.collect.residue_rules import Rules, line_of, rules_of
from dragoman.records import DateCandidate, Piece, Residue

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
# A line of running text: where the first stands the page's head ends (guessed; a news lead has 20 to 40
# words, a headline rarely more than 14 and no full stop).
_PROSE_WORDS = 9
_PROSE_END = re.compile(r"[.!?…؟۔。:;,][\"'”’»)\]]*$")
_ADDRESS = re.compile(r"(?:https?://|www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?", re.IGNORECASE)
_INLINE_FROM = 60  # a bracketed credit is cut only off a line with this much text before it (guessed)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text that was kept, its pieces and residue, and the outlet and days that the cut lines give away.

    ``chronicle``: days stand above its parts as headings; none of them is the day of publication.
    """

    text: str
    pieces: tuple[Piece, ...]
    residue: tuple[Residue, ...]
    outlet: str | None
    dates: tuple[DateCandidate, ...] = ()
    chronicle: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the source: its words at [start, end), its line end up to ``stop``."""

    start: int
    end: int
    stop: int
    words: str


def cleaned(
    source: str, *, rules: Rules | None = None, marked: Iterable[tuple[int, int, str]] = (), title: str | None = None
) -> Cleaned:
    """Cut page furniture, mastheads and date lines out of a text.

    ``marked``: stretches ``(start, end, reason)`` of the source, known to be furniture beforehand. ``title``: the
    one that came with the text, if any; what stands above it in the text goes.
    """
    rules = rules or rules_of()
    rows = [_row(m) for m in _LINE.finditer(source) if m.group()]
    known = {start: (end, reason) for start, end, reason in marked}
    judged = list(_judged(rows, rules, known))
    front = _front(judged, title, rules)
    residue: list[Residue] = []
    stretches: list[tuple[int, int]] = []
    outlet, after_cut, after_blank = front.outlet, False, True
    for n, (row, reason, name) in enumerate(judged):
        outlet = outlet or name
        reason = reason or front.cut.get(n)
        if reason is not None:
            residue.append(_residue(row, reason))
            after_cut = True
            continue
        blank = not row.words.strip()
        if not (blank and after_cut and after_blank):
            end = row.end if blank else _end_of_text(row, rules, residue)
            start = row.start + front.lead.get(n, 0)
            if start > row.start:
                residue.append(_residue(_Row(row.start, start, start, source[row.start : start]), "masthead"))
            stretches += [(start, end), (max(row.end, row.stop - 1), row.stop)]
        after_cut, after_blank = after_cut and blank, blank
    done = _cleaned(source, stretches, residue, outlet)
    return replace(done, dates=front.dates, chronicle=front.chronicle)


def _front(judged: Sequence[tuple[_Row, str | None, str | None]], title: str | None, rules: Rules) -> Front:
    """What stands above the story, by the number of the row."""
    rows = [(n, row.words, reason) for n, (row, reason, _) in enumerate(judged) if row.words.strip()]
    prose = next((at for at, (_, words, reason) in enumerate(rows) if not reason and _is_prose(words)), len(rows))
    head, body = rows[: min(prose, HEAD_LINES)], [words for _, words, _ in rows[min(prose, HEAD_LINES) :]]
    found = front_of([(words, reason) for _, words, reason in head], body, title, rules.front)
    return replace(
        found,
        cut={head[at][0]: reason for at, reason in found.cut.items()},
        lead={head[at][0]: length for at, length in found.lead.items()},
    )


def _row(found: re.Match[str]) -> _Row:
    return _Row(found.start(1), found.end(1), found.end(2), found.group(1))


def _residue(row: _Row, reason: str) -> Residue:
    words = row.words.strip()
    start = row.start + len(row.words) - len(row.words.lstrip())
    return Residue(start, start + len(words), words, reason)


def _judged(
    rows: Sequence[_Row], rules: Rules, known: dict[int, tuple[int, str]]
) -> Iterable[tuple[_Row, str | None, str | None]]:
    """Each line with the reason to cut it (None: keep) and the outlet it names, if any."""
    prose = [n for n, r in enumerate(rows) if _is_prose(r.words)]
    head_ends, tail_starts = (prose[0], prose[-1]) if prose else (len(rows), -1)
    first, carry = True, 0
    for n, row in enumerate(rows):
        if not row.words.strip():
            yield row, None, None
            continue
        if row.start in known:
            yield row, known[row.start][1], None
            continue
        line = line_of(row.words, first=first, in_head=n < head_ends, in_tail=n > tail_starts)
        if carry and _ADDRESS.fullmatch(line.words):
            carry -= 1
            yield row, "mirror", None
            continue
        rule = rules.rule_for(line) if len(row.words) <= 600 else None
        carry = rule.then if rule else 0
        first = first and rule is not None
        named = rule.outlet.search(line.words) if rule and rule.outlet else None
        yield row, rule.reason if rule else None, named.group("outlet") if named else None


def _is_prose(words: str) -> bool:
    """Is this line running text, not a headline or a scrap of the page?"""
    return len(words) > 500 or (len(words.split()) >= _PROSE_WORDS and bool(_PROSE_END.search(words.strip())))


def _end_of_text(row: _Row, rules: Rules, residue: list[Residue]) -> int:
    """Where a kept line's text ends, after its bracketed photo credit (noted as residue) is cut off."""
    body = row.words.rstrip()
    at = max(body.rfind("["), body.rfind("("))
    for reason, pattern in rules.inline:
        if at >= _INLINE_FROM and pattern.fullmatch(body, at):
            residue.append(Residue(row.start + at, row.start + len(body), body[at:], reason))
            return row.start + len(body[:at].rstrip())
    return row.end


def _cleaned(source: str, stretches: Sequence[tuple[int, int]], residue: list[Residue], outlet: str | None) -> Cleaned:
    """The kept stretches put together: line ends become plain ones, outer blanks go.

    Of CR LF the second character is kept, so that every piece is copied and the way back is exact.
    """
    parts = [("\n" if source[a:b] == "\r" else source[a:b], a, b) for a, b in stretches]
    while parts and not parts[0][0].strip():
        parts.pop(0)
    while parts and not parts[-1][0].strip():
        parts.pop()
    if parts:
        words, a, b = parts[0]
        parts[0] = (words.lstrip(), a + len(words) - len(words.lstrip()), b)
        words, a, b = parts[-1]
        parts[-1] = (words.rstrip(), a, b - (len(words) - len(words.rstrip())))
    text = "".join(words for words, _, _ in parts)
    pieces = joined(_placed(parts))
    if text == source:
        return Cleaned(text, (), tuple(residue), outlet)
    return Cleaned(text, tuple(pieces), tuple(sorted(residue, key=lambda r: r.source_start)), outlet)


def _placed(parts: Iterable[tuple[str, int, int]]) -> Iterable[Piece]:
    at = 0
    for words, start, end in parts:
        yield Piece(at, at + len(words), start, end)
        at += len(words)


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbouring pieces of copied text put together, empty ones left out."""
    out: list[Piece] = []
    run: tuple[int, int, int, int] | None = None  # the copied stretch that is growing
    for piece in pieces:
        if piece.end <= piece.start:
            continue
        copied = _copied(piece)
        if run and copied and run[1] == piece.start and run[3] == piece.source_start:
            run = (run[0], piece.end, run[2], piece.source_end)
            continue
        if run:
            out.append(Piece(*run))
            run = None
        if copied:
            run = (piece.start, piece.end, piece.source_start, piece.source_end)
        else:
            out.append(piece)
    return [*out, Piece(*run)] if run else out


def _copied(piece: Piece) -> bool:
    return piece.end - piece.start == piece.source_end - piece.source_start


def through(outer: Sequence[Piece], inner: Sequence[Piece]) -> tuple[Piece, ...]:
    """Two maps in a row as one: ``inner`` leads from the text to a middle text, ``outer`` on to the source.

    Either may be empty: then that step changes nothing.
    """
    if not outer or not inner:
        return tuple(inner or outer)
    found: list[Piece] = []
    first = 0
    for piece in inner:
        while first < len(outer) and outer[first].end <= piece.source_start:
            first += 1
        at = first
        while at < len(outer) and outer[at].start < piece.source_end:
            found.append(_clipped(outer[at], piece))
            at += 1
    return tuple(joined(found))


def _clipped(step: Piece, piece: Piece) -> Piece:
    """The part of one outer step that lies in an inner piece, as a step from the text to the source."""
    low, high = max(step.start, piece.source_start), min(step.end, piece.source_end)
    shift = piece.start - piece.source_start
    if not _copied(step):
        return Piece(low + shift, high + shift, step.source_start, step.source_end)
    there = step.source_start - step.start
    return Piece(low + shift, high + shift, low + there, high + there)
