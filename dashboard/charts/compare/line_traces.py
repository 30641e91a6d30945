"""One line among several as traces: solid or dashed where settled, dotted and hollow where preliminary.

A sum of twelve months stands at the month in which it ends, a year at its December.
"""

from collections.abc import Sequence
from datetime import date

from dashboard.dataset.observations import WITHHELD, Observation
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import series_lines, time_axis, traces
from dashboard.plotting.palette import LineStyle
from dashboard.plotting.series_lines import CURRENT_LINE_WIDTH_PX, LINE_WIDTH_PX
from dashboard.plotting.theme import LIGHT, Figure
from dashboard.text import labels
from etl.core.model import PeriodKind


def day_of(observation: Observation) -> date:
    """Return the day at which a period stands: the first of its last month.

    A year too: a comparison may have years beside sums of twelve months, and the sum to December covers the same
    months. At its middle, as alone on a trend, a year would seem half a year ahead of that sum.
    """
    return observation.period.end.replace(day=1)


def y_position(view: SeriesView, observation: Observation) -> float | None:
    """Return the height of a marker: the value, the earliest held since, or 0 where the publisher gives none."""
    return 0 if observation.status in WITHHELD else time_axis.y_position(view, observation)


def newest_with_value(view: SeriesView) -> Observation | None:
    """Return the newest observation with a value in the view's unit."""
    newest_first = reversed(view.observations)
    return next((observation for observation in newest_first if view.value_in_unit(observation) is not None), None)


def series_traces(view: SeriesView, style: LineStyle, axes: Figure) -> list[Figure]:
    """Draw the line of a view on a pair of axes, without the traces that would be empty.

    Markers are few on purpose: they stand at the newest value, at those that no line reaches, and at each year.
    """
    observations, hollow = view.observations, [each for each in view.not_held if y_position(view, each) is not None]
    values = [time_axis.plotted_value(view, observation) for observation in observations]
    settled = [None if each.preliminary else value for each, value in zip(observations, values, strict=True)]
    marked = _marker_indices(view, values)
    dots = [index for index in marked if settled[index] is not None]
    name = f"{view.place.code} {view.measure.id}"
    line = {"color": style.color, "width": LINE_WIDTH_PX, "dash": style.dash}
    cut = series_lines.cut_at_breaks(observations, map(day_of, observations), settled)
    all_traces = [
        traces.scatter_trace(name, "lines", *cut, **axes, line=line),
        traces.scatter_trace(
            f"{name} dots",
            "markers",
            [day_of(observations[index]) for index in dots],
            [values[index] for index in dots],
            **axes,
            marker={"color": style.color, "size": 6},
            cliponaxis=False,
        ),
        _preliminary_trace(f"{name} preliminary", view, marked, style.color, axes),
        series_lines.not_held_trace(
            f"{name} not held", map(day_of, hollow), [y_position(view, each) for each in hollow], **axes
        ),
    ]
    return [trace for trace in all_traces if any(value is not None for value in trace["y"])]


def _marker_indices(view: SeriesView, values: Sequence[float | None]) -> set[int]:
    """Return the indices of the observations that have a marker of their own."""
    indices = [index for index, value in enumerate(values) if value is not None]
    if view.measure.period is PeriodKind.YEAR:
        return set(indices)
    return {index for index in indices if not {index - 1, index + 1} & set(indices)} | set(indices[-1:])


def _preliminary_trace(name: str, view: SeriesView, marked: set[int], color: str, axes: Figure) -> Figure:
    """Draw the values that experience says will change: dotted, joined to the last settled one but across a break."""
    following = [*view.observations[1:], None]
    joined = [
        (index, observation)
        for index, (observation, later) in enumerate(zip(view.observations, following, strict=True))
        if observation.preliminary or (later and later.preliminary and not later.follows_break)
    ]
    points = [observation for _, observation in joined]
    values = [time_axis.plotted_value(view, observation) for observation in points]
    sizes = [7 if index in marked and observation.preliminary else 0 for index, observation in joined]
    return series_lines.preliminary_trace(
        name,
        *series_lines.cut_at_breaks(points, map(day_of, points), values),
        series_lines.cut_sizes(points, sizes),
        color=color,
        **axes,
    )


def current_values_line(view: SeriesView, axes: Figure) -> Figure:
    """Draw the newest values held of the same periods, behind those of a past day."""
    periods = {observation.period for observation in view.observations}
    observations = [observation for observation in view.current if observation.period in periods]
    values = [time_axis.plotted_value(view, observation) for observation in observations]
    line = {"color": LIGHT["ghost"], "width": CURRENT_LINE_WIDTH_PX}
    cut = series_lines.cut_at_breaks(observations, map(day_of, observations), values)
    return traces.scatter_trace("now", "lines", *cut, **axes, line=line)


def withheld_trace(views: Sequence[SeriesView], axes: Figure) -> list[Figure]:
    """Draw the values that publishers do not give as one trace: crosses on the axis, unlike a zero and unlike a gap."""
    by_end = {observation.period.end: observation for view in views for observation in view.withheld}
    if not by_end:
        return []
    days = [day_of(by_end[end]) for end in sorted(by_end)]
    marker = {"symbol": "x", "color": LIGHT["absent"], "size": 5}
    return [
        traces.scatter_trace("no value", "markers", days, [0.0 for _ in days], **axes, marker=marker, cliponaxis=False)
    ]


def hover_trace(view: SeriesView, name: str, locale: Locale, axes: Figure) -> Figure:
    """Make the labels that a pointer and a keyboard read at each observation, after the name of the line."""
    texts = [f"<b>{name}</b><br>{labels.hover_label(view, locale, each)}" for each in view.observations]
    heights = [y_position(view, observation) or 0 for observation in view.observations]
    return traces.hover_label_trace(map(day_of, view.observations), heights, texts, **axes)
