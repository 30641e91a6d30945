"""San Francisco: accidental overdose deaths by month, from the city's data set and, for the past, transcribed.

https://data.sfgov.org/resource/jxrr-bmra.json

The city copies the data set by hand from the monthly report of the Office of the Chief Medical Examiner: one row a
month from January 2020, with ``data_as_of``, the day it counts as published. Each release restates all its months.
The reports before were read in the press; years and year-to-date totals come from there only.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from etl.core.errors import InvalidDocument
from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.core.source import Document
from etl.parsing import socrata, transcribed
from etl.parsing.documents import StatedValue, day_warnings, decode, limit, to_frame
from etl.parsing.socrata import SocrataRow
from etl.parsing.source_toml import load_source

TITLE = "Preliminary Unintentional Drug Overdose Deaths"
MONTH = "sf-overdose-deaths-month"

_COLUMNS = ("monthstartdate", "totaldeaths")
_MONTH_NAMES = [name.lower() for name in calendar.month_abbr]


def parse(document: Document) -> tuple[Release, ...]:
    """Return the release that the data set is on one day, or those of a transcribed file."""
    if transcribed.is_transcribed(decode(document)):
        return transcribed.parse(document, SOURCE)
    rows = socrata.read_rows(document, _COLUMNS, f"the columns of the data set {TITLE} (jxrr-bmra)")
    problems: list[str] = []
    printed = socrata.day_of_all(rows, "data_as_of", [] if document.published_on else problems)
    vintage = document.published_on or printed
    counts = _counts(rows, problems)
    under_way = [month for month in counts if vintage and month.start <= vintage < month.end]
    counts = {month: count for month, count in counts.items() if month not in under_way}
    problems += [] if problems else socrata.missing_months(counts)
    if not counts and not problems:
        problems.append("the file: found no month with a count; expected one row a month")
    if problems or vintage is None:
        raise InvalidDocument(document.name, limit(problems))
    doubts = day_warnings(document, printed, "its data_as_of")
    return (replace(_release(document, vintage, counts, under_way), warnings=doubts),)


def _release(document: Document, vintage: date, counts: dict[Period, int], under_way: Sequence[Period]) -> Release:
    months = Period(min(counts).start, max(counts).end)
    return Release(
        source=SOURCE.id,
        vintage=vintage,
        vintage_basis=VintageBasis.PUBLISHER,
        title=f"{TITLE}, {months.start.isoformat()[:7]} to {months.end.isoformat()[:7]}",
        url=document.url,
        rows=to_frame(StatedValue(MONTH, SOURCE.place, month, counts[month]) for month in sorted(counts)),
        restates=(RestatedSpan(MONTH, months, SOURCE.place, "all"),),
        note="; ".join(_notes(document, under_way)),
    )


def _notes(document: Document, under_way: Sequence[Period]) -> Iterator[str]:
    if document.published_on is None:
        yield "dated by data_as_of"
    yield from (f"{month.label}, which had not ended, is left out" for month in under_way)


def _counts(rows: Sequence[SocrataRow], problems: list[str]) -> dict[Period, int]:
    """Return the deaths of each month; months without a number yet are left out."""
    counts: dict[Period, int] = {}
    for row in rows:
        month = _month(row, problems)
        deaths = row.cell("totaldeaths")
        if month in counts:
            problems.append(f"{row.location}: found {month.label} again; expected each month once")
        elif deaths and not re.fullmatch(r"[0-9]{1,3}(,?[0-9]{3})?(\.0+)?", deaths):
            problems.append(
                f"{row.location}, column total_deaths: found {deaths!r}; expected a whole number of 0 or more"
            )
        elif month and deaths:
            counts[month] = int(deaths.partition(".")[0].replace(",", ""))
    return counts


def _month(row: SocrataRow, problems: list[str]) -> Period | None:
    """Return the month of a row; its year and the name of its month must be the same where they are given."""
    cell = row.cell("monthstartdate")
    try:
        start = _first_day(cell)
    except ValueError as error:
        problems.append(f"{row.location}, column month_start_date: found {cell!r}; expected {error}")
        return None
    year, name = row.cell("year").partition(".")[0], row.cell("month")[:3].lower()
    is_other_month = name in _MONTH_NAMES[1:] and name != _MONTH_NAMES[start.month]
    if year not in {"", str(start.year)} or is_other_month:
        cells = f"year {row.cell('year')} and month {row.cell('month')}"
        problems.append(f"{row.location}: found {cells}; expected those of month_start_date, {start}")
        return None
    return Period.month(start.year, start.month)


def _first_day(text: str) -> date:
    day = socrata.parse_day(text)
    if day.day != 1:
        raise ValueError("the first day of a month")
    return day


SOURCE = load_source(__file__, parse)
