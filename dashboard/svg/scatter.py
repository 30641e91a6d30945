"""Scatter traces as SVG: lines, markers and text.

Sizes and offsets, in pixels, are Plotly's own where the figure leaves them open.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from math import sqrt
from typing import Any, NamedTuple

from dashboard.svg.markup import (
    LINE_HEIGHT_EM,
    Point,
    Style,
    attributes,
    line_count,
    paint_alike,
    paint_group,
    polyline,
    px,
    reference,
    stroke,
    text_element,
)
from dashboard.svg.repeated_lines import RepeatedLines, draws_line, path_data, unbroken_runs
from dashboard.svg.scales import Trace
from dashboard.svg.schema import Unsupported, broadcast, get, require, require_list

MIN_USES = 3
"""Markers of one outline from which a reference to it saves anything."""
_TEXT_SIDES = {"left": -1, "center": 0, "right": 1}
_TEXT_ANCHORS = {"left": "end", "center": "middle", "right": "start"}


def lines(trace: Trace, style: Style, repeated: RepeatedLines) -> str:
    """Draw the line of a trace, broken at gaps."""
    if not draws_line(trace):
        return ""
    line = get(trace.spec, "line", {})
    color, width = require(line, "color", f"{trace.path}.line"), get(line, "width", 2)
    paint = attributes(fill="none", **stroke(style, color, width, get(line, "dash", "solid")))
    runs = [(run, repeated.use(trace, run)) for run in unbroken_runs(trace)]
    d, uses = "".join(path_data(trace, run) for run, use in runs if not use), "".join(use for _, use in runs)
    path, uses_group = f'<path d="{d}"{paint}/>' if d else "", paint_group(paint, uses)
    return path + uses_group


def markers(trace: Trace, style: Style, id_prefix: str) -> str:
    """Draw the markers of a trace, an element each.

    An outline that several have is drawn once and used again, under an id that begins with ``id_prefix``.
    """
    if not draws(trace, "markers"):
        return ""
    points = _points(trace)
    styles = [attributes(**values) for values in _marker_styles(trace, len(points), style)]
    sizes = _marker_sizes(trace, len(points))
    symbols = broadcast(get(_marker(trace), "symbol", "circle"), len(points), f"{trace.path}.marker.symbol")
    marks = [
        (_Outline(symbol.removesuffix("-open"), size / 2), (x, y), marker_style)
        for (x, y), symbol, size, marker_style in zip(points, symbols, sizes, styles, strict=True)
        if x is not None and y is not None and _is_drawn(trace, x, y)
    ]
    counts = Counter(outline for outline, _, _ in marks if outline.symbol != "circle")
    often = [outline for outline, count in counts.items() if count >= MIN_USES]
    ids = {outline: f"{id_prefix}-{trace.index}-{index}" for index, outline in enumerate(often)}
    paths = "".join(f'<path id="{mark_id}" d="{outline.path_data}"/>' for outline, mark_id in ids.items())
    definitions = f"<defs>{paths}</defs>" if paths else ""
    return definitions + paint_alike(
        (paint, _mark(outline, point, ids.get(outline))) for outline, point, paint in marks
    )


def texts(trace: Trace, style: Style) -> str:
    """Draw the texts of a trace, on their points or beside them (and clear of their markers)."""
    if not draws(trace, "text"):
        return ""
    points, path = _points(trace), trace.path
    contents = broadcast(require(trace.spec, "text", path), len(points), f"{path}.text")
    fonts = _text_fonts(trace, len(points), style)
    # Plotly's distance between the middle of a marker and its text: the radius, a quarter more, and a pixel.
    distances = [size / 2 / 0.8 + 1 if draws(trace, "markers") else 0 for size in _marker_sizes(trace, len(points))]
    positions = broadcast(get(trace.spec, "textposition", "middle center"), len(points), f"{path}.textposition")
    rows = zip(points, contents, fonts, distances, positions, strict=True)
    return paint_alike(
        _text((x, y), str(content), f"{path}.text", text_font, distance, position.split()[1])
        for (x, y), content, text_font, distance, position in rows
        if x is not None and y is not None and content and _is_drawn(trace, x, y)
    )


def overhangs(trace: Trace) -> bool:
    """Tell whether what is cut at the edge of the plot may reach over it: any text may, since its width is unknown."""
    is_cut = get(trace.spec, "cliponaxis", default=True)
    if is_cut and draws(trace, "text"):
        return True
    reach = get(get(trace.spec, "line", {}), "width", 2) if draws(trace, "lines") else 0
    points = _points(trace)
    if is_cut and draws(trace, "markers") and points:
        edges = broadcast(get(get(_marker(trace), "line", {}), "width", 0), len(points), f"{trace.path}.marker.line")
        reach = max(reach, max(_marker_sizes(trace, len(points))) + max(edges))
    marks = [(x, y) for x, y in points if x is not None and y is not None]
    return any(
        not scale.contains(edge, reach)
        for scale, pixels in zip((trace.x, trace.y), zip(*marks, strict=True), strict=False)
        for edge in (min(pixels), max(pixels))
    )


def draws(trace: Trace, mode: str) -> bool:
    """Tell whether a trace draws ``lines``, ``markers`` or ``text``."""
    return mode in trace.spec["mode"].split("+")


def _points(trace: Trace) -> list[tuple[float | None, float | None]]:
    """Return the pixels of its points, ``None`` for a missing coordinate."""
    xs = trace.x.pixels(require_list(trace.spec, "x", trace.path), f"{trace.path}.x")
    ys = trace.y.pixels(require_list(trace.spec, "y", trace.path), f"{trace.path}.y")
    if len(xs) != len(ys):
        raise Unsupported(f"{trace.path}.y: {len(ys)} values for {len(xs)} of x")
    return list(zip(xs, ys, strict=True))


def _is_drawn(trace: Trace, x: float, y: float) -> bool:
    """Tell whether a mark is drawn: where marks may stick out of the plot, those outside it are left out, not cut."""
    return get(trace.spec, "cliponaxis", default=True) or (trace.x.contains(x) and trace.y.contains(y))


def _marker(trace: Trace) -> Mapping[str, Any]:
    marker: Mapping[str, Any] = get(trace.spec, "marker", {})
    if isinstance(marker.get("size"), list | tuple):  # Plotly draws a "bubble chart" paler unless told otherwise
        require(marker, "opacity", f"{trace.path}.marker")
        require(get(marker, "line", {}), "width", f"{trace.path}.marker.line")
    return marker


def _marker_sizes(trace: Trace, count: int) -> list[float]:
    return broadcast(get(_marker(trace), "size", 6), count, f"{trace.path}.marker.size")


def _marker_styles(trace: Trace, count: int, style: Style) -> Iterator[dict[str, Any]]:
    """Yield the paint of each marker. Open symbols take the marker's color as their outline, of 1 px at least."""
    marker, path = _marker(trace), f"{trace.path}.marker"
    border = get(marker, "line", {})
    symbols = broadcast(get(marker, "symbol", "circle"), count, f"{path}.symbol")
    colors = broadcast(require(marker, "color", path), count, f"{path}.color")
    widths = broadcast(get(border, "width", 0), count, f"{path}.line.width")
    edges = broadcast(get(border, "color", "#444"), count, f"{path}.line.color")
    for symbol, color, width, edge in zip(symbols, colors, widths, edges, strict=True):
        if symbol.endswith("-open"):
            yield {"fill": "none", **stroke(style, color, width or 1)}
        else:
            yield {"fill": style.color_fn(color), **stroke(style, edge, width)}


