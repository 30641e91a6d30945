"""One line among several: solid or dashed where settled, dotted and hollow where preliminary, and what is not there.

A sum of twelve months stands at the month in which it ends, a year at its December.
"""

from collections.abc import Sequence
from datetime import date

from dashboard.dataset.observations import WITHHELD, Point
from dashboard.dataset.series_view import View
from dashboard.plotting import time_axis, traces
from dashboard.plotting.palette import Look
from dashboard.plotting.theme import LIGHT, Figure
from dashboard.text import labels
from dashboard.text.i18n import Locale
from etl.core.model import PeriodKind


def day_of(point: Point) -> date:
    """Where a period stands: at the last of its months.

    A year too: the figures of a comparison may be years beside sums of twelve months, and the sum to December covers
    the same months. At its middle, as alone on a trend, a year would seem half a year ahead of that sum.
    """
    return point.period.end.replace(day=1)


def stands(view: View, point: Point) -> float | None:
    """How high a point stands: at its figure, at the earliest held since, or at 0 where the publisher gives none."""
    return 0 if point.status in WITHHELD else time_axis.height(view, point)


def newest(view: View) -> Point | None:
    """The newest point with a figure in the view's unit."""
    return next((point for point in reversed(view.points) if view.shown(point) is not None), None)


def drawn(view: View, look: Look, axes: Figure) -> list[Figure]:
    """The line of a view on a pair of axes, without those of its parts that it has nothing for.

    Markers are few on purpose: they stand at the newest figure, at those that no line reaches, and at each year.
    """
    points, amounts = view.points, [time_axis.shown(view, point) for point in view.points]
    settled = [None if point.preliminary else amount for point, amount in zip(points, amounts, strict=True)]
    marked = _marked(view, amounts)
    dots = [index for index in marked if settled[index] is not None]
    hollow = [point for point in view.not_held if stands(view, point) is not None]
    name = f"{view.place.code} {view.measure.id}"
    line = {"color": look.colour, "width": 2.25, "dash": look.dash}
    found = [
        _scatter(name, "lines", points, settled, axes, line=line),
        _scatter(
            f"{name} dots",
            "markers",
            [points[index] for index in dots],
            [amounts[index] for index in dots],
            axes,
            marker={"color": look.colour, "size": 6},
            cliponaxis=False,
        ),
        _preliminary(f"{name} preliminary", points, amounts, marked, look, axes),
        _scatter(
            f"{name} not held",
            "markers",
            hollow,
            [stands(view, point) for point in hollow],
            axes,
            marker={"symbol": "circle-open", "color": LIGHT["absent"], "size": 5, "line": {"width": 1}},
        ),
    ]
    return [trace for trace in found if any(amount is not None for amount in trace["y"])]


def _marked(view: View, amounts: Sequence[float | None]) -> set[int]:
    """The points with a marker of their own, by their place in the line."""
    held = [index for index, amount in enumerate(amounts) if amount is not None]
    if view.measure.period is PeriodKind.YEAR:
        return set(held)
    return {index for index in held if not {index - 1, index + 1} & set(held)} | set(held[-1:])


def _preliminary(
    name: str, points: Sequence[Point], amounts: Sequence[float | None], marked: set[int], look: Look, axes: Figure
) -> Figure:
    """Figures that experience says will change: dotted, hollow where they have a marker, joined to the last settled."""
    open_ = [bool(point.preliminary) for point in points]
    joined = [index for index in range(len(points)) if open_[index] or any(open_[index + 1 : index + 2])]
    return _scatter(
        name,
        "lines+markers",
        [points[index] for index in joined],
        [amounts[index] for index in joined],
        axes,
        line={"color": look.colour, "width": 2.25, "dash": "dot"},
        marker={
            "color": LIGHT["paper"],
            "size": [7 if index in marked and open_[index] else 0 for index in joined],
            "opacity": 1,
            "line": {"color": look.colour, "width": 1.75},
        },
        cliponaxis=False,
    )


def ghost(view: View, axes: Figure) -> Figure:
    """The same periods as published now, behind those of a past day."""
    periods = {point.period for point in view.points}
    points = [point for point in view.now if point.period in periods]
    line = {"color": LIGHT["ghost"], "width": 1.5}
    return _scatter("now", "lines", points, [time_axis.shown(view, point) for point in points], axes, line=line)


def crosses(views: Sequence[View], axes: Figure) -> list[Figure]:
    """Figures that publishers do not give, as one trace: crosses on the axis, unlike a zero and unlike a gap."""
    points = {point.period.end: point for view in views for point in view.withheld}
    if not points:
        return []
    marker = {"symbol": "x", "color": LIGHT["absent"], "size": 5}
    placed = [points[end] for end in sorted(points)]
    return [_scatter("no value", "markers", placed, [0.0] * len(placed), axes, marker=marker, cliponaxis=False)]


def spoken(view: View, name: str, locale: Locale, axes: Figure) -> Figure:
    """The words that a pointer and a keyboard read at each point, with the name of the line."""
    said = [f"<b>{name}</b><br>{labels.hover(view, locale, point)}" for point in view.points]
    heights = [stands(view, point) or 0 for point in view.points]
    return traces.labels([day_of(point) for point in view.points], heights, said, **axes)


def _scatter(
    name: str, mode: str, points: Sequence[Point], amounts: Sequence[float | None], axes: Figure, **style: object
) -> Figure:
    return traces.scatter(name, mode, [day_of(point) for point in points], amounts, **axes, **style)
