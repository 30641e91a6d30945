"""Several places, or several publishers of one: lines with their names at their ends, or a panel for each of many."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dashboard.charts.compare import date_axis, end_labels
from dashboard.charts.compare.end_labels import End
from dashboard.dataset.selecting import MARCH_2020, MOST_TOGETHER, MOST_WITH_NOW
from dashboard.dataset.series_view import Selection, View
from dashboard.plotting import axes, small_multiples, strand, theme, time_axis
from dashboard.plotting.palette import Look, looks
from dashboard.plotting.small_multiples import Grid, Panel
from dashboard.plotting.theme import LIGHT, PICTURE, Figure, Layers
from dashboard.text import labels, sentences
from dashboard.text.i18n import Locale, get_locale
from etl.core.model import PeriodKind

HIGH, NARROW_HIGH = 480, 460
"""Pixels of its height in a page and on a phone, with one pair of axes."""
TOP, BOTTOM, LEFT, RIGHT = 8, 32, 42, 10
"""Pixels free around the axes, for their words."""
HEAD, PANEL_HEAD = 1.08, 1.25
"""The axis runs on above its ticks: for the words beside the line of March 2020, in a panel for two figures."""
LETTERS, NARROW_LETTERS = 26, 16
"""Letters of a name at the end of a line, before it is broken."""
NO_BREAK = "\u00a0"
LATER = timedelta(days=365)
"""Time between the end of a line and that of the longest, from which on its name has its month beside it."""
ZERO = {"zeroline": True, "zerolinecolor": LIGHT["absent"]}
"""The line under each panel; only the lowest have an axis of their own."""
NEAR = 40
"""Pixels from a point at which a pointer reads it."""
APART = 44
"""Pixels that the two figures in a panel need between them."""


def draw(selection: Selection, locale: Locale, layers: Layers = PICTURE) -> Figure:
    """The figure of a comparison: one pair of axes, or panels where there are too many lines for one."""
    views = _drawn(selection)
    return (_panels if len(views) > MOST_TOGETHER else _together)(selection, views, locale, layers)


def height(selection: Selection, *, narrow: bool) -> int:
    """The pixels it needs in a page: panels as many as their rows take."""
    views = _drawn(selection)
    if len(views) <= MOST_TOGETHER:
        return NARROW_HIGH if narrow else HIGH
    grid = _grid([labels.called(selection, view, get_locale(selection.state.lang)) for view in views], narrow=narrow)
    return round(grid.height) + TOP + BOTTOM


def _drawn(selection: Selection) -> list[View]:
    """The views of which anything can be drawn in the unit chosen."""
    return [view for view in selection.views if any(strand.stands(view, one) is not None for one in view.points)]


def _together(selection: Selection, views: Sequence[View], locale: Locale, layers: Layers) -> Figure:
    """All lines on one pair of axes."""
    names = [labels.called(selection, view, locale) for view in views]
    styles = looks([view.place.code for view in views])
    ghosts = layers.ghost and selection.state.as_of is not None and len(views) <= MOST_WITH_NOW
    traces = [
        *([strand.ghost(view, {}) for view in views] if ghosts else []),
        *strand.crosses(views, {}),
        *(trace for view, look in zip(views, styles, strict=True) for trace in strand.drawn(view, look, {})),
        *(strand.spoken(view, name, locale, {}) for view, name in zip(views, names, strict=True) if layers.labels),
    ]
    first, last = date_axis.span(views)
    found = [
        _end(view, name, look, locale, last, letters=NARROW_LETTERS if layers.narrow else LETTERS)
        for view, name, look in zip(views, names, styles, strict=True)
    ]
    whole = selection.state.unit == "count"
    ticks = theme.steps(1.02 * date_axis.highest(traces, whole=whole), whole=whole)
    return {"data": traces, "layout": _layout(found, ticks, (first, last), locale, narrow=layers.narrow)}


def _layout(
    found: Sequence[End], ticks: Sequence[float], covered: tuple[date, date], locale: Locale, *, narrow: bool
) -> Figure:
    (first, last), top = covered, HEAD * ticks[-1]
    (start, end), size = _with_air(first, last, part=25 if narrow else 50), theme.FONT - narrow
    high = (NARROW_HIGH if narrow else HIGH) - TOP - BOTTOM
    named = end_labels.named(found, size=size, last=last, edge=end, top=top, high=high)
    marked = first <= MARCH_2020 <= last
    return theme.layout(
        margin={"t": TOP, "r": end_labels.width(found, size), "b": BOTTOM, "l": LEFT},
        hovermode="closest",
        hoverdistance=NEAR,
        xaxis=axes.time(start, end, date_axis.dates(locale, first, last, most=5 if narrow else 14)),
        yaxis=axes.amounts(axes.numbered(locale, ticks), 0, top),
        shapes=[*([date_axis.march("x", "y")] if marked else []), *named["shapes"]],
        annotations=[*([_march(locale, first, last)] if marked else []), *named["annotations"]],
    )


def _with_air(first: date, last: date, *, part: int) -> tuple[date, date]:
    """The days that an axis covers: one part of so many more than what is drawn, and some where that is one day."""
    air = max((last - first) / part, timedelta(days=15))
    return first - air / 2, last + air


def _end(view: View, name: str, look: Look, locale: Locale, last: date, *, letters: int) -> End:
    """The end of a line, with its name and newest figure; one of withheld figures alone ends at 0."""
    newest = strand.newest(view)
    day = strand.day_of(newest or view.points[-1])
    amount = time_axis.shown(view, newest) if newest else None
    value = "×" if newest is None else sentences.amount(view, locale, view.shown(newest) or 0)
    month = locale.month(day, short=True).replace(" ", NO_BREAK)
    dated = f"{name}, {month}" if last - day >= LATER else name
    *lines, end = theme.wrapped(f"{dated}{NO_BREAK}{value}", letters)
    return End(
        day=day,
        amount=amount or 0,
        name=[*lines, f"{end.removesuffix(value)}<b>{value}</b>"],
        colour=LIGHT["muted"] if amount is None else look.colour,
    )


def _march(locale: Locale, first: date, last: date) -> Figure:
    """The name of the line at March 2020, on the side that has room."""
    anchor = "left" if MARCH_2020 - first < 0.75 * (last - first) else "right"
    return date_axis.words(
        sentences.capital(locale.month(MARCH_2020)), MARCH_2020, color=LIGHT["muted"], xanchor=anchor
    )


def _panels(selection: Selection, views: Sequence[View], locale: Locale, layers: Layers) -> Figure:
    """A panel for each line, all on one scale, with the other lines faint behind it."""
    names = [labels.called(selection, view, locale) for view in views]
    grid = _grid(names, narrow=layers.narrow)
    faint, traces = _faint(views), []
    for view, name, panel in zip(views, names, grid.panels, strict=True):
        own = {"xaxis": panel.xaxis, "yaxis": panel.yaxis}
        traces += [small_multiples.others(faint, -1, panel)] if faint else []
        traces += [*strand.crosses([view], own), *strand.drawn(view, looks([view.place.code])[0], own)]
        traces += [strand.spoken(view, name, locale, own)] if layers.labels else []
    whole = selection.state.unit == "count"
    top = date_axis.highest(traces, whole=whole)
    ticks = axes.numbered(locale, _few(theme.steps(top, whole=whole), top))
    up = axes.amounts(ticks, 0, PANEL_HEAD * top, **ZERO)
    return {"data": traces, "layout": _layout_of_panels(views, grid, up, locale)}


def _layout_of_panels(views: Sequence[View], grid: Grid, up: Figure, locale: Locale) -> Figure:
    first, last = date_axis.span(views)
    start, end = _with_air(first, last, part=25)
    scale = grid.wide / (end - start).days
    pairs = zip(views, grid.panels, strict=True)
    return theme.layout(
        margin={"t": TOP, "r": RIGHT, "b": BOTTOM, "l": LEFT},
        hovermode="closest",
        hoverdistance=NEAR,
        shapes=[date_axis.march(one.xaxis, one.yaxis) for one in grid.panels if first <= MARCH_2020 <= last],
        annotations=[*grid.titles(), *(one for view, panel in pairs for one in _two(view, panel, locale, scale))],
        **grid.axes(axes.time(start, end, _dates(locale, first, last), showline=False), up),
    )


def _grid(names: Iterable[str], *, narrow: bool) -> Grid:
    width = theme.width(narrow=narrow) - LEFT - RIGHT
    return Grid(tuple(names), columns=2 if narrow else 4, width=width, high=112, gap=16)


def _faint(views: Sequence[View]) -> Sequence[small_multiples.Line]:
    """Every line by one figure a year, that of the 12 months to March, or of the year: all of them in each panel weigh
    too much. Single months are no line by one figure a year: none is drawn of them.
    """
    found: list[small_multiples.Line] = []
    for view in views:
        if view.state.window == 1 and view.measure.period is PeriodKind.MONTH:
            continue
        yearly = view.measure.period is PeriodKind.YEAR
        points = [point for point in view.points if yearly or point.period.end.month == MARCH_2020.month]
        if points:
            days = [strand.day_of(point).isoformat() for point in points]
            found.append((days, [time_axis.shown(view, point) for point in points]))
    return found


def _dates(locale: Locale, first: date, last: date) -> dict[date, str]:
    """The ticks of a panel: a few years, and March 2020, which gives the fine line its name."""
    few, near = date_axis.dates(locale, first, last, most=4), 0.25 * (last - first)
    if not first <= MARCH_2020 <= last:
        return few
    others = {day: named for day, named in few.items() if abs(day - MARCH_2020) > near}
    return others | {MARCH_2020: sentences.capital(locale.month(MARCH_2020, short=True))}


def _few(ticks: Sequence[float], top: float) -> list[float]:
    """Every second tick, without those above all that is drawn."""
    return [tick for tick in ticks[::2] if tick <= top]


def _two(view: View, panel: Panel, locale: Locale, scale: float) -> list[Figure]:
    """The figure at March 2020, beside its line, and the newest one, above its point; ``scale`` is pixels a day."""
    newest = strand.newest(view)
    if newest is None:
        return []
    place = {"x": panel.xaxis, "y": panel.yaxis, "xanchor": "right"}
    value = sentences.amount(view, locale, view.shown(newest) or 0)
    found = [date_axis.words(f"<b>{value}</b>", strand.day_of(newest), color=LIGHT["ink"], xshift=4, **place)]
    before = next((one for one in view.points if strand.day_of(one) == MARCH_2020), None)
    amount = view.shown(before) if before else None
    if amount is not None and scale * (strand.day_of(newest) - MARCH_2020).days >= APART:
        found.append(date_axis.words(sentences.amount(view, locale, amount), MARCH_2020, color=LIGHT["muted"], **place))
    return found
