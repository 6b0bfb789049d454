"""A number with its noun: "1 event", "2 events"."""

from __future__ import annotations


def count(number: int, noun: str, plural: str = "") -> str:
    """The number with the noun in its form; the plural where it is not made by an s."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
