"""Page furniture: what goes, what stays, and the way back. Add rows to the tables freely."""

from pathlib import Path

import pytest

from dragoman.collect.clean import cleaned, through
from dragoman.collect.residue_rules import line_of, rules_of
from dragoman.errors import WorldError
from dragoman.records import Piece

RULES = rules_of()
PAGE = """News   /   Mali

Army resumes shelling of Kidal after talks fail

World Today

Soldiers wait at a bridge near Kidal, Mali. (File photo by Anadolu)

The army shelled the northern quarter of the town on Sunday, a spokesman said.

Valley TV’s Omar al Hadi reports.

Follow Omar al Hadi on Twitter @omar_hadi

Residents of the quarter\u00a0said that the shellling went on until dawn.

Read more: How the talks failed


Valley TV’s website can also be accessed at the following alternate addresses:

www.valleytv.example.org

SHARE THIS ARTICLE
Valley TV News Roku
"""


@pytest.mark.parametrize(("rule", "line"), [(r, e) for r in RULES.lines for e in r.examples])
def test_every_example_of_a_rule_fits_it(rule, line):
    assert rule.fits(line_of(line, in_head=True, in_tail=True))


@pytest.mark.parametrize("line", [m for r in RULES.lines for m in r.near_misses])
def test_no_near_miss_fits_any_rule(line):
    found = RULES.rule_for(line_of(line))
    assert found is None, found and found.reason


def test_a_page_keeps_its_text_byte_for_byte_and_nothing_else():
    clean = cleaned(PAGE)
    assert clean.text == (
        "Army resumes shelling of Kidal after talks fail\n\n"
        "The army shelled the northern quarter of the town on Sunday, a spokesman said.\n\n"
        "Residents of the quarter\u00a0said that the shellling went on until dawn."
    )
    assert [r.reason for r in clean.residue] == [
        "crumb", "crumb", "caption", "media", "follow", "related", "mirror", "mirror", "share", "media",
    ]  # fmt: skip
    assert clean.outlet == "Valley TV"
    for piece in clean.pieces:
        assert clean.text[piece.start : piece.end] == PAGE[piece.source_start : piece.source_end]
    for residue in clean.residue:
        assert PAGE[residue.source_start : residue.source_end] == residue.words


@pytest.mark.parametrize(
    "text",
    [
        "One line of text about a shelled town.",
        "Title of a report\n\nThe first paragraph, with a dash - and a stop.\n\n\nThe second one.",
        "Share prices fell after the raid.\nRelated violence killed three people in the capital on Monday.",
        "Syria: rebels leave\n\nLocal media reports.\n\nThe army said that it had taken the crossing.",
    ],
)
def test_text_without_furniture_is_its_own_source(text):
    clean = cleaned(text)
    assert (clean.text, clean.pieces, clean.residue) == (text, (), ())


def test_carriage_returns_become_line_ends_and_are_mapped():
    source = "Title of it\r\n\r\nThe army shelled the town.\r\nShare\r\n"
    clean = cleaned(source)
    assert clean.text == "Title of it\n\nThe army shelled the town."
    for piece in clean.pieces:
        there = source[piece.source_start : piece.source_end]
        assert there.replace("\r\n", "\n") == clean.text[piece.start : piece.end]


def test_a_photo_credit_at_the_end_of_a_long_paragraph_goes_alone():
    body = "The army shelled the northern quarter. " * 14
    clean = cleaned("A title\n\n" + body + "[File: Ana Perez/Reuters]\n\nThe end of it came on Sunday, he said.")
    assert clean.text.startswith("A title\n\n" + body.strip() + "\n\nThe end")
    assert [(r.reason, r.words) for r in clean.residue] == [("caption", "[File: Ana Perez/Reuters]")]


def test_furniture_alone_leaves_no_text():
    assert cleaned("News / Mali\n\nSHARE THIS ARTICLE\n").text == ""


def test_maps_in_a_row_are_one_map():
    outer = (Piece(0, 4, 10, 14), Piece(4, 5, 14, 19), Piece(5, 9, 19, 23))
    inner = (Piece(0, 7, 2, 9),)
    assert through(outer, inner) == (Piece(0, 2, 12, 14), Piece(2, 3, 14, 19), Piece(3, 7, 19, 23))
    assert through((), inner) == inner
    assert through(outer, ()) == outer


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("rules: 3", "no list of rules"),
        ("rules: [{reason: gossip, match: x}]", "rule 1"),
        ("rules: [{reason: share, match: x, only: y}]", "exactly one"),
        ("rules: [{reason: share, only: nothing}]", "no vocabulary"),
        ("rules: [{reason: share, match: '('}]", "bad pattern"),
        ("rules: [{reason: share, wat: 1}]", "unknown keys"),
        ("rules: [", "not YAML"),
    ],
)
def test_a_mistake_in_the_rules_is_told_with_its_place(tmp_path: Path, words, named):
    path = tmp_path / "residue.yaml"
    path.write_text(words, "utf-8")
    with pytest.raises(WorldError, match=named):
        rules_of(path)


def test_a_missing_rules_file_is_told(tmp_path: Path):
    with pytest.raises(WorldError, match="cannot be read"):
        rules_of(tmp_path / "none.yaml")
