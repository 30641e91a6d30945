"""The months of one place by year, with the totals of the years."""

from dashboard.charts.base import Chart
from dashboard.charts.seasonal.figure import draw_figure, height_px
from dashboard.charts.seasonal.select import select_seasonal
from dashboard.charts.seasonal.text import build_table, write_text
from dashboard.i18n import gettext_noop
from dashboard.params.options import ChartOptions, is_monthly_count

CHART = Chart(
    title=gettext_noop("Months and years"),
    subtitle=gettext_noop("every month of every year, with totals"),
    options=ChartOptions(slug="seasonal", accepts_measure=is_monthly_count),
    select=select_seasonal,
    figure=draw_figure,
    text=write_text,
    table=build_table,
    height=height_px,
)
