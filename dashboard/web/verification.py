"""Judges a file that is said to be from here, or a short code: from what it was made, and whether that is unaltered.

A file is never decoded: its data block is compared with the one that its address has now, and its drawing, byte for
byte, with what is drawn from that. Decision P13 in README.md.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import Any

import pandas as pd

from dashboard.charts import registry
from dashboard.charts.formats import draw_card, draw_picture
from dashboard.charts.rendered import RenderedChart, RenderedCharts
from dashboard.dataset import row_check
from dashboard.dataset.row_check import RowCheck, check_rows
from dashboard.errors import RequestError
from dashboard.export.cards import CARD_SIZE_PX
from dashboard.export.data_block import list_releases, rows_csv
from dashboard.export.picture_files import PictureFile, read_picture
from dashboard.export.tables import to_frame
from dashboard.params.frame_size import LIMITS_PX, FrameSize
from dashboard.params.short_code import read_code
from dashboard.params.urls import split_chart_url

WORD_FIELDS = frozenset({"title", "citation", "terms"})
"""Fields of a data block that say what its figures are: they can be worded anew, and translated better."""
MAX_ROWS, MAX_COLUMNS = 50_000, 100
"""Of a CSV file: rows of ours have a hundred bytes, so that there are no more in a file that can be put in."""
PNG_ZOOM = 2
"""Pixels of a PNG for each that was asked for."""


class Standing(StrEnum):
    """How a file or a code stands to what is held here."""

    UNALTERED = "unaltered"
    REDRAWN = "redrawn"  # the data are unaltered, the picture around them is another
    WORDS_DIFFER = "words_differ"
    STRIPPED = "stripped"  # the data were taken out, the picture is unaltered
    ALTERED = "altered"
    NO_DATA = "no_data"
    SUMS = "sums"  # rows that only a chart as a whole can vouch for
    LATER_EDITION = "later_edition"
    CODE = "code"
    NO_CODE = "no_code"


class Drawing(StrEnum):
    """Whether what a picture shows is drawn as it is drawn here."""

    SAME = "same"
    OTHER = "other"
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True)
class Verdict:
    """What was found out. ``chart`` is the one that the file or the code is of, at its pinned address.

    ``differences`` are the fields of a data block that are not as they are written here. ``rows`` are those of a CSV
    file, ``site`` is what the address in a picture begins with, where that is not this site.
    """

    standing: Standing
    chart: RenderedChart | None = None
    drawing: Drawing = Drawing.NOT_COMPARED
    differences: tuple[str, ...] = ()
    rows: RowCheck | None = None
    releases: tuple[dict[str, str], ...] = ()
    site: str = ""


def verify(charts: RenderedCharts, content: bytes, code: str, site: str) -> Verdict:
    """Judge a file (empty: none is given) and a short code or address; ``site`` is what addresses here begin with."""
    chart = find_chart(charts, code) if code else None
    if code and chart is None:
        return Verdict(Standing.NO_CODE)
    if not content:
        return _of_chart(Verdict(Standing.CODE, chart))
    picture = read_picture(content)
    if picture:
        return _of_chart(_judge_picture(charts, picture, chart, site))
    rows = _read_rows(content)
    if rows is None:
        return _of_chart(Verdict(Standing.NO_DATA, chart))
    return _of_chart(_judge_rows_of_chart(rows, chart)) if chart else _judge_rows(charts, rows)


def find_chart(charts: RenderedCharts, code: str) -> RenderedChart | None:
    """Return the chart that a short code or an address stands for, pinned; None where it is neither."""
    availability = charts.dataset.availability
    url = split_chart_url(code)
    options = {slug: chart.options for slug, chart in registry.CHARTS.items()}
    target = (url.slug, url.query) if url else read_code(code, availability, options)
    if target is None:
        return None
    try:
        params = registry.parse_query(target[1], availability, target[0])
    except RequestError:
        return None
    return charts(charts.dataset.pinned_params(params))


def _of_chart(verdict: Verdict) -> Verdict:
    """Add the releases that the chart's values come from."""
    if verdict.chart is None:
        return verdict
    return replace(verdict, releases=tuple(json.loads(verdict.chart.data_block(""))["releases"]))


def _judge_picture(charts: RenderedCharts, picture: PictureFile, chart: RenderedChart | None, site: str) -> Verdict:
    if picture.is_damaged:
        return Verdict(Standing.ALTERED, chart, differences=("file",))
    if picture.block is None:
        is_same = any(
            _compare_drawing(picture, candidate, site) is Drawing.SAME
            for candidate in _pinned_and_newest(charts, chart)
        )
        # What a site that strips files has saved anew is no worse for that.
        return Verdict(Standing.STRIPPED, chart, Drawing.SAME) if is_same else Verdict(Standing.NO_DATA, chart)
    block = _read_block(picture.block)
    edition = block.get("edition")
    if isinstance(edition, int) and edition > charts.dataset.snapshot.edition:
        return Verdict(Standing.LATER_EDITION)
    return _judge_block(charts, picture, block, site)


