"""The page of the sources as a reader uses it, in a real browser on a real server."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import become_interactive

BC = "ca-bc-coroners"


def test_a_reader_comes_from_a_chart_reads_on_and_goes_back(page, site):
    page.goto(f"{site}/chart/trend")
    become_interactive(page)
    page.get_by_role("link", name="Source: BC Coroners Service.").click()
    expect(page).to_have_url(f"{site}/sources#{BC}")
    section = page.locator(f"#{BC}")
    expect(section.get_by_role("heading", name="BC Coroners Service")).to_be_in_viewport()
    section.get_by_role("link", name=re.compile(r"^year \(chart of Unregulated drug deaths\)")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Unregulated drug deaths by year")


def test_a_narrow_screen_names_each_cell(page, site):
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{site}/sources")
    cell = page.locator(".compare td").first
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"How often it is published"'
    assert page.get_by_role("table").first.get_by_role("columnheader").count() == 7


def test_days_are_counted_in_the_browser(page, site):
    page.clock.set_fixed_time("2026-12-31T12:00:00")
    page.goto(f"{site}/sources")
    since = page.locator(f"#{BC} [data-since]")
    gone = date(2026, 12, 31) - date.fromisoformat(since.get_attribute("data-since"))
    expect(since).to_have_text(
        re.compile(rf"^{gone.days} \(usually up to 72 days; longer than ever between the "), use_inner_text=True
    )
    expect(since).to_be_visible()


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("2026-10-22", "72 (usually up to 72 days)"),
        ("2026-10-23", "73 (usually up to 72 days; the longest between releases in this archive since "),
    ],
)
def test_a_silence_is_set_beside_earlier_ones(page, site, today, words):
    page.clock.set_fixed_time(f"{today}T12:00:00")
    page.goto(f"{site}/sources")
    expect(page.locator(f"#{BC} [data-since]")).to_contain_text(words, use_inner_text=True)


def test_a_citation_is_copied(browser, site):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}/sources")
    page.locator(f"#{BC}").get_by_role("button", name="Copy").click()
    expect(page.locator(f"#{BC}").get_by_role("status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(f"#{BC}-cite").inner_text()
    context.close()


def test_everything_is_there_without_a_script(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/sources#{BC}")
    expect(page.get_by_role("heading", name="BC Coroners Service")).to_be_in_viewport()
    expect(page.locator(f"#{BC}-cite")).to_be_visible()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    context.close()
