"""Dated populations: what rates divide by, as it stood on a day."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from datetime import date

import pandas as pd

from etl.store.table import as_of


def populations(rows: pd.DataFrame, ledger: pd.DataFrame, measures: Collection[str]) -> pd.DataFrame:
    """Return the rows of the table that state a population, in its order, with the release they came from.

    ``measures`` are the ids of those that do. Columns as in the table, the value named ``population`` (people; null
    where the publisher gives none), and the release's ``title`` and ``url``.
    """
    people_rows = rows[rows["measure"].isin(list(measures))].rename(columns={"value": "population"})
    return people_rows.merge(ledger[["id", "title", "url"]], left_on="release", right_on="id", how="left").drop(
        columns="id"
    )


def populations_as_of(populations: pd.DataFrame, place: str, day: date, edition: int | None = None) -> pd.DataFrame:
    """Return the populations of a place in force on a day: columns as of :func:`populations`, oldest period first.

    Of each period the last population public by then; where none of the place was, those of the earliest day held.
    Suppose the first estimates were published in 2021: rates as of 2018 divide by those, and name that vintage.
    """
    place_rows = populations[populations["place"] == place]
    if edition is not None:
        place_rows = place_rows[place_rows["edition"] <= edition]
    if place_rows.empty:
        return place_rows
    in_force = as_of(place_rows, max(pd.Timestamp(day), place_rows["vintage"].min()))
    return in_force.dropna(subset="population").sort_values("period_start", ignore_index=True)


def position_in_force(starts: Sequence[date], day: date) -> int | None:
    """Return which of some periods is in force on a day, by their first days, oldest first: the last that had begun.

    Past the end of the last one that stands; before the first there is none.
    """
    position = bisect_right(starts, day) - 1
    return position if position >= 0 else None
