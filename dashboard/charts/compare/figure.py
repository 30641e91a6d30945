"""Several places, or several publishers of one: lines with their names at their ends, or a panel for each of many."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import chain

from dashboard.charts.compare import date_axis, end_labels, line_traces, readout
from dashboard.charts.compare.end_labels import EndLabel
from dashboard.charts.compare.select import MARCH_2020, MAX_LINES_ON_ONE_AXIS, MAX_LINES_WITH_CURRENT
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale, get_locale
from dashboard.plotting import axes, small_multiples, theme, time_axis
from dashboard.plotting.palette import LineStyle, line_styles
from dashboard.plotting.small_multiples import Grid, Panel
from dashboard.plotting.theme import LIGHT, STATIC, Figure, FigureOptions
from dashboard.svg.text_width import wrap_name
from dashboard.text import labels, multi_series, sentences
from etl.core.model import PeriodKind

HEIGHT_PX, NARROW_HEIGHT_PX = 480, 460
"""Pixels of its height in a page and on a phone, with one pair of axes."""
TOP_MARGIN_PX, BOTTOM_MARGIN_PX, LEFT_MARGIN_PX, RIGHT_MARGIN_PX = 8, 32, 42, 10
"""Pixels free around the axes, for their words."""
HEADROOM_RATIO, PANEL_HEADROOM_RATIO = 1.08, 1.25
"""The axis runs on above its ticks: for the words beside the line of March 2020, in a panel for two values."""
NAME_PX, NARROW_NAME_PX = (170, theme.FONT_SIZE_PX), (105, theme.FONT_SIZE_PX - 1)
"""Pixels that a line of a name at the end of a line may take, with the value, and the size of their type."""
NO_BREAK_SPACE = "\u00a0"
MIN_LAG_FOR_MONTH = timedelta(days=365)
"""Time between the end of a line and that of the longest, from which on its name has its month beside it."""
ZERO_LINE = {"zeroline": True, "zerolinecolor": LIGHT["absent"]}
"""The line under each panel; only the lowest have an axis of their own."""
HOVER_DISTANCE_PX = 40
"""Pixels from a point at which a pointer reads it."""
MIN_LABEL_DISTANCE_PX = 44
"""Pixels that the two values in a panel need between them."""


def draw_figure(data: ChartData, locale: Locale, options: FigureOptions = STATIC) -> Figure:
    """Draw the figure of a comparison: one pair of axes, or panels where there are too many lines for one."""
    views = _drawable_views(data)
    return (_draw_panels if len(views) > MAX_LINES_ON_ONE_AXIS else _draw_on_one_axis)(data, views, locale, options)


def height_px(data: ChartData, *, narrow: bool) -> int:
    """Return the pixels it needs in a page: panels as many as their rows take."""
    views = _drawable_views(data)
    if len(views) <= MAX_LINES_ON_ONE_AXIS:
        return NARROW_HEIGHT_PX if narrow else HEIGHT_PX
    grid = _panel_grid([labels.series_label(data, view, get_locale(data.params.lang)) for view in views], narrow=narrow)
    return round(grid.height) + TOP_MARGIN_PX + BOTTOM_MARGIN_PX


def _drawable_views(data: ChartData) -> list[SeriesView]:
    """Return the views of which anything can be drawn in the unit chosen."""
    return [
        view
        for view in data.views
        if any(line_traces.y_position(view, observation) is not None for observation in view.observations)
    ]


def _draw_on_one_axis(data: ChartData, views: Sequence[SeriesView], locale: Locale, options: FigureOptions) -> Figure:
    """Draw all lines on one pair of axes."""
    names = [labels.series_label(data, view, locale) for view in views]
    styles = line_styles([view.place.code for view in views])
    ghosts = options.current_values and data.params.as_of is not None and len(views) <= MAX_LINES_WITH_CURRENT
    traces = [
        *([line_traces.current_values_line(view, {}) for view in views] if ghosts else []),
        *line_traces.withheld_trace(views, {}),
        *(
            trace
            for view, style in zip(views, styles, strict=True)
            for trace in line_traces.series_traces(view, style, {})
        ),
        *(readout.readout_traces(views, names, styles, locale) if options.hover_labels else []),
    ]
    first, last = date_axis.date_range(views)
    ends = [
        _end_label(view, name, style, locale, last, narrow=options.narrow)
        for view, name, style in zip(views, names, styles, strict=True)
    ]
    whole = all(view.is_whole_number for view in views)
    ticks = theme.round_ticks(1.02 * date_axis.max_value(traces, whole=whole), whole=whole)
    layout = _one_axis_layout(ends, ticks, (first, last), locale, narrow=options.narrow)
    layout["xaxis"] |= readout.box_title(views[0], locale) if views else {}
    return {"data": traces, "layout": layout}


def _one_axis_layout(
    ends: Sequence[EndLabel], ticks: Sequence[float], days: tuple[date, date], locale: Locale, *, narrow: bool
) -> Figure:
    (first, last), top = days, HEADROOM_RATIO * ticks[-1]
    (start, end), size = _pad_range(first, last, part=25 if narrow else 50), (NARROW_NAME_PX if narrow else NAME_PX)[1]
    high = (NARROW_HEIGHT_PX if narrow else HEIGHT_PX) - TOP_MARGIN_PX - BOTTOM_MARGIN_PX
    names = end_labels.end_labels_layout(ends, size=size, last=last, edge=end, top=top, high=high)
    has_reference = first <= MARCH_2020 <= last
    return theme.base_layout(
        margin={
            "t": TOP_MARGIN_PX,
            "r": end_labels.labels_width_px(ends, size),
            "b": BOTTOM_MARGIN_PX,
            "l": LEFT_MARGIN_PX,
        },
        **readout.LAYOUT,
        hoverdistance=HOVER_DISTANCE_PX,
        xaxis=axes.time_axis(start, end, date_axis.date_ticks(locale, first, last, most=5 if narrow else 14)),
        yaxis=axes.value_axis(axes.label_ticks(locale, ticks), 0, top),
        shapes=[*([date_axis.reference_line("x", "y")] if has_reference else []), *names["shapes"]],
        annotations=[*([_reference_label(locale, first, last)] if has_reference else []), *names["annotations"]],
    )


def _pad_range(first: date, last: date, *, part: int) -> tuple[date, date]:
    """Widen the days of an axis by one ``part`` of what is drawn, and by some days where that is a single day."""
    air = max((last - first) / part, timedelta(days=15))
    return first - air / 2, last + air


def _end_label(view: SeriesView, name: str, style: LineStyle, locale: Locale, last: date, *, narrow: bool) -> EndLabel:
    """Return the end of a line, with its name and newest value; one of withheld values alone ends at 0."""
    newest = line_traces.newest_with_value(view)
    day = line_traces.day_of(newest or view.observations[-1])
    amount = time_axis.plotted_value(view, newest) if newest else None
    value = "×" if newest is None else multi_series.marked_value(view, locale, newest)
    month = locale.month(day, short=True).replace(" ", NO_BREAK_SPACE)
    heading = f"{name}, {month}" if last - day >= MIN_LAG_FOR_MONTH else name
    width, size = NARROW_NAME_PX if narrow else NAME_PX
    return EndLabel(
        day=day,
        value=amount or 0,
        lines=wrap_name(f"{heading}{NO_BREAK_SPACE}<b>{value}</b>", width, size),
        color=LIGHT["muted"] if amount is None else style.color,
    )


def _reference_label(locale: Locale, first: date, last: date) -> Figure:
    """Draw the name of the line at March 2020, on the side that has room."""
    anchor = "left" if MARCH_2020 - first < 0.75 * (last - first) else "right"
    return date_axis.top_annotation(
        sentences.capitalize(locale.month(MARCH_2020)), MARCH_2020, color=LIGHT["muted"], xanchor=anchor
    )


def _draw_panels(data: ChartData, views: Sequence[SeriesView], locale: Locale, options: FigureOptions) -> Figure:
    """Draw a panel for each line, all on one scale, with the other lines faint behind it."""
    names = [labels.series_label(data, view, locale) for view in views]
    grid = _panel_grid(names, narrow=options.narrow)
    faint, traces = _yearly_lines(views), []
    for view, name, panel in zip(views, names, grid.panels, strict=True):
        own = {"xaxis": panel.xaxis, "yaxis": panel.yaxis}
        traces += [small_multiples.background_lines(faint, -1, panel)] if faint else []
        traces += [
            *line_traces.withheld_trace([view], own),
            *line_traces.series_traces(view, line_styles([view.place.code])[0], own),
        ]
        traces += [line_traces.hover_trace(view, name, locale, own)] if options.hover_labels else []
    whole = all(view.is_whole_number for view in views)
    top = date_axis.max_value(traces, whole=whole)
    ticks = axes.label_ticks(locale, _thin_ticks(theme.round_ticks(top, whole=whole), top))
    up = axes.value_axis(ticks, 0, PANEL_HEADROOM_RATIO * top, **ZERO_LINE)
    return {"data": traces, "layout": _panel_layout(views, grid, up, locale)}


def _panel_layout(views: Sequence[SeriesView], grid: Grid, up: Figure, locale: Locale) -> Figure:
    first, last = date_axis.date_range(views)
    start, end = _pad_range(first, last, part=25)
    scale = grid.panel_width / (end - start).days
    pairs = zip(views, grid.panels, strict=True)
    return theme.base_layout(
        margin={"t": TOP_MARGIN_PX, "r": RIGHT_MARGIN_PX, "b": BOTTOM_MARGIN_PX, "l": LEFT_MARGIN_PX},
        hovermode="closest",
        hoverdistance=HOVER_DISTANCE_PX,
        shapes=[
            date_axis.reference_line(panel.xaxis, panel.yaxis) for panel in grid.panels if first <= MARCH_2020 <= last
        ],
        annotations=[
            *grid.title_annotations(),
            *chain.from_iterable(_value_annotations(view, panel, locale, scale) for view, panel in pairs),
        ],
        **grid.layout_axes(axes.time_axis(start, end, _panel_ticks(locale, first, last), showline=False), up),
    )


def _panel_grid(names: Iterable[str], *, narrow: bool) -> Grid:
    width = theme.chart_width_px(narrow=narrow) - LEFT_MARGIN_PX - RIGHT_MARGIN_PX
    return Grid(tuple(names), columns=2 if narrow else 4, width=width, panel_height=112, gap=16)


def _yearly_lines(views: Sequence[SeriesView]) -> Sequence[small_multiples.LineData]:
    """Return every line by one value a year, that of the 12 months to March or of the year, to stand behind each panel.

    All values of all lines in every panel would make the page too large. Single months would be no line by one value
    a year, so that none is drawn of them.
    """
    lines: list[small_multiples.LineData] = []
    for view in views:
        if view.params.window == 1 and view.measure.period is PeriodKind.MONTH:
            continue
        yearly = view.measure.period is PeriodKind.YEAR
        observations = [
            observation
            for observation in view.observations
            if yearly or observation.period.end.month == MARCH_2020.month
        ]
        if observations:
            days = [line_traces.day_of(observation).isoformat() for observation in observations]
            lines.append((days, [time_axis.plotted_value(view, observation) for observation in observations]))
    return lines


def _panel_ticks(locale: Locale, first: date, last: date) -> dict[date, str]:
    """Return the ticks of a panel: a few years, and March 2020, which gives the fine line its name."""
    few, near = date_axis.date_ticks(locale, first, last, most=4), 0.25 * (last - first)
    if not first <= MARCH_2020 <= last:
        return few
    others = {day: label for day, label in few.items() if abs(day - MARCH_2020) > near}
    return others | {MARCH_2020: sentences.capitalize(locale.month(MARCH_2020, short=True))}


def _thin_ticks(ticks: Sequence[float], top: float) -> list[float]:
    """Return every second tick, without those above all that is drawn."""
    return [tick for tick in ticks[::2] if tick <= top]


def _value_annotations(view: SeriesView, panel: Panel, locale: Locale, scale: float) -> list[Figure]:
    """Write the value at March 2020 beside its line and the newest above its point; ``scale`` is pixels a day."""
    newest = line_traces.newest_with_value(view)
    if newest is None:
        return []
    place = {"x": panel.xaxis, "y": panel.yaxis, "xanchor": "right"}
    value = multi_series.marked_value(view, locale, newest)
    annotations = [
        date_axis.top_annotation(f"<b>{value}</b>", line_traces.day_of(newest), color=LIGHT["ink"], xshift=4, **place)
    ]
    before = next(
        (observation for observation in view.observations if line_traces.day_of(observation) == MARCH_2020), None
    )
    amount = view.value_in_unit(before) if before else None
    if amount is not None and scale * (line_traces.day_of(newest) - MARCH_2020).days >= MIN_LABEL_DISTANCE_PX:
        annotations.append(
            date_axis.top_annotation(
                sentences.format_value(view, locale, amount), MARCH_2020, color=LIGHT["muted"], **place
            )
        )
    return annotations
