"""The command ``snapshot``: one chart as a picture, at the address that its picture names."""

import argparse
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from dashboard.charts import registry
from dashboard.charts.formats import draw_card, draw_picture
from dashboard.charts.rendered import PICTURE_SIZE, RenderedChart, RenderedCharts
from dashboard.config import Config
from dashboard.dataset.dataset import Dataset
from dashboard.errors import RequestError
from dashboard.params.chart_params import OPTION_NAMES
from dashboard.params.frame_size import LIMITS_PX, parse_size
from dashboard.params.urls import ChartUrl, public_site, split_chart_url
from etl.store.files import write_atomic

ENDINGS = {".png": "png", ".svg": "svg"}
SOCIAL = "social"
NO_CODE = " Too many choices, or a month before 2000, for a short code: its address does the same."
BASE_URL_VARIABLE = "OVERDOSE_BASE_URL"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to its parser."""
    slugs = ", ".join(registry.CHARTS)
    parser.add_argument("chart", metavar="CHART", help=f"one of {slugs}; or the address of a chart, with its options")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="a .png or .svg file")
    parser.add_argument(
        "--base-url",
        default="",
        metavar="URL",
        help="what its address begins with, written into the picture; else that of the address given, or of "
        f"{BASE_URL_VARIABLE} in the environment",
    )
    parser.add_argument(
        "--size", choices=(SOCIAL,), help="the card of 1200 × 630 pixels that social media show, as PNG"
    )
    for side, (least, most) in LIMITS_PX.items():
        usual = getattr(PICTURE_SIZE, side)
        help_text = f"from {least} to {most}, {usual} where it is not given"
        parser.add_argument(f"--{side}", default="", metavar="PIXELS", help=help_text)
    parser.add_argument("--alt-text", metavar="FILE", help="write there what the picture says in words; - prints it")
    for option in OPTION_NAMES:
        parser.add_argument(f"--{option.replace('_', '-')}", dest=option, metavar="VALUE", help="as in the address")
    parser.set_defaults(run=write_snapshot)


def write_snapshot(options: argparse.Namespace) -> None:
    """Write the picture, and its words where they are asked for; ``RequestError`` says what cannot be."""
    _check_output(options)
    url = split_chart_url(options.chart) or ChartUrl("", options.chart, {})
    site = find_site(options.base_url or url.site or os.environ.get(BASE_URL_VARIABLE, ""))
    chart = _find_chart(options, url, site)
    if options.size == SOCIAL:
        picture = draw_card(chart, site)
    else:
        size = parse_size({side: getattr(options, side) for side in LIMITS_PX}, PICTURE_SIZE)
        picture = draw_picture(chart, ENDINGS[options.output.suffix.lower()], site, size)
    write_atomic(options.output, picture)
    _report(options, chart)


def _check_output(options: argparse.Namespace) -> None:
    ending = ENDINGS.get(options.output.suffix.lower())
    if ending is None:
        raise RequestError(f"{options.output}: expected a name that ends in .png or .svg")
    if not options.output.absolute().parent.is_dir():
        raise RequestError(f"{options.output.parent}: there is no such folder")
    if options.size == SOCIAL and (ending != "png" or options.width or options.height):
        raise RequestError("--size social: expected a .png file, and neither --width nor --height")


def find_site(site: str) -> str:
    """Return what addresses in what is made begin with; ``RequestError`` where that is not said, or is this machine."""
    site = Config(base_url=site.rstrip("/")).base_url
    if not urlsplit(site).netloc or public_site(site) != site:
        raise RequestError(
            f"--base-url {site or 'is missing'}: expected the public address of the dashboard, such as "
            f"https://example.org, since a picture says where it is from; {BASE_URL_VARIABLE} can say it too"
        )
    return site


def _find_chart(options: argparse.Namespace, url: ChartUrl, site: str) -> RenderedChart:
    dataset = Dataset.of_folder(options.data, site)
    given = {option: [value] for option in OPTION_NAMES if (value := getattr(options, option)) is not None}
    params = registry.parse_query(url.query | given, dataset.availability, url.slug or registry.HOME_SLUG)
    return RenderedCharts(dataset)(params)


def _report(options: argparse.Namespace, chart: RenderedChart) -> None:
    """Say what was drawn, and under which code; the words of the picture alone where these are printed."""
    is_printed = options.alt_text == "-"
    if options.alt_text and not is_printed:
        write_atomic(Path(options.alt_text), f"{chart.text.alt_text}\n".encode())
    code = f" Code {chart.code}." if chart.code else NO_CODE
    line = f"{options.output}: {chart.text.title}. {chart.text.publication_note}.{code}"
    print(line, file=sys.stderr if is_printed else sys.stdout)
    if is_printed:
        print(chart.text.alt_text)
