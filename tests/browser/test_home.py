"""The front page as a reader uses it: what it says follows what is chosen."""

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import become_interactive


@pytest.fixture
def home(page, site):
    """The front page, with Plotly in its place."""
    page.goto(f"{site}/")
    become_interactive(page)
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
    become_interactive(home)
    home.locator("#as_of").select_option(index=home.locator("#as_of option").count() - 1)
    expect(home.locator(".eyebrow")).to_contain_text("As published")
    home.go_back()
    expect(home.locator("h1")).to_contain_text("2,830 deaths")
    home.go_back()
    expect(home.locator("h1")).to_contain_text("June 2026: 138 deaths")


def test_what_articles_quote_stands_below_their_titles(home):
    heading = home.locator("#writings").bounding_box()
    quotes = home.locator(".writings .quoted")
    assert quotes.count() > 0
    for box in (quotes.nth(at).bounding_box() for at in range(quotes.count())):
        assert box["y"] > heading["y"]
        assert box["x"] == heading["x"]


def type_name(page, label, name):
    """Type a name into the field of places and press Enter; returns the field."""
    field = page.get_by_label(label)
    field.fill(name)
    field.press("Enter")
    return field


def test_a_place_is_found_by_typing_all_of_its_name(home, site):
    field = home.get_by_label("Find a place by name")
    field.press_sequentially("Al")
    expect(home.locator("h1")).to_contain_text("138 deaths")
    field.press_sequentially("berta")
    assert home.url == f"{site}/"
    field.press("Enter")
    expect(home.locator(".eyebrow")).to_contain_text("Alberta")
    assert home.url == f"{site}/?places=CA-AB"
    assert home.evaluate("document.activeElement.id") == "find-place"
    expect(field).to_have_value("")
    type_name(home, "Find a place by name", "Atlantis")
    expect(home.locator("#find-place-status")).to_have_text("This chart has no place of that name.")
    assert home.url == f"{site}/?places=CA-AB"


def test_a_place_that_is_found_opens_on_its_own_measure(page, site):
    page.goto(f"{site}/?places=US-OH")
    become_interactive(page)
    type_name(page, "Find a place by name", "Maine")
    expect(page.locator(".eyebrow")).to_contain_text("Maine")
    assert page.url == f"{site}/?places=US-ME"


def test_a_place_is_added_to_a_comparison_by_its_name_in_either_language(page, site):
    page.goto(f"{site}/chart/compare")
    become_interactive(page)
    field = type_name(page, "Add a place by name", "nouvelle-ecosse")
    expect(page.get_by_role("checkbox", name="Nova Scotia")).to_be_checked()
    field.fill("Nova Scotia")
    field.press("Tab")
    expect(page.locator("#find-place-status")).to_have_text("That place is shown already.")


@pytest.mark.parametrize("path", ["/", "/chart/trend"])
def test_another_place_can_be_chosen_without_a_script(browser, site, path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}{path}")
    page.locator("details.more summary").click()
    page.locator("select[name=places]").select_option("US-OH")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("h1")).to_contain_text("Ohio" if path != "/" else "2,830 deaths")
    assert page.url == f"{site}{path}?places=US-OH"
    context.close()


def test_the_way_back_from_the_map_leads_to_the_place_that_was_left(home, site):
    field = home.get_by_label("Find a place by name")
    field.fill("Ohio")
    field.press("Enter")
    expect(home.locator(".eyebrow")).to_contain_text("Ohio")
    expect(home.locator("#to-chart")).to_have_attribute("href", f"{site}/chart/trend?places=US-OH")
    charts = home.locator("#charts")
    for chart, slug in (("Map", "map"), ("Change in a year", "change")):
        charts.get_by_role("link", name=chart).click()
        home.wait_for_url(f"{site}/chart/{slug}*")
        expect(home.locator("h1")).to_contain_text("United States")
        become_interactive(home)
    charts.get_by_role("link", name="Over time").click()
    expect(home.locator("h1")).to_contain_text("Ohio")
    charts.get_by_role("link", name="Map").click()
    home.wait_for_url(f"{site}/chart/map*")
    become_interactive(home)
    home.locator("select[name=places]").select_option("CA")
    expect(home.locator("h1")).to_contain_text("Canada")
    home.locator("#to-chart").click()
    home.wait_for_url(f"{site}/chart/trend*")
    expect(home.locator("h1")).to_contain_text("Canada")
