"""Shapes and annotations of a figure as SVG: what is placed on the canvas and belongs to no trace."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from dashboard.svg.axes import font
from dashboard.svg.markup import (
    ASCENT_EM,
    DESCENT_EM,
    LINE_HEIGHT_EM,
    Attributes,
    Style,
    attributes,
    line_count,
    px,
    stroke,
    text_element,
)
from dashboard.svg.scales import Scale
from dashboard.svg.schema import Unsupported, get, require

ScaleOf: TypeAlias = Callable[[str, str], Scale]
"""The scale that a reference names (``y2``, ``x domain``); the second string is its path, for a refusal."""

_PADDING_PX = 2
"""Between an annotation's text and the edge of its box: Plotly's border of 1 and padding of 1."""
_TEXT_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def shape(spec: Mapping[str, Any], path: str, scale_of: ScaleOf, style: Style) -> str:
    """Draw a rectangle or a line, not yet clipped."""
    (x0, x1), (y0, y1) = (_ends(spec, path, scale_of, letter) for letter in "xy")
    line = spec["line"]
    color = require(line, "color", f"{path}.line") if line["width"] else None
    outline = stroke(style, color, line["width"], get(line, "dash", "solid"))
    if spec["type"] == "line":
        return f'<path d="M{px(x0)},{px(y0)}L{px(x1)},{px(y1)}"{attributes(**outline)}/>'
    fill_color = get(spec, "fillcolor")
    fill = style.color_fn(fill_color) if fill_color else "none"
    size = {"width": abs(x1 - x0), "height": abs(y1 - y0)}
    return f"<rect{attributes(x=min(x0, x1), y=min(y0, y1), **size, **outline, fill=fill)}/>"


def _ends(spec: Mapping[str, Any], path: str, scale_of: ScaleOf, letter: str) -> tuple[float, float]:
    scale = scale_of(spec[f"{letter}ref"], f"{path}.{letter}ref")
    if letter == "y" and get(spec, "ysizemode") == "pixel":  # heights in pixels above an anchor, as Plotly has them
        anchor = _pixel(scale, require(spec, "yanchor", path), f"{path}.yanchor")
        return anchor - spec["y0"], anchor - spec["y1"]
    first, last = (_pixel(scale, spec[f"{letter}{end}"], f"{path}.{letter}{end}") for end in "01")
    return first, last


def _pixel(scale: Scale, value: Any, path: str) -> float:
    (pixel,) = scale.pixels([value], path)
    if pixel is None:
        raise Unsupported(f"{path}: has to be stated")
    return pixel


def annotation(spec: Mapping[str, Any], path: str, scale_of: ScaleOf, style: Style) -> str:
    """Draw a text whose box is anchored to a point. Boxes are as high as their lines are in Source Sans Pro.

    Raises ``Unsupported`` for several lines that are not aligned at the anchor: only a browser can measure those.
    """
    text, text_font = str(spec["text"]), font(spec, "font", style.font)
    anchor, align = spec["xanchor"], get(spec, "align", "center")
    lines = line_count(text)
    if lines > 1 and align != anchor:
        raise Unsupported(f"{path}.align: {align!r} with xanchor {anchor!r}, which only a browser can measure")
    x = _pixel(scale_of(spec["xref"], f"{path}.xref"), spec["x"], f"{path}.x") + get(spec, "xshift", 0)
    y = _pixel(scale_of(spec["yref"], f"{path}.yref"), spec["y"], f"{path}.y") - get(spec, "yshift", 0)
    inset = {"left": _PADDING_PX, "center": 0, "right": -_PADDING_PX}[anchor]
    baseline = y + _baseline(spec["yanchor"], text_font.size, lines)
    values: Attributes = {
        "text_anchor": _TEXT_ANCHORS[anchor],
        "font_size": text_font.size,
        "fill": style.color_fn(text_font.color),
    }
    return text_element(x + inset, baseline, text, f"{path}.text", **values)


def _baseline(anchor: str, size: float, lines: int) -> float:
    """Return how many pixels the first baseline lies below the anchor."""
    height = (ASCENT_EM + DESCENT_EM + (lines - 1) * LINE_HEIGHT_EM) * size
    top = {"top": _PADDING_PX, "middle": -height / 2, "bottom": -_PADDING_PX - height}[anchor]
    return top + ASCENT_EM * size
