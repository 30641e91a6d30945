"""One number printed with other decimals is no other number; any other number is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.printing import MIN_DECIMALS, is_reprint, is_same_value
from tests.examples import examples


@pytest.mark.parametrize(
    ("value", "other", "expected"),
    [
        (0.0233863423760524, 0.023386342, True),
        (0.023386342, 0.0233863423760524, True),
        (99.12345, 99.123451, True),
        (99.12345, 99.123456, False),
        (0.2, 0.23, False),
        (5.0, 5.3, False),
        (175.0, 186.0, False),
        (186.0, 186.0, False),
        (1e-07, 1.2e-07, True),
        (0.00001, 0.0, False),
    ],
)
def test_what_is_equal_within_the_coarser_printing(value, other, expected):
    assert is_reprint(value, other) is expected


@given(st.integers(0, 10**9), st.integers(0, 10**9))
@examples(200)
def test_whole_numbers_are_never_a_reprint(value, other):
    assert not is_reprint(float(value), float(other))


@given(st.decimals(0, 100, places=14), st.integers(MIN_DECIMALS, 13))
@examples(200)
def test_a_number_rounded_is_the_same_where_enough_decimals_are_left(number, decimals):
    shorter, longer = float(round(number, decimals)), float(number)
    assert is_reprint(shorter, longer) is is_reprint(longer, shorter)
    kept = len(repr(shorter).partition(".")[2])
    if "e" not in repr(shorter) and kept == decimals:
        assert is_reprint(shorter, longer)


@pytest.mark.parametrize(
    ("value", "other", "expected"),
    [
        (None, None, True),
        (None, 0.0, False),
        (0.0, None, False),
        (5, 5.0, True),
        (5, 6, False),
        (80.912345678, 80.91234568, True),
        (80.91, 80.9, False),
    ],
)
def test_missing_equal_and_reprinted_values_are_the_same(value, other, expected):
    assert is_same_value(value, other) is expected
