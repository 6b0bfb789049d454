"""Laws of cleaning: every piece maps back exactly, and nothing that was cut is left in the text."""

from __future__ import annotations

import html

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.collect.clean import cleaned
from dragoman.collect.html import html_report
from dragoman.collect.plain import plain_report
from dragoman.collect.way_back import fits, source_of
from dragoman.records import Issue

FURNITURE = [
    "News / Mali", "Home › World › Africa", "SHARE THIS ARTICLE", "Soldiers in Kidal. (File photo by Anadolu)",
    "Photo: Jane Roe/AFP", "www.valley.example.org", "Follow Jane Roe on Twitter @jane_roe", "Read more: The long road",
    "Valley TV’s Jane Roe reports.", "Subscribe to our newsletter", "© 2021 Valley News", "Valley TV News Roku",
]  # fmt: skip
PARAGRAPHS = st.lists(
    st.sampled_from(
        [
            "army",
            "shelled",
            "the",
            "town\xa0of",
            "Sana’a",
            "on",
            "Sunday,",
            "killing",
            "ten",
            "shellling",
            "–",
            "of",
            "45,000",
            "them",
        ]
    ),
    min_size=12,
    max_size=40,
).map(lambda words: "The " + " ".join(words) + ".")
BREAKS = st.sampled_from(["\n\n", "\n", "\r\n", "\n\n\n", "\n \n"])


@st.composite
def pages(draw):
    """A text of paragraphs and furniture: the source, the paragraphs, and the furniture in it."""
    blocks = [(draw(PARAGRAPHS), False)]
    for _ in range(draw(st.integers(1, 7))):
        is_furniture = draw(st.booleans())
        blocks.append((draw(st.sampled_from(FURNITURE[:-1]) if is_furniture else PARAGRAPHS), is_furniture))
    tail = draw(st.sampled_from(FURNITURE))
    source = "".join(words + draw(BREAKS) for words, _ in [*blocks, (tail, True)])
    return source, [w for w, f in blocks if not f], [w for w, f in blocks if f] + [tail]


@settings(max_examples=80, deadline=None)
@given(pages())
def test_paragraphs_stay_whole_and_furniture_goes(page):
    source, paragraphs, furniture = page
    clean = cleaned(source)
    assert [line for line in clean.text.split("\n") if line.strip()] == paragraphs
    assert len(clean.residue) == len(furniture)
    for residue in clean.residue:
        assert source[residue.source_start : residue.source_end] == residue.words
        assert residue.words not in clean.text


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=400) | pages().map(lambda p: p[0]))
def test_every_piece_of_any_text_maps_back(source):
    clean = cleaned(source)
    at = 0
    for piece in clean.pieces:
        assert piece.start == at
        there = source[piece.source_start : piece.source_end]
        assert there.replace("\r\n", "\n").replace("\r", "\n") == clean.text[piece.start : piece.end]
        at = piece.end
    assert at == (len(clean.text) if clean.pieces else 0)
    if not clean.pieces:
        assert clean.text in ("", source)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_any_text_gives_one_report_that_re_reads_or_one_issue(text):
    raw = text.encode("utf-8", "surrogatepass")
    (found,) = plain_report(raw, "a.txt")
    if isinstance(found, Issue):
        assert found.where
        assert found.what
        assert found.do
    else:
        assert source_of(*found) is not None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        PARAGRAPHS | st.sampled_from(["<b>x</b>", "<p>", "</p>", "<!--", "-->", "&amp;", "&#39;", "<", "\n", "<br>"]),
        max_size=12,
    )
)
def test_any_page_maps_back(parts):
    page = "<html><body><p>" + "".join(parts) + "</body></html>"
    (found,) = html_report(page.encode(), "a.html")
    if isinstance(found, Issue):
        assert found.do
        return
    report, raw = found
    assert source_of(report, raw) == page
    assert fits(report, page)
    for piece in report.pieces:
        there = html.unescape(page[piece.source_start : piece.source_end])
        assert " ".join(there.split()) == " ".join(report.text[piece.start : piece.end].split())
