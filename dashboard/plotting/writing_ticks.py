"""Writings as ticks at the foot of a chart over time: each on the day it was written, as high as its month has many."""

from datetime import date

from dashboard.dataset.annotations import Annotations
from dashboard.i18n import Locale
from dashboard.plotting import theme, trace_names, traces
from dashboard.plotting.theme import LIGHT, Figure
from dashboard.plotting.traces import Coordinate

STRIP_DOMAIN, PLOT_START = [0.0, 0.075], 0.12
"""The parts of the height for the ticks, above the axis of days, and where what is above them starts."""
MIN_HIGHEST = 3
"""Writings in a month for which a tick takes all the height: a single one never looks like many."""
NAME_HEIGHT_RATIO = 0.2
"""Where in the strip its name stands: in a low chart, clear of the zero above."""
NAME_SIZE_PX = theme.FONT_SIZE_PX - 1


def ticks_name(locale: Locale) -> str:
    """Return what the strip is called, beside its ticks."""
    return locale.text("Articles")


def tick_trace(annotations: Annotations) -> Figure:
    """Draw all ticks as one trace."""
    days: list[Coordinate] = []
    heights: list[Coordinate] = []
    for day, count in annotations.counts.items():
        days += (day.isoformat(), day.isoformat(), None)
        heights += (0, count, None)
    return traces.scatter_trace(
        trace_names.WRITINGS,
        "lines",
        days,
        heights,
        yaxis="y2",
        line={"color": LIGHT["mark"], "width": 1.25},
        cliponaxis=False,
    )


def day_shape(day: date) -> Figure:
    """Mark the day of the view among the ticks."""
    return {
        "name": trace_names.DAY,
        "type": "line",
        "xref": "x",
        "yref": "y2 domain",
        "x0": day.isoformat(),
        "x1": day.isoformat(),
        "y0": 0,
        "y1": 1,
        "line": {"color": LIGHT["series"], "width": 3},
        "layer": "below",
    }


def ticks_axis(annotations: Annotations, locale: Locale) -> Figure:
    """Make the axis of the ticks, with nothing on it but their name."""
    highest = max(MIN_HIGHEST, *annotations.counts.values())
    return theme.base_axis(
        type="linear",
        anchor="x",
        domain=STRIP_DOMAIN,
        range=[0, highest],
        tickvals=[NAME_HEIGHT_RATIO * highest],
        ticktext=[ticks_name(locale)],
        tickfont={"size": NAME_SIZE_PX, "color": LIGHT["muted"]},
    )
