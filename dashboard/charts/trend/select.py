"""Selects one place over time."""

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.series_view import ChartData
from dashboard.params.chart_params import ChartParams


def select_trend(dataset: Dataset, params: ChartParams) -> ChartData:
    """Select one place over time."""
    view = dataset.series_view(params)
    return ChartData(params, (view,) if view else ())
