"""One place over time: solid where settled, dashed and banded where preliminary, hollow where nothing is held."""

from collections.abc import Sequence

from dashboard.dataset.annotations import Annotation
from dashboard.dataset.observations import IRREGULAR_PERIODS, Observation, split_at_gaps
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import time_axis, trace_names, traces
from dashboard.plotting.theme import LIGHT, STATIC, Figure, FigureOptions
from dashboard.text import labels


def draw_figure(data: ChartData, locale: Locale, options: FigureOptions = STATIC) -> Figure:
    """The figure of a trend."""
    (view,) = data.views
    all_traces = [
        *(current_values_line(view) if options.current_values else []),
        *series_traces(view),
        *([_annotation_trace(options.annotations, narrow=options.narrow)] if options.annotations else []),
        *([hover_trace(view, locale)] if options.hover_labels else []),
    ]
    observations = [*view.observations, *(view.current if options.current_values else ())]
    layout = time_axis.time_chart_layout(
        view, locale, observations, notes=bool(options.annotations), narrow=options.narrow
    )
    return {"data": all_traces, "layout": layout}


def series_traces(view: SeriesView) -> list[Figure]:
    """One view over time as traces: what has settled, what is preliminary, not held, or withheld."""
    return [*_settled_traces(view), _preliminary_trace(view), _not_held_trace(view), _missing_value_trace(view)]


def _isolated(view: SeriesView, observations: Sequence[Observation]) -> list[Observation]:
    """The points that no line reaches: those without neighbours, and totals of spans that grow, which none joins."""
    joined = view.measure.period not in IRREGULAR_PERIODS
    return [observation for run in split_at_gaps(observations) if len(run) == 1 or not joined for observation in run]


def _line_trace(
    view: SeriesView, observations: Sequence[Observation], name: str, *, without: Sequence[Observation], **line: object
) -> Figure:
    left_out = {observation.period for observation in without}
    amounts = [
        None if observation.period in left_out else time_axis.plotted_value(view, observation)
        for observation in observations
    ]
    return traces.scatter_trace(name, "lines", time_axis.dates_on_axis(view, observations), amounts, line=line)


def _dot_trace(view: SeriesView, observations: Sequence[Observation], name: str, *, color: str, size: int) -> Figure:
    amounts = [time_axis.plotted_value(view, observation) for observation in observations]
    marker = {"color": color, "size": size}
    return traces.scatter_trace(name, "markers", time_axis.dates_on_axis(view, observations), amounts, marker=marker)


def current_values_line(view: SeriesView) -> list[Figure]:
    """The ghost: today's figures."""
    alone = _isolated(view, view.current)
    return [
        _line_trace(view, view.current, "now", without=alone, color=LIGHT["ghost"], width=1.5),
        _dot_trace(view, alone, "now alone", color=LIGHT["ghost"], size=5),
    ]


def _settled_traces(view: SeriesView) -> list[Figure]:
    """Figures that are not preliminary, as a line, and as dots where no line reaches.

    Markers are few on purpose: Plotly draws each as an element of its own, also those of no size.
    """
    alone = _isolated(view, view.observations)
    solid = [observation for observation in alone if not observation.preliminary]
    return [
        _line_trace(
            view,
            view.observations,
            trace_names.SETTLED,
            without=[*alone, *view.preliminary],
            color=LIGHT["series"],
            width=2.25,
        ),
        _dot_trace(view, solid, trace_names.ISOLATED, color=LIGHT["series"], size=6),
    ]


def _preliminary_trace(view: SeriesView) -> Figure:
    """Figures that experience says will change: hollow and dashed, joined to the last settled one."""
    joined = [
        observation
        for observation, following in zip(view.observations, [*view.observations[1:], None], strict=True)
        if observation.preliminary or (following and following.preliminary)
    ]
    return traces.scatter_trace(
        trace_names.PRELIMINARY,
        "markers" if view.measure.period in IRREGULAR_PERIODS else "lines+markers",
        time_axis.dates_on_axis(view, joined),
        [time_axis.plotted_value(view, observation) for observation in joined],
        line={"color": LIGHT["series"], "width": 2.25, "dash": "dot"},
        marker={
            "color": LIGHT["paper"],
            "size": [7 if observation.preliminary else 0 for observation in joined],
            "opacity": 1,
            "line": {"color": LIGHT["series"], "width": 1.75},
        },
        cliponaxis=False,
    )


def _not_held_trace(view: SeriesView) -> Figure:
    """Months that were public but are not held: grey and hollow, at the earliest figure held since."""
    observations = [observation for observation in view.not_held if observation.first_published_later]
    amounts = [time_axis.y_position(view, observation) for observation in observations]
    marker = {"symbol": "circle-open", "color": LIGHT["absent"], "size": 5, "line": {"width": 1}}
    return traces.scatter_trace(
        trace_names.NOT_HELD, "markers", time_axis.dates_on_axis(view, observations), amounts, marker=marker
    )


def _missing_value_trace(view: SeriesView) -> Figure:
    """Figures that the publisher withholds, lacks or took away: a cross on the axis, unlike a zero and unlike a gap."""
    days, marker = time_axis.dates_on_axis(view, view.withheld), {"symbol": "x", "color": LIGHT["absent"], "size": 7}
    return traces.scatter_trace(
        trace_names.NO_VALUE, "markers", days, [0 for _ in days], marker=marker, cliponaxis=False
    )


def _annotation_trace(notes: Sequence[Annotation], *, narrow: bool) -> Figure:
    """All notes as one trace: numbered discs in the strip above the chart."""
    return traces.scatter_trace(
        trace_names.ANNOTATIONS,
        "markers+text",
        [mark.position for mark in notes],
        [0.5 for _ in notes],
        yaxis="y2",
        text=[str(mark.number) for mark in notes],
        textposition="middle center",
        textfont={"size": 9 if narrow else 11, "color": LIGHT["on_mark"]},
        marker={"symbol": "circle", "size": 14 if narrow else 19, "color": LIGHT["mark"]},
        customdata=[mark.number for mark in notes],
        hoverinfo="none",
        cliponaxis=False,
    )


def hover_trace(view: SeriesView, locale: Locale, prefix: str = "") -> Figure:
    """What a pointer reads at each period, with the name of the line before it where there are several."""
    texts = [prefix + labels.hover_label(view, locale, observation) for observation in view.observations]
    amounts = [time_axis.y_position(view, observation) or 0 for observation in view.observations]
    return traces.hover_label_trace(time_axis.dates_on_axis(view, view.observations), amounts, texts)
