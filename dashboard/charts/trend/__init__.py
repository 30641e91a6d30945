"""One place over time."""

from dashboard.charts.base import Chart
from dashboard.charts.trend.figure import draw_figure
from dashboard.charts.trend.select import select_trend
from dashboard.charts.trend.stepping import change_log_for_script
from dashboard.charts.trend.text import build_table, write_text
from dashboard.i18n import gettext_noop
from dashboard.params.options import TERM_OPTIONS, ChartOptions

CHART = Chart(
    title=gettext_noop("Over time"),
    subtitle=gettext_noop("one place, month by month"),
    options=ChartOptions(slug="trend", windows=(1, 12), disabled_options=TERM_OPTIONS),
    select=select_trend,
    figure=draw_figure,
    text=write_text,
    table=build_table,
    change_log=change_log_for_script,
)
