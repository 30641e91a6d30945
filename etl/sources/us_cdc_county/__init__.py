"""The CDC's provisional drug overdose deaths by county of residence (gb4e-yj24 of data.cdc.gov): sums of 12 months.

https://data.cdc.gov/d/gb4e-yj24

One row for each county and month, with ``Data as of`` in each, the day on which the records were counted: the table
comes out some days later. Counts of 1 to 9 are withheld, their cells empty. Each release restates all months from
January 2020 on. All 3,100 counties are read; those that are places of the project are kept (``ingest.listed_places``).
One answer of the API was seen, of one county; the columns of the exported file are known from programs that read it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from etl.core.errors import InvalidDocument
from etl.core.model import Period, Release, RestatedSpan, Status, VintageBasis
from etl.core.source import Document
from etl.parsing import socrata
from etl.parsing.documents import StatedValue, day_warnings, limit, to_frame
from etl.parsing.source_toml import load_source
from etl.sources.us_cdc_county import rows as county_rows
from etl.sources.us_cdc_county.counties import STATES
from etl.sources.us_cdc_county.rows import CountyRow

TITLE = "VSRR Provisional County-Level Drug Overdose Death Counts"
DEATHS = "county-overdose-deaths-12m"
PENDING = "county-overdose-deaths-12m-percent-pending"


def parse(document: Document) -> tuple[Release, ...]:
    """Return the release that the data set is on one day."""
    columns = f"the columns of the data set {TITLE} (gb4e-yj24)"
    cells = socrata.read_rows(document, county_rows.REQUIRED, columns, county_rows.ALIASES)
    problems: list[str] = []
    printed = socrata.day_of_all(cells, "Data as of", problems)
    rows = county_rows.read(cells, problems)
    if problems or printed is None:
        raise InvalidDocument(document.name, limit(problems))
    incomplete = county_rows.incomplete_counties(rows, county_rows.months_of_table(cells))
    is_too_early = document.published_on is not None and document.published_on < printed
    warnings = [
        *(day_warnings(document, printed, "its Data as of") if is_too_early else ()),
        *_footnote_warnings(rows),
        *_gap_warnings(incomplete),
    ]
    return (replace(_release(document, printed, rows), warnings=tuple(warnings)),)


def _release(document: Document, printed: date, rows: Sequence[CountyRow]) -> Release:
    first, last = min(row.period.end for row in rows), max(row.period.end for row in rows)
    suppressed = sum(row.deaths is None for row in rows)
    counties = len({row.place for row in rows})
    notes = [
        "" if document.published_on else "dated by Data as of, when the records were counted",
        f"{len(rows):,} rows, {suppressed:,} of them withheld; counties: {counties:,}",
    ]
    return Release(
        source=SOURCE.id,
        vintage=document.published_on or printed,
        vintage_basis=VintageBasis.PUBLISHER if document.published_on else VintageBasis.ASSUMED,
        title=f"{TITLE}, 12 months ending {first:%B %Y} to {last:%B %Y}",
        url=document.url,
        rows=to_frame(sorted(_stated_values(rows), key=lambda value: (value.measure, value.place, value.period))),
        restates=tuple(_spans(rows)),
        note="; ".join(filter(None, notes)),
    )


def _stated_values(rows: Sequence[CountyRow]) -> Iterator[StatedValue]:
    for row in rows:
        status = Status.SUPPRESSED if row.deaths is None else Status.PROVISIONAL
        yield StatedValue(DEATHS, row.place, row.period, row.deaths, status)
        if row.pending is not None:
            yield StatedValue(PENDING, row.place, row.period, row.pending)


def _spans(rows: Sequence[CountyRow]) -> Iterator[RestatedSpan]:
    """Yield everything where counties of every state are there, else each county that is: an excerpt says no more."""
    months = Period(min(row.period.start for row in rows), max(row.period.end for row in rows))
    places = {row.place for row in rows}
    is_whole = {place[3:5] for place in places} >= set(STATES.values())
    for place in ("*",) if is_whole else sorted(places):
        yield RestatedSpan(DEATHS, months, place, "all")
        yield RestatedSpan(PENDING, months, place, "all")


def _footnote_warnings(rows: Sequence[CountyRow]) -> Iterator[str]:
    """Yield what footnotes say against the cells beside them: such words were not seen yet."""
    odd = [row for row in rows if row.footnote]
    if odd:
        words = f"{odd[0].location} says {odd[0].footnote!r}"
        yield f"footnotes that do not go with their counts, withheld or not: {len(odd):,}; {words}"


def _gap_warnings(incomplete: Sequence[str]) -> Iterator[str]:
    if incomplete:
        first = f"the first of them {incomplete[0]}"
        yield f"counties without a row for every month: {len(incomplete):,}, {first}; is the file cut short?"


SOURCE = load_source(__file__, parse)
