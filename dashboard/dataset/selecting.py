"""Builds the views that several charts select: one series, the parts of a place, the one period a chart is about."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from dashboard.dataset.dataset import Dataset, Views
from dashboard.dataset.publication import NONE_NEWER
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import sort_key
from dashboard.params.availability import Availability
from dashboard.params.chart_params import ChartParams
from dashboard.params.options import SUMMABLE
from etl import registry
from etl.core.languages import in_language
from etl.core.model import Period


def single_series(params: ChartParams, place: str, measure: str, group: str = "all") -> ChartParams:
    """Return the choices of one line. Values that are of twelve months as published are not added up."""
    window = params.window if registry.measure(measure).period in SUMMABLE else 1
    return replace(params, places=(place,), measure=measure, group=group, window=window)


def filter_periods(view: SeriesView, wanted: Callable[[Period], bool]) -> SeriesView:
    """Return the view with only the periods wanted."""
    return replace(
        view,
        observations=tuple(observation for observation in view.observations if wanted(observation.period)),
        current=tuple(observation for observation in view.current if wanted(observation.period)),
        newer=replace(view.newer, periods=tuple(filter(wanted, view.newer.periods))),
    )


def views_of_parts(dataset: Dataset, params: ChartParams) -> Views:
    """Return a view for each part of a place, all of one measure, over all periods.

    Kept, since each period is chosen from it: those of the United States take half a second to make.
    """

    def make() -> Views:
        parts = sorted_parts(dataset.availability, params) if params.measure else []
        return dataset.series_views(single_series(params, part, params.measure) for part in parts)

    return dataset.cached(("views of parts", params), make)


def sorted_parts(availability: Availability, params: ChartParams) -> list[str]:
    """Return the parts of a place in the order of their names, as its reader looks them up: Île under I."""
    return sorted(
        availability.parts(params.place, params.measure),
        key=lambda code: sort_key(in_language(availability.places[code].name, params.lang)),
    )


def data_of_period(dataset: Dataset, params: ChartParams, views: Views) -> ChartData:
    """Select the one period of a chart: the one chosen, else the newest for which half of the views have a value.
    Where there is no such period, the views have no observations, but still say what was published when.
    """
    counts: dict[Period, int] = {}
    for view in views:
        for observation in view.observations:
            counts[observation.period] = counts.get(observation.period, 0) + (
                view.value_in_unit(observation) is not None
            )
    default = max((period for period, count in counts.items() if 2 * count >= len(views)), default=None)
    period = period_ending(counts, params.end) if params.end else default
    periods = tuple(sorted(period for period, count in counts.items() if count))
    of_period = tuple(replace(filter_periods(view, lambda other: other == period), newer=NONE_NEWER) for view in views)
    parts_of = dataset.snapshot.places[params.place]
    return ChartData(params, of_period, period, periods, all_periods=views, parts_of=parts_of, default_period=default)


def period_ending(periods: Iterable[Period], month: date) -> Period | None:
    """Return the first of the periods that ends with a month, given by any day of it; None where none does."""
    end = Period.month(month.year, month.month).end
    return next((period for period in periods if period.end == end), None)
