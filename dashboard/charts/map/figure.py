"""The parts of a place in one period: tiles in the arrangement of a map, coloured by the class of their figures."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.map.tile_grids import TileGrid, arrange_tiles
from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import bins, heat_cells, theme, trace_names, traces
from dashboard.plotting.heat_cells import Box, Cell
from dashboard.plotting.theme import LIGHT, STATIC, Figure, FigureOptions
from dashboard.text import labels, sentences

MAX_TILE_PX, MAX_LONG_NAME_TILE_PX, MAX_GRID_HEIGHT_PX = 84, 120, 544
"""Pixels of the side of a tile at most, with a short name and with a whole one, and of all tiles from top to bottom."""
TOP_MARGIN_PX, BOTTOM_MARGIN_PX = 34, 2
"""Pixels above the tiles, where the period stands, and below."""
TILE_FILL_RATIO, OUTLINE_RATIO = 0.94, 0.98
"""How much of its room a tile takes, and the outline of a preliminary one."""
NAME_OFFSET_TILES, VALUE_OFFSET_TILES = -0.18, 0.19
"""How far above and below its middle the name and the figure of a tile stand, in tiles."""
LETTER_WIDTH_PX = 7
"""Pixels that a letter of a whole name takes."""


@dataclass(frozen=True)
class _TileLayout:
    """The tiles of a selection on a chart of a width in pixels. Its axes count tiles; the first is at 0, 0."""

    grid: TileGrid
    width: float

    @property
    def tile_px(self) -> float:
        """Pixels of the side of a tile's room."""
        most = MAX_TILE_PX if self.grid.short_names else MAX_LONG_NAME_TILE_PX
        return min(most, self.width / self.grid.columns, MAX_GRID_HEIGHT_PX / self.grid.rows)

    @property
    def height(self) -> float:
        """Pixels of the whole."""
        return TOP_MARGIN_PX + self.tile_px * self.grid.rows + BOTTOM_MARGIN_PX

    @property
    def x_range(self) -> list[float]:
        """The range of the axis across, with the tiles in its middle."""
        free = self.width / self.tile_px - self.grid.columns
        return [-0.5 - free / 2, self.grid.columns - 0.5 + free / 2]

    @property
    def y_range(self) -> list[float]:
        """The range of the axis down, from its lower end."""
        return [self.grid.rows - 0.5 + BOTTOM_MARGIN_PX / self.tile_px, -0.5 - TOP_MARGIN_PX / self.tile_px]


def height_px(selection: ChartData, *, narrow: bool) -> int:
    """Pixels in a page."""
    return round(_tile_layout(selection, narrow=narrow).height) if selection.views else theme.CHART_WIDTH_PX // 2


def draw_figure(selection: ChartData, locale: Locale, layers: FigureOptions = STATIC) -> Figure:
    """The figure of a map of tiles. Its cells are in the order of the selection's views."""
    placed = _tile_layout(selection, narrow=layers.narrow)
    drawn = _tile_cells(selection, locale, placed.grid)
    data = [
        _period_trace(selection, locale, placed),
        heat_cells.cell_trace(drawn, TILE_FILL_RATIO, TILE_FILL_RATIO),
        heat_cells.box_outlines([_outline_box(cell) for cell in drawn if cell.preliminary]),
        _name_trace(selection, locale, placed, drawn),
        _value_trace(selection, locale, placed, drawn),
        *(_hover_traces(selection, locale, placed.grid) if layers.hover_labels else []),
    ]
    return {"data": data, "layout": _figure_layout(placed)}


def _tile_layout(selection: ChartData, *, narrow: bool) -> _TileLayout:
    place = selection.parts_of.code if selection.parts_of else ""
    return _TileLayout(
        arrange_tiles(place, [view.place.code for view in selection.views]), theme.chart_width_px(narrow=narrow)
    )


