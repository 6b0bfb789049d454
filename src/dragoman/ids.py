"""Ids that depend on content alone: the same input has the same id on every machine."""

from __future__ import annotations

import hashlib

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford base 32: no i, l, o, u to misread


def digest(content: bytes) -> str:
    """The SHA-256 of some bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def content_id(prefix: str, *parts: object) -> str:
    """A short id such as ``rep_3k9q…`` made from the parts; 80 bits, so collisions are out of sight.

    Parts are joined by a character that no text holds, so ("ab", "c") and ("a", "bc") differ.
    """
    joined = "\x1f".join(str(p) for p in parts).encode("utf-8", "surrogatepass")
    number = int.from_bytes(hashlib.sha256(joined).digest()[:10], "big")
    letters = []
    for _ in range(16):
        number, rest = divmod(number, 32)
        letters.append(_ALPHABET[rest])
    return f"{prefix}_{''.join(reversed(letters))}"
