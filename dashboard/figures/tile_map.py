"""The parts of a place in one period: tiles in the arrangement of a map, coloured by the class of their figures."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import classes, labels, words
from dashboard.figures import heat, theme, trace_names, traces
from dashboard.figures.heat import Cell, Sides
from dashboard.figures.theme import LIGHT, PICTURE, Figure, Layers
from dashboard.figures.tiles import Tiles, tiles
from dashboard.language import Language
from dashboard.points import Point
from dashboard.views import Selection, View

LARGEST, LARGEST_NAMED, HIGHEST = 84, 120, 544
"""Pixels of the side of a tile at most, with a short name and with a whole one, and of all tiles from top to bottom."""
HEAD, FOOT = 34, 2
"""Pixels above the tiles, where the period stands, and below."""
TILE, OUTLINE = 0.94, 0.98
"""How much of its room a tile takes, and the outline of a preliminary one."""
UP, DOWN = -0.18, 0.19
"""How far above and below its middle the name and the figure of a tile stand, in tiles."""
LETTER = 7
"""Pixels that a letter of a whole name takes."""


@dataclass(frozen=True)
class _Map:
    """The tiles of a selection on a chart of a width in pixels. Its axes count tiles; the first is at 0, 0."""

    tiles: Tiles
    width: float

    @property
    def side(self) -> float:
        """Pixels of the side of a tile's room."""
        most = LARGEST if self.tiles.short else LARGEST_NAMED
        return min(most, self.width / self.tiles.columns, HIGHEST / self.tiles.rows)

    @property
    def height(self) -> float:
        """Pixels of the whole."""
        return HEAD + self.side * self.tiles.rows + FOOT

    @property
    def across(self) -> list[float]:
        """The range of the axis across, with the tiles in its middle."""
        free = self.width / self.side - self.tiles.columns
        return [-0.5 - free / 2, self.tiles.columns - 0.5 + free / 2]

    @property
    def down(self) -> list[float]:
        """The range of the axis down, from its lower end."""
        return [self.tiles.rows - 0.5 + FOOT / self.side, -0.5 - HEAD / self.side]


def height(selection: Selection, *, narrow: bool) -> int:
    """Pixels in a page."""
    return round(_map(selection, narrow=narrow).height) if selection.views else theme.WIDE // 2


def draw(selection: Selection, language: Language, layers: Layers = PICTURE) -> Figure:
    """The figure of a map of tiles. Its cells are in the order of the selection's views."""
    placed = _map(selection, narrow=layers.narrow)
    drawn = _cells(selection, language, placed.tiles)
    data = [
        _period(selection, language, placed),
        heat.cells(drawn, TILE, TILE),
        heat.boxes([_outline(cell) for cell in drawn if cell.preliminary]),
        _names(selection, language, placed, drawn),
        _figures(selection, language, placed, drawn),
        *(_labels(selection, language, placed.tiles) if layers.labels else []),
    ]
    return {"data": data, "layout": _layout(placed)}


def _map(selection: Selection, *, narrow: bool) -> _Map:
    place = selection.parts_of.code if selection.parts_of else ""
    return _Map(tiles(place, [view.place.code for view in selection.views]), theme.width(narrow=narrow))


def _cells(selection: Selection, language: Language, placed: Tiles) -> list[Cell]:
    found = classes.of_views(selection.whole)
    return [
        heat.cell(view, language, found, view.points[0] if view.points else None, placed.spots[view.place.code])
        for view in selection.views
    ]


def _outline(cell: Cell) -> Sides:
    half = OUTLINE / 2
    return cell.x - half, cell.x + half, cell.y - half, cell.y + half


def _period(selection: Selection, language: Language, placed: _Map) -> Figure:
    """The period shown, above the tiles: words that change as it is stepped through."""
    return traces.scatter(
        trace_names.PERIOD,
        "text",
        [-TILE / 2],
        [-0.5 - HEAD / 2 / placed.side],
        text=[f"<b>{words.capital(language.period(selection.period))}</b>" if selection.period else ""],
        textposition="middle right",
        textfont={"size": theme.FONT + 2, "color": LIGHT["ink"]},
    )


def _names(selection: Selection, language: Language, placed: _Map, drawn: Sequence[Cell]) -> Figure:
    short = placed.tiles.short
    said = [
        short.get(view.place.code) or _wrapped(view.place.name[language.code], placed.side) for view in selection.views
    ]
    return heat.texts(drawn, trace_names.PLACE_NAMES, said, down=UP, size=10 if placed.side < 40 else 12)


def _wrapped(name: str, side: float) -> str:
    return "<br>".join(textwrap.wrap(name, int(side / LETTER)))


def _figures(selection: Selection, language: Language, placed: _Map, drawn: Sequence[Cell]) -> Figure:
    """The figures, as large as the highest of all periods fits, so that they keep their size."""
    shown = [(view.shown(point) or 0, view) for view in selection.whole for point in view.points]
    highest, view = max(shown, key=lambda one: one[0])
    longest = words.amount(view, language, highest)
    said = [cell.look.text for cell in drawn]
    size = heat.size_for([*said, longest], placed.side * TILE - 2, 10 if placed.side < 40 else 14)
    return heat.texts(drawn, trace_names.VALUES, said, down=DOWN, size=size)


def _labels(selection: Selection, language: Language, placed: Tiles) -> list[Figure]:
    """The words of each tile, as a line for each row of tiles."""
    rows: dict[int, list[tuple[int, View]]] = {}
    for view in selection.views:
        column, row = placed.spots[view.place.code]
        rows.setdefault(row, []).append((column, view))
    return [_line(row, sorted(rows[row], key=lambda one: one[0]), language) for row in sorted(rows)]


def _line(row: int, line: Sequence[tuple[int, View]], language: Language) -> Figure:
    said = [_label(view, language, view.points[0] if view.points else None) for _, view in line]
    return traces.labels([column for column, _ in line], [row for _ in line], said)


def _label(view: View, language: Language, point: Point | None) -> str:
    """The name of a part and what is held of it for the period."""
    name = f"<b>{view.place.name[language.code]}</b>"
    said = labels.hover(view, language, point) if point else language.text("no figure held for this period")
    return f"{name}<br>{said}"


def _layout(placed: _Map) -> Figure:
    unseen = {"type": "linear", "tickvals": [], "ticktext": [], "visible": False}
    return theme.layout(
        margin={"t": 0, "r": 0, "b": 0, "l": 0},
        hovermode="closest",
        hoverdistance=40,
        xaxis=theme.axis(**unseen, range=placed.across),
        yaxis=theme.axis(**unseen, range=placed.down),
    )
