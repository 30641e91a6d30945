"""The parts of a place, or the groups of a dimension: a panel each, all on one scale, the others faint behind."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard import labels, words
from dashboard.figures import axes, theme, timeline, trace_names, trend
from dashboard.figures.panels import Grid, Line, others
from dashboard.figures.theme import LIGHT, PICTURE, Figure, Layers
from dashboard.language import Language, language
from dashboard.points import WITHHELD, Point
from dashboard.views import Selection, View
from etl.model import Period, PeriodKind

FEW = 13
"""Panels up to which each has the others behind it; more lines would be one grey field."""
TOP, BOTTOM, AIR = 4, 30, 8
"""Pixels above, below and beside the panels."""
LETTER, TICK, MARK = 7.2, 40, 5
"""Pixels that a bold figure takes, a tick with its year, and the mark of one period."""
LOW = 10
"""Pixels above zero, below which a figure stands on its line and not beside it: the axis would cross it out."""
EMPTY = 200
"""Pixels of the room in which stands why there is nothing to draw."""


class Scale(NamedTuple):
    """The one scale of all panels: the highest amount, and the ticks in words."""

    top: float
    ticks: Mapping[float, str]


def draw(selection: Selection, language: Language, layers: Layers = PICTURE) -> Figure:
    """The figure of a breakdown."""
    views, then = selection.views, layers.ghost and selection.state.as_of is not None
    scale = _scale(selection, language, then=then)
    grid = _grid(selection, language, scale, narrow=layers.narrow)
    lines = [_line_behind(view) for view in views]
    close = grid.wide < MARK * max(len(view.points) for view in views)
    traces: list[Figure] = []
    for index, (view, panel) in enumerate(zip(views, grid.panels, strict=True)):
        own = [others(lines, index, panel)] if len(views) <= FEW and not _is_bare(view) else []
        own += [*(trend.ghost(view) if then else []), *_line(view, close=close)]
        named = f"<b>{labels.called(selection, view, language)}</b><br>"
        own += [trend.readings(view, language, named)] if layers.labels else []
        traces += [trace | {"xaxis": panel.xaxis, "yaxis": panel.yaxis} for trace in own if trace["x"]]
    layout = theme.layout(
        margin={"t": TOP, "r": AIR, "b": BOTTOM, "l": _left(scale)},
        annotations=[*grid.titles(), *_newest(selection, language, grid, scale.top), *_bare(views, language, grid)],
        **grid.axes(_time(selection, language, grid, then=then), _amounts(scale)),
    )
    return {"data": traces, "layout": layout}


def height(selection: Selection, *, narrow: bool) -> int:
    """How high the chart is in a page, in pixels."""
    if selection.empty:
        return EMPTY
    spoken = language(selection.state.lang)
    grid = _grid(selection, spoken, _scale(selection, spoken, then=False), narrow=narrow)
    return round(TOP + grid.height + BOTTOM)


def _grid(selection: Selection, language: Language, scale: Scale, *, narrow: bool) -> Grid:
    names = tuple(labels.called(selection, view, language) for view in selection.views)
    columns = 2 if narrow else 3 if len(names) in {5, 6, 9} else min(len(names), 4)
    rows = -(-len(names) // columns)
    high = 105 if narrow or rows > 4 else {1: 280, 2: 165}.get(rows, 120)
    width = theme.width(narrow=narrow) - _left(scale) - AIR
    return Grid(names, columns, width, high, gap=14 if narrow else 24)


def _drawn(selection: Selection, *, then: bool) -> list[tuple[View, Point]]:
    """Of every view the periods of which anything is drawn; of a past day's also those of now."""
    return [
        (view, point)
        for view in selection.views
        for points in (view.points, view.now if then else ())
        for point in points
        if point.held or point.earliest_held or point.status in WITHHELD
    ]


def _line(view: View, *, close: bool) -> list[Figure]:
    """The view's own line. Its years are few, so that each has a mark; periods that are ``close`` have smaller ones."""
    if not view.points:
        return []
    traces = {trace["name"]: trace for trace in trend.line(view)}
    if view.measure.period is PeriodKind.YEAR:
        traces[trace_names.SETTLED] |= {"mode": "lines+markers", "marker": {"color": LIGHT["series"], "size": MARK}}
    if close:
        sizes = traces[trace_names.PRELIMINARY]["marker"]["size"]
        traces[trace_names.PRELIMINARY]["marker"]["size"] = [*(0 for _ in sizes[1:]), *sizes[-1:]]
        traces[trace_names.NO_VALUE]["marker"]["size"] = MARK
    return list(traces.values())


