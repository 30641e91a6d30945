"""How long a picture takes, without a server."""

from dashboard import images
from dashboard.charts import chart
from dashboard.figures import theme
from dashboard.figures.svg import render
from dashboard.language import language
from dashboard.pages.sheet import WIDE
from tests.benchmarks.report import Aim, Row, Section
from tests.benchmarks.timing import timed


def measure(site, state):
    """The section on pictures."""
    view, spoken = site.selection(state).first, language("en")
    figure = chart("trend").draw(view, spoken, notes=site.marks(view), ghost=True)
    picture = site.picture(state, "http://127.0.0.1/chart/trend")
    drawing = timed(lambda: render(figure, width=WIDE[0], height=WIDE[1], paint=theme.by_name, title="t"), 50)
    rows = [
        Row("the page's figure as SVG", drawing, aim=Aim(at_most=5)),
        Row("the figure itself, from its view", timed(lambda: chart("trend").draw(view, spoken), 50)),
        Row("whole picture, SVG", timed(lambda: images.svg(picture), 30)),
        Row("whole picture, PNG at 2000 × 1120", timed(lambda: images.png(picture), 7)),
    ]
    return Section("Pictures", "In this process; medians of 50, 50, 30 and 7.", rows)
