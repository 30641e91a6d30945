"""The marks of scatter traces as SVG: lines, bands, markers and text, each from its numbers to a string.

Sizes and offsets are Plotly's own where the figure leaves them open.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Any

from dashboard.svg.markup import (
    LINE_HEIGHT,
    Pen,
    Point,
    attributes,
    group,
    line_count,
    number,
    path,
    stroke,
    words,
)
from dashboard.svg.scales import Scale
from dashboard.svg.schema import Unsupported, column, given, needed, spread

_RIGHT = {"left": -1, "center": 0, "right": 1}
_DOWN = {"top": -1, "middle": 0, "bottom": 1}
_ANCHOR = {"left": "end", "center": "middle", "right": "start"}


@dataclass(frozen=True, slots=True)
class Trace:
    """One trace of the figure with the scales of its two axes; ``x_id`` and ``y_id`` name them."""

    index: int
    stated: Mapping[str, Any]
    x_id: str
    y_id: str
    x: Scale
    y: Scale

    @property
    def path(self) -> str:
        """Where it stands in the figure."""
        return f"data[{self.index}]"

    @property
    def kind(self) -> str:
        """``scatter``, ``bar`` or ``heatmap``."""
        return str(self.stated["type"])

    def points(self) -> list[tuple[float | None, float | None]]:
        """The pixels of its points, ``None`` for a missing coordinate."""
        xs = self.x.pixels(column(self.stated, "x", self.path), f"{self.path}.x")
        ys = self.y.pixels(column(self.stated, "y", self.path), f"{self.path}.y")
        if len(xs) != len(ys):
            raise Unsupported(f"{self.path}.y: {len(ys)} values for {len(xs)} of x")
        return list(zip(xs, ys, strict=True))

    def has(self, mode: str) -> bool:
        """Whether a scatter trace draws ``lines``, ``markers`` or ``text``."""
        return mode in self.stated["mode"].split("+")


def lines(trace: Trace, pen: Pen) -> str:
    """The line of a scatter trace, broken at gaps."""
    line = given(trace.stated, "line", {})
    width = given(line, "width", 2)
    if not (trace.has("lines") and width):
        return ""
    d = "".join(map(path, runs(trace)))
    style = stroke(pen, needed(line, "color", f"{trace.path}.line"), width, given(line, "dash", "solid"))
    return f'<path d="{d}" fill="none"{attributes(**style)} stroke-miterlimit="2"/>' if d else ""


def band(trace: Trace, before: Trace | None, pen: Pen) -> str:
    """The filled area of a scatter trace: inside its own outline, down to zero, or down to the trace before it."""
    fill = given(trace.stated, "fill", "none")
    if fill == "none":
        return ""
    color = needed(trace.stated, "fillcolor", trace.path)
    outlines = {"toself": _own_outline, "tozeroy": _down_to_zero}.get(fill, lambda one: _down_to(one, before))
    d = "".join(path(outline) + "Z" for outline in outlines(trace))
    return f'<path d="{d}"{attributes(fill=pen.paint(color))}/>' if d else ""


def runs(trace: Trace) -> list[list[Point]]:
    """The unbroken stretches of a trace's points, with the corners of a stepped line."""
    found: list[list[Point]] = [[]]
    for x, y in trace.points():
        if x is not None and y is not None:
            found[-1].append((x, y))
        elif found[-1]:
            found.append([])
    stepped = given(given(trace.stated, "line", {}), "shape", "linear") == "hv"
    return [list(_steps(run)) if stepped else run for run in found if run]


def _steps(run: Sequence[Point]) -> Iterator[Point]:
    yield run[0]
    for (_, y), (next_x, next_y) in pairwise(run):
        yield next_x, y
        yield next_x, next_y


def _own_outline(trace: Trace) -> list[list[Point]]:
    return runs(trace)


def _down_to_zero(trace: Trace) -> list[list[Point]]:
    zero = trace.y.at(0)
    return [[(run[0][0], zero), *run, (run[-1][0], zero)] for run in runs(trace)]


def _down_to(trace: Trace, before: Trace | None) -> list[list[Point]]:
    if before is None or before.kind != "scatter":
        raise Unsupported(f"{trace.path}.fill: no scatter trace on the same axes before it to fill down to")
    upper, lower = runs(trace), runs(before)
    if len(upper) != 1 or len(lower) != 1:
        raise Unsupported(f"{trace.path}.fill: a band between two lines cannot have gaps; draw each part as its own")
    return [[*upper[0], *reversed(lower[0])]]


def markers(trace: Trace, pen: Pen) -> str:
    """The markers of a scatter trace, one element each; what is alike for all of them stands on the group."""
    if not trace.has("markers"):
        return ""
    points = trace.points()
    styles = [attributes(**style) for style in _marker_styles(trace, len(points), pen)]
    sizes = _marker_sizes(trace, len(points))
    symbols = spread(given(_marker(trace), "symbol", "circle"), len(points), f"{trace.path}.marker.symbol")
    alike = len(set(styles)) == 1
    drawn = (
        symbol_at(symbol, x, y, size / 2, "" if alike else style)
        for (x, y), symbol, size, style in zip(points, symbols, sizes, styles, strict=True)
        if x is not None and y is not None and _shown(trace, x, y)
    )
    content = "".join(drawn)
    return f"<g{styles[0] if alike else ''}>{content}</g>" if content else ""


