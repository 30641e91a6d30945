"""What nobody looks at after a choice is asked for when somebody does: words, table, other width, what is printed."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import become_interactive, hold_back, let_go, wait_for, wait_until_equal

DAY, OTHER = "2020-08-25", "2021-11-09"
JULY = re.compile("July 2020.*175.*published 25 August 2020.*newest in this archive: 186")
LABELLED = "document.querySelector('#chart .js-plotly-plot').data.some(({ name }) => name === 'labels')"
READ = "[...document.querySelectorAll('.hoverlayer .hovertext')].map((label) => label.textContent).join()"


@pytest.fixture
def asked(page):
    """The layers asked for by themselves, and those that came with a choice."""
    layers = []

    def note(request):
        if "_dash-update" in request.url:
            layers.append(sorted(json.loads(request.post_data)["inputs"][0]["value"]["layers"]))
        elif name := re.search(r"/chart/\w+/(\w+)\.json", request.url):
            layers.append(name[1])

    page.on("request", note)
    return layers


@pytest.fixture
def chart(page, site, asked):
    """The chart of the newest figures, with the pointer elsewhere: all of its layers came with the page."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/chart/trend")
    become_interactive(page)
    assert page.evaluate(LABELLED)
    assert asked == []
    return page


def choose(page, day):
    page.locator("#as_of").select_option(day)
    expect(page).to_have_url(re.compile(f"as_of={day}$"))


def point_at_july(page):
    """Move the pointer onto the chart in one step, and let it rest there."""
    at = page.evaluate("""() => {
        const { _fullLayout: { xaxis, yaxis }, clientWidth } = document.querySelector("#chart .js-plotly-plot");
        const box = document.getElementById("chart-frame").getBoundingClientRect();
        return [box.x + xaxis._offset + xaxis.d2p("2020-07-01"), box.y + yaxis._offset + yaxis._length / 2];
    }""")
    page.mouse.move(*at)


def test_the_first_pointer_after_a_choice_reads_the_words_of_the_new_view(chart, asked):
    choose(chart, DAY)
    wait_for(chart, f"!{LABELLED}")
    point_at_july(chart)
    wait_for(chart, f"(pattern) => new RegExp(pattern).test({READ})", JULY.pattern)
    assert asked == [["wide"], "labels"]
    chart.locator("#as_of").select_option(OTHER)  # the pointer rests on the chart: the words come with the view
    wait_until_equal(chart, lambda: asked[2:], [["labels", "wide"]])
    expect(chart).to_have_url(re.compile(f"as_of={OTHER}$"))
    wait_for(chart, LABELLED)


def test_words_that_come_late_are_not_those_of_the_next_view(chart):
    held_back = hold_back(chart, "**/labels.json*")
    choose(chart, DAY)
    point_at_july(chart)
    wait_for(chart, f"!{LABELLED}")
    wait_until_equal(chart, lambda: len(held_back), 1)
    chart.mouse.move(5, 5)
    choose(chart, OTHER)
    with chart.expect_response("**/labels.json*") as late:
        let_go(chart, held_back)
    late.value.finished()
    chart.evaluate("() => new Promise((resolve) => setTimeout(resolve))")  # after what waited for the answer
    assert not chart.evaluate(LABELLED)
    chart.unroute("**/labels.json*")
    chart.locator("#chart-frame").focus()
    wait_for(chart, LABELLED)
    words = chart.evaluate("document.querySelector('#chart .js-plotly-plot').data.at(-1).customdata.join()")
    assert "published 9 November 2021" in words


def test_a_key_pressed_after_a_choice_reads_the_new_view(chart, asked):
    choose(chart, DAY)
    chart.locator("#chart-frame").focus()
    chart.keyboard.press("ArrowRight")
    expect(chart.locator("#reading")).to_have_text(re.compile("July 2020, 175 deaths, published 25 August 2020"))
    assert asked == [["wide"], "labels"]


def test_the_table_is_there_when_it_is_opened_and_comes_along_while_it_is_open(chart, asked):
    table = chart.locator("#table")
    choose(chart, DAY)
    assert table.text_content() == "Loading…"  # nothing of the former view
    chart.locator("#figures summary").click()
    expect(table).to_contain_text("As published 25 August 2020")
    choose(chart, OTHER)
    expect(table).to_contain_text("As published 9 November 2021")
    assert asked == [["wide"], "table", ["table", "wide"]]


def test_each_width_has_its_own_figure_after_a_choice(chart, asked):
    margin = "document.querySelector('#chart .js-plotly-plot').layout.margin.r"
    wide = chart.evaluate(margin)
    choose(chart, DAY)
    chart.set_viewport_size({"width": 375, "height": 800})
    wait_for(chart, f"(wide) => {margin} < wide", wide)
    assert asked == [["wide"], "narrow"]
    choose(chart, OTHER)
    assert asked[2:] == [["narrow"]]
    chart.set_viewport_size({"width": 1280, "height": 900})
    wait_for(chart, f"(wide) => {margin} === wide", wide)
    assert asked[3:] == ["wide"]


def test_what_is_printed_is_the_view_that_was_chosen(chart, site):
    choose(chart, DAY)
    chart.pdf()  # what a browser says before it prints has been heard by now
    expect(chart.locator("#table")).to_contain_text("As published 25 August 2020")
    whole = chart.evaluate(
        """(html) => {
          const page = new DOMParser().parseFromString(html, "text/html");
          return [...page.querySelectorAll(".chart-svg svg")].map((svg) => svg.outerHTML);
        }""",
        chart.request.get(chart.url).text(),
    )
    assert chart.locator(".chart-svg svg").evaluate_all("(all) => all.map((svg) => svg.outerHTML)") == whole
    assert chart.locator("#printed-address").text_content() == f"{site}/chart/trend?as_of={DAY}"
    assert re.fullmatch(r"Printed \d{1,2} \w+ \d{4}\.", chart.locator("#printed-on").text_content())


def test_keys_keep_their_colors_on_paper_and_what_is_counted_is_open(chart):
    chart.emulate_media(media="print")
    key = chart.locator("#key .key").first
    assert key.evaluate("it => getComputedStyle(it, '::before').printColorAdjust") == "exact"
    expect(chart.locator("#about dl")).to_be_visible()
    chart.emulate_media(media="screen")
    expect(chart.locator("#about dl")).to_be_hidden()


def test_the_title_of_a_pinned_view_has_its_day(page, site):
    page.goto(f"{site}/chart/trend?as_of={DAY}&lang=fr")
    assert " · 25 août 2020 · " in page.title()
    assert "25 août 2020" in page.locator("meta[property='og:title']").get_attribute("content")


def test_a_layer_of_another_edition_brings_the_whole_view(chart, asked):
    choose(chart, DAY)
    chart.route(
        "**/table.json*", lambda route: route.fulfill(json={"of": "that of another edition", "layer": "<p>new</p>"})
    )
    chart.locator("#figures summary").click()
    expect(chart.locator("#table")).to_contain_text("As published 25 August 2020")
    assert asked == [["wide"], "table", ["table", "wide"]]


def test_what_could_not_be_had_is_said_and_asked_for_again(browser, site):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/chart/trend")
    become_interactive(page)
    choose(page, DAY)
    context.set_offline(True)
    page.locator("#figures summary").click()
    for place in ("#table", "#message"):
        expect(page.locator(place)).to_contain_text("something is missing here")
    context.set_offline(False)
    expect(page.locator("#table")).to_contain_text("As published 25 August 2020")
    expect(page.locator("#message")).to_be_empty()
    context.close()
