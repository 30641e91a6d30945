"""Answers what a reader saves: names and headers say of which day and edition it is. The one place for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from flask import Response

from dashboard.web.headers import set_cache_headers
from dashboard.web.links import Link, add_links, service_description
from dashboard.web.page_requests import site_root

EDITION_HEADER = "X-Data-Edition"
MAX_WORDS_CHARS = 100
"""Characters on each side of the day and the edition: file systems take names of 255."""
_SEPARATORS = str.maketrans(",:=", "---")


@dataclass(frozen=True)
class DataState:
    """The day and the edition of a file; ``is_pinned``: its address names both, so that it never changes."""

    day: date
    edition: int
    is_pinned: bool = False


def file_name(parts: Iterable[str], state: DataState, choices: Iterable[str], ending: str) -> str:
    """Return a name that says what is in a file: ``trend_CA-BC_2026-08-11_edition-13_unit-rate.csv``.

    ``parts`` stand before the day and the edition, ``choices`` behind.
    """
    words = (_join(parts), state.day.isoformat(), f"edition-{state.edition}", _join(choices))
    return "_".join(filter(None, words)) + f".{ending}"


def _join(words: Iterable[str]) -> str:
    """Join words; of what is too long for a file's name the beginning, and signs that tell it from another."""
    text = "_".join(words).translate(_SEPARATORS)
    if len(text) <= MAX_WORDS_CHARS:
        return text
    return f"{text[: MAX_WORDS_CHARS // 2]}-{sha256(text.encode()).hexdigest()[:8]}"


def download(
    content: str | bytes, media_type: str, *, name: str, address: str, state: DataState, is_saved: bool = True
) -> Response:
    """Answer with a file; ``address`` names day and edition where they matter. ``is_saved``: a browser saves it."""
    response = Response(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'{"attachment" if is_saved else "inline"}; filename="{name}"'
    add_links(response, [Link(address, "canonical"), service_description(site_root())])
    response.headers[EDITION_HEADER] = str(state.edition)
    return set_cache_headers(response, pinned=state.is_pinned)
