"""The page on how figures were revised, as it ships."""

import re
from datetime import timedelta
from html import unescape

import pytest

from dashboard.i18n import get_locale
from dashboard.text.revisions import make_triangle
from etl.core.model import Period

CDC = "places=US&measure=overdose-deaths-12m-reported"


@pytest.fixture
def page(client):
    """The text of a page, without tags."""

    def read(query=""):
        response = client.get(f"/revisions?{query}")
        assert response.status_code == 200
        body = re.search(r"<main.*</main>", response.get_data(as_text=True), re.DOTALL)[0]
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())

    return read


def test_the_months_of_british_columbia(page):
    text = page("edition=13&as_of=2026-11-24")
    assert (
        "Of 92 figures published again 24 months or more after the first one in this archive, 90 had grown and 2 had"
    ) in text
    assert "12 to 24 months 44 +12.6 12.6 +8.4% 95%" in text
    assert "Never changed 4 of 112 published more than once" in text
    assert "March 2026 135 139" in text
    assert "How well ranges for fresh figures did" in text


def test_of_some_months_only(page, client):
    text = page("start=2016-06&end=2024-12")
    assert "Compared are 97 periods" in text
    assert "from June 2016 to December 2024" in text
    assert "From the first figure in this archive to the newest median +10%, from −6% to +42% (97 figures)" in text
    assert "From the first figure in this archive to that of a year after the period median +9%" in text
    html = client.get("/revisions?start=2016-06&end=2024-12").get_data(as_text=True)
    assert 'name="start" value="2016-06"' in html
    assert "start=2016-06&amp;end=2024-12" in re.search(r'href="([^"]*vintages.csv[^"]*)"', html)[1]
    assert client.get("/revisions?start=2024-12&end=2016-06").status_code == 400
    assert "Of no period chosen has this archive a figure from its first year." in page("start=2030-01")


def test_of_few_settled_figures_no_median_is_given(page):
    text = page("places=US-OH-CUYAHOGA&measure=cuyahoga-overdose-deaths-month")
    assert "Within 5% of the last figure, for good too few to say: there are 4 whose last figure is a year old" in text


def test_the_scorecard_is_that_of_the_day_and_of_the_edition(page):
    text = page("edition=13&as_of=2021-06-30")
    ranges, earlier = (int(re.search(r"0 to 60 (\d+) \d+%", each)[1]) for each in (page("edition=13"), text))
    assert (ranges, earlier) == (59, 3)
    assert "How well ranges" not in page("edition=13&as_of=2017-06-30")


def test_tests_of_revisions_are_in_words_and_tables(page):
    text = page("edition=13&as_of=2026-11-24")
    assert "12 to 24 months 44 +12.6 1.2 10.7 below 0.001 86% 0.045 0.504" in text
    assert "The first figures 105 5.2 1.063 below 0.001" in text
    assert (
        "First efficient release: figures published 12 to 24 months after the first ones (32 figures, p = 0.060)"
        in text
    )
    assert "share eleven of their twelve months" not in text
    assert "share eleven of their twelve months" in page(CDC)
    few = page("places=CA-ON&measure=apparent-opioid-deaths-quarter&edition=13")
    assert "Too few figures for tests, which need 8: 1 to 3 months (0), 3 to 6 months" in few
    assert "First efficient release: too few to say. 8 figures of one age are needed" in few


def test_the_scorecard_of_the_newest_edition_is_public(page):
    text = page()
    assert re.search(r"0 to 60 \d+ \d+% \(\d+% to \d+%\) \d+% \(\d+% to \d+%\) \d+ of \d+ [\d.]+ [\d.]+ [\d.]+", text)
    nation = page(CDC)
    assert "Parts of United States" in nation
    assert re.search(r"\d+% \(\d+% to \d+%; by place \d+% to \d+%\)", nation)
    assert "of these figures the publisher gave an estimate of the final one. Its mean error was" in nation


def test_across_a_break_no_statistics_are_formed(page):
    text = page("places=CA-QC&measure=apparent-opioid-deaths-quarter")
    assert "deaths from all drugs are counted in Quebec" in text
    assert "Each figure by its age" in text
    assert "How far they moved" not in text


def test_it_is_in_french(page):
    text = page("lang=fr")
    assert "Révisions des chiffres" in text
    assert "De 12 à 24 mois" in text


def test_charts_of_deaths_of_one_series_lead_to_it_and_its_files_are_there(client):
    chart = client.get("/chart/trend?places=CA-BC&as_of=2024-09-01&unit=rate").get_data(as_text=True)
    address = "/revisions?places=CA-BC&amp;measure=unregulated-deaths-month&amp;as_of=2024-09-01"
    assert address in chart
    files = re.findall(r'href="(/data/vintages[^"]+)"', client.get(unescape(address)).get_data(as_text=True))
    assert len(files) == 3
    assert {client.get(unescape(file)).status_code for file in files} == {200}
    assert "/revisions" not in client.get("/chart/compare?places=CA-BC,CA-AB").get_data(as_text=True)
    through_releases = client.get("/chart/vintages").get_data(as_text=True)
    assert re.search(r'href="/revisions\?[^"]*measure=unregulated-deaths-month"', through_releases)


@pytest.mark.parametrize(
    ("query", "status"),
    [("places=US&measure=overdose-deaths-12m-percent-pending", 404), ("window=12", 400), ("places=XX", 400)],
)
def test_what_is_no_count_or_no_option_is_refused(client, query, status):
    assert client.get(f"/revisions?{query}").status_code == status


def test_a_cell_is_as_dark_as_it_is_far_from_the_newest_figure_of_its_period():
    june = Period.month(2020, 6)
    values = [(june.end + timedelta(days=days), value) for days, value in ((20, 158), (50, 170), (80, 199), (400, 200))]
    ((_, cells),) = make_triangle({june: values}, get_locale("en")).rows
    told = [(cell.text, cell.css_class) for cell in cells if cell.text]
    assert told == [("158", "heat-4"), ("170", "heat-3"), ("199", ""), ("200", "")]


def test_a_page_says_how_complete_fresh_figures_were(client):
    html = client.get("/revisions?as_of=2026-08-13&edition=26").get_data(as_text=True)
    assert ">12</th><td>105</td><td>87%</td><td>93%</td>" in html
    assert "median +9%, from −6% to +42% (112 figures)" in html
