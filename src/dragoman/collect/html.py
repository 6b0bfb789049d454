"""Web pages (.html, .htm): the main text with the exact place of every character in the page's source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dragoman.collect.clean import joined
from dragoman.collect.days import day_of
from dragoman.collect.decode import decoded
from dragoman.collect.markup import FURNITURE, Block, Page, Tag, page_of
from dragoman.collect.report import LIMIT_CHARS, Given, Origin, Walked, check_text, issue_of, of_file, report_of
from dragoman.errors import InputError
from dragoman.records import DateCandidate, Issue, Piece, Report

_ARTICLE_TYPES = frozenset(
    ("newsarticle", "article", "reportagenewsarticle", "blogposting", "liveblogposting", "report", "webpage")
)
_META_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "publishdate", "publish-date",
    "pubdate", "publication_date", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date",
    "parsely-pub-date", "sailthru.date", "article.published", "date",
)  # fmt: skip
_SITE = re.compile(r" +(?:[|·•–—-]|::) +(?P<site>[^|·•–—]{2,60})$")
_CAPTION_CHARS = 600  # guessed: a longer "caption" is text after a tag that was never closed
_AHEAD = 20_000  # characters of main text in which the next block is looked for (guessed: blocks keep their order)


def read_html(path: Path, /, *, limit: int = LIMIT_CHARS) -> Iterator[tuple[Report, bytes] | Issue]:
    """Read a web page as one report, or tell why it cannot be read."""
    yield from of_file(path, html_report, limit)


def html_report(raw: bytes, where: str, *, limit: int = LIMIT_CHARS) -> Iterator[tuple[Report, bytes] | Issue]:
    """One report from the bytes of a page."""
    try:
        found = decoded(raw, where, html=True)
        check_text(found.text, where, limit)
        page = page_of(found.text)
        walked = _walked(_main_blocks(page, found.text))
        yield report_of(walked, Origin(where, found.encoding, raw), _given(page), limit=limit), raw
    except InputError as error:
        yield issue_of(error)


def _main_blocks(page: Page, source: str) -> list[Block]:
    """The page's main text: the blocks that trafilatura keeps, else those outside its furniture."""
    body = [b for b in page.blocks if "title" not in b.around]
    main = _main_text(source)
    if main:
        kept = list(_found_in(main, body))
        if kept:
            return kept
    return [b for b in body if not b.around & FURNITURE] or body


def _main_text(source: str) -> str | None:
    """What trafilatura takes for the main text; None when it finds none or gives up on a broken page."""
    import logging

    import trafilatura

    # Its warnings about broken pages would reach the terminal; the library never prints.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return trafilatura.extract(source, include_comments=False, include_tables=True, favor_recall=True)
    except (ValueError, TypeError, AttributeError, LookupError, RuntimeError):
        return None


