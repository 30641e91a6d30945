"""A browser finds nothing on any page that the content policy forbids, and obeys the policy."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.charts.registry import CHARTS
from tests.browser.waiting import become_interactive, wait_until_equal

COLLECT = """() => {
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
  });
}"""
PAGES = ("/commentary", "/sources", "/commentary?lang=fr", "/data")


@pytest.fixture
def guarded(page):
    """A page that keeps what the policy forbade."""
    page.add_init_script(f"({COLLECT})()")
    return page


def violations(page):
    return page.evaluate("window.violations")


def change_colors(page):
    for _ in range(3):
        page.get_by_role("button", name=re.compile("^Colours:|^Apparence")).click()


@pytest.mark.parametrize("slug", ["", *CHARTS])
def test_a_chart_is_drawn_changed_and_darkened_within_the_policy(guarded, site, slug):
    guarded.goto(f"{site}/chart/{slug}" if slug else f"{site}/")
    become_interactive(guarded)
    before = guarded.url
    with guarded.expect_response(lambda response: "_dash-update-component" in response.url) as answered:
        guarded.locator("select").nth(0).evaluate(
            """(select) => {
              select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
              select.dispatchEvent(new Event("change", { bubbles: true }));
            }"""
        )
    assert answered.value.status == 200
    expect(guarded).not_to_have_url(before)
    change_colors(guarded)
    guarded.locator("#chart .js-plotly-plot").first.hover()
    assert violations(guarded) == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_words_stays_within_the_policy(guarded, site, address):
    guarded.goto(site + address)
    change_colors(guarded)
    assert violations(guarded) == []


def test_what_the_policy_forbids_does_not_run(browser, site):
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(f"({COLLECT})()")
    page.goto(f"{site}/sources")
    ran = page.evaluate(
        """async () => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.head.append(script);
          const image = new Image();
          image.src = "http://127.0.0.1:9/x.png";
          await new Promise((resolve) => { image.onerror = resolve; });
          return window.ran === true;
        }"""
    )
    forbidden = " ".join(violations(page))
    context.close()
    assert not ran
    assert "script-src" in forbidden
    assert "img-src" in forbidden


def test_no_page_can_be_framed(browser, site):
    context = browser.new_context()
    page = context.new_page()
    page.route(
        "**/framing", lambda route: route.fulfill(body=f'<iframe src="{site}/"></iframe>', content_type="text/html")
    )
    page.goto(f"{site}/framing")
    wait_until_equal(page, lambda: page.frames[-1].url, "chrome-error://chromewebdata/")
    context.close()
