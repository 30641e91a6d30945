"""Reads the Bureau's estimates for the states in both of its forms.

``NST-EST2024-ALLDATA.csv`` is a plain table with a column for each year. ``NST-EST2024-POP`` is a sheet saved as CSV:
titles, headings in several rows, names with leading dots, notes below. Of the headings only the last row is read, the
one that stands right above the nation: those before it are titles to the Bureau, and are edited in copies.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from etl.core.errors import InvalidDocument
from etl.core.model import Period
from etl.parsing.csv_rows import Line, csv_lines, full_rows
from etl.parsing.documents import limit
from etl.sources.us_census.areas import NATION, PLACES, REGIONS, STATES

_ESTIMATED = "Population Estimate (as of July 1)"
_YEAR_COLUMN = re.compile(r"POPESTIMATE(\d{4})", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_PEOPLE = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3})+")
_VINTAGE = re.compile(r"NST-EST(\d{4})")
_RELEASED = re.compile(r"Release Date: ([A-Z][a-z]+ \d{4})")
_STATE_LEVELS, _SUMS = {"10", "40"}, {"20", "30"}  # nation and states; regions and divisions


_Estimate = tuple[int, str, int, str]
"""Line, area, year and cell."""


@dataclass(frozen=True)
class CensusTable:
    """``people`` by area (its name) and year, and the month of the release where the file says it."""

    people: Mapping[tuple[str, int], int]
    released: Period | None = None

    @property
    def years(self) -> range:
        """Return the years estimated: one after the other."""
        years = {year for _, year in self.people}
        return range(min(years), max(years) + 1)


def read(name: str, text: str) -> CensusTable:
    """Read every estimate of the nation, the states and Puerto Rico.

    ``InvalidDocument`` lists all that is not read safely.
    """
    lines = list(csv_lines(name, text))
    problems: list[str] = []
    header = [cell.upper() for cell in lines[0][1]]
    estimates = _plain_table(header, lines, problems) if "SUMLEV" in header else _sheet(lines, problems)
    people: dict[tuple[str, int], int] = {}
    for line, area, year, cell in estimates:
        if (area, year) in people:
            problems.append(f"line {line}: found {area} again; expected once")
        elif not _PEOPLE.fullmatch(cell):
            problems.append(f"line {line}, {area} in {year}: found {cell!r}; expected a whole number")
        else:
            people[area, year] = int(cell.replace(",", ""))
    problems += [] if problems else _incomplete(people)
    problems += [] if problems else _other_vintage(text, max(year for _, year in people))
    if problems:
        raise InvalidDocument(name, limit(problems))
    return CensusTable(people, _released(text))


def _plain_table(header: Sequence[str], lines: Sequence[Line], problems: list[str]) -> Iterator[_Estimate]:
    """Yield each estimate in the file of all data."""
    years = {at: int(match[1]) for at, column in enumerate(header) if (match := _YEAR_COLUMN.fullmatch(column))}
    wrong = [column for column in ("SUMLEV", "NAME") if header.count(column) != 1]
    if wrong or not _follow(list(years.values())):
        columns = f"found the columns {', '.join(header)[:200]}"
        problems.append(f"line 1: {columns}; expected SUMLEV and NAME, and POPESTIMATE2020 with the years after it")
        return
    level, area = header.index("SUMLEV"), header.index("NAME")
    for line, row in full_rows(len(header), lines[1:], problems):
        if row[level].lstrip("0") in _STATE_LEVELS and row[area] in PLACES:
            yield from ((line, row[area], year, row[at]) for at, year in years.items())
        elif row[level].lstrip("0") not in _SUMS:
            cells = f"found {row[area]!r} of level {row[level]!r}"
            problems.append(f"line {line}, columns SUMLEV, NAME: {cells}; expected the nation (010) and states (040)")


def _sheet(lines: Sequence[Line], problems: list[str]) -> Iterator[_Estimate]:
    """Yield each estimate in the sheet saved as CSV."""
    nation = next((at for at, (_, row) in enumerate(lines) if row[0].lstrip(".") == NATION), 0)
    line, heading = lines[nation - 1] if nation else lines[0]
    years = {at: int(cell) for at, cell in enumerate(heading) if _YEAR.fullmatch(cell)}
    above = {at for _, row in lines[:nation] for at, cell in enumerate(row) if cell == _ESTIMATED}
    side_by_side = _follow(list(years)) and _follow(list(years.values()))
    if not side_by_side or above != {min(years)} or any(heading[max(years) + 1 :]):
        expected = f"the years one after the other, right above {NATION} and below {_ESTIMATED!r}"
        problems.append(f"line {line}: found the headings {', '.join(heading)[:200]!r}; expected {expected}")
        return
    for line, row in lines[nation:]:
        cells = {year: row[at] if at < len(row) else "" for at, year in years.items()}
        area = row[0].lstrip(".")
        if any(cells.values()) and area in PLACES:
            yield from ((line, area, year, cell) for year, cell in cells.items())
        elif any(cells.values()) and area not in REGIONS:
            problems.append(f"line {line}: found figures of {area!r}; expected the nation, a region or a state")


def _follow(numbers: Sequence[int]) -> bool:
    """Return whether there are numbers, each following the last."""
    return bool(numbers) and list(numbers) == list(range(numbers[0], numbers[0] + len(numbers)))


def _incomplete(people: Mapping[tuple[str, int], int]) -> Iterator[str]:
    """Yield what is missing, and years in which the states do not add up: columns or rows were changed."""
    areas = {area for area, _ in people}
    if missing := [area for area in PLACES if area not in areas]:
        yield f"the file: found no {', '.join(missing)[:200]}; expected the nation and every state"
        return
    for year in sorted({year for _, year in people}):
        states, nation = sum(people[state, year] for state in STATES), people[NATION, year]
        if states != nation:
            yield f"the file: found states that add up to {states:,} in {year}; expected {nation:,}, the {NATION}"


def _other_vintage(text: str, newest: int) -> Iterator[str]:
    for vintage in sorted(set(_VINTAGE.findall(text)) - {str(newest)}):
        yield f"the file: found the name NST-EST{vintage}; expected NST-EST{newest}, since {newest} is the newest year"


def _released(text: str) -> Period | None:
    """Return the month that the file gives as that of its release."""
    match = _RELEASED.search(text)
    try:
        day = datetime.strptime(match[1], "%B %Y") if match else None  # noqa: DTZ007 - a month has no time zone
    except ValueError:
        return None
    return Period.month(day.year, day.month) if day else None
