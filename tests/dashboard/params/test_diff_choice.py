"""What two moments are compared is read from an address as it was written there."""

from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import InvalidParameter
from dashboard.params.diff_choice import FILTERS, DiffChoice, format_diff, parse_diff
from etl.store.differences import Change, Moment

PLACES = ("CA-BC", "US-ME")
NEWEST = Moment(date(2026, 8, 11), 13)
TEXTS = {
    "source": st.sampled_from(["ca-bc-coroners", "us-me-ocme,ca-phac"]),
    "measure": st.just("unregulated-deaths-month"),
    "places": st.sampled_from([*PLACES, ",".join(PLACES)]),
    "group": st.sampled_from(["all", "sex:male,sex:female"]),
}
MOMENTS = st.builds(Moment, st.dates(), st.none() | st.integers(1, 13))


@given(MOMENTS, MOMENTS, st.fixed_dictionaries({}, optional=TEXTS), st.sampled_from(["", *Change]))
def test_a_choice_is_read_as_it_was_written(before, after, filters, change):
    choice = parse_diff(
        dict(parse_qsl(format_diff(DiffChoice(before, after, filters=filters, change=change), "en"))), NEWEST, PLACES
    )
    assert (choice.before, choice.after, choice.filters, choice.change) == (before, after, filters, change)
    assert choice.swapped.swapped == choice
    pinned = choice.pinned(13)
    assert pinned.before.edition == (before.edition or 13)
    assert set(choice.rows.codes) == {"place" if name == "places" else name for name in filters if name in FILTERS}


def test_without_days_it_is_the_year_before_the_newest():
    choice = parse_diff({}, NEWEST, PLACES)
    assert (choice.before, choice.after) == (Moment(date(2025, 8, 11)), Moment(date(2026, 8, 11)))
    assert parse_diff({"to": "0001-01-01"}, NEWEST, PLACES).before.day == date.min


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("from", "yesterday", "a day such as 2020-08-25"),
        ("to", "2020-13-01", "a day such as 2020-08-25"),
        ("from_edition", "14", "a number from 1 to 13"),
        ("to_edition", "0", "a number from 1 to 13"),
        ("to_edition", "x", "a number from 1 on"),
        ("change", "raise", "Did you mean raised"),
        ("places", "CA-BB", "Did you mean CA-BC"),
        ("group", "sex:none", "a group such as sex:male"),
    ],
)
def test_what_cannot_be_is_refused_by_name(option, value, expected):
    with pytest.raises(InvalidParameter, match=expected) as refused:
        parse_diff({option: value}, NEWEST, PLACES)
    assert refused.value.option == option
