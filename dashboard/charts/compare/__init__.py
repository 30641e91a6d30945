"""Several places beside each other, or one as several publishers count it."""

from dashboard.charts.base import Chart
from dashboard.charts.compare.figure import draw_figure, height_px
from dashboard.charts.compare.select import select_compare
from dashboard.charts.compare.text import build_table, write_text
from dashboard.i18n import gettext_noop
from dashboard.params.options import WRITING_OPTIONS, ChartOptions, is_annual

CHART = Chart(
    title=gettext_noop("Places compared"),
    subtitle=gettext_noop("several places or publishers beside each other"),
    options=ChartOptions(
        slug="compare",
        units=("rate", "count"),
        windows=(12, 1),
        default_places=("CA-BC", "CA-AB", "CA-ON", "CA-QC"),
        max_places=24,
        accepts_measure=is_annual,
        measure_per_place=True,
        annual_only=True,
        disabled_options=WRITING_OPTIONS | {"group"},
    ),
    select=select_compare,
    figure=draw_figure,
    text=write_text,
    table=build_table,
    height=height_px,
)
