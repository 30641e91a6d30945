"""Periods and spans of time in words."""

from collections.abc import Sequence

from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.text.sentences import capitalize
from etl.core.model import Period, PeriodKind


def period_name(view: SeriesView, locale: Locale, period: Period, *, short: bool = False) -> str:
    """Write a period of the view in words; ``short`` as beside a point: ``Jul 2020``, ``to Apr 2025``, ``Q3 2025``."""
    if short and (view.params.window == 12 or view.measure.period in {PeriodKind.MONTH, PeriodKind.TWELVE_MONTHS}):
        month = locale.month(period.end, short=True)
        return locale.text("to {month}", month=month) if period.length_months > 1 else month
    if short and view.measure.period is PeriodKind.QUARTER:
        return locale.text("Q{quarter} {year}", quarter=period.end.month // 3, year=period.end.year)
    if view.params.window == 12:
        return locale.text("12 months to {month}", month=locale.month(period.end))
    return locale.period(period)


def leading_name(view: SeriesView, locale: Locale, period: Period) -> str:
    """Write a period of the view as a sentence begins: ``July 2020``, ``De juillet à septembre 2025``."""
    name = period_name(view, locale, period) if view.params.window == 12 else locale.period(period, leading=True)
    return capitalize(name)


def time_span(view: SeriesView, locale: Locale, observations: Sequence[Observation]) -> str:
    """Write the time that observations cover, from the first day of any to the last of any.

    Sums of 12 months are named by the months in which they end, which says more than when the first of them began.
    """
    if view.measure.period is PeriodKind.YEAR:
        years = str(observations[0].period.start.year), str(observations[-1].period.end.year)
        return years[1] if len(observations) == 1 else locale.text("{first} to {last}", first=years[0], last=years[1])
    if view.params.window == 12 or view.measure.period is PeriodKind.TWELVE_MONTHS:
        return end_months(locale, observations)
    first = min(observation.period.start for observation in observations)
    last = max(observation.period.end for observation in observations)
    return locale.period(Period(first, last))


def end_months(locale: Locale, observations: Sequence[Observation]) -> str:
    """Write the months in which points end, from the first to the last."""
    return locale.period(Period(observations[0].period.end.replace(day=1), observations[-1].period.end))
