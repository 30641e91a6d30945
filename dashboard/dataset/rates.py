"""What rates divide by: for each period the population as published by the day asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from dashboard.params.chart_params import ChartParams
from etl.core.model import Period
from etl.store import populations
from etl.store.files import StoreSnapshot

RATE_BASE = 100_000
"""Rates are crude, deaths per this many people, and those of a month are not annualised."""
SNAPSHOT_CACHE_SIZE, SERIES_CACHE_SIZE = 2, 128
"""Holdings whose populations are kept by place, and series in force on a day that are: a map has some fifty places."""


@dataclass(frozen=True, slots=True)
class Population:
    """The population a rate was computed with, the period it stands for, and when it was published."""

    people: int
    period: Period
    vintage: date
    title: str


def populations_for_periods(
    held: StoreSnapshot, params: ChartParams, periods: Sequence[Period]
) -> list[Population | None]:
    """The population of the state's place in the middle of each period; None where none is held for it."""
    series = _populations_in_force(_SnapshotKey(held), params.place, params.cutoff, params.edition)
    if series.empty:
        return [None] * len(periods)
    middles = pd.Series([pd.Timestamp(mid_period(period)) for period in periods])
    found = populations.population_at(series, middles)["told"]
    return found.where(found.notna(), None).tolist()


class _SnapshotKey:
    """Holdings as a key to what is kept of them: equal are the same ones only, so that no other site's are found."""

    def __init__(self, held: StoreSnapshot) -> None:
        self.held = held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SnapshotKey) and self.held is other.held

    def __hash__(self) -> int:
        return id(self.held)


@lru_cache(SNAPSHOT_CACHE_SIZE)
def _populations_by_place(key: _SnapshotKey) -> Mapping[str, pd.DataFrame]:
    """The rows of each place: looking through those of all places again for every place of a map takes its time."""
    return {str(place): rows for place, rows in key.held.populations.groupby("place")}


@lru_cache(SERIES_CACHE_SIZE)
def _populations_in_force(key: _SnapshotKey, place: str, day: date, edition: int | None) -> pd.DataFrame:
    """The series of a place in force on a day: when each population starts, and what is ``told`` of it."""
    rows = _populations_by_place(key).get(place)
    if rows is None:
        return pd.DataFrame()
    series = populations.populations_as_of(rows, place, day, edition)
    told = [_population(row) for row in series.to_dict("records")]
    return series[["period_start"]].assign(told=pd.Series(told, dtype=object))


def mid_period(period: Period) -> date:
    """The first day of the month in the middle: the middle of a year is 1 July, as in official annual rates."""
    month = 12 * period.start.year + period.start.month - 1 + period.length_months // 2
    return date(month // 12, month % 12 + 1, 1)


def _population(row: Mapping[object, object]) -> Population:
    start, end, vintage = (row[name].date() for name in ("period_start", "period_end", "vintage"))  # type: ignore[attr-defined]
    return Population(int(row["population"]), Period(start, end), vintage, str(row["title"]))  # type: ignore[call-overload]
