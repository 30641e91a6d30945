"""Reads works of research as two catalogues list them in JSON: OpenAlex and Crossref, their abstracts as text.

See https://developers.openalex.org/ and https://api.crossref.org/.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from etl.core.errors import InvalidDocument
from etl.core.source import Document
from etl.parsing.feeds import load_json
from etl.parsing.writing import Writing, as_list, objects_in, plain_words, read_address, read_day, read_text

_JATS = re.compile(r"(</?)jats:", re.IGNORECASE)
"""The namespace of the mark-up of abstracts, whose elements have the names of HTML."""
OPENALEX = "a list of works of OpenAlex: an object with results"
CROSSREF = "a list of works of Crossref: an object whose message has items"


def read_openalex(document: Document) -> tuple[Writing, ...]:
    """Read the works in an answer of OpenAlex's ``/works``; ``InvalidDocument`` where it is none."""
    body = load_json(document, OPENALEX)
    return tuple(_read_openalex_work(work) for work in _works(document, body, "results", OPENALEX))


def read_crossref(document: Document) -> tuple[Writing, ...]:
    """Read the works in an answer of Crossref's ``/works``; ``InvalidDocument`` where it is none."""
    body = load_json(document, CROSSREF)
    message = body.get("message") if isinstance(body, dict) else None
    return tuple(_read_crossref_work(work) for work in _works(document, message, "items", CROSSREF))


def _works(document: Document, body: object, key: str, expected: str) -> list[Mapping[str, Any]]:
    if not isinstance(body, dict) or not isinstance(body.get(key), list):
        raise InvalidDocument(document.name, [f"found no list of works; expected {expected}"])
    return objects_in(body[key])


def _read_openalex_work(work: Mapping[str, Any]) -> Writing:
    location = _object(work.get("primary_location"))
    authors = (_object(part.get("author")) for part in objects_in(work.get("authorships")))
    return Writing(
        title=plain_words(read_text(work.get("title") or work.get("display_name"))),
        author=_joined(read_text(author.get("display_name")) for author in authors),
        publication=read_text(_object(location.get("source")).get("display_name")),
        published_on=read_day(work.get("publication_date")),
        url=read_address(work.get("doi")) or read_address(location.get("landing_page_url")),
        language=read_text(work.get("language")),
        text=_abstract(work.get("abstract_inverted_index")),
    )


def _abstract(index: object) -> str:
    """Return an abstract of which only the places of each word are given: ``{"deaths": [1, 4]}``."""
    places = _object(index).items()
    placed = ((place, word) for word, positions in places for place in as_list(positions) if isinstance(place, int))
    return " ".join(word for _, word in sorted(placed))


def _read_crossref_work(work: Mapping[str, Any]) -> Writing:
    authors = objects_in(work.get("author"))
    names = (f"{read_text(author.get('given'))} {read_text(author.get('family'))}".strip() for author in authors)
    return Writing(
        title=plain_words(_first_text(work.get("title"))),
        author=_joined(names),
        publication=plain_words(_first_text(work.get("container-title"))),
        published_on=_day_of_parts(work.get("published")) or _day_of_parts(work.get("issued")),
        url=read_address(work.get("URL")),
        language=read_text(work.get("language")),
        text=plain_words(_JATS.sub(r"\1", read_text(work.get("abstract")))),
    )


def _day_of_parts(field: object) -> date | None:
    """Return a day given as ``{"date-parts": [[2020, 8, 25]]}``; None where only its year or month is given."""
    (parts,) = as_list(_object(field).get("date-parts"))[:1] or [None]
    with suppress(TypeError, ValueError, OverflowError):
        return date(*as_list(parts))
    return None


def _first_text(field: object) -> str:
    return next(filter(None, map(read_text, as_list(field))), "")


def _joined(names: Iterable[str]) -> str:
    return ", ".join(filter(None, names))


def _object(field: object) -> Mapping[str, Any]:
    return field if isinstance(field, dict) else {}
