"""Whether the periods and values of rows can be: whole months as long as their measure's, numbers of the right kind."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pandas as pd

from etl.core.model import STATUSES_WITH_VALUE, STORED_STATUSES, Measure, PeriodKind
from etl.core.text_column import Mask, TextColumn
from etl.core.vocabulary import RowFault, faults_where

MAX_COUNT = 10_000_000_000
"""No count is larger than the number of people alive."""
MAX_PERCENTAGE = 100
MAX_RATE = 100_000
"""A rate is per so many people: no more than all of them."""

_MONTH_COUNTS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12, PeriodKind.TWELVE_MONTHS: 12}
_FIRST_MONTHS = {PeriodKind.QUARTER: (1, 4, 7, 10), PeriodKind.YEAR: (1,), PeriodKind.YEAR_TO_DATE: (1,)}
"""The months that a period begins with, where it may not begin with any."""

MeasureTest = Callable[[Callable[[Measure], bool]], Mask]
"""Tells which rows are of a measure that passes a test."""


def impossible_values(rows: pd.DataFrame, measures: Mapping[str, Measure]) -> Iterator[RowFault]:
    """Yield the periods, values and statuses in ``rows`` that cannot be, each column's first row with one.

    ``measures`` are those of the source of the rows; rows of another measure are reported elsewhere.
    """
    texts = TextColumn(rows["measure"])

    def is_measure(test: Callable[[Measure], bool]) -> Mask:
        return texts.where(lambda word: word in measures and test(measures[word]))

    yield from _periods(rows, is_measure)
    yield from _values(rows, is_measure)
    yield from _statuses(rows)


def _periods(rows: pd.DataFrame, is_measure: MeasureTest) -> Iterator[RowFault]:
    start, end = (rows[name].to_numpy("datetime64[D]") for name in ("period_start", "period_end"))
    first_month, after_month = start.astype("datetime64[M]"), (end + 1).astype("datetime64[M]")
    yield from faults_where(rows, "period_start", start != first_month, "the first day of a month")
    yield from faults_where(rows, "period_end", end + 1 != after_month, "the last day of a month")
    yield from faults_where(rows, "period_end", end < start, "a day after period_start")
    months = (after_month - first_month).astype("int64")
    for kind in PeriodKind:
        of_kind = is_measure(_runs_as(kind))
        if not of_kind.any():
            continue
        right = months == _MONTH_COUNTS[kind] if kind in _MONTH_COUNTS else months > 0
        if kind is PeriodKind.YEAR_TO_DATE:
            right &= months <= 12
        if kind in _FIRST_MONTHS:
            right &= np.isin(first_month.astype("int64") % 12 + 1, _FIRST_MONTHS[kind])
        expected = f"the end of a period of the measure, which counts by {kind.value}"
        yield from faults_where(rows, "period_end", of_kind & ~right, expected)


def _runs_as(kind: PeriodKind) -> Callable[[Measure], bool]:
    return lambda measure: measure.period is kind


def _values(rows: pd.DataFrame, is_measure: MeasureTest) -> Iterator[RowFault]:
    value = rows["value"].to_numpy("float64", na_value=np.nan)
    has_value, percent = ~np.isnan(value), is_measure(lambda measure: measure.is_percentage)
    share = has_value & percent & ((value < 0) | (value > MAX_PERCENTAGE))
    yield from faults_where(rows, "value", share, f"a percentage from 0 to {MAX_PERCENTAGE}")
    rated = is_measure(lambda measure: measure.is_rate)
    rate = has_value & rated & ~((value >= 0) & (value <= MAX_RATE))
    yield from faults_where(rows, "value", rate, f"a rate from 0 to {MAX_RATE:,}")
    whole = np.isfinite(value) & (value == np.floor(np.where(np.isfinite(value), value, 0)))
    count = has_value & ~percent & ~rated & ~(whole & (value >= 0) & (value <= MAX_COUNT))
    yield from faults_where(rows, "value", count, f"a whole number from 0 to {MAX_COUNT:,}")


def _statuses(rows: pd.DataFrame) -> Iterator[RowFault]:
    status, has_value = TextColumn(rows["status"]), rows["value"].notna().to_numpy()
    stored, with_value = (status.where(names.__contains__) for names in (STORED_STATUSES, STATUSES_WITH_VALUE))
    yield from faults_where(rows, "status", ~stored, f"one of {', '.join(STORED_STATUSES)}")
    yield from faults_where(rows, "value", with_value & ~has_value, "a number beside final or provisional")
    without = stored & ~with_value
    yield from faults_where(rows, "value", without & has_value, "nothing beside a status that goes without a value")
