"""The page of the trend as a reader uses it, in a real browser on a real server."""

import csv
import re
from datetime import date

import pytest
from playwright.sync_api import expect

from dashboard.charts.registry import CHARTS
from dashboard.dataset.observations import observations_as_of
from dashboard.params.chart_params import ChartParams
from etl import registry
from etl.store.files import Store
from etl.store.series_index import SeriesIndex
from tests.browser.waiting import QUESTIONS, become_interactive, hold_back, let_go, wait_for, wait_until_equal

SEED = "2020-08-25"
AS_OF = """async ([log, at]) => {
  const module = document.querySelector("link[rel=modulepreload][href*='/stepping-']");
  return (await import(module.href)).asOf(log, at);
}"""


@pytest.fixture
def chart(page, site):
    """The chart's page, with Plotly in its place."""
    return open_chart(page, f"{site}/chart/trend")


def open_chart(page, address):
    page.goto(address)
    become_interactive(page)
    return page


MOVED = ("#earlier", "#chart-frame")
"""What a finger and an eye rest on while days are stepped through."""
RELEASES = "[...document.querySelectorAll('#as_of [data-release]')].map((option) => option.value).reverse()"
"""The days of the releases, oldest first."""


def days_from_first(page, day):
    """Where a day stands on the slider: days after the first release."""
    return (date.fromisoformat(day) - date.fromisoformat(page.evaluate(RELEASES)[0])).days


def scrub_to(page, day):
    """Move the slider as a script of the device would, to the release of a day."""
    assert day in page.evaluate(RELEASES)
    page.locator("#scrub").evaluate(
        "(slider, at) => { slider.value = at; slider.dispatchEvent(new Event('input', { bubbles: true })); }",
        days_from_first(page, day),
    )


def point_to(page, day):
    """Click the slider where a day stands."""
    slider = page.locator("#scrub")
    box, thumb = slider.bounding_box(), 17.6
    share = days_from_first(page, day) / int(slider.get_attribute("max"))
    x = box["x"] + thumb / 2 + share * (box["width"] - thumb)
    page.mouse.click(x, box["y"] + box["height"] / 2)


def drawn(page, name):
    """The points of one trace of the figure on the page, as ``{day: value}``."""
    return page.evaluate(
        """name => {
          const trace = document.querySelector('#chart .js-plotly-plot').data.find((one) => one.name === name);
          return Object.fromEntries(trace.x.map((day, i) => [day, trace.y[i]]));
        }""",
        name,
    )


def shown(page):
    return {
        day: value for name in ("settled", "alone", "preliminary") for day, value in drawn(page, name).items() if value
    }


def test_a_reader_goes_back_to_a_day_reads_it_and_takes_it_along(chart, site, tmp_path):
    scrub_to(chart, SEED)
    expect(chart.locator("#finding")).to_contain_text("July 2020: 175 deaths, published 25 August 2020")
    expect(chart.locator("#finding")).to_contain_text("186")
    wait_until_equal(chart, lambda: max(shown(chart)), "2020-07-01")
    assert [shown(chart)[f"2020-0{month}-01"] for month in (5, 6, 7)] == [174, 177, 175]
    assert chart.url == f"{site}/chart/trend?as_of={SEED}"

    card = chart.locator("#note-rr-harm-reduction-and-recovery-both")
    card.locator("summary").click()
    expect(card).to_contain_text("175 deaths in July 2020")
    expect(card).to_contain_text("as published then: 175 (25 August 2020)")
    expect(card).to_contain_text("newest in this archive: 186 (11 August 2026)")
    expect(card.get_by_role("link", name="Read it")).to_have_attribute("href", "https://recoveryall.org/?p=429")
    card.get_by_role("link", name="B.C. marks 3rd straight month").click()
    expect(chart.locator("#note-cbc-2020-08-25-july")).to_have_attribute("open", "")

    with chart.expect_download() as download:
        chart.get_by_role("link", name="CSV", exact=True).click()
    path = tmp_path / "view.csv"
    download.value.save_as(path)
    rows = {row["period"]: row for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())}
    assert [rows[f"2020-0{month}"]["value"] for month in (5, 6, 7)] == ["174", "177", "175"]
    assert max(rows) == "2020-07"

    figure, words = shown(chart), chart.locator("#sentences").inner_text()
    open_chart(chart, chart.url)
    assert shown(chart) == figure
    assert chart.locator("#sentences").inner_text() == words


