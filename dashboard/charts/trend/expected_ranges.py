"""The ranges in which fresh values are expected to end, as light bars behind them: never a value themselves."""

from collections.abc import Mapping
from datetime import timedelta

from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import SeriesView
from dashboard.plotting import time_axis
from dashboard.plotting.theme import LIGHT, Figure
from etl.bands.finder import ExpectedRange
from etl.core.model import Period, PeriodKind

_HALF_WIDTH_DAYS = {PeriodKind.QUARTER: 30, PeriodKind.YEAR: 120}
"""About a third of what parts two periods."""
_MONTH_HALF_WIDTH_DAYS = 10
"""The same of months, and of sums that end with each month."""


def range_shapes(view: SeriesView, ranges: Mapping[Period, ExpectedRange]) -> list[Figure]:
    """Draw two bars for each range: a light one for 80 of 100 and a darker one for 50."""
    shapes = []
    for point in view.observations:
        if ends := ranges.get(point.period):
            shapes += [
                _bar(view, point, (ends.low_80, ends.high_80), LIGHT["heat_2"]),
                _bar(view, point, (ends.low_50, ends.high_50), LIGHT["heat_4"]),
            ]
    return shapes


def _bar(view: SeriesView, point: Observation, ends: tuple[float, float], color: str) -> Figure:
    day = time_axis.day_of(view, point)
    half = timedelta(days=_HALF_WIDTH_DAYS.get(view.measure.period, _MONTH_HALF_WIDTH_DAYS))
    return {
        "type": "rect",
        "xref": "x",
        "yref": "y",
        "x0": (day - half).isoformat(),
        "x1": (day + half).isoformat(),
        "y0": round(ends[0], 1),
        "y1": round(ends[1], 1),
        "fillcolor": color,
        "line": {"width": 0},
        "layer": "below",
    }
