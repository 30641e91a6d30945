"""Selects several places, or one place as several publishers count it."""

from datetime import date

from dashboard.dataset.dataset import Dataset, Views
from dashboard.dataset.selecting import filter_periods, single_series
from dashboard.dataset.series_view import ChartData
from dashboard.params.chart_params import ChartParams

MAX_LINES_ON_ONE_AXIS = 8
"""Lines of a comparison that one pair of axes holds; more have a panel each."""
MAX_LINES_WITH_CURRENT = 4
"""Lines of a past day that have the newest behind them; with more, none could be told from its neighbours."""
MARCH_2020 = date(2020, 3, 1)
"""The month in which the pandemic was declared, which comparisons mark: what ran before it can be set beside what came
after."""


def select_compare(dataset: Dataset, params: ChartParams) -> ChartData:
    """Select a view for each place, of the first measure chosen that it has; for one place, a view for each measure."""
    views = dataset.series_views(
        single_series(params, place, measure) for place, measure in _place_measure_pairs(dataset, params)
    )
    places = tuple(dataset.snapshot.places[code] for code in params.places)
    return ChartData(params, _trim_leading_gaps(views), places=places)


def _trim_leading_gaps(views: Views) -> Views:
    """Return the views without the periods before the first that any of them has a value for.

    Years of nothing but withheld values, or of counts without a population, would push the others together.
    """
    plotted = (
        observation.period.end
        for view in views
        for observation in view.observations
        if observation.first_published_later or view.value_in_unit(observation) is not None
    )
    first = min(plotted, default=date.min)
    return tuple(filter_periods(view, lambda period: period.end >= first) for view in views)


def _place_measure_pairs(dataset: Dataset, params: ChartParams) -> list[tuple[str, str]]:
    """Return place and measure of each line; what the edition chosen did not know yet does not count as held."""

    def is_held(place: str, measure: str) -> bool:
        return bool(dataset.series_views([single_series(params, place, measure)]))

    offered = {place: dataset.availability.measures_for_chart(params.options, place) for place in params.places}
    if len(params.places) == 1:
        return [(params.place, measure) for measure in params.measures if measure in offered[params.place]]
    first = (
        (place, next((measure for measure in params.measures if measure in measures and is_held(place, measure)), ""))
        for place, measures in offered.items()
    )
    return [(place, measure) for place, measure in first if measure]
