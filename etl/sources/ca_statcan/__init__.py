"""Statistics Canada: the population of Canada, its provinces and territories, as of the first day of each quarter.

Table 17-10-0009-01, https://www150.statcan.gc.ca/n1/tbl/csv/17100009-eng.zip: the CSV, or the ZIP that holds it beside
its metadata. Every release restates the whole record. The file does not state its day. Its newest quarter tells the
release: the estimate of the first day of a quarter comes out in the quarter's last month (1 July 2024 on 25 September
2024, 1 October 2024 on 17 December 2024).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from etl.core.errors import InvalidDocument
from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.core.source import Document
from etl.parsing import zip_files
from etl.parsing.documents import StatedValue, decode, to_frame, vintage_from_content
from etl.parsing.source_toml import load_source
from etl.sources.ca_statcan.table import LEFT_OUT, StatCanRow, read

TITLE = "Statistics Canada, Table 17-10-0009-01, Population estimates, quarterly"
POPULATION = "ca-population-quarter"

_MEMBER = "17100009.csv"


def parse(document: Document) -> tuple[Release, ...]:
    """Return the one release that a file of the table is."""
    rows, left_out = read(document.name, decode(replace(document, content=_unpacked(document))))
    quarters = {row.quarter for row in rows}
    vintage, basis, note = _vintage(document, max(quarters))
    notes = [note, *([f"{LEFT_OUT} left out"] if left_out else [])]
    return (
        Release(
            source=SOURCE.id,
            vintage=vintage,
            vintage_basis=basis,
            title=TITLE,
            url=document.url,
            rows=_to_frame(rows),
            restates=(RestatedSpan(POPULATION, Period(min(quarters).start, max(quarters).end), "*", "all"),),
            note="; ".join(text for text in notes if text),
        ),
    )


def _unpacked(document: Document) -> bytes:
    """Return the bytes of the CSV, out of the ZIP where it comes in one."""
    if not zip_files.is_zip(document):
        return document.content
    files = zip_files.extract(document, _MEMBER)
    if _MEMBER not in files:
        raise InvalidDocument(document.name, [f"the archive: found no {_MEMBER}; expected it beside its metadata"])
    return files[_MEMBER]


def _vintage(document: Document, newest: Period) -> tuple[date, VintageBasis, str]:
    """Return the day of publication, how it is known, and why where that needs saying."""
    if document.published_on:
        return document.published_on, VintageBasis.PUBLISHER, ""
    return vintage_from_content(document, newest, f"the newest quarter, {newest.label}, tells")


def _to_frame(rows: Sequence[StatCanRow]) -> pd.DataFrame:
    return to_frame(StatedValue(POPULATION, row.place, row.quarter, row.people, row.status) for row in rows)


SOURCE = load_source(__file__, parse)
