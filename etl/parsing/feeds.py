"""Reads the writings that a feed lists (RSS, Atom, JSON Feed 1.1), and the posts of WordPress' REST interface (v2).

See https://www.jsonfeed.org/version/1.1/ and https://developer.wordpress.org/rest-api/reference/posts/.
"""

import io
import json
from collections.abc import Mapping
from typing import Any

import feedparser  # type: ignore[import-untyped]

from etl.core.errors import InvalidDocument
from etl.core.source import Document
from etl.parsing.writing import Writing, objects_in, plain_words, read_address, read_day, read_text

EXPECTED = "a feed (RSS, Atom, JSON Feed) or posts of WordPress' REST interface"
NO_ENTRY = "the feed has no entry that could be read; expected RSS or Atom"
_START_BYTES = 1000


def start_of(document: Document) -> bytes:
    """Return the first bytes of a document in small letters, without what may stand before its first sign."""
    return document.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:_START_BYTES].lower()


def is_json(document: Document) -> bool:
    """Whether a document begins as JSON."""
    return start_of(document).startswith((b"{", b"["))


def is_xml_feed(document: Document) -> bool:
    """Whether a document begins as RSS or Atom."""
    return any(name in start_of(document) for name in (b"<rss", b"<feed", b"<rdf:rdf"))


def read_feed(document: Document) -> tuple[Writing, ...]:
    """Read the writings of a feed or of some posts; ``InvalidDocument`` where it is neither."""
    if is_json(document):
        return read_json(document)
    if is_xml_feed(document):
        return read_xml_feed(document)
    raise InvalidDocument(document.name, [f"found {_kind(document)}; expected {EXPECTED}"])


def _kind(document: Document) -> str:
    return "mark-up that is no feed" if start_of(document).startswith(b"<") else "neither mark-up nor JSON at its start"


def load_json(document: Document, expected: str) -> Any:
    """Return what a document says as JSON; ``InvalidDocument`` where it is none."""
    try:
        return json.loads(document.content)
    except (ValueError, RecursionError) as error:
        raise InvalidDocument(document.name, [f"not readable as JSON: {error}; expected {expected}"]) from error


def read_json(document: Document, expected: str = EXPECTED) -> tuple[Writing, ...]:
    """Read a JSON Feed, or a post or several of WordPress; ``InvalidDocument`` where it is neither."""
    body = load_json(document, expected)
    if isinstance(body, dict) and "jsonfeed.org" in str(body.get("version")):
        return tuple(_read_json_item(body, item) for item in objects_in(body.get("items")))
    writings = tuple(_read_post(post) for post in objects_in(body) if "title" in post and "link" in post)
    if not writings and body != []:
        raise InvalidDocument(document.name, [f"no object in it has a title and a link; expected {expected}"])
    return writings


def _read_post(post: Mapping[str, Any]) -> Writing:
    """Read a post of WordPress; its author and site are there where it was asked for with ``_embed``."""
    embedded = post.get("_embedded")
    authors = objects_in(embedded.get("author")) if isinstance(embedded, dict) else []
    return Writing(
        title=plain_words(_rendered(post["title"])),
        author=", ".join(read_text(author.get("name")) for author in authors),
        published_on=read_day(post.get("date")),
        url=read_address(post["link"]),
        text=plain_words(_rendered(post.get("content"))),
    )


def _read_json_item(feed: Mapping[str, Any], item: Mapping[str, Any]) -> Writing:
    authors = objects_in(item.get("authors") or feed.get("authors") or item.get("author"))
    return Writing(
        title=read_text(item.get("title")),
        author=", ".join(filter(None, (read_text(author.get("name")) for author in authors))),
        publication=read_text(feed.get("title")),
        published_on=read_day(item.get("date_published")),
        url=read_address(item.get("url")),
        language=read_text(item.get("language") or feed.get("language")),
        text=read_text(item.get("content_text"))
        or plain_words(read_text(item.get("content_html") or item.get("summary"))),
    )


def read_xml_feed(document: Document) -> tuple[Writing, ...]:
    """Read RSS or Atom; ``InvalidDocument`` where no entry can be read, unless it is a whole feed without any."""
    try:
        feed = feedparser.parse(io.BytesIO(document.content), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # feedparser lets through whatever its parsers and codecs raise
        raise InvalidDocument(document.name, [f"not readable as a feed: {error}; expected RSS or Atom"]) from error
    if not feed.entries and (feed.bozo or not feed.version):
        raise InvalidDocument(document.name, [NO_ENTRY])
    return tuple(_read_entry(feed.feed, entry) for entry in feed.entries)


def _read_entry(about: Mapping[str, Any], entry: Mapping[str, Any]) -> Writing:
    # An element without a text has the value None.
    whole = " ".join(part.get("value") or "" for part in entry.get("content", []))
    return Writing(
        title=plain_words(read_text(entry.get("title"))),
        author=read_text(entry.get("author")),
        publication=plain_words(read_text(about.get("title"))),
        published_on=read_day(entry.get("published") or entry.get("updated")),
        url=read_address(entry.get("link")),
        language=read_text(about.get("language")),
        text=plain_words(whole or entry.get("summary") or ""),
    )


def _rendered(field: object) -> str:
    return read_text(field.get("rendered")) if isinstance(field, dict) else read_text(field)
