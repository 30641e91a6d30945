"""CDC WONDER: exports of a query, tab-delimited text with a footer, taken by hand.

The API gives national values only, so that months by state are exported in the browser. Two queries are told apart by
the footer and never share a measure: drug poisoning among the causes listed, or as the underlying cause. WONDER
suppresses counts of 9 or fewer, and its terms forbid to present them: a number below 10 is refused, suppressed rows
stay suppressed or absent, and a national total is left out where it would tell the one suppressed count beside it.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

import pandas as pd

from etl.core.errors import InvalidDocument
from etl.core.model import Period, Release, RestatedSpan, Status, VintageBasis
from etl.core.source import Document
from etl.parsing import transcribed
from etl.parsing.documents import StatedValue, decode, limit, to_frame
from etl.parsing.source_toml import load_source
from etl.sources.us_cdc_wonder import consistency, export, footer
from etl.sources.us_cdc_wonder.export import WonderRow
from etl.sources.us_cdc_wonder.footer import SUPPRESSED_ROWS, Footer
from etl.sources.us_cdc_wonder.measures import NATION, PLACES


def parse(document: Document) -> tuple[Release, ...]:
    """Return the one release that an export is, or those of a transcribed file."""
    if transcribed.is_transcribed(decode(document)):
        return transcribed.parse(document, SOURCE)
    table, below = export.split(document.name, decode(document))
    problems: list[str] = []
    cells, sums = export.read(document.name, table, problems)
    query = footer.read(below, problems)
    problems += [*export.repeated([*cells, *sums])]
    if query and not problems:
        problems += [*consistency.gaps(cells, sums, query), *consistency.breaches(cells, sums)]
    if problems or query is None:
        raise InvalidDocument(document.name, limit(problems))
    nation, withheld = consistency.nation(cells, sums)
    # Where zeros are shown, a row that is not there is a suppressed one. Where they are hidden too, it may be either.
    suppressed = consistency.not_shown(cells) if query.hidden == {SUPPRESSED_ROWS} else []
    return (_release(document, query, [*cells, *suppressed, *nation], withheld),)


def _vintage(document: Document, query: Footer) -> tuple[date, VintageBasis]:
    """Return the day of the query, unless the giver knows the day of publication, which cannot be later."""
    if query.queried and document.published_on and document.published_on > query.queried:
        days = f"published on {document.published_on}, but queried on {query.queried}"
        raise InvalidDocument(document.name, [f"{days}; expected a day of publication no later than the query"])
    if query.queried and document.no_later_than and document.no_later_than < query.queried:
        days = f"had by {document.no_later_than}, but queried on {query.queried}"
        raise InvalidDocument(document.name, [f"{days}; expected a day no earlier than the query"])
    if document.published_on:
        return document.published_on, VintageBasis.PUBLISHER
    if query.queried:
        return query.queried, VintageBasis.FETCH
    if document.no_later_than:
        return document.no_later_than, VintageBasis.UPPER_BOUND
    raise InvalidDocument(
        document.name, ["the footer: found no Query Date; give the day with --published or --no-later-than"]
    )


def _release(document: Document, query: Footer, rows: Sequence[WonderRow], withheld: Sequence[str]) -> Release:
    vintage, basis = _vintage(document, query)
    months = [row.month for row in rows if row.month]
    extent = Period(min(months).start, max(months).end)
    hidden = f"rows left out of the export: {' and '.join(sorted(query.hidden))}" if query.hidden else ""
    return Release(
        source=SOURCE.id,
        vintage=vintage,
        vintage_basis=basis,
        title=f"{query.dataset}: {extent.label}",
        url=document.url,
        rows=_rows(query, rows),
        restates=tuple(_spans(query, rows, extent)),
        note="; ".join(text for text in (query.stamp.rstrip("."), hidden, *withheld) if text),
    )


def _spans(query: Footer, rows: Sequence[WonderRow], extent: Period) -> list[RestatedSpan]:
    """Return the spans: the months that have a row, of each state and of the nation.

    Of a month that is left out of an export which hides rows, it is not stated whether its count is from 1 to 9, or 0.
    """
    months: dict[str, list[Period]] = {place: [] for place in (*PLACES, NATION)}
    for row in rows:
        if row.month:
            months[row.state or NATION].append(row.month)
    if all(len(of_place) == extent.length_months for of_place in months.values()):
        return [RestatedSpan(query.measure, extent, "*", "all")]
    return [
        RestatedSpan(query.measure, run, place, "all") for place, of_place in months.items() for run in _runs(of_place)
    ]


def _runs(months: Sequence[Period]) -> Iterator[Period]:
    """Yield the spans of months that follow each other."""
    for _, run in groupby(enumerate(sorted(months)), key=lambda numbered: numbered[1].index - numbered[0]):
        months_of_run = [month for _, month in run]
        yield Period(months_of_run[0].start, months_of_run[-1].end)


def _rows(query: Footer, rows: Sequence[WonderRow]) -> pd.DataFrame:
    return to_frame(
        StatedValue(query.measure, row.state or NATION, row.month, row.deaths, _status(query, row))
        for row in rows
        if row.month
    )


def _status(query: Footer, row: WonderRow) -> Status:
    if row.deaths is None:
        return Status.SUPPRESSED
    final = row.month is not None and row.month.start.year in query.final and not row.provisional
    return Status.FINAL if final else Status.PROVISIONAL


SOURCE = load_source(__file__, parse)
