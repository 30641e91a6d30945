"""Which value to print: the newest of the place's own publisher, then the country's, each with a line to cite it."""

import re
from dataclasses import replace

import pytest

from dashboard.charts.registry import default_params
from dashboard.i18n import get_locale
from dashboard.text import sentences
from dashboard.text.print_values import print_value_of, print_values
from etl.core.model import Period
from tests.dashboard import made

ENGLISH = get_locale("en")
EXPECTED = {
    "US-OH": [("overdose-deaths-12m-reported", "May 2024 to April 2025", "2,830 deaths")],
    "US-ME": [
        ("me-drug-deaths-year", "2025", "390 deaths"),
        ("overdose-deaths-12m-reported", "May 2024 to April 2025", "416 deaths"),
    ],
    "CA-QC": [("apparent-opioid-deaths-ytd", "January to September 2025", "453 deaths")],
    "GB-SCT": [("sct-suspected-drug-deaths-quarter", "October to December 2025", "248 deaths")],
    "US-CA-SF": [("sf-overdose-deaths-year", "2025", "621 deaths")],
    "US": [("overdose-deaths-12m-reported", "October 2024 to September 2025", "68,962 deaths")],
}
"""What is held on 30 September 2026 in edition 13."""


@pytest.mark.parametrize("place", EXPECTED)
def test_the_newest_value_of_the_own_publisher_comes_first(site, place):
    params = made.state(site, places=(place,), as_of="2026-09-30", edition=13)
    values = print_values(site, params, ENGLISH)
    first = [(value.measure_id, value.period, value.value) for value in values][: len(EXPECTED[place])]
    assert first == EXPECTED[place]


def test_a_citation_says_what_when_how_many_and_who(site):
    (own, *_) = print_values(site, made.state(site, places=("US-ME",), as_of="2026-09-30", edition=13), ENGLISH)
    assert own.citation == (f"{own.measure}, 2025: 390 deaths ({own.publisher}, published 24 February 2026).")


def test_a_citation_has_the_spaces_of_its_language(site):
    params = made.state(site, places=("CA-QC",), as_of="2026-09-30", edition=13)
    (own, *_) = print_values(site, params, get_locale("fr"))
    assert f", {own.period}\u00a0: 453\u00a0décès (" in own.citation


def test_as_of_a_past_day_it_is_the_newest_of_that_day(site):
    (own, *_) = print_values(site, made.state(site, places=("CA-BC",), as_of="2020-08-25", edition=13), ENGLISH)
    assert own.period in {"July 2020", "January to July 2020"}


MOVEMENTS = {
    "US-OH": ["Of 27 first figures of this series, 19 later rose and 5 fell."],
    "CA-BC": ["Of 105 first figures of this series, 98 later rose and 5 fell."],
    "CA-QC": [""],
    "US-ME": [
        "Too few earlier figures are in this archive to say how first ones change later.",
        "Of 27 first figures of this series, 11 later rose and 3 fell.",
    ],
    "US-NY": [""],
}
"""Of what is final, and where what is counted changed, nothing is said; a year to date is spoken for by its months."""


@pytest.mark.parametrize("place", MOVEMENTS)
def test_each_value_says_what_became_of_earlier_first_ones(site, place):
    values = print_values(site, made.state(site, places=(place,), as_of="2026-09-30", edition=13), ENGLISH)
    assert [value.movement for value in values][: len(MOVEMENTS[place])] == MOVEMENTS[place]


def test_below_eight_cases_nothing_is_said_of_their_direction():
    def of_pairs(count):
        rows = [
            made.figure(f"{2010 + number}", f"{2011 + number + later}-02-01", 100 + 10 * later, measure=made.YEAR)
            for number in range(count)
            for later in (0, 2)
        ]
        (value,) = print_values(over := made.site(rows), made.state(over, measure=made.YEAR), ENGLISH)
        return value.movement

    assert of_pairs(7) == "Too few earlier figures are in this archive to say how first ones change later."
    assert of_pairs(8) == "Of 8 first figures of this series, 8 later rose and 0 fell."


