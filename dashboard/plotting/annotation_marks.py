"""The numbered marks of writings and events, in the strip above a chart over time."""

from collections.abc import Sequence

from dashboard.dataset.annotations import Annotation
from dashboard.plotting import trace_names, traces
from dashboard.plotting.theme import LIGHT, Figure


def annotation_trace(annotations: Sequence[Annotation], *, narrow: bool) -> Figure:
    """Draw all annotations as one trace: numbered discs in the strip above the chart."""
    return traces.scatter_trace(
        trace_names.ANNOTATIONS,
        "markers+text",
        [mark.position for mark in annotations],
        [0.5 for _ in annotations],
        yaxis="y2",
        text=[str(mark.number) for mark in annotations],
        textposition="middle center",
        textfont={"size": 9 if narrow else 11, "color": LIGHT["on_mark"]},
        marker={"symbol": "circle", "size": 14 if narrow else 19, "color": LIGHT["mark"]},
        customdata=[mark.number for mark in annotations],
        hoverinfo="none",
        cliponaxis=False,
    )
