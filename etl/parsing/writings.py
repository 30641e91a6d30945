"""Reads what a piece of writing says of itself: a saved page, a post of WordPress' REST interface, or a feed.

A page says it as schema.org's ``Article`` in JSON-LD, in Open Graph (https://ogp.me), or in other ``meta`` elements.
Nothing is asked of a network, and no script is run.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bs4 import BeautifulSoup

from etl.core.errors import InvalidDocument
from etl.core.source import Document
from etl.parsing.feeds import NO_ENTRY, is_json, is_xml_feed, read_json, read_xml_feed, start_of
from etl.parsing.writing import (
    Writing,
    as_list,
    block_words,
    objects_in,
    plain_words,
    read_address,
    read_day,
    read_markup,
    read_text,
)

ARTICLE_TYPES = frozenset({
    "AnalysisNewsArticle", "Article", "BlogPosting", "NewsArticle", "OpinionNewsArticle", "Report",
    "ReportageNewsArticle", "ScholarlyArticle", "SocialMediaPosting", "WebPage",
})  # fmt: skip
"""The types of schema.org that stand for a writing."""
DAY_NAMES = (
    "article:published_time",
    "datepublished",
    "citation_publication_date",
    "dc.date",
    "dcterms.created",
    "date",
)
"""The ``meta`` elements in which a page says when it was published."""
UNREAD_TAGS = ("script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form")
"""What stands around a text."""
EXPECTED = "a web page, a post of WordPress' REST interface, or a feed (RSS, Atom, JSON)"


def read_writings(document: Document) -> tuple[Writing, ...]:
    """Read the writings in a document: one of a page or post, several of a feed.

    Raises ``InvalidDocument`` where it is none of these.
    """
    if is_json(document):
        return read_json(document, EXPECTED)
    if is_xml_feed(document):
        if writings := read_xml_feed(document):
            return writings
        raise InvalidDocument(document.name, [NO_ENTRY])
    if start_of(document).startswith(b"<"):
        return (_read_page(document.content),)
    raise InvalidDocument(document.name, [f"found neither mark-up nor JSON at its start; expected {EXPECTED}"])


def _read_page(content: bytes) -> Writing:
    """Read a web page by its JSON-LD, where it has one, else by its Open Graph and other ``meta`` elements."""
    page = read_markup(content)
    article, meta = _described_article(page), _meta_contents(page)
    canonical, html = page.find("link", rel="canonical"), page.find("html")
    return Writing(
        title=read_text(article.get("headline"))
        or meta.get("og:title")
        or plain_words(page.title.text if page.title else ""),
        author=_names(article.get("author")) or meta.get("author") or meta.get("article:author", ""),
        publication=_names(article.get("publisher")) or meta.get("og:site_name", ""),
        published_on=read_day(article.get("datePublished")) or _first_day(page, meta),
        url=read_address(canonical.get("href") if canonical else "") or read_address(meta.get("og:url")),
        language=read_text(article.get("inLanguage")) or read_text(html.get("lang") if html else ""),
        text=_body_text(page),
    )


def _described_article(page: BeautifulSoup) -> Mapping[str, Any]:
    """Return the first article among the page's JSON-LD; a block that is no JSON is passed over, as browsers do."""
    objects: list[Mapping[str, Any]] = []
    for block in page.find_all("script", type="application/ld+json"):
        try:
            body = json.loads(block.string or "")
        except (ValueError, RecursionError):
            continue
        for part in objects_in(body):
            objects += [part, *objects_in(part.get("@graph"))]
    typed = (part for part in objects if ARTICLE_TYPES & set(as_list(part.get("@type"))))
    return min(typed, key=lambda part: "WebPage" in as_list(part.get("@type")), default={})


def _meta_contents(page: BeautifulSoup) -> dict[str, str]:
    pairs = ((read_text(meta.get("property") or meta.get("name")).lower(), meta) for meta in page.find_all("meta"))
    return {name: text for name, element in pairs if name and (text := read_text(element.get("content")))}


def _first_day(page: BeautifulSoup, meta: Mapping[str, str]) -> date | None:
    moment = page.find("time", datetime=True)
    written = [*(meta.get(name) for name in DAY_NAMES), moment.get("datetime") if moment else None]
    return next((day for text in written if (day := read_day(text))), None)


def _body_text(page: BeautifulSoup) -> str:
    """Return the words of the article itself, a line for each block, without what stands around it."""
    body = page.find("article") or page.find("main") or page.body or page
    for tag in body.find_all(UNREAD_TAGS):
        tag.decompose()
    return block_words(body)


def _names(field: object) -> str:
    """Return the names in a field of JSON-LD: one or several, objects or words."""
    names = (read_text(part.get("name")) if isinstance(part, dict) else read_text(part) for part in as_list(field))
    return ", ".join(filter(None, names))
