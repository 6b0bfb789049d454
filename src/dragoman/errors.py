"""Everything Dragoman can raise, as one tree. A message says what, where and what to do.

DragomanError
├── InputError       a file or row that cannot be read (exit code 2)
├── WorldError       a mistake in a world file: names file and line (3)
├── StoreError       the record cannot be opened, is foreign, locked or full (4)
├── ModelError       a model file is missing or does not have its pinned hash (5)
└── VerifyError      a stored span or raw hash does not re-read (6)
"""

from __future__ import annotations


def sentence(words: str, *, capital: bool = True) -> str:
    """Words with a capital and a full stop, where they have none; nothing stays nothing."""
    if not words:
        return ""
    begun = words[:1].upper() + words[1:] if capital else words
    return begun if begun.endswith((".", "!", "?", "…")) else f"{begun}."


class DragomanError(Exception):
    """Something went wrong that the user can act on."""

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        self.what, self.where, self.do = what, where, sentence(do)
        told = ": ".join(part for part in (where, what) if part)
        super().__init__(f"{sentence(told, capital=False)} {self.do}" if do else told)


class InputError(DragomanError):
    """A file, row or page that cannot be read as a report."""

    exit_code = 2


class WorldError(DragomanError):
    """A world file (ontology, actors, outlets, places) says something that it may not."""

    exit_code = 3


class StoreError(DragomanError):
    """The record could not be opened, read or written."""

    exit_code = 4


class ModelError(DragomanError):
    """A learned file is missing or is not the one that was pinned."""

    exit_code = 5


class VerifyError(DragomanError):
    """Something stored does not re-read to the words or bytes that it came from."""

    exit_code = 6
