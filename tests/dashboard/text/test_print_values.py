"""Which value to print: the newest of the place's own publisher, then the country's, each with a line to cite it."""

import pytest

from dashboard.i18n import get_locale
from dashboard.text.print_values import print_values
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


def test_as_of_a_past_day_it_is_the_newest_of_that_day(site):
    (own, *_) = print_values(site, made.state(site, places=("CA-BC",), as_of="2020-08-25", edition=13), ENGLISH)
    assert own.period in {"July 2020", "January to July 2020"}


def test_of_a_place_of_which_nothing_is_held_there_is_none(site):
    assert print_values(site, made.state(site, places=("GB",), as_of="2026-09-30", edition=13), ENGLISH) == ()


@pytest.mark.parametrize(
    ("address", "expected"), [("trend", True), ("vintages", True), ("compare", False), ("map", False)]
)
def test_the_page_of_a_place_has_the_box_and_that_of_several_has_not(client, address, expected):
    assert ("Which figure to print" in client.get(f"/chart/{address}").text) is expected
