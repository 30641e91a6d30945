"""Judges a file that is said to be from here, or a short code: from what it was made, and whether that is unaltered.

A file is never decoded: its data block is compared with the one that its address has now, and its drawing, byte for
byte, with what is drawn from that. Decision P13 in README.md.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dashboard.charts import registry
from dashboard.charts.formats import draw_card, draw_picture
from dashboard.charts.rendered import RenderedChart, RenderedCharts
from dashboard.dataset.row_check import compare_rows, read_rows
from dashboard.errors import RequestError
from dashboard.export.cards import CARD_SIZE_PX
from dashboard.export.data_block import hash_rows
from dashboard.export.picture_files import PictureFile, read_picture
from dashboard.params.frame_size import LIMITS_PX, FrameSize
from dashboard.params.short_code import read_code
from dashboard.params.urls import is_of_site, split_chart_url
from dashboard.web.row_verdicts import judge_rows, judge_rows_of_chart
from dashboard.web.verdict import Drawing, Standing, Verdict

WORD_FIELDS = frozenset({"title", "citation", "terms"})
"""Fields of a data block that say what its figures are: they can be worded anew, and translated better."""
ROW_FIELDS = frozenset({"csv", "sha256", "releases"})
"""Fields that follow from its rows."""
TEXT_FIELD = "text"
"""Stands for the other texts in a PNG, such as its description."""
OTHER_FIELDS = "…"
"""Stands for fields that no data block has."""
MAX_CODE_CHARS = 2_000
"""Of a code or an address."""
PNG_ZOOM = 2
"""Pixels of a PNG for each that was asked for."""


def verify(charts: RenderedCharts, content: bytes, code: str, site: str) -> Verdict:
    """Judge a file (empty: none is given) and a short code or address; ``site`` is what addresses here begin with."""
    chart = _find_chart_of_site(charts, code, site) if code else None
    if code and chart is None:
        return Verdict(Standing.NO_CODE)
    if not content:
        return _of_chart(Verdict(Standing.CODE, chart))
    picture = read_picture(content)
    if picture:
        return _of_chart(_judge_picture(charts, picture, chart, site))
    rows = read_rows(content)
    if rows is None:
        return _of_chart(Verdict(Standing.NO_DATA, chart))
    return _of_chart(judge_rows_of_chart(rows, chart)) if chart else judge_rows(charts, rows)


def _find_chart_of_site(charts: RenderedCharts, code: str, site: str) -> RenderedChart | None:
    url = split_chart_url(code)
    return None if url and not is_of_site(url.site, site) else find_chart(charts, code)


def find_chart(charts: RenderedCharts, code: str) -> RenderedChart | None:
    """Return the chart that a short code or an address stands for, pinned; None where it is neither."""
    availability = charts.dataset.availability
    url = split_chart_url(code)
    options = {slug: chart.options for slug, chart in registry.CHARTS.items()}
    target = (url.slug or registry.HOME_SLUG, url.query) if url else read_code(code, availability, options)
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
        is_same = any(_find_same(picture, candidate, site) for candidate in _pinned_and_newest(charts, chart))
        # What a site that strips files has saved anew is no worse for that.
        return Verdict(Standing.STRIPPED, chart, Drawing.SAME) if is_same else Verdict(Standing.NO_DATA, chart)
    block = _read_block(picture.block)
    edition = block.get("edition")
    if isinstance(edition, int) and edition > charts.dataset.snapshot.edition:
        return Verdict(Standing.LATER_EDITION)
    return _judge_block(charts, picture, block, site)


def _judge_block(charts: RenderedCharts, picture: PictureFile, block: dict[str, Any], site: str) -> Verdict:
    address = str(block.get("address"))[:MAX_CODE_CHARS]
    url, chart = split_chart_url(address), find_chart(charts, address)
    if url is None or chart is None:
        return Verdict(Standing.ALTERED, differences=("address",))
    expected = json.loads(chart.data_block(url.site))
    expected["asked"] = _read_asked(block.get("asked"), expected["asked"])
    differences = tuple(name for name in expected if block.get(name) != expected[name])
    differences += (OTHER_FIELDS,) if block.keys() - expected.keys() else ()
    foreign_site = "" if is_of_site(url.site, site) else url.site
    verdict = Verdict(Standing.DATA_ONLY, chart, differences=differences, site=foreign_site)
    if set(differences) - WORD_FIELDS:
        return _judge_altered(verdict, block, expected)
    asked = _find_asked(charts, chart, expected["asked"])
    return _judge_drawing(verdict, picture, asked, url.site)


def _judge_drawing(verdict: Verdict, picture: PictureFile, asked: RenderedChart | None, site: str) -> Verdict:
    """Judge a picture with a true block by what it shows, and by its other texts."""
    standing, differences, drawing = verdict.standing, verdict.differences, verdict.drawing
    if asked:
        same = _find_same(picture, asked, site)
        drawing = Drawing.SAME if same else Drawing.OTHER
        standing = Standing.UNALTERED if same else Standing.REDRAWN
        differences += (TEXT_FIELD,) if same and same.texts != picture.texts else ()
    if differences:
        standing = Standing.WORDS_DIFFER
    elif verdict.site and standing is Standing.UNALTERED:
        standing = Standing.OTHER_SITE
    return replace(verdict, standing=standing, differences=differences, drawing=drawing)


def _judge_altered(verdict: Verdict, block: dict[str, Any], expected: dict[str, Any]) -> Verdict:
    """Judge a block that differs in more than words: sums that are not formed any more alter nothing."""
    given, own = (str(body.get("csv", "")) for body in (block, expected))
    if given == own:
        return replace(verdict, standing=Standing.ALTERED)
    rows = compare_rows(*([tuple(line.split(",")) for line in text.splitlines()[1:]] for text in (given, own)))
    is_whole = block.get("sha256") == hash_rows(given) and not set(verdict.differences) - ROW_FIELDS - WORD_FIELDS
    is_taken_back = is_whole and rows.taken_back and not rows.other
    return replace(verdict, standing=Standing.TAKEN_BACK if is_taken_back else Standing.ALTERED, rows=rows)


def _read_asked(asked: object, pinned: dict[str, Any]) -> dict[str, Any]:
    """Return what was asked for, if that can be: of day and edition each that of the pinned address, or none."""
    if isinstance(asked, dict) and asked.keys() == pinned.keys():
        return {name: None if asked[name] is None else pinned[name] for name in pinned}
    return pinned


def _find_asked(charts: RenderedCharts, chart: RenderedChart, asked: dict[str, Any]) -> RenderedChart | None:
    """Return the chart as it was asked for; None where it followed the newest values, and newer ones are held since."""
    day, edition = chart.params.as_of if asked["as_of"] else None, chart.params.edition if asked["edition"] else None
    params = replace(chart.params, as_of=day, edition=edition)
    return charts(params) if charts.dataset.pinned_params(params) == chart.params else None


def _read_block(text: str) -> dict[str, Any]:
    """Read a data block; nothing where it is none of ours."""
    try:
        block = json.loads(text)
        json.dumps(block, ensure_ascii=False).encode()  # half of a pair, "\ud800", is no text
    except (ValueError, RecursionError):
        return {}
    return block if isinstance(block, dict) else {}


def _pinned_and_newest(charts: RenderedCharts, chart: RenderedChart | None) -> Iterator[RenderedChart]:
    """Yield a pinned chart and, while it is of the newest values, the one that follows them: its words are others."""
    if chart:
        newest = _find_asked(charts, chart, {"as_of": None, "edition": None})
        yield from (chart, newest) if newest else (chart,)


def _find_same(picture: PictureFile, chart: RenderedChart, site: str) -> PictureFile | None:
    """Draw a chart in the size of a picture; None where what is drawn is not the same."""
    drawings = filter(None, map(read_picture, _draw(picture, chart, site)))
    return next((drawing for drawing in drawings if drawing.drawing == picture.drawing), None)


def _draw(picture: PictureFile, chart: RenderedChart, site: str) -> Iterator[bytes]:
    """Yield the files that a picture could be; none of one that is in no size that can be asked for."""
    size, zoom = picture.size, PNG_ZOOM if picture.ending == "png" else 1
    if size is None or chart.is_empty:
        return
    if picture.ending == "png" and (size.width, size.height) == CARD_SIZE_PX:
        yield draw_card(chart, site)
    least, most = LIMITS_PX["width"]
    if not least <= size.width // zoom <= most or size.width % zoom:
        return
    # Words can make a picture higher than was asked for, and its own height then gives the same again.
    height = min(max(size.height // zoom, LIMITS_PX["height"][0]), LIMITS_PX["height"][1])
    yield draw_picture(chart, picture.ending, site, FrameSize(size.width // zoom, height))
