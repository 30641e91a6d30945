"""How long a picture takes, without a server."""

from dashboard.charts.registry import HEIGHT, chart
from dashboard.export import images
from dashboard.plotting import theme
from dashboard.plotting.theme import Layers
from dashboard.svg.render import render
from dashboard.text.i18n import get_locale
from tests.benchmarks.report import Aim, Row, Section
from tests.benchmarks.timing import timed


def measure(site, state):
    """The section on pictures."""
    selection, locale = site.selection(state), get_locale("en")
    figure = chart("trend").draw(selection, locale, Layers(notes=site.marks(selection), ghost=True))
    picture = site.picture(state, "http://127.0.0.1/chart/trend")
    drawing = timed(lambda: render(figure, width=theme.WIDE, height=HEIGHT, color_fn=theme.by_name, title="t"), 50)
    rows = [
        Row("the page's figure as SVG", drawing, aim=Aim(at_most=5)),
        Row("the figure itself, from its view", timed(lambda: chart("trend").draw(selection, locale), 50)),
        Row("whole picture, SVG", timed(lambda: images.svg(picture), 30)),
        Row("whole picture, PNG at 2000 × 1120", timed(lambda: images.png(picture), 7)),
    ]
    return Section("Pictures", "In this process; medians of 50, 50, 30 and 7.", rows)
