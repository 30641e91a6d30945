"""Dated populations: what rates divide by, as it stood on a day."""

from collections.abc import Collection
from datetime import date

import numpy as np
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


def population_at(series: pd.DataFrame, days: "pd.Series[pd.Timestamp]") -> pd.DataFrame:
    """Return for each day the row of ``series`` in force: the last that starts on or before it, past the end the last.

    A day before the series begins has no population: its row is all null.
    """
    starts = series["period_start"].to_numpy()
    index = np.searchsorted(starts, days.to_numpy().astype(starts.dtype), side="right") - 1
    return series.reindex(np.where(index < 0, len(series), index)).set_axis(days.index)
