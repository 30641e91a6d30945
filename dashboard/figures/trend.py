"""One place over time: solid where settled, dashed and banded where preliminary, hollow where nothing is held."""

from collections.abc import Sequence
from datetime import date, timedelta

from dashboard import words
from dashboard.figures import theme
from dashboard.figures.theme import LIGHT, Figure
from dashboard.language import Language
from dashboard.notes import Mark
from dashboard.views import Point, View, runs
from etl.model import Period, PeriodKind, Status

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
        *([_now(view)] if ghost else []),
        _settled(view),
        _preliminary(view),
        _not_held(view),
        _without_value(view),
        *([_marks(notes, narrow=narrow)] if notes else []),
        *([_labels(view, language)] if labels else []),
    ]
    drawn = [*view.points, *(view.now if ghost else ())]
    return {"data": traces, "layout": _layout(view, language, drawn, notes=bool(notes), narrow=narrow)}


def day_of(view: View, point: Point) -> date:
    """Where a period stands on the axis: a month or a span of months at its last month, a year at its middle."""
    if view.measure.period is PeriodKind.YEAR:
        return date(point.period.start.year, 7, 1)
    return point.period.end.replace(day=1)


def _days(view: View, points: Sequence[Point]) -> list[str]:
    return [day_of(view, point).isoformat() for point in points]


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
        "x": _days(view, view.now),
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
        "x": _days(view, view.points),
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
        "x": _days(view, joined),
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
        "x": _days(view, points),
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
        "x": _days(view, points),
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
    return {
        "type": "scatter",
        "name": "labels",
        "mode": "markers",
        "x": _days(view, view.points),
        "y": [_height(view, point) or 0 for point in view.points],
        "marker": {"size": 9, "opacity": 0, "color": LIGHT["series"]},
        "customdata": [words.hover(view, language, point) for point in view.points],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _layout(view: View, language: Language, drawn: Sequence[Point], *, notes: bool, narrow: bool) -> Figure:
    first, last = _span(view, drawn)
    top = theme.steps(1.02 * max((height for point in drawn if (height := _height(view, point))), default=1.0))
    height = ROOM * top[-1]
    years = _years(view, first, last, every=_every(first, last, narrow=narrow))
    return theme.layout(
        margin={"t": 10, "r": 16 if narrow else 28, "b": 30, "l": 38 if narrow else 46},
        xaxis=theme.axis(
            type="date",
            hoverformat="%Y-%m",
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
            "x": day_of(view, point).isoformat(),
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


def _span(view: View, drawn: Sequence[Point]) -> tuple[date, date]:
    """The days the axis covers, with some air on each side of what is drawn."""
    days = [day_of(view, point) for point in drawn]
    air = _half_step(view)
    return min(days) - air, max(days) + max(air, timedelta(days=45))


def _half_step(view: View) -> timedelta:
    return timedelta(days=182 if view.measure.period is PeriodKind.YEAR else 15)


def _height(view: View, point: Point) -> float | None:
    """How high a period stands: at its figure, else at the earliest one held since."""
    return view.amount(point, point.value if point.earliest_held is None else point.earliest_held.value)


def _every(first: date, last: date, *, narrow: bool) -> int:
    years = last.year - first.year + 1
    return max(1, -(-years // (6 if narrow else 16)))


def _years(view: View, first: date, last: date, *, every: int) -> list[date]:
    """A tick for every so many years: at its beginning, or at its middle where whole years are drawn."""
    month = 7 if view.measure.period is PeriodKind.YEAR else 1
    days = [date(year, month, 1) for year in range(first.year, last.year + 1) if year % every == 0]
    return [day for day in days if first <= day <= last]


def _band(view: View, last: date) -> list[Figure]:
    """The preliminary months as a band behind the line."""
    if not view.preliminary:
        return []
    start = day_of(view, view.preliminary[0]) - _half_step(view)
    end = min(last, day_of(view, view.preliminary[-1]) + _half_step(view))
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
