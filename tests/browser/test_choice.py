"""A choice is never lost: form, address, heading and chart agree, on a slow line, without one, and on every way back."""

import re

import pytest
from playwright.sync_api import expect

LATENCY_MS = 150
BYTES_PER_SECOND = {"downloadThroughput": 200_000, "uploadThroughput": 94_000}
"""A line of 1.6 Mbit/s down and 0.75 up."""
DAY = "2020-08-25"

PARTS = """(root) => ({
  form: [...new FormData(root.getElementById("choices-form"))].filter(([name]) => name !== "form"),
  kinds: [...root.querySelectorAll("[data-kind]")].map((box) => box.checked),
  heading: root.getElementById("title").textContent,
  finding: root.getElementById("finding").textContent,
})"""
TRACES = "(data) => JSON.stringify(data.map(({ name, x, y, text }) => ({ name, x, y, text })))"
ON_THE_PAGE = f"""() => {{
  const plot = document.querySelector("#chart .js-plotly-plot");
  return {{ ...({PARTS})(document), chart: plot && ({TRACES})(plot.data) }};
}}"""
AT_THE_ADDRESS = f"""(html) => {{
  const page = new DOMParser().parseFromString(html, "text/html");
  const view = JSON.parse(page.getElementById("view").textContent);
  return {{ ...({PARTS})(page), chart: ({TRACES})(view.figure.data) }};
}}"""


def narrow_the_line(page, cpu=1):
    """Give the page a slow line, and a processor that is so many times slower."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"offline": False, "latency": LATENCY_MS, **BYTES_PER_SECOND}
    session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": cpu})


def open_early(page, address, after_s):
    """Open a page, and return so many seconds after its form is there, whatever of its scripts is."""
    page.goto(address, wait_until="commit")
    page.locator("#choices select").first.wait_for(state="attached")
    page.wait_for_timeout(1000 * after_s)


def wait_until_settled(page):
    page.wait_for_selector(".chart-frame.is-interactive", timeout=60_000)
    page.wait_for_function("() => !document.getElementById('message').textContent", timeout=60_000)


def assert_agreement(page):
    """Form, heading and chart are what a page opened at the address of this one has."""
    expected = page.evaluate(AT_THE_ADDRESS, page.request.get(page.url).text())
    for _ in range(20):
        if (seen := page.evaluate(ON_THE_PAGE)) == expected:
            break
        page.wait_for_timeout(100)
    assert seen == expected


def choose_place(page):
    page.locator("details.more").evaluate("(details) => { details.open = true; }")
    page.locator("select[name=places]").select_option("US-OH")


def choose_day(page):
    page.locator("#as_of").select_option(DAY)


def choose_earlier(page):
    page.locator("#earlier").click()


def choose_box(page):
    page.locator("input[name=places]").nth(1).uncheck()


CHOICES = {
    "place": ("/chart/trend", choose_place, "places=US-OH"),
    "place on the front page": ("/", choose_place, "places=US-OH"),
    "day": ("/chart/trend", choose_day, f"as_of={DAY}"),
    "earlier": ("/chart/trend", choose_earlier, r"as_of=\d"),
    "box": ("/chart/compare", choose_box, "places="),
}
EARLY = [("place", 0.3, 1), ("earlier", 1.5, 1), ("box", 0.3, 1)]
EVERY = [(name, after_s, cpu) for name in CHOICES for after_s in (0.3, 1.5, 2.5, 5) for cpu in (1, 4)]


@pytest.mark.parametrize(
    ("name", "after_s", "cpu"),
    [*EARLY, *(pytest.param(*case, marks=pytest.mark.torture) for case in EVERY if case not in EARLY)],
)
def test_a_choice_made_before_the_scripts_are_there_is_shown(page, site, name, after_s, cpu):
    path, choose, query = CHOICES[name]
    narrow_the_line(page, cpu)
    open_early(page, site + path, after_s)
    choose(page)
    page.wait_for_url(re.compile(re.escape(site + path) + r"\?.*" + query), timeout=60_000)
    wait_until_settled(page)
    assert_agreement(page)
