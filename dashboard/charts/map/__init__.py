"""The parts of a place as tiles, month by month."""

from dashboard.charts.base import Chart
from dashboard.charts.map.animation import animation_frames
from dashboard.charts.map.figure import draw_figure, height_px
from dashboard.charts.map.select import select_map
from dashboard.charts.map.text import build_table, write_text
from dashboard.i18n import gettext_noop
from dashboard.params.options import WRITING_OPTIONS, ChartOptions, is_annual

CHART = Chart(
    title=gettext_noop("Map"),
    subtitle=gettext_noop("states or provinces, month by month"),
    options=ChartOptions(
        slug="map",
        units=("rate", "count"),
        windows=(12,),
        default_places=("US",),
        accepts_measure=is_annual,
        annual_only=True,
        shows_children=True,
        disabled_options=WRITING_OPTIONS | {"group", "start"},
    ),
    select=select_map,
    figure=draw_figure,
    text=write_text,
    table=build_table,
    height=height_px,
    frames=animation_frames,
)
