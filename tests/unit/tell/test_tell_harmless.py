"""Words of a report never act on the terminal that shows them."""

from __future__ import annotations

import pytest

from dragoman.commands import desk
from dragoman.tell.harmless import SHOWN_AS, harmless
from dragoman.tell.tables import pairs_table


@pytest.mark.parametrize(
    "text",
    ["\x1b[31mred", "\x1b]0;title\x07", "a\rb", "back\x08space", "\x9b2J", "\u202etxt.exe", "\u2066iso\u2069", "\x00"],
)
def test_acting_characters_are_only_shown(text: str) -> None:
    made = harmless(text)
    assert len(made) == len(text)
    assert SHOWN_AS in made
    assert not any(ord(c) < 32 and c not in "\n\t" for c in made)


@pytest.mark.parametrize("text", ["Dara’a al-Balad", "درعا البلد", "a\tb\nc", "no-break\xa0space", "🙂"])
def test_plain_words_stay(text: str) -> None:
    assert harmless(text) == text


def test_the_console_prints_no_sequence_of_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    desk.show("shelled \x1b[2J the town")
    assert "\x1b" not in capsys.readouterr().out


def test_no_blanks_end_a_line_where_the_output_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    desk.show(pairs_table([("name", "value"), ("a longer name", "v")]))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert all(line == line.rstrip() for line in lines)
