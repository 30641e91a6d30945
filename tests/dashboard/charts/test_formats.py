"""The formats of a chart: each writes what its media type says, in both languages under a label of its own."""

import csv
import io
import json
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from dashboard.charts.formats import FORMATS, file_urls
from dashboard.charts.registry import CHARTS, default_params
from dashboard.charts.rendered import PICTURE_SIZE
from dashboard.export.spreadsheets import WORKBOOK_MEDIA_TYPE
from dashboard.i18n import get_locale
from tests.dashboard import made

SHAPES = {
    "text/csv; charset=utf-8": lambda content: len(list(csv.reader(io.StringIO(content)))) > 1,
    "application/json": lambda content: bool(json.loads(content)),
    WORKBOOK_MEDIA_TYPE: lambda content: "xl/workbook.xml" in ZipFile(io.BytesIO(content)).namelist(),
    "application/zip": lambda content: "SHA256SUMS" in ZipFile(io.BytesIO(content)).namelist(),
    "image/png": lambda content: content.startswith(b"\x89PNG"),
    "image/svg+xml": lambda content: ET.fromstring(content).tag.endswith("svg"),
}
"""How to see that a content is of its media type."""


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("slug", CHARTS)
def test_each_writes_what_its_media_type_says(site, slug, ending):
    file = FORMATS[ending]
    assert file.media_type in SHAPES, f"tests/dashboard/charts/test_formats.py: say how {file.media_type} is recognized"
    chart = made.charts_of(site)(default_params(site.availability, slug=slug))
    assert SHAPES[file.media_type](file.write(chart, "", PICTURE_SIZE))


@pytest.mark.parametrize("ending", FORMATS)
def test_a_label_is_an_acronym_or_a_message(ending):
    label = FORMATS[ending].label
    translated = get_locale("fr").text(label)
    assert label.isupper() or translated != label, f"dashboard/locale/fr.po has no {label!r}: mark it with gettext_noop"


def test_pages_offer_every_format(site):
    offered = file_urls(made.charts_of(site)(default_params(site.availability)))
    assert [url.partition("?")[0] for _, url, _ in offered] == [f"/chart/trend.{ending}" for ending in FORMATS]
