"""The mean of the twelve months to each month: a twelfth of their sum, where that can be formed. No published value."""

from collections.abc import Mapping

from dashboard.dataset.series_view import SeriesView
from dashboard.plotting import time_axis, trace_names, traces
from dashboard.plotting.theme import LIGHT, Figure
from etl.core.model import Period, PeriodKind

MIN_MEANS = 12
"""Fewer than these show no course."""
DECIMALS = {"count": 1, "rate": 2}
"""Those that a mean is drawn and written with, in each unit."""
LINE_WIDTH_PX = 1


def twelve_month_means(view: SeriesView, totals: SeriesView | None) -> Mapping[Period, float]:
    """Return the mean of the twelve months to each month of a view, oldest first; of any other view none.

    ``totals`` are the sums of twelve months of its series, as of the same day. Where one of the twelve is missing or
    withheld, or what is counted changed among them, there is no sum, and so no mean.
    """
    if totals is None or view.measure.period is not PeriodKind.MONTH:
        return {}
    sums = {total.period.end: totals.value_in_unit(total) for total in totals.observations}
    ends = ((observation.period, sums.get(observation.period.end)) for observation in view.observations)
    means = {period: round(total / 12, DECIMALS[view.params.unit]) for period, total in ends if total is not None}
    return means if len(means) >= MIN_MEANS else {}


def mean_trace(view: SeriesView, means: Mapping[Period, float]) -> Figure:
    """Draw the means as a thin line, with a gap where there is none."""
    return traces.scatter_trace(
        trace_names.MEAN,
        "lines",
        time_axis.dates_on_axis(view, view.observations),
        [means.get(observation.period) for observation in view.observations],
        line={"color": LIGHT["heat_5"], "width": LINE_WIDTH_PX},
    )
