"""Cells coloured by the class of their figure, which stands in them: what they are like, and the traces they make."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import words
from dashboard.classes import Classes
from dashboard.figures import trace_names, traces
from dashboard.figures.theme import HEAT, LIGHT, Figure
from dashboard.language import Language
from dashboard.points import WITHHELD, Point
from dashboard.views import View
from etl.model import Status

Sides = tuple[float, float, float, float]
"""Left, right, top and bottom."""
DARK_FROM = 4
"""The class from which on words on its colour are light."""
_AROUND = ((-1, 0), (1, 0), (0, -1), (0, 1))
"""The cells beside a cell: how far right and down."""
DIGIT, POINT = 0.52, 0.26
"""Widths of a digit, and of a point or blank between digits, in the size of their font."""


@dataclass(frozen=True)
class Look:
    """How a cell looks: its colour, that of its edge and of its words, and what stands in it."""

    fill: str
    edge: str
    ink: str
    text: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell: its middle, how it looks, and whether its figure is preliminary."""

    x: float
    y: float
    look: Look
    preliminary: bool


def cell(view: View, language: Language, classes: Classes, point: Point | None, spot: tuple[float, float]) -> Cell:
    """The cell of a period, or of one without a point, at a spot."""
    shown = view.shown(point) if point else None
    preliminary = point is not None and point.preliminary is not None and shown is not None
    return Cell(*spot, look(view, language, classes, point), preliminary=preliminary)


def look(view: View, language: Language, classes: Classes, point: Point | None) -> Look:
    """How the cell of a period looks: a figure by its class, and each reason for having none in its own way.

    A zero has no colour, though a figure that is only written as one has; what is withheld is a cross, what is not held
    is hollow, with the earliest figure held since; what has no figure for another reason is empty.
    """
    empty = Look(LIGHT["paper"], LIGHT["grid"], LIGHT["muted"])
    if point is None:
        return empty
    shown = view.shown(point)
    if shown is not None:
        return _of_figure(classes, words.amount(view, language, shown), shown)
    if point.status in WITHHELD:
        return Look(LIGHT["paper"], LIGHT["grid"], LIGHT["muted"], "×")
    if point.status == Status.NOT_HELD:
        earliest = view.amount(point, point.earliest_held.value) if point.earliest_held else None
        written = "" if earliest is None else words.amount(view, language, earliest)
        return Look(LIGHT["paper"], LIGHT["absent"], LIGHT["muted"], written)
    return empty


def _of_figure(classes: Classes, written: str, figure: float) -> Look:
    if figure == 0:
        return Look(LIGHT["paper"], LIGHT["grid"], LIGHT["ink"], written)
    step = classes.of(figure)
    colour = LIGHT[HEAT[step]]
    return Look(colour, colour, LIGHT["on_high_heat" if step >= DARK_FROM else "on_low_heat"], written)


def cells(drawn: Sequence[Cell], width: float, height: float) -> Figure:
    """The cells themselves, in numbers of the axes."""
    return {
        "type": "bar",
        "name": trace_names.CELLS,
        "x": [cell.x for cell in drawn],
        "y": [height for _ in drawn],
        "base": [cell.y - height / 2 for cell in drawn],
        "width": width,
        "marker": {
            "color": [cell.look.fill for cell in drawn],
            "line": {"color": [cell.look.edge for cell in drawn], "width": 1},
        },
        "hoverinfo": "skip",
    }


def texts(drawn: Sequence[Cell], name: str, said: Sequence[str], *, down: float, size: float) -> Figure:
    """What stands in each cell, in its ink, so far ``down`` from its middle."""
    return traces.scatter(
        name,
        "text",
        [cell.x for cell in drawn],
        [cell.y + down for cell in drawn],
        text=list(said),
        textposition="middle center",
        textfont={"size": size, "color": [cell.look.ink for cell in drawn]},
    )


def around(drawn: Sequence[Cell]) -> Figure:
    """A dotted line around the cells whose figures are preliminary, none between two of them. Cells are 1 apart."""
    marked = {(cell.x, cell.y) for cell in drawn if cell.preliminary}
    sides = [
        [(x + (right - down) / 2, y + (down - right) / 2), (x + (right + down) / 2, y + (down + right) / 2)]
        for x, y in sorted(marked)
        for right, down in _AROUND
        if (x + right, y + down) not in marked
    ]
    return _dotted(sides, trace_names.PRELIMINARY)


def boxes(sides: Sequence[Sides], name: str = trace_names.PRELIMINARY) -> Figure:
    """A dotted line around each of some boxes."""
    corners = [[(left, top), (right, top), (right, low), (left, low), (left, top)] for left, right, top, low in sides]
    return _dotted(corners, name)


def _dotted(lines: Sequence[Sequence[tuple[float, float]]], name: str) -> Figure:
    x = [x for line in lines for x in (*(x for x, _ in line), None)]
    y = [y for line in lines for y in (*(y for _, y in line), None)]
    return traces.scatter(name, "lines", x, y, line={"color": LIGHT["ink"], "width": 1.5, "dash": "dot"})


def size_for(said: Sequence[str], room: float, most: float) -> float:
    """The size of a font in which the longest of the words fits a width in pixels: ``most`` where it does."""
    longest = max((sum(DIGIT if letter.isalnum() else POINT for letter in text) for text in said), default=0)
    return min(most, int(2 * room / max(longest, DIGIT)) / 2)
