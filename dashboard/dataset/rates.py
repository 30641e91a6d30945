"""What rates divide by: for each period the population as published by the day asked about.

Decision D11 in README.md.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard.params.chart_params import ChartParams
from etl.core.model import Period
from etl.store.populations import populations_as_of, position_in_force

RATE_BASE = 100_000
"""Rates are crude, deaths per this many people, and those of a month are not annualised."""
SERIES_CACHE_SIZE = 128
"""Series in force on a day that are kept: a map has some fifty places."""
PERIODS_CACHE_SIZE = 4096
"""Periods whose middle is kept: all places have the same."""


@dataclass(frozen=True, slots=True)
class Population:
    """The population a rate was computed with, the period it stands for, and when it was published.

    ``vintage_basis`` says how that day is known (``etl.core.model.VintageBasis``).
    """

    people: int
    period: Period
    vintage: date
    title: str
    vintage_basis: str | None = None


class Populations:
    """The populations of a snapshot, by place and by the day on which they were in force. Keeps what it looked up."""

    def __init__(self, rows: pd.DataFrame, vintage_basis: Callable[[str, int | None], Mapping[date, str]]) -> None:
        self._vintage_basis = vintage_basis
        # Looking through the rows of all places again for each of the fifty places of a map takes its time.
        self._rows_by_place = {str(place): rows for place, rows in rows.groupby("place")}
        self._vintages = {place: sorted(set(rows["vintage"].dt.date)) for place, rows in self._rows_by_place.items()}
        self._in_force = lru_cache(SERIES_CACHE_SIZE)(self._read_in_force)

    def for_periods(self, params: ChartParams, periods: Sequence[Period]) -> list[Population | None]:
        """Return the population of the place in the middle of each period; None where none is held for it."""
        # Of all days from one publication to the next the answer is the same: it is kept by the first of them.
        vintages = self._vintages.get(params.place, [])
        published = bisect_right(vintages, params.cutoff)
        in_force = self._in_force(params.place, vintages[published - 1] if published else date.min, params.edition)
        starts = [population.period.start for population in in_force]
        positions = (position_in_force(starts, mid_period(period)) for period in periods)
        return [None if position is None else in_force[position] for position in positions]

    def _read_in_force(self, place: str, day: date, edition: int | None) -> tuple[Population, ...]:
        """Return the populations of a place in force on a day, oldest first."""
        rows = self._rows_by_place.get(place)
        if rows is None:
            return ()
        series = populations_as_of(rows, place, day, edition)
        return tuple(
            _population(row, self._vintage_basis(str(row["source"]), edition)) for row in series.to_dict("records")
        )


@lru_cache(PERIODS_CACHE_SIZE)
def mid_period(period: Period) -> date:
    """Return the first day of the month in the middle: the middle of a year is 1 July, as in official annual rates."""
    return Period.month(period.start.year, period.start.month).shift(period.length_months // 2).start


def _population(row: Mapping[Hashable, Any], basis: Mapping[date, str]) -> Population:
    start, end, vintage = (row[name].date() for name in ("period_start", "period_end", "vintage"))
    return Population(int(row["population"]), Period(start, end), vintage, str(row["title"]), basis.get(vintage))
