"""The months of one place as cells, a row for each year, the newest at the bottom, with the sum of the year beside."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import bins, heat_cells, theme, traces
from dashboard.plotting.heat_cells import Cell
from dashboard.plotting.theme import LIGHT, STATIC, Figure, FigureOptions
from dashboard.svg.text_width import text_width_px
from dashboard.text import labels, sentences
from etl.core.model import Status

CellPosition = tuple[int, float, SeriesView, Observation]
"""A point in its row, at its place on the axis across."""
TOTALS_START, TOTALS_END = 11.8, 13.8
"""Between which numbers of the axis across the sums stand; January is at 0, December at 11."""
TEXT_INSET, HEADING_OFFSET = 0.08, 0.5
"""How far within that their values begin, and the middle of their heading is."""
CELL_WIDTH_RATIO, CELL_HEIGHT_RATIO = 0.96, 0.93
"""How much of its room a cell takes."""
ROW_HEIGHT_PX, NARROW_ROW_HEIGHT_PX = 30, 26
"""Pixels of a row in a page."""
CELL_TEXT_MAX_PX, NARROW_CELL_TEXT_MAX_PX = (50, 13), (21, 11)
"""Pixels that the words of a cell may take, and the size of their font at most."""
TOP_MARGIN_PX, BOTTOM_MARGIN_PX = 26, 6
"""Pixels above and below the rows."""


@dataclass(frozen=True)
class _YearRows:
    """The years shown, each in its row from the top."""

    first: int
    last: int

    def row_of(self, observation: Observation) -> int:
        """Return the row of a period, by the year in which it ends."""
        return observation.period.end.year - self.first

    @property
    def years(self) -> range:
        """All of them, whether or not anything is held of one."""
        return range(self.first, self.last + 1)


def height_px(data: ChartData, *, narrow: bool) -> int:
    """Return the pixels of the chart in a page: it grows with the years."""
    count = len(_year_rows(data).years) if not data.is_empty else 8
    return TOP_MARGIN_PX + BOTTOM_MARGIN_PX + count * (NARROW_ROW_HEIGHT_PX if narrow else ROW_HEIGHT_PX)


def draw_figure(data: ChartData, locale: Locale, options: FigureOptions = STATIC) -> Figure:
    """Draw the figure of months and years."""
    months, sums = data.views
    rows, narrow = _year_rows(data), options.narrow
    cells = _month_cells(months, locale, rows)
    texts = [cell.style.text for cell in cells]
    size = heat_cells.fit_font_size(texts, *(NARROW_CELL_TEXT_MAX_PX if narrow else CELL_TEXT_MAX_PX))
    all_traces = [
        _sum_bars(sums, rows),
        heat_cells.cell_trace(cells, CELL_WIDTH_RATIO, CELL_HEIGHT_RATIO),
        heat_cells.cell_text_trace(cells, "figures", texts, down=0, size=size),
        heat_cells.preliminary_outline(cells),
        _preliminary_sum_outlines(sums, rows),
        _sum_texts(sums, locale, rows, size),
        _missing_sum_trace(sums, rows),
        *(_hover_traces(data, locale, rows) if options.hover_labels else []),
    ]
    return {"data": all_traces, "layout": _figure_layout(locale, rows, narrow=narrow)}


def _year_rows(data: ChartData) -> _YearRows:
    years = [observation.period.end.year for observation in data.views[0].observations]
    return _YearRows(min(years), max(years))


def _month_cells(view: SeriesView, locale: Locale, rows: _YearRows) -> list[Cell]:
    value_bins = bins.bins_of_views([view], bins.make_peak_bins)
    return [
        heat_cells.make_cell(
            view, locale, value_bins, observation, (observation.period.start.month - 1, rows.row_of(observation))
        )
        for observation in view.observations
    ]


def _sum_bars(view: SeriesView, rows: _YearRows) -> Figure:
    """Draw quiet bars as long as the years' sums."""
    lengths = _bar_lengths(view)
    return {
        "type": "bar",
        "name": "sums",
        "orientation": "h",
        "x": list(lengths.values()),
        "y": [rows.row_of(observation) for observation in lengths],
        "base": [TOTALS_START for _ in lengths],
        "width": CELL_HEIGHT_RATIO,
        "marker": {"color": LIGHT["grid"]},
        "hoverinfo": "skip",
    }


