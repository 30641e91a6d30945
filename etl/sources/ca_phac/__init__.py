"""The Public Health Agency of Canada: deaths from opioids and stimulants, by quarter and year, by province.

Every release restates the whole record, up and down. The file does not state its day. Its newest quarter tells the
release: the Agency publishes in March, June, September and December what it holds to the quarter that ended six
months before (data to 2022 Q1 in September 2022, to 2022 Q2 in December 2022, to 2023 Q3 on 2024-03-27). Releases of
which no file is held, and the crude rates that the Agency publishes, were read in copies and transcribed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from etl.core.errors import InvalidDocument
from etl.core.model import Period, PeriodKind, Release, RestatedSpan, VintageBasis
from etl.core.source import Document
from etl.parsing import transcribed, zip_files
from etl.parsing.documents import StatedValue, day_warnings, decode, to_frame, vintage_from_content
from etl.parsing.source_toml import load_source
from etl.sources.ca_phac import download
from etl.sources.ca_phac.measures import MEASURE_IDS
from etl.sources.ca_phac.rows import PhacRow, newest_quarter, read, years_in_part

_LAG_MONTHS = 6  # from the end of the newest quarter to the month of publication


def parse(document: Document) -> tuple[Release, ...]:
    """Return the one release that a file of the Agency is, or those of a transcribed file."""
    if not zip_files.is_zip(document) and transcribed.is_transcribed(decode(document)):
        return transcribed.parse(document, SOURCE)
    content, updated = download.read_csv_bytes(document)
    rows, left_out = read(document.name, decode(replace(document, content=content)))
    newest = newest_quarter(rows)
    vintage, basis, note = _vintage(document, updated, newest)
    first = min(row.period.start for row in rows)
    notes = [note, *(f"{label} left out: neither a year nor a year to date" for label in left_out)]
    return (
        Release(
            source=SOURCE.id,
            vintage=vintage,
            vintage_basis=basis,
            title=f"Opioid- and Stimulant-related Harms in Canada ({first:%B %Y} to {newest.end:%B %Y})",
            url=document.url,
            rows=_to_frame(rows),
            restates=tuple(_spans(rows)),
            note="; ".join(text for text in notes if text),
            warnings=(*day_warnings(document, updated, "the day of its last update"), *years_in_part(rows)),
        ),
    )


def _vintage(document: Document, updated: date | None, newest: Period) -> tuple[date, VintageBasis, str]:
    """Return the day of publication, how it is known, and why where that needs saying."""
    bound = document.no_later_than
    day = document.published_on or updated
    if day and bound and day > bound:
        raise InvalidDocument(
            document.name, [f"published on {day}, but had by {bound}; expected a day no later than that"]
        )
    if day:
        note = "" if document.published_on else f"last updated {updated}, says the note in the archive"
        return day, VintageBasis.PUBLISHER, note
    last_month = Period.month(newest.end.year, newest.end.month)
    month = last_month.shift(_LAG_MONTHS)
    return vintage_from_content(document, month, f"the newest quarter, {newest.label}, tells")


def _spans(rows: Sequence[PhacRow]) -> Iterator[RestatedSpan]:
    """Yield what the release restates whole; years to date overlap, so that one never withdraws another."""
    for (_, kind), measure in MEASURE_IDS.items():
        periods = [row.period for row in rows if row.measure == measure]
        if periods and kind is not PeriodKind.YEAR_TO_DATE:
            extent = Period(min(periods).start, max(period.end for period in periods))
            yield RestatedSpan(measure, extent, "*", "all")


def _to_frame(rows: Sequence[PhacRow]) -> pd.DataFrame:
    return to_frame(StatedValue(row.measure, row.place, row.period, row.value, row.status) for row in rows)


SOURCE = load_source(__file__, parse)
