"""``python draw.py FOLDER [TEXT]``: draws every chart as SVG, by the code that the path of Python leads to.

So the same charts are drawn by the code of two commits. ``TEXT`` leaves out the charts without it in their address.
Uses of the project only what stays: what a chart is of a request, and the renderer.
"""

import re
import sys
from itertools import product
from pathlib import Path
from urllib.parse import parse_qs

import dashboard
from dashboard.charts import registry
from dashboard.charts.formats import draw_picture
from dashboard.charts.rendered import PICTURE_SIZE, RenderedCharts
from dashboard.dataset.dataset import Dataset
from dashboard.errors import RequestError
from dashboard.plotting import theme
from dashboard.svg.render import render

CODE = Path(dashboard.__file__).parents[1]
SITE = "https://pictures.example"
LANGUAGES = ("en", "fr")
DAYS = {"now": "", "then": "as_of=2020-08-25"}
WIDTHS_PX = (theme.CHART_WIDTH_PX, theme.NARROW_CHART_WIDTH_PX, 320)
"""Those of a page, of a phone and of the smallest one."""
CHOICES = (
    *registry.CHARTS,
    "trend?window=12",
    "trend?unit=rate",
    "trend?start=2024-01",
    "trend?measure=unregulated-deaths-year",
    "trend?measure=unregulated-deaths-ytd",
    "trend?places=CA-QC",
    "trend?places=US",
    "trend?places=US&measure=overdose-deaths-12m-predicted",
    "trend?places=US-OH",
    "trend?places=US-ME&measure=me-drug-deaths-ytd",
    "trend?places=US-CA-SF",
    "trend?places=GB-SCT",
    "compare?places=US-OH,US-ME,US-VT,US-NH,US-CT,US-NY",
    "breakdown?places=US&group=drug",
    "map?places=US",
    "change?places=US",
    "seasonal?places=US-OH",
    "vintages?places=US-OH",
)
_VARIABLE = re.compile(r"var\(--([\w-]+), (#\w+)\)")


def file_name(choice, *details):
    """Name the file of a picture: ``trend-places-US-OH_now_fr_dark_320.svg``."""
    return "_".join([re.sub(r"\W+", "-", choice), *map(str, details)]) + ".svg"


def dark_colors(style):
    """Return the colors of a style sheet for a reader who chose dark ones, by their names."""
    block = re.search(r"\[data-theme=dark\]:root \{(.*?)\}", style, re.DOTALL).group(1)
    return dict(re.findall(r"--([\w-]+): (#\w+)", block))


def paint(svg, colors):
    """Write colors into a picture in the place of their names; those that ``colors`` has not are the light ones."""
    return _VARIABLE.sub(lambda variable: colors.get(variable[1], variable[2]), svg)


def pictures_of(chart, schemes):
    """Yield details and SVG of a chart: in a page, at each width and in the colors of each scheme, and as a file."""
    for width in WIDTHS_PX:
        narrow = width < theme.CHART_WIDTH_PX
        figure, size = chart.narrow_figure if narrow else chart.figure, (width, chart.height_px(narrow=narrow))
        svg = render(figure, width=size[0], height=size[1], color_fn=theme.css_variable, title=chart.text.title)
        for scheme, colors in schemes.items():
            yield (scheme, width), paint(svg, colors)
    yield ("light", "file"), draw_picture(chart, "svg", SITE, PICTURE_SIZE).decode()


def charts(dataset, choices):
    """Yield choice, day and language of every picture, and its chart; a choice that the code refuses is left out."""
    rendered = RenderedCharts(dataset)
    for choice, day, lang in product(choices, DAYS, LANGUAGES):
        slug, _, query = choice.partition("?")
        options = parse_qs("&".join(filter(None, (query, DAYS[day], f"lang={lang}"))))
        try:
            chart = rendered(registry.parse_query(options, dataset.availability, slug))
        except RequestError:
            continue
        if not chart.is_empty:
            yield (choice, day, lang), chart


def main(folder, text=""):
    """Draw what has the text in its address."""
    style = (CODE / "dashboard/web/assets/css/tokens.css").read_text()
    schemes = {"light": {}, "dark": dark_colors(style)}
    dataset = Dataset.of_folder(CODE / "data", SITE)
    for address, chart in charts(dataset, [choice for choice in CHOICES if text in choice]):
        for details, svg in pictures_of(chart, schemes):
            Path(folder, file_name(*address, *details)).write_text(svg)


if __name__ == "__main__":
    main(*sys.argv[1:])
