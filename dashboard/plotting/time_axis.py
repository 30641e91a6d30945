"""The axes of a chart over time: what they cover, their ticks, and the marks that belong to an axis."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from operator import attrgetter

from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import axes, theme
from dashboard.plotting.theme import LIGHT, Figure
from etl.core.model import PeriodKind

MIN_MONTHS_FOR_YEAR_TICKS = 30
"""Months covered, below which the ticks are months and not years."""
DECIMALS = {"rate": 2, "share": 4}
"""Those with which values are drawn that are quotients: the decimals of the CSV. More say nothing and weigh much."""


def day_of(view: SeriesView, observation: Observation) -> date:
    """Return the day of a period on the axis: a month or a span of months at its last month, a year at its middle.

    A chart of one measure has years or months, so that a year can stand in the middle of what it covers, where its
    population is taken and above the number that names it. Where years stand beside sums of twelve months, see
    :func:`dashboard.charts.compare.line_traces.day_of`.
    """
    if view.measure.period is PeriodKind.YEAR:
        return date(observation.period.start.year, 7, 1)
    return observation.period.end.replace(day=1)


def dates_on_axis(view: SeriesView, observations: Sequence[Observation]) -> list[str]:
    """Return the days of periods on the axis, as figures write days: ``2020-07-01``."""
    if view.measure.period is PeriodKind.YEAR:
        return [day_of(view, observation).isoformat() for observation in observations]
    return [f"{observation.period.end.isoformat()[:8]}01" for observation in observations]


def plotted_value(view: SeriesView, observation: Observation) -> float | None:
    """Return the value of a period as it is drawn."""
    return _round_value(view, observation, observation.value)


def y_position(view: SeriesView, observation: Observation) -> float | None:
    """Return the height of a period: its value, else the earliest one held since."""
    return _round_value(
        view,
        observation,
        observation.value if observation.first_published_later is None else observation.first_published_later.value,
    )


def _round_value(view: SeriesView, observation: Observation, count: float | None) -> float | None:
    if view.params.unit == "count":
        return count
    amount, decimals = view.convert(observation, count), DECIMALS.get(view.params.unit)
    return amount if amount is None or decimals is None else round(amount, decimals)


def value_ticks(view: SeriesView, observations: Sequence[Observation], highest: float) -> list[float]:
    """Return the ticks of the amounts: counts are whole, and no percentage is more than 100."""
    heights = [highest, *(high for observation in observations if (high := y_position(view, observation)))]
    top = 1.02 * (max(heights) or 1.0)
    if view.measure.is_percentage:
        return theme.round_ticks(min(top, 100))
    return (
        theme.round_ticks(max(top, axes.MIN_COUNT_RANGE), whole=True)
        if view.is_whole_number
        else theme.round_ticks(top)
    )


def axis_of_time(view: SeriesView, locale: Locale, first: date, last: date, *, narrow: bool) -> Figure:
    """Make the axis of days from ``first`` to ``last``, with fewer ticks where it is narrow."""
    placed = time_ticks(view, locale, first, last, most=6 if narrow else 16)
    return axes.time_axis(first, last, placed, hoverformat="%Y-%m")


def date_range(view: SeriesView, observations: Sequence[Observation]) -> tuple[date, date]:
    """Return the days the axis covers, with half a period free on each side of what is drawn."""
    earliest, latest = (choose(observations, key=attrgetter("period.end")) for choose in (min, max))
    first, last, padding = day_of(view, earliest), day_of(view, latest), _half_period(view)
    return first - padding, last + max(padding, (last - first) / 120)


def _half_period(view: SeriesView) -> timedelta:
    return timedelta(days=182 if view.measure.period is PeriodKind.YEAR else 15)


def time_ticks(view: SeriesView, locale: Locale, first: date, last: date, *, most: int) -> dict[date, str]:
    """Return at most ``most`` ticks with their words: years, or months where few are covered."""
    inside = [day for day in axes.months_between(first, last) if first <= day <= last]
    if view.measure.period is PeriodKind.YEAR:
        return {day: str(day.year) for day in _thin_out([day for day in inside if day.month == 7], most, (1, 2, 5, 10))}
    if len(inside) < MIN_MONTHS_FOR_YEAR_TICKS:
        return {day: locale.month(day, short=True) for day in _thin_out(inside, most // 2, (1, 2, 3, 6, 12))}
    return {day: str(day.year) for day in _thin_out([day for day in inside if day.month == 1], most, (1, 2, 5, 10))}


def _thin_out(ticks: Sequence[date], most: int, steps: Sequence[int]) -> list[date]:
    """Keep every second, third … of evenly spaced days, at most ``most``: round years, or round months."""
    every = next((step for step in steps if len(ticks) <= most * step), steps[-1])
    monthly = len({day.month for day in ticks}) > 1
    return [day for day in ticks if (day.month - 1 if monthly else day.year) % every == 0]


def preliminary_band(view: SeriesView, last: date) -> list[Figure]:
    """Draw the preliminary months as a band behind the line."""
    if not view.preliminary:
        return []
    start = day_of(view, view.preliminary[0]) - _half_period(view)
    end = min(last, day_of(view, view.preliminary[-1]) + _half_period(view))
    return [
        {
            "type": "rect",
            "xref": "x",
            "yref": "y domain",
            "x0": start.isoformat(),
            "x1": end.isoformat(),
            "y0": 0,
            "y1": 1,
            "fillcolor": LIGHT["band"],
            "line": {"width": 0},
            "layer": "below",
        }
    ]


def break_positions(view: SeriesView, first: date, last: date) -> list[date]:
    """Return where breaks stand on the axis: midway between the two periods that they part."""
    pairs = pairwise(view.observations)
    middles = [
        day_of(view, before) + (day_of(view, after) - day_of(view, before)) / 2
        for before, after in pairs
        if after.follows_break
    ]
    return [day for day in middles if first <= day <= last]


def break_lines(breaks: Sequence[date], high: float) -> list[Figure]:
    """Draw a dashed upright line where what is counted changed, up to the highest tick: above it stand words."""
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "y",
            "x0": day.isoformat(),
            "x1": day.isoformat(),
            "y0": 0,
            "y1": high,
            "line": {"color": LIGHT["mark"], "width": 1, "dash": "dash"},
            "layer": "below",
        }
        for day in breaks
    ]


def break_words(breaks: Sequence[date], locale: Locale, first: date, last: date) -> list[Figure]:
    """Write what the line of a break stands for, on the side that has room, at the foot of the chart."""
    return [
        {
            "x": day.isoformat(),
            "y": 0,
            "xref": "x",
            "yref": "y",
            "text": locale.text("break in the series"),
            "showarrow": False,
            "xanchor": "right" if day - first > last - day else "left",
            "yanchor": "bottom",
            "xshift": -4 if day - first > last - day else 4,
            "yshift": 3,
            "font": {"size": theme.FONT_SIZE_PX - 1, "color": LIGHT["muted"]},
        }
        for day in breaks
    ]
