"""The words of SVG: numbers, attributes and text as strings. Nothing here knows what a chart is."""

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from dashboard.svg.schema import Unsupported

Attributes: TypeAlias = dict[str, str | float | None]
"""What ``attributes`` writes; ``None`` is left out."""
Point: TypeAlias = tuple[float, float]
"""Pixels from the left and from the top."""

FAMILY: Final = "Source Sans Pro, system-ui, sans-serif"
ASCENT, DESCENT = 0.984, 0.273
"""How far Source Sans Pro reaches above and below its baseline, in em (the TTF's ``hhea`` table)."""
LINE_HEIGHT: Final = 1.3
"""Baseline to baseline, in em; Plotly's own."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"(<br ?/?>|</?b>)")
_OTHER_TAG = re.compile(r"</?(?:a|em|i|s|span|strong|sub|sup|u)(?: [^<>]*)?>")
_DASHES = {"solid": (), "dot": (1, 1), "dash": (3, 3), "dashdot": (3, 1, 1, 1)}


@dataclass(frozen=True, slots=True)
class Font:
    """Size in pixels and colour as the figure gives it."""

    size: float
    color: str


@dataclass(frozen=True, slots=True)
class Pen:
    """How colours are written, and the font of what names none."""

    paint: Callable[[str], str]
    font: Font


def number(value: float) -> str:
    """A length in as few characters as serve: two decimals at most, no trailing zeros."""
    return f"{round(value, 2) + 0.0:g}"


def path(points: Iterable[Point]) -> str:
    """A polyline in path commands; its trailing zeros stay, since dropping them would take twice the time."""
    return "M" + "L".join([f"{x:.2f},{y:.2f}" for x, y in points])


def attributes(**values: str | float | None) -> str:
    """Attributes with a blank before each; ``stroke_width=2`` is written ``stroke-width="2"``, ``None`` is left out."""
    return "".join(
        f' {name.replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for name, value in values.items()
        if value is not None
    )


def group(content: str, **values: str | float | None) -> str:
    """A ``<g>``; nothing at all when it would be empty."""
    return f"<g{attributes(**values)}>{content}</g>" if content else ""


def escape(text: str) -> str:
    """Text that any XML reader takes as it was meant: marked up where needed, without the characters XML forbids."""
    return html.escape(_NOT_XML.sub("", text))


def dashes(dash: str, width: float) -> str | None:
    """``stroke-dasharray`` in Plotly's lengths, which stay readable on a thin line."""
    return ",".join(number(part * max(width, 3)) for part in _DASHES[dash]) or None


def stroke(pen: Pen, color: str | None, width: float, dash: str = "solid") -> Attributes:
    """Attributes of an outline; none at all where it has no width."""
    if not width or color is None:
        return {}
    return {"stroke": pen.paint(color), "stroke_width": width, "stroke_dasharray": dashes(dash, width)}


def lines_of(text: str, place: str) -> list[list[tuple[bool, str]]]:
    """A text with ``<b>…</b>`` and ``<br>``, the mark-up that both renderers know: lines of runs (bold?, words)."""
    if other := _OTHER_TAG.search(text):
        raise Unsupported(f"{place}: {other[0]} in a text")
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


def words(x: float, y: float, text: str, place: str, **values: str | float | None) -> str:
    """A ``<text>`` whose first baseline is at ``y``; ``place`` is the figure's path to it, for a refusal."""
    if "<" not in text and "&" not in text:
        return f'<text x="{number(x)}" y="{number(y)}"{attributes(**values)}>{escape(text)}</text>'
    first, *rest = ["".join(map(_run, line)) for line in lines_of(text, place)]
    more = "".join(f'<tspan x="{number(x)}" dy="{LINE_HEIGHT}em">{line or " "}</tspan>' for line in rest)
    return f'<text x="{number(x)}" y="{number(y)}"{attributes(**values)}>{first}{more}</text>'


def line_count(text: str) -> int:
    """How many lines the text takes."""
    return 1 + len(re.findall(r"<br ?/?>", text))


def _run(run: tuple[bool, str]) -> str:
    bold, text = run
    return f'<tspan font-weight="700">{escape(text)}</tspan>' if bold else escape(text)
