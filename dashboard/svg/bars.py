"""Bars and heat cells of a figure: the marks that are rectangles.

The width of a bar, its offset and its base are numbers of the axis; on a date axis width and offset are milliseconds,
as in Plotly.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from dashboard.svg.markup import Pen, Point, attributes, group, number, stroke, words
from dashboard.svg.scales import Scale
from dashboard.svg.scatter import Trace
from dashboard.svg.schema import Unsupported, column, given, needed, spread

_DAY = 86_400_000
"""Milliseconds."""
_COLOR = re.compile(r"#(?P<hex>[0-9a-fA-F]{3}|[0-9a-fA-F]{6})|rgb\((?P<rgb>\d+, ?\d+, ?\d+)\)")

Bar: TypeAlias = tuple[float, float, float, float]
"""A bar in numbers of its axes: from, to across the bar; from, to along it."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a bar trace states: the axis its bars stand on, the axis they grow along, and their numbers on both."""

    trace: Trace
    upright: bool

    @property
    def across(self) -> Scale:
        return self.trace.x if self.upright else self.trace.y

    @property
    def along(self) -> Scale:
        return self.trace.y if self.upright else self.trace.x

    def numbers(self, key: str) -> list[float | None]:
        scale, values = (self.trace.x if key == "x" else self.trace.y), column(self.trace.stated, key, self.trace.path)
        scale.pixels(values, f"{self.trace.path}.{key}")  # refuses what is no number
        return [None if value is None else scale.number(value) for value in values]

    def spots(self) -> list[float | None]:
        return self.numbers("x" if self.upright else "y")

    def lengths(self) -> list[float]:
        return [length or 0 for length in self.numbers("y" if self.upright else "x")]

    def extents(self, key: str, default: float | None) -> list[Any]:
        """``width`` or ``offset`` of each bar, in numbers of the axis across."""
        unit = _DAY if self.across.kind == "date" else 1
        stated = spread(given(self.trace.stated, key), len(self.spots()), f"{self.trace.path}.{key}")
        return [default if one is None else one / unit for one in stated]


def bars(trace: Trace, every: Sequence[Trace], mode: str, gap: float, pen: Pen) -> str:
    """The bars of one trace out of ``every`` bar trace on its axes; ``gap`` is the share of the room left free."""
    drawn = _bar_shapes(trace, every, mode, gap)
    styles = _bar_styles(trace, len(drawn), pen)
    alike = len(set(styles)) == 1
    content = "".join(
        _bar_at(_read(trace), bar, "" if alike else style)
        for bar, style in zip(drawn, styles, strict=True)
        if bar and bar[2] != bar[3]
    )
    return f"<g{styles[0] if alike else ''}>{content}</g>" if content else ""


def _read(trace: Trace) -> _Reading:
    return _Reading(trace, given(trace.stated, "orientation", "v") == "v")


def _bar_shapes(trace: Trace, every: Sequence[Trace], mode: str, gap: float) -> list[Bar | None]:
    """Each bar of a trace in numbers; ``None`` where it has no place."""
    reading = _read(trace)
    spots, lengths, bases = reading.spots(), reading.lengths(), _bases(trace, every, mode)
    widths = reading.extents("width", None)
    if None in widths:
        widths = reading.extents("width", (1 - gap) * _room(every))
    shapes: list[Bar | None] = []
    for spot, length, base, width, offset in zip(
        spots, lengths, bases, widths, reading.extents("offset", None), strict=True
    ):
        start = None if spot is None else spot + (-width / 2 if offset is None else offset)
        shapes.append(None if start is None else (start, start + width, base, base + length))
    return shapes


def _room(every: Sequence[Trace]) -> float:
    """The smallest distance between two bars, over all traces."""
    spots = sorted({spot for trace in every for spot in _read(trace).spots() if spot is not None})
    if len(spots) > 1:
        return min(right - left for left, right in pairwise(spots))
    if _read(every[0]).across.kind == "date":
        raise Unsupported(f"{every[0].path}.width: has to be stated for a single bar on a date axis")
    return 1


def _bases(trace: Trace, every: Sequence[Trace], mode: str) -> list[float]:
    """Where each bar starts: at its stated base or, stacked, on the bars of the traces before it."""
    reading = _read(trace)
    if mode != "stack":
        return spread(given(trace.stated, "base", 0), len(reading.spots()), f"{trace.path}.base")
    if given(trace.stated, "base") is not None:
        raise Unsupported(f"{trace.path}.base: a stacked bar stands on the others")
    tops: defaultdict[float | None, float] = defaultdict(float)
    for below in every[: every.index(trace)]:
        for spot, length in zip(_read(below).spots(), _read(below).lengths(), strict=True):
            tops[spot] += length
    return [tops[spot] for spot in reading.spots()]


def _bar_styles(trace: Trace, count: int, pen: Pen) -> list[str]:
    marker, place = trace.stated["marker"], f"{trace.path}.marker"
    border = given(marker, "line", {})
    colors = spread(marker["color"], count, f"{place}.color")
    opacities = spread(given(marker, "opacity", 1), count, f"{place}.opacity")
    edges = spread(given(border, "color", "#444"), count, f"{place}.line.color")
    widths = spread(given(border, "width", 0), count, f"{place}.line.width")
    return [
        attributes(fill=pen.paint(color), **stroke(pen, edge, width), opacity=None if opacity == 1 else opacity)
        for color, opacity, edge, width in zip(colors, opacities, edges, widths, strict=True)
    ]


