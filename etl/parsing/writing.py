"""What a piece of writing says of itself, and how the fields are read in which it does."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

_BLOCKS = ("blockquote", "h1", "h2", "h3", "li", "p", "td")


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


def plain_words(markup: str) -> str:
    """Return the words of a piece of mark-up."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    return block_words(BeautifulSoup(markup, "html.parser"))


def block_words(part: Tag) -> str:
    """Return the words of its blocks, a line each; of one without blocks, its words."""
    blocks = [block for block in part.find_all(_BLOCKS) if not block.find(_BLOCKS)]
    lines = (" ".join(block.get_text().split()) for block in blocks or [part])
    return "\n".join(filter(None, lines))


def read_day(text: object) -> date | None:
    """Return the day of a moment as its writer wrote it, in ISO 8601 or RFC 5322; None of anything else."""
    written = read_text(text)
    with suppress(ValueError):
        return date.fromisoformat(written[:10])
    with suppress(TypeError, ValueError):
        return parsedate_to_datetime(written).date()
    return None


def read_address(text: object) -> str:
    """Return an address that a browser may open; nothing for any other, such as ``javascript:``."""
    address = read_text(text)
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in {"http", "https"} and parts.netloc else ""


def read_text(value: object) -> str:
    """Return a text in one line; nothing of what is no text."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def as_list(value: object) -> list[Any]:
    """Return a list as it is, and anything else as the only part of one."""
    return value if isinstance(value, list) else [value]


def objects_in(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of JSON in a list, or the only one."""
    return [part for part in as_list(value) if isinstance(part, dict)]
