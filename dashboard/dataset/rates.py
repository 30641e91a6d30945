"""What rates divide by: for each period the population as published by the day asked about.

Decision D11 in README.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from dashboard.params.chart_params import ChartParams
from etl.core.model import Period
from etl.store.populations import PopulationsByPlace, position_in_force

RATE_BASE = 100_000
"""Rates are crude, deaths per this many people, and those of a month are not annualised."""
SERIES_CACHE_SIZE = 128
"""Series in force on a day that are kept: a map has some fifty places."""
PERIODS_CACHE_SIZE = 4096
"""Periods whose middle is kept: all places have the same."""
_DAY_COLUMNS = ("period_start", "period_end", "vintage")
_OTHER_COLUMNS = ("population", "title", "source")


@dataclass(frozen=True, slots=True)
class Population:
    """The population a rate was computed with, the period it stands for, and when it was published.

    ``source`` is the id of its source, ``vintage_basis`` says how that day is known (``etl.core.model.VintageBasis``).
    """

    people: int
    period: Period
    vintage: date
    title: str
    source: str
    vintage_basis: str | None = None


class Populations:
    """The populations of a snapshot, by place and by the day on which they were in force. Keeps what it looked up."""

    def __init__(self, rows: pd.DataFrame, vintage_basis: Callable[[str, int | None], Mapping[date, str]]) -> None:
        self._vintage_basis = vintage_basis
        self._by_place = PopulationsByPlace(rows)
        self._starts, self._ends, self._vintages = (rows[name].to_numpy("datetime64[D]") for name in _DAY_COLUMNS)
        self._people, self._titles, self._sources = (rows[name].to_numpy() for name in _OTHER_COLUMNS)
        self._in_force = lru_cache(SERIES_CACHE_SIZE)(self._read_in_force)

    def for_periods(self, params: ChartParams, periods: Sequence[Period]) -> list[Population | None]:
        """Return the population of the place in the middle of each period; None where none is held for it."""
        published = self._by_place.newest_publication(params.place, params.cutoff)
        in_force = self._in_force(params.place, published, params.edition)
        starts = [population.period.start for population in in_force]
        positions = (position_in_force(starts, mid_period(period)) for period in periods)
        return [None if position is None else in_force[position] for position in positions]

    def _read_in_force(self, place: str, day: date, edition: int | None) -> tuple[Population, ...]:
        """Return the populations of a place in force on a day, oldest first."""
        rows = self._by_place.positions_in_force(place, day, edition)
        days = (column[rows].tolist() for column in (self._starts, self._ends, self._vintages))
        others = (column[rows].tolist() for column in (self._people, self._titles, self._sources))
        return tuple(
            Population(
                int(count),
                Period.of_days(start, end),
                vintage,
                str(title),
                source,
                self._basis(source, edition, vintage),
            )
            for start, end, vintage, count, title, source in zip(*days, *others, strict=True)
        )

    def _basis(self, source: str, edition: int | None, vintage: date) -> str | None:
        return self._vintage_basis(source, edition).get(vintage)


@lru_cache(PERIODS_CACHE_SIZE)
def mid_period(period: Period) -> date:
    """Return the first day of the month in the middle: the middle of a year is 1 July, as in official annual rates."""
    return Period.month(period.start.year, period.start.month).shift(period.length_months // 2).start
