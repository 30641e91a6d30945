"""One place over time: solid where settled, dashed and banded where preliminary, hollow where nothing is held."""

from collections.abc import Sequence

from dashboard import words
from dashboard.figures import timeline
from dashboard.figures.theme import LIGHT, Figure
from dashboard.language import Language
from dashboard.notes import Mark
from dashboard.views import Point, View, runs
from etl.model import Period, PeriodKind, Status


def draw(
    view: View,
    language: Language,
    *,
    notes: Sequence[Mark] = (),
    ghost: bool = False,
    labels: bool = False,
    narrow: bool = False,
) -> Figure:
    """The figure of a trend.

    Layers of the page only: ``ghost``, the line as published now; ``notes``, the strip of numbered marks; ``labels``,
    what a pointer reads off each period. ``narrow`` is for a phone.
    """
    traces = [
        *([_now(view)] if ghost else []),
        _settled(view),
        _preliminary(view),
        _not_held(view),
        _without_value(view),
        *([_marks(notes, narrow=narrow)] if notes else []),
        *([_labels(view, language)] if labels else []),
    ]
    drawn = [*view.points, *(view.now if ghost else ())]
    return {"data": traces, "layout": timeline.layout(view, language, drawn, notes=bool(notes), narrow=narrow)}


def _mode(view: View) -> str:
    """Totals of spans that grow through the year are points: a line would join what does not follow."""
    return "markers" if view.measure.period is PeriodKind.YEAR_TO_DATE else "lines+markers"


def _alone(view: View, points: Sequence[Point]) -> set[Period]:
    """The periods whose figure no line reaches."""
    joined = view.measure.period is not PeriodKind.YEAR_TO_DATE
    return {point.period for run in runs(points) if len(run) == 1 or not joined for point in run}


def _now(view: View) -> Figure:
    """The ghost: today's figures."""
    alone = _alone(view, view.now)
    return {
        "type": "scatter",
        "name": "now",
        "mode": _mode(view),
        "x": timeline.days(view, view.now),
        "y": [view.shown(point) for point in view.now],
        "line": {"color": LIGHT["ghost"], "width": 1.5},
        "marker": {
            "color": LIGHT["ghost"],
            "size": [5 if point.period in alone else 0 for point in view.now],
            "opacity": 1,
            "line": {"width": 0},
        },
        "hoverinfo": "skip",
    }


def _settled(view: View) -> Figure:
    """Every figure held, as a line; only a figure without neighbours needs a marker to be seen."""
    alone = _alone(view, view.points)
    return {
        "type": "scatter",
        "name": "settled",
        "mode": _mode(view),
        "x": timeline.days(view, view.points),
        "y": [None if point.preliminary else view.shown(point) for point in view.points],
        "line": {"color": LIGHT["series"], "width": 2.25},
        "marker": {
            "color": LIGHT["series"],
            "size": [6 if point.period in alone else 0 for point in view.points],
            "opacity": 1,
            "line": {"width": 0},
        },
        "hoverinfo": "skip",
    }


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
        "mode": _mode(view),
        "x": timeline.days(view, joined),
        "y": [view.shown(point) for point in joined],
        "line": {"color": LIGHT["series"], "width": 2.25, "dash": "dot"},
        "marker": {
            "color": LIGHT["paper"],
            "size": [7 if point.preliminary else 0 for point in joined],
            "opacity": 1,
            "line": {"color": LIGHT["series"], "width": 1.75},
        },
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
    """Suppressed and withdrawn figures: a cross on the axis, unlike a zero and unlike a gap."""
    points = [point for point in view.points if point.status in {Status.SUPPRESSED, Status.WITHDRAWN}]
    return {
        "type": "scatter",
        "name": "no value",
        "mode": "markers",
        "x": timeline.days(view, points),
        "y": [0 for _ in points],
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


def _labels(view: View, language: Language) -> Figure:
    """Invisible markers, one a period, that carry the words."""
    return {
        "type": "scatter",
        "name": "labels",
        "mode": "markers",
        "x": timeline.days(view, view.points),
        "y": [timeline.height(view, point) or 0 for point in view.points],
        "marker": {"size": 9, "opacity": 0, "color": LIGHT["series"]},
        "customdata": [words.hover(view, language, point) for point in view.points],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
