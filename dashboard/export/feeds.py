"""Feeds: of what became of quoted figures, and of releases.

Formats: Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from etl.core import csv_io

MAX_ENTRIES = 100
"""The newest entries of a feed: readers ask for it again and again."""
ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class FeedEntry:
    """One entry. ``text`` is what happened, in whole sentences; ``url`` is where it is shown.

    ``day`` is when it became news: the day of a release, or that on which a release was entered.
    """

    id: str
    day: date
    title: str
    text: str
    url: str


@dataclass(frozen=True)
class Feed:
    """A feed: its title, its own address, the page that it follows, the day of the newest figures, and its entries."""

    title: str
    url: str
    page_url: str
    language: str
    updated: date
    entries: Sequence[FeedEntry]


def newest(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    """Return the newest entries, newest first."""
    return tuple(sorted(entries, key=lambda entry: (entry.day, entry.id), reverse=True)[:MAX_ENTRIES])


def to_atom(feed: Feed) -> str:
    """Write a feed as Atom. Days are at midnight UTC."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": feed.language})
    _add(root, "id", feed.url)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(feed.updated))
    _add(root, "link", rel="self", href=feed.url)
    _add(root, "link", href=feed.page_url)
    _add(_add(root, "author"), "name", feed.title)
    for entry in feed.entries:
        element = _add(root, "entry")
        _add(element, "id", entry.id)
        _add(element, "title", entry.title)
        _add(element, "updated", _moment(entry.day))
        _add(element, "link", href=entry.url)
        _add(element, "content", entry.text, type="text")
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def to_json_feed(feed: Feed) -> str:
    """Write a feed as JSON Feed."""
    return csv_io.to_json(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "feed_url": feed.url,
            "home_page_url": feed.page_url,
            "language": feed.language,
            "items": [
                {
                    "id": entry.id,
                    "url": entry.url,
                    "title": entry.title,
                    "content_text": entry.text,
                    "date_published": _moment(entry.day),
                }
                for entry in feed.entries
            ],
        }
    )


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text or None
    return element


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


FEEDS: Mapping[str, Callable[[Feed], str]] = {"atom": to_atom, "feed": to_json_feed}
"""By the ending of the address."""