def test_back_and_forward_lead_through_the_choices(chart):
    now = chart.locator("#finding").inner_text()
    scrub_to(chart, SEED)
    expect(chart.locator("#finding")).to_contain_text("July 2020")
    chart.go_back()
    expect(chart.locator("#finding")).to_have_text(now)
    expect(chart.locator("#as_of")).to_have_value("")
    chart.go_forward()
    expect(chart.locator("#finding")).to_contain_text("July 2020")
    expect(chart.locator("#as_of")).to_have_value(SEED)


def test_every_choice_is_in_the_address_and_comes_back_from_it(chart):
    chart.locator("details.more summary").click()
    chart.locator("#figures summary").click()
    chart.locator("[name=unit]").select_option("rate")
    expect(chart.locator("#unit")).to_contain_text("per 100,000 people")
    chart.locator("[name=start]").fill("2019-01")
    chart.locator("[name=start]").dispatch_event("change")
    expect(chart.locator("#table tbody tr").last).to_contain_text("January 2019")
    chart.locator(".kinds").get_by_label("news").uncheck()
    expect(chart.locator(".card .kind", has_text="news")).to_have_count(0)
    assert chart.url.endswith("?unit=rate&start=2019-01&kinds=blog,statement,policy,research,event")
    table = chart.locator("#table").inner_text()
    open_chart(chart, chart.url)
    chart.locator("#figures summary").click()
    assert chart.locator("#table").inner_text() == table
    expect(chart.locator("[name=unit]")).to_have_value("rate")
    expect(chart.locator(".kinds").get_by_label("news")).not_to_be_checked()


def test_stepping_in_the_browser_is_as_of_on_the_server(chart):
    held = Store().load()
    series = SeriesIndex(held.table).find(measure="unregulated-deaths-month", place="CA-BC")
    measure = registry.measure("unregulated-deaths-month")
    log = chart.evaluate("JSON.parse(document.getElementById('view').textContent).log")
    assert len(log["days"]) > 80
    for at, day in enumerate(log["days"]):
        stepped = chart.evaluate(AS_OF, [log, at])
        state = ChartParams(
            CHARTS["trend"].options, places=("CA-BC",), measure=measure.id, as_of=date.fromisoformat(day)
        )
        points = observations_as_of(series, measure, state)
        assert [(p["x"], p["value"], p["earliest"], bool(p.get("preliminary"))) for p in stepped] == [
            (
                point.period.start.isoformat(),
                point.value,
                point.first_published_later.value if point.first_published_later else None,
                point.preliminary is not None,
            )
            for point in points
        ]


def test_what_a_step_draws_is_what_the_server_then_draws(chart):
    held_back = hold_back(chart, QUESTIONS)
    scrub_to(chart, SEED)
    names = ("settled", "alone", "preliminary", "not held")
    wait_for(
        chart,
        """() => {
          const { shapes } = document.querySelector('#chart .js-plotly-plot').layout;
          return shapes.length > 0 && shapes.every(({ name }) => name === 'event');
        }""",
    )
    stepped = {name: drawn(chart, name) for name in names}
    let_go(chart, held_back)
    expect(chart.locator("#finding")).to_contain_text("July 2020")
    wait_for(
        chart,
        "() => document.querySelector('#chart .js-plotly-plot').layout.shapes.some(({ name }) => name !== 'event')",
    )
    assert {name: drawn(chart, name) for name in names} == stepped


