"""The charts by slug. Every format of a chart comes from what it selects, how that is drawn, and what is said of it."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass

from dashboard import selections
from dashboard.errors import UnknownPage
from dashboard.figures import breakdown as breakdown_figure
from dashboard.figures import change as change_figure
from dashboard.figures import compare as compare_figure
from dashboard.figures import seasonal as seasonal_figure
from dashboard.figures import theme
from dashboard.figures import tile_map as tile_map_figure
from dashboard.figures import trend as trend_figure
from dashboard.figures import vintages as vintages_figure
from dashboard.figures.theme import Figure
from dashboard.i18n import Locale
from dashboard.shelf import Shelf
from dashboard.state import ChartState
from dashboard.tellings import breakdown, change, compare, release_table, seasonal, tile_map, trend, vintages
from dashboard.told import Table, Told
from dashboard.views import Selection

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
        Chart("trend", selections.trend, trend_figure.draw, trend.tell, trend.table),
        Chart("compare", selections.compare, compare_figure.draw, compare.tell, compare.table, compare_figure.height),
        Chart(
            "seasonal",
            selections.seasonal,
            seasonal_figure.draw,
            seasonal.tell,
            seasonal.table,
            seasonal_figure.height,
        ),
        Chart(
            "breakdown",
            selections.breakdown,
            breakdown_figure.draw,
            breakdown.tell,
            breakdown.table,
            breakdown_figure.height,
        ),
        Chart("map", selections.tiles, tile_map_figure.draw, tile_map.tell, tile_map.table, tile_map_figure.height),
        Chart("change", selections.change, change_figure.draw, change.tell, change.table, change_figure.height),
        Chart(
            "vintages",
            selections.vintages,
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
