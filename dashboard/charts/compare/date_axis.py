"""What the axes of several lines over time cover, their ticks, and the fine line at March 2020."""

from collections.abc import Sequence
from datetime import date

from dashboard.charts.compare import line_traces
from dashboard.charts.compare.select import MARCH_2020
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import axes, theme
from dashboard.plotting.theme import LIGHT, Figure

MONTH_STRIDES = (1, 2, 3, 6)
YEAR_STRIDES = (1, 2, 5, 10, 20)
"""Every so many months or years there is a tick."""


def date_range(views: Sequence[SeriesView]) -> tuple[date, date]:
    """Return the first and the last day at which anything stands; March 2020 alone where nothing does."""
    days = [
        line_traces.day_of(observation)
        for view in views
        for observation in view.observations
        if line_traces.y_position(view, observation) is not None
    ]
    return min(days, default=MARCH_2020), max(days, default=MARCH_2020)


def max_value(traces: Sequence[Figure], *, whole: bool) -> float:
    """Return the highest amount that traces draw; of counts (``whole``) at least ``axes.MIN_COUNT_RANGE``."""
    top: float = max((amount for trace in traces for amount in trace["y"] if amount), default=1.0)
    return max(top, axes.MIN_COUNT_RANGE) if whole else top


def date_ticks(locale: Locale, first: date, last: date, *, most: int) -> dict[date, str]:
    """Return at most ``most`` ticks with their words: round years, or months where less than three years begin."""
    years = [date(year, 1, 1) for year in range(first.year, last.year + 1) if date(year, 1, 1) >= first]
    if len(years) > 2:
        every = next(step for step in YEAR_STRIDES if len(years) <= most * step)
        return {day: str(day.year) for day in years if day.year % every == 0}
    months = axes.months_between(first, last)
    every = next((step for step in MONTH_STRIDES if 2 * len(months) <= most * step), 12)
    return {day: locale.month(day, short=True) for day in months if (day.month - 1) % every == 0}


def reference_line(x: str, y: str) -> Figure:
    """Draw the fine line at March 2020, over the axes named."""
    day = MARCH_2020.isoformat()
    return {
        "type": "line",
        "x0": day,
        "x1": day,
        "y0": 0,
        "y1": 1,
        "xref": x,
        "yref": f"{y} domain",
        "line": {"color": LIGHT["ghost"], "width": 1},
        "layer": "below",
    }


def top_annotation(text: str, day: date, *, color: str, x: str = "x", y: str = "y", **place: object) -> Figure:
    """Place a text at the top of the axes named, beside a day."""
    return {
        "text": text,
        "x": day.isoformat(),
        "y": 1,
        "xref": x,
        "yref": f"{y} domain",
        "xanchor": "left",
        "yanchor": "top",
        "showarrow": False,
        "font": {"size": theme.FONT_SIZE_PX, "color": color},
        **place,
    }
