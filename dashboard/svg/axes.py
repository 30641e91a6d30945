"""Axes of a figure as SVG: grid, zero line, axis line, ticks and labels.

The distances between an axis, its ticks and its labels are Plotly's own: nothing may jump when it takes over the page.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.svg.markup import (
    LINE_HEIGHT_EM,
    Attributes,
    Font,
    Style,
    attributes,
    group,
    line_count,
    px,
    stroke,
    text_element,
)
from dashboard.svg.scales import Axis, Scale
from dashboard.svg.schema import Unsupported, get, require, require_list

_GRID_PX = _ZERO_LINE_PX = _AXIS_LINE_PX = _TICK_PX = 1
_LABEL_GAP_EM = 0.2
"""Between ticks, or the line of the axis, and labels."""


def grid(axis: Axis, across: Sequence[Axis], style: Style) -> str:
    """Draw the grid lines of an axis over each of the axes across it; none at its ends, nor under its zero line."""
    if not (axis.is_visible and axis.spec["showgrid"]):
        return ""
    scale = axis.scale
    zero = [scale.number_to_pixel(0)] if _has_zero_line(axis, across) else []
    other_lines = [scale.min_pixel, scale.max_pixel, *zero]
    positions = [position for position, _ in _ticks(axis) if all(abs(position - line) > 1 for line in other_lines)]
    return _rules(axis, positions, across, stroke(style, require(axis.spec, "gridcolor", axis.path), _GRID_PX))


def zero_line(axis: Axis, across: Sequence[Axis], style: Style) -> str:
    """Draw the line at zero, which lies over the grid and under the data."""
    if not _has_zero_line(axis, across):
        return ""
    color = get(axis.spec, "zerolinecolor", "#444")
    return _rules(axis, [axis.scale.number_to_pixel(0)], across, stroke(style, color, _ZERO_LINE_PX))


def axis_line_and_labels(axis: Axis, across: Scale, style: Style) -> str:
    """Draw line, ticks and labels of an axis, at its side of the scale it is anchored to."""
    if not axis.is_visible:
        return ""
    middle = (across.max_pixel if axis.outward > 0 else across.min_pixel) + axis.outward * _AXIS_LINE_PX / 2
    edge = middle + axis.outward * _AXIS_LINE_PX / 2
    return _line(axis, middle, style) + _tick_marks(axis, edge, style) + _labels(axis, edge, style)


def font(spec: Mapping[str, Any], key: str, base: Font) -> Font:
    """Read the font under ``key``; what it leaves out is the base's."""
    overrides = get(spec, key, {})
    return Font(get(overrides, "size", base.size), get(overrides, "color", base.color))


def _ticks(axis: Axis) -> list[tuple[float, str]]:
    """Return the pixel and the label of each tick within the range."""
    values, labels = (require_list(axis.spec, key, axis.path) for key in ("tickvals", "ticktext"))
    if len(values) != len(labels):
        raise Unsupported(f"{axis.path}.ticktext: {len(labels)} labels for {len(values)} ticks")
    positions = axis.scale.pixels(values, f"{axis.path}.tickvals")
    pairs = zip(positions, map(str, labels), strict=True)
    return [(position, text) for position, text in pairs if position is not None and axis.scale.contains(position)]


def _has_zero_line(axis: Axis, across: Sequence[Axis]) -> bool:
    """Tell whether zero has a line of its own: at the end of an axis, the line of one anchored there may serve."""
    scale = axis.scale
    if not (axis.is_visible and axis.spec["zeroline"] and scale.kind == "linear" and scale.low * scale.high <= 0):
        return False
    zero = scale.number_to_pixel(0)
    at_end = min(zero - scale.min_pixel, scale.max_pixel - zero) <= 1
    lines_there = (other for other in across if other.anchor == axis.id)
    return not (at_end and any(get(other.spec, "showline", default=False) for other in lines_there))


def _rules(axis: Axis, positions: Iterable[float], across: Iterable[Axis], style: Attributes) -> str:
    """Draw straight lines over each of the axes across; crisp, since browsers blur half a pixel into grey."""
    d = "".join(
        f"M{px(position)},{px(scale.min_pixel)}V{px(scale.max_pixel)}"
        if axis.is_horizontal
        else f"M{px(scale.min_pixel)},{px(position)}H{px(scale.max_pixel)}"
        for scale in [other.scale for other in across]
        for position in positions
    )
    return _crisp_path(d, style) if style else ""


def _crisp_path(d: str, style: Attributes) -> str:
    return f'<path d="{d}"{attributes(**style, shape_rendering="crispEdges")}/>' if d else ""


def _line(axis: Axis, position: float, style: Style) -> str:
    if not get(axis.spec, "showline", default=False):
        return ""
    first, last, across = px(axis.scale.min_pixel), px(axis.scale.max_pixel), px(position)
    d = f"M{first},{across}H{last}" if axis.is_horizontal else f"M{across},{first}V{last}"
    return _crisp_path(d, stroke(style, get(axis.spec, "linecolor", "#444"), _AXIS_LINE_PX))


def _tick_length(axis: Axis) -> float:
    return float(get(axis.spec, "ticklen", 5)) if get(axis.spec, "ticks", "") == "outside" else 0


def _tick_marks(axis: Axis, edge: float, style: Style) -> str:
    if not _tick_length(axis):
        return ""
    start, length = px(edge), px(axis.outward * _tick_length(axis))
    positions = [px(position) for position, _ in _ticks(axis)]
    d = "".join(f"M{at},{start}v{length}" if axis.is_horizontal else f"M{start},{at}h{length}" for at in positions)
    return _crisp_path(d, stroke(style, get(axis.spec, "tickcolor", "#444"), _TICK_PX))


def _labels(axis: Axis, edge: float, style: Style) -> str:
    label_font, length = font(axis.spec, "tickfont", style.font), _tick_length(axis)
    gap = _LABEL_GAP_EM * label_font.size if length or get(axis.spec, "showline", default=False) else 0
    edge += axis.outward * (length + gap)
    draw = _label_below if axis.is_horizontal else _label_beside
    anchor = "middle" if axis.is_horizontal else "start" if axis.outward > 0 else "end"
    labels = [draw(axis, edge, label_font.size, position, text) for position, text in _ticks(axis) if text]
    color = style.color_fn(label_font.color)
    return group("".join(labels), text_anchor=anchor, font_size=label_font.size, fill=color)


def _label_below(axis: Axis, edge: float, size: float, position: float, text: str) -> str:
    above = 0.2 * size + (line_count(text) - 1) * LINE_HEIGHT_EM * size
    baseline = edge + size if axis.outward > 0 else edge - above
    return text_element(position, baseline, text, f"{axis.path}.ticktext")


def _label_beside(axis: Axis, edge: float, size: float, position: float, text: str) -> str:
    baseline = position + (0.35 * size - (line_count(text) - 1) * LINE_HEIGHT_EM * size / 2)
    return text_element(edge, baseline, text, f"{axis.path}.ticktext")
