"""What becomes of a pasted address on other platforms is what the table in dashboard/README.md says."""

from functools import partial

import pytest

from tests.dashboard.web.consumers import PLATFORMS, SITE, Pasted, extractor, ghost, wordpress, x

PINNED = "/chart/trend?as_of=2020-08-25&edition=13"
CHARTS = (
    PINNED,
    "/chart/trend?places=US-OH",
    "/chart/seasonal",
    "/chart/map?places=US",
    "/chart/change",
    "/chart/compare",
)
PICTURES = ("/chart/trend.png?as_of=2020-08-25&edition=13", "/chart/seasonal.png")


@pytest.fixture(scope="module")
def paste(app):
    get = partial(app.server.test_client().get, base_url=SITE)
    return lambda address: Pasted(SITE + address, lambda url: get(url.removeprefix(SITE).partition("#")[0]))


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_what_appears_is_what_the_table_says(paste, platform):
    assert {platform.consumer(paste(address)).kind for address in CHARTS} == {platform.chart}
    assert {platform.consumer(paste(address)).kind for address in PICTURES} == {platform.picture}


@pytest.mark.parametrize("address", CHARTS)
def test_wordpress_frames_a_chart_at_its_own_height(paste, address):
    pasted = paste(address)
    appearance = wordpress(pasted)
    assert (appearance.width, appearance.is_sandboxed, appearance.can_grow) == (600, True, True)
    assert 200 <= appearance.height <= 900
    assert appearance.src.endswith("#?secret=abcdefghij")
    assert appearance.title
    assert pasted.get(appearance.src).status_code == 200
    usual = extractor(pasted, listed=[(SITE, f"{SITE}/oembed")])
    assert appearance.height == usual.height  # no room is filled that the chart does not take


def test_a_chart_is_as_low_as_there_is_room(paste):
    assert (
        paste(PINNED).ask(f"{SITE}/oembed", url=SITE + "/chart/seasonal", maxwidth=600, maxheight=400)["height"] == 400
    )


@pytest.mark.parametrize(("address", "day"), [(PINNED, "25 August 2020"), ("/chart/trend", "11 August 2026")])
def test_a_card_says_of_which_day_its_figures_are(paste, address, day):
    appearance = ghost(paste(address))
    assert day in appearance.title
    assert day in appearance.description
    assert x(paste(address)).title == appearance.title[:70]


def test_a_link_alone_comes_of_a_choice_without_values(paste):
    assert {
        platform.consumer(paste("/chart/trend?places=CA-QC&as_of=2020-08-25")).kind
        for platform in PLATFORMS
        if platform.chart == "card"
    } == {"link"}
