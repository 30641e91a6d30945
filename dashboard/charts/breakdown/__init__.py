"""A place by its parts, or by sex, age or drug: small multiples on one scale."""

from dashboard.charts.base import Chart
from dashboard.charts.breakdown.figure import draw_figure, height_px
from dashboard.charts.breakdown.select import select_breakdown
from dashboard.charts.breakdown.text import build_table, write_text
from dashboard.i18n import gettext_noop
from dashboard.params.options import ANNUALIZABLE, ChartOptions

CHART = Chart(
    title=gettext_noop("Parts and groups"),
    subtitle=gettext_noop("by region, sex, age or drug"),
    options=ChartOptions(
        slug="breakdown",
        units=("count", "share", "rate"),
        windows=(12, 1),
        accepts_measure=lambda measure: measure.counts_deaths and measure.period in ANNUALIZABLE,
        group_is_dimension=True,
    ),
    select=select_breakdown,
    figure=draw_figure,
    text=write_text,
    table=build_table,
    height=height_px,
)
