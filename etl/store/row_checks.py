"""Whether the rows that a file holds are those that its edition added to its source: each fault by its line."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from etl.core.impossible import impossible_values
from etl.core.places import Places
from etl.core.source import Source
from etl.core.text_column import TextColumn
from etl.core.vocabulary import RowFault, faults_where, unknown_values

_FIRST_LINE = 2
"""The first row stands below the header."""


def row_problems(
    rows: pd.DataFrame, source: Source, edition: int | np.ndarray, ledger: pd.DataFrame, places: Places
) -> list[str]:
    """List what is wrong with the rows of a file; empty when nothing is.

    ``source`` and ``edition`` are those that the file is named after, ``ledger`` the releases of all sources. Each
    fault is named with its first line, what was found there and what was expected. Of the rows of several files of a
    source ``edition`` has that of each row.
    """
    measures = {measure.id: measure for measure in source.measures}
    faults = [
        *_other_sources(rows, source),
        *_other_editions(rows, np.broadcast_to(edition, len(rows))),
        *unknown_values(rows, source.measure_ids, places),
        *_other_releases(rows, source, ledger),
        *impossible_values(rows, measures),
    ]
    return [_describe(fault) for fault in sorted(faults, key=lambda fault: fault.position)]


def _describe(fault: RowFault) -> str:
    more = f" (and in {fault.count - 1:,} more lines)" if fault.count > 1 else ""
    return f"line {fault.position + _FIRST_LINE}, {fault}{more}"


def _other_sources(rows: pd.DataFrame, source: Source) -> Iterator[RowFault]:
    is_other = ~TextColumn(rows["source"]).equal(source.id)
    yield from faults_where(rows, "source", is_other, f"{source.id}, the source that the file is of")


def _other_editions(rows: pd.DataFrame, editions: np.ndarray) -> Iterator[RowFault]:
    is_other = rows["edition"].to_numpy() != editions
    for first in np.flatnonzero(is_other)[:1]:
        expected = f"{editions[first]}, the edition that the file is named after"
        yield from faults_where(rows, "edition", is_other, expected)


def _other_releases(rows: pd.DataFrame, source: Source, ledger: pd.DataFrame) -> Iterator[RowFault]:
    """Yield the releases that the ledger does not have, and the vintages that are not those of their release."""
    ours = ledger[ledger["source"] == source.id]
    vintages = dict(zip(ours["id"], ours["vintage"], strict=True))
    releases = TextColumn(rows["release"])
    days = [vintages.get(word) for word in releases.words]
    day = releases.spread(days, default=None, dtype="datetime64[us]")
    unknown = ~releases.where(vintages.__contains__)
    yield from faults_where(rows, "release", unknown, "the id of a release of the source in releases.csv")
    other_day = ~unknown & (rows["vintage"] != day)
    yield from faults_where(rows, "vintage", other_day, "the day of its release in releases.csv")
