"""The charts by slug, each registered by one line.

Decision C2 in README.md.
"""

import difflib
from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.charts import breakdown, change, compare, map, seasonal, trend, vintages, words  # noqa: A004
from dashboard.charts.base import Chart
from dashboard.errors import NotFound
from dashboard.params import chart_params
from dashboard.params.availability import Availability
from dashboard.params.chart_params import ChartParams

CHARTS: Mapping[str, Chart[Any]] = {
    module.CHART.slug: module.CHART
    for module in (
        trend,
        compare,
        seasonal,
        breakdown,
        map,
        change,
        vintages,
        words,
    )
}
"""In the order in which pages offer them."""
HOME_SLUG = trend.CHART.slug
"""The chart of the front page, and of every address that names a place and no chart."""


def get_chart(slug: str) -> Chart[Any]:
    """Return the chart of that slug; ``NotFound`` with the near matches when there is none."""
    if slug not in CHARTS:
        near = difflib.get_close_matches(slug, CHARTS) or list(CHARTS)
        raise NotFound(f"There is no chart {slug!r}. Charts: {', '.join(near)}.")
    return CHARTS[slug]


def default_params(
    availability: Availability,
    *places: str,
    slug: str = HOME_SLUG,
    measure: str = "",
    group: str = "",
    day: date | None = None,
) -> ChartParams:
    """Return what a chart shows of some places, or of its usual ones, when nothing else is chosen."""
    options = get_chart(slug).options
    return chart_params.default_params(availability, options, *places, measure=measure, group=group, day=day)


def parse_query(query: Mapping[str, list[str]], availability: Availability, slug: str = HOME_SLUG) -> ChartParams:
    """Read ``{option: values}`` of the address of a chart; ``NotFound`` and ``InvalidParameter`` say what is wrong."""
    return chart_params.parse_query(query, availability, get_chart(slug).options)
