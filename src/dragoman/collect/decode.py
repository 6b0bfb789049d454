"""Bytes to text: the encoding is found, never assumed, and what is no text is refused with a reason."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dragoman.errors import InputError

# Longest first, since UTF-32's mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    (b"%PDF", "a PDF", "Save its text as .txt (for instance with pdftotext)"),
    (b"PK\x03\x04", "a ZIP or Office file", "Unpack it, or save the document as .txt"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "Save the document as .txt"),
    (b"{\\rtf", "an RTF document", "Save the document as .txt"),
    (b"\x89PNG", "a picture", "Type or recognise its text first"),
    (b"\xff\xd8\xff", "a picture", "Type or recognise its text first"),
    (b"GIF8", "a picture", "Type or recognise its text first"),
    (b"SQLite format 3", "a database", "Export its rows as .csv or .jsonl"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_DECLARED_WITHIN = 4096  # bytes; HTML asks for the first 1024, pages are less strict
_CONTROL = bytes([*range(9), 11, *range(14, 27), *range(28, 32), 127])
# What pages and files in the languages of the world files are written in, where they are not in Unicode.
_POSSIBLE = [
    "cp1252", "cp1251", "cp1256", "cp1250", "cp1254", "cp1255", "cp1253", "koi8_r", "iso8859_6",
    "iso8859_5", "mac_cyrillic", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
_SAMPLE = 200_000  # bytes shown to the guesser: it looks at a few thousand of them only


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes, and the name of the codec that gives it: ``raw.decode(encoding) == text``."""

    text: str
    encoding: str


def decoded(raw: bytes, where: str, *, html: bool = False) -> Decoded:
    """The text of a file's bytes.

    Order: byte-order mark, strict UTF-8, the character set that a page declares, then a guess from the bytes.
    Raises InputError for what is empty, binary, broken or in no encoding that can be told.
    """
    if not raw.strip():
        raise InputError("is empty", where=where, do="Leave it out, or save it again with its text")
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _strict(raw, name, where)
    _refuse_binary(raw, where)
    if wide := _unmarked_wide(raw):
        return _strict(raw, wide, where)
    if b"\0" in raw:
        raise InputError(
            f"holds NUL bytes (the first at byte {raw.index(0)}), so it is binary or damaged",
            where=where,
            do="Save it again as UTF-8 text",
        )
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _almost_utf8(raw):
            raise InputError(
                f"is UTF-8 but broken at byte {error.start} ({error.reason})",
                where=where,
                do="Save it again as UTF-8",
            ) from error
    return _by_declaration(raw, where) if html and _DECLARED.search(raw, 0, _DECLARED_WITHIN) else _by_guess(raw, where)


def encoding_of_table(sample: bytes, where: str, *, utf8: bool = False) -> str:
    """The encoding of a long table, from its first bytes (which may end in mid-character).

    ``utf8``: the format asks for UTF-8 (JSON does, RFC 8259), so it is that where half of the lines are; a bad
    row is then told as such.
    """
    marked = any(sample.startswith(mark) for mark, _ in _MARKS)
    if utf8 and not marked and sample.strip() and b"\0" not in sample and _mostly_utf8(sample.split(b"\n")):
        return "utf-8"
    for back in range(4):
        try:
            return decoded(sample[: len(sample) - back], where).encoding
        except InputError:
            if back == 3 or not _cut_short(sample):
                raise
    raise AssertionError("unreachable")


def _mostly_utf8(lines: list[bytes]) -> bool:
    bad = sum("\ufffd" in line.decode("utf-8", "replace") for line in lines)
    return bad * 2 < len(lines)


def _cut_short(sample: bytes) -> bool:
    return any(byte >= 0x80 for byte in sample[-3:])


def _strict(raw: bytes, name: str, where: str) -> Decoded:
    try:
        text = raw.decode(name)
    except UnicodeDecodeError as error:
        raise InputError(
            f"says it is {name} but is broken at byte {error.start} ({error.reason})",
            where=where,
            do="Save it again as UTF-8",
        ) from error
    if "\0" in text:
        raise InputError("holds NUL characters", where=where, do="Save it again as UTF-8 text")
    if not text.strip():
        raise InputError("is empty", where=where, do="Leave it out, or save it again with its text")
    return Decoded(text, name)


def _refuse_binary(raw: bytes, where: str) -> None:
    for mark, what, do in _BINARY:
        if raw.startswith(mark):
            raise InputError(f"is {what}, not text", where=where, do=do)
    head = raw[:65536]
    odd = len(head) - len(head.translate(None, _CONTROL))
    if odd > len(head) * 0.02 and not _unmarked_wide(raw):  # guessed: text has hardly any control characters
        raise InputError("is binary, not text", where=where, do="Save its text as .txt in UTF-8")


def _unmarked_wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of mostly Latin text is zero."""
    head = raw[:4096]
    even, odd, half = head[::2].count(0), head[1::2].count(0), len(head) // 2
    if len(raw) % 2 or half < 4 or b"\0\0" in head:
        return None
    if odd > half * 0.4 and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd == 0 else None


def _almost_utf8(raw: bytes) -> bool:
    """Are there far more sound UTF-8 characters than broken ones? Then no other encoding is meant."""
    broken = raw.decode("utf-8", "replace").count("\ufffd")
    sound = sum(1 for c in raw[:_SAMPLE].decode("utf-8", "ignore") if c > "\x7f")
    surrogates = len(re.findall(rb"\xed[\xa0-\xbf][\x80-\xbf]", raw))
    return sound >= 4 * broken or (surrogates > 0 and 3 * surrogates >= broken)


def _by_declaration(raw: bytes, where: str) -> Decoded:
    found = _DECLARED.search(raw, 0, _DECLARED_WITHIN)
    name = found.group(1).decode("ascii", "ignore").lower() if found else ""
    if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"):
        name = "cp1252"  # as browsers do (WHATWG Encoding Standard)
    try:
        text = raw.decode(codecs.lookup(name).name)
        if isinstance(text, str):
            return Decoded(text, codecs.lookup(name).name)
    except (LookupError, UnicodeDecodeError, ValueError):
        pass
    return _by_guess(raw, where)


def _by_guess(raw: bytes, where: str) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE], cp_isolation=_POSSIBLE, threshold=0.2).best()
    if best is not None:
        try:
            return Decoded(raw.decode(best.encoding), best.encoding)
        except UnicodeDecodeError:
            pass
    raise InputError("is in no encoding that can be told", where=where, do="Save it again as UTF-8")
