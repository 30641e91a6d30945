"""Shapes and annotations of a figure as SVG: what is placed on the sheet and belongs to no trace."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from dashboard.svg.axes import font
from dashboard.svg.markup import (
    ASCENT,
    DESCENT,
    LINE_HEIGHT,
    Attributes,
    Pen,
    attributes,
    line_count,
    number,
    stroke,
    words,
)
from dashboard.svg.scales import Scale
from dashboard.svg.schema import Unsupported, given, needed

Place: TypeAlias = Callable[[str, str], Scale]
"""The scale that a reference names (``y2``, ``paper``, ``x domain``); the second string is its path, for a refusal."""

_PAD = 2
"""Pixels between an annotation's text and the edge of its box: Plotly's border of 1 and padding of 1."""
_ANCHOR = {"left": "start", "center": "middle", "right": "end"}


def shape(stated: Mapping[str, Any], path: str, place: Place, pen: Pen) -> str:
    """A rectangle or a line, not yet clipped."""
    (x0, x1), (y0, y1) = (_ends(stated, path, place, letter) for letter in "xy")
    line = stated["line"]
    color = needed(line, "color", f"{path}.line") if line["width"] else None
    style = {
        **stroke(pen, color, line["width"], given(line, "dash", "solid")),
        "opacity": given(stated, "opacity"),
    }
    if stated["type"] == "line":
        return f'<path d="M{number(x0)},{number(y0)}L{number(x1)},{number(y1)}"{attributes(**style)}/>'
    filled = given(stated, "fillcolor")
    style["fill"] = pen.paint(filled) if filled else "none"
    size = {"width": abs(x1 - x0), "height": abs(y1 - y0)}
    return f"<rect{attributes(x=min(x0, x1), y=min(y0, y1), **size, **style)}/>"


def _ends(stated: Mapping[str, Any], path: str, place: Place, letter: str) -> tuple[float, float]:
    scale = place(stated[f"{letter}ref"], f"{path}.{letter}ref")
    first, last = (_pixel(scale, stated[f"{letter}{end}"], f"{path}.{letter}{end}") for end in "01")
    return first, last


def _pixel(scale: Scale, value: Any, path: str) -> float:
    (pixel,) = scale.pixels([value], path)
    if pixel is None:
        raise Unsupported(f"{path}: has to be stated")
    return pixel


def annotation(stated: Mapping[str, Any], path: str, place: Place, pen: Pen) -> str:
    """A text whose box is anchored to a point. Boxes are as high as their lines are in Source Sans Pro."""
    text, kind = str(stated["text"]), font(stated, "font", pen.font)
    anchor, align = stated["xanchor"], given(stated, "align", "center")
    count = line_count(text)
    if count > 1 and align != anchor:
        raise Unsupported(f"{path}.align: {align!r} with xanchor {anchor!r}, which only a browser can measure")
    x = _pixel(place(stated["xref"], f"{path}.xref"), stated["x"], f"{path}.x") + given(stated, "xshift", 0)
    y = _pixel(place(stated["yref"], f"{path}.yref"), stated["y"], f"{path}.y") - given(stated, "yshift", 0)
    inset = {"left": _PAD, "center": 0, "right": -_PAD}[anchor]
    baseline = y + _baseline(stated["yanchor"], kind.size, count)
    style: Attributes = {"text_anchor": _ANCHOR[anchor], "font_size": kind.size, "fill": pen.paint(kind.color)}
    return words(x + inset, baseline, text, f"{path}.text", **style)


def _baseline(anchor: str, size: float, count: int) -> float:
    """How far the first baseline lies below the anchor."""
    tall = (ASCENT + DESCENT + (count - 1) * LINE_HEIGHT) * size
    top = {"top": _PAD, "middle": -tall / 2, "bottom": -_PAD - tall}[anchor]
    return top + ASCENT * size