def test_the_day_from_which_an_age_is_counted_is_that_of_the_last_release_that_said_it(site, client):
    now = print_values(site, made.state(site, places=("US-ME",)), ENGLISH)
    assert all(value.released is not None for value in now)
    then = print_values(site, made.state(site, places=("US-ME",), as_of="2026-09-30", edition=13), ENGLISH)
    assert [value.released for value in then] == [None] * len(then)
    box = client.get("/chart/trend?places=US-ME").text.split('<div id="print">')[1].split("</ul>")[0]
    assert box.count('<span data-newest="20') == len(now)
    assert box.count('<span class="ago" hidden>, <span></span></span>') == len(now)


def test_the_links_of_a_view_of_an_edition_name_it(client):
    box = client.get("/chart/trend?places=US-ME&as_of=2026-09-30&edition=13").text.split('<div id="print">')[1]
    links = re.findall(r'<a href="([^"]+)"', box.split("</ul>")[0])
    assert links
    assert all("edition=13" in link and "measure=" in link for link in links)


def test_a_print_value_is_that_of_the_whole_view(site):
    """The newest value is read without the rest of its series; the whole series says the same of it."""
    for place in ("US-ME", "CA-BC", "US-CA-SF", "CA-AB", "GB-SCT"):
        for day in ("2026-09-30", "2021-07-01", "2024-05-31"):
            for value in print_values(site, params := made.state(site, places=(place,), as_of=day), ENGLISH):
                whole = site.series_view(replace(params, measure=value.measure_id))
                assert whole.latest.value is not None
                assert value.value == sentences.value_with_unit(whole, ENGLISH, whole.latest, whole.latest.value)
                assert value.period == ENGLISH.period(whole.latest.period)


def test_of_a_place_of_which_nothing_is_held_there_is_none(site):
    assert print_values(site, made.state(site, places=("GB",), as_of="2026-09-30", edition=13), ENGLISH) == ()


@pytest.mark.parametrize(
    ("address", "expected"), [("trend", True), ("vintages", True), ("compare", False), ("map", False)]
)
def test_the_page_of_a_place_has_the_box_and_that_of_several_has_not(client, address, expected):
    assert ("Which figure to print" in client.get(f"/chart/{address}").text) is expected


def test_an_own_publisher_far_behind_comes_last_and_only_once(site):
    connecticut = print_values(site, default_params(site.availability, "US-CT"), ENGLISH)
    assert [value.measure_id for value in connecticut] == [
        "overdose-deaths-12m-reported",
        "ct-accidental-drug-deaths-month",
    ]
    country = print_values(site, default_params(site.availability, "US"), ENGLISH)
    assert [value.measure_id for value in country] == ["overdose-deaths-12m-reported"]


def test_of_the_newest_the_one_that_is_shown_is_printed(site):
    """British Columbia's month and its year to date end on one day: beside the chart of months stands the month."""
    chosen = {"places": ("CA-BC",), "as_of": "2026-09-30", "edition": 13}
    for measure, months in (("unregulated-deaths-month", 1), ("unregulated-deaths-ytd", 6)):
        (own, *_) = print_values(site, made.state(site, measure=measure, **chosen), ENGLISH)
        assert own.measure_id == measure
        assert own.period == {1: "June 2026", 6: "January to June 2026"}[months]
    assert own.movement == "Of 105 first figures of “Unregulated drug deaths by month”, 98 later rose and 5 fell."


def test_one_period_of_a_series_has_its_own_line_to_cite(site):
    view = made.view(site, places=("CA-BC",), as_of="2026-09-30", edition=13)
    july = print_value_of(site, view, Period.parse("2020-07"), ENGLISH)
    assert july.citation.startswith("Unregulated drug deaths by month, July 2020: 186 deaths (BC Coroners Service, ")
    assert (july.movement, july.expected) == ("", "")
    assert print_value_of(site, view, Period.parse("1990-01"), ENGLISH) is None
