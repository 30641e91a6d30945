"""How long a picture takes, without a server."""

from dashboard.charts.base import DEFAULT_HEIGHT_PX
from dashboard.charts.registry import get_chart
from dashboard.export import images
from dashboard.i18n import get_locale
from dashboard.plotting import theme
from dashboard.plotting.theme import FigureOptions
from dashboard.svg.render import render
from tests.benchmarks.report import Aim, Row, Section
from tests.benchmarks.timing import timed
from tests.dashboard import made


def measure(site, state):
    """The section on pictures."""
    selection, locale = made.data_of(site, state), get_locale("en")
    figure = get_chart("trend").figure(
        selection, locale, FigureOptions(annotations=made.annotations_of(site, selection), current_values=True)
    )
    picture = made.picture_of(site, state, "http://127.0.0.1/chart/trend")
    drawing = timed(
        lambda: render(
            figure, width=theme.CHART_WIDTH_PX, height=DEFAULT_HEIGHT_PX, color_fn=theme.css_variable, title="t"
        ),
        50,
    )
    rows = [
        Row("the page's figure as SVG", drawing, aim=Aim(at_most=5)),
        Row("the figure itself, from its view", timed(lambda: get_chart("trend").figure(selection, locale), 50)),
        Row("whole picture, SVG", timed(lambda: images.render_svg(picture), 30)),
        Row("whole picture, PNG at 2000 × 1120", timed(lambda: images.render_png(picture), 7)),
    ]
    return Section("Pictures", "In this process; medians of 50, 50, 30 and 7.", rows)
