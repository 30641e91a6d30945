"""What rates divide by: for each period the population as published by the day asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.state import ChartState
from etl import places
from etl.model import Period
from etl.store import Holdings

PER = 100_000
"""Rates are crude, deaths per this many people, and those of a month are not annualised."""


@dataclass(frozen=True, slots=True)
class Population:
    """The population a rate was computed with, the period it stands for, and when it was published."""

    people: int
    period: Period
    vintage: date
    title: str


def populations(held: Holdings, state: ChartState, periods: Sequence[Period]) -> list[Population | None]:
    """The population of the state's place in the middle of each period; None where none is held for it."""
    series = places.populations_as_of(held.populations, state.place, state.day, state.edition)
    if series.empty:
        return [None] * len(periods)
    middles = pd.Series([pd.Timestamp(_middle(period)) for period in periods])
    return [_population(row) for row in places.population_at(series, middles).to_dict("records")]


def _middle(period: Period) -> date:
    """The first day of the month in the middle: the middle of a year is 1 July, as in official annual rates."""
    month = 12 * period.start.year + period.start.month - 1 + period.length // 2
    return date(month // 12, month % 12 + 1, 1)


def _population(row: Mapping[object, object]) -> Population | None:
    if pd.isna(row["population"]):  # type: ignore[call-overload]
        return None
    start, end, vintage = (row[name].date() for name in ("period_start", "period_end", "vintage"))  # type: ignore[attr-defined]
    return Population(int(row["population"]), Period(start, end), vintage, str(row["title"]))  # type: ignore[call-overload]
