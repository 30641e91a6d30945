"""One line among several: solid or dashed where settled, dotted and hollow where preliminary, and what is not there.

A sum of twelve months stands at the month in which it ends, a year at its December.
"""

from collections.abc import Sequence
from datetime import date

from dashboard.dataset.observations import WITHHELD, Observation
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import time_axis, traces
from dashboard.plotting.palette import LineStyle
from dashboard.plotting.theme import LIGHT, Figure
from dashboard.text import labels
from etl.core.model import PeriodKind


def day_of(point: Observation) -> date:
    """Where a period stands: at the last of its months.

    A year too: the figures of a comparison may be years beside sums of twelve months, and the sum to December covers
    the same months. At its middle, as alone on a trend, a year would seem half a year ahead of that sum.
    """
    return point.period.end.replace(day=1)


def y_position(view: SeriesView, point: Observation) -> float | None:
    """How high a point stands: at its figure, at the earliest held since, or at 0 where the publisher gives none."""
    return 0 if point.status in WITHHELD else time_axis.y_position(view, point)


def newest_with_value(view: SeriesView) -> Observation | None:
    """The newest point with a figure in the view's unit."""
    return next((point for point in reversed(view.observations) if view.value_in_unit(point) is not None), None)


def series_traces(view: SeriesView, look: LineStyle, axes: Figure) -> list[Figure]:
    """The line of a view on a pair of axes, without those of its parts that it has nothing for.

    Markers are few on purpose: they stand at the newest figure, at those that no line reaches, and at each year.
    """
    points, amounts = view.observations, [time_axis.plotted_value(view, point) for point in view.observations]
    settled = [None if point.preliminary else amount for point, amount in zip(points, amounts, strict=True)]
    marked = _marker_indices(view, amounts)
    dots = [index for index in marked if settled[index] is not None]
    hollow = [point for point in view.not_held if y_position(view, point) is not None]
    name = f"{view.place.code} {view.measure.id}"
    line = {"color": look.color, "width": 2.25, "dash": look.dash}
    found = [
        _scatter_trace(name, "lines", points, settled, axes, line=line),
        _scatter_trace(
            f"{name} dots",
            "markers",
            [points[index] for index in dots],
            [amounts[index] for index in dots],
            axes,
            marker={"color": look.color, "size": 6},
            cliponaxis=False,
        ),
        _preliminary_trace(f"{name} preliminary", points, amounts, marked, look, axes),
        _scatter_trace(
            f"{name} not held",
            "markers",
            hollow,
            [y_position(view, point) for point in hollow],
            axes,
            marker={"symbol": "circle-open", "color": LIGHT["absent"], "size": 5, "line": {"width": 1}},
        ),
    ]
    return [trace for trace in found if any(amount is not None for amount in trace["y"])]


def _marker_indices(view: SeriesView, amounts: Sequence[float | None]) -> set[int]:
    """The points with a marker of their own, by their place in the line."""
    held = [index for index, amount in enumerate(amounts) if amount is not None]
    if view.measure.period is PeriodKind.YEAR:
        return set(held)
    return {index for index in held if not {index - 1, index + 1} & set(held)} | set(held[-1:])


def _preliminary_trace(
    name: str,
    points: Sequence[Observation],
    amounts: Sequence[float | None],
    marked: set[int],
    look: LineStyle,
    axes: Figure,
) -> Figure:
    """Figures that experience says will change: dotted, hollow where they have a marker, joined to the last settled."""
    open_ = [bool(point.preliminary) for point in points]
    joined = [index for index in range(len(points)) if open_[index] or any(open_[index + 1 : index + 2])]
    return _scatter_trace(
        name,
        "lines+markers",
        [points[index] for index in joined],
        [amounts[index] for index in joined],
        axes,
        line={"color": look.color, "width": 2.25, "dash": "dot"},
        marker={
            "color": LIGHT["paper"],
            "size": [7 if index in marked and open_[index] else 0 for index in joined],
            "opacity": 1,
            "line": {"color": look.color, "width": 1.75},
        },
        cliponaxis=False,
    )


def current_values_line(view: SeriesView, axes: Figure) -> Figure:
    """The same periods as published now, behind those of a past day."""
    periods = {point.period for point in view.observations}
    points = [point for point in view.current if point.period in periods]
    line = {"color": LIGHT["ghost"], "width": 1.5}
    return _scatter_trace(
        "now", "lines", points, [time_axis.plotted_value(view, point) for point in points], axes, line=line
    )


def withheld_trace(views: Sequence[SeriesView], axes: Figure) -> list[Figure]:
    """Figures that publishers do not give, as one trace: crosses on the axis, unlike a zero and unlike a gap."""
    points = {point.period.end: point for view in views for point in view.withheld}
    if not points:
        return []
    marker = {"symbol": "x", "color": LIGHT["absent"], "size": 5}
    placed = [points[end] for end in sorted(points)]
    return [_scatter_trace("no value", "markers", placed, [0.0] * len(placed), axes, marker=marker, cliponaxis=False)]


def hover_trace(view: SeriesView, name: str, locale: Locale, axes: Figure) -> Figure:
    """The words that a pointer and a keyboard read at each point, with the name of the line."""
    said = [f"<b>{name}</b><br>{labels.hover_label(view, locale, point)}" for point in view.observations]
    heights = [y_position(view, point) or 0 for point in view.observations]
    return traces.hover_label_trace([day_of(point) for point in view.observations], heights, said, **axes)


def _scatter_trace(
    name: str, mode: str, points: Sequence[Observation], amounts: Sequence[float | None], axes: Figure, **style: object
) -> Figure:
    return traces.scatter_trace(name, mode, [day_of(point) for point in points], amounts, **axes, **style)
