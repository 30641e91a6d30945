"""Whether the periods and values of rows can be: whole months as long as their measure's, numbers of the right kind."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from etl.core.model import STATUSES_WITH_VALUE, STORED_STATUSES, Measure, PeriodKind
from etl.core.vocabulary import RowFault, faults_where

MAX_COUNT = 10_000_000_000
"""No count is larger than the number of people alive."""
MAX_PERCENTAGE = 100
MAX_RATE = 100_000
"""A rate is per so many people: no more than all of them."""

_MONTH_COUNTS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12, PeriodKind.TWELVE_MONTHS: 12}
_FIRST_MONTHS = {PeriodKind.QUARTER: (1, 4, 7, 10), PeriodKind.YEAR: (1,), PeriodKind.YEAR_TO_DATE: (1,)}
"""The months that a period begins with, where it may not begin with any."""


def impossible_values(rows: pd.DataFrame, measures: Mapping[str, Measure]) -> Iterator[RowFault]:
    """Yield the periods, values and statuses in ``rows`` that cannot be, each column's first row with one.

    ``measures`` are those of the source of the rows; rows of another measure are reported elsewhere.
    """
    yield from _periods(rows, measures)
    yield from _values(rows, measures)
    yield from _statuses(rows)


def _periods(rows: pd.DataFrame, measures: Mapping[str, Measure]) -> Iterator[RowFault]:
    start, end = rows["period_start"], rows["period_end"]
    yield from faults_where(rows, "period_start", ~start.dt.is_month_start, "the first day of a month")
    yield from faults_where(rows, "period_end", ~end.dt.is_month_end, "the last day of a month")
    yield from faults_where(rows, "period_end", end < start, "a day after period_start")
    months = 12 * (end.dt.year - start.dt.year) + end.dt.month - start.dt.month + 1
    for kind in PeriodKind:
        ids = [measure.id for measure in measures.values() if measure.period is kind]
        right = months == _MONTH_COUNTS[kind] if kind in _MONTH_COUNTS else months > 0
        if kind is PeriodKind.YEAR_TO_DATE:
            right &= months <= 12
        if kind in _FIRST_MONTHS:
            right &= start.dt.month.isin(_FIRST_MONTHS[kind])
        expected = f"the end of a period of the measure, which counts by {kind.value}"
        yield from faults_where(rows, "period_end", rows["measure"].isin(ids) & ~right, expected)


def _values(rows: pd.DataFrame, measures: Mapping[str, Measure]) -> Iterator[RowFault]:
    value = rows["value"].astype("float64").to_numpy(na_value=np.nan)
    has_value = ~np.isnan(value)
    percent = _are_of(rows, [measure.id for measure in measures.values() if measure.is_percentage])
    share = has_value & percent & ((value < 0) | (value > MAX_PERCENTAGE))
    yield from faults_where(rows, "value", share, f"a percentage from 0 to {MAX_PERCENTAGE}")
    rated = _are_of(rows, [measure.id for measure in measures.values() if measure.is_rate])
    rate = has_value & rated & ~((value >= 0) & (value <= MAX_RATE))
    yield from faults_where(rows, "value", rate, f"a rate from 0 to {MAX_RATE:,}")
    whole = np.isfinite(value) & (value == np.floor(np.where(np.isfinite(value), value, 0)))
    count = has_value & ~percent & ~rated & ~(whole & (value >= 0) & (value <= MAX_COUNT))
    yield from faults_where(rows, "value", count, f"a whole number from 0 to {MAX_COUNT:,}")


def _are_of(rows: pd.DataFrame, measures: list[str]) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    return rows["measure"].isin(measures).to_numpy()


def _statuses(rows: pd.DataFrame) -> Iterator[RowFault]:
    status, has_value = rows["status"], rows["value"].notna()
    yield from faults_where(rows, "status", ~status.isin(STORED_STATUSES), f"one of {', '.join(STORED_STATUSES)}")
    with_value = status.isin(STATUSES_WITH_VALUE)
    without = status.isin(STORED_STATUSES) & ~with_value
    yield from faults_where(rows, "value", with_value & ~has_value, "a number beside final or provisional")
    yield from faults_where(rows, "value", without & has_value, "nothing beside a status that goes without a value")