def _line_behind(view: View) -> Line:
    """The line of a view as it stands behind those of others."""
    return timeline.days(view, view.points), [timeline.shown(view, point) for point in view.points]


def _time(selection: Selection, language: Language, grid: Grid, *, then: bool) -> Figure:
    """The axis of days, which runs on for the newest figures."""
    view, points = selection.views[0], [point for _, point in _drawn(selection, then=then)]
    first, last = timeline.span(view, points)
    placed = timeline.ticks(view, language, first, last, most=int(grid.wide / TICK))
    room = LETTER * max(len(_figure(view, language)) for view in selection.views) + AIR
    end = first + (last - first) / (1 - room / grid.wide)
    return axes.time(first, end, placed, hoverformat="%Y-%m", tickangle=0, ticklen=4, showline=False)


def _amounts(scale: Scale) -> Figure:
    return axes.amounts(scale.ticks, 0, 1.04 * scale.top, zeroline=True, zerolinecolor=LIGHT["muted"])


def _scale(selection: Selection, language: Language, *, then: bool) -> Scale:
    """Round ticks, of many only every other, since panels are low; those of counts are whole."""
    unit, found = selection.state.unit, [timeline.height(view, point) for view, point in _drawn(selection, then=then)]
    top = max((amount for amount in found if amount), default=1.0)
    steps = theme.steps(max(top, axes.FEW), whole=True) if unit == "count" else theme.steps(top)
    steps = steps[::2] if len(steps) > 4 else steps
    parts, write = (100, language.percent) if unit == "share" else (1, language.number)
    digits = 0 if all(round(parts * step, 6).is_integer() for step in steps) else 1
    return Scale(max(top, steps[-1]), {step: write(step, digits) for step in steps})


def _left(scale: Scale) -> int:
    """The room left of the panels: that of the longest tick."""
    return round(LETTER * max(map(len, scale.ticks.values()))) + AIR


def _figure(view: View, language: Language) -> str:
    """The newest figure in words; empty where there is none."""
    shown = view.shown(view.latest) if view.latest else None
    return "" if shown is None else words.amount(view, language, shown)


def _newest(selection: Selection, language: Language, grid: Grid, top: float) -> list[Figure]:
    """The newest figure of each panel at the end of its line; with its period, where others have a newer one."""
    newest = max((view.latest.period for view in selection.views if view.latest), default=None)
    return [
        {
            "text": "<br>".join(said),
            "x": timeline.day_of(view, latest).isoformat(),
            "y": shown,
            "xref": panel.xaxis,
            "yref": panel.yaxis,
            "xanchor": "left",
            "yanchor": "bottom" if shown * grid.high < LOW * len(said) * top else "middle",
            "align": "left",
            "xshift": 5,
            "showarrow": False,
            "font": {"size": theme.FONT - 1, "color": LIGHT["ink"]},
        }
        for view, panel in zip(selection.views, grid.panels, strict=True)
        if (latest := view.latest) and (shown := timeline.shown(view, latest)) is not None
        for said in [[f"<b>{_figure(view, language)}</b>", *_when(view, language, latest.period, newest)]]
    ]


def _bare(views: Sequence[View], language: Language, grid: Grid) -> list[Figure]:
    """Why panels are empty."""
    return [
        {
            "text": language.text("no population held") if view.latest else language.text("no figure held"),
            "x": 0.5,
            "y": 0.5,
            "xref": f"{panel.xaxis} domain",
            "yref": f"{panel.yaxis} domain",
            "xanchor": "center",
            "yanchor": "middle",
            "showarrow": False,
            "font": {"size": theme.FONT, "color": LIGHT["muted"]},
        }
        for view, panel in zip(views, grid.panels, strict=True)
        if _is_bare(view)
    ]


def _is_bare(view: View) -> bool:
    """Whether nothing of a view can be drawn."""
    return view.empty or (view.latest is not None and view.shown(view.latest) is None)


def _when(view: View, language: Language, period: Period, newest: Period | None) -> list[str]:
    """A period in few letters, where it is not the newest."""
    if period == newest:
        return []
    return [str(period.end.year) if view.measure.period is PeriodKind.YEAR else language.month(period.end, short=True)]
