"""The United States Census Bureau: the population of the nation, the states and Puerto Rico on 1 July of each year.

https://www2.census.gov/programs-surveys/popest/datasets/2020-2024/state/totals/NST-EST2024-ALLDATA.csv

Each year's release, the *vintage* of its newest year, restates every year since the last census. The sheets say the
month of their release; the file of all data says nothing, and its newest year tells: the states come out in December.
"""

from dataclasses import replace
from datetime import date

import pandas as pd

from etl.definitions import Definition
from etl.documents import Statement, dated_by_content, rows_of, text_of
from etl.model import Document, Known, Period, PeriodKind, Release, Source, Span, Unit
from etl.sources.us_census.areas import PLACES
from etl.sources.us_census.estimates import Estimates, read

SOURCE_ID = "us-census"

(_BY_YEAR,) = Definition(
    title={"en": "Population", "fr": "Population"},
    definition={
        "en": "Estimate of the number of people who usually live there, as of 1 July of the year.",
        "fr": "Estimation du nombre de personnes qui y résident habituellement, au 1er juillet de l’année.",
    },
    certainty={
        "en": "Estimates: each release restates all the years since the last census.",
        "fr": "Estimations : chaque diffusion reprend toutes les années depuis le dernier recensement.",
    },
    geography={"en": "By usual place of residence.", "fr": "Selon le lieu de résidence habituel."},
    suppression={"en": "Nothing is withheld.", "fr": "Toutes les valeurs sont diffusées."},
    unit=Unit.PEOPLE,
).over("us-population", PeriodKind.YEAR)
MEASURE = replace(_BY_YEAR, is_population=True)

_LATE = {2025: Period.month(2026, 1)}
"""Vintages that did not come out in December: that of 2025 came a month late, after a government shutdown."""


def parse(document: Document) -> tuple[Release, ...]:
    """The one release that a file of the Bureau is."""
    estimates = read(document.name, text_of(replace(document, content=_as_utf8(document.content))))
    first, newest = estimates.years[0], estimates.years[-1]
    vintage, known, note = _dated(document, newest, estimates.released)
    return (
        Release(
            source=SOURCE_ID,
            vintage=vintage,
            known=known,
            title="U.S. Census Bureau, Annual Estimates of the Resident Population: "
            f"April 1, {first} to July 1, {newest} (NST-EST{newest})",
            url=document.url,
            rows=_rows(estimates),
            restates=(Span(MEASURE.id, Period.months(first, 1, newest, 12), "*", "all"),),
            note=note,
        ),
    )


def _as_utf8(content: bytes) -> bytes:
    """The Bureau also writes Latin-1. Nothing that is read here has a letter in which the two differ."""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1").encode()
    return content


def _dated(document: Document, newest: int, released: Period | None) -> tuple[date, Known, str]:
    """The day of publication, how it is known, and why where that needs saying."""
    if document.published:
        return document.published, Known.PUBLISHER, ""
    if released:
        return dated_by_content(document, released, "the file says", Known.MONTH_ONLY)
    month = _LATE.get(newest, Period.month(newest, 12))
    return dated_by_content(document, month, f"the newest year, {newest}, tells")


def _rows(estimates: Estimates) -> pd.DataFrame:
    return rows_of(
        Statement(MEASURE.id, place, Period.year(year), estimates.people[area, year])
        for area, place in PLACES.items()
        for year in estimates.years
    )


SOURCE = Source(
    id=SOURCE_ID,
    place="US",
    publisher={"en": "United States Census Bureau", "fr": "Bureau du recensement des États-Unis"},
    url="https://www.census.gov/programs-surveys/popest.html",
    terms={
        "en": "Work of the United States government: in the public domain there.",
        "fr": "Œuvre du gouvernement des États-Unis : elle y appartient au domaine public.",
    },
    cadence={
        "en": "Each year, as a rule in December, for 1 July of the same year.",
        "fr": "Chaque année, en règle générale en décembre, pour le 1er juillet de la même année.",
    },
    citation={
        "en": "U.S. Census Bureau, Population Division. Annual Estimates of the Resident Population for the United "
        "States, Regions, States, District of Columbia, and Puerto Rico (NST-EST).",
        "fr": "U.S. Census Bureau, Population Division. Annual Estimates of the Resident Population for the United "
        "States, Regions, States, District of Columbia, and Puerto Rico (NST-EST).",
    },
    measures=(MEASURE,),
    parse=parse,
)