def _judge_block(charts: RenderedCharts, picture: PictureFile, block: dict[str, Any], site: str) -> Verdict:
    address, asked = (str(block.get(name, "")) for name in ("address", "asked"))
    url, chart = split_chart_url(address), find_chart(charts, address)
    if url is None or chart is None:
        return Verdict(Standing.ALTERED, differences=("address",))
    asked_chart = _find_asked(charts, asked, chart) or chart
    expected = json.loads(asked_chart.data_block(url.site))
    differences = tuple(name for name in {**expected, **block} if block.get(name) != expected.get(name))
    verdict = Verdict(Standing.UNALTERED, chart, differences=differences, site=url.site if url.site != site else "")
    if set(differences) - WORD_FIELDS:
        rows = _count_rows(*(str(body.get("csv", "")).splitlines()[1:] for body in (block, expected)))
        return replace(verdict, standing=Standing.ALTERED, rows=rows if "csv" in differences else None)
    drawing = _compare_drawing(picture, asked_chart, url.site)
    standing = Standing.UNALTERED if drawing is Drawing.SAME else Standing.REDRAWN
    return replace(verdict, standing=Standing.WORDS_DIFFER if differences else standing, drawing=drawing)


def _read_block(text: str) -> dict[str, Any]:
    """Read a data block; nothing where it is none of ours."""
    try:
        block = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return block if isinstance(block, dict) else {}


def _find_asked(charts: RenderedCharts, asked: str, pinned: RenderedChart) -> RenderedChart | None:
    """Return the chart that was asked for, if its pinned address is still the same: it can follow the newest values."""
    url = split_chart_url(asked)
    if url is None or url.site:
        return None
    try:
        params = registry.parse_query(url.query, charts.dataset.availability, url.slug)
    except RequestError:
        return None
    return charts(params) if charts.dataset.pinned_params(params) == pinned.params else None


def _pinned_and_newest(charts: RenderedCharts, chart: RenderedChart | None) -> Iterator[RenderedChart]:
    """Yield a pinned chart and, while it is of the newest values, the one that follows them: its words are others."""
    if chart:
        yield chart
        newest = replace(chart.params, as_of=None, edition=None)
        if charts.dataset.pinned_params(newest) == chart.params:
            yield charts(newest)


def _compare_drawing(picture: PictureFile, chart: RenderedChart, site: str) -> Drawing:
    """Draw a chart in the size of a picture, and compare what is drawn."""
    drawings = _draw(picture, chart, site)
    return Drawing.SAME if any(picture.drawing == drawing for drawing in drawings) else Drawing.OTHER


def _draw(picture: PictureFile, chart: RenderedChart, site: str) -> Iterator[bytes]:
    """Yield the drawings that a picture could be; none of one that is in no size that can be asked for."""
    size, zoom = picture.size, PNG_ZOOM if picture.ending == "png" else 1
    if size is None or chart.is_empty:
        return
    if picture.ending == "png" and (size.width, size.height) == CARD_SIZE_PX:
        yield _drawing(draw_card(chart, site))
    least, most = LIMITS_PX["width"]
    if not least <= size.width // zoom <= most or size.width % zoom:
        return
    # Words can make a picture higher than was asked for, and its own height then gives the same again.
    height = min(max(size.height // zoom, LIMITS_PX["height"][0]), LIMITS_PX["height"][1])
    yield _drawing(draw_picture(chart, picture.ending, site, FrameSize(size.width // zoom, height)))


def _drawing(content: bytes) -> bytes:
    picture = read_picture(content)
    return picture.drawing if picture else b""


def _read_rows(content: bytes) -> list[dict[str, str]] | None:
    """Read a CSV file with the columns of ours; None where it is none, or is larger than any of ours."""
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True, restval="")
        names = reader.fieldnames or ()
        if len(names) > MAX_COLUMNS or not set(row_check.COLUMNS) <= set(names):
            return None
        rows = list(islice(reader, MAX_ROWS + 1))
    except (UnicodeDecodeError, csv.Error):
        return None
    return rows if len(rows) <= MAX_ROWS else None


def _judge_rows(charts: RenderedCharts, rows: list[dict[str, str]]) -> Verdict:
    """Judge rows one by one: each names its series, its period and the day from which its value stands."""
    snapshot = charts.dataset.snapshot
    checked = check_rows(rows, snapshot.table)
    without_values = Standing.SUMS if checked.sums else Standing.NO_DATA
    standing = Standing.ALTERED if checked.other else Standing.UNALTERED if checked.same else without_values
    cells = pd.DataFrame(rows, columns=["source", "vintage", "release"])
    return Verdict(standing, rows=checked, releases=tuple(list_releases(cells, snapshot.ledger)))


def _judge_rows_of_chart(rows: list[dict[str, str]], chart: RenderedChart) -> Verdict:
    """Judge a file as a whole, beside the rows of the chart that it is said to be of."""
    unit = chart.params.unit
    own = csv.reader(io.StringIO(rows_csv(to_frame(chart.data, chart.locale), unit)))
    columns = next(own)
    checked = _count_rows((tuple(row.get(name, "") for name in columns) for row in rows), map(tuple, own))
    return Verdict(Standing.ALTERED if checked.other else Standing.UNALTERED, chart, rows=checked)


def _count_rows(given: Iterable[Hashable], own: Iterable[Hashable]) -> RowCheck:
    """Count the rows that two files have alike, and those that either has alone."""
    first, second = Counter(given), Counter(own)
    return RowCheck(same=(first & second).total(), other=(first - second).total() + (second - first).total())
