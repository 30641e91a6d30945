"""The parts of a place, or the groups of a dimension: a panel each, all on one scale, the others faint behind."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from dashboard.dataset.observations import WITHHELD, Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale, get_locale
from dashboard.plotting import axes, series_lines, theme, time_axis, trace_names
from dashboard.plotting.small_multiples import Grid, LineData, background_lines
from dashboard.plotting.theme import LIGHT, STATIC, Figure, FigureOptions
from dashboard.svg.text_width import BOLD, text_width_px
from dashboard.text import labels, sentences
from etl.core.model import Period, PeriodKind

MAX_PANELS_WITH_BACKGROUND = 13
"""Panels up to which each has the others behind it; more lines would be one grey field."""
TOP_MARGIN_PX, BOTTOM_MARGIN_PX, SIDE_PADDING_PX = 4, 30, 8
"""Pixels above, below and beside the panels."""
MIN_TICK_SPACING_PX, MARKER_SIZE_PX = 40, 5
"""Pixels that a tick with its year takes, and the mark of one period."""
CROSS_SPACING_PX = 8
"""From one cross to the next, at least: where each period of many had its own, they would be a bar."""
VALUE_SIZE_PX = theme.FONT_SIZE_PX - 1
"""Pixels of the type of the newest values."""
MIN_HEIGHT_FOR_SIDE_LABEL_PX = 10
"""Pixels above zero, below which a value stands on its line and not beside it: the axis would cross it out."""
EMPTY_HEIGHT_PX = 200
"""Pixels of the room in which stands why there is nothing to draw."""


class ValueScale(NamedTuple):
    """The one scale of all panels: the highest amount, and the ticks in words."""

    top: float
    ticks: Mapping[float, str]


def draw_figure(data: ChartData, locale: Locale, options: FigureOptions = STATIC) -> Figure:
    """Draw the figure of a breakdown."""
    views, then = data.views, options.current_values and data.params.as_of is not None
    scale = _value_scale(data, locale, then=then)
    grid = _panel_grid(data, locale, scale, narrow=options.narrow)
    lines = [_background_line(view) for view in views]
    close = grid.panel_width < MARKER_SIZE_PX * max(len(view.observations) for view in views)
    days_axis = _time_axis(data, locale, grid, then=then)
    first, end = map(date.fromisoformat, days_axis["range"])
    apart = (end - first) * (CROSS_SPACING_PX / grid.panel_width)
    traces: list[Figure] = []
    for index, (view, panel) in enumerate(zip(views, grid.panels, strict=True)):
        own = (
            [background_lines(lines, index, panel)]
            if len(views) <= MAX_PANELS_WITH_BACKGROUND and not _has_nothing_to_draw(view)
            else []
        )
        own += [*(series_lines.current_values_line(view) if then else []), *_panel_line(view, apart, close=close)]
        prefix = f"<b>{labels.series_label(data, view, locale)}</b><br>"
        own += [series_lines.hover_trace(view, locale, prefix)] if options.hover_labels else []
        traces += [trace | {"xaxis": panel.xaxis, "yaxis": panel.yaxis} for trace in own if trace["x"]]
    layout = theme.base_layout(
        margin={"t": TOP_MARGIN_PX, "r": SIDE_PADDING_PX, "b": BOTTOM_MARGIN_PX, "l": _left_margin_px(scale)},
        annotations=[
            *grid.title_annotations(),
            *_newest_value_annotations(data, locale, grid, scale.top),
            *_empty_panel_annotations(views, locale, grid),
        ],
        **grid.layout_axes(days_axis, _value_axis(scale)),
    )
    return {"data": traces, "layout": layout}


def height_px(data: ChartData, *, narrow: bool) -> int:
    """Return how high the chart is in a page, in pixels."""
    if data.is_empty:
        return EMPTY_HEIGHT_PX
    locale = get_locale(data.params.lang)
    grid = _panel_grid(data, locale, _value_scale(data, locale, then=False), narrow=narrow)
    return round(TOP_MARGIN_PX + grid.height + BOTTOM_MARGIN_PX)


def _panel_grid(data: ChartData, locale: Locale, scale: ValueScale, *, narrow: bool) -> Grid:
    names = tuple(labels.series_label(data, view, locale) for view in data.views)
    columns = 2 if narrow else 3 if len(names) in {5, 6, 9} else min(len(names), 4)
    rows = -(-len(names) // columns)
    high = 105 if narrow or rows > 4 else {1: 280, 2: 165}.get(rows, 120)
    width = theme.chart_width_px(narrow=narrow) - _left_margin_px(scale) - SIDE_PADDING_PX
    if not narrow:
        return Grid(names, columns, width, high)
    smaller = theme.NARROW_CHART_WIDTH_PX - theme.MIN_NARROW_CHART_WIDTH_PX
    grid = Grid(names, columns, width, high, gap=14)
    return replace(grid, name_width=grid.panel_width - smaller / columns)


def _plotted_observations(data: ChartData, *, then: bool) -> list[tuple[SeriesView, Observation]]:
    """List each view with its observations of which anything is drawn; ``then`` adds the newest held."""
    return [
        (view, observation)
        for view in data.views
        for observations in (view.observations, view.current if then else ())
        for observation in observations
        if observation.has_value or observation.first_published_later or observation.status in WITHHELD
    ]


def _panel_line(view: SeriesView, apart: timedelta, *, close: bool) -> list[Figure]:
    """Draw the view's own line; each year has a marker, since years are few, ``close`` periods have smaller ones.

    Crosses stand so many days ``apart``: more would run together into a bar.
    """
    if not view.observations:
        return []
    traces = {trace["name"]: trace for trace in series_lines.series_traces(view)}
    if view.measure.period is PeriodKind.YEAR:
        traces[trace_names.SETTLED] |= {
            "mode": "lines+markers",
            "marker": {"color": LIGHT["series"], "size": MARKER_SIZE_PX},
        }
    if close:
        sizes = traces[trace_names.PRELIMINARY]["marker"]["size"]
        traces[trace_names.PRELIMINARY]["marker"]["size"] = [*(0 for _ in sizes[1:]), *sizes[-1:]]
        crosses = traces[trace_names.NO_VALUE]
        kept = _days_apart(crosses["x"], apart)
        sizes = [MARKER_SIZE_PX if day in kept else 0 for day in crosses["x"]]
        crosses["marker"] |= {"size": sizes, "opacity": 1, "line": {"width": 0}}
    return list(traces.values())


def _days_apart(days: Sequence[str], apart: timedelta) -> frozenset[str]:
    """Leave out of days, oldest first, those nearer than so much to the one before that is kept."""
    kept: list[str] = []
    for day in days:
        if not kept or date.fromisoformat(day) - date.fromisoformat(kept[-1]) >= apart:
            kept.append(day)
    return frozenset(kept)


def _background_line(view: SeriesView) -> LineData:
    """Return the line of a view as it stands behind those of others."""
    return time_axis.dates_on_axis(view, view.observations), [
        time_axis.plotted_value(view, observation) for observation in view.observations
    ]


def _time_axis(data: ChartData, locale: Locale, grid: Grid, *, then: bool) -> Figure:
    """Make the axis of days, which runs on to the right to leave room for the newest values in words."""
    view, observations = data.views[0], [observation for _, observation in _plotted_observations(data, then=then)]
    first, last = time_axis.date_range(view, observations)
    placed = time_axis.time_ticks(view, locale, first, last, most=int(grid.panel_width / MIN_TICK_SPACING_PX))
    widths = [text_width_px(_newest_value_text(view, locale), VALUE_SIZE_PX, BOLD) for view in data.views]
    room = max(widths) + SIDE_PADDING_PX
    ends = [first + (last - first) / (1 - room / grid.panel_width)]
    for older, latest, words in _older_periods(data, locale):
        room = text_width_px(words, VALUE_SIZE_PX) + SIDE_PADDING_PX
        ends.append(first + (time_axis.day_of(older, latest) - first) / (1 - room / grid.panel_width))
    end = max(ends)
    return axes.time_axis(first, end, placed, hoverformat="%Y-%m", tickangle=0, ticklen=4, showline=False)


def _older_periods(data: ChartData, locale: Locale) -> list[tuple[SeriesView, Observation, str]]:
    """List the views whose newest value has its period under it, with that value and the period in words."""
    newest = max((view.latest.period for view in data.views if view.latest), default=None)
    return [
        (view, latest, words)
        for view in data.views
        if (latest := view.latest) and time_axis.plotted_value(view, latest) is not None
        for words in _period_if_older(view, locale, latest.period, newest)
    ]


def _value_axis(scale: ValueScale) -> Figure:
    return axes.value_axis(scale.ticks, 0, 1.04 * scale.top, zeroline=True, zerolinecolor=LIGHT["muted"])


def _value_scale(data: ChartData, locale: Locale, *, then: bool) -> ValueScale:
    """Choose round ticks, of many only every other, since panels are low; those of counts are whole numbers."""
    unit = data.params.unit
    positions = [
        time_axis.y_position(view, observation) for view, observation in _plotted_observations(data, then=then)
    ]
    top = max((amount for amount in positions if amount), default=1.0)
    steps = theme.round_ticks(max(top, axes.MIN_COUNT_RANGE), whole=True) if unit == "count" else theme.round_ticks(top)
    steps = steps[::2] if len(steps) > 4 else steps
    parts, write = (100, locale.percent) if unit == "share" else (1, locale.number)
    digits = 0 if all(round(parts * step, 6).is_integer() for step in steps) else 1
    return ValueScale(max(top, steps[-1]), {step: write(step, digits) for step in steps})


def _left_margin_px(scale: ValueScale) -> int:
    return axes.left_margin_px(scale.ticks.values(), SIDE_PADDING_PX)


def _newest_value_text(view: SeriesView, locale: Locale) -> str:
    """Write the newest value in words; empty where there is none."""
    value = view.value_in_unit(view.latest) if view.latest else None
    return "" if value is None else sentences.format_value(view, locale, value)


def _newest_value_annotations(data: ChartData, locale: Locale, grid: Grid, top: float) -> list[Figure]:
    """Draw the newest value of each panel at the end of its line; with its period, where others have a newer one."""
    newest = max((view.latest.period for view in data.views if view.latest), default=None)
    return [
        {
            "text": "<br>".join(lines),
            "x": time_axis.day_of(view, latest).isoformat(),
            "y": value,
            "xref": panel.xaxis,
            "yref": panel.yaxis,
            "xanchor": "left",
            "yanchor": "bottom"
            if value * grid.panel_height < MIN_HEIGHT_FOR_SIDE_LABEL_PX * len(lines) * top
            else "middle",
            "align": "left",
            "xshift": 5,
            "showarrow": False,
            "font": {"size": VALUE_SIZE_PX, "color": LIGHT["ink"]},
        }
        for view, panel in zip(data.views, grid.panels, strict=True)
        if (latest := view.latest) and (value := time_axis.plotted_value(view, latest)) is not None
        for lines in [
            [f"<b>{_newest_value_text(view, locale)}</b>", *_period_if_older(view, locale, latest.period, newest)]
        ]
    ]


def _empty_panel_annotations(views: Sequence[SeriesView], locale: Locale, grid: Grid) -> list[Figure]:
    """Write into each empty panel why it is empty."""
    return [
        {
            "text": locale.text("no population in this archive") if view.latest else sentences.no_figure(locale),
            "x": 0.5,
            "y": 0.5,
            "xref": f"{panel.xaxis} domain",
            "yref": f"{panel.yaxis} domain",
            "xanchor": "center",
            "yanchor": "middle",
            "showarrow": False,
            "font": {"size": theme.FONT_SIZE_PX, "color": LIGHT["muted"]},
        }
        for view, panel in zip(views, grid.panels, strict=True)
        if _has_nothing_to_draw(view)
    ]


def _has_nothing_to_draw(view: SeriesView) -> bool:
    """Tell whether nothing of a view can be drawn."""
    return view.is_empty or (view.latest is not None and view.value_in_unit(view.latest) is None)


def _period_if_older(view: SeriesView, locale: Locale, period: Period, newest: Period | None) -> list[str]:
    """Return a period in few letters, where it is not the newest."""
    if period == newest:
        return []
    return [str(period.end.year) if view.measure.period is PeriodKind.YEAR else locale.month(period.end, short=True)]
