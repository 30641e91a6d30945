"""Rows of a data set as Socrata gives them: CSV or JSON from its API, or the CSV that its pages export.

Columns are known by their normalised name only: ``Date Type``, ``DateType`` and ``date_type`` are one. The API leaves
empty cells out of its JSON; here they are empty text.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from etl.documents import capped, text_of
from etl.errors import Refused
from etl.model import Document, Period

PAGE = 1000  # how many rows the API gives when it is not asked for more

_ISO = r"(?P<iso_year>\d{4})[-/](?P<iso_month>\d\d)[-/](?P<iso_day>\d\d)"
_US = r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})"
_TIME = r"(?:[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: [AP]M)?Z?)?"
_DAY = re.compile(rf"(?:{_ISO}|{_US}){_TIME}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """Where a row stands, and its cells by normalised column name; a column that is not there is empty."""

    place: str
    cells: Mapping[str, str]

    def cell(self, name: str) -> str:
        """The cell of that column, or empty text."""
        return self.cells.get(name, "")


def rows(document: Document, required: Sequence[str], expected: str) -> list[Row]:
    """Every row of the document, which must have the ``required`` columns; ``expected`` names the data set."""
    text = text_of(document)
    found = _objects(document.name, text) if text.lstrip()[0] in "[{" else _lines(document.name, text)
    names = {name for row in found for name in row.cells}
    if missing := [name for name in required if name not in names]:
        problem = f"the file: found no column {', '.join(missing)}; expected {expected}"
        raise Refused(document.name, [problem + (f", not {', '.join(sorted(names))}" if names else "")])
    if len(found) == PAGE:
        problem = f"the file: found exactly {PAGE:,} rows, one page of the API; expected all of them (give $limit)"
        raise Refused(document.name, [problem])
    return found


def day(text: str) -> date:
    """``2012-01-29T00:00:00.000``, ``01/29/2012 12:00:00 AM`` or ``6/28/2014 0:00`` as a day; else ValueError."""
    if match := _DAY.fullmatch(text):
        year, month, of_month = (int(match[f"iso_{part}"] or match[part]) for part in ("year", "month", "day"))
        with suppress(ValueError):
            return date(year, month, of_month)
    raise ValueError("a day such as 2012-01-29 or 01/29/2012")


def gaps(periods: Iterable[Period]) -> list[str]:
    """Each month between the first and the last that is missing, as a problem."""
    held = {12 * period.start.year + period.start.month - 1 for period in periods}
    span = range(min(held), max(held) + 1) if held else range(0)
    return [
        f"{month // 12}-{month % 12 + 1:02}: found nothing; expected every month from the first to the last"
        for month in span
        if month not in held
    ]


def _normalised(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _lines(name: str, text: str) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found, problems = [], list[str]()
    try:
        header = [_normalised(cell) for cell in next(reader)]
        if repeated := sorted({cell for cell in header if header.count(cell) > 1}):
            raise Refused(name, [f"line 1: column {column} stands twice; expected once" for column in repeated])
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(header):
                found.append(Row(f"line {line}", dict(zip(header, map(str.strip, cells), strict=True))))
            elif cells:
                problems.append(f"line {line}: found {len(cells)} cells; expected {len(header)}, as in the header")
            line = reader.line_num + 1
    except csv.Error as error:
        raise Refused(name, [f"line {reader.line_num}: expected well-formed CSV; {error}"]) from error
    return _unless(name, problems, found)


def _objects(name: str, text: str) -> list[Row]:
    try:
        objects = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(name, [f"the file: expected well-formed JSON; {error}"]) from error
    if not isinstance(objects, list):
        raise Refused(name, ["the file: found a JSON object, as the API answers an error; expected an array of rows"])
    problems = [
        f"object {at}: found no JSON object; expected one per row"
        for at, cells in enumerate(objects, start=1)
        if not isinstance(cells, dict)
    ]
    return _unless(
        name,
        problems,
        [
            Row(f"object {at}", {_normalised(key): _text(value) for key, value in cells.items()})
            for at, cells in enumerate(objects, start=1)
            if isinstance(cells, dict)
        ],
    )


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _unless(name: str, problems: Sequence[str], found: list[Row]) -> list[Row]:
    if problems:
        raise Refused(name, capped(problems))
    return found
