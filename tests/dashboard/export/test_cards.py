"""The picture beside a link: of one size whatever the chart, light enough for every platform."""

import io

import pytest
from PIL import Image

from dashboard.charts.registry import CHARTS, parse_query
from dashboard.export.cards import CARD_SIZE_PX, render_card
from tests.dashboard import made

MAX_BYTES = 300_000
LONG = "One word after another, " * 40


def card(site, slug, finding=None, **chosen):
    params = parse_query({name: [value] for name, value in chosen.items()}, site.availability, slug)
    chart = made.charts_of(site)(params)
    return render_card(
        chart.picture("https://example.org/"), chart.text.summary if finding is None else finding, "As published."
    )


def pixels(image):
    return Image.open(io.BytesIO(image)).convert("RGB")


@pytest.mark.parametrize("slug", CHARTS)
def test_a_card_has_the_size_and_weight_that_platforms_take(site, slug):
    places = {"places": "US"} if slug in {"map", "breakdown", "change"} else {}
    image = card(site, slug, **places)
    assert pixels(image).size == CARD_SIZE_PX
    assert len(image) <= MAX_BYTES


def test_words_are_cut_and_never_push_the_chart_out(site):
    short, long = pixels(card(site, "trend", "Short.")), pixels(card(site, "trend", LONG))
    assert long.size == CARD_SIZE_PX
    height = CARD_SIZE_PX[1]
    lower = (0, height - 90, 600, height)
    assert long.crop(lower).getcolors(100_000) != [(600 * 90, long.getpixel((0, 0)))]
    assert short.size == long.size


def test_a_day_has_a_card_of_its_own(site):
    assert card(site, "trend", as_of="2020-08-25") != card(site, "trend")
