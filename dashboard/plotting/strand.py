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


def day_of(observation: Observation) -> date:
    """Where a period stands: at the last of its months.

    A year too: the figures of a comparison may be years beside sums of twelve months, and the sum to December covers
    the same months. At its middle, as alone on a trend, a year would seem half a year ahead of that sum.
    """
    return observation.period.end.replace(day=1)


def y_position(view: SeriesView, observation: Observation) -> float | None:
    """How high a point stands: at its figure, at the earliest held since, or at 0 where the publisher gives none."""
    return 0 if observation.status in WITHHELD else time_axis.y_position(view, observation)


def newest_with_value(view: SeriesView) -> Observation | None:
    """The newest point with a figure in the view's unit."""
    return next(
        (observation for observation in reversed(view.observations) if view.value_in_unit(observation) is not None),
        None,
    )


def series_traces(view: SeriesView, style: LineStyle, axes: Figure) -> list[Figure]:
    """The line of a view on a pair of axes, without those of its parts that it has nothing for.

    Markers are few on purpose: they stand at the newest figure, at those that no line reaches, and at each year.
    """
    observations = view.observations
    amounts = [time_axis.plotted_value(view, observation) for observation in view.observations]
    settled = [
        None if observation.preliminary else amount for observation, amount in zip(observations, amounts, strict=True)
    ]
    marked = _marker_indices(view, amounts)
    dots = [index for index in marked if settled[index] is not None]
    hollow = [observation for observation in view.not_held if y_position(view, observation) is not None]
    name = f"{view.place.code} {view.measure.id}"
    line = {"color": style.color, "width": 2.25, "dash": style.dash}
    all_traces = [
        _scatter_trace(name, "lines", observations, settled, axes, line=line),
        _scatter_trace(
            f"{name} dots",
            "markers",
            [observations[index] for index in dots],
            [amounts[index] for index in dots],
            axes,
            marker={"color": style.color, "size": 6},
            cliponaxis=False,
        ),
        _preliminary_trace(f"{name} preliminary", observations, amounts, marked, style, axes),
        _scatter_trace(
            f"{name} not held",
            "markers",
            hollow,
            [y_position(view, observation) for observation in hollow],
            axes,
            marker={"symbol": "circle-open", "color": LIGHT["absent"], "size": 5, "line": {"width": 1}},
        ),
    ]
    return [trace for trace in all_traces if any(amount is not None for amount in trace["y"])]


def _marker_indices(view: SeriesView, amounts: Sequence[float | None]) -> set[int]:
    """The points with a marker of their own, by their place in the line."""
    indices = [index for index, amount in enumerate(amounts) if amount is not None]
    if view.measure.period is PeriodKind.YEAR:
        return set(indices)
    return {index for index in indices if not {index - 1, index + 1} & set(indices)} | set(indices[-1:])


def _preliminary_trace(
    name: str,
    observations: Sequence[Observation],
    amounts: Sequence[float | None],
    marked: set[int],
    style: LineStyle,
    axes: Figure,
) -> Figure:
    """Figures that experience says will change: dotted, hollow where they have a marker, joined to the last settled."""
    open_ = [bool(observation.preliminary) for observation in observations]
    joined = [index for index in range(len(observations)) if open_[index] or any(open_[index + 1 : index + 2])]
    return _scatter_trace(
        name,
        "lines+markers",
        [observations[index] for index in joined],
        [amounts[index] for index in joined],
        axes,
        line={"color": style.color, "width": 2.25, "dash": "dot"},
        marker={
            "color": LIGHT["paper"],
            "size": [7 if index in marked and open_[index] else 0 for index in joined],
            "opacity": 1,
            "line": {"color": style.color, "width": 1.75},
        },
        cliponaxis=False,
    )


def current_values_line(view: SeriesView, axes: Figure) -> Figure:
    """The same periods as published now, behind those of a past day."""
    periods = {observation.period for observation in view.observations}
    observations = [observation for observation in view.current if observation.period in periods]
    line = {"color": LIGHT["ghost"], "width": 1.5}
    return _scatter_trace(
        "now",
        "lines",
        observations,
        [time_axis.plotted_value(view, observation) for observation in observations],
        axes,
        line=line,
    )


def withheld_trace(views: Sequence[SeriesView], axes: Figure) -> list[Figure]:
    """Figures that publishers do not give, as one trace: crosses on the axis, unlike a zero and unlike a gap."""
    observations = {observation.period.end: observation for view in views for observation in view.withheld}
    if not observations:
        return []
    marker = {"symbol": "x", "color": LIGHT["absent"], "size": 5}
    placed = [observations[end] for end in sorted(observations)]
    return [_scatter_trace("no value", "markers", placed, [0.0] * len(placed), axes, marker=marker, cliponaxis=False)]


def hover_trace(view: SeriesView, name: str, locale: Locale, axes: Figure) -> Figure:
    """The words that a pointer and a keyboard read at each point, with the name of the line."""
    texts = [f"<b>{name}</b><br>{labels.hover_label(view, locale, observation)}" for observation in view.observations]
    heights = [y_position(view, observation) or 0 for observation in view.observations]
    return traces.hover_label_trace([day_of(observation) for observation in view.observations], heights, texts, **axes)


def _scatter_trace(
    name: str,
    mode: str,
    observations: Sequence[Observation],
    amounts: Sequence[float | None],
    axes: Figure,
    **style: object,
) -> Figure:
    return traces.scatter_trace(
        name, mode, [day_of(observation) for observation in observations], amounts, **axes, **style
    )
