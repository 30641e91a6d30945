"""What is found out of a file or a code: made here, from what, and whether it is unaltered."""

import json
from dataclasses import replace
from hashlib import sha256
from struct import pack
from zlib import crc32

import pytest

from dashboard.charts.formats import draw_card, draw_picture
from dashboard.charts.registry import CHARTS, parse_query
from dashboard.charts.rendered import PICTURE_SIZE
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.row_check import RowCheck
from dashboard.export import tables
from dashboard.export.picture_files import add_png_text, read_picture, svg_metadata
from dashboard.params.frame_size import FrameSize
from dashboard.web.verdict import Drawing, Standing
from dashboard.web.verification import verify
from tests.dashboard import made
from tests.dashboard.pictures import with_block
from tests.dashboard.test_pinned import as_known_in

SITE = "https://figures.example"
PINNED = "as_of=2020-08-25&edition=13"


@pytest.fixture(scope="module")
def charts(site):
    return made.charts_of(site)


def chart_of(charts, slug="trend", query=""):
    options = dict(part.split("=") for part in query.split("&") if part)
    return charts(parse_query({name: [value] for name, value in options.items()}, charts.dataset.availability, slug))


def csv_of(chart):
    return tables.to_csv(tables.to_frame(chart.data, chart.locale))


@pytest.fixture(scope="module")
def picture(charts):
    """The SVG of July 2020 as published then."""
    return draw_picture(chart_of(charts, query=PINNED), "svg", SITE, PICTURE_SIZE)


def altered(picture, **fields):
    """The picture with other fields in its block, which is written as ours are."""
    block = json.loads(read_picture(picture).block) | fields
    return with_block(picture, json.dumps(block))


def judge(charts, content, code=""):
    verdict = verify(charts, content, code, SITE)
    return verdict.standing, verdict.drawing


# -- what was made here ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "as_of=2026-04-30&edition=13", "lang=fr"])
@pytest.mark.parametrize("slug", CHARTS)
def test_a_picture_is_what_it_was_made_as(charts, slug, query):
    chart = chart_of(charts, slug, query)
    verdict = verify(charts, draw_picture(chart, "svg", SITE, PICTURE_SIZE), "", SITE)
    assert (verdict.standing, verdict.drawing, verdict.site) == (Standing.UNALTERED, Drawing.SAME, "")
    assert verdict.chart.params == charts.dataset.pinned_params(chart.params)
    assert verdict.releases
    assert judge(charts, b"", chart.code) == (Standing.CODE, Drawing.NOT_COMPARED)


@pytest.mark.parametrize("slug", ["trend", "map"])
def test_a_png_and_a_card_are_too(charts, slug):
    chart = chart_of(charts, slug)
    first, again = (draw_picture(chart, "png", SITE, FrameSize(400, 300)) for _ in range(2))
    assert first == again
    assert judge(charts, first) == judge(charts, draw_card(chart, SITE)) == (Standing.UNALTERED, Drawing.SAME)


@pytest.mark.parametrize("size", [FrameSize(320, 200), FrameSize(700, 2400), FrameSize(2400, 333)])
def test_in_any_size(charts, size):
    for slug in ("trend", "change"):
        assert judge(charts, draw_picture(chart_of(charts, slug), "svg", SITE, size))[1] is Drawing.SAME


def test_another_site_in_the_address_is_named(charts, picture):
    foreign = draw_picture(chart_of(charts, query=PINNED), "svg", "https://evil.example", PICTURE_SIZE)
    verdict = verify(charts, foreign, "", SITE)
    assert (verdict.standing, verdict.site) == (Standing.OTHER_SITE, "https://evil.example")
    words = f"{SITE}/ Deaths in Ohio doubled after vaccination. "
    foreign = draw_picture(chart_of(charts, query=PINNED), "svg", words, PICTURE_SIZE)
    assert verify(charts, foreign, "", SITE).standing is Standing.ALTERED
    local = draw_picture(chart_of(charts, query=PINNED), "svg", "http://localhost:8050", PICTURE_SIZE)
    assert verify(charts, local, "", SITE).site == ""
    assert local != picture


