"""One series over time as traces: solid where settled, dotted where preliminary, hollow grey where nothing is held.

The two traces that look alike wherever a series is drawn, ``preliminary_trace`` and ``not_held_trace``, are made of
plain days and values, so that charts with another axis of days can use them.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from dashboard.dataset.observations import IRREGULAR_PERIODS, Observation
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import time_axis, trace_names, traces
from dashboard.plotting.theme import LIGHT, Figure
from dashboard.plotting.traces import Coordinate
from dashboard.text import labels
from etl.core.model import Period

LINE_WIDTH_PX, CURRENT_LINE_WIDTH_PX = 2.25, 1.5
"""Pixels of a series, and of the newest values behind it."""


def series_traces(view: SeriesView) -> list[Figure]:
    """Draw one series: what has settled (a line, and dots), what is preliminary, what is not held, what is withheld."""
    return [*_settled_traces(view), _preliminary_trace(view), _not_held_trace(view), _missing_value_trace(view)]


def current_values_line(view: SeriesView) -> list[Figure]:
    """Draw the newest values held, which stand in grey behind those of a past day."""
    alone = _isolated(view, view.current)
    return [
        _line_trace(view, view.current, "now", without=alone, color=LIGHT["ghost"], width=CURRENT_LINE_WIDTH_PX),
        _dot_trace(view, alone, "now alone", color=LIGHT["ghost"], size=5),
    ]


def hover_trace(
    view: SeriesView, locale: Locale, prefix: str = "", lines: Mapping[Period, str] | None = None
) -> Figure:
    """Make the labels that a pointer reads at each period, after the name of the series where there are several.

    ``lines`` are what the label of a period says last.
    """
    texts = [prefix + labels.hover_label(view, locale, observation) for observation in view.observations]
    if lines:
        pairs = zip(texts, view.observations, strict=True)
        texts = [f"{text}<br>{lines[point.period]}" if point.period in lines else text for text, point in pairs]
    values = [time_axis.y_position(view, observation) or 0 for observation in view.observations]
    return traces.hover_label_trace(time_axis.dates_on_axis(view, view.observations), values, texts)


def preliminary_trace(
    name: str,
    days: Iterable[Coordinate],
    values: Iterable[Coordinate],
    sizes: list[int],
    *,
    color: str = LIGHT["series"],
    mode: str = "lines+markers",
    **axes: object,
) -> Figure:
    """Draw a dotted line with hollow markers of ``sizes`` pixels; 0 is no marker, and the line runs on."""
    return traces.scatter_trace(
        name,
        mode,
        days,
        values,
        **axes,
        line={"color": color, "width": LINE_WIDTH_PX, "dash": "dot"},
        marker={"color": LIGHT["paper"], "size": sizes, "opacity": 1, "line": {"color": color, "width": 1.75}},
        cliponaxis=False,
    )


def cut_at_breaks(
    observations: Sequence[Observation], days: Iterable[Coordinate], values: Iterable[Coordinate]
) -> tuple[list[Coordinate], list[Coordinate]]:
    """Return the days and the values of a line with a gap before each observation that follows a break."""
    if not any(observation.follows_break for observation in observations):
        return list(days), list(values)
    points: list[tuple[Coordinate, Coordinate]] = []
    for observation, day, value in zip(observations, days, values, strict=True):
        points += [(day, None), (day, value)] if observation.follows_break else [(day, value)]
    return [day for day, _ in points], [value for _, value in points]


def cut_sizes(observations: Sequence[Observation], sizes: Iterable[int]) -> list[int]:
    """Return the sizes of the markers of a line that is cut so: a gap has none."""
    pairs = zip(observations, sizes, strict=True)
    return [each for observation, size in pairs for each in ((0, size) if observation.follows_break else (size,))]


def not_held_trace(name: str, days: Iterable[Coordinate], values: Iterable[Coordinate], **axes: object) -> Figure:
    """Draw small hollow grey circles: periods that were public but are not held, at the earliest value held since."""
    marker = {"symbol": "circle-open", "color": LIGHT["absent"], "size": 5, "line": {"width": 1}}
    return traces.scatter_trace(name, "markers", days, values, **axes, marker=marker)


def _isolated(view: SeriesView, observations: Sequence[Observation]) -> list[Observation]:
    """Return the observations that no line reaches.

    They are those without neighbours, and totals of spans that grow (year to date), which no line joins.
    """
    joined = view.measure.period not in IRREGULAR_PERIODS
    return [observation for run in split_at_gaps(observations) if len(run) == 1 or not joined for observation in run]


def _line_trace(
    view: SeriesView, observations: Sequence[Observation], name: str, *, without: Sequence[Observation], **line: object
) -> Figure:
    left_out = {observation.period for observation in without}
    values = [
        None if left_out and observation.period in left_out else time_axis.plotted_value(view, observation)
        for observation in observations
    ]
    days = time_axis.dates_on_axis(view, observations)
    return traces.scatter_trace(name, "lines", *cut_at_breaks(observations, days, values), line=line)


def _dot_trace(view: SeriesView, observations: Sequence[Observation], name: str, *, color: str, size: int) -> Figure:
    values = [time_axis.plotted_value(view, observation) for observation in observations]
    marker = {"color": color, "size": size}
    return traces.scatter_trace(name, "markers", time_axis.dates_on_axis(view, observations), values, marker=marker)


def _settled_traces(view: SeriesView) -> list[Figure]:
    """Draw values that are not preliminary as a line, and as dots where no line reaches.

    Markers are few on purpose: Plotly draws each as an element of its own, also those of no size.
    """
    alone = _isolated(view, view.observations)
    unsettled, color = [*alone, *view.preliminary], LIGHT["series"]
    dots = [observation for observation in alone if not observation.preliminary]
    return [
        _line_trace(view, view.observations, trace_names.SETTLED, without=unsettled, color=color, width=LINE_WIDTH_PX),
        _dot_trace(view, dots, trace_names.ISOLATED, color=color, size=6),
    ]


def _preliminary_trace(view: SeriesView) -> Figure:
    """Draw the values that experience says will change, joined to the last settled one."""
    joined = [
        observation
        for observation, following in zip(view.observations, [*view.observations[1:], None], strict=True)
        if observation.preliminary or (following and following.preliminary and not following.follows_break)
    ]
    values = [time_axis.plotted_value(view, observation) for observation in joined]
    sizes = [7 if observation.preliminary else 0 for observation in joined]
    return preliminary_trace(
        trace_names.PRELIMINARY,
        *cut_at_breaks(joined, time_axis.dates_on_axis(view, joined), values),
        cut_sizes(joined, sizes),
        mode="markers" if view.measure.period in IRREGULAR_PERIODS else "lines+markers",
    )


def _not_held_trace(view: SeriesView) -> Figure:
    observations = [observation for observation in view.not_held if observation.first_published_later]
    values = [time_axis.y_position(view, observation) for observation in observations]
    return not_held_trace(trace_names.NOT_HELD, time_axis.dates_on_axis(view, observations), values)


def _missing_value_trace(view: SeriesView) -> Figure:
    """Draw a cross on the axis, unlike a zero and unlike a gap, for what the publisher withholds, lacks or withdrew."""
    days, marker = time_axis.dates_on_axis(view, view.withheld), {"symbol": "x", "color": LIGHT["absent"], "size": 7}
    return traces.scatter_trace(
        trace_names.NO_VALUE, "markers", days, [0 for _ in days], marker=marker, cliponaxis=False
    )


def split_at_gaps(observations: Sequence[Observation]) -> list[list[Observation]]:
    """Split the observations that have a value where one has none, so that no line crosses a gap."""
    runs: list[list[Observation]] = []
    for before, observation in pairwise([None, *observations]):
        if observation is None or not observation.has_value:
            continue
        if before is not None and before.has_value and not observation.follows_break:
            runs[-1].append(observation)
        else:
            runs.append([observation])
    return runs
