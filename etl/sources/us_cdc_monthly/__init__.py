"""The CDC's national counts by month of death: "Monthly Provisional Counts of Deaths by Select Causes", 2020 to 2023.

https://data.cdc.gov/d/9dzk-mvmi

One row a month for the whole country, with ``Data As Of`` in each and a column for each cause, of which ``Drug
Overdose`` alone is read. Overdoses of the newest six or seven months are not shown: the cell is empty, and
``flag_drugod`` says why. Each release restates all months that it shows. The last is of 27 September 2023.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from etl.core.errors import InvalidDocument
from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.core.source import Document
from etl.parsing import socrata
from etl.parsing.csv_rows import column_key
from etl.parsing.documents import StatedValue, day_warnings, limit, to_frame
from etl.parsing.socrata import SocrataRow
from etl.parsing.source_toml import load_source

TITLE = "Monthly Provisional Counts of Deaths by Select Causes"
MONTH = "overdose-deaths-month-occurrence"
NATION = "United States"

_COLUMNS = ("jurisdictionofoccurrence", "year", "month", "drugoverdose")


def parse(document: Document) -> tuple[Release, ...]:
    """Return the release that the data set is on one day."""
    rows = socrata.read_rows(document, _COLUMNS, f"the columns of the data set {TITLE} (9dzk-mvmi)")
    problems: list[str] = []
    printed = socrata.day_of_all(rows, "Data As Of", [] if document.published_on else problems)
    counts, not_shown = _counts(rows, problems)
    problems += [] if problems else socrata.missing_months(counts)
    if not counts and not problems:
        problems.append("the file: found no month with a count of drug overdoses; expected one row a month")
    vintage = document.published_on or printed
    if problems or vintage is None:
        raise InvalidDocument(document.name, limit(problems))
    release = _release(document, vintage, counts, not_shown)
    return (replace(release, warnings=day_warnings(document, printed, "its Data As Of")),)


def _release(document: Document, vintage: date, counts: dict[Period, int], not_shown: Sequence[Period]) -> Release:
    months = Period(min(counts).start, max(counts).end)
    held_back = f"{min(not_shown).label} to {max(not_shown).label} are not shown yet" if not_shown else ""
    return Release(
        source=SOURCE.id,
        vintage=vintage,
        vintage_basis=VintageBasis.PUBLISHER if document.published_on else VintageBasis.ASSUMED,
        title=f"{TITLE}, {months.start:%Y-%m} to {months.end:%Y-%m}",
        url=document.url,
        rows=to_frame(StatedValue(MONTH, SOURCE.place, month, counts[month]) for month in sorted(counts)),
        restates=(RestatedSpan(MONTH, months, SOURCE.place, "all"),),
        note="; ".join(filter(None, ("" if document.published_on else "dated by Data As Of", held_back))),
    )


def _counts(rows: Sequence[SocrataRow], problems: list[str]) -> tuple[dict[Period, int], list[Period]]:
    """Return the overdose deaths of each month, and the months of which the publisher does not show them yet."""
    counts: dict[Period, int] = {}
    not_shown: list[Period] = []
    for row in rows:
        month, deaths = _month(row, problems), row.cell("drugoverdose")
        if month is None:
            continue
        if month in counts or month in not_shown:
            problems.append(f"{row.location}: found {month.label} again; expected each month once")
        elif re.fullmatch(r"[0-9]{1,3}(,?[0-9]{3})*", deaths):
            counts[month] = int(deaths.replace(",", ""))
        elif not deaths and "not shown" in row.cell("flagdrugod").lower():
            not_shown.append(month)
        else:
            expected = "a whole number of deaths, or nothing and a flag that says that it is not shown"
            problems.append(f"{row.location}, column Drug Overdose: found {deaths!r}; expected {expected}")
    return counts, not_shown


def _month(row: SocrataRow, problems: list[str]) -> Period | None:
    """Return the month of a row, which is of the whole country; the newest may end within it."""
    if (place := row.cell("jurisdictionofoccurrence")) != NATION:
        problems.append(f"{row.location}, column Jurisdiction of Occurrence: found {place!r}; expected {NATION!r}")
        return None
    year, number = row.cell("year"), row.cell("month")
    if not re.fullmatch("[0-9]{4}", year) or not re.fullmatch("0?[1-9]|1[0-2]", number):
        problems.append(f"{row.location}: found year {year!r} and month {number!r}; expected a year and 1 to 12")
        return None
    month = Period.month(int(year), int(number))
    for column in ("Start Date", "End Date"):
        cell = row.cell(column_key(column))
        day = _day(cell)
        if cell and not (day and month.start <= day <= month.end):
            problems.append(f"{row.location}, column {column}: found {cell!r}; expected a day of {month.label}")
            return None
    return month


def _day(text: str) -> date | None:
    try:
        return socrata.parse_day(text)
    except ValueError:
        return None


SOURCE = load_source(__file__, parse)
