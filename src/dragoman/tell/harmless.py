"""Text that a terminal only shows: a report may hold escape sequences or marks that turn lines around."""

from __future__ import annotations

import re
from typing import Any, TextIO

# C0 and C1 controls but tab and line end; marks that override the direction of text (Unicode TR 36, "Trojan Source").
_ACTING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"[ \t]+(?=\n)")
SHOWN_AS = "\N{REPLACEMENT CHARACTER}"


def harmless(text: str) -> str:
    """The text with every acting character replaced by one that only shows; as long as it was."""
    return _ACTING.sub(SHOWN_AS, text)


class Trimmed:
    """A stream that leaves out blanks at the ends of lines: files and pipes have no use for the padding of columns."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write without the blanks before line ends."""
        return self._stream.write(_BLANKS.sub("", text))
