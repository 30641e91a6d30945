"""The ticks of writings as links over the foot of a chart: each with what it quotes of the series that is drawn."""

import json
from dataclasses import dataclass

from dashboard.charts.rendered import RenderedChart
from dashboard.dataset.quoted_values import group_by_period, quoted_values
from dashboard.dataset.series_view import SeriesView
from dashboard.plotting import time_axis, time_layout
from dashboard.text import quotations
from dashboard.web.pages.cards import card_id
from etl.reference.commentary import Article


@dataclass(frozen=True)
class Tick:
    """A writing on the axis of days: its card, and where it stands, in percent of the axis.

    ``marks`` are the values of the series that it quotes, as JSON: of each period its day on the axis, the values then,
    that of now or null, and all of them in words; empty where it quotes none.
    """

    card_id: str
    percent: float
    marks: str = ""


def build_ticks(chart: RenderedChart) -> tuple[Tick, ...]:
    """Build the ticks of a chart, oldest first; none where it has no annotations."""
    view = chart.data.first_view
    if view is None or not chart.data.has_time_axis or not chart.annotations.writings:
        return ()
    first, last = time_layout.axis_span(view, view.current, chart.annotations)
    return tuple(
        Tick(
            card_id(article),
            round(100 * ((article.published_on - first) / (last - first)), 2),
            _marks(chart, view, article),
        )
        for article in chart.annotations.writings
    )


def _marks(chart: RenderedChart, view: SeriesView, article: Article) -> str:
    marks = [
        (
            time_axis.day_of(view, period_values[0].observation).isoformat(),
            [value.then for value in period_values],
            period_values[-1].now,
            quotations.period_then_and_now(period_values, view, chart.locale),
        )
        for period_values in group_by_period(quoted_values(chart.dataset, view, article))
    ]
    return json.dumps(marks, ensure_ascii=False, separators=(",", ":")) if marks else ""
