"""A form without a script sends the options of the place chosen before: what does not fit gives way."""

import re
from datetime import date
from urllib.parse import parse_qs, quote

import pytest

from dashboard.charts.registry import CHARTS
from dashboard.errors import InvalidParameter
from dashboard.params.form_query import parse_form


def read(site, slug, query):
    return parse_form(parse_qs(query), site.availability, CHARTS[slug].options)


def test_a_measure_of_the_place_before_gives_way(site):
    params = read(site, "trend", "form=1&places=US-OH&measure=unregulated-deaths-month&unit=count&window=1&group=all")
    assert (params.place, params.measure) == ("US-OH", "overdose-deaths-12m-reported")


def test_what_a_place_is_usually_shown_by_does_not_go_along_to_another(site):
    """The CDC's counts are held of Maine too, which is shown by its own."""
    query = "places=US-ME&measure=overdose-deaths-12m-reported"
    assert read(site, "trend", f"form=places%3DUS-OH&{query}").measure == "me-drug-deaths-year"
    assert read(site, "trend", f"form=places%3DUS-ME&{query}").measure == "overdose-deaths-12m-reported"
    assert read(site, "trend", f"form=1&{query}").measure == "overdose-deaths-12m-reported"
    chosen = "form=places%3DUS-OH&places=US-ME&measure=overdose-deaths-12m-predicted"
    assert read(site, "trend", chosen).measure == "overdose-deaths-12m-predicted"


def test_the_form_says_which_place_and_which_usual_measure_it_came_with(client):
    page = client.get("/chart/trend?places=US-OH&measure=overdose-deaths-12m-predicted").text
    assert re.search('<button [^>]*name="form" value="places=US-OH&amp;measure=overdose-deaths-12m-predicted', page)
    assert '<select name="measure" data-usual="overdose-deaths-12m-reported">' in page
    assert "data-usual" not in client.get("/chart/compare").text


def test_what_fits_is_kept(site):
    params = read(
        site, "trend", "places=CA-AB&measure=unregulated-deaths-month&unit=rate&as_of=2024-01-01&start=2020-01"
    )
    assert (params.place, params.unit, params.as_of.year, params.start.year) == ("CA-AB", "rate", 2024, 2020)


@pytest.mark.parametrize("query", ["places=XX", "start=2020-06&end=2020-05", "as_of=yesterday", "colour=red"])
def test_what_is_wrong_by_itself_is_refused(site, query):
    with pytest.raises(InvalidParameter):
        read(site, "trend", query)


@pytest.mark.parametrize(("path", "there"), [("/", "/?places=US-OH"), ("/chart/trend", "/chart/trend?places=US-OH")])
def test_the_server_leads_a_form_to_the_address_of_what_was_chosen(client, path, there):
    sent = client.get(f"{path}?places=US-OH&measure=unregulated-deaths-month&unit=count&window=1&form=1")
    assert (sent.status_code, sent.headers["Location"]) == (303, there)
    assert client.get(there).status_code == 200


def test_an_address_with_a_measure_of_another_place_is_refused_as_before(client):
    assert client.get("/chart/trend?places=US-OH&measure=unregulated-deaths-month").status_code == 400


def test_a_writing_gives_way_to_a_place_that_it_is_not_about(client):
    kept = client.get("/chart/trend?places=CA-BC&as_of=2021-01-01&note=cbc-2020-08-25-july&form=1")
    assert kept.headers["Location"] == "/chart/trend?as_of=2021-01-01&note=cbc-2020-08-25-july"
    gone = client.get("/chart/trend?places=US-OH&note=cbc-2020-08-25-july&form=1")
    assert gone.headers["Location"] == "/chart/trend?places=US-OH"


MONTHS_BY_AGE = "form=group%3Dplace%26measure%3D{before}&measure={now}&group=age"


def test_what_was_chosen_stands_and_what_was_not_gives_way(site):
    kept = MONTHS_BY_AGE.format(before="unregulated-deaths-month", now="unregulated-deaths-month")
    assert read(site, "breakdown", kept).group == "age"
    both = MONTHS_BY_AGE.format(before="unregulated-deaths-year", now="unregulated-deaths-month")
    assert read(site, "breakdown", both).group == "age"


def test_a_place_of_which_nothing_is_held_by_the_group_before_is_shown_by_another(site):
    params = read(site, "breakdown", "form=places%3DCA-BC%26group%3Dplace&places=US-AL&group=place")
    assert (params.place, params.group != "place", params.measure != "") == ("US-AL", True, True)


@pytest.mark.parametrize(
    ("before", "chosen", "months"),
    [
        ("2020-01&end=2020-06", "2021-01&end=2020-06", ("2021-01", None)),
        ("2020-01&end=2020-06", "2020-01&end=2019-06", (None, "2019-06")),
        ("2020-01&end=2020-06", "2020-03&end=2020-05", ("2020-03", "2020-05")),
    ],
)
def test_a_month_that_was_not_changed_gives_way_to_one_that_was(site, before, chosen, months):
    params = read(site, "trend", f"form={quote(f'places=CA-BC&start={before}')}&start={chosen}")
    assert (params.start, params.end) == tuple(month and date.fromisoformat(f"{month}-01") for month in months)


def test_two_new_months_in_the_wrong_order_are_refused(site):
    with pytest.raises(InvalidParameter, match="not before start=2021-01"):
        read(site, "trend", f"form={quote('places=CA-BC&start=&end=')}&start=2021-01&end=2020-06")