@pytest.mark.slow
def test_sums_that_a_later_note_takes_apart_are_not_called_altered(charts, held):
    query = "as_of=2026-08-11&edition=13"
    before = chart_of(made.charts_of(Dataset(replace(held, notes=()))), "compare", query)
    picture = draw_picture(before, "svg", SITE, PICTURE_SIZE)
    verdict = verify(charts, picture, "", SITE)
    assert (verdict.standing, verdict.rows.other, verdict.rows.taken_back) == (Standing.TAKEN_BACK, 0, 6)
    assert verify(charts, csv_of(before).encode(), before.pinned_url, SITE).standing is Standing.TAKEN_BACK
    first = json.loads(read_picture(picture).block)["csv"].splitlines()[1]
    csv = json.loads(read_picture(picture).block)["csv"].replace(first, first.replace("CA-BC", "CA-AB"))
    forged = altered(picture, csv=csv, sha256=sha256(csv.encode()).hexdigest())
    assert verify(charts, forged, "", SITE).standing is Standing.ALTERED


@pytest.mark.slow
def test_a_picture_of_the_newest_figures_keeps_its_data_when_newer_ones_come(charts):
    before = made.charts_of(as_known_in(12))
    newest = draw_picture(chart_of(before), "svg", SITE, PICTURE_SIZE)
    assert judge(before, newest) == (Standing.UNALTERED, Drawing.SAME)
    assert judge(charts, newest) == (Standing.DATA_ONLY, Drawing.NOT_COMPARED)
    query = f"as_of={before.dataset.newest_vintage}&edition=12"
    pinned = draw_picture(chart_of(before, query=query), "svg", SITE, PICTURE_SIZE)
    assert judge(before, pinned) == judge(charts, pinned) == (Standing.UNALTERED, Drawing.SAME)
    assert judge(before, draw_picture(chart_of(charts), "svg", SITE, PICTURE_SIZE))[0] is Standing.LATER_EDITION


# -- what was altered --------------------------------------------------------------------------------------------------


def test_a_flipped_byte_anywhere_in_the_block_is_noticed(charts, picture):
    start, end = picture.index(b"<metadata"), picture.index(b"</metadata>")
    for place in range(start, end, 499):
        flipped = picture[:place] + bytes([picture[place] ^ 1]) + picture[place + 1 :]
        assert verify(charts, flipped, "", SITE).standing is not Standing.UNALTERED, place


def test_rows_that_were_altered_with_their_hash_are_noticed(charts, picture):
    csv = json.loads(read_picture(picture).block)["csv"].replace(",175,", ",275,")
    verdict = verify(charts, altered(picture, csv=csv, sha256=sha256(csv.encode()).hexdigest()), "", SITE)
    assert (verdict.standing, verdict.differences) == (Standing.ALTERED, ("sha256", "csv"))
    assert verdict.rows == RowCheck(same=102, other=1)


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({"title": "Other"}, Standing.WORDS_DIFFER),
        ({"terms": []}, Standing.WORDS_DIFFER),
        ({"code": "C7BP-0DYK-N3TG"}, Standing.ALTERED),
        ({"releases": []}, Standing.ALTERED),
        ({"asked": {"as_of": "2020-08-26", "edition": 13}}, Standing.ALTERED),
        ({"asked": {"as_of": "2020-08-25"}}, Standing.ALTERED),
        ({"asked": None}, Standing.ALTERED),
        ({"asked": {"as_of": None, "edition": None}}, Standing.DATA_ONLY),
        ({"address": "https://figures.example/elsewhere"}, Standing.ALTERED),
        ({"address": "http://[::1/chart/trend"}, Standing.ALTERED),
        ({"address": ["/chart/trend"]}, Standing.ALTERED),
        ({"address": "/chart/trend?as_of=2020-08-26&edition=13"}, Standing.ALTERED),
        ({"more": 1}, Standing.ALTERED),
        ({"csv": "…\ud800"}, Standing.ALTERED),
        ({"address": "https://a\ud800b/chart/trend?places=US-OH"}, Standing.ALTERED),
        ({"address": f"{SITE}/chart/trend?{PINNED}" + "x" * 100_000}, Standing.ALTERED),
        ({"edition": 999}, Standing.LATER_EDITION),
    ],
    ids=str,
)
def test_other_fields_are_compared_too(charts, picture, fields, standing):
    assert judge(charts, altered(picture, **fields))[0] is standing


