"""Help lines by place: numbers to call, each with the text in which it was read.

``read`` takes the contents of ``data/helplines.csv`` and has no disk: ``etl.store.files`` reads the bytes. A line of a
country serves its parts, so a place has its own lines and those of its parents.

Decision D12 in README.md.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from etl.core.errors import InvalidDocument
from etl.core.places import Place, Places
from etl.parsing import csv_records
from etl.parsing.csv_records import Column, Problem, Record, read_records, usable
from etl.parsing.csv_rows import duplicates
from etl.reference.places import unknown_places

FILE_NAME = "helplines.csv"


@dataclass(frozen=True)
class HelpLine:
    """A number to call in a place, and what it offers, by language.

    ``url`` is the service's own page, empty where none is known. ``source`` is where the number was read, on
    ``read_on``; ``seen`` says in English what that text is.
    """

    place: str
    name: Mapping[str, str]
    number: str
    url: str
    offers: Mapping[str, str]
    source: str
    read_on: date
    seen: str

    @property
    def digits(self) -> str:
        """The number as a telephone takes it: ``988`` for 9-8-8."""
        return self.number.replace("-", "").replace(" ", "")

    @property
    def host(self) -> str:
        """The name of the site on which the number was read, such as ``canada.ca``."""
        return (urlsplit(self.source).hostname or "").removeprefix("www.")


def _parse_optional_url(text: str) -> str:
    return str(csv_records.URL.parse(text)) if text else ""


_NUMBER = Column(csv_records.regex(r"[0-9]+([- ][0-9]+)*"), "a number as dialled, such as 9-8-8 or 116 123")


def columns(languages: Iterable[str]) -> dict[str, Column]:
    """Return the columns of ``helplines.csv``: names and offers in each of ``languages``."""
    codes = tuple(languages)
    return {
        "place": csv_records.TEXT,
        **{f"name_{code}": csv_records.TEXT for code in codes},
        "number": _NUMBER,
        "url": Column(_parse_optional_url, f"{csv_records.URL.expected}, or nothing"),
        **{f"offers_{code}": csv_records.TEXT for code in codes},
        "source": csv_records.URL,
        "read_on": csv_records.DAY,
        "seen": csv_records.TEXT,
    }


def read(content: bytes | str, places: Places) -> tuple[HelpLine, ...]:
    """Return what ``helplines.csv`` holds, in its order; ``InvalidDocument`` with every problem in it."""
    lines, problems = read_usable(content, places)
    if problems:
        raise InvalidDocument(FILE_NAME, problems)
    return lines


def read_usable(content: bytes | str, places: Places) -> tuple[tuple[HelpLine, ...], tuple[Problem, ...]]:
    """Return the rows of ``helplines.csv`` that can be used, in their order, and what is wrong with the others.

    Every line is of one of ``places`` and in each of their languages, and a place has a number once.
    """
    problems: list[Problem] = []
    lines = read_records(FILE_NAME, content, columns(places.languages), problems)
    problems += [*unknown_places(lines, places), *_duplicate_numbers(lines)]
    return tuple(_to_help_line(record, places.languages) for record in usable(lines, problems)), tuple(problems)


def _duplicate_numbers(lines: Iterable[Record]) -> Iterator[Problem]:
    for record, first in duplicates(lines, lambda record: (record.cells["place"], record.cells["number"])):
        yield record.problem("number", f"a number that the place has once; line {first.line} has it already")


def _to_help_line(record: Record, languages: Iterable[str]) -> HelpLine:
    values, codes = dict(record.values), tuple(languages)
    name, offers = ({code: values.pop(f"{field}_{code}") for code in codes} for field in ("name", "offers"))
    return HelpLine(name=name, offers=offers, **values)


def for_place(lines: Iterable[HelpLine], places: Mapping[str, Place], code: str) -> tuple[HelpLine, ...]:
    """Return the lines of a place, then those of its parent, and so on: nearest first, each place's in their own order.

    A place that ``places`` does not know raises what they raise (``NotFound``).
    """
    every_line = tuple(lines)
    matches: list[HelpLine] = []
    while code:
        matches += [line for line in every_line if line.place == code]
        code = places[code].parent
    return tuple(matches)
