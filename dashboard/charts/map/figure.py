"""The parts of a place in one period: tiles in the arrangement of a map, colored by the class of their values."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from dashboard.charts.map.tile_grids import TileGrid, arrange_tiles
from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import bins, heat_cells, theme, trace_names, traces
from dashboard.plotting.heat_cells import Box, Cell
from dashboard.plotting.theme import LIGHT, STATIC, Figure, FigureOptions
from dashboard.svg.text_width import wrap_name
from dashboard.text import labels, sentences

MAX_TILE_PX, MAX_LONG_NAME_TILE_PX, MAX_GRID_HEIGHT_PX = 84, 120, 544
"""Pixels of the side of a tile at most, with a short name and with a whole one, and of all tiles from top to bottom."""
TOP_MARGIN_PX, BOTTOM_MARGIN_PX = 34, 2
"""Pixels above the tiles, where the period stands, and below."""
TILE_FILL_RATIO, OUTLINE_RATIO = 0.94, 0.98
"""How much of its room a tile takes, and the outline of a preliminary one."""
NAME_OFFSET_TILES, VALUE_OFFSET_TILES = -0.18, 0.19
"""How far above and below its middle the name and the value of a tile stand, in tiles."""
TEXT_PADDING_PX = 1
"""Pixels free beside the widest words of a tile."""


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
    def text_width_px(self) -> float:
        """Pixels that the words of a tile may take."""
        return self.tile_px * TILE_FILL_RATIO - 2 * TEXT_PADDING_PX

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


def height_px(data: ChartData, *, narrow: bool) -> int:
    """Return the pixels of the chart in a page."""
    return round(_tile_layout(data, narrow=narrow).height) if data.views else theme.CHART_WIDTH_PX // 2


def draw_figure(data: ChartData, locale: Locale, options: FigureOptions = STATIC) -> Figure:
    """Draw the figure of a map of tiles. Its cells are in the order of the selection's views."""
    layout = _tile_layout(data, narrow=options.narrow)
    cells = _tile_cells(data, locale, layout.grid)
    all_traces = [
        _period_trace(data, locale, layout),
        heat_cells.cell_trace(cells, TILE_FILL_RATIO, TILE_FILL_RATIO),
        heat_cells.box_outlines([_outline_box(cell) for cell in cells if cell.preliminary]),
        _name_trace(data, locale, layout, cells),
        _value_trace(data, locale, layout, cells),
        *(_hover_traces(data, locale, layout.grid) if options.hover_labels else []),
    ]
    return {"data": all_traces, "layout": _figure_layout(layout)}


def _tile_layout(data: ChartData, *, narrow: bool) -> _TileLayout:
    place = data.parts_of.code if data.parts_of else ""
    return _TileLayout(
        arrange_tiles(place, [view.place.code for view in data.views]), theme.chart_width_px(narrow=narrow)
    )


def _tile_cells(data: ChartData, locale: Locale, grid: TileGrid) -> list[Cell]:
    value_bins = bins.bins_of_views(data.all_periods)
    return [
        heat_cells.make_cell(
            view,
            locale,
            value_bins,
            view.observations[0] if view.observations else None,
            grid.positions[view.place.code],
        )
        for view in data.views
    ]


def _outline_box(cell: Cell) -> Box:
    half = OUTLINE_RATIO / 2
    return cell.x - half, cell.x + half, cell.y - half, cell.y + half


def _period_trace(data: ChartData, locale: Locale, layout: _TileLayout) -> Figure:
    """Draw the period shown, above the tiles: words that change as it is stepped through."""
    return traces.text_trace(
        trace_names.PERIOD,
        [-TILE_FILL_RATIO / 2],
        [-0.5 - TOP_MARGIN_PX / 2 / layout.tile_px],
        [f"<b>{sentences.capitalize(locale.period(data.period))}</b>" if data.period else ""],
        textposition="middle right",
        textfont={"size": theme.FONT_SIZE_PX + 2, "color": LIGHT["ink"]},
    )


def _name_trace(data: ChartData, locale: Locale, layout: _TileLayout, cells: Sequence[Cell]) -> Figure:
    short, max_size = layout.grid.short_names, 10 if layout.tile_px < 40 else 12
    names = [
        short.get(view.place.code)
        or "<br>".join(wrap_name(locale.localize(view.place.name), layout.text_width_px, max_size))
        for view in data.views
    ]
    size = heat_cells.fit_font_size(names, layout.text_width_px, max_size)
    return heat_cells.cell_text_trace(cells, trace_names.PLACE_NAMES, names, down=NAME_OFFSET_TILES, size=size)


def _value_trace(data: ChartData, locale: Locale, layout: _TileLayout, cells: Sequence[Cell]) -> Figure:
    """Draw the values, as large as the highest of all periods fits, so that they keep their size."""
    values = [
        (view.value_in_unit(observation) or 0, view) for view in data.all_periods for observation in view.observations
    ]
    highest, view = max(values, key=itemgetter(0))
    longest = sentences.format_value(view, locale, highest)
    texts = [cell.style.text for cell in cells]
    size = heat_cells.fit_font_size([*texts, longest], layout.text_width_px, 10 if layout.tile_px < 40 else 14)
    return heat_cells.cell_text_trace(cells, trace_names.VALUES, texts, down=VALUE_OFFSET_TILES, size=size)


def _hover_traces(data: ChartData, locale: Locale, grid: TileGrid) -> list[Figure]:
    """Place the hover label of each tile, as a line for each row of tiles."""
    rows: dict[int, list[tuple[int, SeriesView]]] = {}
    for view in data.views:
        column, row = grid.positions[view.place.code]
        rows.setdefault(row, []).append((column, view))
    return [_hover_row(row, sorted(rows[row], key=itemgetter(0)), locale) for row in sorted(rows)]


def _hover_row(row: int, line: Sequence[tuple[int, SeriesView]], locale: Locale) -> Figure:
    texts = [_hover_text(view, locale, view.observations[0] if view.observations else None) for _, view in line]
    return traces.hover_label_trace([column for column, _ in line], [row for _ in line], texts)


def _hover_text(view: SeriesView, locale: Locale, observation: Observation | None) -> str:
    """Write the name of a part and what is held of it for the period."""
    name = f"<b>{locale.localize(view.place.name)}</b>"
    text = labels.hover_label(view, locale, observation) if observation else sentences.no_figure_for_period(locale)
    return f"{name}<br>{text}"


def _figure_layout(layout: _TileLayout) -> Figure:
    invisible = {"type": "linear", "tickvals": [], "ticktext": [], "visible": False}
    return theme.base_layout(
        margin={"t": 0, "r": 0, "b": 0, "l": 0},
        hovermode="closest",
        hoverdistance=40,
        xaxis=theme.base_axis(**invisible, range=layout.x_range),
        yaxis=theme.base_axis(**invisible, range=layout.y_range),
    )
