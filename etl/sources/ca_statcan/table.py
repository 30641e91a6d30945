"""Reads the rows of ``17100009.csv``: selected by the names of the columns, and refused as a whole where one is odd."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from etl.core.errors import InvalidDocument
from etl.core.model import Period, Status
from etl.parsing.csv_rows import column_key, csv_rows, duplicates
from etl.parsing.documents import limit

_PLACES = {
    "Canada": "CA",
    "Newfoundland and Labrador": "CA-NL",
    "Prince Edward Island": "CA-PE",
    "Nova Scotia": "CA-NS",
    "New Brunswick": "CA-NB",
    "Quebec": "CA-QC",
    "Ontario": "CA-ON",
    "Manitoba": "CA-MB",
    "Saskatchewan": "CA-SK",
    "Alberta": "CA-AB",
    "British Columbia": "CA-BC",
    "Yukon": "CA-YT",
    "Northwest Territories": "CA-NT",
    "Nunavut": "CA-NU",
}
LEFT_OUT = "Northwest Territories including Nunavut"  # to 1991, before Nunavut was counted by itself
_COLUMNS = ("REF_DATE", "GEO", "UOM", "SCALAR_FACTOR", "VALUE", "STATUS")
_EXPECTED = f"those of the English table 17-10-0009-01, {', '.join(_COLUMNS)}"
_QUARTER = re.compile(r"(\d{4})-(01|04|07|10)", re.ASCII)
_PEOPLE = re.compile(r"[0-9]{1,9}")
_WITH_VALUE = ("", "p", "r")  # nothing to say, preliminary, revised
_WITHOUT_VALUE = {"..": Status.NOT_AVAILABLE, "...": Status.NOT_AVAILABLE, "x": Status.SUPPRESSED}


@dataclass(frozen=True)
class StatCanRow:
    """The people of one place on the first day of a quarter, None where ``status`` says why there is no number."""

    line: int
    place: str
    quarter: Period
    people: int | None
    status: Status


def read(name: str, text: str) -> tuple[list[StatCanRow], int]:
    """Return every row of the file, and how many were left out."""
    problems: list[str] = []
    rows: list[StatCanRow] = []
    left_out = 0
    for line, cells in csv_rows(name, text, _COLUMNS, problems, expected=_EXPECTED):
        try:
            if cells["geo"] == LEFT_OUT:
                left_out += 1
            else:
                rows.append(_row(line, cells))
        except ValueError as error:
            problems.append(f"line {line}, {error}")
    problems += _repeated(rows)
    problems += [] if problems else _missing(rows)
    if problems:
        raise InvalidDocument(name, limit(problems))
    return rows, left_out


def _row(line: int, cells: Mapping[str, str]) -> StatCanRow:
    for column, expected in (("UOM", "Persons"), ("SCALAR_FACTOR", "units")):
        if (cell := cells[column_key(column)]).lower() != expected.lower():
            raise ValueError(f"column {column}: found {cell!r}; expected {expected!r}")
    if cells["geo"] not in _PLACES:
        expected = "Canada, a province or a territory by its English name"
        raise ValueError(f"column GEO: found {cells['geo']!r}; expected {expected}")
    quarter = _QUARTER.fullmatch(cells["refdate"])
    if not quarter:
        raise ValueError(f"column REF_DATE: found {cells['refdate']!r}; expected the first month of a quarter, 2024-07")
    year, month = int(quarter[1]), int(quarter[2])
    people, status = _value(cells["value"], cells["status"])
    return StatCanRow(line, _PLACES[cells["geo"]], Period.months(year, month, year, month + 2), people, status)


def _value(text: str, status: str) -> tuple[int | None, Status]:
    if not text and status in _WITHOUT_VALUE:
        return None, _WITHOUT_VALUE[status]
    if not _PEOPLE.fullmatch(text) or status not in _WITH_VALUE:
        expected = f"a whole number (with status p, r or none), or nothing with status {', '.join(_WITHOUT_VALUE)}"
        raise ValueError(f"columns VALUE, STATUS: found {text!r}, {status!r}; expected {expected}")
    return int(text), Status.PROVISIONAL


def _repeated(rows: Sequence[StatCanRow]) -> Iterator[str]:
    for row, first in duplicates(rows, lambda row: (row.place, row.quarter)):
        what = f"{row.place} {row.quarter.label}"
        yield f"line {row.line}: found {what} again; expected once (line {first.line} has it)"


def _missing(rows: Sequence[StatCanRow]) -> Iterator[str]:
    """Yield each place that is absent, ends early or has a hole: part of a file, which would withdraw the rest."""
    quarters_of: dict[str, list[Period]] = {place: [] for place in _PLACES.values()}
    for row in rows:
        quarters_of[row.place].append(row.quarter)
    newest = max((row.quarter for row in rows), default=None)
    for place, quarters in quarters_of.items():
        if newest not in quarters:
            until = newest.label if newest else "the newest quarter"
            yield f"the file: found no {place} in {until}; expected every province and territory, the whole table"
        for earlier, later in pairwise(sorted(quarters)):
            if later != earlier.shift(3):
                yield f"the file: found no {place} between {earlier.label} and {later.label}; expected every quarter"
