"""The choice of colors and the meanings of words, in a real browser on a real server."""

import re
from itertools import product

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.waiting import hold_back, let_go, wait_for

PAPER = {"light": "rgb(253, 252, 250)", "dark": "rgb(20, 24, 29)"}
COLORS = """() => {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const names = [...rules.find((rule) => rule.selectorText === ':root').style].filter((name) => name.startsWith('--'));
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(['color-scheme', ...names].map((name) => [name, style.getPropertyValue(name)]));
}"""
BOXES = """(term) => ["dfn", ".meaning"].map((part) => term.querySelector(part).getBoundingClientRect().toJSON())"""
"""Those of a word and its meaning at one moment: the page may still be scrolling to the word."""
WITHOUT_ANCHORS = """() => {
  const sheet = [...document.styleSheets].find((one) => one.href);
  sheet.deleteRule([...sheet.cssRules].findIndex((rule) => rule instanceof CSSSupportsRule));
}"""


def paper(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def switch(page):
    return page.get_by_role("button", name=re.compile("^Colours:"))


def word(page, text="withheld or not available"):
    return page.locator(".term", has_text=text)


@pytest.fixture
def sources(page, site):
    page.goto(f"{site}/sources")
    return page


# -- colors ------------------------------------------------------------------------------------------------------------


def test_the_keyboard_goes_through_the_colors_and_back(sources):
    sources.evaluate("addEventListener('themechange', () => { window.changes = (window.changes || 0) + 1; })")
    switch(sources).focus()
    for name, said in (("light", "light"), ("dark", "dark"), ("light", "as the device")):
        sources.keyboard.press("Enter")
        expect(switch(sources)).to_have_accessible_name(f"Colours: {said}")
        expect(sources.locator("#theme-status")).to_have_text(f"Colours: {said}")
        assert paper(sources) == PAPER[name]
    assert sources.evaluate("window.changes") == 3


@pytest.mark.parametrize("device", PAPER)
@pytest.mark.parametrize(("presses", "chosen"), [(1, "light"), (2, "dark")])
def test_a_choice_wins_over_the_device_and_outlives_the_page(page, site, device, presses, chosen):
    page.emulate_media(color_scheme=device)
    page.goto(f"{site}/sources")
    assert paper(page) == PAPER[device]
    for _ in range(presses):
        switch(page).press("Enter")
    assert paper(page) == PAPER[chosen]
    page.reload()
    assert paper(page) == PAPER[chosen]
    expect(switch(page)).to_have_accessible_name(f"Colours: {chosen}")
    page.goto(f"{site}/sources?lang=fr")
    assert paper(page) == PAPER[chosen]
    assert page.context.cookies() == []


def test_back_to_the_device_is_kept_too(page, site):
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site}/sources")
    for _ in range(3):
        switch(page).press("Enter")
    page.reload()
    expect(switch(page)).to_have_accessible_name("Colours: as the device")
    assert paper(page) == PAPER["dark"]
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("scheme", PAPER)
def test_colors_chosen_are_those_of_a_device_that_asks_for_them(page, site, scheme):
    other = {"light": "dark", "dark": "light"}[scheme]
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site}/sources")
    asked = page.evaluate(COLORS)
    page.evaluate("name => localStorage.setItem('theme', name)", scheme)
    page.emulate_media(color_scheme=other)
    page.reload()
    chosen = page.evaluate(COLORS)
    assert (asked.pop("color-scheme"), chosen.pop("color-scheme")) == ("light dark", scheme)
    assert len(asked) > 10
    assert chosen == asked


def test_paper_is_light(page, site):
    page.goto(f"{site}/sources")
    page.evaluate("localStorage.setItem('theme', 'dark')")
    page.reload()
    page.emulate_media(media="print")
    assert paper(page) == "rgb(255, 255, 255)"
    expect(page.locator("#theme")).to_be_hidden()


def test_the_choice_is_there_before_the_page_s_script(browser, site):
    context = browser.new_context()
    context.add_init_script("localStorage.setItem('theme', 'dark')")
    page = context.new_page()
    page.route("**/page-*.js", lambda route: route.abort())
    page.goto(f"{site}/sources")
    assert paper(page) == PAPER["dark"]
    expect(switch(page)).to_have_accessible_name("Colours: dark")
    context.close()


