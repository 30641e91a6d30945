"""Reads what a piece of writing says of itself: a saved page, a post of WordPress' REST interface, or a feed.

Formats: schema.org's ``Article`` as JSON-LD, Open Graph (https://ogp.me), WordPress REST API v2 posts, RSS, Atom, JSON
Feed 1.1 (https://www.jsonfeed.org/version/1.1/). Nothing is asked of a network, and no script is run.
"""

import io
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import feedparser  # type: ignore[import-untyped]
from bs4 import BeautifulSoup, Tag

from etl.core.errors import InvalidDocument
from etl.core.source import Document

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
BLOCKS = ("blockquote", "h1", "h2", "h3", "li", "p", "td")
UNREAD_TAGS = ("script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form")
"""What stands around a text."""
EXPECTED = "a web page, a post of WordPress' REST interface, or a feed (RSS, Atom, JSON)"


@dataclass(frozen=True)
class Writing:
    """A piece of writing by its own description; what is not said there is empty. ``text`` is without mark-up."""

    title: str = ""
    author: str = ""
    publication: str = ""
    published_on: date | None = None
    url: str = ""
    language: str = ""
    text: str = ""


def read_writings(document: Document) -> tuple[Writing, ...]:
    """Read the writings in a document: one of a page or post, several of a feed.

    Raises ``InvalidDocument`` where it is none of these.
    """
    start = document.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1000].lower()
    if start.startswith((b"{", b"[")):
        return _read_json(document)
    if b"<rss" in start or b"<feed" in start or b"<rdf:rdf" in start:
        return _read_feed(document)
    if start.startswith(b"<"):
        return (_read_page(document.content),)
    raise InvalidDocument(document.name, [f"found neither mark-up nor JSON at its start; expected {EXPECTED}"])


def _read_json(document: Document) -> tuple[Writing, ...]:
    try:
        body = json.loads(document.content)
    except (ValueError, RecursionError) as error:
        raise InvalidDocument(document.name, [f"not readable as JSON: {error}; expected {EXPECTED}"]) from error
    if isinstance(body, dict) and "jsonfeed.org" in str(body.get("version")):
        return tuple(_read_json_item(body, item) for item in _mappings(body.get("items")))
    writings = tuple(_read_post(post) for post in _mappings(body) if "title" in post and "link" in post)
    if not writings:
        raise InvalidDocument(document.name, [f"no object in it has a title and a link; expected {EXPECTED}"])
    return writings


def _read_post(post: Mapping[str, Any]) -> Writing:
    """Read a post of WordPress; its author and site are there where it was asked for with ``_embed``."""
    embedded = post.get("_embedded")
    authors = _mappings(embedded.get("author")) if isinstance(embedded, dict) else []
    return Writing(
        title=_plain(_rendered(post["title"])),
        author=", ".join(_text(author.get("name")) for author in authors),
        published_on=_day(post.get("date")),
        url=_address(post["link"]),
        text=_plain(_rendered(post.get("content"))),
    )


def _read_json_item(feed: Mapping[str, Any], item: Mapping[str, Any]) -> Writing:
    authors = _mappings(item.get("authors") or feed.get("authors") or item.get("author"))
    return Writing(
        title=_text(item.get("title")),
        author=", ".join(filter(None, (_text(author.get("name")) for author in authors))),
        publication=_text(feed.get("title")),
        published_on=_day(item.get("date_published")),
        url=_address(item.get("url")),
        language=_text(item.get("language") or feed.get("language")),
        text=_text(item.get("content_text")) or _plain(_text(item.get("content_html") or item.get("summary"))),
    )


