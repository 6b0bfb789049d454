"""Where quotation marks are open in a report."""

from __future__ import annotations

import re


class Quoting:
    """Where quotation marks are open, paragraph by paragraph."""

    def __init__(self, text: str) -> None:
        self._marks = list(re.finditer(r"[“”\"«»]|\n\s*\n", text))

    def is_open(self, at: int) -> bool:
        """Does a quotation that began earlier in the paragraph still run at this offset?"""
        state = False
        for mark in self._marks:
            if mark.start() >= at:
                break
            sign = mark.group(0)
            state = sign in "“«" or (sign == '"' and not state)
        return state
