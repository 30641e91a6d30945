"""What a pointer reads on one pair of axes: every line at one time, in one box; a keyboard reads them line by line."""

from collections.abc import Sequence
from datetime import date

from dashboard.charts.compare import line_traces
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import traces
from dashboard.plotting.palette import LineStyle
from dashboard.plotting.theme import Figure
from dashboard.text import labels, multi_series, sentences

NOTHING = "–"
"""What stands for a line that has no period ending then."""
LAYOUT = {"hovermode": "x unified", "hoversort": "value descending"}
"""One box for all lines, in the order in which they stand."""


def box_title(view: SeriesView, locale: Locale) -> Figure:
    """Write above the box in which month all its periods end, and what is counted: options of the axis of time."""
    unit = sentences.unit_name(view.measure, locale)
    if view.params.unit == "rate":
        unit = locale.text("{counted} per 100,000 people", counted=unit)
    return {"unifiedhovertitle": {"text": f"%{{x|%Y-%m}}, {unit}"}}


def readout_traces(
    views: Sequence[SeriesView], names: Sequence[str], styles: Sequence[LineStyle], locale: Locale
) -> list[Figure]:
    """Make a trace for each line with a point wherever any line has one, so that the box is of one month throughout.

    A keyboard passes over those of other lines: they have no words of their own.
    """
    days = sorted({line_traces.day_of(each) for view in views for each in view.observations})
    return [
        _readout_trace(view, name, style, days, locale) for view, name, style in zip(views, names, styles, strict=True)
    ]


def _readout_trace(view: SeriesView, name: str, style: LineStyle, days: Sequence[date], locale: Locale) -> Figure:
    own = {line_traces.day_of(observation): observation for observation in view.observations}
    read = [f"<b>{name}</b><br>{labels.hover_label(view, locale, own[day])}" if day in own else "" for day in days]
    heights = [(line_traces.y_position(view, own[day]) or 0) if day in own else 0 for day in days]
    trace = traces.hover_label_trace(days, heights, read)
    return trace | {
        "text": [multi_series.table_cell(view, locale, own[day]) if day in own else NOTHING for day in days],
        "hovertemplate": f'<span style="color:{style.color}">●</span> {name}: %{{text}}<extra></extra>',
    }
