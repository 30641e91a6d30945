"""The interactive figure of a page: what it sends once, and what is different about it on a phone."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from dashboard.charts.registry import CHARTS, default_params, get_chart
from dashboard.charts.rendered import RenderedChart
from dashboard.i18n import get_locale
from dashboard.plotting.theme import FigureOptions
from dashboard.text import labels
from dashboard.web.pages.chart_page import ChartPage
from dashboard.web.pages.chart_view import MAX_READ_WITH_PAGE, build_layer, build_payload, page_message, render_notes
from dashboard.web.pages.ticks import build_ticks
from tests.dashboard import made

ENGLISH = get_locale("en")
PHONE = FigureOptions(current_values=True, hover_labels=True, narrow=True)


@pytest.mark.parametrize("chosen", [{}, {"as_of": "2025-12-31"}], ids=["now", "then"])
@pytest.mark.parametrize("slug", CHARTS)
def test_a_phone_has_its_own_figure_and_reads_the_same(site, slug, chosen):
    """What a pointer reads is made once: on a phone it is the same, at the same places."""
    state = made.state(site, slug=slug, **chosen)
    shown, chart = made.data_of(site, state), made.charts_of(site)(state)
    phone = FigureOptions(
        annotations=made.annotations_of(site, shown), current_values=True, hover_labels=True, narrow=True
    )
    whole = get_chart(slug).figure(shown, ENGLISH, phone)["data"]
    assert [trace for trace in whole if trace["name"] != "labels"] == chart.narrow_figure["data"]
    assert [trace for trace in whole if trace["name"] == "labels"] == chart.labels


@pytest.mark.parametrize("place", ["CA", "US"])
def test_a_phone_reads_the_same_of_many_parts(site, place):
    shown = made.chart(site, "breakdown", place, group="place")
    whole = get_chart("breakdown").figure(shown, ENGLISH, PHONE)["data"]
    assert [trace for trace in whole if trace["name"] == "labels"] == made.charts_of(site)(shown.params).labels


@pytest.mark.parametrize("slug", ["trend", "compare", "breakdown", "seasonal"])
def test_what_a_pointer_reads_is_made_and_sent_once(site, slug, monkeypatch):
    state, read, hover = made.state(site, slug=slug), [], labels.hover_label
    monkeypatch.setattr(
        labels, "hover_label", lambda view, locale, point: read.append(point) or hover(view, locale, point)
    )
    page = page_message(ChartPage(RenderedChart(site, CHARTS[slug], state)))
    assert len(read) == sum(len(view.observations) for view in made.data_of(site, state).views)
    for width in ("wide", "narrow"):
        assert "labels" not in {trace["name"] for trace in page["layers"][width]["data"]}


@pytest.mark.parametrize("slug", ["map", "change"])
@pytest.mark.parametrize(("place", "of"), [("US-OH", "Ohio"), ("US-OH-CUYAHOGA", "Cuyahoga County (Ohio)")])
def test_where_a_place_has_no_parts_the_chart_of_what_it_lies_in_is_named(site, slug, place, of):
    charts, day = made.charts_of(site), date(2025, 12, 31)
    page = ChartPage(charts(replace(default_params(site.availability, place, slug=slug), as_of=day)))
    name, url = page.wider_chart
    assert page.title.endswith(f", {of}")
    assert name == page.title.replace(of, "United States")
    wider = charts(replace(default_params(site.availability, "US", slug=slug, day=day), as_of=day))
    assert (url, wider.is_empty) == (wider.url, False)
    assert ChartPage(wider).wider_chart is None


def test_of_very_many_values_what_a_pointer_reads_is_left_until_one_comes(site):
    chart = made.charts_of(site)(made.chart(site, "breakdown", "US").params)
    assert set(page_message(ChartPage(chart))["layers"]) == {"wide", "narrow", "table", "svg"}
    assert sum(len(trace["customdata"]) for trace in build_layer(chart, "labels")["layer"]) > MAX_READ_WITH_PAGE


# -- how old the newest release is -------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/chart/map", "/chart/trend?places=US-OH", "/chart/compare", "/"])
def test_the_age_of_the_newest_release_is_left_to_the_browser(client, address):
    html = client.get(address).get_data(as_text=True)
    lines = re.findall(r"<p data-newest=.*?</p>", html)
    assert lines
    for line in lines:
        assert re.search(
            r'data-newest="[\d-]{10}" data-gap="\d+">Newest in this archive: .*'
            r'<span class="ago" hidden>, <span></span></span>\.',
            line,
        )
        assert '<span class="newer" hidden>' in line
        newer = "to January 2026" if "US-OH" in address else "if any"
        assert re.search(rf'<a href="https://[^"]+" rel="external noopener">newer figures, {newer}', line)


def test_a_page_of_a_past_day_has_no_age(client):
    html = client.get("/chart/trend?as_of=2020-08-25").get_data(as_text=True)
    assert "data-newest" not in html
    assert 'id="age"' in html


def test_a_choice_brings_the_age_of_its_own_release(site):
    of_ohio = build_payload(made.charts_of(site)(made.state(site, slug="map")), ())
    assert 'data-newest="2025-09-17"' in of_ohio["parts"]["age"]


# -- the writing that the address names --------------------------------------------------------------------------------

POST = "rr-harm-reduction-and-recovery-both"
ADDRESS = f"/chart/trend?as_of=2020-09-21&note={POST}"


def marked_cards(html):
    return re.findall(r'<details class="card marked" aria-current="true" open id="note-([^"]+)">', html)


def test_the_card_of_the_writing_is_open_and_marked_and_no_other(client):
    assert marked_cards(client.get(ADDRESS).text) == [POST]
    assert marked_cards(client.get(f"{ADDRESS}&lang=fr&kinds=event").text) == [POST]
    plain = client.get("/chart/trend?as_of=2020-09-21").text
    assert (marked_cards(plain), 'class="card marked"' in plain) == ([], False)
    (event,) = (note for note in re.findall(r'<details[^>]* id="note-([^"]+)"', plain) if note.startswith("2016-04-14"))
    assert marked_cards(client.get(f"/chart/trend?note={event}").text) == [event]


def test_the_addresses_of_the_page_keep_the_writing(client):
    html = unescape(client.get(ADDRESS).text)
    assert f'<link rel="canonical" href="{ADDRESS}">' in html
    for ending in ("csv", "json", "svg", "png"):
        assert f'href="/chart/trend.{ending}?as_of=2020-09-21&note={POST}"' in html
    assert re.search(rf'href="/chart/trend\?[^"]*edition=\d+&note={POST}"', html)
    assert f'href="{ADDRESS}&lang=fr"' in html
    assert f'<input type="hidden" name="note" value="{POST}">' in html
    assert re.search(r'<details class="more"><summary>', html)  # nothing else is chosen
    assert not re.search(r'href="/chart/(?!trend)[^"]*note=', html)


def test_a_phone_has_the_same_rings(site):
    chart = made.charts_of(site)(made.state(site, as_of="2020-09-21", note=POST))
    wide, narrow = (
        [trace for trace in figure["data"] if trace["name"] == "quoted"]
        for figure in (chart.figure, chart.narrow_figure)
    )
    assert wide == narrow != []


def test_an_article_of_another_time_than_the_axis_has_its_card_and_no_tick(site):
    chosen = {"note": "cbc-2020-08-25-july", "start": "2012-01-01", "end": "2012-12-01"}
    chart = made.charts_of(site)(made.state(site, **chosen))
    assert [article.id for article in chart.listed_annotations.writings] == ["cbc-2020-08-25-july"]
    assert "cbc-2020-08-25-july" in render_notes(chart)["notes"]
    assert build_ticks(chart) == ()
    assert "writings" not in [trace["name"] for trace in chart.figure["data"]]
