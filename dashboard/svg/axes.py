"""Axes of a figure as SVG: grid, zero line, axis line, ticks, labels and title.

The distances between an axis, its ticks and its labels are Plotly's own: nothing may jump when it takes over the page.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.svg.markup import (
    LINE_HEIGHT,
    Attributes,
    Font,
    Pen,
    attributes,
    group,
    line_count,
    number,
    stroke,
    words,
)
from dashboard.svg.scales import Axis, Scale
from dashboard.svg.schema import Unsupported, column, given, needed


def grid(axis: Axis, across: Sequence[Axis], pen: Pen) -> str:
    """The grid lines of an axis, over each of the axes across it; none at its ends, nor under its zero line."""
    if not (axis.visible and axis.stated["showgrid"]):
        return ""
    width = given(axis.stated, "gridwidth", 1)
    lined = [axis.scale.first, axis.scale.last, *([axis.scale.at(0)] if _has_zero_line(axis, across) else [])]
    spots = [spot for spot, _ in _ticks(axis) if all(abs(spot - line) > 1 for line in lined)]
    style = stroke(pen, needed(axis.stated, "gridcolor", axis.path), width, given(axis.stated, "griddash", "solid"))
    return _rules(axis, spots, across, style)


def zero_line(axis: Axis, across: Sequence[Axis], pen: Pen) -> str:
    """The line at zero, over the grid and under the data."""
    if not _has_zero_line(axis, across):
        return ""
    color, width = given(axis.stated, "zerolinecolor", "#444"), given(axis.stated, "zerolinewidth", 1)
    return _rules(axis, [axis.scale.at(0)], across, stroke(pen, color, width))


def furniture(axis: Axis, across: Scale, pen: Pen) -> str:
    """Line, ticks, labels and title of an axis, at its side of the scale it is anchored to."""
    if not axis.visible:
        return ""
    thick = max(1, round(given(axis.stated, "linewidth", 1)))
    edge = (across.last if axis.outward > 0 else across.first) + axis.outward * thick / 2
    return "".join([
        _line(axis, edge, thick, pen),
        _tick_marks(axis, edge + axis.outward * thick / 2, pen),
        _labels(axis, edge + axis.outward * thick / 2, pen),
        _title(axis, edge + axis.outward * (thick - 1), pen),
    ])  # fmt: skip


def font(stated: Mapping[str, Any], key: str, base: Font) -> Font:
    """The font that a node states under ``key``; what it leaves out is the base's."""
    own = given(stated, key, {})
    return Font(given(own, "size", base.size), given(own, "color", base.color))


def _ticks(axis: Axis) -> list[tuple[float, str]]:
    """Pixel and label of each tick within the range."""
    values, labels = (column(axis.stated, key, axis.path) for key in ("tickvals", "ticktext"))
    if len(values) != len(labels):
        raise Unsupported(f"{axis.path}.ticktext: {len(labels)} labels for {len(values)} ticks")
    spots = axis.scale.pixels(values, f"{axis.path}.tickvals")
    pairs = zip(spots, map(str, labels), strict=True)
    return [(spot, text) for spot, text in pairs if spot is not None and axis.scale.holds(spot)]


def _has_zero_line(axis: Axis, across: Sequence[Axis]) -> bool:
    """Whether zero is in the range and has a line of its own: at the end of an axis, the line of one across may do."""
    scale = axis.scale
    if not (axis.visible and axis.stated["zeroline"] and scale.kind == "linear" and scale.low * scale.high <= 0):
        return False
    at_end = min(scale.at(0) - scale.first, scale.last - scale.at(0)) <= 1
    return not (at_end and any(given(other.stated, "showline", default=False) for other in across))


