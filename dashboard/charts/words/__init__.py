"""A term in writings, beside the deaths of the months that they discuss."""

from dashboard.charts.base import Chart
from dashboard.charts.words.figure import draw_figure, height_px
from dashboard.charts.words.select import select_words
from dashboard.charts.words.text import build_table, write_text
from dashboard.i18n import gettext_noop
from dashboard.params.options import SUMMABLE, ChartOptions
from etl.core.model import Measure


def _follows_months(measure: Measure) -> bool:
    """Tell whether a measure counts deaths by periods that follow each other: a month is in one of them."""
    return measure.period in SUMMABLE and measure.counts_deaths


CHART = Chart(
    title=gettext_noop("Words"),
    subtitle=gettext_noop("terms in articles beside the deaths"),
    options=ChartOptions(slug="words", accepts_measure=_follows_months, disabled_options=frozenset()),
    select=select_words,
    figure=draw_figure,
    text=write_text,
    table=build_table,
    height=height_px,
)
