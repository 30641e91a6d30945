"""One place over time, with the events above it and the writings at its foot, and quoted values ringed."""

from collections.abc import Mapping

from dashboard.charts.trend import beside, rings
from dashboard.charts.trend.expected_ranges import range_shapes
from dashboard.charts.trend.means import mean_trace
from dashboard.charts.trend.select import TrendData
from dashboard.charts.trend.years import draw_years
from dashboard.i18n import Locale
from dashboard.plotting import series_lines, time_layout
from dashboard.plotting.curve import curve_of
from dashboard.plotting.theme import STATIC, Figure, FigureOptions
from dashboard.text import expected
from etl.core.model import Period


def draw_figure(data: TrendData, locale: Locale, options: FigureOptions = STATIC) -> Figure:
    """Draw a trend: its series, behind it the newest values, events and writings, as the options say.

    What the writing quotes that the choices name is ringed, in pictures too.
    """
    if data.has_years_overlaid:
        return draw_years(data, locale, options)
    (view,) = data.views
    ringed = rings.ringed_values(data.quotation, options) if data.quotation else ()
    observations = [*view.observations, *(view.current if options.current_values else ())]
    all_traces = [
        *(series_lines.current_values_line(view) if options.current_values else []),
        *([mean_trace(view, data.means)] if data.means else []),
        *([beside.counterpart_trace(data.counterpart)] if data.counterpart else []),
        *series_lines.series_traces(view),
        *([rings.ring_trace(ringed, view)] if ringed else []),
        *time_layout.writing_traces(options),
        *([series_lines.hover_trace(view, locale, lines=_last_lines(data, locale))] if options.hover_labels else []),
    ]
    tops = [ends.high_80 for ends in data.ranges.values()] + [value for _, value in data.beside.values()]
    highest = max(tops, default=0.0)
    curve = curve_of(all_traces)
    layout = time_layout.time_chart_layout(view, locale, observations, options, curve, highest=highest)
    layout["shapes"] += range_shapes(view, data.ranges)
    if ringed:
        layout["annotations"] += rings.ring_labels(ringed, view, locale, layout, options)
    layout["annotations"] += time_layout.write_newest_value(layout, view, locale, curve, narrow=options.narrow)
    if data.counterpart:
        layout["annotations"] += beside.name_label(data.counterpart, locale, layout, curve, narrow=options.narrow)
    return {"data": all_traces, "layout": layout}


def _last_lines(data: TrendData, locale: Locale) -> Mapping[Period, str]:
    """Return what the label of a period says last: what stands beside its value, and where such values ended."""
    (view,), lines = data.views, dict(beside.value_phrases(data, locale))
    for period, ends in data.ranges.items():
        lines[period] = "<br>".join(filter(None, (lines.get(period), expected.ended_phrase(view, ends, locale))))
    return lines