def _bar_lengths(view: SeriesView) -> dict[Observation, float]:
    """Return the length of the bar of each year that has a sum, in numbers of the axis across.

    The longest of all days is as long as the room, so that bars keep their scale when days are stepped through."""
    values = {
        observation: amount
        for observation in view.observations
        if (amount := view.value_in_unit(observation)) is not None
    }
    highest = (
        max([*values.values(), *(view.value_in_unit(observation) or 0 for observation in view.current)], default=0) or 1
    )
    return {observation: (TOTALS_END - TOTALS_START) * amount / highest for observation, amount in values.items()}


def _preliminary_sum_outlines(view: SeriesView, rows: _YearRows) -> Figure:
    """Draw a dotted line around the bars of years whose sum is preliminary."""
    bars = [
        (rows.row_of(observation), TOTALS_START + long)
        for observation, long in _bar_lengths(view).items()
        if observation.preliminary
    ]
    return heat_cells.box_outlines(
        [(TOTALS_START, end, row - CELL_HEIGHT_RATIO / 2, row + CELL_HEIGHT_RATIO / 2) for row, end in bars],
        "preliminary sums",
    )


def _sum_texts(view: SeriesView, locale: Locale, rows: _YearRows, size: float) -> Figure:
    """Draw the years' sums, or a cross where a month of the year is withheld."""
    observations = [observation for observation in view.observations if observation.status != Status.NOT_HELD]
    values = [view.value_in_unit(observation) for observation in observations]
    return traces.text_trace(
        "sums in figures",
        [TOTALS_START + TEXT_INSET for _ in observations],
        [rows.row_of(observation) for observation in observations],
        ["×" if amount is None else sentences.format_value(view, locale, amount) for amount in values],
        textposition="middle right",
        textfont={"size": size, "color": [LIGHT["muted" if amount is None else "ink"] for amount in values]},
    )


def _missing_sum_trace(view: SeriesView, rows: _YearRows) -> Figure:
    """Mark years without a sum because a month of theirs is not held: hollow."""
    across = [TOTALS_START + 3 * TEXT_INSET for _ in view.not_held]
    down = [rows.row_of(observation) for observation in view.not_held]
    marker = {"symbol": "square-open", "color": LIGHT["absent"], "size": 7}
    return traces.scatter_trace("no sums", "markers", across, down, marker=marker)


def _hover_traces(data: ChartData, locale: Locale, rows: _YearRows) -> list[Figure]:
    """Place the hover labels of each year's months and of its sum, as a line for each year."""
    months, sums = data.views
    placed: list[CellPosition] = [
        (rows.row_of(observation), observation.period.start.month - 1, months, observation)
        for observation in months.observations
    ]
    placed += [
        (rows.row_of(observation), (TOTALS_START + TOTALS_END) / 2, sums, observation)
        for observation in sums.observations
    ]
    return [_hover_row([cell for cell in placed if cell[0] == row], locale) for row in range(len(rows.years))]


def _hover_row(placed: Sequence[CellPosition], locale: Locale) -> Figure:
    texts = [labels.hover_label(view, locale, observation) for _, _, view, observation in placed]
    return traces.hover_label_trace([x for _, x, _, _ in placed], [row for row, _, _, _ in placed], texts)


def _month_names(locale: Locale, width_px: float, size: int) -> list[str]:
    """Name the months, by their first letters where a name is wider than its column."""
    names = [locale.month_of_year(number) for number in range(1, 13)]
    if max(text_width_px(name, size) for name in names) < width_px:
        return names
    return [locale.month_of_year(number, initial=True) for number in range(1, 13)]


def _figure_layout(locale: Locale, rows: _YearRows, *, narrow: bool) -> Figure:
    size, left = (10, 28) if narrow else (theme.FONT_SIZE_PX, 44)
    font = {"size": size, "color": LIGHT["muted"]}
    cell_width_px = (theme.MIN_NARROW_CHART_WIDTH_PX - left) / (TOTALS_END + 0.6) if narrow else math.inf
    months = _month_names(locale, cell_width_px, size)
    count = len(rows.years)
    return theme.base_layout(
        margin={"t": TOP_MARGIN_PX, "r": 0, "b": BOTTOM_MARGIN_PX, "l": left},
        hovermode="closest",
        hoverdistance=40,
        barmode="overlay",
        xaxis=theme.base_axis(
            type="linear",
            side="top",
            range=[-0.55, TOTALS_END + 0.05],
            tickvals=[*range(12), TOTALS_START + HEADING_OFFSET],
            ticktext=[*months, locale.text("Year")],
            tickfont=font,
            tickangle=0,
        ),
        yaxis=theme.base_axis(
            type="linear",
            range=[count - 0.45, -0.55],
            tickvals=list(range(count)),
            ticktext=list(map(str, rows.years)),
            tickfont=font,
        ),
    )
