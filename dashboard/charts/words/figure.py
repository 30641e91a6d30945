"""The deaths of one place above, and below on the same months the writings on each, with and without the term."""

from collections.abc import Mapping
from datetime import date

from dashboard.charts.words import text as words
from dashboard.charts.words.select import CountedWriting, WordsData, tally
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import axes, series_lines, theme, time_axis, time_layout, traces
from dashboard.plotting.curve import curve_of
from dashboard.plotting.theme import LIGHT, STATIC, Figure, FigureOptions
from dashboard.plotting.traces import Coordinate
from etl.core.model import Period

HEIGHT_PX, NARROW_HEIGHT_PX, EMPTY_HEIGHT_PX = 560, 500, 200
"""Pixels of the chart in a page and on a phone, and where there is nothing to draw."""
WORDS_HEIGHT, GAP = 0.28, 0.07
"""The parts of the height for the writings on each period and, above them, free below the deaths."""
BAR_WIDTH_RATIO, MAX_BAR_WIDTH_PX, MIN_BAR_WIDTH_PX = 0.8, 9.0, 2.0
"""How much of the width of a period the bar of its writings takes, and within which pixels."""
TITLE_WIDTH_RATIO = 0.45
"""How wide a bar of titles is, beside one of texts."""
SIDE_MARGINS_PX = 70
HEADROOM = 1.25
"""The axis of writings runs on above its last tick, for its name in words."""


def height_px(data: WordsData, *, narrow: bool) -> int:
    """Return the pixels of the chart in a page."""
    if data.is_empty:
        return EMPTY_HEIGHT_PX
    return NARROW_HEIGHT_PX if narrow else HEIGHT_PX


def draw_figure(data: WordsData, locale: Locale, options: FigureOptions = STATIC) -> Figure:
    """Draw deaths and the writings on them, with events above and all writings at the foot where they are asked for."""
    (view,) = data.views
    observations = [*view.observations, *(view.current if options.current_values else ())]
    width_px = _bar_width_px(view, narrow=options.narrow)
    days = {observation.period: time_axis.day_of(view, observation) for observation in view.observations}
    all_traces = [
        *(series_lines.current_values_line(view) if options.current_values else []),
        *series_lines.series_traces(view),
        *_bars(data, days, width_px),
        _not_counted_trace(data, days),
        *time_layout.writing_traces(options),
        *(_hover_traces(data, days, locale) if options.hover_labels else []),
    ]
    curve = curve_of(all_traces)
    layout = time_layout.time_chart_layout(view, locale, observations, options, curve)
    layout = _with_words_panel(layout, data, locale)
    layout["annotations"] += time_layout.write_newest_value(layout, view, locale, curve, narrow=options.narrow)
    return {"data": all_traces, "layout": layout}


def _with_words_panel(layout: Figure, data: WordsData, locale: Locale) -> Figure:
    """Put the panel of writings below that of the deaths; the axis of days belongs to both, and stands at its foot.

    The upper panel is two thirds as high as a trend, and names every second tick.
    """
    top = max([len(writings) for writings in data.by_period.values()], default=1)
    ticks = [0, *dict.fromkeys([-(-top // 2), top])]
    high = HEADROOM * top + 0.5
    name = {
        "x": layout["xaxis"]["range"][0],
        "y": high,
        "xref": "x",
        "yref": "y3",
        "text": locale.text("Articles on each period"),
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "top",
        "xshift": 4,
        "font": {"size": theme.FONT_SIZE_PX, "color": LIGHT["muted"]},
    }
    foot = layout["yaxis"]["domain"][0]
    domain = [foot, foot + WORDS_HEIGHT]
    panels = {
        "xaxis": {"anchor": "y3"} | layout["xaxis"],
        "yaxis": layout["yaxis"]
        | {"domain": [domain[1] + GAP, 1.0]}
        | {name: layout["yaxis"][name][::2] for name in ("tickvals", "ticktext")},
        "yaxis3": axes.value_axis(axes.label_ticks(locale, ticks), 0, high, domain=domain, anchor="x"),
        "annotations": [*layout["annotations"], name],
    }
    return layout | panels


def _bar_width_px(view: SeriesView, *, narrow: bool) -> float:
    """Return the pixels of a bar: no wider than its period, as far as that can be seen."""
    count = max(len(view.observations), len(view.current), 1)
    room = (theme.chart_width_px(narrow=narrow) - SIDE_MARGINS_PX) / count
    return round(min(MAX_BAR_WIDTH_PX, max(MIN_BAR_WIDTH_PX, BAR_WIDTH_RATIO * room)), 1)


def _bars(data: WordsData, days: Mapping[Period, date], width_px: float) -> list[Figure]:
    """Draw the writings of each period as a bar, from below: texts with the term and without it, then titles so."""
    kinds = [
        ("texts with the term", False, True),
        ("texts without the term", False, False),
        ("titles with the term", True, True),
        ("titles without the term", True, False),
    ]
    bars: list[Figure] = []
    bases = dict.fromkeys(data.by_period, 0)
    for name, is_title, has_term in kinds:
        points: list[tuple[Coordinate, Coordinate]] = []
        for period, writings in data.by_period.items():
            count = sum(_is_kind(writing, is_title=is_title, has_term=has_term) for writing in writings)
            if count:
                base, day = bases[period], days[period]
                points += [(day, base), (day, base + count), (None, None)]
                bases[period] += count
        line = {"color": LIGHT["more" if has_term else "ghost"], "width": _width(width_px, is_title=is_title)}
        x, y = [day for day, _ in points], [height for _, height in points]
        bars.append(traces.scatter_trace(name, "lines", x, y, yaxis="y3", line=line, cliponaxis=False))
    return bars


def _width(width_px: float, *, is_title: bool) -> float:
    return round(max(MIN_BAR_WIDTH_PX, TITLE_WIDTH_RATIO * width_px), 1) if is_title else width_px


def _is_kind(writing: CountedWriting, *, is_title: bool, has_term: bool) -> bool:
    return writing.text is not None and writing.is_title == is_title and (writing.count > 0) == has_term


def _not_counted_trace(data: WordsData, days: Mapping[Period, date]) -> Figure:
    """Draw a small hollow circle on top for each writing of which nothing was counted."""
    points = [
        (days[period], height + 0.5)
        for period, writings in data.by_period.items()
        for height in range(tally(writings).counted_writings, len(writings))
    ]
    marker = {"symbol": "circle-open", "color": LIGHT["absent"], "size": 5, "line": {"width": 1}}
    x, y = [day for day, _ in points], [height for _, height in points]
    return traces.scatter_trace("not counted", "markers", x, y, yaxis="y3", marker=marker)


def _hover_traces(data: WordsData, days: Mapping[Period, date], locale: Locale) -> list[Figure]:
    periods = sorted(data.by_period)
    labels = [words.period_label(data, period, locale) for period in periods]
    heights = [len(data.by_period[period]) for period in periods]
    return [
        series_lines.hover_trace(data.views[0], locale),
        traces.hover_label_trace([days[period] for period in periods], heights, labels, yaxis="y3"),
    ]