def _bar_at(reading: _Reading, bar: Bar, style: str) -> str:
    sides = sorted(map(reading.across.at, bar[:2])), sorted(map(reading.along.at, bar[2:]))
    (left, right), (top, bottom) = sides if reading.upright else reversed(sides)
    return _rectangle(left, right, top, bottom, style)


def _rectangle(left: float, right: float, top: float, bottom: float, style: str) -> str:
    size = f'width="{number(right - left)}" height="{number(bottom - top)}"'
    return f'<rect x="{number(left)}" y="{number(top)}" {size}{style}/>'


def heatmap(trace: Trace, pen: Pen) -> str:
    """The cells of a heat map, each in its colour, and the text on them; a ``None`` is a hole, never a colour."""
    color_of = colors_between(trace)
    x_gap, y_gap = given(trace.stated, "xgap", 0) / 2, given(trace.stated, "ygap", 0) / 2
    cells, labels = [], []
    for column_at, row_at, value, text in _cells(trace):
        color = color_of(value)
        sides = column_at.first + x_gap, column_at.last - x_gap, row_at.first + y_gap, row_at.last - y_gap
        cells.append(_rectangle(*sides, attributes(fill=pen.paint(color))))
        labels.append(_label((column_at.middle, row_at.middle), text, color, trace, pen) if text else "")
    return group("".join(cells)) + group("".join(labels), text_anchor="middle")


@dataclass(frozen=True, slots=True)
class _Stripe:
    """A column or a row of cells: pixels of its two sides, and of its value (months differ: that is not halfway)."""

    first: float
    last: float
    middle: float


def _stripes(trace: Trace, key: str) -> list[_Stripe]:
    """The columns (``x``) or rows (``y``), each reaching halfway to its neighbours."""
    scale = trace.x if key == "x" else trace.y
    values = column(trace.stated, key, trace.path)
    scale.pixels(values, f"{trace.path}.{key}")  # refuses what is no number
    middles = [scale.number(value) for value in values]
    halves = [(right - left) / 2 for left, right in pairwise(middles)] or [0.5]
    starts = [middle - half for middle, half in zip(middles, [halves[0], *halves], strict=False)]
    bounds = map(scale.at, [*starts, middles[-1] + halves[-1]])
    pairs = zip(pairwise(bounds), map(scale.at, middles), strict=True)
    return [_Stripe(min(sides), max(sides), middle) for sides, middle in pairs]


def _cells(trace: Trace) -> Iterator[tuple[_Stripe, _Stripe, float, str]]:
    """Column, row, value and text of every cell that has a value."""
    rows, columns, lines = column(trace.stated, "z", trace.path), _stripes(trace, "x"), _stripes(trace, "y")
    texts = spread(given(trace.stated, "text", ""), len(lines), f"{trace.path}.text")
    for index, (line, row) in enumerate(zip(lines, spread(rows, len(lines), f"{trace.path}.z"), strict=True)):
        values = spread(row, len(columns), f"{trace.path}.z[{index}]")
        notes = spread(texts[index], len(columns), f"{trace.path}.text[{index}]")
        for stripe, value, note in zip(columns, values, notes, strict=True):
            if value is not None:
                yield stripe, line, value, str(note)


def _label(middle: Point, text: str, color: str, trace: Trace, pen: Pen) -> str:
    """The text on a cell; without a colour of its own it is dark or light, whichever is legible there."""
    own, place = given(trace.stated, "textfont", {}), f"{trace.path}.textfont"
    size = needed(own, "size", place)
    ink = given(own, "color", "#fff" if _is_dark(color) else "#444")
    return words(middle[0], middle[1] + 0.35 * size, text, f"{trace.path}.text", font_size=size, fill=pen.paint(ink))


def colors_between(trace: Trace) -> Callable[[float], str]:
    """The colour of a value on the trace's colour scale, mixed in RGB; what lies beyond its ends takes their colour."""
    place = f"{trace.path}.colorscale"
    stops = [(share, rgb(color, place)) for share, color in column(trace.stated, "colorscale", trace.path)]
    low, high = trace.stated["zmin"], trace.stated["zmax"]
    if not (low < high and len(stops) > 1 and stops[0][0] == 0 and stops[-1][0] == 1):
        raise Unsupported(f"{place}: [[0, colour], …, [1, colour]] and zmin < zmax are needed")

    def color_of(value: float) -> str:
        share = min(1.0, max(0.0, (value - low) / (high - low)))
        (start, first), (end, last) = next(pair for pair in pairwise(stops) if share <= pair[1][0])
        part = (share - start) / (end - start) if end > start else 0
        mixed = [round(one + part * (other - one)) for one, other in zip(first, last, strict=True)]
        return "#{:02x}{:02x}{:02x}".format(*mixed)

    return color_of


def rgb(color: str, place: str) -> tuple[int, ...]:
    """Red, green and blue of ``#rgb``, ``#rrggbb`` or ``rgb(r, g, b)``."""
    found = _COLOR.fullmatch(color)
    if found is None:
        raise Unsupported(f"{place}: {color!r} is not #rrggbb or rgb(r, g, b)")
    if found["rgb"]:
        return tuple(map(int, found["rgb"].split(",")))
    digits = found["hex"] if len(found["hex"]) == 6 else "".join(2 * digit for digit in found["hex"])
    return tuple(bytes.fromhex(digits))


def _is_dark(color: str) -> bool:
    red, green, blue = rgb(color, "colorscale")
    return (299 * red + 587 * green + 114 * blue) / 1000 < 128
