"""Bar traces as SVG: bars, and the cells of maps and calendars, which are bars between two stated sides.

The width of a bar and its base are numbers of its axes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from dashboard.svg.markup import Style, attributes, paint_alike, px, stroke
from dashboard.svg.scales import Scale, Trace
from dashboard.svg.schema import Unsupported, broadcast, get, require_list

Bar: TypeAlias = tuple[float, float, float, float]
"""A bar in numbers of its axes: from, to across the bar; from, to along it."""


@dataclass(frozen=True, slots=True)
class _BarTrace:
    """A bar trace: the axis its bars stand on, the axis they grow along, and their numbers on both."""

    trace: Trace
    is_upright: bool

    @property
    def across(self) -> Scale:
        return self.trace.x if self.is_upright else self.trace.y

    @property
    def along(self) -> Scale:
        return self.trace.y if self.is_upright else self.trace.x

    def positions(self) -> Sequence[float | None]:
        return self._numbers("x" if self.is_upright else "y")

    def lengths(self) -> list[float]:
        return [length or 0 for length in self._numbers("y" if self.is_upright else "x")]

    def _numbers(self, key: str) -> list[float | None]:
        scale, path = (self.trace.x if key == "x" else self.trace.y), self.trace.path
        values = require_list(self.trace.spec, key, path)
        scale.pixels(values, f"{path}.{key}")  # refuses what is no number
        return [None if value is None else scale.to_number(value) for value in values]


def bars(trace: Trace, style: Style) -> str:
    """Draw the bars of a trace, an element each.

    Raises ``Unsupported`` for a date axis, on which Plotly counts widths in milliseconds and no chart has bars.
    """
    bar_trace = _BarTrace(trace, get(trace.spec, "orientation", "v") == "v")
    if bar_trace.across.kind == "date":
        raise Unsupported(f"{trace.path}.width: no bars are drawn on a date axis")
    shapes = _shapes(bar_trace)
    return paint_alike(
        (fill_and_edge, _rectangle(bar_trace, shape))
        for shape, fill_and_edge in zip(shapes, _styles(trace, len(shapes), style), strict=True)
        if shape and shape[2] != shape[3]
    )


def overhangs(trace: Trace) -> bool:
    """Tell whether a bar may reach over the edge of the plot, with its outline."""
    bar_trace = _BarTrace(trace, get(trace.spec, "orientation", "v") == "v")
    shapes = [shape for shape in _shapes(bar_trace) if shape]
    edges = broadcast(get(get(trace.spec["marker"], "line", {}), "width", 0), len(shapes), f"{trace.path}.line.width")
    reach = max(edges, default=0)
    return any(
        not scale.contains(scale.number_to_pixel(number), reach)
        for shape in shapes
        for scale, numbers in ((bar_trace.across, shape[:2]), (bar_trace.along, shape[2:]))
        for number in numbers
    )


def _shapes(bar_trace: _BarTrace) -> list[Bar | None]:
    """Return each bar in numbers; ``None`` where it has no position."""
    spec, path = bar_trace.trace.spec, bar_trace.trace.path
    positions = bar_trace.positions()
    widths = broadcast(spec["width"], len(positions), f"{path}.width")
    bases = broadcast(get(spec, "base", 0), len(positions), f"{path}.base")
    return [
        None if position is None else (position - width / 2, position - width / 2 + width, base, base + length)
        for position, length, base, width in zip(positions, bar_trace.lengths(), bases, widths, strict=True)
    ]


def _styles(trace: Trace, count: int, style: Style) -> list[str]:
    marker, path = trace.spec["marker"], f"{trace.path}.marker"
    border = get(marker, "line", {})
    colors = broadcast(marker["color"], count, f"{path}.color")
    edges = broadcast(get(border, "color", "#444"), count, f"{path}.line.color")
    widths = broadcast(get(border, "width", 0), count, f"{path}.line.width")
    return [
        attributes(fill=style.color_fn(color), **stroke(style, edge, width))
        for color, edge, width in zip(colors, edges, widths, strict=True)
    ]


def _rectangle(bar_trace: _BarTrace, bar: Bar) -> str:
    sides = (
        sorted(map(bar_trace.across.number_to_pixel, bar[:2])),
        sorted(map(bar_trace.along.number_to_pixel, bar[2:])),
    )
    (left, right), (top, bottom) = sides if bar_trace.is_upright else reversed(sides)
    size = f'width="{px(right - left)}" height="{px(bottom - top)}"'
    return f'<rect x="{px(left)}" y="{px(top)}" {size}/>'
