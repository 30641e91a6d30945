"""What rates divide by: for each period the population as published by the day asked about.

Decision D11 in README.md.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard.params.chart_params import ChartParams
from etl.core.model import Period
from etl.store import populations

RATE_BASE = 100_000
"""Rates are crude, deaths per this many people, and those of a month are not annualised."""
SERIES_CACHE_SIZE = 128
"""Series in force on a day that are kept: a map has some fifty places."""


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
        self._in_force = lru_cache(SERIES_CACHE_SIZE)(self._read_in_force)

    def for_periods(self, params: ChartParams, periods: Sequence[Period]) -> list[Population | None]:
        """Return the population of the place in the middle of each period; None where none is held for it."""
        series = self._in_force(params.place, params.cutoff, params.edition)
        if series.empty:
            return [None] * len(periods)
        middles = pd.Series([pd.Timestamp(mid_period(period)) for period in periods])
        matches = populations.population_at(series, middles)["population"]
        return matches.where(matches.notna(), None).tolist()

    def _read_in_force(self, place: str, day: date, edition: int | None) -> pd.DataFrame:
        """Return the series of a place in force on a day: when each population starts, and the population."""
        rows = self._rows_by_place.get(place)
        if rows is None:
            return pd.DataFrame()
        series = populations.populations_as_of(rows, place, day, edition)
        in_force = [
            _population(row, self._vintage_basis(str(row["source"]), edition)) for row in series.to_dict("records")
        ]
        return series[["period_start"]].assign(population=pd.Series(in_force, dtype=object))


def mid_period(period: Period) -> date:
    """Return the first day of the month in the middle: the middle of a year is 1 July, as in official annual rates."""
    return Period.month(period.start.year, period.start.month).shift(period.length_months // 2).start


def _population(row: Mapping[Hashable, Any], basis: Mapping[date, str]) -> Population:
    start, end, vintage = (row[name].date() for name in ("period_start", "period_end", "vintage"))
    return Population(int(row["population"]), Period(start, end), vintage, str(row["title"]), basis.get(vintage))
