"""A name's key is what its definition says, whatever the letters."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.text import APOSTROPHES, DASHES, name_key, name_keys


def defined(name: str) -> str:
    """The key step by step: decomposed, without marks and apostrophes, blanks for what parts words, lower case."""
    plain = unicodedata.normalize("NFKD", name.translate(APOSTROPHES).translate(DASHES))
    kept = (c for c in plain if not unicodedata.combining(c) and c != "'")
    return " ".join("".join(" " if c in "-.,/_()" else c for c in kept).lower().split())


@given(st.text(max_size=30))
@example("Ὀδυσσεύς ΟΔΥΣΣΕΥΣ")
@example("Dar‘ā al-Balad")
@example("İstanbul ﬁeld ½ 한국 a\u0344\u0315b")
def test_a_key_is_what_its_definition_says(name: str) -> None:
    assert name_key(name) == defined(name)
    assert name_keys([name, "x", name]) == [defined(name), "x", defined(name)]


def test_every_character_for_itself() -> None:
    for code in (*range(0xD800), *range(0xE000, 0x110000)):
        if unicodedata.category(chr(code)) not in ("Cn", "Co"):
            assert name_key.__wrapped__(chr(code)) == defined(chr(code)), hex(code)
