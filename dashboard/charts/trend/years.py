"""Totals since 1 January: the years laid over each other, each a line along the months, the newest above the others."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from dashboard.charts.trend.rings import RING_LINE_PX, RING_SIZE_PX, ringed_values
from dashboard.charts.trend.select import TrendData
from dashboard.charts.trend.year_labels import year_labels
from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import axes, series_lines, theme, time_axis, trace_names, traces
from dashboard.plotting.theme import LIGHT, Figure, FigureOptions
from dashboard.plotting.time_layout import FOOT_MARGIN_PX, HEADROOM_RATIO, TICK_PADDING_PX, TOP_MARGIN_PX
from dashboard.text import labels, sentences

ANY_YEAR = 2001
"""The year of the days on the axis: no value is of it, and only its months are named."""
LINE_WIDTH_PX = 1.25
"""Pixels of the years before the newest."""
RIGHT_MARGIN_PX = 42
"""Room for the name of a year whose line ends in December."""
PADDING_DAYS = 12


def draw_years(data: TrendData, locale: Locale, options: FigureOptions) -> Figure:
    """Draw the totals of each year as a line from month to month, behind them the newest held where the options say."""
    (view,) = data.views
    years = _by_year(view.observations)
    newest = max(years, default=None)
    ringed = ringed_values(data.quotation, options) if data.quotation else ()
    all_traces = [
        *([_now_trace(view)] if options.current_values and view.params.as_of else []),
        *(_earlier_lines(view, [years[year] for year in years if year != newest])),
        *(_newest_lines(view, years[newest]) if newest else []),
        *_unheld_traces(view),
        *([_ring_trace(view, [values[0].observation for values in ringed])] if ringed else []),
        *([_hover_trace(view, locale)] if options.hover_labels else []),
    ]
    layout = _layout(view, locale, [*view.observations, *view.current], options)
    ends, lines = _ends(view, years), _points(view, years)
    if newest is not None and newest in ends:
        words = f"{newest}  <b>{sentences.format_value(view, locale, ends[newest][1])}</b>"
        layout["annotations"] += year_labels(ends, lines, layout, words, narrow=options.narrow)
    return {"data": all_traces, "layout": layout}


def month_in_year(observation: Observation) -> date:
    """Return the day on the axis of a total: the first of its last month, in any year."""
    return date(ANY_YEAR, observation.period.end.month, 1)


def _by_year(observations: Iterable[Observation]) -> Mapping[int, list[Observation]]:
    """Return the observations that have a value by their years, oldest first."""
    valued = [observation for observation in observations if observation.has_value]
    return {year: list(each) for year, each in groupby(valued, key=lambda observation: observation.period.end.year)}


def _days(observations: Iterable[Observation]) -> list[date]:
    return [month_in_year(observation) for observation in observations]


def _values(view: SeriesView, observations: Iterable[Observation]) -> list[float | None]:
    return [time_axis.y_position(view, observation) for observation in observations]


def _earlier_lines(view: SeriesView, years: Sequence[Sequence[Observation]]) -> list[Figure]:
    """Draw the years before the newest as one trace with a gap after each."""
    days: list[date | None] = []
    values: list[float | None] = []
    for year in years:
        days += [*_days(year), None]
        values += [*_values(view, year), None]
    line, marker = {"color": LIGHT["heat_4"], "width": LINE_WIDTH_PX}, {"color": LIGHT["heat_4"], "size": 4}
    return (
        [traces.scatter_trace("earlier years", "lines+markers", days, values, line=line, marker=marker)] if days else []
    )


def _newest_lines(view: SeriesView, year: Sequence[Observation]) -> list[Figure]:
    """Draw the newest year: solid where settled, dotted and hollow where preliminary."""
    color, width = LIGHT["series"], series_lines.LINE_WIDTH_PX
    settled = [observation for observation in year if not observation.preliminary]
    joined = [*settled[-1:], *(observation for observation in year if observation.preliminary)]
    sizes = [8 if observation.preliminary else 0 for observation in joined]
    return [
        traces.scatter_trace(
            trace_names.SETTLED,
            "lines+markers",
            _days(settled),
            _values(view, settled),
            line={"color": color, "width": width},
            marker={"color": color, "size": 7},
        ),
        series_lines.preliminary_trace(trace_names.PRELIMINARY, _days(joined), _values(view, joined), sizes),
    ]


def _unheld_traces(view: SeriesView) -> list[Figure]:
    """Draw what is not held as of the day at the earliest value held since, and what is withheld as crosses."""
    absent = [observation for observation in view.not_held if observation.first_published_later]
    cross = {"symbol": "x", "color": LIGHT["absent"], "size": 7}
    crosses = [0 for _ in view.withheld]
    return [
        series_lines.not_held_trace(trace_names.NOT_HELD, _days(absent), _values(view, absent)),
        traces.scatter_trace(
            trace_names.NO_VALUE, "markers", _days(view.withheld), crosses, marker=cross, cliponaxis=False
        ),
    ]


def _now_trace(view: SeriesView) -> Figure:
    """Draw the newest held of the totals that are drawn, as dots."""
    points = [now for each in view.observations if (now := view.newest_observation(each.period))]
    marker = {"color": LIGHT["ghost"], "size": 5}
    return traces.scatter_trace("now", "markers", _days(points), _values(view, points), marker=marker)


def _ring_trace(view: SeriesView, observations: Sequence[Observation]) -> Figure:
    line = {"width": RING_LINE_PX}
    marker = {"symbol": "circle-open", "color": LIGHT["ink"], "size": RING_SIZE_PX, "line": line}
    return traces.scatter_trace(
        trace_names.QUOTED, "markers", _days(observations), _values(view, observations), marker=marker
    )


def _hover_trace(view: SeriesView, locale: Locale) -> Figure:
    texts = [labels.hover_label(view, locale, observation) for observation in view.observations]
    heights = [value or 0 for value in _values(view, view.observations)]
    return traces.hover_label_trace(_days(view.observations), heights, texts)


def _ends(view: SeriesView, years: Mapping[int, Sequence[Observation]]) -> Mapping[int, tuple[date, float]]:
    """Return where the line of each year ends."""
    ends = {year: (month_in_year(each[-1]), time_axis.y_position(view, each[-1])) for year, each in years.items()}
    return {year: (day, value) for year, (day, value) in ends.items() if value is not None}


def _points(view: SeriesView, years: Mapping[int, Sequence[Observation]]) -> Mapping[int, Sequence[tuple[date, float]]]:
    return {
        year: list(zip(_days(each), [v or 0.0 for v in _values(view, each)], strict=True))
        for year, each in years.items()
    }


def _layout(view: SeriesView, locale: Locale, observations: Sequence[Observation], options: FigureOptions) -> Figure:
    ticks = time_axis.value_ticks(view, observations, 0.0)
    words = axes.label_ticks(locale, ticks)
    months = {
        date(ANY_YEAR, month, 1): locale.month_of_year(month) for month in range(1, 13, 3 if options.narrow else 1)
    }
    first, last = date(ANY_YEAR, 1, 1), date(ANY_YEAR, 12, 1)
    return theme.base_layout(
        hovermode="closest",
        margin={
            "t": TOP_MARGIN_PX,
            "r": RIGHT_MARGIN_PX,
            "b": FOOT_MARGIN_PX,
            "l": axes.left_margin_px(words.values(), TICK_PADDING_PX),
        },
        xaxis=axes.time_axis(first, last, months, hoverformat="%m"),
        yaxis=axes.value_axis(words, 0, HEADROOM_RATIO * ticks[-1], domain=[0.0, 1.0]),
        shapes=[],
        annotations=[],
    )
