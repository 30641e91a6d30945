"""Cells colored by the class of their value, which stands in them: what they are like, and the traces they make."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.dataset.observations import WITHHELD, Observation
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import trace_names, traces
from dashboard.plotting.bins import Bins
from dashboard.plotting.theme import HEAT_COLORS, LIGHT, Figure
from dashboard.svg.text_width import markup_width_px
from dashboard.text import sentences
from etl.core.model import Status

Box = tuple[float, float, float, float]
"""Left, right, top and bottom."""
FIRST_DARK_BIN = 4
"""The class from which on words on its color are light."""
_NEIGHBOURS = ((-1, 0), (1, 0), (0, -1), (0, 1))
"""The cells beside a cell: how far right and down."""


@dataclass(frozen=True)
class CellStyle:
    """How a cell looks: its color, that of its edge and of its words, and what stands in it."""

    fill: str
    border: str
    text_color: str
    text: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell: its middle, how it looks, and whether its value is preliminary."""

    x: float
    y: float
    style: CellStyle
    preliminary: bool


def make_cell(
    view: SeriesView, locale: Locale, classes: Bins, observation: Observation | None, position: tuple[float, float]
) -> Cell:
    """Make the cell of a period, also of one without an observation, at a position."""
    value = view.value_in_unit(observation) if observation else None
    preliminary = observation is not None and observation.preliminary is not None and value is not None
    return Cell(*position, style_cell(view, locale, classes, observation), preliminary=preliminary)


def style_cell(view: SeriesView, locale: Locale, classes: Bins, observation: Observation | None) -> CellStyle:
    """Choose how the cell of a period looks: a value by its bin, and each reason for having none in its own way.

    A zero has no color, though a value that is only written as one has; a value across a break is gray; what is
    withheld is a cross, what is not held is hollow, with the earliest value held since; what has no value for another
    reason is empty.
    """
    empty = CellStyle(LIGHT["paper"], LIGHT["grid"], LIGHT["muted"])
    if observation is None:
        return empty
    value = view.value_in_unit(observation)
    if value is not None and value != 0 and view.differs(observation):
        text = sentences.format_value(view, locale, value)
        return CellStyle(LIGHT["grid"], LIGHT["grid"], LIGHT["ink"], text)
    if value is not None:
        return _style_value(classes, sentences.format_value(view, locale, value), value)
    if observation.status in WITHHELD:
        return CellStyle(LIGHT["paper"], LIGHT["grid"], LIGHT["muted"], "×")
    if observation.status == Status.NOT_HELD:
        earliest = (
            view.convert(observation, observation.first_published_later.value)
            if observation.first_published_later
            else None
        )
        text = "" if earliest is None else sentences.format_value(view, locale, earliest)
        return CellStyle(LIGHT["paper"], LIGHT["absent"], LIGHT["muted"], text)
    return empty


def _style_value(classes: Bins, text: str, value: float) -> CellStyle:
    if value == 0:
        return CellStyle(LIGHT["paper"], LIGHT["grid"], LIGHT["ink"], text)
    step = classes.index_of(value)
    color = LIGHT[HEAT_COLORS[step]]
    return CellStyle(color, color, LIGHT["on_high_heat" if step >= FIRST_DARK_BIN else "on_low_heat"], text)


def cell_trace(cells: Sequence[Cell], width: float, height: float) -> Figure:
    """Draw the cells themselves, in numbers of the axes."""
    return {
        "type": "bar",
        "name": trace_names.CELLS,
        "x": [cell.x for cell in cells],
        "y": [height for _ in cells],
        "base": [cell.y - height / 2 for cell in cells],
        "width": width,
        "marker": {
            "color": [cell.style.fill for cell in cells],
            "line": {"color": [cell.style.border for cell in cells], "width": 1},
        },
        "hoverinfo": "skip",
    }


def cell_text_trace(cells: Sequence[Cell], name: str, texts: Sequence[str], *, down: float, size: float) -> Figure:
    """Write a text into each cell, in the cell's text color, ``down`` from its middle in numbers of the axis."""
    return traces.text_trace(
        name,
        [cell.x for cell in cells],
        [cell.y + down for cell in cells],
        texts,
        textposition="middle center",
        textfont={"size": size, "color": [cell.style.text_color for cell in cells]},
    )


def preliminary_outline(cells: Sequence[Cell]) -> Figure:
    """Draw a dotted line around cells whose values are preliminary, none between two of them. Cells are 1 apart."""
    marked = {(cell.x, cell.y) for cell in cells if cell.preliminary}
    sides = [
        [(x + (right - down) / 2, y + (down - right) / 2), (x + (right + down) / 2, y + (down + right) / 2)]
        for x, y in sorted(marked)
        for right, down in _NEIGHBOURS
        if (x + right, y + down) not in marked
    ]
    return _dotted_trace(sides, trace_names.PRELIMINARY)


def box_outlines(sides: Sequence[Box], name: str = trace_names.PRELIMINARY) -> Figure:
    """Draw a dotted line around each of some boxes."""
    corners = [[(left, top), (right, top), (right, low), (left, low), (left, top)] for left, right, top, low in sides]
    return _dotted_trace(corners, name)


def _dotted_trace(lines: Sequence[Sequence[tuple[float, float]]], name: str) -> Figure:
    x = [x for line in lines for x in (*(x for x, _ in line), None)]
    y = [y for line in lines for y in (*(y for _, y in line), None)]
    return traces.scatter_trace(name, "lines", x, y, line={"color": LIGHT["ink"], "width": 1.5, "dash": "dot"})


def fit_font_size(texts: Sequence[str], width: float, max_size: float) -> float:
    """Return the font size, in pixels, at which the longest text fits ``width`` pixels; ``max_size`` at most."""
    widest_em = max((markup_width_px(text, 1) for text in texts), default=0)
    return min(max_size, int(2 * width / widest_em) / 2) if widest_em else max_size
