"""Selects the months of one place and the sums of its calendar years."""

from dataclasses import replace

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.selecting import (
    filter_periods,
)
from dashboard.dataset.series_view import ChartData
from dashboard.params.chart_params import ChartParams
from etl.core.model import Period


def select_seasonal(dataset: Dataset, params: ChartParams) -> ChartData:
    """Select the months of one place, and the sums of its calendar years."""
    months, sums = dataset.series_view(params), dataset.series_view(replace(params, window=12))
    if months is None or sums is None:
        return ChartData(params, ())
    return ChartData(params, (months, filter_periods(sums, lambda period: _is_calendar_year_in_range(params, period))))


def _is_calendar_year_in_range(params: ChartParams, period: Period) -> bool:
    """Tell whether twelve months are a calendar year, all of it in the range chosen."""
    return period == Period.year(period.start.year) and (params.start is None or params.start <= period.start)
