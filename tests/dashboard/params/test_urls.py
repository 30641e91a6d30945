"""Addresses: short, in a fixed order, under the configured base, and read back as the same view."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.charts.formats import FORMATS
from dashboard.charts.registry import default_params, parse_query
from dashboard.params.urls import ChartUrl, Urls, is_of_site, public_site, split_chart_url
from tests.dashboard import made

THEN = date(2020, 8, 25)


@pytest.fixture
def links(site):
    return Urls(site.availability)


def test_the_default_view_has_the_shortest_addresses(links, usual):
    assert links.home() == links.home(usual) == "/"
    assert links.chart(usual) == "/chart/trend"
    assert [links.chart_file(suffix, usual) for suffix in FORMATS] == [f"/chart/trend.{suffix}" for suffix in FORMATS]
    assert links.table_file("observations.csv") == "/data/observations.csv"
    assert links.sources("en") == "/sources"


def test_a_choice_is_the_same_on_every_format(links, usual):
    chosen = replace(usual, unit="rate", as_of=THEN)
    query = "?unit=rate&as_of=2020-08-25"
    assert links.home(chosen) == "/" + query
    assert links.chart(chosen) == "/chart/trend" + query
    assert links.chart_file("csv", chosen) == "/chart/trend.csv" + query


def test_a_source_has_an_address_in_each_language(links):
    assert links.sources("en", "ca-phac") == "/sources#ca-phac"
    assert links.sources("fr", "ca-phac") == "/sources?lang=fr#ca-phac"


def test_an_entry_of_the_commentary_has_an_address(links):
    assert links.commentary("en", note="cbc-2020-08-25-july") == "/commentary?note=cbc-2020-08-25-july"
    assert (
        links.commentary("fr", "US-ME", ("blog",), note="a-post")
        == "/commentary?places=US-ME&kinds=blog&note=a-post&lang=fr"
    )


def test_addresses_stand_under_the_base(site, usual):
    links = Urls(site.availability, "https://example.org/overdoses")
    assert links.home() == "https://example.org/overdoses/"
    assert links.chart(replace(usual, as_of=THEN)) == ("https://example.org/overdoses/chart/trend?as_of=2020-08-25")
    assert links.table_file("vintages.csv") == "https://example.org/overdoses/data/vintages.csv"


def test_a_pinned_address_names_both_times(site, links, usual):
    address = links.chart(site.pinned_params(replace(usual, as_of=THEN)))
    assert address == (
        f"/chart/trend?measure=unregulated-deaths-month&as_of=2020-08-25&edition={site.snapshot.edition}"
    )
    assert f"as_of={site.newest_vintage}" in links.chart(site.pinned_params(usual))
    assert parse_query(parse_qs(urlsplit(address).query), site.availability).is_pinned
    kept = links.chart(site.pinned_params(replace(usual, as_of=THEN, edition=1)))
    assert kept == "/chart/trend?measure=unregulated-deaths-month&as_of=2020-08-25&edition=1"


@pytest.mark.parametrize("chosen", [{}, {"as_of": "2020-08-25"}, {"unit": "rate", "start": "2015-01-01"}], ids=str)
def test_an_address_leads_back_to_its_view(site, links, chosen):
    state = made.state(site, **chosen)
    assert parse_query(parse_qs(urlsplit(links.chart(state)).query), site.availability) == state


def test_a_pinned_address_of_another_place_names_the_measure(site, links):
    """Which one is shown when none is named depends on what is held by then."""
    state = replace(default_params(site.availability, "CA-AB", day=THEN), as_of=THEN)
    address = links.chart(replace(state, edition=13))
    assert address == f"/chart/trend?places=CA-AB&measure={state.measure}&as_of=2020-08-25&edition=13"
    assert links.chart(state) == "/chart/trend?places=CA-AB&as_of=2020-08-25"


@pytest.mark.parametrize(
    ("url", "site", "slug", "query"),
    [
        ("/chart/trend", "", "trend", {}),
        ("https://a.example/chart/map.png?places=US&width=400", "https://a.example", "map", {"places": ["US"]}),
        ("/b/embed/map?places=US&height=400", "/b", "map", {"places": ["US"]}),
        ("https://a.example/use/map?newest=1", "https://a.example", "map", {}),
        ("https://a.example/?places=US", "https://a.example", "", {"places": ["US"]}),
        (" https://a.example/b/chart/trend.csv?lang= ", "https://a.example/b", "trend", {"lang": [""]}),
    ],
)
def test_the_address_of_a_chart_is_taken_apart(url, site, slug, query):
    assert split_chart_url(url) == ChartUrl(site, slug, query)


@pytest.mark.parametrize(
    "url", ["", "trend", "/chart/", "/chart/a/b", "http://[::1/chart/trend", "/", "https://a.example/ b/chart/trend"]
)
def test_another_address_is_none_of_a_chart(url):
    assert split_chart_url(url) is None


@pytest.mark.parametrize(
    ("address", "is_own"),
    [
        ("https://a.example/b", True),
        ("http://A.example/b", True),
        ("", True),
        ("/b", True),
        ("http://localhost:8050/b", True),
        ("https://a.example", False),
        ("https://a.example/c", False),
        ("/c", False),
        ("https://a.example:8443/b", False),
    ],
)
def test_a_site_is_told_from_others_by_host_and_path(address, is_own):
    assert is_of_site(address, "https://a.example/b") is is_own


@pytest.mark.parametrize(
    ("site", "is_public"),
    [
        ("https://figures.example", True),
        ("https://localhost.example:8050/stats", True),
        ("http://192.0.2.7", True),
        ("http://LOCALHOST:8050", False),
        ("http://localhost.", False),
        ("http://app.localhost", False),
        ("http://127.0.0.2", False),
        ("http://[::1]:8050/stats", False),
        ("http://0.0.0.0", False),
    ],
)
def test_a_name_of_this_machine_alone_is_no_public_site(site, is_public):
    assert public_site(site) == (site if is_public else urlsplit(site).path)
