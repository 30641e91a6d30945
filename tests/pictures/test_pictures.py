"""What ``make pictures`` makes of two pictures: that a difference is noticed, marked and put first."""

from urllib.parse import parse_qs

import pytest
from PIL import Image, ImageColor, ImageDraw

from dashboard.charts import registry
from dashboard.dataset.dataset import Dataset
from dashboard.plotting.theme import LIGHT, css_variable
from tests.dashboard import made
from tests.pictures import draw
from tests.pictures.differences import FRAME, MARK, difference
from tests.pictures.pairs import in_order, pair

SIZE = 40, 20
LINE = (10, 8, 19, 8)


def picture(*line, color="black", size=SIZE):
    image = Image.new("RGBA", size, "white")
    if line:
        ImageDraw.Draw(image).line(line, fill=color)
    return image


def test_a_line_that_is_new_is_counted_and_marked_within_a_frame():
    found = difference(picture(), picture(*LINE))
    assert found.share == pytest.approx(10 / 800)
    magenta = ImageColor.getrgb(MARK)
    assert found.marked.getpixel((10, 8)) == magenta
    assert found.marked.getpixel((10 - 2 * FRAME, 8)) == magenta
    assert found.marked.getpixel((30, 18)) == (255, 255, 255)


def test_what_no_eye_can_tell_is_no_difference_but_another_size_is():
    assert difference(picture(*LINE), picture(*LINE)) is None
    assert difference(picture(*LINE), picture(*LINE, color="#020202")) is None
    grown = difference(picture(*LINE), picture(*LINE, size=(40, 30)))
    assert grown.share == 0.0
    assert grown.marked.size == (40, 30)


def test_the_most_changed_comes_first_and_what_is_unchanged_last():
    little, much = difference(picture(), picture(5, 5, 6, 5)), difference(picture(), picture(*LINE))
    pairs = [
        pair("same", b"1", b"1", None),
        pair("gone", b"1", b"", None),
        pair("new", b"", b"1", None),
        pair("little", b"1", b"2", little),
        pair("much", b"1", b"2", much),
    ]
    assert [(each.name, each.state) for each in in_order(pairs)] == [
        ("much", "changed"),
        ("little", "changed"),
        ("new", "new"),
        ("gone", "gone"),
        ("same", "unchanged"),
    ]


def test_the_colors_of_a_picture_are_those_of_the_style_sheet():
    colors = draw.dark_colors((draw.CODE / "dashboard/web/assets/css/tokens.css").read_text())
    assert {name.replace("_", "-") for name in LIGHT} <= set(colors)
    stroke = f'stroke="{css_variable(LIGHT["series"])}"'
    assert draw.paint(stroke, {}) == f'stroke="{LIGHT["series"]}"'
    assert draw.paint(stroke, colors) == f'stroke="{colors["series"]}"' != draw.paint(stroke, {})


def test_every_choice_is_one_that_there_is_and_has_files_of_its_own():
    availability = Dataset(made.shipped()).availability
    for choice in draw.CHOICES:
        slug, _, query = choice.partition("?")
        assert registry.parse_query(parse_qs(query), availability, slug).slug == slug
    assert len({draw.file_name(choice, "now", "en") for choice in draw.CHOICES}) == len(draw.CHOICES)
