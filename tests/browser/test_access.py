"""Every page in both languages, color schemes and widths: axe finds nothing, and nothing runs off the side.

``make torture-tests`` puts pictures of what was seen into ``artefacts`` beside this file, for a person to look at; they
are not committed.
"""

from pathlib import Path

import pytest

from dashboard.charts.registry import CHARTS
from dashboard.web.pages.registry import PAGES
from tests.browser import axe
from tests.browser.waiting import become_interactive, wait_for

ARTEFACTS = Path(__file__).parent / "artefacts"
ADDRESSES = {
    **{page.name: page.path for page in PAGES if "<" not in page.path},
    "claims": "/claims?places=US-ME",  # each row is built alike, and there are hundreds
    "commentary": "/commentary?places=US-ME",
    "releases": "/releases?source=us-cdc-vsrr",
    "release": "/releases/ca-bc-coroners/2020-08-25",
    "diff": "/diff?from=2020-07-16&to=2020-09-23&places=CA-BC",
    **{slug: f"/chart/{slug}" for slug in CHARTS},
    "trend_then": "/chart/trend?as_of=2020-08-25",
    "trend_quoted": "/chart/trend?start=2018-07&end=2022-07&as_of=2020-09-21&note=rr-harm-reduction-and-recovery-both",
    "trend_before": "/chart/trend?as_of=2010-01-01",
    "compare_12": "/chart/compare?places=CA-BC,CA-AB,CA-ON,CA-QC,CA-SK,CA-MB,US-OH,US-ME,US-NH,US-VT,US-MA,US-CT",
    "map_then": "/chart/map?places=CA&as_of=2022-12-31",
    "use": "/use/trend?as_of=2020-08-25",
    "embed": "/embed/trend?as_of=2020-08-25",
    "verified": "/verify?code=C7BP-0DYK-N3TF",
    "missing": "/nope",
}
WHOLE = {"claims_whole": "/claims", "commentary_whole": "/commentary"}
"""Pages that axe takes a quarter of a minute for: ``make torture-tests`` has it look at them."""
EVERY_LOOK = [(width, scheme) for width in (1280, 375) for scheme in ("light", "dark")]
LOOKS = {"en": [(1280, "light"), (375, "dark")], "fr": [(375, "light")]}
"""Where axe looks: contrast does not depend on the language, nor structure on the scheme. ``make torture-tests`` has it
look everywhere."""
IN_COLORS_OF_PAGE = """() => {
  const drawn = document.querySelector("#chart-frame:not(.is-empty) .js-plotly-plot")?._fullLayout.font.color;
  return !drawn || drawn === getComputedStyle(document.documentElement).getPropertyValue("--ink").trim();
}"""
NARROWEST = 320
"""Also 1280 at 400 % zoom, as WCAG 2.2 has it (1.4.10)."""


@pytest.fixture(scope="module")
def context(browser):
    """One for all, so that the scripts of the pages are fetched and compiled once."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


def opened(context, site, address, lang):
    page = context.new_page()
    page.goto(site + address + ("&" if "?" in address else "?") + f"lang={lang}")
    if address.startswith("/chart") or address == "/":
        become_interactive(page, instead=["is-empty"])
    return page


def keep(page, name):
    """A picture of the chart, or of the top of a page that has none."""
    ARTEFACTS.mkdir(exist_ok=True)
    chart = page.locator("#chart-frame")
    (chart if chart.count() else page).screenshot(path=ARTEFACTS / f"{name}.png")


@pytest.mark.parametrize("looks", [LOOKS, pytest.param(dict.fromkeys(LOOKS, EVERY_LOOK), marks=pytest.mark.torture)])
@pytest.mark.parametrize("lang", LOOKS)
@pytest.mark.parametrize("name", [*ADDRESSES, *(pytest.param(name, marks=pytest.mark.torture) for name in WHOLE)])
def test_axe_finds_nothing_and_nothing_runs_off_the_side(context, site, name, lang, looks):
    page = opened(context, site, (ADDRESSES | WHOLE)[name], lang)
    for width, scheme in looks[lang]:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        wait_for(page, IN_COLORS_OF_PAGE)
        wait_for(page, "width => document.documentElement.scrollWidth <= width", arg=width)
        violations = axe.violations(page)
        assert not violations, f"{width} {scheme}: {str(violations)[:2000]}"
        if looks[lang] is EVERY_LOOK:
            keep(page, f"{name}_{lang}_{scheme}_{width}")
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    wait_for(page, "width => document.documentElement.scrollWidth <= width", arg=NARROWEST)
    page.close()


@pytest.mark.parametrize("address", ["/", "/chart/trend", "/chart/map"])
def test_axe_finds_nothing_on_a_chart_as_it_comes(context, site, address):
    """Before Plotly takes its place: who only reads has it so."""
    page = context.new_page()
    page.goto(site + address)
    assert not axe.violations(page)
    assert not page.locator(".chart-frame.is-interactive").count()
    page.close()
