"""Reads the rows of a data set as Socrata gives them: CSV or JSON from its API, or the CSV that its pages export.

Columns go by their key only: ``Date Type``, ``DateType`` and ``date_type`` are one. The API leaves
empty cells out of its JSON; here they are empty text.
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from etl.core.errors import InvalidDocument
from etl.core.model import Period
from etl.core.source import Document
from etl.parsing.csv_rows import column_key, csv_lines, csv_rows
from etl.parsing.documents import decode, limit

PAGES_OF_ROWS = (1_000, 50_000)
"""The API gives so many rows when it is not asked for more, and when it is asked for as many as it ever gives."""

NO_ALIASES: Mapping[str, str] = {}

_ISO_DATE = r"(?P<iso_year>\d{4})[-/](?P<iso_month>\d\d)[-/](?P<iso_day>\d\d)"
_US_DATE = r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})"
_TIME = r"(?:[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: [AP]M)?Z?)?"
_DATE_TIME = re.compile(rf"(?:{_ISO_DATE}|{_US_DATE}){_TIME}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class SocrataRow:
    """Where a row stands, and its cells by normalised column name; a column that is not there is empty."""

    location: str
    cells: Mapping[str, str]

    def cell(self, name: str) -> str:
        """Return the cell of that column, or empty text."""
        return self.cells.get(name, "")


def read_rows(
    document: Document, required: Sequence[str], expected: str, aliases: Mapping[str, str] = NO_ALIASES
) -> list[SocrataRow]:
    """Return every row of the document, which must have the ``required`` columns; ``expected`` names the data set.

    ``aliases`` gives for the key of a column that of another which is the same: pages export names that the API cuts.
    """
    text = decode(document)
    read = _json_rows if text.lstrip()[0] in "[{" else _csv_rows
    data = read(document.name, text, required, expected, aliases)
    if problem := page_problem(len(data)):
        raise InvalidDocument(document.name, [problem])
    return data


def page_problem(row_count: int) -> str:
    """Say that as many rows are one page of the API, and most likely not all; empty where they are no such number."""
    if row_count not in PAGES_OF_ROWS:
        return ""
    count = f"exactly {row_count:,} rows, one page of the API"
    return f"the file: found {count}; expected all of them (give $limit and $offset)"


def parse_day(text: str) -> date:
    """Read ``2012-01-29T00:00:00.000``, ``01/29/2012 12:00:00 AM`` or ``6/28/2014 0:00``; ValueError on all else."""
    if match := _DATE_TIME.fullmatch(text):
        year, month, of_month = (int(match[f"iso_{part}"] or match[part]) for part in ("year", "month", "day"))
        with suppress(ValueError):
            return date(year, month, of_month)
    raise ValueError("a day such as 2012-01-29 or 01/29/2012")


def day_of_all(rows: Sequence[SocrataRow], column: str, problems: list[str]) -> date | None:
    """Return the single day that all rows name in a column; two are two releases stacked in one file."""
    days: set[date] = set()
    for row in rows:
        cell = row.cell(column_key(column))
        try:
            days.add(parse_day(cell))
        except ValueError as error:
            problems.append(f"{row.location}, column {column}: found {cell!r}; expected {error}, or give --published")
    if len(days) > 1:
        listed = ", ".join(str(day) for day in sorted(days))
        problems.append(f"column {column}: found {listed}; expected one day, this is more than one release")
    return days.pop() if len(days) == 1 else None


def missing_months(months: Collection[Period]) -> list[str]:
    """Return each month between the first and the last that is missing, as a problem."""
    return [
        f"{month.label}: found nothing; expected every month from the first to the last"
        for month in (Period.range(min(months), max(months)) if months else ())
        if month not in months
    ]


def _csv_rows(
    name: str, text: str, required: Sequence[str], expected: str, aliases: Mapping[str, str]
) -> list[SocrataRow]:
    number, header = next(csv_lines(name, text))
    keys = {aliases.get(key, key) for key in map(column_key, header)}
    if missing := [column for column in required if column not in keys]:
        # The first line itself is not repeated: in a file that lost its header it may be about a person.
        problem = f"line {number}: found no column {', '.join(missing)}; expected {expected}"
        raise InvalidDocument(name, [problem])
    problems: list[str] = []
    data = [
        SocrataRow(f"line {line}", {aliases.get(key, key): cell for key, cell in cells.items()} if aliases else cells)
        for line, cells in csv_rows(name, text, (), problems, expected=expected)
    ]
    if problems:
        raise InvalidDocument(name, limit(problems))
    return data


def _json_rows(
    name: str, text: str, required: Sequence[str], expected: str, aliases: Mapping[str, str]
) -> list[SocrataRow]:
    try:
        objects = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidDocument(name, [f"the file: expected well-formed JSON; {error}"]) from error
    if not isinstance(objects, list):
        raise InvalidDocument(
            name, ["the file: found a JSON object, as the API answers an error; expected an array of rows"]
        )
    numbered = list(enumerate(objects, start=1))
    if wrong := [number for number, cells in numbered if not isinstance(cells, dict)]:
        raise InvalidDocument(
            name, limit([f"object {number}: found no JSON object; expected one per row" for number in wrong])
        )
    keys = {name: column_key(name) for _, cells in numbered for name in cells}
    data = [
        SocrataRow(
            f"object {number}", {aliases.get(keys[key], keys[key]): _cell_text(value) for key, value in cells.items()}
        )
        for number, cells in numbered
    ]
    columns = {column for row in data for column in row.cells}
    if missing := [column for column in required if column not in columns]:
        problem = f"the file: found no column {', '.join(missing)}; expected {expected}"
        raise InvalidDocument(name, [problem + (f", not {', '.join(sorted(columns))}" if columns else "")])
    return data


def _cell_text(value: object) -> str:
    return "" if value is None else str(value).strip()
