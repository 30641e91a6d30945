"""Selects one place over time."""

from dataclasses import dataclass

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.quoted_values import Quotation, find_quotation
from dashboard.dataset.series_view import ChartData
from dashboard.params.chart_params import ChartParams


@dataclass(frozen=True)
class TrendData(ChartData):
    """One place over time, and what the writing that the choices name quotes of it, if they name one."""

    quotation: Quotation | None = None


def select_trend(dataset: Dataset, params: ChartParams) -> TrendData:
    """Select one place over time."""
    view = dataset.series_view(params)
    if view is None:
        return TrendData(params, ())
    return TrendData(params, (view,), quotation=find_quotation(dataset, view))