def _tile_cells(selection: ChartData, locale: Locale, placed: TileGrid) -> list[Cell]:
    found = bins.bins_of_views(selection.all_periods)
    return [
        heat_cells.make_cell(
            view, locale, found, view.observations[0] if view.observations else None, placed.positions[view.place.code]
        )
        for view in selection.views
    ]


def _outline_box(cell: Cell) -> Box:
    half = OUTLINE_RATIO / 2
    return cell.x - half, cell.x + half, cell.y - half, cell.y + half


def _period_trace(selection: ChartData, locale: Locale, placed: _TileLayout) -> Figure:
    """The period shown, above the tiles: words that change as it is stepped through."""
    return traces.scatter_trace(
        trace_names.PERIOD,
        "text",
        [-TILE_FILL_RATIO / 2],
        [-0.5 - TOP_MARGIN_PX / 2 / placed.tile_px],
        text=[f"<b>{sentences.capitalize(locale.period(selection.period))}</b>" if selection.period else ""],
        textposition="middle right",
        textfont={"size": theme.FONT_SIZE_PX + 2, "color": LIGHT["ink"]},
    )


def _name_trace(selection: ChartData, locale: Locale, placed: _TileLayout, drawn: Sequence[Cell]) -> Figure:
    short = placed.grid.short_names
    said = [
        short.get(view.place.code) or _wrap_name(locale.localize(view.place.name), placed.tile_px)
        for view in selection.views
    ]
    return heat_cells.cell_text_trace(
        drawn, trace_names.PLACE_NAMES, said, down=NAME_OFFSET_TILES, size=10 if placed.tile_px < 40 else 12
    )


def _wrap_name(name: str, side: float) -> str:
    return "<br>".join(textwrap.wrap(name, int(side / LETTER_WIDTH_PX)))


def _value_trace(selection: ChartData, locale: Locale, placed: _TileLayout, drawn: Sequence[Cell]) -> Figure:
    """The figures, as large as the highest of all periods fits, so that they keep their size."""
    shown = [(view.value_in_unit(point) or 0, view) for view in selection.all_periods for point in view.observations]
    highest, view = max(shown, key=lambda one: one[0])
    longest = sentences.format_value(view, locale, highest)
    said = [cell.style.text for cell in drawn]
    size = heat_cells.fit_font_size(
        [*said, longest], placed.tile_px * TILE_FILL_RATIO - 2, 10 if placed.tile_px < 40 else 14
    )
    return heat_cells.cell_text_trace(drawn, trace_names.VALUES, said, down=VALUE_OFFSET_TILES, size=size)


def _hover_traces(selection: ChartData, locale: Locale, placed: TileGrid) -> list[Figure]:
    """The words of each tile, as a line for each row of tiles."""
    rows: dict[int, list[tuple[int, SeriesView]]] = {}
    for view in selection.views:
        column, row = placed.positions[view.place.code]
        rows.setdefault(row, []).append((column, view))
    return [_hover_row(row, sorted(rows[row], key=lambda one: one[0]), locale) for row in sorted(rows)]


def _hover_row(row: int, line: Sequence[tuple[int, SeriesView]], locale: Locale) -> Figure:
    said = [_hover_text(view, locale, view.observations[0] if view.observations else None) for _, view in line]
    return traces.hover_label_trace([column for column, _ in line], [row for _ in line], said)


def _hover_text(view: SeriesView, locale: Locale, point: Observation | None) -> str:
    """The name of a part and what is held of it for the period."""
    name = f"<b>{locale.localize(view.place.name)}</b>"
    said = labels.hover_label(view, locale, point) if point else sentences.no_figure_for_period(locale)
    return f"{name}<br>{said}"


def _figure_layout(placed: _TileLayout) -> Figure:
    unseen = {"type": "linear", "tickvals": [], "ticktext": [], "visible": False}
    return theme.base_layout(
        margin={"t": 0, "r": 0, "b": 0, "l": 0},
        hovermode="closest",
        hoverdistance=40,
        xaxis=theme.base_axis(**unseen, range=placed.x_range),
        yaxis=theme.base_axis(**unseen, range=placed.y_range),
    )
