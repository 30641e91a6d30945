"""The front page as a reader uses it: what it says follows what is chosen."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def home(page, site):
    """The front page, with Plotly in its place."""
    page.goto(f"{site}/")
    page.wait_for_selector(".chart-frame.is-interactive")
    return page


def test_headline_and_background_follow_the_place_and_the_day(home, site):
    home.locator("details.more summary").click()
    home.locator("select[name=places]").select_option("US-OH")
    expect(home.locator("#title")).to_contain_text("Ohio")
    expect(home.locator("h1")).to_contain_text("May 2024 to April 2025: 2,830 deaths")
    expect(home.locator(".eyebrow")).to_contain_text("Ohio")
    expect(home.locator("#lead")).not_to_contain_text("138 deaths")
    expect(home.locator("#help")).to_contain_text("988")
    assert home.url == f"{site}/?places=US-OH"
    words = {part: home.locator(part).inner_text() for part in ("#lead", "#background", "#readers_list")}
    home.reload()
    assert {part: home.locator(part).inner_text() for part in words} == words
    home.wait_for_selector(".chart-frame.is-interactive")
    home.locator("#as_of").select_option(index=home.locator("#as_of option").count() - 1)
    expect(home.locator(".eyebrow")).to_contain_text("As published")
    home.go_back()
    expect(home.locator("h1")).to_contain_text("2,830 deaths")
    home.go_back()
    expect(home.locator("h1")).to_contain_text("June 2026: 138 deaths")
