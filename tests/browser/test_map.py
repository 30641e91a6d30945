"""The map of tiles as a reader plays through time with it, in a real browser on a real server."""

import calendar
import re

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.waiting import QUESTIONS, become_interactive, hold_back, let_go, wait_for, wait_until_equal

FIRST, NEWEST = "February 2014 to January 2015", "May 2024 to April 2025"
PINNED = "as_of=2026-06-30&edition=13"
"""So that later figures do not move the periods that these tests name."""


DATA = "document.querySelector('#chart .js-plotly-plot').data"


def open_map(page, site, query=PINNED):
    page.goto(f"{site}/chart/map?{query}")
    become_interactive(page)
    return page


def tiles(page):
    """Words, color and edge of each tile of the figure on the page, and the period above them."""
    return page.evaluate(
        """() => {
          const data = document.querySelector('#chart .js-plotly-plot').data;
          const trace = (name) => data.find((one) => one.name === name);
          const { color, line } = trace('cells').marker;
          const { x, y } = trace('preliminary');
          const { text, textfont } = trace('figures');
          return [trace('period').text, text, textfont.color, color, line.color, x, y];
        }"""
    )


def step(page, key):
    page.focus("#frame")
    page.keyboard.press(key)


def test_a_step_moves_the_map_at_once_then_address_words_and_table_follow(page, site):
    chart = open_map(page, site)
    expect(chart.locator("#frame-name")).to_have_text(NEWEST)
    before = tiles(chart)
    step(chart, "Home")
    expect(chart.locator("#frame-name")).to_have_text(FIRST)
    expect(chart.locator("#frame")).to_have_attribute("aria-valuetext", FIRST)
    wait_until_equal(chart, lambda: tiles(chart) != before, expected=True)
    expect(chart.locator("#finding")).to_contain_text(FIRST)
    expect(chart).to_have_url(re.compile("end=2015-01"))
    assert chart.locator("select[name=end]").input_value() == "2015-01"
    chart.locator("#figures summary").click()
    expect(chart.locator("#table")).to_contain_text("34.8")
    expect(chart.locator("#reading")).to_contain_text(FIRST)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_script_draws_each_period_as_the_server_does(page, site, lang):
    chart = open_map(page, site, f"places=CA&{PINNED}&lang={lang}")
    held_back = hold_back(chart, QUESTIONS)
    for _ in range(3):
        before = tiles(chart)
        step(chart, "PageDown")
        wait_until_equal(chart, lambda old=before: tiles(chart) != old, expected=True)
        by_script = tiles(chart)
        chart.evaluate(f"{DATA}.isOfScript = true")
        let_go(chart, held_back)
        wait_for(chart, f"!{DATA}.isOfScript")
        assert tiles(chart) == by_script
    assert ("," if lang == "fr" else ".") in by_script[1][0]


def test_playing_goes_on_until_paused_and_asks_for_the_period_then(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "_dash-update" in request.url else None)
    chart = open_map(page, site, f"end=2016-01&{PINNED}")
    there = len(asked)
    chart.click("#play")
    expect(chart.locator("#play")).to_have_text("Stop")
    wait_for(chart, "document.getElementById('frame').value >= 16")
    assert len(asked) == there
    chart.click("#play")
    expect(chart.locator("#play")).to_have_text("Step through time")
    shown = chart.locator("#frame-name").text_content()
    expect(chart.locator("#finding")).to_contain_text(shown)
    month, year = shown.split()[-2:]
    chart.wait_for_url(re.compile(f"end={year}-{list(calendar.month_name).index(month):02}"))
    assert len(asked) == there + 1
    at = chart.locator("#frame").input_value()
    chart.wait_for_timeout(500)
    assert chart.locator("#frame").input_value() == at


def test_playing_stops_at_the_end(page, site):
    chart = open_map(page, site, f"end=2025-02&{PINNED}")
    chart.click("#play")
    expect(chart.locator("#frame-name")).to_have_text(NEWEST)
    expect(chart.locator("#play")).to_have_text("Step through time")
    expect(chart.locator("#finding")).to_contain_text(NEWEST)
    assert "end=" not in chart.url


def test_without_motion_playing_is_stepping(browser, site):
    context = browser.new_context(reduced_motion="reduce")
    chart = open_map(context.new_page(), site, f"end=2016-01&{PINNED}")
    expect(chart.locator("#play")).to_have_text("Next period")
    chart.click("#play")
    chart.wait_for_url(re.compile("end=2016-02"))
    chart.wait_for_timeout(600)
    assert "end=2016-02" in chart.url
    context.close()


def test_the_way_back_leads_to_the_period_before(page, site):
    chart = open_map(page, site)
    step(chart, "Home")
    chart.wait_for_url(re.compile("end=2015-01"))
    chart.go_back()
    expect(chart.locator("#finding")).to_contain_text(NEWEST)
    expect(chart.locator("#frame-name")).to_have_text(NEWEST)


def test_another_place_keeps_its_own_periods(page, site):
    chart = open_map(page, site)
    chart.select_option("select[name=places]", "CA")
    expect(chart.locator("#title")).to_contain_text("Canada")
    assert chart.locator("#frame").get_attribute("max") == "35"
    chart.select_option("select[name=as_of]", index=chart.locator("select[name=as_of] option").count() - 1)
    expect(chart).to_have_url(re.compile("as_of=(?!2026-06-30)"))
    expect(chart.locator("#title")).to_contain_text("Canada")


def test_without_a_script_the_form_chooses_the_period(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/chart/map?{PINNED}")
    assert page.locator("#frames").is_hidden()
    page.select_option("select[name=end]", "2018-07")
    page.locator(".as-of button.no-script").click()
    assert "August 2017 to July 2018" in page.locator("#finding").text_content()
    assert page.locator(".chart-svg .wide svg").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_keeps_the_rules_of_access(browser, site, scheme):
    context = browser.new_context(color_scheme=scheme)
    chart = open_map(context.new_page(), site)
    assert axe.violations(chart) == []
    context.close()


def test_a_tile_leads_to_its_place(page, site):
    chart = open_map(page, site, f"places=CA&{PINNED}")
    chart.locator("#frames").scroll_into_view_if_needed()
    at = chart.evaluate(
        """() => {
          const plot = document.querySelector('#chart .js-plotly-plot');
          const { data, _fullLayout: layout } = plot;
          const names = data.filter(({ name }) => name === 'labels');
          const row = names.find(({ customdata }) => customdata.some((label) => label.startsWith('<b>Quebec</b>')));
          const tile = row.customdata.findIndex((label) => label.startsWith('<b>Quebec</b>'));
          const { left, top } = plot.getBoundingClientRect();
          const [x, y] = [layout.xaxis, layout.yaxis];
          return [left + x._offset + x.d2p(row.x[tile]), top + y._offset + y.d2p(row.y[tile])];
        }"""
    )
    chart.mouse.move(*at)
    chart.mouse.click(*at)
    expect(chart).to_have_url(re.compile(r"/chart/trend\?.*places=CA-QC"))
    expect(chart.locator("h1")).to_contain_text("Quebec")