def _rules(axis: Axis, spots: Iterable[float], across: Iterable[Axis], style: Attributes) -> str:
    """Straight lines at ``spots``, over each of the axes across; crisp, since half a pixel of grey is a blur."""
    d = "".join(
        f"M{number(spot)},{number(end.first)}V{number(end.last)}"
        if axis.horizontal
        else f"M{number(end.first)},{number(spot)}H{number(end.last)}"
        for end in [other.scale for other in across]
        for spot in spots
    )
    return f'<path d="{d}"{attributes(**style, shape_rendering="crispEdges")}/>' if d and style else ""


def _line(axis: Axis, edge: float, thick: float, pen: Pen) -> str:
    if not given(axis.stated, "showline", default=False):
        return ""
    first, last, spot = number(axis.scale.first), number(axis.scale.last), number(edge)
    d = f"M{first},{spot}H{last}" if axis.horizontal else f"M{spot},{first}V{last}"
    style = stroke(pen, given(axis.stated, "linecolor", "#444"), thick)
    return f'<path d="{d}"{attributes(**style, shape_rendering="crispEdges")}/>'


def _tick_length(axis: Axis) -> float:
    return float(given(axis.stated, "ticklen", 5)) if given(axis.stated, "ticks", "") == "outside" else 0


def _tick_marks(axis: Axis, edge: float, pen: Pen) -> str:
    if not _tick_length(axis):
        return ""
    start, length = number(edge), number(axis.outward * _tick_length(axis))
    spots = [number(spot) for spot, _ in _ticks(axis)]
    d = "".join(f"M{spot},{start}v{length}" if axis.horizontal else f"M{start},{spot}h{length}" for spot in spots)
    style = stroke(pen, given(axis.stated, "tickcolor", "#444"), 1)
    return f'<path d="{d}"{attributes(**style, shape_rendering="crispEdges")}/>' if d else ""


def _labels(axis: Axis, edge: float, pen: Pen) -> str:
    if not given(axis.stated, "showticklabels", default=True):
        return ""
    kind, length = font(axis.stated, "tickfont", pen.font), _tick_length(axis)
    gap = 0.2 * kind.size if length or given(axis.stated, "showline", default=False) else 0
    edge += axis.outward * (length + gap)
    draw = _label_below if axis.horizontal else _label_beside
    anchor = "middle" if axis.horizontal else "start" if axis.outward > 0 else "end"
    labels = [draw(axis, edge, kind.size, spot, text) for spot, text in _ticks(axis) if text]
    return group("".join(labels), text_anchor=anchor, font_size=kind.size, fill=pen.paint(kind.color))


def _label_below(axis: Axis, edge: float, size: float, spot: float, text: str) -> str:
    above = 0.2 * size + (line_count(text) - 1) * LINE_HEIGHT * size
    return words(spot, edge + size if axis.outward > 0 else edge - above, text, f"{axis.path}.ticktext")


def _label_beside(axis: Axis, edge: float, size: float, spot: float, text: str) -> str:
    middle = 0.35 * size - (line_count(text) - 1) * LINE_HEIGHT * size / 2
    return words(edge, spot + middle, text, f"{axis.path}.ticktext")


def _title(axis: Axis, edge: float, pen: Pen) -> str:
    title = given(axis.stated, "title", {})
    if not given(title, "text"):
        return ""
    kind = font(title, "font", Font(int(1.2 * pen.font.size + 0.5), pen.font.color))
    middle = (axis.scale.first + axis.scale.last) / 2
    room = 10 + kind.size * ((3 if axis.outward > 0 else 2.5) if axis.horizontal else (2.5 if axis.outward > 0 else 2))
    x, y = (middle, edge + axis.outward * room) if axis.horizontal else (edge + axis.outward * room, middle)
    turn = None if axis.horizontal else f"rotate(-90 {number(x)} {number(y)})"
    style: Attributes = {
        "text_anchor": "middle",
        "font_size": kind.size,
        "fill": pen.paint(kind.color),
        "transform": turn,
    }
    return words(x, y, title["text"], f"{axis.path}.title.text", **style)
