"""Markdown: the marks go, the words stay byte for byte, and every stretch maps back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.collect.markdown import markdown_walk


def walk(source):
    walked, found = markdown_walk(source)
    at = 0
    for piece in walked.pieces:
        assert piece.start == at
        assert walked.text[piece.start : piece.end] == source[piece.source_start : piece.source_end]
        at = piece.end
    assert at == (len(walked.text) if walked.pieces else 0)
    return walked, found


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("## Summary ##", "Summary"),
        ("Head\n====\ntext", "Head\n\ntext"),
        ("**Who fired.** Three _craters_ and ***both***", "Who fired. Three craters and both"),
        ("snake_case and 5 * 3 and 2*3*4", "snake_case and 5 * 3 and 234"),
        ("*one\ntwo*", "one\ntwo"),
        ("**not closed", "**not closed"),
        ("- **Heavy weapons.** Handed over\n* two\n+ three", "Heavy weapons. Handed over\ntwo\nthree"),
        ("1. first\n2. second", "first\nsecond"),
        ("12. September 1999 was", "12. September 1999 was"),
        ("> quote **over\n> lines** here", "quote over\nlines here"),
        ("see [the *plan*](http://x.example/a_(b)_c \"t\") now", "see the plan now"),
        ("see [plan][1]\n\n[1]: http://x.example", "see plan\n\n"),
        ("at <https://x.example/a_b_c> now", "at https://x.example/a_b_c now"),
        (r"two \*kept\* and `a*b*`", "two *kept* and a*b*"),
        ("a\n\n---\n\nb", "a\n\n\n\nb"),
        ("```\ncode *x*\n```", "\ncode *x*\n"),
        ("one<br>two <!-- note -->three", "onetwo three"),
        ("Sana’a\u00a0fell – he said", "Sana’a\u00a0fell – he said"),
    ],
)  # fmt: skip
def test_marks_go_and_words_stay(source, text):
    assert walk(source)[0].text == text


def test_a_heading_of_the_first_level_is_the_title_without_its_marks():
    assert walk("# Army *shells* [town](x)\n\nText.")[1].title == "Army shells town"
    assert walk("## Summary\n\nText.")[1].title is None
    assert walk("word " * 60 + "\n\n# Later part\n\nText.")[1].title is None


def test_the_fields_at_the_top_of_a_page_are_read_and_cut():
    walked, found = walk("---\ntitle: 'Army shells town'\ndate: 2021-05-06\nno: [1]\n---\nText.")
    assert (walked.text, found.title, found.published) == ("Text.", "Army shells town", "2021-05-06")
    assert walk("---\nnot: [closed\n---\nText.")[0].text.endswith("Text.")


def test_the_words_for_a_picture_are_a_caption():
    walked, _ = walk("A line.\n\n![A tank (photo)](x.jpg)\n\nAnother.")
    ((start, end, reason),) = walked.marked
    assert (walked.text[start:end], reason) == ("A tank (photo)", "caption")


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab *_#[]()!`>-+1.\n\r\\<|=~:\t", max_size=120))
def test_any_text_maps_back_and_loses_no_letter(source):
    walked, _ = walk(source)
    if not set("[<") & set(source) and not source.startswith("---"):
        assert (
            [c for c in walked.text if c in "ab"] == [c for c in source if c in "ab"]
            or "```" in source
            or "~~~" in source
        )


@pytest.mark.parametrize("part", ["*a ", "_a_ ", "[", "[a](", "![a](", "<!--", "`a", "> ", "\\", "1. a\n", "# *\n"])
def test_the_time_grows_with_the_length_and_no_faster(part):
    walk(part * 20_000)
