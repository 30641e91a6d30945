"""The United States Census Bureau: the population of the nation, the states and Puerto Rico on 1 July of each year.

https://www2.census.gov/programs-surveys/popest/datasets/2020-2024/state/totals/NST-EST2024-ALLDATA.csv

Each year's release, the *vintage* of its newest year, restates every year since the last census. The sheets say the
month of their release; the file of all data says nothing, and its newest year tells: the states come out in December.
"""

from dataclasses import replace
from datetime import date

import pandas as pd

from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.core.source import Document
from etl.parsing.documents import StatedValue, day_warnings, decode, to_frame, vintage_from_content
from etl.parsing.source_toml import load_source
from etl.sources.us_census.areas import PLACES
from etl.sources.us_census.estimates import CensusTable, read

POPULATION = "us-population-year"

_LATE = {2025: Period.month(2026, 1)}
"""Vintages that did not come out in December: that of 2025 came a month late, after a government shutdown."""


def parse(document: Document) -> tuple[Release, ...]:
    """Return the one release that a file of the Bureau is."""
    table = read(document.name, decode(replace(document, content=_as_utf8(document.content))))
    first, newest = table.years[0], table.years[-1]
    vintage, basis, note = _vintage(document, newest, table.released)
    return (
        Release(
            source=SOURCE.id,
            vintage=vintage,
            vintage_basis=basis,
            title="U.S. Census Bureau, Annual Estimates of the Resident Population: "
            f"April 1, {first} to July 1, {newest} (NST-EST{newest})",
            url=document.url,
            rows=_to_frame(table),
            restates=(RestatedSpan(POPULATION, Period.months(first, 1, newest, 12), "*", "all"),),
            note=note,
            warnings=day_warnings(document, _nearest_day(document, table.released), "the month that it prints"),
        ),
    )


def _as_utf8(content: bytes) -> bytes:
    """Return the bytes as UTF-8. The Bureau also writes Latin-1; no letter that is read here differs in it."""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1").encode()
    return content


def _vintage(document: Document, newest: int, released: Period | None) -> tuple[date, VintageBasis, str]:
    """Return the day of publication, how it is known, and why where that needs saying."""
    if document.published_on:
        return document.published_on, VintageBasis.PUBLISHER, ""
    if released:
        return vintage_from_content(document, released, "the file says", VintageBasis.MONTH_ONLY)
    month = _LATE.get(newest, Period.month(newest, 12))
    return vintage_from_content(document, month, f"the newest year, {newest}, tells")


def _nearest_day(document: Document, month: Period | None) -> date | None:
    """Return the day of the month printed that is nearest to the day given; None without one of the two."""
    if month is None or document.published_on is None:
        return None
    return min(max(document.published_on, month.start), month.end)


def _to_frame(table: CensusTable) -> pd.DataFrame:
    return to_frame(
        StatedValue(POPULATION, place, Period.year(year), table.people[area, year])
        for area, place in PLACES.items()
        for year in table.years
    )


SOURCE = load_source(__file__, parse)
