"""Labels of the axis of values have room beside the plot, at both widths."""

from dataclasses import replace

import pytest

from dashboard.charts.registry import default_params
from dashboard.i18n import get_locale
from dashboard.plotting import theme
from dashboard.plotting.theme import FigureOptions
from dashboard.svg.text_width import text_width_px
from tests.dashboard import made


@pytest.mark.parametrize("place", ["US", "US-OH", "CA-BC", "CA-QC"])
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("narrow", [True, False])
def test_every_label_has_room_left_of_the_plot(site, place, lang, narrow):
    charts = made.charts_of(site)
    chart = charts(replace(default_params(site.availability, place), lang=lang))
    layout = chart.chart.figure(chart.data, get_locale(lang), FigureOptions(narrow=narrow))["layout"]
    widest = max(text_width_px(label, theme.FONT_SIZE_PX) for label in layout["yaxis"]["ticktext"])
    assert widest + 6 <= layout["margin"]["l"] <= theme.chart_width_px(narrow=narrow) / 5
