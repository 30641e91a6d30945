"""The columns of a table as arrays: of a slice, values of Python are made in a tenth of a frame's time."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np
import pandas as pd

from etl.core.model import Period
from etl.store.void_rows import void_from

_DAY_COLUMNS = ["period_start", "period_end", "vintage"]


@dataclass(frozen=True, slots=True)
class LogColumns:
    """The columns of a change log but for the names of the series, each as an array; days are whole days."""

    starts: np.ndarray
    ends: np.ndarray
    vintages: np.ndarray
    editions: np.ndarray
    void_from: np.ndarray
    values: np.ndarray
    statuses: np.ndarray
    releases: np.ndarray

    @classmethod
    def of_table(cls, table: pd.DataFrame) -> Self:
        """Read the columns, days as whole days."""
        starts, ends, vintages = (table[name].to_numpy("datetime64[D]") for name in _DAY_COLUMNS)
        values = table["value"].to_numpy("float64", na_value=math.nan)
        return cls(
            starts=starts,
            ends=ends,
            vintages=vintages,
            editions=table["edition"].to_numpy(),
            void_from=void_from(table),
            values=values,
            statuses=table["status"].to_numpy(),
            releases=table["release"].to_numpy(),
        )

    def read_rows(self, first: int, stop: int) -> Iterator[tuple[Period, date, int, int, float | None, str, str]]:
        """Read the rows from ``first`` up to ``stop``.

        Of each the period, the vintage, the edition, that from which it is void, the value, the status and the release.
        """
        rows = slice(first, stop)
        return zip(
            map(Period.of_days, self.starts[rows].tolist(), self.ends[rows].tolist()),
            self.vintages[rows].tolist(),
            self.editions[rows].tolist(),
            self.void_from[rows].tolist(),
            (None if math.isnan(value) else value for value in self.values[rows].tolist()),
            self.statuses[rows].tolist(),
            self.releases[rows].tolist(),
            strict=True,
        )

    def periods_as_of(
        self, first: int, stop: int, day: date, edition: int
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return what a reader saw on a day of the series in these rows: the starts, ends and values of its periods.

        They are in the order of their ends; a value is ``nan`` where the period had none, or none any more.
        """
        rows = slice(first, stop)
        seen = (self.vintages[rows] <= np.datetime64(day)) & (self.editions[rows] <= edition)
        seen &= self.void_from[rows] > edition
        starts, ends, values = (column[rows][seen] for column in (self.starts, self.ends, self.values))
        last = np.ones(len(starts), dtype=bool)
        last[:-1] = (starts[1:] != starts[:-1]) | (ends[1:] != ends[:-1])
        in_order = np.lexsort((starts[last], ends[last]))
        return starts[last][in_order], ends[last][in_order], values[last][in_order]
