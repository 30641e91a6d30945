"""Selects the parts of a place in one period, each beside its own value of a year before."""

from collections.abc import Sequence
from dataclasses import fields, replace

from dashboard.charts.change.data import ChangeData
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.observations import Observation, period_a_year_before
from dashboard.dataset.same_age import LikeForLike, like_for_like
from dashboard.dataset.selecting import data_of_period, filter_periods, views_of_parts
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.params.chart_params import ChartParams


def select_change(dataset: Dataset, params: ChartParams) -> ChangeData:
    """Select the parts of a place in the one period chosen, each beside its own value of a year before.

    Where no change can be computed, the views have no observations.
    """
    views = views_of_parts(dataset, replace(params, end=None))
    data = data_of_period(dataset, params, tuple(_with_year_before(view) for view in views))
    if data.period not in data.periods:
        empty = tuple(filter_periods(view, lambda _: False) for view in data.views)
        data = replace(data, views=empty, period=None)
    chosen = {each.name: getattr(data, each.name) for each in fields(ChartData)}
    return ChangeData(**chosen, like_for_like=_changes_like_for_like(dataset, data))


def _changes_like_for_like(dataset: Dataset, data: ChartData) -> dict[str, LikeForLike]:
    return {
        view.place.code: like
        for view in data.views
        for newer in view.observations
        if (like := like_for_like(dataset, view, newer, newer.year_before))
    }


def _with_year_before(view: SeriesView) -> SeriesView:
    def beside(observations: Sequence[Observation]) -> tuple[Observation, ...]:
        by_period = {observation.period: observation for observation in observations}
        return tuple(
            replace(observation, year_before=by_period.get(period_a_year_before(observation.period)))
            for observation in observations
        )

    return replace(view, observations=beside(view.observations), current=beside(view.current))
