"""What is drawn of values as Plotly traces: marks that a pointer passes over, and the words that it reads."""

from collections.abc import Iterable
from datetime import date

from dashboard.plotting import trace_names
from dashboard.plotting.theme import LIGHT, Figure

Coordinate = float | str | date | None
"""Where a mark stands on an axis: at a number, a code or a day; None is a gap in a line."""


def scatter_trace(name: str, mode: str, x: Iterable[Coordinate], y: Iterable[Coordinate], **options: object) -> Figure:
    """Draw markers, a line or words, which a pointer passes over unless ``options`` say otherwise."""
    across = [position.isoformat() if isinstance(position, date) else position for position in x]
    return {"type": "scatter", "name": name, "mode": mode, "x": across, "y": list(y), "hoverinfo": "skip", **options}


def text_trace(
    name: str, x: Iterable[Coordinate], y: Iterable[Coordinate], texts: Iterable[str], **options: object
) -> Figure:
    """Write a text at each point. None is cut at the edge of the plot: resvg would draw them all on a canvas more."""
    return scatter_trace(name, "text", x, y, text=list(texts), cliponaxis=False, **options)


def hover_label_trace(x: Iterable[Coordinate], y: Iterable[Coordinate], texts: Iterable[str], **axes: object) -> Figure:
    """Draw an invisible line whose points carry words: a line is one element, where markers would be one each."""
    line = {"color": LIGHT["series"], "width": 0}
    read = {"customdata": list(texts), "hoverinfo": "all", "hovertemplate": "%{customdata}<extra></extra>"}
    return scatter_trace(trace_names.LABELS, "lines", x, y, line=line, **read, **axes)
