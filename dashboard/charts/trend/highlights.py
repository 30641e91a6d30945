"""What stands out of a trend, in plain words: its highest value, its last full year, and the mean of twelve months."""

from dashboard.charts.trend.means import DECIMALS
from dashboard.charts.trend.select import TrendData
from dashboard.dataset.observations import IRREGULAR_PERIODS
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.text import period_names, sentences
from etl.core.model import PeriodKind

MIN_VALUES = 6
"""Of fewer values than these a reader sees the highest."""


def highest_sentence(view: SeriesView, locale: Locale) -> str:
    """Name the highest count of deaths shown; empty where there are few, spans of many lengths, or a break in them."""
    if any(observation.follows_break for observation in view.observations):
        return ""
    values = [
        (value, observation)
        for observation in view.observations
        if (value := view.value_in_unit(observation)) is not None
    ]
    if len(values) < MIN_VALUES or view.measure.period in IRREGULAR_PERIODS or not view.measure.counts_deaths:
        return ""
    value, observation = max(values, key=lambda pair: pair[0])
    return locale.text(
        "Highest figure shown: {period}, {figure}.",
        period=period_names.period_name(view, locale, observation.period),
        figure=sentences.value_with_unit(view, locale, observation, value),
    )


def full_year_sentence(data: TrendData, locale: Locale) -> str:
    """Name the deaths of the last calendar year whose twelve months have been published; empty where none can be."""
    view = data.totals or data.first_view
    if view is None or view.measure.period is PeriodKind.YEAR or not view.measure.counts_deaths:
        return ""
    years = [total for total in view.observations if total.period.length_months == 12 and total.period.end.month == 12]
    value = view.value_in_unit(years[-1]) if years else None
    if value is None or (data.totals is None and years[-1] is view.latest):
        return ""
    year, figure = years[-1].period.end.year, sentences.value_with_unit(view, locale, years[-1], value)
    if not sentences.is_computed(view):
        return locale.text("{year}, the last full year: {figure}.", year=year, figure=figure)
    return locale.text("{year}, the last full year: {figure}, computed from its parts.", year=year, figure=figure)


def mean_sentence(data: TrendData, locale: Locale) -> str:
    """Say what the thin line is and where it ends; empty where there is none."""
    if not data.means:
        return ""
    period = max(data.means, key=lambda period: period.end)
    return locale.text(
        "Thin line: the mean of the 12 months to each month, worked out here; to {month} it is {mean}.",
        month=locale.month(period.end),
        mean=locale.number(data.means[period], DECIMALS[data.params.unit]),
    )
