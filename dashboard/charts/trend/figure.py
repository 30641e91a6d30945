"""One place over time, with numbered annotations above the chart where they are asked for, and quoted values ringed."""

from dashboard.charts.trend import rings
from dashboard.charts.trend.expected_ranges import range_shapes
from dashboard.charts.trend.select import TrendData
from dashboard.i18n import Locale
from dashboard.plotting import annotation_marks, series_lines, time_axis
from dashboard.plotting.theme import STATIC, Figure, FigureOptions
from dashboard.text import expected


def draw_figure(data: TrendData, locale: Locale, options: FigureOptions = STATIC) -> Figure:
    """Draw a trend: its series, behind it the newest values, above it the annotations, as the options say.

    What the writing quotes that the choices name is ringed, in pictures too.
    """
    (view,) = data.views
    lines = {period: expected.ended_phrase(view, ends, locale) for period, ends in data.ranges.items()}
    ringed = rings.ringed_values(data.quotation, options) if data.quotation else ()
    all_traces = [
        *(series_lines.current_values_line(view) if options.current_values else []),
        *series_lines.series_traces(view),
        *([rings.ring_trace(ringed, view)] if ringed else []),
        *(
            [annotation_marks.annotation_trace(options.annotations, narrow=options.narrow)]
            if options.annotations
            else []
        ),
        *([series_lines.hover_trace(view, locale, lines=lines)] if options.hover_labels else []),
    ]
    observations = [*view.observations, *(view.current if options.current_values else ())]
    highest = max((ends.high_80 for ends in data.ranges.values()), default=0.0)
    layout = time_axis.time_chart_layout(
        view, locale, observations, notes=bool(options.annotations), narrow=options.narrow, highest=highest
    )
    layout["shapes"] += range_shapes(view, data.ranges)
    if ringed:
        layout["annotations"] += rings.ring_labels(ringed, view, locale, layout, options)
    return {"data": all_traces, "layout": layout}
