"""The ticks of writings under a chart, what they show on its curve, and their cards: by pointer, finger and keys."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.waiting import become_interactive, wait_for, wait_until_equal

EARLY, POST, STORY = "straight-2016-04-14-emergency", "rr-harm-reduction-and-recovery-both", "cbc-2020-08-25-july"
PHONE = {"width": 375, "height": 667}
TOLERANCE_PX = 1
DAYS_OF_A_PIXEL = 20
"""On a phone; a finger means no single day."""


def open_chart(page, address):
    page.goto(address)
    become_interactive(page)
    return page


def tick(page, article):
    return page.locator(f"#ticks a[href='#note-{article}']")


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def visible_share(page, selector):
    """How much of the height of an element is in the window, above the sheet."""
    return page.evaluate(
        """(selector) => {
          const { top, bottom, height } = document.querySelector(selector).getBoundingClientRect();
          const sheet = document.querySelector(".is-reading");
          const free = sheet ? sheet.getBoundingClientRect().top : innerHeight;
          return (Math.min(bottom, free) - Math.max(top, 0)) / height;
        }""",
        selector,
    )


@pytest.fixture
def phone(browser, site):
    """The trend on a phone that is touched."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    yield open_chart(context.new_page(), f"{site}/chart/trend")
    context.close()


def test_a_tick_stands_at_its_day_on_the_axis(page, site):
    open_chart(page, f"{site}/chart/trend")
    on_axis = page.evaluate(
        """(day) => {
          const plot = document.querySelector("#chart .js-plotly-plot");
          const { xaxis } = plot._fullLayout;
          return plot.getBoundingClientRect().left + xaxis._offset + xaxis.d2p(day);
        }""",
        "2016-04-14",
    )
    assert abs(middle(tick(page, EARLY))[0] - on_axis) < TOLERANCE_PX


def test_a_pointer_shows_what_a_writing_quotes_and_a_click_keeps_it(page, site):
    page.set_viewport_size({"width": 1280, "height": 1000})
    open_chart(page, f"{site}/chart/trend")
    words, card = page.locator("#quoted text"), page.locator(f"#note-{EARLY}")
    page.mouse.move(*middle(tick(page, EARLY)))
    expect(words).to_have_text(["Jan 2016: 76 → 86"])
    expect(page.locator("#quoted .then")).to_have_count(1)
    expect(page.locator("#quoted .now")).to_have_count(1)
    expect(card.locator("div")).to_be_visible()
    page.mouse.move(300, 300)
    expect(words).to_have_count(0)
    expect(page.locator("#aside.is-reading")).to_have_count(0)
    page.mouse.click(*middle(tick(page, EARLY)))
    page.mouse.move(300, 300)
    expect(words).to_have_count(1)
    expect(page.locator("#card-count")).to_have_text(re.compile(r"^1 / "))
    page.locator("#later-writing").click()
    expect(card).to_be_hidden()
    expect(page.locator("#card-count")).to_have_text(re.compile(r"^2 / "))
    assert violations(page) == []
    page.locator("#close-card").click()
    expect(card.locator("summary")).to_be_visible()
    assert page.evaluate("scrollY") == 0


