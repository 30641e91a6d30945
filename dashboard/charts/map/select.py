"""Selects the parts of a place in one period."""

from dataclasses import replace

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.selecting import (
    data_of_period,
    views_of_parts,
)
from dashboard.dataset.series_view import ChartData
from dashboard.params.chart_params import ChartParams


def select_map(dataset: Dataset, params: ChartParams) -> ChartData:
    """Select the parts of a place in the one period chosen."""
    return data_of_period(dataset, params, views_of_parts(dataset, replace(params, end=None)))
