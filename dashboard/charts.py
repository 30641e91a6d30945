"""The charts by slug. Every format of a chart comes from its two functions: ``select`` and ``draw``."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass

from dashboard import views
from dashboard.errors import UnknownPage
from dashboard.figures import trend
from dashboard.figures.theme import Figure
from dashboard.state import ChartState
from dashboard.views import View
from etl.series import Index
from etl.store import Holdings


@dataclass(frozen=True)
class Chart:
    """A chart: what it selects from the holdings, and how it is drawn."""

    slug: str
    select: Callable[[Holdings, Index, ChartState], View | None]
    draw: Callable[..., Figure]


CHARTS = {chart.slug: chart for chart in (Chart("trend", views.trend, trend.draw),)}


def chart(slug: str) -> Chart:
    """The chart of that slug; ``UnknownPage`` with the near matches when there is none."""
    if slug not in CHARTS:
        near = difflib.get_close_matches(slug, CHARTS) or list(CHARTS)
        raise UnknownPage(f"There is no chart {slug!r}. Charts: {', '.join(near)}.")
    return CHARTS[slug]