@pytest.mark.parametrize("block", ["[]", "null", "{", "[" * 100_000, '{"address": 1e999}', "9" * 5_000])
def test_what_is_no_block_of_ours_is_altered(charts, block):
    start = b'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">'
    assert judge(charts, start + svg_metadata(block).encode() + b"</svg>")[0] is Standing.ALTERED


def test_a_true_block_in_another_picture_vouches_for_no_pixel(charts, picture):
    assert judge(charts, picture.replace(b">175<", b">275<")) == (Standing.REDRAWN, Drawing.OTHER)
    assert b">175<" in picture


# -- what has no data in it --------------------------------------------------------------------------------------------


def test_a_stripped_picture_is_vouched_for_by_its_code(charts, picture):
    stripped = read_picture(picture).drawing
    code = chart_of(charts, query=PINNED).code
    assert judge(charts, stripped) == (Standing.NO_DATA, Drawing.NOT_COMPARED)
    assert judge(charts, stripped, code) == (Standing.STRIPPED, Drawing.SAME)
    assert judge(charts, stripped.replace(b">175<", b">275<"), code) == (Standing.NO_DATA, Drawing.NOT_COMPARED)
    newest = draw_picture(chart_of(charts), "svg", SITE, PICTURE_SIZE)  # it says so, where a pinned one says its day
    assert judge(charts, read_picture(newest).drawing, chart_of(charts).code)[0] is Standing.STRIPPED


@pytest.mark.parametrize(
    "content",
    [b"\xff\xd8\xff\xe0JFIF", b"<svg><text>1</text></svg>", b"a,b\n1,2\n", b"\0", b'"', "é".encode("latin-1"), b"%PDF"],
)
def test_a_file_of_others_is_said_to_be_that(charts, content):
    assert judge(charts, content) == (Standing.NO_DATA, Drawing.NOT_COMPARED)


def test_a_png_that_says_or_turns_something_else_is_not_unaltered(charts):
    picture = draw_picture(chart_of(charts), "png", SITE, FrameSize(400, 300))
    described = add_png_text(picture, {"Description": "Deaths doubled."})
    verdict = verify(charts, described, "", SITE)
    assert (verdict.standing, verdict.differences) == (Standing.WORDS_DIFFER, ("text",))
    chunk = b"eXIfMM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\3\0\0\0\0\0\0"
    turned = picture[:33] + pack(">I", len(chunk) - 4) + chunk + pack(">I", crc32(chunk)) + picture[33:]
    assert judge(charts, turned) == (Standing.REDRAWN, Drawing.OTHER)


@pytest.mark.parametrize(
    "code",
    [
        "https://evil.example/chart/trend",
        "C7BP-0DYK-N3TG",
        "x",
        "/chart/none",
        "/chart/trend?places=XX",
        "http://[::1",
        "/",
    ],
)
def test_what_is_no_code_is_said_to_be_none(charts, picture, code):
    assert judge(charts, b"", code) == judge(charts, picture, code) == (Standing.NO_CODE, Drawing.NOT_COMPARED)


@pytest.mark.parametrize(
    "code",
    [
        f"/chart/trend?{PINNED}",
        f"/embed/trend?{PINNED}",
        f"http://figures.example/use/trend?{PINNED}&newest=1",
        f"/card/trend.png?{PINNED}",
        f"{SITE}/?{PINNED}",
        f"{SITE}/chart/trend.png?{PINNED}&width=640",
        "c7bpodykn3tf",
    ],
)
def test_a_code_and_an_address_are_of_one_chart(charts, code):
    assert verify(charts, b"", code, SITE).chart is chart_of(charts, query=PINNED)
