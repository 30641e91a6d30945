"""The text of an option is read as a value, or refused with what was expected."""

from datetime import date

import pytest

from dashboard.charts.registry import CHARTS
from dashboard.dataset.dataset import Dataset
from dashboard.errors import InvalidParameter
from dashboard.params.option_parsers import close_matches, parse_dimension, parse_places, parse_values

LANGUAGES = ("en", "fr")


@pytest.mark.parametrize(
    ("option", "text", "value"),
    [
        ("measure", "any-text", "any-text"),
        ("group", "sex:male", "sex:male"),
        ("unit", "rate", "rate"),
        ("window", "12", 12),
        ("start", "2020-07", date(2020, 7, 1)),
        ("end", "2020-07", date(2020, 7, 1)),
        ("as_of", "2020-08-25", date(2020, 8, 25)),
        ("edition", "3", 3),
        ("notes", "0", False),
        ("notes", "1", True),
        ("kinds", "none", ()),
        ("kinds", "event,blog", ("blog", "event")),
        ("lang", "fr", "fr"),
    ],
)
def test_a_text_is_read_as_a_value(option, text, value):
    assert parse_values({option: text}, LANGUAGES) == {option: value}


def test_options_that_depend_on_the_chart_are_left_to_others():
    assert parse_values({"places": "CA-BC", "window": "1"}, LANGUAGES) == {"window": 1}


def test_a_language_is_one_of_those_that_there_are():
    with pytest.raises(InvalidParameter, match=r"^lang=fr: expected en"):
        parse_values({"lang": "fr"}, ("en",))


def test_places_are_taken_once_and_as_many_as_fit(held):
    availability = Dataset(held).availability
    compare, trend = CHARTS["compare"].options, CHARTS["trend"].options
    assert parse_places("CA-BC,CA-AB,CA-BC", availability, compare) == ("CA-BC", "CA-AB")
    assert parse_places(None, availability, compare) == ()
    with pytest.raises(InvalidParameter, match="expected one place"):
        parse_places("CA-BC,CA-AB", availability, trend)
    with pytest.raises(InvalidParameter, match=r"Did you mean CA-BC"):
        parse_places("ca-bc", availability, trend)


def test_a_dimension_is_one_of_those_that_there_are():
    assert [parse_dimension(text) for text in ("", "sex")] == ["", "sex"]
    with pytest.raises(InvalidParameter, match=r"^group=sexx: expected place or sex .* Did you mean sex\?"):
        parse_dimension("sexx")


def test_close_matches_are_three_at_most():
    assert close_matches("blogs", ["blog", "news"]) == ["blog"]
    assert len(close_matches("place1", ["place2", "place3", "place4", "place5"])) == 3
