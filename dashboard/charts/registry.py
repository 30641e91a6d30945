"""The charts by slug. Every format of a chart comes from what it selects, how that is drawn, and what is said of it."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.charts.breakdown import figure as breakdown_figure
from dashboard.charts.breakdown import text
from dashboard.charts.change import figure as change_figure
from dashboard.charts.change import text as change
from dashboard.charts.compare import figure as compare_figure
from dashboard.charts.compare import text as compare
from dashboard.charts.map import figure as tile_map_figure
from dashboard.charts.map import text as tile_map
from dashboard.charts.seasonal import figure as seasonal_figure
from dashboard.charts.seasonal import text as seasonal
from dashboard.charts.trend import figure as trend_figure
from dashboard.charts.trend import text as trend
from dashboard.charts.vintages import figure as vintages_figure
from dashboard.charts.vintages import table as release_table
from dashboard.charts.vintages import text as vintages
from dashboard.dataset import selecting
from dashboard.dataset.repository import Shelf
from dashboard.dataset.series_view import ChartData
from dashboard.errors import NotFound
from dashboard.params.chart_params import ChartParams
from dashboard.plotting import theme
from dashboard.plotting.theme import Figure
from dashboard.text.chart_text import ChartText, Table
from dashboard.text.i18n import Locale

DEFAULT_HEIGHT_PX, DEFAULT_NARROW_HEIGHT_PX = 470, 400
"""Usual heights in pixels, in a page and on a phone."""


def default_height_px(_selection: ChartData, *, narrow: bool) -> int:
    """The height of a chart whose figures do not ask for more."""
    return DEFAULT_NARROW_HEIGHT_PX if narrow else DEFAULT_HEIGHT_PX


@dataclass(frozen=True)
class Chart:
    """A chart: what it selects from what is held, how that is drawn, and how it is said in words and as a table.

    ``height`` gives the pixels it needs in a page.
    """

    slug: str
    select: Callable[[Shelf, ChartParams], ChartData]
    figure: Callable[..., Figure]
    text: Callable[[ChartData, Locale], ChartText]
    table: Callable[[ChartData, Locale], Table]
    height: Callable[..., int] = default_height_px

    def aspect_ratio(self, selection: ChartData) -> float | None:
        """Height to width, in pictures too, where its figures ask for a height of their own."""
        return None if self.height is default_height_px else self.height(selection, narrow=False) / theme.CHART_WIDTH_PX


CHARTS = {
    chart.slug: chart
    for chart in (
        Chart("trend", selecting.select_trend, trend_figure.draw_figure, trend.write_text, trend.build_table),
        Chart(
            "compare",
            selecting.select_compare,
            compare_figure.draw_figure,
            compare.write_text,
            compare.build_table,
            compare_figure.height_px,
        ),
        Chart(
            "seasonal",
            selecting.select_seasonal,
            seasonal_figure.draw_figure,
            seasonal.write_text,
            seasonal.build_table,
            seasonal_figure.height_px,
        ),
        Chart(
            "breakdown",
            selecting.select_breakdown,
            breakdown_figure.draw_figure,
            text.write_text,
            text.build_table,
            breakdown_figure.height_px,
        ),
        Chart(
            "map",
            selecting.select_map,
            tile_map_figure.draw_figure,
            tile_map.write_text,
            tile_map.build_table,
            tile_map_figure.height_px,
        ),
        Chart(
            "change",
            selecting.select_change,
            change_figure.draw_figure,
            change.write_text,
            change.build_table,
            change_figure.height_px,
        ),
        Chart(
            "vintages",
            selecting.select_vintages,
            vintages_figure.draw_figure,
            vintages.write_text,
            release_table.build_table,
            vintages_figure.height_px,
        ),
    )
}


def get_chart(slug: str) -> Chart:
    """The chart of that slug; ``NotFound`` with the near matches when there is none."""
    if slug not in CHARTS:
        near = difflib.get_close_matches(slug, CHARTS) or list(CHARTS)
        raise NotFound(f"There is no chart {slug!r}. Charts: {', '.join(near)}.")
    return CHARTS[slug]
