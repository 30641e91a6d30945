"""A choice is never lost: form, address, heading and chart agree, on a slow line, without a line, on every way back."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.app import create_app
from dashboard.config import Config
from tests.browser.conftest import serving
from tests.browser.waiting import MAX_WAIT_MS, QUESTIONS, become_interactive, hold_back, let_go, wait_until_equal

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
TRACES = """(data) => JSON.stringify(
  data.filter(({ name }) => name !== "labels").map(({ name, x, y, text }) => ({ name, x, y, text })))"""
"""All but what a pointer reads, which comes when it is looked at."""
ON_THE_PAGE = f"""() => {{
  const plot = document.querySelector("#chart .js-plotly-plot");
  return {{ ...({PARTS})(document), chart: plot && ({TRACES})(plot.data) }};
}}"""
AT_THE_ADDRESS = f"""(html) => {{
  const page = new DOMParser().parseFromString(html, "text/html");
  const view = JSON.parse(page.getElementById("view").textContent);
  const {{ wide, narrow }} = view.layers;
  return {{ ...({PARTS})(page), chart: ({TRACES})((innerWidth > 608 ? wide : narrow).data) }};
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
    become_interactive(page)
    page.wait_for_function("() => !document.getElementById('message').textContent", timeout=MAX_WAIT_MS)


def assert_agreement(page):
    """Form, heading and chart are what a page opened at the address of this one has."""
    expected = page.evaluate(AT_THE_ADDRESS, page.request.get(page.url).text())
    wait_until_equal(page, lambda: page.evaluate(ON_THE_PAGE), expected)


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
    page.wait_for_url(re.compile(re.escape(site + path) + r"\?.*" + query), timeout=MAX_WAIT_MS)
    wait_until_settled(page)
    assert_agreement(page)


def test_nothing_is_asked_of_the_server_where_nothing_is_chosen(page, site):
    asked = []
    page.on("request", lambda request: "_dash-update" in request.url and asked.append(request.url))
    for path in ("/", "/chart/compare", "/chart/map", "/chart/trend?lang=fr&as_of=2021-11-17&kinds=none"):
        open_chart(page, site + path)
        page.wait_for_timeout(200)
    assert not asked


# -- without a line ----------------------------------------------------------------------------------------------------

NOT_REACHED = "The server was not reached, so nothing has changed."
AT_ONCE_MS = 10_000
"""Less than the 15 seconds after which a server is given up that says nothing (`GIVEN_UP_MS` of `request.js`)."""


@pytest.fixture
def failing(browser):
    """A page on which requests fail: the browser reports these itself, and nothing else may go wrong."""
    context = browser.new_context(viewport={"width": 375, "height": 800})
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors


def open_chart(page, address):
    page.goto(address)
    become_interactive(page)


def assert_near_the_form(page):
    """The message is in sight and not further from the form than a line."""
    message, form = (page.locator(one).bounding_box() for one in ("#message", "#choices-form"))
    assert 0 <= message["y"] <= page.viewport_size["height"] - message["height"]
    assert -800 < message["y"] - (form["y"] + form["height"]) < 30


def test_a_choice_made_offline_is_said_to_be_so_and_shown_when_the_line_is_back(failing, site):
    open_chart(failing, f"{site}/chart/trend")
    failing.context.set_offline(True)
    failing.locator("details.more summary").click()
    for _ in range(2):  # the same choice can be tried again
        failing.locator("select[name=places]").select_option("CA-AB")
        expect(failing.locator("#message")).to_contain_text(NOT_REACHED, timeout=AT_ONCE_MS)
        assert_near_the_form(failing)
        assert_agreement(failing)
        assert failing.url == f"{site}/chart/trend"
    failing.context.set_offline(False)
    expect(failing.locator("#title")).to_contain_text("Alberta")
    expect(failing.locator("#message")).to_be_empty()
    assert failing.url == f"{site}/chart/trend?places=CA-AB"
    assert_agreement(failing)


def test_a_server_that_is_down_is_named_at_once_and_asked_again_with_the_same_choice(failing, site):
    open_chart(failing, f"{site}/chart/trend")
    failing.route(QUESTIONS, lambda route: route.abort())
    choose_earlier(failing)
    expect(failing.locator("#message")).to_contain_text(NOT_REACHED, timeout=AT_ONCE_MS)
    assert_agreement(failing)
    failing.unroute(QUESTIONS)
    choose_earlier(failing)
    expect(failing.locator("#as_of")).not_to_have_value("")
    failing.wait_for_url("**as_of=*")
    assert_agreement(failing)


def test_going_back_offline_leaves_the_page_what_it_is_until_the_line_is_back(failing, site):
    open_chart(failing, f"{site}/chart/trend")
    choose_day(failing)
    failing.wait_for_url(f"**as_of={DAY}")
    failing.context.set_offline(True)
    failing.go_back()
    expect(failing.locator("#message")).to_contain_text(NOT_REACHED)
    assert failing.url.endswith(f"?as_of={DAY}")
    assert_agreement(failing)
    failing.context.set_offline(False)
    failing.wait_for_url(f"{site}/chart/trend")
    expect(failing.locator("#message")).to_be_empty()
    assert_agreement(failing)


@pytest.mark.parametrize("script", ["plotly", "dash_renderer", "chart/main"])
def test_a_page_whose_scripts_fail_works_as_without_them(browser, site, script):
    page = browser.new_context().new_page()
    page.route(re.compile(script), lambda route: route.abort())
    page.goto(f"{site}/chart/trend")
    choose_place(page)
    if script == "chart/main":
        page.get_by_role("button", name="Show").click()
    page.wait_for_url(f"{site}/chart/trend?places=US-OH")
    expect(page.locator("#title")).to_contain_text("Ohio")
    expect(page.locator("[name=places]")).to_have_value("US-OH")
    page.mouse.move(10, 10)
    expect(page.get_by_role("button", name="Show")).to_be_visible()
    page.context.close()


def test_who_only_reads_runs_neither_plotly_nor_dash(page, site):
    page.goto(f"{site}/chart/trend", wait_until="networkidle")
    assert page.evaluate("[typeof Plotly, typeof DashRenderer]") == ["undefined", "undefined"]
    expect(page.locator(".chart-svg:visible").first).to_be_visible()
    page.mouse.move(200, 200)
    page.wait_for_selector(".chart-frame.is-interactive")
    assert_agreement(page)


@pytest.fixture
def untouched(browser, site):
    """A chart that nobody has done anything to, on a screen to touch, with the middle of its plot."""
    page = browser.new_context(has_touch=True, viewport={"width": 800, "height": 900}).new_page()
    page.goto(f"{site}/chart/trend", wait_until="networkidle")
    box = page.locator("#chart-frame").bounding_box()
    yield page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.context.close()


@pytest.mark.parametrize("first", ["mouse", "tap", "key"])
def test_the_first_that_a_reader_does_reads_the_chart(untouched, first):
    page, x, y = untouched
    if first == "mouse":
        page.mouse.move(x, y)
    elif first == "tap":
        page.touchscreen.tap(x, y)
    else:
        page.locator("#chart-frame").focus()
        page.keyboard.press("ArrowLeft")
    expect(page.locator(".hoverlayer .hovertext").first).to_be_visible()
    expect(page.locator("#read-points circle").first).to_be_attached()


@pytest.mark.parametrize("first", ["mouse", "tap", "key"])
def test_what_a_reader_first_does_beside_the_chart_wakes_it_and_reads_nothing(untouched, first):
    page, _, _ = untouched
    if first == "mouse":
        page.mouse.move(5, 5)
    elif first == "tap":
        page.touchscreen.tap(5, 5)
    else:
        page.keyboard.press("Tab")
    expect(page.locator("#chart-frame")).to_have_class(re.compile("is-interactive"))
    expect(page.locator(".hoverlayer .hovertext")).to_have_count(0)


# -- other ways --------------------------------------------------------------------------------------------------------


def test_a_choice_that_cannot_be_shown_leaves_the_form_as_the_chart_is(page, site):
    open_chart(page, f"{site}/chart/trend")
    page.locator("select[name=places]").evaluate("""(select) => {
        select.add(new Option("Nowhere", "CA-XX"));
        select.value = "CA-XX";
        select.dispatchEvent(new Event("change", { bubbles: true }));
    }""")
    expect(page.locator("#message")).to_contain_text("places=CA-XX")
    expect(page.locator("select[name=places]")).to_have_value("CA-BC")
    assert_agreement(page)


def test_of_two_months_in_the_wrong_order_the_new_one_stands(page, site):
    open_chart(page, f"{site}/chart/trend?start=2020-06")
    page.locator("[name=end]").fill("2020-05")
    page.wait_for_url("**/chart/trend?end=2020-05")
    expect(page.locator("[name=start]")).to_have_value("")
    assert_agreement(page)


@pytest.fixture(scope="module")
def site_below():
    """The app at an address with a path, which it also begins the addresses of its own files with."""
    yield from (f"{host}/overdose" for host in serving(create_app(Config(base_url="/overdose")).server))


@pytest.mark.parametrize("path", ["/", "/chart/trend"])
def test_below_a_path_a_choice_stays_below_it(page, site_below, path):
    open_chart(page, f"{site_below}{path}")
    choose_day(page)
    page.wait_for_url(f"{site_below}{path}?as_of={DAY}")
    wait_until_settled(page)
    assert_agreement(page)


def test_back_forward_and_reload_agree(page, site):
    open_chart(page, f"{site}/chart/compare")
    choose_box(page)
    page.wait_for_url("**/chart/compare?places=*")
    page.goto(f"{site}/sources")
    for step in (page.go_back, page.reload, page.go_back, page.go_forward, page.reload):
        step()
        wait_until_settled(page)
        assert_agreement(page)


def test_the_slider_moved_before_an_answer_has_come_keeps_its_day(page, site):
    open_chart(page, f"{site}/chart/trend")
    held_back = hold_back(page, QUESTIONS)
    choose_place(page)
    wait_until_equal(page, lambda: len(held_back), 1)
    choose_earlier(page)
    let_go(page, held_back)
    let_go(page, held_back)
    page.wait_for_url(re.compile("places=US-OH.*as_of=|as_of=.*places=US-OH"))
    assert_agreement(page)


def test_a_page_from_before_an_update_of_the_server_is_loaded_anew(page, site):
    open_chart(page, f"{site}/chart/trend")
    page.evaluate("window.isOld = true")

    def update(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r"main-\w+", "main-new", answer.text()))

    page.route(QUESTIONS, update)
    choose_place(page)
    page.wait_for_function("() => !window.isOld")
    wait_until_settled(page)
    assert page.url == f"{site}/chart/trend?places=US-OH"
    assert_agreement(page)
