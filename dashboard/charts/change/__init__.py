"""Each part of a place beside its own value of a year before."""

from dashboard.charts.base import Chart
from dashboard.charts.change.figure import draw_figure, height_px
from dashboard.charts.change.select import select_change
from dashboard.charts.change.table import build_table
from dashboard.charts.change.text import write_text
from dashboard.i18n import gettext_noop
from dashboard.params.options import WRITING_OPTIONS, ChartOptions, is_annual_count

CHART = Chart(
    title=gettext_noop("Change in a year"),
    subtitle=gettext_noop("each place beside its own figure of a year before"),
    options=ChartOptions(
        slug="change",
        units=("change",),
        windows=(12,),
        default_places=("CA",),
        accepts_measure=is_annual_count,
        annual_only=True,
        shows_children=True,
        disabled_options=WRITING_OPTIONS | {"group", "start"},
    ),
    select=select_change,
    figure=draw_figure,
    text=write_text,
    table=build_table,
    height=height_px,
)
