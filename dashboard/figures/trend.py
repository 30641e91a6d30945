"""One place over time: solid where settled, dashed and banded where preliminary, hollow where nothing is held."""

from collections.abc import Sequence

from dashboard import labels
from dashboard.figures import timeline, trace_names, traces
from dashboard.figures.theme import LIGHT, PICTURE, Figure, Layers
from dashboard.language import Language
from dashboard.notes import Mark
from dashboard.points import UNEVEN, Point, runs
from dashboard.views import Selection, View


def draw(selection: Selection, language: Language, layers: Layers = PICTURE) -> Figure:
    """The figure of a trend."""
    (view,) = selection.views
    data = [
        *(ghost(view) if layers.ghost else []),
        *line(view),
        *([_marks(layers.notes, narrow=layers.narrow)] if layers.notes else []),
        *([readings(view, language)] if layers.labels else []),
    ]
    drawn = [*view.points, *(view.now if layers.ghost else ())]
    layout = timeline.layout(view, language, drawn, notes=bool(layers.notes), narrow=layers.narrow)
    return {"data": data, "layout": layout}


def line(view: View) -> list[Figure]:
    """One view over time as traces: what has settled, what is preliminary, not held, or withheld."""
    return [*_settled(view), _preliminary(view), _not_held(view), _without_value(view)]


def _alone(view: View, points: Sequence[Point]) -> list[Point]:
    """The points that no line reaches: those without neighbours, and totals of spans that grow, which none joins."""
    joined = view.measure.period not in UNEVEN
    return [point for run in runs(points) if len(run) == 1 or not joined for point in run]


def _line(view: View, points: Sequence[Point], name: str, *, without: Sequence[Point], **line: object) -> Figure:
    left_out = {point.period for point in without}
    amounts = [None if point.period in left_out else timeline.shown(view, point) for point in points]
    return traces.scatter(name, "lines", timeline.days(view, points), amounts, line=line)


def _dots(view: View, points: Sequence[Point], name: str, *, color: str, size: int) -> Figure:
    amounts, marker = [timeline.shown(view, point) for point in points], {"color": color, "size": size}
    return traces.scatter(name, "markers", timeline.days(view, points), amounts, marker=marker)


def ghost(view: View) -> list[Figure]:
    """The ghost: today's figures."""
    alone = _alone(view, view.now)
    return [
        _line(view, view.now, "now", without=alone, color=LIGHT["ghost"], width=1.5),
        _dots(view, alone, "now alone", color=LIGHT["ghost"], size=5),
    ]


def _settled(view: View) -> list[Figure]:
    """Figures that are not preliminary, as a line, and as dots where no line reaches.

    Markers are few on purpose: Plotly draws each as an element of its own, also those of no size.
    """
    alone = _alone(view, view.points)
    solid = [point for point in alone if not point.preliminary]
    return [
        _line(
            view,
            view.points,
            trace_names.SETTLED,
            without=[*alone, *view.preliminary],
            color=LIGHT["series"],
            width=2.25,
        ),
        _dots(view, solid, trace_names.ISOLATED, color=LIGHT["series"], size=6),
    ]


def _preliminary(view: View) -> Figure:
    """Figures that experience says will change: hollow and dashed, joined to the last settled one."""
    joined = [
        point
        for point, following in zip(view.points, [*view.points[1:], None], strict=True)
        if point.preliminary or (following and following.preliminary)
    ]
    return traces.scatter(
        trace_names.PRELIMINARY,
        "markers" if view.measure.period in UNEVEN else "lines+markers",
        timeline.days(view, joined),
        [timeline.shown(view, point) for point in joined],
        line={"color": LIGHT["series"], "width": 2.25, "dash": "dot"},
        marker={
            "color": LIGHT["paper"],
            "size": [7 if point.preliminary else 0 for point in joined],
            "opacity": 1,
            "line": {"color": LIGHT["series"], "width": 1.75},
        },
        cliponaxis=False,
    )


def _not_held(view: View) -> Figure:
    """Months that were public but are not held: grey and hollow, at the earliest figure held since."""
    points = [point for point in view.not_held if point.earliest_held]
    amounts = [timeline.height(view, point) for point in points]
    marker = {"symbol": "circle-open", "color": LIGHT["absent"], "size": 5, "line": {"width": 1}}
    return traces.scatter(trace_names.NOT_HELD, "markers", timeline.days(view, points), amounts, marker=marker)


def _without_value(view: View) -> Figure:
    """Figures that the publisher withholds, lacks or took away: a cross on the axis, unlike a zero and unlike a gap."""
    days, marker = timeline.days(view, view.withheld), {"symbol": "x", "color": LIGHT["absent"], "size": 7}
    return traces.scatter(trace_names.NO_VALUE, "markers", days, [0 for _ in days], marker=marker, cliponaxis=False)


def _marks(notes: Sequence[Mark], *, narrow: bool) -> Figure:
    """All notes as one trace: numbered discs in the strip above the chart."""
    return traces.scatter(
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


def readings(view: View, language: Language, named: str = "") -> Figure:
    """What a pointer reads at each period, with the name of the line before it where there are several."""
    said = [named + labels.hover(view, language, point) for point in view.points]
    amounts = [timeline.height(view, point) or 0 for point in view.points]
    return traces.labels(timeline.days(view, view.points), amounts, said)