def _read_feed(document: Document) -> tuple[Writing, ...]:
    feed = feedparser.parse(io.BytesIO(document.content), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise InvalidDocument(document.name, ["the feed has no entry that could be read; expected RSS or Atom"])
    about = feed.feed
    return tuple(
        Writing(
            title=_plain(_text(entry.get("title"))),
            author=_text(entry.get("author")),
            publication=_plain(_text(about.get("title"))),
            published_on=_day(entry.get("published") or entry.get("updated")),
            url=_address(entry.get("link")),
            language=_text(about.get("language")),
            text=_plain(
                " ".join(part.get("value", "") for part in entry.get("content", [])) or entry.get("summary", "")
            ),
        )
        for entry in feed.entries
    )


def _content_of_entry(entry: Mapping[str, Any]) -> str:
    whole = " ".join(part.get("value", "") for part in entry.get("content", []))
    return whole or str(entry.get("summary", ""))


def _read_page(content: bytes) -> Writing:
    """Read a web page by its JSON-LD, where it has one, else by its Open Graph and other ``meta`` elements."""
    page = BeautifulSoup(content, "html.parser")
    article, meta = _described_article(page), _meta_contents(page)
    canonical, html = page.find("link", rel="canonical"), page.find("html")
    return Writing(
        title=_text(article.get("headline")) or meta.get("og:title") or _plain(page.title.text if page.title else ""),
        author=_names(article.get("author")) or meta.get("author") or meta.get("article:author", ""),
        publication=_names(article.get("publisher")) or meta.get("og:site_name", ""),
        published_on=_day(article.get("datePublished")) or _first_day(page, meta),
        url=_address(canonical.get("href") if canonical else "") or _address(meta.get("og:url")),
        language=_text(article.get("inLanguage")) or _text(html.get("lang") if html else ""),
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
        for part in _mappings(body):
            objects += [part, *_mappings(part.get("@graph"))]
    typed = (part for part in objects if ARTICLE_TYPES & set(_listed(part.get("@type"))))
    return min(typed, key=lambda part: "WebPage" in _listed(part.get("@type")), default={})


def _meta_contents(page: BeautifulSoup) -> dict[str, str]:
    pairs = ((_text(meta.get("property") or meta.get("name")).lower(), meta) for meta in page.find_all("meta"))
    return {name: text for name, element in pairs if name and (text := _text(element.get("content")))}


def _first_day(page: BeautifulSoup, meta: Mapping[str, str]) -> date | None:
    moment = page.find("time", datetime=True)
    written = [*(meta.get(name) for name in DAY_NAMES), moment.get("datetime") if moment else None]
    return next((day for text in written if (day := _day(text))), None)


def _body_text(page: BeautifulSoup) -> str:
    """Return the words of the article itself, a line for each block, without what stands around it."""
    body = page.find("article") or page.find("main") or page.body or page
    for tag in body.find_all(UNREAD_TAGS):
        tag.decompose()
    return _words(body)


def _plain(markup: str) -> str:
    """Return the words of a piece of mark-up."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    return _words(BeautifulSoup(markup, "html.parser"))


def _words(part: Tag) -> str:
    """Return the words of its blocks, a line each; of one without blocks, its words."""
    blocks = [block for block in part.find_all(BLOCKS) if not block.find(BLOCKS)]
    lines = (" ".join(block.get_text().split()) for block in blocks or [part])
    return "\n".join(filter(None, lines))


def _rendered(field: object) -> str:
    return _text(field.get("rendered")) if isinstance(field, dict) else _text(field)


def _names(field: object) -> str:
    """Return the names in a field of JSON-LD: one or several, objects or words."""
    names = (_text(part.get("name")) if isinstance(part, dict) else _text(part) for part in _listed(field))
    return ", ".join(filter(None, names))


def _day(text: object) -> date | None:
    """Return the day of a moment as its writer wrote it, in ISO 8601 or RFC 5322; None of anything else."""
    written = _text(text)
    with suppress(ValueError):
        return date.fromisoformat(written[:10])
    with suppress(TypeError, ValueError):
        return parsedate_to_datetime(written).date()
    return None


def _address(text: object) -> str:
    """Return an address that a browser may open; nothing for any other, such as ``javascript:``."""
    address = _text(text)
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in {"http", "https"} and parts.netloc else ""


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _mappings(value: object) -> Iterable[Mapping[str, Any]]:
    return [part for part in _listed(value) if isinstance(part, dict)]
