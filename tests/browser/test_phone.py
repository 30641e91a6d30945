"""A phone: the chart within the first screen, no words cut or over each other, targets that a thumb can hit."""

import pytest

from dashboard.charts.registry import CHARTS
from tests.browser.test_trend import open_chart

NARROWEST = {"width": 320, "height": 640}
PHONE = {"width": 375, "height": 667}
FIRST_SCREEN_PX = 500
"""How far down a chart may begin: its upper part, with its newest figures, is then seen."""
LONGEST = {
    "change": "places=CA",
    "compare": "places=CA-BC,CA-NL,CA-QC,US-OH",
    "map": "places=CA",
    "trend": "places=CA-QC",
}
ROOM_PX = 3
"""What the box of a line of text has above and below its letters."""
TEXTS = """() => {
  const frame = document.querySelector("#chart-frame").getBoundingClientRect();
  const texts = [...document.querySelectorAll("#chart svg text")].map(text => [text, text.getBoundingClientRect()]);
  return texts
    .filter(([text, box]) => text.textContent.trim() && box.width && getComputedStyle(text).visibility === "visible")
    .map(([text, { left, right, top, bottom }]) => ({ words: text.textContent, left, right, top, bottom,
      cut: Math.max(frame.left - left, right - frame.right, frame.top - top, bottom - frame.bottom) }));
}"""
TARGETS = "main a[href], main button, main summary, main select, main input, header a, header button"
SMALL = """targets => [...document.querySelectorAll(targets)]
  .filter(it => it.checkVisibility({ visibilityProperty: true }) && it.type !== "checkbox")
  .filter(it => !it.closest("p, td, dd, .meaning, .plain, .writings, .hidden"))
  .map(it => [it.outerHTML.slice(0, 120), it.getBoundingClientRect()])
  .filter(([, box]) => box.height && (box.height < 24 || box.width < 24))
  .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""
"""Targets under 24 pixels but those in a sentence or beside a text, and boxes that their label makes larger."""


def overlap(first, second):
    """Tell whether the letters of two texts lie over each other."""
    across = min(first["right"], second["right"]) - max(first["left"], second["left"])
    down = min(first["bottom"], second["bottom"]) - max(first["top"], second["top"])
    return across > 0.5 and down > 2 * ROOM_PX


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("slug", CHARTS)
def test_no_words_of_a_chart_are_cut_or_over_each_other(page, site, slug, lang):
    page.set_viewport_size(NARROWEST)
    open_chart(page, f"{site}/chart/{slug}?{LONGEST.get(slug, 'places=CA-BC')}&lang={lang}")
    page.wait_for_selector("#chart svg text")
    texts = page.evaluate(TEXTS)
    assert len(texts) > 3
    assert [text["words"] for text in texts if text["cut"] > 1] == []
    pairs = [(text, other) for at, text in enumerate(texts) for other in texts[:at]]
    assert [(text["words"], other["words"]) for text, other in pairs if overlap(text, other)] == []


@pytest.mark.parametrize("address", ["/", "/?places=US-OH", *(f"/chart/{slug}" for slug in CHARTS)])
def test_the_chart_is_within_the_first_screen(page, site, address):
    page.set_viewport_size(PHONE)
    open_chart(page, f"{site}{address}")
    chart, unit = (page.locator(part).bounding_box()["y"] for part in ("#chart-frame", ".unit"))
    assert unit < chart < FIRST_SCREEN_PX


@pytest.mark.parametrize("address", ["/?lang=fr", "/chart/trend", "/chart/change?lang=fr"])
def test_a_thumb_hits_what_it_is_meant_to(page, site, address):
    page.set_viewport_size(PHONE)
    open_chart(page, f"{site}{address}")
    assert page.evaluate(SMALL, TARGETS) == []


def test_a_row_of_charts_says_that_it_goes_on(page, site):
    page.set_viewport_size(PHONE)
    open_chart(page, f"{site}/chart/trend")
    row = page.locator(".chart-nav ul")
    assert row.evaluate("it => it.scrollWidth > it.clientWidth")
    assert "›" in row.evaluate("it => getComputedStyle(it, '::after').content")
    assert page.locator(".chart-nav a").count() == len(CHARTS)


def test_the_sentence_for_those_who_are_missed_leads_to_the_help_lines(page, site):
    page.set_viewport_size(PHONE)
    open_chart(page, f"{site}/")
    page.locator(".people .to-help").click()
    page.wait_for_function("() => document.querySelector('#help').getBoundingClientRect().top < innerHeight")
    assert "1-877-779-2223" in page.locator("#help").inner_text()