def _marker(trace: Trace) -> Mapping[str, Any]:
    marker: Mapping[str, Any] = given(trace.stated, "marker", {})
    if isinstance(marker.get("size"), list | tuple):  # Plotly draws a "bubble chart" paler unless told otherwise
        needed(marker, "opacity", f"{trace.path}.marker")
        needed(given(marker, "line", {}), "width", f"{trace.path}.marker.line")
    return marker


def _marker_sizes(trace: Trace, count: int) -> list[float]:
    return spread(given(_marker(trace), "size", 6), count, f"{trace.path}.marker.size")


def _marker_styles(trace: Trace, count: int, pen: Pen) -> Iterator[dict[str, Any]]:
    """The paint of each marker. Open symbols take the marker's colour as their outline, of 1 px at least."""
    marker, place = _marker(trace), f"{trace.path}.marker"
    border = given(marker, "line", {})
    symbols = spread(given(marker, "symbol", "circle"), count, f"{place}.symbol")
    colors = spread(needed(marker, "color", place), count, f"{place}.color")
    opacities = spread(given(marker, "opacity", 1), count, f"{place}.opacity")
    widths = spread(given(border, "width", 0), count, f"{place}.line.width")
    edges = spread(given(border, "color", "#444"), count, f"{place}.line.color")
    for symbol, color, opacity, width, edge in zip(symbols, colors, opacities, widths, edges, strict=True):
        is_open = symbol.endswith("-open")
        outline = stroke(pen, color, width or 1) if is_open else stroke(pen, edge, width)
        fill = "none" if is_open or symbol == "line-ns" else pen.paint(color)
        yield {"fill": fill, **outline, "opacity": None if opacity == 1 else opacity}


def symbol_at(symbol: str, x: float, y: float, radius: float, style: str) -> str:
    """One marker, centred at a point; all but the circle are outlines around the origin, moved there."""
    kind = symbol.removesuffix("-open")
    if kind == "circle":
        return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"{style}/>'
    return f'<path transform="translate({number(x)} {number(y)})" d="{_OUTLINES[kind](radius)}"{style}/>'


def _square(radius: float) -> str:
    return path([(radius, radius), (-radius, radius), (-radius, -radius), (radius, -radius)]) + "Z"


def _diamond(radius: float) -> str:
    reach = 1.3 * radius
    return path([(reach, 0), (0, reach), (-reach, 0), (0, -reach)]) + "Z"


def _triangle(radius: float) -> str:
    half = 2 * radius / sqrt(3)
    return path([(-half, radius / 2), (half, radius / 2), (0, -radius)]) + "Z"


def _cross(radius: float) -> str:
    arm = 0.8 * radius / sqrt(2)
    corners = [(0, 1), (1, 2), (2, 1), (1, 0), (2, -1), (1, -2), (0, -1), (-1, -2), (-2, -1), (-1, 0), (-2, 1), (-1, 2)]
    return path([(arm * x, arm * y) for x, y in corners]) + "Z"


def _bar_line(radius: float) -> str:
    return path([(0, 1.4 * radius), (0, -1.4 * radius)])


_OUTLINES: Mapping[str, Callable[[float], str]] = {
    "square": _square,
    "diamond": _diamond,
    "triangle-up": _triangle,
    "x": _cross,
    "line-ns": _bar_line,
}


def texts(trace: Trace, pen: Pen) -> str:
    """The texts of a scatter trace, beside, on, above or below their points (and clear of their markers)."""
    if not trace.has("text"):
        return ""
    points = trace.points()
    contents = spread(needed(trace.stated, "text", trace.path), len(points), f"{trace.path}.text")
    fonts = _text_fonts(trace, len(points), pen)
    reach = [size / 2 / 0.8 + 1 for size in _marker_sizes(trace, len(points))] if trace.has("markers") else 0
    places = spread(given(trace.stated, "textposition", "middle center"), len(points), f"{trace.path}.textposition")
    rows = zip(points, contents, fonts, spread(reach, len(points), trace.path), places, strict=True)
    drawn = (
        _text_at((x, y), str(content), f"{trace.path}.text", look, away, place)
        for (x, y), content, look, away, place in rows
        if x is not None and y is not None and content and _shown(trace, x, y)
    )
    return group("".join(drawn))


def _text_fonts(trace: Trace, count: int, pen: Pen) -> list[tuple[float, str]]:
    """Size and painted colour of each text."""
    own, place = given(trace.stated, "textfont", {}), f"{trace.path}.textfont"
    sizes = spread(given(own, "size", pen.font.size), count, f"{place}.size")
    colors = spread(given(own, "color", pen.font.color), count, f"{place}.color")
    return [(size, pen.paint(color)) for size, color in zip(sizes, colors, strict=True)]


def _text_at(point: Point, content: str, place: str, look: tuple[float, str], reach: float, position: str) -> str:
    vertical, horizontal = position.split()
    size, color = look
    tall = ((line_count(content) - 1) * LINE_HEIGHT + 1) * size
    x = point[0] + _RIGHT[horizontal] * reach
    y = point[1] + 0.75 * size + _DOWN[vertical] * reach + (_DOWN[vertical] - 1) * tall / 2
    return words(x, y, content, place, text_anchor=_ANCHOR[horizontal], font_size=size, fill=color)


def _shown(trace: Trace, x: float, y: float) -> bool:
    """Marks that may stick out of the plot are not clipped, so those of points outside it have to be left out."""
    return given(trace.stated, "cliponaxis", default=True) or (trace.x.holds(x) and trace.y.holds(y))