def test_a_press_before_the_scripts_are_there_counts_and_what_needs_them_is_not_to_be_seen(page, site):
    held_back = hold_back(page, re.compile(r"(?<!before-paint)-\w+\.js"))
    page.goto(f"{site}/sources", wait_until="commit")
    for _ in range(2):
        switch(page).press("Enter")
    copy = page.locator(".copy").first
    expect(copy).to_be_hidden()
    while held_back:
        let_go(page, held_back)
    expect(switch(page)).to_have_accessible_name("Colours: dark")
    expect(page.locator("#theme-status")).to_have_text("Colours: dark")
    expect(copy).to_be_visible()
    assert paper(page) == PAPER["dark"]


def test_without_storage_the_choice_holds_for_the_page(page, site):
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('off'); } })")
    page.goto(f"{site}/sources")
    for _ in range(2):
        switch(page).press("Enter")
    assert paper(page) == PAPER["dark"]


# -- meanings ----------------------------------------------------------------------------------------------------------


def test_a_meaning_shows_on_focus_and_escape_hides_it(sources):
    meaning = word(sources).get_by_role("tooltip", include_hidden=True)
    expect(meaning).to_be_hidden()
    switch(sources).focus()
    sources.keyboard.press("Tab")
    expect(word(sources).locator("dfn")).to_be_focused()
    expect(meaning).to_be_visible()
    expect(word(sources).locator("dfn")).to_have_accessible_description(meaning.inner_text())
    assert axe.violations(sources) == []
    sources.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(word(sources).locator("dfn")).to_be_focused()
    sources.keyboard.press("Tab")
    sources.keyboard.press("Shift+Tab")
    expect(meaning).to_be_visible()


@pytest.mark.parametrize("anchored", [True, False])
def test_a_pointer_can_go_over_to_a_meaning_and_escape_hides_it(sources, anchored):
    if not anchored:
        sources.evaluate(WITHOUT_ANCHORS)
    term = word(sources)
    meaning = term.locator(".meaning")
    term.locator("dfn").hover()
    expect(meaning).to_be_visible()
    at, to = term.locator("dfn").bounding_box(), meaning.bounding_box()
    x = at["x"] + at["width"] / 2
    for y in range(int(at["y"] + at["height"] / 2), int(to["y"] + to["height"]) - 2):
        sources.mouse.move(x, y)
        assert meaning.is_visible(), y
    sources.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    sources.mouse.move(0, 0)
    term.locator("dfn").hover()
    expect(meaning).to_be_visible()
    sources.mouse.move(0, 0)
    expect(meaning).to_be_hidden()


def test_escape_hides_a_meaning_also_where_it_meets_its_word(sources):
    term = word(sources)
    at = term.locator("dfn").bounding_box()
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] - 1
    sources.mouse.move(x, y)
    wait_for(sources, "document.querySelector('.meaning:hover')")
    sources.evaluate("() => { addEventListener('mouseover', () => { window.below = true; }, { once: true }); }")
    sources.keyboard.press("Escape")
    wait_for(sources, "window.below")  # the pointer is on the word now, and came from its meaning
    expect(term.locator(".meaning")).to_be_hidden()


def test_escape_hides_a_meaning_for_good_when_the_pointer_leaves_a_word_in_focus(sources):
    term = word(sources)
    term.locator("dfn").click()
    sources.keyboard.press("Escape")
    sources.mouse.move(0, 0)
    expect(term.locator("dfn")).to_be_focused()
    expect(term.locator(".meaning")).to_be_hidden()


@pytest.mark.parametrize("anchored", [True, False])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_meaning_never_runs_off_the_side(page, site, width, anchored):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{site}/sources?lang=fr")
    if not anchored:
        page.evaluate(WITHOUT_ANCHORS)
    terms = page.locator(".term").all()
    assert terms
    for term, side in product(terms, ("left", "center", "right")):
        term.evaluate("(term, side) => { term.parentElement.style.textAlign = side; }", side)
        term.locator("dfn").focus()
        at, box = term.evaluate(BOXES)
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert 0 <= box["y"] - (at["y"] + at["height"]) < 10
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_meaning_is_not_printed(sources):
    word(sources).locator("dfn").focus()
    expect(word(sources).locator(".meaning")).to_be_visible()
    sources.emulate_media(media="print")
    expect(word(sources).locator(".meaning")).to_be_hidden()
    expect(word(sources).locator("dfn")).to_be_visible()


def test_meanings_are_there_without_a_script_and_the_switch_is_not(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/sources")
    word(page).locator("dfn").focus()
    expect(word(page).locator(".meaning")).to_be_visible()
    word(page, "not in this archive").locator("dfn").hover()
    expect(word(page, "not in this archive").locator(".meaning")).to_be_visible()
    page.locator("#glossary summary").click()
    expect(page.locator("#glossary dt").first).to_have_text("as published")
    expect(page.locator("#theme")).to_be_hidden()
    context.close()
