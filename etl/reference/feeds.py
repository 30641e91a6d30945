"""Which feeds are looked through for new writings: a list in TOML that people keep, such as ``data/feeds.toml``.

Each feed is a table of its own::

    [[feed]]
    publication = "SFist"
    url = "https://sfist.com/rss/"
    place = "US-CA-SF"
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from etl.core.errors import InvalidDocument
from etl.core.places import Places
from etl.parsing import csv_records
from etl.parsing.csv_rows import duplicates
from etl.parsing.near_cells import hint, near
from etl.reference.kinds import Kind
from etl.reference.places import EXPECTED as EXPECTED_PLACE

FILE = "feeds.toml"


class FeedKind(StrEnum):
    """What is read at an address: a feed (RSS, Atom, JSON), posts of WordPress, works in a catalogue of research."""

    FEED = "feed"
    WORDPRESS = "wordpress"
    OPENALEX = "openalex"
    CROSSREF = "crossref"

    @property
    def is_catalogue(self) -> bool:
        """Whether it lists works of many publications, for programs that ask."""
        return self in {FeedKind.OPENALEX, FeedKind.CROSSREF}


@dataclass(frozen=True)
class Feed:
    """An address at which new writings of a publication are listed.

    ``writing`` is the kind that they are entered as, ``place`` what they are about where they name no place; it may be
    empty. A catalogue names the publication of each work, and ``publication`` is its own name.
    """

    publication: str
    url: str
    kind: FeedKind = FeedKind.FEED
    writing: Kind = Kind.NEWS
    place: str = ""


COLUMNS = {
    "publication": csv_records.TEXT,
    "url": csv_records.URL,
    "kind": csv_records.one_of(FeedKind),
    "writing": csv_records.one_of(kind for kind in Kind if kind is not Kind.EVENT),
    "place": csv_records.ANY,
}
KEY_MEANINGS = {
    "publication": "its name, as in `commentary.csv`",
    "url": "the address of the feed",
    "kind": "`feed` (RSS, Atom or JSON Feed; the default), `wordpress` (posts of its REST interface), `openalex` or "
    "`crossref` (works, as JSON)",
    "writing": "the kind that its writings are entered as: `news` (the default), `blog`, `statement`, `policy`, "
    "`research`",
    "place": "the code of the place that they are about where they name none; empty where that is not sure",
}
_REQUIRED = ("publication", "url")


def read(file: str, content: bytes, places: Places) -> tuple[Feed, ...]:
    """Read a list of feeds; ``InvalidDocument`` says of every problem the feed, the key and what was expected."""
    tables = _tables(file, content)
    problems = [problem for number, table in enumerate(tables, 1) for problem in _problems(number, table, places)]
    for (number, table), (first, _) in duplicates(enumerate(tables, 1), lambda pair: repr(pair[1].get("url"))):
        problems.append(f"{_name(number, table)}, url: found {table.get('url')!r}, which feed {first} has already")
    if problems:
        raise InvalidDocument(file, problems)
    return tuple(
        Feed(**{key: COLUMNS[key].parse(text) for key, text in table.items()})  # type: ignore[arg-type]
        for table in tables
    )


def _tables(file: str, content: bytes) -> list[dict[str, object]]:
    expected = "expected a table [[feed]] for each feed, with its publication and url"
    try:
        root = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # also of numbers with more digits than Python reads
        raise InvalidDocument(file, [f"not readable as TOML: {error}; {expected}"]) from error
    tables = root.get("feed")
    if set(root) != {"feed"} or not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise InvalidDocument(file, [f"found {', '.join(root) or 'nothing'}; {expected}"])
    return tables


def _problems(number: int, table: Mapping[str, object], places: Places) -> Iterator[str]:
    name = _name(number, table)
    for key in _REQUIRED:
        if key not in table:
            yield f"{name}, {key}: the key is missing; expected {COLUMNS[key].expected}"
    for key, value in table.items():
        if key not in COLUMNS:
            yield f"{name}, {key}: the key is not known; expected {', '.join(COLUMNS)}{hint(near(key, COLUMNS))}"
        elif not _is_parsed(key, value):
            column = COLUMNS[key]
            yield f"{name}, {key}: found {value!r}, expected {column.expected}{hint(column.near(str(value)))}"
        elif key == "place" and value and value not in places:
            close = hint(places.close_matches(str(value)))
            yield f"{name}, place: found {value!r}, expected {EXPECTED_PLACE}{close}"


def _is_parsed(key: str, value: object) -> bool:
    try:
        return isinstance(value, str) and COLUMNS[key].parse(value) is not None
    except ValueError:
        return False


def _name(number: int, table: Mapping[str, object]) -> str:
    return f"feed {number} ({table.get('publication', 'without a publication')})"
