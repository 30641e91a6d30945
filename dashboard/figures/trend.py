"""One place over time: solid where settled, dashed and banded where preliminary, hollow where nothing is held."""

from collections.abc import Sequence
from datetime import date, timedelta

from dashboard import words
from dashboard.figures import theme
from dashboard.figures.theme import LIGHT, Figure
from dashboard.language import Language
from dashboard.notes import Mark
from dashboard.views import Point, View, runs
from etl.model import Status

CHART = [0.0, 0.9]
STRIP = [0.94, 1.0]
"""The parts of the height for the chart and, where notes are asked for, for the strip of numbered marks above it."""
ROOM = 1.1
"""The axis runs on above its last tick, for the newest figure in words."""
LABEL_DAYS = 900
"""With less of the series than this before it, the label stands to the right of its point."""


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
        *([_line(view, view.now, "now", color=LIGHT["ghost"], width=1.5)] if ghost else []),
        _settled(view),
        _preliminary(view),
        _not_held(view),
        _without_value(view),
        *([_marks(notes, narrow=narrow)] if notes else []),
        *([_labels(view, language)] if labels else []),
    ]
    return {"data": traces, "layout": _layout(view, language, notes=bool(notes), narrow=narrow)}


def day_of(point: Point) -> str:
    """Where a period stands on the axis: its first day if it is a month, else its last month."""
    return (point.period.start if point.period.length == 1 else point.period.end.replace(day=1)).isoformat()


def _line(view: View, points: Sequence[Point], name: str, **line: object) -> Figure:
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines",
        "x": [day_of(point) for point in points],
        "y": [view.shown(point) for point in points],
        "line": line,
        "hoverinfo": "skip",
    }


def _settled(view: View) -> Figure:
    """Every figure held, as a line; only a figure without neighbours needs a marker to be seen."""
    alone = {run[0].period for run in runs(view.points) if len(run) == 1}
    points = [point if not point.preliminary else None for point in view.points]
    return {
        "type": "scatter",
        "name": "settled",
        "mode": "lines+markers",
        "x": [day_of(point) for point in view.points],
        "y": [view.shown(point) if point else None for point in points],
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
        "mode": "lines+markers",
        "x": [day_of(point) for point in joined],
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
        "x": [day_of(point) for point in points],
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
        "x": [day_of(point) for point in points],
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
        "textfont": {"size": 10 if narrow else 11, "color": LIGHT["on_mark"]},
        "marker": {"symbol": "circle", "size": 16 if narrow else 19, "color": LIGHT["mark"]},
        "customdata": [mark.number for mark in notes],
        "hoverinfo": "none",
        "cliponaxis": False,
    }


def _labels(view: View, language: Language) -> Figure:
    """Invisible markers, one a period, that carry the words."""
    heights = [view.amount(p, p.value if p.earliest_held is None else p.earliest_held.value) for p in view.points]
    return {
        "type": "scatter",
        "name": "labels",
        "mode": "markers",
        "x": [day_of(point) for point in view.points],
        "y": [0 if height is None else height for height in heights],
        "marker": {"size": 9, "opacity": 0, "color": LIGHT["series"]},
        "customdata": [words.hover(view, language, point) for point in view.points],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _layout(view: View, language: Language, *, notes: bool, narrow: bool) -> Figure:
    first, last = _span(view)
    top = theme.steps(1.02 * max((value for value in _heights(view) if value is not None), default=1.0))
    height = ROOM * top[-1]
    years = _years(first, last, every=_every(first, last, narrow=narrow))
    return theme.layout(
        margin={"t": 10, "r": 16 if narrow else 28, "b": 30, "l": 38 if narrow else 46},
        xaxis=theme.axis(
            type="date",
            range=[first.isoformat(), last.isoformat()],
            tickvals=[day.isoformat() for day in years],
            ticktext=[str(day.year) for day in years],
            showline=True,
            linecolor=LIGHT["muted"],
            ticks="outside",
            ticklen=5,
            tickcolor=LIGHT["muted"],
        ),
        yaxis=theme.axis(
            type="linear",
            domain=CHART if notes else [0.0, 1.0],
            range=[0, height],
            tickvals=top,
            ticktext=[language.number(value, _digits(top)) for value in top],
            showgrid=True,
            gridcolor=LIGHT["grid"],
        ),
        **(
            {
                "yaxis2": theme.axis(
                    type="linear", anchor="x", domain=STRIP, range=[0, 1], tickvals=[], ticktext=[], visible=False
                )
            }
            if notes
            else {}
        ),
        shapes=_band(view, last),
        annotations=_latest(view, language, height),
    )


def _latest(view: View, language: Language, top: float) -> list[Figure]:
    """The newest figure and its month, above the chart over its point."""
    point = view.latest
    shown = view.shown(point) if point else None
    if point is None or shown is None:
        return []
    name = words.name(view, language, point.period, short=True)
    early = point.period.end.toordinal() - view.points[0].period.end.toordinal() < LABEL_DAYS
    return [
        {
            "x": day_of(point),
            "y": top,
            "xref": "x",
            "yref": "y",
            "text": f"{name}  <b>{words.amount(view, language, shown)}</b>",
            "showarrow": False,
            "xanchor": "left" if early else "right",
            "yanchor": "top",
            "xshift": -5 if early else 5,
            "font": {"size": theme.FONT, "color": LIGHT["ink"]},
        }
    ]


def _digits(ticks: Sequence[float]) -> int:
    return 0 if all(float(tick).is_integer() for tick in ticks) else 1


def _span(view: View) -> tuple[date, date]:
    """The days the axis covers: half a month of air on each side of the periods, of today's line too."""
    days = [date.fromisoformat(day_of(point)) for point in (*view.points, *view.now)]
    if not days:
        return date(2015, 1, 1), date(2016, 1, 1)
    return min(days) - timedelta(days=15), max(days) + timedelta(days=45)


def _heights(view: View) -> list[float | None]:
    now = [view.shown(point) for point in view.now]
    earliest = [view.amount(point, point.earliest_held.value) for point in view.not_held if point.earliest_held]
    return [*(view.shown(point) for point in view.points), *now, *earliest]


def _every(first: date, last: date, *, narrow: bool) -> int:
    years = last.year - first.year + 1
    return max(1, -(-years // (6 if narrow else 16)))


def _years(first: date, last: date, *, every: int) -> list[date]:
    return [
        date(year, 1, 1) for year in range(first.year, last.year + 1) if first <= date(year, 1, 1) and year % every == 0
    ]


def _band(view: View, last: date) -> list[Figure]:
    """The preliminary months as a band behind the line."""
    if not view.preliminary:
        return []
    start = date.fromisoformat(day_of(view.preliminary[0])) - timedelta(days=15)
    end = min(last, date.fromisoformat(day_of(view.preliminary[-1])) + timedelta(days=15))
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
