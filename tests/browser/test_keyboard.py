"""A reader without a mouse: every step by keys alone, on a real page."""

import csv

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import become_interactive


def tab_to(page, selector, *, most=120):
    """Press Tab until what has the focus matches; fails when the page has no such stop."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} cannot be reached by Tab")


def test_two_places_a_day_a_card_the_table_and_a_download_without_a_mouse(page, site, tmp_path):
    page.goto(f"{site}/chart/compare?places=CA-BC")
    become_interactive(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip')")
    page.keyboard.press("Enter")

    tab_to(page, "select[name=places]")
    page.keyboard.press("q")  # one key, one choice: of the letters of a name, each would choose another place
    page.wait_for_url("**places=CA-BC,CA-QC*")
    assert page.evaluate("document.activeElement.name") == "places"
    assert "Quebec" in page.locator("#reading").inner_text()

    page.keyboard.press("Shift+Tab")
    while not page.evaluate("document.activeElement.id === 'as_of'"):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#finding")).not_to_have_text("")
    page.wait_for_url("**as_of=*")

    tab_to(page, "#chart-frame")
    reading = page.locator("#reading").inner_text()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#reading")).not_to_have_text(reading)  # what is read is asked for when the chart has the focus
    first = page.locator("#reading").inner_text()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#reading")).not_to_have_text(first)
    second = page.locator("#reading").inner_text()
    assert first != second
    page.keyboard.press("ArrowDown")
    expect(page.locator("#reading")).not_to_have_text(second)
    assert page.locator("#reading").inner_text() != first
    page.keyboard.press("t")
    expect(page.locator("#figures")).to_have_attribute("open", "")
    assert page.evaluate("document.activeElement.id") == "table"

    page.evaluate("document.getElementById('chart-frame').focus()")
    tab_to(page, "#files a[download]")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    path = tmp_path / "view.csv"
    download.value.save_as(path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert {row["place"] for row in rows} == {"CA-BC", "CA-QC"}
    assert all(row["vintage"] <= page.url.partition("as_of=")[2][:10] for row in rows if row["vintage"])

    tab_to(page, "#charts a[href^='/chart/trend']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/chart/trend?**")
    become_interactive(page)
    tab_to(page, "#notes")
    tab_to(page, "details.card summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('details').open")


@pytest.mark.parametrize("address", ["/", "/chart/trend", "/chart/compare", "/commentary", "/sources"])
def test_every_stop_shows_where_the_focus_is(page, site, address):
    page.goto(site + address)
    page.wait_for_load_state("networkidle")
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
              const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
              const name = one.tagName + (one.id || one.name || one.textContent.slice(0, 30));
              if (one === document.body) return null;
              return [name, style.outlineStyle, parseFloat(style.outlineWidth), box.width];
            }"""
        )
        if stop is None:
            break
        name, style, width, wide = stop
        assert (style, wide > 0) == ("solid", True), name
        assert width >= 2, name
        seen.add(name)
    assert len(seen) > 5