def _found_in(main: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks whose words stand in the main text, compared by letters and digits alone."""
    lines = {_letters(line) for line in main.splitlines()}
    flow, at = _letters(main), 0
    for block in blocks:
        key = _letters(block.text)
        if not key:
            continue
        place = flow.find(key, at, at + len(key) + _AHEAD) if len(key) > 3 else -1
        if place >= 0:
            at = place + len(key)
        if place >= 0 or key in lines:
            yield block


def _letters(words: str) -> str:
    return "".join(c for c in words if c.isalnum()).lower()


def _walked(blocks: Iterable[Block]) -> Walked:
    """Blocks put together as one text, a blank line between two; captions are marked as furniture."""
    parts: list[str] = []
    pieces: list[Piece] = []
    marked: list[tuple[int, int, str]] = []
    at = 0
    for block in blocks:
        if parts:
            parts.append("\n\n")
            at += 2
        parts.append(block.text)
        pieces += [Piece(at + p.start, at + p.end, p.source_start, p.source_end) for p in block.pieces]
        if "figcaption" in block.around and len(block.text) <= _CAPTION_CHARS:
            marked += _lines_of(block.text, at)
        at += len(block.text)
    return Walked("".join(parts), tuple(joined(pieces)), tuple(marked))


def _lines_of(text: str, at: int) -> Iterator[tuple[int, int, str]]:
    for line in text.split("\n"):
        yield at, at + len(line), "caption"
        at += len(line) + 1


def _given(page: Page) -> Given:
    """What the page's tags say about it."""
    meta = _meta(page.tags)
    article = _article(page.tags)
    publisher = article.get("publisher")
    outlet = publisher.get("name") if isinstance(publisher, dict) else publisher
    title = _first(article.get("headline"), meta.get("og:title"), _words(page.tags, "h1"), meta.get("twitter:title"))
    canonical = next((t.attributes.get("href") for t in page.tags if t.attributes.get("rel") == "canonical"), None)
    url = _first(meta.get("og:url"), canonical, article.get("url"))
    lang = next((t.attributes.get("lang") for t in page.tags if t.name == "html"), None)
    told, site = (title, None) if title else _title_and_site(page)
    return Given(
        title=told,
        url=url if url and url.startswith(("http://", "https://")) else None,
        outlet=_first(meta.get("og:site_name"), outlet, meta.get("application-name"), site),
        language=_first(article.get("inLanguage"), lang),
        dates=tuple(_dates(page.tags, meta, article)),
    )


def _title_and_site(page: Page) -> tuple[str | None, str | None]:
    """The title that the browser shows, parted from the site's name where the first part stands on the page."""
    whole = _words(page.tags, "title")
    found = _SITE.search(whole) if whole else None
    if whole and found:
        headline = _letters(whole[: found.start()])
        body = (line for b in page.blocks if "title" not in b.around for line in b.text.split("\n"))
        if any(_letters(line) == headline for line in body):
            return whole[: found.start()], found["site"]
    return whole, None


def _meta(tags: Iterable[Tag]) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tags:
        name = tag.attributes.get("property") or tag.attributes.get("name") or tag.attributes.get("itemprop")
        if tag.name == "meta" and name and tag.attributes.get("content"):
            found.setdefault(name.lower(), tag.attributes["content"])
    return found


def _dates(tags: Iterable[Tag], meta: Mapping[str, str], article: Mapping[str, Any]) -> Iterator[DateCandidate]:
    stated = article.get("datePublished")
    if isinstance(stated, str) and (day := day_of(stated)):
        yield DateCandidate(day, "jsonld", stated)
    for name in _META_DATES:
        if name in meta and (day := day_of(meta[name])):
            yield DateCandidate(day, "meta", meta[name])
    times = [(t, t.attributes.get("datetime") or t.words) for t in tags if t.name == "time"]
    days = {day for _, words in times if (day := day_of(words))}
    for tag, words in times:
        marks = " ".join(tag.attributes.get(k, "") for k in ("itemprop", "class", "pubdate")).lower()
        if (day := day_of(words)) and ("publi" in marks or "pubdate" in tag.attributes or len(days) == 1):
            yield DateCandidate(day, "meta", words)


def _article(tags: Iterable[Tag]) -> dict[str, Any]:
    """The JSON-LD record of the article, or an empty one."""
    found: dict[str, Any] = {}
    for tag in tags:
        if tag.name != "script" or "ld+json" not in tag.attributes.get("type", "").lower():
            continue
        try:
            read = json.loads(tag.words)
        except (ValueError, RecursionError):
            continue
        for record in _records(read):
            kinds = record.get("@type")
            named = {str(k).lower() for k in (kinds if isinstance(kinds, list) else [kinds])}
            if named & _ARTICLE_TYPES:
                found = {**record, **found} if "webpage" in named else {**found, **record}
    return found


def _records(read: Any) -> Iterator[dict[str, Any]]:
    """The records at the top of a JSON-LD block and in its @graph."""
    for record in read if isinstance(read, list) else [read]:
        if isinstance(record, dict):
            yield record
            graph = record.get("@graph")
            yield from (r for r in (graph if isinstance(graph, list) else []) if isinstance(r, dict))


def _words(tags: Iterable[Tag], name: str) -> str | None:
    return next((t.words for t in tags if t.name == name and t.words), None)


def _first(*values: object) -> str | None:
    """The first value that is a non-empty text."""
    return next((" ".join(v.split()) for v in values if isinstance(v, str) and v.strip()), None)
