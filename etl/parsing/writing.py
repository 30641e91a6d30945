"""What a piece of writing says of itself, and how the fields are read in which it does."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any
from unicodedata import category
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.exceptions import ParserRejectedMarkup

_MARKED_SECTION = re.compile(rb"<!\[[^>]*>?")
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
    return block_words(read_markup(markup.encode("utf-8", "replace"), "utf-8"))


def read_markup(markup: bytes, encoding: str | None = None) -> BeautifulSoup:
    """Return the elements of a page, or of a part of one of which the encoding is known."""
    try:
        return BeautifulSoup(markup, "html.parser", from_encoding=encoding)
    except ParserRejectedMarkup:  # html.parser knows few marked sections (``<![x``), which browsers pass over
        return BeautifulSoup(_MARKED_SECTION.sub(b"", markup), "html.parser", from_encoding=encoding)


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
    with suppress(TypeError, ValueError, OverflowError):
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
    """Return a text in one line; nothing of what is no text.

    Half a character, which JSON can have (``"\\ud800"``), can be written nowhere: a question mark stands for it. What
    would steer a terminal (ECMA-48) is left out.
    """
    if not isinstance(value, str):
        return ""
    text = value.encode("utf-8", "replace").decode()
    return " ".join("".join(sign for sign in text if sign.isspace() or category(sign) != "Cc").split())


def as_list(value: object) -> list[Any]:
    """Return a list as it is, and anything else as the only part of one."""
    return value if isinstance(value, list) else [value]


def objects_in(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of JSON in a list, or the only one."""
    return [part for part in as_list(value) if isinstance(part, dict)]