def test_the_chart_is_there_before_any_script_and_without_one(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/chart/trend")
    expect(page.locator(".chart-svg .wide svg")).to_be_visible()
    page.locator("#as_of").select_option(SEED)
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#finding")).to_contain_text("July 2020: 175 deaths")
    context.close()


def test_plotly_takes_the_place_of_the_drawing_without_a_jump(page, site):
    page.add_init_script(
        """window.shifts = 0; new PerformanceObserver((list) => {
             for (const entry of list.getEntries()) window.shifts += entry.value;
           }).observe({ type: 'layout-shift', buffered: true });"""
    )
    page.set_viewport_size({"width": 1280, "height": 900})
    open_chart(page, f"{site}/chart/trend")
    ours = page.locator(".chart-svg .wide svg").evaluate("svg => svg.getBoundingClientRect().toJSON()")
    theirs = page.locator("#chart .main-svg").first.evaluate("svg => svg.getBoundingClientRect().toJSON()")
    assert all(abs(ours[side] - theirs[side]) <= 1 for side in ("top", "left", "right", "bottom"))
    assert page.evaluate("window.shifts") < 0.01


def test_the_keyboard_steps_through_the_releases(chart):
    chart.locator("#scrub").focus()
    chart.keyboard.press("ArrowLeft")
    expect(chart.locator("#as_of")).not_to_have_value("")
    expect(chart.locator("#finding")).to_contain_text("Newest in this archive")
    chart.keyboard.press("End")
    expect(chart.locator("#as_of")).to_have_value("")


def test_keys_go_from_release_to_release_in_true_time_and_say_what_came(page, site):
    open_chart(page, f"{site}/chart/trend?places=US-OH")
    slider, day = page.locator("#scrub"), page.locator("#as_of")
    releases = page.evaluate(RELEASES)
    expect(slider).to_have_attribute(
        "aria-valuetext", "Newest in this archive, on or before 17 September 2025: 4 revised, 9 new to this archive"
    )
    slider.focus()
    for release in releases[-2::-1]:
        page.keyboard.press("ArrowLeft")
        expect(day).to_have_value(release)
        expect(slider).to_have_value(str(days_from_first(page, release)))
    first = re.compile(r"^on or before 16 December 2017: \d+ new to this archive$")
    expect(slider).to_have_attribute("aria-valuetext", first)
    expect(page.locator("#earlier")).to_be_disabled()
    page.keyboard.press("PageUp")
    expect(day).to_have_value("2018-11-30")
    page.keyboard.press("End")
    expect(day).to_have_value("")
    page.keyboard.press("Home")
    expect(day).to_have_value(releases[0])
    page.locator("#later").click()
    expect(day).to_have_value(releases[1])


def test_the_thumb_goes_to_the_release_that_is_nearest_to_the_pointer(page, site):
    page.set_viewport_size({"width": 1280, "height": 900})
    open_chart(page, f"{site}/chart/trend?places=US-OH")
    for pointed, nearest in (("2020-06-01", "2019-09-30"), ("2023-06-01", "2024-04-30"), ("2025-08-20", "")):
        point_to(page, pointed)
        expect(page.locator("#as_of")).to_have_value(nearest)
        at = nearest or page.evaluate(RELEASES)[-1]
        expect(page.locator("#scrub")).to_have_value(str(days_from_first(page, at)))


def test_a_day_between_releases_has_its_own_place_and_leads_to_its_neighbours(page, site):
    open_chart(page, f"{site}/chart/trend?places=US-OH&measure=overdose-deaths-12m-reported&as_of=2021-11-17")
    expect(page.locator("#scrub")).to_have_value(str(days_from_first(page, "2021-11-17")))
    expect(page.locator("#gaps")).to_have_text(
        "No release in this archive: Sep 2019 to Oct 2021; Oct 2021 to Apr 2024; and 7 shorter gaps."
    )
    page.locator("#later").click()
    expect(page.locator("#as_of")).to_have_value("2024-04-30")
    page.locator("#earlier").click()
    expect(page.locator("#as_of")).to_have_value("2021-10-14")


@pytest.mark.parametrize("width", [1280, 375, 320])
@pytest.mark.parametrize("place", ["CA-BC", "US-OH", "US-ME", "CA-QC"])
def test_nothing_of_the_slider_covers_anything_else(page, site, place, width):
    page.set_viewport_size({"width": width, "height": 900})
    open_chart(page, f"{site}/chart/trend?places={place}")
    boxes = [
        page.locator(one).bounding_box()
        for one in ("#earlier", "#later", "#scrub", ".year >> nth=0", ".year >> nth=1", "#gaps")
    ]
    for at, first in enumerate(boxes):
        assert first["x"] >= 0
        assert first["x"] + first["width"] <= width
        for second in boxes[at + 1 :]:
            apart = (
                first["x"] + first["width"] <= second["x"]
                or second["x"] + second["width"] <= first["x"]
                or first["y"] + first["height"] <= second["y"]
                or second["y"] + second["height"] <= first["y"]
            )
            assert apart, (first, second)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_stepping_on_a_phone_moves_neither_the_buttons_nor_the_chart(page, site):
    page.set_viewport_size({"width": 375, "height": 900})
    open_chart(page, f"{site}/chart/trend")
    tops = set()
    for _ in range(4):
        page.locator("#earlier").click()
        wait_for(page, "() => !document.body.classList.contains('settling')")
        tops.add(tuple(page.locator(one).evaluate("it => it.getBoundingClientRect().top + scrollY") for one in MOVED))
    assert len(tops) == 1


def test_another_series_has_its_own_line_of_releases(chart):
    chart.locator("details.more summary").click()
    before = chart.locator("#releases path").get_attribute("d")
    chart.locator("[name=measure]").select_option("unregulated-deaths-year")
    expect(chart.locator("#unit")).to_have_text("Deaths in each year")
    assert chart.locator("#releases path").get_attribute("d") != before
    assert chart.locator("#scrub").get_attribute("max") == str(days_from_first(chart, chart.evaluate(RELEASES)[-1]))


def test_two_readers_do_not_meet(browser, site):
    contexts = [browser.new_context(), browser.new_context()]
    first, second = (open_chart(context.new_page(), f"{site}/chart/trend") for context in contexts)
    before = second.locator("#finding").inner_text()
    scrub_to(first, SEED)
    expect(first.locator("#finding")).to_contain_text("July 2020")
    second.reload()
    become_interactive(second)
    assert second.locator("#finding").inner_text() == before
    assert not contexts[0].cookies()
    for context in contexts:
        context.close()


def test_a_day_before_the_first_release_says_so(page, site):
    open_chart(page, f"{site}/chart/trend?as_of=2010-01-01")
    expect(page.locator("#nothing")).to_contain_text("Its first release:")


def test_a_pointer_reads_value_day_and_first_figure(page, site):
    page.set_viewport_size({"width": 1280, "height": 900})
    open_chart(page, f"{site}/chart/trend?as_of={SEED}&start=2020-01&end=2020-07")
    x, y = page.evaluate(
        """() => {
          const plot = document.querySelector('#chart .js-plotly-plot'), { xaxis, yaxis } = plot._fullLayout;
          const box = plot.getBoundingClientRect();
          return [box.left + xaxis._offset + xaxis.d2p('2020-06-01'), box.top + yaxis._offset + yaxis.d2p(150)];
        }"""
    )
    page.mouse.move(x, y)
    label = page.locator(".hovertext").first
    expect(label).to_contain_text("June 2020")
    expect(label).to_contain_text("177")
    expect(label).to_contain_text("published 25 August 2020")
    expect(label).to_contain_text("first in this archive: 175 (16 July 2020)")
    mark = page.locator("#read-points circle").bounding_box()
    assert abs(mark["x"] + mark["width"] / 2 - x) < 2
    page.keyboard.press("Escape")
    expect(page.locator(".hovertext")).to_have_count(0)
    expect(page.locator("#read-points circle")).to_have_count(0)


def test_on_a_touch_screen_a_tap_elsewhere_closes_what_was_read(browser, site):
    context = browser.new_context(viewport={"width": 375, "height": 667}, has_touch=True, is_mobile=True)
    page = context.new_page()
    open_chart(page, f"{site}/chart/trend")
    chart = page.locator("#chart-frame").bounding_box()
    page.touchscreen.tap(chart["x"] + chart["width"] / 2, chart["y"] + chart["height"] * 0.6)
    expect(page.locator(".hovertext").first).to_contain_text("deaths")
    expect(page.locator("#read-points circle")).to_have_count(1)
    page.locator("#unit").tap()
    expect(page.locator(".hovertext")).to_have_count(0)
    expect(page.locator("#read-points circle")).to_have_count(0)
    context.close()


def test_the_day_chosen_stands_among_the_ticks_and_goes_with_the_slider(chart):
    day = "() => document.querySelector('#chart .js-plotly-plot').layout.shapes.find(({ name }) => name === 'day')?.x0"
    assert chart.evaluate(day) is None
    scrub_to(chart, SEED)
    wait_for(chart, f"() => ({day})() === '{SEED}'")
    chart.locator("#earlier").click()
    wait_for(chart, f"() => ({day})() < '{SEED}'")


def test_a_slow_server_is_said_to_be_slow_and_the_choice_is_kept(chart):
    held_back = hold_back(chart, QUESTIONS)
    scrub_to(chart, SEED)
    expect(chart.locator("#message")).to_have_text("Loading…")
    expect(chart.locator("#as_of")).to_have_value(SEED)
    let_go(chart, held_back)
    expect(chart.locator("#message")).to_have_text("")
    expect(chart.locator("#finding")).to_contain_text("July 2020")


def test_nothing_to_draw_is_said_and_nothing_is_drawn(chart):
    chart.locator("details.more summary").click()
    chart.locator("[name=start]").fill("2030-01")
    chart.locator("[name=start]").dispatch_event("change")
    expect(chart.locator("#nothing")).to_be_visible()
    expect(chart.locator("#chart")).to_be_hidden()
    chart.locator("[name=start]").fill("")
    chart.locator("[name=start]").dispatch_event("change")
    expect(chart.locator("#nothing")).to_be_hidden()
    expect(chart.locator("#chart")).to_be_visible()


def test_title_and_other_language_follow_the_choice(chart):
    scrub_to(chart, SEED)
    heading = "Unregulated drug deaths by month, British Columbia"
    expect(chart).to_have_title(f"{heading} · 25 August 2020 · Overdose statistics")
    chart.locator(".other-language").click()
    expect(chart.locator("#finding")).to_contain_text("Juillet 2020")


def test_a_shared_card_is_open(page, site):
    open_chart(page, f"{site}/chart/trend#note-rr-harm-reduction-and-recovery-both")
    expect(page.locator("#note-rr-harm-reduction-and-recovery-both")).to_have_attribute("open", "")


def test_a_card_leads_to_the_chart_of_its_day(chart):
    chart.locator("details.more summary").click()
    chart.locator("[name=measure]").select_option("unregulated-deaths-year")
    expect(chart.locator("#unit")).to_have_text("Deaths in each year")
    card = chart.locator("#note-rr-harm-reduction-and-recovery-both")
    card.locator("summary").click()
    card.get_by_role("link", name="See the chart as of that day").click()
    expect(chart.locator("#finding")).to_contain_text("July 2020: 175 deaths")
    expect(chart.locator("#as_of option:checked")).to_have_text("21 September 2020")


def test_the_address_that_never_changes_can_be_copied(browser, site):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = open_chart(context.new_page(), f"{site}/chart/trend?as_of={SEED}")
    page.locator("#files").get_by_role("button", name="Copy").click()
    expect(page.locator("#message")).to_have_text("It is copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{site}/chart/trend?measure=unregulated-deaths-month&as_of={SEED}&edition=")
    open_chart(page, copied)
    expect(page.locator("#finding")).to_contain_text("July 2020: 175 deaths")
    page.locator("#print").get_by_role("button", name="Copy").first.click()
    wait_for(page, "navigator.clipboard.readText().then((text) => text.includes('published 25 August 2020'))")
    context.close()


def test_the_list_turns_to_the_day_chosen(chart):
    assert chart.locator("#notes").evaluate("list => list.scrollTop") == 0
    scrub_to(chart, SEED)
    expect(chart.locator("#finding")).to_contain_text("July 2020")
    assert chart.locator("#notes").evaluate("list => list.scrollTop") > 500


def test_another_place_has_its_own_page_and_the_usual_one_stays_chosen(page, site):
    open_chart(page, f"{site}/chart/trend?unit=rate&as_of={SEED}")
    expect(page.locator("[name=places] option:checked")).to_have_text("British Columbia")
    page.locator("#earlier").click()
    expect(page.locator("#finding")).to_contain_text("June 2020")
    page.locator("[name=places]").select_option("US-ME")
    become_interactive(page)
    expect(page.locator("h1")).to_contain_text("Maine")
    expect(page.locator("[name=places] option:checked")).to_have_text("Maine")
    expect(page.locator("[name=measure]")).to_have_value("overdose-deaths-12m-reported")


def test_the_measure_has_a_row_of_its_own_on_a_phone(page, site):
    page.set_viewport_size({"width": 375, "height": 800})
    open_chart(page, f"{site}/chart/trend?places=US-ME&measure=me-drug-deaths-month")
    room, select = (page.locator(one).bounding_box()["width"] for one in (".choices", "[name=measure]"))
    assert select == room


def test_sums_that_cannot_be_formed_are_said_and_no_axis_is_drawn(page, site):
    open_chart(page, f"{site}/chart/trend?places=US-ME&measure=me-drug-deaths-month")
    expect(page.locator("details.more")).to_have_attribute("open", "")  # another place is a choice that is shown
    page.locator("[name=window]").select_option("12")
    expect(page.locator("#nothing")).to_have_text(
        "No sum of twelve months can be formed from the figures in this archive."
    )
    expect(page.locator("#chart")).to_be_hidden()
    page.reload()
    expect(page.locator("#nothing")).to_be_visible()
    expect(page.locator(".chart-svg svg")).to_have_count(0)


def test_an_old_release_says_how_old_it_is_and_where_newer_figures_are(page, site):
    page.clock.set_fixed_time("2026-11-29T12:00:00Z")
    open_chart(page, f"{site}/chart/trend?places=US-OH")
    age = page.locator("#age p")
    expect(age).to_contain_text(
        "Newest in this archive: on or before 17 September 2025, 14 months ago. A release usually comes every 30 days;"
    )
    expect(age.get_by_role("link")).to_be_visible()
    expect(page.locator("#print")).to_contain_text(
        "published on or before 17 September 2025, 14 months ago; subject to change."
    )
    page.get_by_label("As published", exact=True).select_option(index=1)
    expect(page.locator("#age")).to_be_empty()
    expect(page.locator("#print .ago")).to_have_count(0)


def test_a_choice_of_a_place_brings_its_measures_as_the_server_would_list_them(page, site):
    open_chart(page, f"{site}/chart/trend?places=CA-QC")
    page.locator("[name=places]").select_option("US-ME")
    expect(page.locator("h1")).to_contain_text("Maine")
    measures = page.locator("[name=measure]")
    expect(measures.locator("option:checked")).to_contain_text("by year (to 2025, newest)")
    chosen = measures.inner_html()
    page.reload()
    assert measures.inner_html() == chosen


def test_a_fresh_release_is_only_dated(page, site):
    page.clock.set_fixed_time("2026-08-20T12:00:00Z")
    open_chart(page, f"{site}/chart/trend?lang=fr")
    expect(page.locator("#age p")).to_contain_text(
        "Dernière publication recueillie\u00a0: 11 août 2026, il y a 9 jours."
    )
    expect(page.locator("#age .newer")).to_be_hidden()


def test_without_a_script_the_day_stands_alone(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/chart/trend?places=US-OH")
    assert page.locator("#age p").inner_text().strip() == "Newest in this archive: on or before 17 September 2025."
    assert "published on or before 17 September 2025; subject to change." in page.locator("#print").inner_text()
    context.close()


# -- the writing that the address names --------------------------------------------------------------------------------

POST = "rr-harm-reduction-and-recovery-both"
REPLAY = f"/chart/trend?start=2018-07&end=2022-07&as_of=2020-09-21&note={POST}"
IN_LIST = """() => {
  const [list, card] = [document.getElementById("notes"), document.querySelector("#notes .marked")];
  return [scrollY, card.open, Math.round(card.getBoundingClientRect().top - list.getBoundingClientRect().top)];
}"""


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("width", [1280, 375, 320])
def test_the_card_of_the_writing_is_in_the_list_and_the_chart_stays_in_sight(browser, site, scripts, width):
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(site + REPLAY)
    if scripts:
        become_interactive(page)
    scrolled, is_open, top = page.evaluate(IN_LIST)
    assert (scrolled, is_open) == (0, True)
    assert abs(top) <= 2
    expect(page.locator("#notes .marked")).to_contain_text("175 deaths in July 2020")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    foot = page.locator("#main, main").first.evaluate("(main) => main.getBoundingClientRect().bottom + scrollY")
    assert page.evaluate("document.documentElement.scrollHeight") < foot + 1500  # no room for what the list hides
    context.close()


def test_the_rings_go_with_the_slider_and_the_writing_with_the_place(page, site):
    open_chart(page, site + REPLAY)
    assert drawn(page, "quoted") == {"2020-05-01": 174, "2020-06-01": 177, "2020-07-01": 175}
    scrub_to(page, "2020-07-16")
    expect(page.locator("#finding")).to_contain_text("June 2020: 175 deaths")
    quoted = {"2020-05-01": 171, "2020-06-01": 175, "2020-07-01": 186}
    wait_until_equal(page, lambda: drawn(page, "quoted"), quoted)
    assert f"note={POST}" in page.url
    expect(page.locator("#notes .marked")).to_have_count(1)
    page.locator("select[name=places]").select_option("US-OH")
    page.wait_for_url(f"{site}/chart/trend?places=US-OH*")
    assert "note=" not in page.url
    expect(page.locator("#notes .marked")).to_have_count(0)
    expect(page.locator(".key.ring")).to_have_count(0)
    page.go_back()
    expect(page.locator("#notes .marked")).to_have_count(1)


def test_the_link_of_another_card_marks_that_one(page, site):
    open_chart(page, site + REPLAY)
    other = page.locator("#note-cbc-2020-08-25-july")
    other.locator("summary").click()
    other.locator("a[data-as-of]").click()
    page.wait_for_url("**note=cbc-2020-08-25-july")
    expect(page.locator("#notes .marked")).to_have_id("note-cbc-2020-08-25-july")
    wait_until_equal(page, lambda: drawn(page, "quoted").get("2020-07-01"), 175)
