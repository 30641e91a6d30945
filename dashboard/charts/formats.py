"""The formats that a chart can be had in beside its page, each registered by one entry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.charts.rendered import RenderedChart
from dashboard.errors import RequestError
from dashboard.export import images, tables
from dashboard.export.spreadsheets import WORKBOOK_MEDIA_TYPE, to_xlsx
from dashboard.i18n import gettext_noop
from dashboard.params.frame_size import FrameSize
from dashboard.params.urls import Urls

NO_PICTURE = "No figure is held for this choice, so there is no picture."


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


def _write_svg(chart: RenderedChart, url_root: str, size: FrameSize) -> bytes:
    return images.render_svg(_picture(chart, url_root, size))


def _write_png(chart: RenderedChart, url_root: str, size: FrameSize) -> bytes:
    return images.render_png(_picture(chart, url_root, size))


def _picture(chart: RenderedChart, url_root: str, size: FrameSize) -> images.Picture:
    picture = chart.picture(url_root + chart.pinned_url, size)
    if picture is None:
        raise RequestError(NO_PICTURE)
    return picture


FORMATS: Mapping[str, FileFormat] = {
    "csv": FileFormat("text/csv; charset=utf-8", "CSV", _write_csv, is_download=True),
    "json": FileFormat("application/json", "JSON", _write_json),
    "xlsx": FileFormat(WORKBOOK_MEDIA_TYPE, gettext_noop("Workbook (Excel)"), _write_xlsx, is_download=True),
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