def _mark(outline: "_Outline", point: Point, mark_id: str | None) -> str:
    """Draw a marker centred at a point; all but the circle are outlines around the origin, moved there."""
    x, y = map(px, point)
    if outline.symbol == "circle":
        return f'<circle cx="{x}" cy="{y}" r="{px(outline.radius)}"/>'
    if mark_id:
        return reference(mark_id, point)
    return f'<path transform="translate({x} {y})" d="{outline.path_data}"/>'


def _square(radius: float) -> str:
    return polyline([(radius, radius), (-radius, radius), (-radius, -radius), (radius, -radius)]) + "Z"


def _diamond(radius: float) -> str:
    reach = 1.3 * radius
    return polyline([(reach, 0), (0, reach), (-reach, 0), (0, -reach)]) + "Z"


def _cross(radius: float) -> str:
    arm = 0.8 * radius / sqrt(2)
    corners = [(0, 1), (1, 2), (2, 1), (1, 0), (2, -1), (1, -2), (0, -1), (-1, -2), (-2, -1), (-1, 0), (-2, 1), (-1, 2)]
    return polyline([(arm * x, arm * y) for x, y in corners]) + "Z"


def _vertical_line(radius: float) -> str:
    return polyline([(0, 1.4 * radius), (0, -1.4 * radius)])


_OUTLINES: Mapping[str, Callable[[float], str]] = {
    "square": _square,
    "diamond": _diamond,
    "x": _cross,
    "line-ns": _vertical_line,
}
"""Plotly's outlines of the symbols, in path commands, by their name."""


class _Outline(NamedTuple):
    """What markers look like: Plotly's name of the symbol, and its radius in pixels."""

    symbol: str
    radius: float

    @property
    def path_data(self) -> str:
        """Its outline around the origin in path commands."""
        return _OUTLINES[self.symbol](self.radius)


def _text_fonts(trace: Trace, count: int, style: Style) -> list[tuple[float, str]]:
    """Return size and written color of each text."""
    overrides, path = get(trace.spec, "textfont", {}), f"{trace.path}.textfont"
    sizes = broadcast(get(overrides, "size", style.font.size), count, f"{path}.size")
    colors = broadcast(get(overrides, "color", style.font.color), count, f"{path}.color")
    return [(size, style.color_fn(color)) for size, color in zip(sizes, colors, strict=True)]


def _text(
    point: Point, content: str, path: str, text_font: tuple[float, str], distance: float, side: str
) -> tuple[str, str]:
    """Return the font of a text as attributes, and its element."""
    size, color = text_font
    height = ((line_count(content) - 1) * LINE_HEIGHT_EM + 1) * size
    x = point[0] + _TEXT_SIDES[side] * distance
    y = point[1] + 0.75 * size - height / 2
    written_font = attributes(text_anchor=_TEXT_ANCHORS[side], font_size=size, fill=color)
    return written_font, text_element(x, y, content, path)
