"""Where a value comes from: every release that stated it, the documents of each, and how their day is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from etl.core import csv_io
from etl.core.model import Period
from etl.store.ledger import read_spans, releases_of_edition
from etl.store.series import PublishedValue, Series

DocumentEntry = Mapping[str, Any]
"""A line of the release ledger by column, as plain values."""


@dataclass(frozen=True)
class Statement:
    """What was said of one period on one day: ``documents`` are those that say so, as the ledger has them.

    ``changed`` tells whether it is another value or status than the one before; the first is.
    """

    day: date
    entry: PublishedValue
    changed: bool
    documents: tuple[DocumentEntry, ...]


def trace(
    series: Series, period: Period, releases: pd.DataFrame, *, until: date = date.max, edition: int | None = None
) -> tuple[Statement, ...]:
    """Return every statement of a period's value up to a day, oldest first, as an edition knew them.

    Suppose June says 177 on 25 August and a release of 20 September restates June without a change: two statements, the
    second unchanged. Where a release states the value the document is the one that it was read from; where it restates
    a span in which the value stayed as it was they are those of its day that restate it.
    """
    source = releases_of_edition(releases[releases["source"] == series.key[0]], edition)
    entries = csv_io.to_records(source)
    statements: list[Statement] = []
    before: PublishedValue | None = None
    for day, entry in series.publications(period, edition):
        if day <= until:
            changed = before is None or (before.value, before.status) != (entry.value, entry.status)
            documents = tuple(line for line in entries if _is_of(line, series, period, day, entry))
            statements.append(Statement(day, entry, changed, documents))
            before = entry
    return tuple(statements)


def _is_of(line: DocumentEntry, series: Series, period: Period, day: date, entry: PublishedValue) -> bool:
    if entry.vintage == day:
        return bool(line["id"] == entry.release)
    return line["vintage"] == day.isoformat() and any(
        span.measure == series.key[1]
        and span.covers(series.key[2], series.key[3])
        and span.period.start <= period.start
        and period.end <= span.period.end
        for span in read_spans(line["restates"])
    )
