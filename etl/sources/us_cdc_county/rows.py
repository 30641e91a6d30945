"""Reads the rows of the data set: the county, its 12 months, and the deaths and pending records stated of them.

The columns are those of the file that the site exports (``ST_ABBREV``, ``Provisional Drug Overdose Deaths``) and of its
API (``st_abbrev``, ``provisional_drug_overdose``), which cuts long names and leaves empty cells out of its JSON.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from etl.core.model import Period
from etl.parsing.csv_rows import duplicates
from etl.parsing.socrata import SocrataRow, parse_day
from etl.sources.us_cdc_county.counties import STATES, place_code

_DEATHS, _PENDING = "provisionaldrugoverdose", "percentageofrecordspending"
REQUIRED = ("dataasof", "year", "month", "stabbrev", "fips", "monthendingdate", _DEATHS)
ALIASES = {f"{_DEATHS}deaths": _DEATHS, f"{_PENDING}investigation": _PENDING}
"""The keys of columns as the site exports them, with those of the API."""

_COUNT = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.0+)?")
_PERCENT = re.compile(r"[0-9]*\.?[0-9]+(?:e-?[0-9]+)?", re.IGNORECASE)
_WITHHELD_COUNTS = range(1, 10)


@dataclass(frozen=True)
class CountyRow:
    """What a row states: ``deaths`` is None where the count is withheld, ``pending`` (per cent) where none is given.

    ``footnote`` holds the words of a footnote that go with neither: a count that is there though it is said to be
    suppressed, or one that is not, for another reason.
    """

    location: str
    place: str
    period: Period
    deaths: int | None
    pending: float | None
    footnote: str


def read(rows: Sequence[SocrataRow], problems: list[str]) -> list[CountyRow]:
    """Return what the rows state, and add all that cannot be read safely to ``problems``."""
    counties = [county for row in rows if (county := _county_row(row, problems))]
    problems += [
        f"{again.location}: found {again.place} for the 12 months to {again.period.end:%Y-%m} again (it is in "
        f"{first.location}); expected each once, one release in a file"
        for again, first in duplicates(counties, lambda county: (county.place, county.period))
    ]
    return counties


def _county_row(row: SocrataRow, problems: list[str]) -> CountyRow | None:
    before = len(problems)
    place, period = _place(row, problems), _period(row, problems)
    deaths, pending = _deaths(row, problems), _pending(row, problems)
    if len(problems) > before or place is None or period is None:
        return None
    says_withheld = "suppress" in row.cell("footnote").lower()
    footnote = row.cell("footnote") if says_withheld != (deaths is None) else ""
    return CountyRow(row.location, place, period, deaths, pending, footnote)


def _place(row: SocrataRow, problems: list[str]) -> str | None:
    """Return the code of the county: spreadsheets take the zero from the front of its FIPS code."""
    cell, state = row.cell("fips"), row.cell("stabbrev")
    fips = cell.zfill(5)
    if not re.fullmatch("[0-9]{4,5}", cell) or fips[:2] not in STATES:
        problems.append(f"{row.location}, column FIPS: found {cell!r}; expected the five digits of a county")
        return None
    if STATES[fips[:2]] != state:
        expected = f"{STATES[fips[:2]]}, the state of the county {fips}"
        problems.append(f"{row.location}, column ST_ABBREV: found {state!r}; expected {expected}")
        return None
    return place_code(fips)


def _period(row: SocrataRow, problems: list[str]) -> Period | None:
    """Return the 12 months that end with the month of a row."""
    year, month, ending = row.cell("year"), row.cell("month"), row.cell("monthendingdate")
    period = _twelve_months(year, month)
    if period is None:
        problems.append(f"{row.location}: found year {year!r} and month {month!r}; expected a year and 1 to 12")
    elif not _is_day(ending, period):
        expected = f"{period.end}, the end of month {month} of {year}"
        problems.append(f"{row.location}, column MonthEndingDate: found {ending!r}; expected {expected}")
    return period


@lru_cache
def _twelve_months(year: str, month: str) -> Period | None:
    if not re.fullmatch("20[0-9]{2}", year) or not re.fullmatch("0?[1-9]|1[0-2]", month):
        return None
    last = Period.month(int(year), int(month))
    return Period.of_days(last.shift(-11).start, last.end)


@lru_cache
def _is_day(cell: str, period: Period) -> bool:
    try:
        return parse_day(cell) == period.end
    except ValueError:
        return False


def _deaths(row: SocrataRow, problems: list[str]) -> int | None:
    """Return the count, or None of an empty cell: counts of 1 to 9 are withheld."""
    cell = row.cell(_DEATHS)
    if not cell:
        return None
    column = f"{row.location}, column Provisional Drug Overdose Deaths"
    if not _COUNT.fullmatch(cell):
        problems.append(f"{column}: found {cell!r}; expected a whole number, or nothing where it is withheld")
        return None
    count = int(cell.partition(".")[0].replace(",", ""))
    if count in _WITHHELD_COUNTS:
        problems.append(f"{column}: found {cell}; expected nothing, 0, or 10 and more, since 1 to 9 are withheld")
    return count


def _pending(row: SocrataRow, problems: list[str]) -> float | None:
    cell = row.cell(_PENDING)
    if not cell:
        return None
    if not _PERCENT.fullmatch(cell) or float(cell) > 100:
        column = "Percentage Of Records Pending Investigation"
        problems.append(f"{row.location}, column {column}: found {cell!r}; expected a percentage from 0 to 100")
        return None
    return float(cell)


def incomplete_counties(rows: Sequence[CountyRow], table: Period | None) -> list[str]:
    """Return the counties that lack a row for some month: those of the file and of the ``table``, if it says."""
    spans = [row.period for row in rows]
    last = max([span.end for span in spans] + ([table.end] if table else []))
    first = min([span.shift(11).start for span in spans] + ([table.start] if table else []))
    months, row_counts = Period(first, last).length_months, Counter(row.place for row in rows)
    return sorted(place for place, count in row_counts.items() if count < months)


def months_of_table(rows: Sequence[SocrataRow]) -> Period | None:
    """Return the months that the table says it has, ``Start Date`` to ``End Date``, which are the same in every row."""
    days = [{row.cell(column) for row in rows} for column in ("startdate", "enddate")]
    if any(len(cells) != 1 for cells in days):
        return None
    try:
        first, last = (parse_day(*cells) for cells in days)
        return Period.months(first.year, first.month, last.year, last.month)
    except ValueError:
        return None
