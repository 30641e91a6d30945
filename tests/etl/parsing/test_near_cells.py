"""What a day or an address may have been meant to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.parsing.csv_records import DAY, URL
from etl.parsing.near_cells import near_addresses, near_days
from tests.examples import examples


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2020-9-1", ["2020-09-01"]),
        ("2020/09/21", ["2020-09-21"]),
        ("20200921", ["2020-09-21"]),
        ("21/09/2020", ["2020-09-21"]),
        ("09/10/2020", ["2020-10-09", "2020-09-10"]),
        ("September 21, 2020", ["2020-09-21"]),
        ("21 September 2020", ["2020-09-21"]),
        ("2020-02-30", ["2020-02-29"]),
        ("2021-04-31", ["2021-04-30"]),
        ("2020-13-30", []),
        ("soon", []),
        ("", []),
    ],
)
def test_days(text, days):
    assert near_days(text) == days


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("www.cbc.ca/news", ["https://www.cbc.ca/news"]),
        ("htps:/www.cbc.ca", ["https://www.cbc.ca"]),
        ("ftp://a.example/x", ["https://a.example/x"]),
        ("javascript:alert(1)", []),
        ("javascript:alert.call/1", ["https://alert.call/1"]),
        ("data:text/html,x", []),
        ("https://", []),
        ("a paper", []),
    ],
)
def test_addresses(text, addresses):
    assert near_addresses(text) == addresses


@examples(200)
@given(st.one_of(st.text(max_size=20), st.from_regex(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}", fullmatch=True)))
def test_what_is_suggested_can_be_entered(text):
    assert [day for day in near_days(text) if not is_taken(DAY, day)] == []
    assert [address for address in near_addresses(text) if not is_taken(URL, address)] == []


def is_taken(column, cell):
    try:
        column.parse(cell)
    except ValueError:
        return False
    return True
