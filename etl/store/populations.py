"""Dated populations: what rates divide by, as it stood on a day."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from etl.core.columns import KEY_COLUMNS
from etl.store.table import is_last_of
from etl.store.void_rows import NEWEST, void_from

PUBLICATIONS_CACHE_SIZE = 128
"""Populations in force that are kept: a map has some fifty places."""


def populations(rows: pd.DataFrame, ledger: pd.DataFrame, measures: Collection[str]) -> pd.DataFrame:
    """Return the rows of the table that state a population, in its order, with the release they came from.

    ``measures`` are the ids of those that do. Columns as in the table, the value named ``population`` (people; null
    where the publisher gives none), ``void_from``, and the release's ``title`` and ``url``.
    """
    of_people = rows[rows["measure"].isin(list(measures))]
    people_rows = of_people.rename(columns={"value": "population"}).assign(void_from=void_from(of_people))
    return people_rows.merge(ledger[["id", "title", "url"]], left_on="release", right_on="id", how="left").drop(
        columns="id"
    )


def populations_as_of(populations: pd.DataFrame, place: str, day: date, edition: int | None = None) -> pd.DataFrame:
    """Return the populations of a place in force on a day: columns as of :func:`populations`, oldest period first.

    Of each period the last population public by then; where none of the place was, those of the earliest day held.
    Suppose the first estimates were published in 2021: rates as of 2018 divide by those, and name that vintage.
    """
    last = NEWEST if edition is None else edition
    seen = (populations["place"] == place).to_numpy() & (populations["edition"] <= last).to_numpy()
    seen &= (populations["void_from"] > last).to_numpy()
    vintages = populations["vintage"].to_numpy()
    if not seen.any():
        return populations[seen]
    seen &= vintages <= max(np.datetime64(day), vintages[seen].min())
    # Rows are chosen by their positions: a frame for each step would take a map of fifty places a tenth of a second.
    rows = np.flatnonzero(seen)
    rows = rows[is_last_of(populations.take(rows), KEY_COLUMNS)]
    rows = rows[populations["population"].notna().to_numpy()[rows]]
    by_start = np.argsort(populations["period_start"].to_numpy()[rows], kind="stable")
    return populations.take(rows[by_start]).reset_index(drop=True)


class PopulationsByPlace:
    """The populations of a table by place, for those who ask often: of each day what was in force is kept."""

    def __init__(self, populations: pd.DataFrame) -> None:
        # Looking through the rows of all places again for each of the fifty places of a map takes its time.
        self._rows = {str(place): rows for place, rows in populations.groupby("place")}
        self._vintages = {place: sorted(set(rows["vintage"].dt.date)) for place, rows in self._rows.items()}
        self._none = populations.iloc[:0]
        self._in_force = lru_cache(PUBLICATIONS_CACHE_SIZE)(self._read)

    def in_force(self, place: str, day: date, edition: int | None = None) -> pd.DataFrame:
        """Return what :func:`populations_as_of` does."""
        return self._in_force(place, self.newest_publication(place, day), edition)

    def newest_publication(self, place: str, day: date) -> date:
        """Return the day from which the same is in force as on a day: the last on which any was published by then."""
        vintages = self._vintages.get(place, [])
        published = bisect_right(vintages, day)
        return vintages[published - 1] if published else date.min

    def _read(self, place: str, day: date, edition: int | None) -> pd.DataFrame:
        return populations_as_of(self._rows.get(place, self._none), place, day, edition)


def position_in_force(starts: Sequence[date], day: date) -> int | None:
    """Return which of some periods is in force on a day, by their first days, oldest first: the last that had begun.

    Past the end of the last one that stands; before the first there is none.
    """
    position = bisect_right(starts, day) - 1
    return position if position >= 0 else None
