"""The formats that a chart can be had in beside its page, each registered by one entry."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dashboard.charts.rendered import PICTURE_SIZE, RenderedChart
from dashboard.errors import RequestError
from dashboard.export import images, tables
from dashboard.export.cards import render_card
from dashboard.export.chart_archive import LICENCE, citation_files, write_archive, write_licence, write_readme
from dashboard.export.chart_metadata import describe_chart
from dashboard.export.spreadsheets import WORKBOOK_MEDIA_TYPE, to_xlsx
from dashboard.i18n import get_locale, gettext_noop, languages
from dashboard.params.frame_size import FrameSize
from dashboard.params.urls import Urls, public_site
from dashboard.text import sentences
from etl.core import csv_io

METADATA = "metadata.json"
"""The ending of what describes the rows."""
NO_PICTURE = "This archive has no figure for this choice, so there is no picture."


@dataclass(frozen=True)
class FileFormat:
    """A format by the ending of its address. ``label`` is how pages offer it: an acronym, or a message.

    ``write`` gets the chart, what stands before an address to make it whole, and of a picture the size asked for.
    ``is_download``: a browser saves it. ``is_picture``: it can be had in a size.
    """

    media_type: str
    label: str
    write: Callable[[RenderedChart, str, FrameSize], str | bytes]
    is_download: bool = False
    is_picture: bool = False


def _write_csv(chart: RenderedChart, _url_root: str, _size: FrameSize) -> str:
    return tables.to_csv(tables.to_frame(chart.data, chart.locale))


def _write_json(chart: RenderedChart, url_root: str, _size: FrameSize) -> str:
    return tables.to_json(chart.data, chart.locale, chart.text, url_root + chart.url)


def _write_xlsx(chart: RenderedChart, url_root: str, _size: FrameSize) -> bytes:
    """Write a workbook, which says its day also where that is the newest: whoever saves it has it later."""
    about = tables.describe(chart.data, chart.locale, chart.text, url_root + chart.pinned_url)
    day = chart.dataset.pinned_params(chart.params).cutoff.isoformat()
    return to_xlsx(tables.to_frame(chart.data, chart.locale), chart.locale, about | {"as_published": day})


def _write_metadata(chart: RenderedChart, url_root: str, _size: FrameSize) -> str:
    rows, urls = tables.to_frame(chart.data, chart.locale), chart.dataset.urls
    block = json.loads(chart.data_block(url_root + urls.base_url))
    pinned, site = chart.dataset.pinned_params(chart.params), public_site(url_root + urls.base_url)
    files = {ending: site + urls.local.chart_file(ending, pinned).removeprefix(urls.path) for ending in FORMATS}
    return csv_io.to_json(describe_chart(chart.data, rows, block, files, chart.locale))


def _write_zip(chart: RenderedChart, url_root: str, size: FrameSize) -> bytes:
    """Write rows, description, citation and terms as one file, with what they are in every language.

    It says its day also where that is the newest: whoever saves it has it later.
    """
    chart = RenderedChart(chart.dataset, chart.chart, chart.dataset.pinned_params(chart.params))
    slug, site = chart.params.slug, public_site(url_root + chart.dataset.urls.base_url)
    files: dict[str, str | bytes] = {
        f"{slug}.csv": _write_csv(chart, url_root, size),
        f"{slug}.{METADATA}": _write_metadata(chart, url_root, size),
        **citation_files(chart.citation(site)),
        LICENCE: write_licence(chart.data.credited_sources, map(get_locale, languages())),
    }
    readmes: dict[str, str | bytes] = {}
    for code in languages():
        other = RenderedChart(chart.dataset, chart.chart, replace(chart.params, lang=code))
        readmes[f"README.{code}.md"] = write_readme(slug, other.text, other.citation(site), other.locale)
    return write_archive(readmes | files)


def _write_svg(chart: RenderedChart, url_root: str, size: FrameSize) -> bytes:
    return draw_picture(chart, "svg", url_root + chart.dataset.urls.base_url, size)


def _write_png(chart: RenderedChart, url_root: str, size: FrameSize) -> bytes:
    return draw_picture(chart, "png", url_root + chart.dataset.urls.base_url, size)


def draw_picture(chart: RenderedChart, ending: str, site: str, size: FrameSize) -> bytes:
    """Draw a chart as ``png`` or ``svg``; its addresses begin with ``site``."""
    draw = images.render_svg if ending == "svg" else images.render_png
    return draw(_picture(chart, site, size))


def draw_card(chart: RenderedChart, site: str, rasterizer: images.Rasterizer = images.rasterize) -> bytes:
    """Draw the PNG that stands beside a link to a chart, and on social media."""
    code = sentences.check_sentence(chart.locale, chart.code, public_site(site))
    foot = " · ".join(filter(None, (chart.text.publication_note, code, chart.sources_sentence)))
    return render_card(_picture(chart, site, PICTURE_SIZE), chart.text.summary, foot, rasterizer)


def _picture(chart: RenderedChart, site: str, size: FrameSize) -> images.Picture:
    picture = chart.picture(site, size)
    if picture is None:
        raise RequestError(NO_PICTURE)
    return picture


FORMATS: Mapping[str, FileFormat] = {
    "csv": FileFormat("text/csv; charset=utf-8", "CSV", _write_csv, is_download=True),
    "json": FileFormat("application/json", "JSON", _write_json),
    "xlsx": FileFormat(WORKBOOK_MEDIA_TYPE, gettext_noop("Workbook (Excel)"), _write_xlsx, is_download=True),
    "zip": FileFormat("application/zip", gettext_noop("Data with documentation (ZIP)"), _write_zip, is_download=True),
    METADATA: FileFormat("application/json", gettext_noop("Description of the data (JSON)"), _write_metadata),
    "png": FileFormat("image/png", gettext_noop("Picture (PNG)"), _write_png, is_picture=True),
    "svg": FileFormat("image/svg+xml", gettext_noop("Picture (SVG)"), _write_svg, is_picture=True),
}
"""In the order in which pages offer them."""


def file_urls(chart: RenderedChart) -> list[tuple[str, str, bool]]:
    """Return label, address and whether a browser saves it, for every format of a chart."""
    urls: Urls = chart.dataset.urls
    return [
        (chart.locale.text(file.label), urls.chart_file(ending, chart.params), file.is_download)
        for ending, file in FORMATS.items()
    ]
