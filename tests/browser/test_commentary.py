"""The page of the commentary as a reader uses it, in a real browser on a real server."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe

STORY = "note-cbc-2020-08-25-july"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("width", [1280, 375])
def test_the_address_of_an_entry_brings_it_into_sight(browser, site, scripts, width):
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site}/commentary?note={STORY.removeprefix('note-')}&kinds=event")
    title = page.locator(f"#{STORY}-title")
    expect(title).to_be_in_viewport()
    expect(title).to_be_focused()
    assert not scripts or axe.violations(page) == []
    context.close()


def test_an_entry_leads_to_its_own_address(page, site):
    page.goto(f"{site}/commentary?places=CA-BC")
    page.locator(f"#{STORY}").get_by_role("link", name="Link to this entry").click()
    page.wait_for_url(f"{site}/commentary?note={STORY.removeprefix('note-')}")
    expect(page.locator("article.marked")).to_have_id(STORY)


@pytest.mark.parametrize("address", ["/claims", "/releases", "/diff"])
def test_the_form_of_another_list_does_not_stay_over_what_is_linked(page, site, address):
    page.set_viewport_size({"width": 900, "height": 600})
    page.goto(f"{site}{address}")
    assert page.locator(".commentary-form").first.evaluate("it => getComputedStyle(it).position") == "static"
