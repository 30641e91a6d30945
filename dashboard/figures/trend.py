"""One place over time: solid where settled, dashed and banded where preliminary, hollow where nothing is held."""

from collections.abc import Sequence

from dashboard import labels
from dashboard.figures import timeline
from dashboard.figures.theme import LIGHT, PICTURE, Figure, Layers
from dashboard.language import Language
from dashboard.notes import Mark
from dashboard.points import UNEVEN, Point, runs
from dashboard.views import Selection, View


def draw(selection: Selection, language: Language, layers: Layers = PICTURE) -> Figure:
    """The figure of a trend."""
    (view,) = selection.views
    traces = [
        *(ghost(view) if layers.ghost else []),
        *line(view),
        *([_marks(layers.notes, narrow=layers.narrow)] if layers.notes else []),
        *([readings(view, language)] if layers.labels else []),
    ]
    drawn = [*view.points, *(view.now if layers.ghost else ())]
    layout = timeline.layout(view, language, drawn, notes=bool(layers.notes), narrow=layers.narrow)
    return {"data": traces, "layout": layout}


def line(view: View) -> list[Figure]:
    """One view over time as traces: what has settled, what is preliminary, not held, or withheld."""
    return [*_settled(view), _preliminary(view), _not_held(view), _without_value(view)]


def _alone(view: View, points: Sequence[Point]) -> list[Point]:
    """The points that no line reaches: those without neighbours, and totals of spans that grow, which none joins."""
    joined = view.measure.period not in UNEVEN
    return [point for run in runs(points) if len(run) == 1 or not joined for point in run]


def _line(view: View, points: Sequence[Point], name: str, *, without: Sequence[Point], **line: object) -> Figure:
    left_out = {point.period for point in without}
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines",
        "x": timeline.days(view, points),
        "y": [None if point.period in left_out else view.shown(point) for point in points],
        "line": line,
        "hoverinfo": "skip",
    }


def _dots(view: View, points: Sequence[Point], name: str, *, color: str, size: int) -> Figure:
    return {
        "type": "scatter",
        "name": name,
        "mode": "markers",
        "x": timeline.days(view, points),
        "y": [view.shown(point) for point in points],
        "marker": {"color": color, "size": size},
        "hoverinfo": "skip",
    }


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
        _line(view, view.points, "settled", without=[*alone, *view.preliminary], color=LIGHT["series"], width=2.25),
        _dots(view, solid, "alone", color=LIGHT["series"], size=6),
    ]


def _preliminary(view: View) -> Figure:
    """Figures that experience says will change: hollow and dashed, joined to the last settled one."""
    joined = [
        point
        for point, following in zip(view.points, [*view.points[1:], None], strict=True)
        if point.preliminary or (following and following.preliminary)
    ]
    return {
        "type": "scatter",
        "name": "preliminary",
        "mode": "markers" if view.measure.period in UNEVEN else "lines+markers",
        "x": timeline.days(view, joined),
        "y": [view.shown(point) for point in joined],
        "line": {"color": LIGHT["series"], "width": 2.25, "dash": "dot"},
        "marker": {
            "color": LIGHT["paper"],
            "size": [7 if point.preliminary else 0 for point in joined],
            "opacity": 1,
            "line": {"color": LIGHT["series"], "width": 1.75},
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _not_held(view: View) -> Figure:
    """Months that were public but are not held: grey and hollow, at the earliest figure held since."""
    points = [point for point in view.not_held if point.earliest_held]
    return {
        "type": "scatter",
        "name": "not held",
        "mode": "markers",
        "x": timeline.days(view, points),
        "y": [view.amount(point, point.earliest_held.value) if point.earliest_held else None for point in points],
        "marker": {"symbol": "circle-open", "color": LIGHT["absent"], "size": 5, "line": {"width": 1}},
        "hoverinfo": "skip",
    }


def _without_value(view: View) -> Figure:
    """Figures that the publisher withholds, lacks or took away: a cross on the axis, unlike a zero and unlike a gap."""
    return {
        "type": "scatter",
        "name": "no value",
        "mode": "markers",
        "x": timeline.days(view, view.withheld),
        "y": [0 for _ in view.withheld],
        "marker": {"symbol": "x", "color": LIGHT["absent"], "size": 7},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _marks(notes: Sequence[Mark], *, narrow: bool) -> Figure:
    """All notes as one trace: numbered discs in the strip above the chart."""
    return {
        "type": "scatter",
        "name": "notes",
        "mode": "markers+text",
        "x": [mark.position.isoformat() for mark in notes],
        "y": [0.5 for _ in notes],
        "yaxis": "y2",
        "text": [str(mark.number) for mark in notes],
        "textposition": "middle center",
        "textfont": {"size": 9 if narrow else 11, "color": LIGHT["on_mark"]},
        "marker": {"symbol": "circle", "size": 14 if narrow else 19, "color": LIGHT["mark"]},
        "customdata": [mark.number for mark in notes],
        "hoverinfo": "none",
        "cliponaxis": False,
    }


def readings(view: View, language: Language) -> Figure:
    """An invisible line whose points carry the words: a line is one element, markers would be one each."""
    return {
        "type": "scatter",
        "name": "labels",
        "mode": "lines",
        "x": timeline.days(view, view.points),
        "y": [timeline.height(view, point) or 0 for point in view.points],
        "line": {"color": LIGHT["series"], "width": 0},
        "customdata": [labels.hover(view, language, point) for point in view.points],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
