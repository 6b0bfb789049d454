"""Web pages: main text, exact map, and what the page says about itself."""

import html
import time

import pytest

from dragoman.collect import fits, source_of
from dragoman.collect.html import html_report
from dragoman.collect.markup import page_of
from dragoman.records import Issue

PAGE = """<!doctype html><html lang="en-GB"><head><title>Army shells town | Valley News</title>
<meta property="og:site_name" content="Valley News"><meta property="og:title" content="Army shells town">
<meta property="article:published_time" content="2021-09-06T08:00:00Z">
<link rel="canonical" href="https://valley.example.org/2021/09/05/army">
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-09-05T21:00:00Z",
"headline": "Army shells town after talks fail", "publisher": {"name": "Valley"}}</script>
<style>p { color: red }</style></head><body>
<nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Army shells town</h1><p class=lead>The army &amp; its allies  shelled the <b>northern</b>
quarter of the&nbsp;town on Sunday, residents&#8217; groups said, after talks with the committee had failed.</p>
<figure><img src=a.jpg><figcaption>Soldiers near the river on Friday</figcaption></figure>
<p>At least twelve people were hurt, a doctor at the hospital said; shells fell until dawn, he added later.<br>
The army did not comment on the reports, which could not be checked independently by this newspaper.</p>
<p>SHARE THIS ARTICLE</p>
<script>var x = "<p>not text</p>";</script></article>
<footer><p>© 2021 Valley News. All rights reserved.</p></footer></body></html>"""


def only(raw: bytes):
    (found,) = html_report(raw, "a.html")
    return found


def test_a_page_gives_its_main_text_with_an_exact_map():
    report, raw = only(PAGE.encode())
    assert report.text.startswith("The army & its allies shelled the northern quarter of the\u00a0town on Sunday") or (
        "\n\nThe army & its allies shelled the northern quarter of the\u00a0town on Sunday" in report.text
    )
    assert "At least twelve people were hurt" in report.text
    assert "he added later.\nThe army did not comment" in report.text
    for gone in ("not text", "SHARE", "rights reserved", "color", "Soldiers near", "Home"):
        assert gone not in report.text
    source = source_of(report, raw)
    assert source == PAGE
    for piece in report.pieces:
        there = html.unescape(source[piece.source_start : piece.source_end])
        here = report.text[piece.start : piece.end]
        assert " ".join(there.split()) == " ".join(here.split())


def test_a_page_says_when_where_and_under_which_title_it_came_out():
    report, _ = only(PAGE.encode())
    assert report.title == "Army shells town after talks fail"
    assert report.outlet == "Valley News"
    assert report.url == "https://valley.example.org/2021/09/05/army"
    assert report.language == "en"
    assert report.published == "2021-09-05"
    assert {(d.day, d.origin) for d in report.dates} >= {
        ("2021-09-05", "jsonld"),
        ("2021-09-06", "meta"),
        ("2021-09-05", "url"),
    }


def test_a_page_without_any_date_has_none():
    report, _ = only(b"<html><body><p>The army shelled the town, and residents fled to the school.</p></body></html>")
    assert report.published is None
    assert report.dates == ()


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>The army <b>shelled the town & left", "The army shelled the town & left"),
        ("<p>If a < b the army <i>left</p></i></div></p>", "If a < b the army left"),
        ("<p>The army left<!-- never closed", "The army left"),
        ("<p title='never closed>The army left the town</p><p>Then it came back.</p>", "The army left"),
        ("<script>never closed <p>The army left", None),
        ("plain words without a tag", "plain words without a tag"),
        ("<p>The &bogus; army &#0; &amp &lt;left&gt;</p>", "army"),
        ("<div><div><div>" * 4000 + "The army left.", "The army left."),
    ],
)
def test_broken_pages_give_what_can_be_read(page, words):
    found = only(page.encode())
    if words is None:
        assert isinstance(found, Issue)
        assert found.do
        return
    report, raw = found
    assert words in report.text
    assert source_of(report, raw) is not None


@pytest.mark.parametrize(
    "scrap", ["<", "<a ", "<!--", '<a "', "<a '\"", "&", "<p", "<script>", "</", "<![CDATA[", "<p><nav>"]
)
def test_the_time_for_a_hostile_page_is_linear(scrap):
    def seconds(size):
        start = time.perf_counter()
        page_of(scrap * (size // len(scrap)))
        return time.perf_counter() - start

    assert seconds(120_000) < 12 * seconds(30_000) + 0.5


def test_a_map_that_does_not_hold_is_noticed():
    report, raw = only(PAGE.encode())
    assert fits(report, PAGE)
    assert not fits(report, PAGE.replace("shelled", "spared"))
    assert source_of(report, raw.replace(b"shelled", b"spared")) is None