def test_keys_go_from_tick_to_tick_into_a_card_and_back(page, site):
    page.set_viewport_size({"width": 1280, "height": 1000})
    open_chart(page, f"{site}/chart/trend")
    page.locator("#chart-frame").focus()
    page.keyboard.press("Tab")
    newest = page.locator("#ticks a").last
    expect(newest).to_be_focused()
    page.keyboard.press("Home")
    expect(tick(page, EARLY)).to_be_focused()
    expect(page.locator("#quoted text")).to_have_text(["Jan 2016: 76 → 86"])
    page.keyboard.press("ArrowLeft")
    expect(tick(page, EARLY)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#note-{EARLY} summary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(tick(page, EARLY)).to_be_focused()
    expect(page.locator("#aside.is-reading")).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(tick(page, EARLY)).to_be_focused()
    expect(page.locator("#aside.is-reading")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#aside.is-reading")).to_have_count(0)


def test_on_a_phone_a_tap_shows_the_card_in_a_sheet_and_the_chart_stays(phone):
    tick(phone, STORY).scroll_into_view_if_needed()
    before = phone.evaluate("scrollY")
    phone.touchscreen.tap(*middle(tick(phone, STORY)))
    sheet = phone.locator("#aside.is-reading")
    expect(sheet).to_be_visible()
    opened = date.fromisoformat(sheet.locator(".chosen").get_attribute("data-day"))
    assert abs(opened - date(2020, 8, 25)) < timedelta(days=DAYS_OF_A_PIXEL)
    expect(phone.locator("#quoted text").first).to_be_visible()
    wait_for(phone, "() => document.getElementById('chart-place').getBoundingClientRect().top >= -1")
    wait_for(
        phone,
        """() => document.getElementById("chart-place").getBoundingClientRect().bottom
                 <= document.querySelector(".is-reading").getBoundingClientRect().top + 1""",
    )
    assert abs(phone.evaluate("scrollY") - before) < PHONE["height"] / 2
    count = phone.locator("#card-count").inner_text()
    phone.locator("#later-writing").tap()
    expect(phone.locator("#card-count")).not_to_have_text(count)
    wait_until_equal(phone, lambda: visible_share(phone, "#chart-place") > 0.99, expected=True)
    assert violations(phone) == []
    sizes = [button.bounding_box() for button in phone.locator("#card-steps button").all()]
    assert all(min(size["width"], size["height"]) >= 24 for size in sizes)
    phone.locator("#close-card").tap()
    expect(sheet).to_have_count(0)


def test_a_card_that_is_read_stays_while_days_are_stepped_through(page, site):
    page.set_viewport_size({"width": 1280, "height": 1000})
    open_chart(page, f"{site}/chart/trend#note-{STORY}")
    expect(page.locator(f"#note-{STORY} div")).to_be_visible()
    expect(page.locator("#quoted text").first).to_be_visible()
    count = page.locator("#card-count").inner_text()
    page.locator("#earlier").click()
    expect(page.locator("#as_of")).not_to_have_value("")
    expect(page.locator("#finding")).to_contain_text("Newest in this archive")
    expect(page.locator("#card-count")).to_have_text(count)
    page.locator("details.more summary").click()
    page.locator("[name=places]").select_option("CA-AB")
    expect(page.locator("#title")).to_contain_text("Alberta")
    expect(page.locator("#aside.is-reading")).to_have_count(0)


def test_of_several_articles_of_one_day_each_click_opens_the_next(page, site):
    page.set_viewport_size({"width": 1280, "height": 1000})
    open_chart(page, f"{site}/chart/trend")
    at, opened = middle(tick(page, STORY)), set()
    of_day = tick(page, STORY).evaluate(
        "({ style }) => [...document.querySelectorAll('#ticks a')]"
        ".filter((other) => other.style.left === style.left).map(({ hash }) => hash.slice(1))"
    )
    for _ in of_day:
        page.mouse.click(*at)
        opened.add(page.locator(".entries > .chosen .card").get_attribute("id"))
    assert len(of_day) > 1
    assert opened == set(of_day)


def test_on_a_day_without_figures_there_is_nothing_to_point_to(page, site):
    faults = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(f"{site}/chart/trend?as_of=2010-01-01")
    expect(page.locator("#nothing")).to_contain_text("nothing")
    expect(page.locator("#ticks")).to_be_hidden()
    assert faults == []


def test_without_a_script_a_tick_is_a_link_to_its_card(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site}/chart/trend")
    tick(page, EARLY).click()
    assert page.url.endswith(f"#note-{EARLY}")
    expect(page.locator(f"#note-{EARLY}")).to_be_in_viewport()
    expect(page.locator("#card-steps")).to_be_hidden()
    context.close()


def test_on_paper_the_list_stands_below_the_chart(page, site):
    open_chart(page, f"{site}/chart/trend")
    page.emulate_media(media="print")
    expect(page.locator(f"#note-{STORY} .changes")).to_contain_text("175 → 186")
    expect(page.locator("#card-steps")).to_be_hidden()
    chart, first = page.locator("#chart-frame").bounding_box(), page.locator(".entries > li").first.bounding_box()
    assert first["y"] > chart["y"] + chart["height"]
