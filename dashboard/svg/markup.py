"""Strings of SVG: numbers, attributes, lines and text. Nothing here knows what a chart is."""

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Final, TypeAlias

from dashboard.svg.schema import Unsupported

Attributes: TypeAlias = dict[str, str | float | None]
"""What ``attributes`` writes; ``None`` is left out."""
Point: TypeAlias = tuple[float, float]
"""Pixels from the left and from the top."""

FONT_FAMILY: Final = "Source Sans Pro, system-ui, sans-serif"
ASCENT_EM, DESCENT_EM = 0.984, 0.273
"""How far Source Sans Pro reaches above and below its baseline (the TTF's ``hhea`` table)."""
LINE_HEIGHT_EM: Final = 1.3
"""Baseline to baseline; Plotly's own."""

CACHED_LENGTHS = 8192
"""Lengths whose texts are remembered: those of the ways between the points of a line are few."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"(<br ?/?>|</?b>)")
_OTHER_TAG = re.compile(r"</?(?:a|em|i|s|span|strong|sub|sup|u)(?: [^<>]*)?>")
_DASHES = {"solid": (), "dot": (1, 1), "dash": (3, 3), "dashdot": (3, 1, 1, 1)}
"""Lengths of dashes and gaps in widths of the line, as Plotly draws them."""


@dataclass(frozen=True, slots=True)
class Font:
    """Size in pixels, and the color as the figure gives it."""

    size: float
    color: str


@dataclass(frozen=True, slots=True)
class Style:
    """How a color of the figure is written, and the font of a text that names none."""

    color_fn: Callable[[str], str]
    font: Font


def px(value: float) -> str:
    """Write a length in as few characters as serve: two decimals at most, no trailing zeros, never ``-0``."""
    return f"{round(value, 2) + 0.0:g}"


def polyline(points: Iterable[Point]) -> str:
    """Write a line through points in path commands: where it begins, then the way from each point to the next.

    All in hundredths of a pixel, and shorter than the places of points are. Rounded are places, not ways: errors do not
    add up.
    """
    places = [(round(100 * x), round(100 * y)) for x, y in points]
    start = f"M{_hundredths(places[0][0])},{_hundredths(places[0][1])}"
    ways = [f"{_hundredths(x - last_x)},{_hundredths(y - last_y)}" for (last_x, last_y), (x, y) in pairwise(places)]
    return f"{start}l{' '.join(ways)}" if ways else start


@lru_cache(maxsize=CACHED_LENGTHS)
def _hundredths(count: int) -> str:
    """Write hundredths of a pixel as pixels, without a zero before the point."""
    text = f"{count / 100:.8g}"
    return text.replace("0.", ".") if abs(count) < 100 else text


def attributes(**values: str | float | None) -> str:
    """Write attributes, each after a blank: ``stroke_width=2`` is ``stroke-width="2"``, ``None`` is left out."""
    return "".join(
        f' {name.replace("_", "-")}="{escape(value) if isinstance(value, str) else px(value)}"'
        for name, value in values.items()
        if value is not None
    )


def group(content: str, **values: str | float | None) -> str:
    """Write a ``<g>``; nothing at all when it would be empty, and what is in it where nothing stands on it."""
    return paint_group(attributes(**values), content)


def paint_group(paint: str, content: str) -> str:
    """Write a ``<g>`` with written attributes; nothing when it would be empty, no ``<g>`` without attributes."""
    return f"<g{paint}>{content}</g>" if paint and content else content


def paint_alike(marks: Iterable[tuple[str, str]]) -> str:
    """Write marks in their order, given as written attributes and element: neighbours that look alike in one group."""
    return "".join(
        paint_group(paint, "".join(mark for _, mark in alike)) for paint, alike in groupby(marks, key=itemgetter(0))
    )


def reference(element_id: str, point: Point) -> str:
    """Write once more what has an id, moved by a point. Readers of SVG 1.1 know ``href`` only with its prefix."""
    x, y = point
    return f'<use xlink:href="#{element_id}"{attributes(x=x or None, y=y or None)}/>'


def escape(text: str) -> str:
    """Escape text so that any XML reader takes it as it was meant, without the characters that XML forbids."""
    return html.escape(_NOT_XML.sub("", text))


def stroke(style: Style, color: str | None, width: float, dash: str = "solid") -> Attributes:
    """Make the attributes of an outline ``width`` pixels wide; none at all where it has no width or no color."""
    if not width or color is None:
        return {}
    return {"stroke": style.color_fn(color), "stroke_width": width, "stroke_dasharray": _dash_array(dash, width)}


def _dash_array(dash: str, width: float) -> str | None:
    # Plotly's rule: the dashes of a line thinner than 3 px are those of one of 3 px, so that they stay readable.
    return ",".join(px(length * max(width, 3)) for length in _DASHES[dash]) or None


def text_element(x: float, y: float, text: str, path: str, **values: str | float | None) -> str:
    """Write a ``<text>`` whose first baseline is at ``y``.

    ``<b>…</b>`` and ``<br>`` are the mark-up that both renderers know; any other tag raises ``Unsupported`` with
    ``path``, the place of the text in the figure.
    """
    if "<" not in text and "&" not in text:
        return f'<text x="{px(x)}" y="{px(y)}"{attributes(**values)}>{escape(text)}</text>'
    first, *rest = ["".join(map(_run, line)) for line in parse_lines(text, path)]
    more = "".join(f'<tspan x="{px(x)}" dy="{LINE_HEIGHT_EM}em">{line or " "}</tspan>' for line in rest)
    return f'<text x="{px(x)}" y="{px(y)}"{attributes(**values)}>{first}{more}</text>'


def line_count(text: str) -> int:
    """Count the lines that a text takes."""
    return 1 + len(re.findall(r"<br ?/?>", text))


def parse_lines(text: str, path: str) -> list[list[tuple[bool, str]]]:
    """Split a text into lines of runs: (whether bold, words)."""
    if other := _OTHER_TAG.search(text):
        raise Unsupported(f"{path}: {other[0]} in a text")
    lines: list[list[tuple[bool, str]]] = [[]]
    bold = False
    for part in _TAG.split(text):
        if part.startswith("<br"):
            lines.append([])
        elif part in {"<b>", "</b>"}:
            bold = part == "<b>"
        elif part:
            lines[-1].append((bold, html.unescape(part)))
    return lines


def _run(run: tuple[bool, str]) -> str:
    bold, text = run
    return f'<tspan font-weight="700">{escape(text)}</tspan>' if bold else escape(text)
