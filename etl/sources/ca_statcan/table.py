"""Reads the rows of ``17100009.csv``: selected by the names of the columns, and refused as a whole where one is odd."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from etl.documents import capped
from etl.errors import Refused
from etl.model import Period, Status

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
_QUARTER = re.compile(r"(\d{4})-(01|04|07|10)", re.ASCII)
_PEOPLE = re.compile(r"[0-9]{1,9}")
_STATED = ("", "p", "r")  # nothing to say, preliminary, revised
_WITHOUT = {"..": Status.NOT_AVAILABLE, "...": Status.NOT_AVAILABLE, "x": Status.SUPPRESSED}


@dataclass(frozen=True)
class Estimate:
    """The people of one place on the first day of a quarter, None where ``status`` says why there is no number."""

    line: int
    place: str
    quarter: Period
    people: int | None
    status: Status


def read(name: str, text: str) -> tuple[list[Estimate], int]:
    """Every estimate of the file, and how many rows were left out."""
    problems: list[str] = []
    estimates: list[Estimate] = []
    left_out = 0
    for line, cells in _lines(name, text, problems):
        try:
            if cells["geo"] == LEFT_OUT:
                left_out += 1
            else:
                estimates.append(_estimate(line, cells))
        except ValueError as error:
            problems.append(f"line {line}, {error}")
    problems += _repeated(estimates)
    problems += [] if problems else _missing(estimates)
    if problems:
        raise Refused(name, capped(problems))
    return estimates, left_out


def _lines(name: str, text: str, problems: list[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows by normalised column name."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = _header(name, next(reader))
        for row in reader:
            if len(row) == len(columns):
                yield reader.line_num, {key: cell.strip() for key, cell in zip(columns, row, strict=True)}
            elif row:
                expected = f"{len(columns)}, as in the header"
                problems.append(f"line {reader.line_num}: found {len(row)} cells; expected {expected}")
    except csv.Error as error:
        raise Refused(name, [f"line {reader.line_num}: not well-formed CSV ({error})"]) from error


def _header(name: str, row: Sequence[str]) -> list[str]:
    columns = [_plain(cell) for cell in row]
    if wrong := [column for column in _COLUMNS if columns.count(_plain(column)) != 1]:
        expected = f"those of the English table 17-10-0009-01, {', '.join(_COLUMNS)}, each once"
        found = ", ".join(row)[:200]
        raise Refused(name, [f"line 1: found the columns {found!r}, without {', '.join(wrong)}; expected {expected}"])
    return columns


def _plain(column: str) -> str:
    return re.sub(r"[\W_]", "", column).lower()


def _estimate(line: int, cells: Mapping[str, str]) -> Estimate:
    for column, expected in (("UOM", "Persons"), ("SCALAR_FACTOR", "units")):
        if (found := cells[_plain(column)]).lower() != expected.lower():
            raise ValueError(f"column {column}: found {found!r}; expected {expected!r}")
    if cells["geo"] not in _PLACES:
        expected = "Canada, a province or a territory by its English name"
        raise ValueError(f"column GEO: found {cells['geo']!r}; expected {expected}")
    quarter = _QUARTER.fullmatch(cells["refdate"])
    if not quarter:
        raise ValueError(f"column REF_DATE: found {cells['refdate']!r}; expected the first month of a quarter, 2024-07")
    year, month = int(quarter[1]), int(quarter[2])
    people, status = _value(cells["value"], cells["status"])
    return Estimate(line, _PLACES[cells["geo"]], Period.months(year, month, year, month + 2), people, status)


def _value(text: str, status: str) -> tuple[int | None, Status]:
    if not text and status in _WITHOUT:
        return None, _WITHOUT[status]
    if not _PEOPLE.fullmatch(text) or status not in _STATED:
        expected = f"a whole number (with status p, r or none), or nothing with status {', '.join(_WITHOUT)}"
        raise ValueError(f"columns VALUE, STATUS: found {text!r}, {status!r}; expected {expected}")
    return int(text), Status.PROVISIONAL


def _repeated(estimates: Sequence[Estimate]) -> Iterator[str]:
    first: dict[tuple[str, Period], int] = {}
    for estimate in estimates:
        line = first.setdefault((estimate.place, estimate.quarter), estimate.line)
        if line != estimate.line:
            what = f"{estimate.place} {estimate.quarter.label}"
            yield f"line {estimate.line}: found {what} again; expected once (line {line} has it)"


def _missing(estimates: Sequence[Estimate]) -> Iterator[str]:
    """A place that is absent, ends early or has a hole: part of a file, which would withdraw the rest."""
    held: dict[str, list[Period]] = {place: [] for place in _PLACES.values()}
    for estimate in estimates:
        held[estimate.place].append(estimate.quarter)
    newest = max((estimate.quarter for estimate in estimates), default=None)
    for place, quarters in held.items():
        if newest not in quarters:
            until = newest.label if newest else "the newest quarter"
            yield f"the file: found no {place} in {until}; expected every province and territory, the whole table"
        for earlier, later in pairwise(sorted(quarters)):
            if Period(earlier.start, later.end).length != 6:
                yield f"the file: found no {place} between {earlier.label} and {later.label}; expected every quarter"
