"""The axes of a chart over time: what they cover, their ticks, and the marks that belong to an axis."""

from collections.abc import Sequence
from datetime import date, timedelta

from dashboard.dataset.observations import Point
from dashboard.dataset.series_view import View
from dashboard.plotting import axes, theme
from dashboard.plotting.theme import LIGHT, Figure
from dashboard.text import sentences
from dashboard.text.i18n import Locale
from etl.core.model import PeriodKind

CHART = [0.0, 0.9]
STRIP = [0.94, 1.0]
"""The parts of the height for the chart and, where notes are asked for, for the strip of numbered marks above it."""
ROOM = 1.1
"""The axis runs on above its last tick, for the newest figure in words."""
MONTH_TICKS_BELOW = 30
"""Months covered, below which the ticks are months and not years."""
DECIMALS = {"rate": 2, "share": 4}
"""Those with which figures are drawn that are quotients: the decimals of the CSV. More say nothing and weigh much."""


def day_of(view: View, point: Point) -> date:
    """Where a period stands on the axis: a month or a span of months at its last month, a year at its middle.

    A chart of one measure has years or months, so that a year can stand in the middle of what it covers, where its
    population is taken and above the number that names it. Where years stand beside sums of twelve months, see
    :func:`dashboard.plotting.strand.day_of`.
    """
    if view.measure.period is PeriodKind.YEAR:
        return date(point.period.start.year, 7, 1)
    return point.period.end.replace(day=1)


def days(view: View, points: Sequence[Point]) -> list[str]:
    """Where periods stand, as figures write days."""
    return [day_of(view, point).isoformat() for point in points]


def shown(view: View, point: Point) -> float | None:
    """The figure of a period as it is drawn."""
    return _drawn(view, point, point.value)


def height(view: View, point: Point) -> float | None:
    """How high a period stands: at its figure, else at the earliest one held since."""
    return _drawn(view, point, point.value if point.earliest_held is None else point.earliest_held.value)


def _drawn(view: View, point: Point, count: float | None) -> float | None:
    amount, decimals = view.amount(point, count), DECIMALS.get(view.state.unit)
    return amount if amount is None or decimals is None else round(amount, decimals)


def layout(view: View, locale: Locale, drawn: Sequence[Point], *, notes: bool, narrow: bool) -> Figure:
    """The layout of a chart over time, for all the points ``drawn``."""
    first, last = span(view, drawn)
    steps = _steps(view, drawn)
    top = ROOM * steps[-1]
    return theme.layout(
        margin={"t": 10, "r": 16 if narrow else 28, "b": 30, "l": 38 if narrow else 46},
        xaxis=_time(view, locale, first, last, narrow=narrow),
        yaxis=axes.amounts(axes.numbered(locale, steps), 0, top, domain=CHART if notes else [0.0, 1.0]),
        **({"yaxis2": _strip()} if notes else {}),
        shapes=_band(view, last),
        annotations=_latest(view, locale, top, first + (last - first) / (2 if narrow else 3)),
    )


def _steps(view: View, drawn: Sequence[Point]) -> list[float]:
    """The ticks of the amounts: counts are whole, and no percentage is more than 100."""
    top = 1.02 * max((high for point in drawn if (high := height(view, point))), default=1.0)
    if view.measure.is_percentage:
        return theme.steps(min(top, 100))
    return theme.steps(max(top, axes.FEW), whole=True) if view.state.unit == "count" else theme.steps(top)


def _time(view: View, locale: Locale, first: date, last: date, *, narrow: bool) -> Figure:
    placed = ticks(view, locale, first, last, most=6 if narrow else 16)
    return axes.time(first, last, placed, hoverformat="%Y-%m")


def _strip() -> Figure:
    return theme.axis(type="linear", anchor="x", domain=STRIP, range=[0, 1], tickvals=[], ticktext=[], visible=False)


def span(view: View, drawn: Sequence[Point]) -> tuple[date, date]:
    """The days the axis covers, with some air on each side of what is drawn."""
    placed = [day_of(view, point) for point in drawn]
    first, last, air = min(placed), max(placed), _half_step(view)
    return first - air, last + max(air, (last - first) / 120)


def _half_step(view: View) -> timedelta:
    return timedelta(days=182 if view.measure.period is PeriodKind.YEAR else 15)


def ticks(view: View, locale: Locale, first: date, last: date, *, most: int) -> dict[date, str]:
    """At most ``most`` ticks with their words: years, or months where few are covered."""
    inside = [day for day in axes.months(first, last) if first <= day <= last]
    if view.measure.period is PeriodKind.YEAR:
        return {day: str(day.year) for day in _thin([day for day in inside if day.month == 7], most, (1, 2, 5, 10))}
    if len(inside) < MONTH_TICKS_BELOW:
        return {day: locale.month(day, short=True) for day in _thin(inside, most // 2, (1, 2, 3, 6, 12))}
    return {day: str(day.year) for day in _thin([day for day in inside if day.month == 1], most, (1, 2, 5, 10))}


def _thin(ticks: Sequence[date], most: int, steps: Sequence[int]) -> list[date]:
    """Every so many of evenly spaced days, so that no more than ``most`` are left: round years, or round months."""
    every = next((step for step in steps if len(ticks) <= most * step), steps[-1])
    monthly = len({day.month for day in ticks}) > 1
    return [day for day in ticks if (day.month - 1 if monthly else day.year) % every == 0]


def _latest(view: View, locale: Locale, top: float, early: date) -> list[Figure]:
    """The newest figure and its month, above the chart over its point: to the right of it before ``early``."""
    point = view.latest
    shown = view.shown(point) if point else None
    if point is None or shown is None:
        return []
    name = sentences.name(view, locale, point.period, short=True)
    right = day_of(view, point) < early
    return [
        {
            "x": day_of(view, point).isoformat(),
            "y": top,
            "xref": "x",
            "yref": "y",
            "text": f"{name}  <b>{sentences.amount(view, locale, shown)}</b>",
            "showarrow": False,
            "xanchor": "left" if right else "right",
            "yanchor": "top",
            "xshift": -5 if right else 5,
            "font": {"size": theme.FONT, "color": LIGHT["ink"]},
        }
    ]


def _band(view: View, last: date) -> list[Figure]:
    """The preliminary months as a band behind the line."""
    if not view.preliminary:
        return []
    start = day_of(view, view.preliminary[0]) - _half_step(view)
    end = min(last, day_of(view, view.preliminary[-1]) + _half_step(view))
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
