"""Dated populations: what rates divide by, as it stood on a day."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Self, TypeAlias

import numpy as np
import pandas as pd

from etl.core.columns import KEY_COLUMNS
from etl.store.table import is_last_of
from etl.store.void_rows import NEWEST, void_from

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"
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
    of_place = np.flatnonzero((populations["place"] == place).to_numpy())
    in_force = _Statements.of_rows(populations).in_force(of_place, day, edition)
    return populations.take(in_force).reset_index(drop=True)


@dataclass(frozen=True, eq=False)
class _Statements:
    """The rows that state populations, and as arrays what those in force are chosen by.

    A frame for each step of choosing would take a map of fifty places a tenth of a second.
    """

    rows: pd.DataFrame
    editions: Array
    void_from: Array
    vintages: Array
    keys: Array
    starts: Array
    is_known: Array

    @classmethod
    def of_rows(cls, rows: pd.DataFrame) -> Self:
        """Read the arrays. ``keys`` numbers what stands together because its key is the same."""
        keys = np.cumsum(is_last_of(rows, KEY_COLUMNS)[:-1])
        return cls(
            rows,
            editions=rows["edition"].to_numpy(),
            void_from=rows["void_from"].to_numpy(),
            vintages=rows["vintage"].to_numpy(),
            keys=np.concatenate([np.zeros(min(1, len(rows)), dtype=int), keys]),
            starts=rows["period_start"].to_numpy(),
            is_known=rows["population"].notna().to_numpy(),
        )

    def in_force(self, among: Array, day: date, edition: int | None) -> Array:
        """Return the positions, oldest period first, of those in force of some rows, which are those of one place."""
        last = NEWEST if edition is None else edition
        seen = among[(self.editions[among] <= last) & (self.void_from[among] > last)]
        if len(seen):
            vintages = self.vintages[seen]
            seen = seen[vintages <= max(np.datetime64(day), vintages.min())]
            keys = self.keys[seen]
            seen = seen[np.append(keys[1:] != keys[:-1], np.True_)]
            seen = seen[self.is_known[seen]]
            seen = seen[np.argsort(self.starts[seen], kind="stable")]
        return seen


class PopulationsByPlace:
    """The populations of a table by place, for those who ask often: of each day what was in force is kept."""

    def __init__(self, populations: pd.DataFrame) -> None:
        # Looking through the rows of all places again for each of the fifty places of a map takes its time.
        self._positions = {str(place): np.asarray(rows) for place, rows in populations.groupby("place").indices.items()}
        self._statements = _Statements.of_rows(populations)
        vintages = populations["vintage"].dt.date.to_numpy()
        self._vintages = {place: sorted(set(vintages[rows])) for place, rows in self._positions.items()}
        self._positions_in_force = lru_cache(PUBLICATIONS_CACHE_SIZE)(self._read_positions)
        self._in_force = lru_cache(PUBLICATIONS_CACHE_SIZE)(self._read)

    def in_force(self, place: str, day: date, edition: int | None = None) -> pd.DataFrame:
        """Return what :func:`populations_as_of` does."""
        return self._in_force(place, self.newest_publication(place, day), edition)

    def positions_in_force(self, place: str, day: date, edition: int | None = None) -> Array:
        """Return at which rows of the table those of :meth:`in_force` stand."""
        return self._positions_in_force(place, self.newest_publication(place, day), edition)

    def newest_publication(self, place: str, day: date) -> date:
        """Return the day from which the same is in force as on a day: the last on which any was published by then."""
        vintages = self._vintages.get(place, [])
        published = bisect_right(vintages, day)
        return vintages[published - 1] if published else date.min

    def _read(self, place: str, day: date, edition: int | None) -> pd.DataFrame:
        return self._statements.rows.take(self._positions_in_force(place, day, edition)).reset_index(drop=True)

    def _read_positions(self, place: str, day: date, edition: int | None) -> Array:
        of_place = self._positions.get(place, np.empty(0, dtype=int))
        return self._statements.in_force(of_place, day, edition)


def position_in_force(starts: Sequence[date], day: date) -> int | None:
    """Return which of some periods is in force on a day, by their first days, oldest first: the last that had begun.

    Past the end of the last one that stands; before the first there is none.
    """
    position = bisect_right(starts, day) - 1
    return position if position >= 0 else None
