"""The data block of a picture: the values that it shows, as rows, and what is to be known of them, as JSON.

Its rows say what identifies and states each value and nothing that may be worded anew, so that they stay the same for
ever, and so does their SHA-256. Decision P13 in README.md.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import pandas as pd

from dashboard.dataset.series_view import ChartData
from dashboard.export.tables import COLUMNS_BY_UNIT, to_frame
from dashboard.export.view_citation import ViewCitation
from dashboard.i18n import Locale
from etl.core import csv_io
from etl.store.ledger import VOID, releases_of_edition

FORMAT = "overdose-statistics-picture-1"
ROW_COLUMNS = ("source", "measure", "place", "group", "period", "value", "status", "vintage")
"""Of each row; behind them stands the value in the unit of the chart, where that is no count."""


def rows_csv(rows: pd.DataFrame, unit: str) -> str:
    """Write the rows of a chart (those of ``tables.to_frame``) as the CSV of its data block."""
    return csv_io.to_csv(rows[[*ROW_COLUMNS, *list(COLUMNS_BY_UNIT[unit])[:1]]])


def hash_rows(csv: str) -> str:
    """Return the SHA-256 of the rows, as hexadecimal digits."""
    return sha256(csv.encode()).hexdigest()


@dataclass(frozen=True)
class Origin:
    """What a picture is of: its title, its pinned address and its short code.

    ``asked_day`` and ``asked_edition`` are those that were chosen: where one was not, the picture says that it shows
    the newest values held.
    """

    title: str
    address: str
    code: str
    asked_day: date | None
    asked_edition: int | None


def build_block(
    origin: Origin, data: ChartData, citation: ViewCitation | None, locale: Locale, ledger: pd.DataFrame
) -> str:
    """Write the data block of a chart whose choices name day and edition."""
    rows = to_frame(data, locale)
    csv = rows_csv(rows, data.params.unit)
    learned = releases_of_edition(ledger, data.params.edition)
    body = {
        "format": FORMAT,
        "title": origin.title,
        "address": origin.address,
        "code": origin.code,
        "asked": {"as_of": origin.asked_day.isoformat() if origin.asked_day else None, "edition": origin.asked_edition},
        "as_of": str(data.params.as_of),
        "edition": data.params.edition,
        "citation": citation.to_text() if citation else "",
        "terms": [locale.localize(source.terms) for source in data.credited_sources],
        "releases": list_releases(rows, learned),
        "sha256": hash_rows(csv),
        "csv": csv,
    }
    return csv_io.to_json(body)


def list_releases(rows: pd.DataFrame, ledger: pd.DataFrame) -> list[dict[str, str]]:
    """List the releases that rows come from, with the hash of the document that each was read from.

    A sum of months names its day and no release: then it is every release of its source on that day, the newest that
    any of its months comes from.
    """
    origins = set(zip(rows["source"], rows["vintage"], rows["release"].astype("str").fillna(""), strict=True))
    ids = {release for _, _, release in origins} - {""}
    days = {(source, str(day)) for source, day, release in origins if not release}
    of_sources = ledger["id"].isin(ids) | ledger["source"].isin({source for source, _ in days})
    releases = ledger[of_sources & (ledger["known"] != VOID)]
    published = releases["vintage"].dt.strftime("%Y-%m-%d")
    return [
        {"id": row["id"], "published": day, "known": row["known"], "document_sha256": row["sha256"]}
        for row, day in zip(releases.to_dict("records"), published, strict=True)
        if row["id"] in ids or (row["source"], day) in days
    ]
