"""Selects the parts of a place, or the groups of a dimension."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.observations import Observation
from dashboard.dataset.selecting import single_series, sorted_parts
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.params.availability import Availability
from dashboard.params.chart_params import ChartParams
from etl.core import groups


def select_breakdown(dataset: Dataset, params: ChartParams) -> ChartData:
    """Select a view for each part of a place, or for each group of a dimension."""
    if not params.measure:
        return ChartData(params, ())
    views = dataset.series_views(
        single_series(params, place, params.measure, group)
        for place, group in _place_group_pairs(dataset.availability, params)
    )
    if params.unit == "share":
        whole = dataset.series_view(single_series(replace(params, unit="count"), params.place, params.measure))
        views = tuple(_as_shares(view, whole) for view in views) if whole else ()
    return ChartData(params, views, parts_of=dataset.snapshot.places[params.place])


def _place_group_pairs(availability: Availability, params: ChartParams) -> list[tuple[str, str]]:
    """Return place and group of every part that a breakdown shows."""
    if params.group == "place":
        return [(part, "all") for part in sorted_parts(availability, params)]
    codes = availability.groups.get((params.place, params.measure), ())
    return [(params.place, code) for code in groups.GROUPS if code in codes and code.startswith(f"{params.group}:")]


def _as_shares(view: SeriesView, whole: SeriesView) -> SeriesView:
    """Return the view with each count beside that of the whole, as published by the same day."""

    def beside(observations: Sequence[Observation], all_of_it: Sequence[Observation]) -> tuple[Observation, ...]:
        by_period = {observation.period: observation for observation in all_of_it}
        return tuple(replace(observation, whole=by_period.get(observation.period)) for observation in observations)

    return replace(
        view, observations=beside(view.observations, whole.observations), current=beside(view.current, whole.current)
    )
