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
from dashboard.charts.trend import text as trend
from dashboard.charts.vintages import figure as vintages_figure
from dashboard.charts.vintages import table as release_table
from dashboard.charts.vintages import text as vintages
from dashboard.dataset import selecting
from dashboard.dataset.repository import Shelf
from dashboard.dataset.series_view import Selection
from dashboard.errors import UnknownPage
from dashboard.params.chart_params import ChartState
from dashboard.plotting import series_lines as trend_figure
from dashboard.plotting import theme
from dashboard.plotting.theme import Figure
from dashboard.text.chart_text import Table, Told
from dashboard.text.i18n import Locale

HEIGHT, NARROW_HEIGHT = 470, 400
"""Usual heights in pixels, in a page and on a phone."""


def usual_height(_selection: Selection, *, narrow: bool) -> int:
    """The height of a chart whose figures do not ask for more."""
    return NARROW_HEIGHT if narrow else HEIGHT


@dataclass(frozen=True)
class Chart:
    """A chart: what it selects from what is held, how that is drawn, and how it is said in words and as a table.

    ``height`` gives the pixels it needs in a page.
    """

    slug: str
    select: Callable[[Shelf, ChartState], Selection]
    draw: Callable[..., Figure]
    tell: Callable[[Selection, Locale], Told]
    table: Callable[[Selection, Locale], Table]
    height: Callable[..., int] = usual_height

    def ratio(self, selection: Selection) -> float | None:
        """Height to width, in pictures too, where its figures ask for a height of their own."""
        return None if self.height is usual_height else self.height(selection, narrow=False) / theme.WIDE


CHARTS = {
    chart.slug: chart
    for chart in (
        Chart("trend", selecting.trend, trend_figure.draw, trend.tell, trend.table),
        Chart("compare", selecting.compare, compare_figure.draw, compare.tell, compare.table, compare_figure.height),
        Chart(
            "seasonal",
            selecting.seasonal,
            seasonal_figure.draw,
            seasonal.tell,
            seasonal.table,
            seasonal_figure.height,
        ),
        Chart(
            "breakdown",
            selecting.breakdown,
            breakdown_figure.draw,
            text.tell,
            text.table,
            breakdown_figure.height,
        ),
        Chart("map", selecting.tiles, tile_map_figure.draw, tile_map.tell, tile_map.table, tile_map_figure.height),
        Chart("change", selecting.change, change_figure.draw, change.tell, change.table, change_figure.height),
        Chart(
            "vintages",
            selecting.vintages,
            vintages_figure.draw,
            vintages.tell,
            release_table.table,
            vintages_figure.height,
        ),
    )
}


def chart(slug: str) -> Chart:
    """The chart of that slug; ``UnknownPage`` with the near matches when there is none."""
    if slug not in CHARTS:
        near = difflib.get_close_matches(slug, CHARTS) or list(CHARTS)
        raise UnknownPage(f"There is no chart {slug!r}. Charts: {', '.join(near)}.")
    return CHARTS[slug]
