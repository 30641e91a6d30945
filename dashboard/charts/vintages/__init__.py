"""One value through its releases, and the curves around it as each release drew them."""

from dashboard.charts.base import Chart
from dashboard.charts.vintages.figure import draw_figure, height_px
from dashboard.charts.vintages.select import select_vintages
from dashboard.charts.vintages.table import build_table
from dashboard.charts.vintages.text import write_text
from dashboard.i18n import gettext_noop
from dashboard.params.options import WRITING_OPTIONS, ChartOptions

CHART = Chart(
    title=gettext_noop("Through the releases"),
    subtitle=gettext_noop("how one figure was revised"),
    options=ChartOptions(slug="vintages", units=("count",), disabled_options=WRITING_OPTIONS | {"start"}),
    select=select_vintages,
    figure=draw_figure,
    text=write_text,
    table=build_table,
    height=height_px,
)
