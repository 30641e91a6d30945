"""Whether a number is the one that a text quotes: every word of it, and both sides of each limit."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from etl.claims.agreement import agrees, grain, half_digit
from etl.core.quotation import Comparator
from tests.etl.claims.made import quote

PERCENT = {"kind": "change", "unit": "percent"}


@pytest.mark.parametrize(
    ("comparator", "quoted", "agreeing", "others"),
    [
        ("", 175, [175], [174, 176]),
        ("", 170, [170], [171]),
        ("", 909, [909], [900]),
        ("", 0, [0], [3]),
        ("", 900, [900, 909, 878, 922], [877, 923, 959]),
        ("rounded", 92000, [91694, 91500, 92500], [91499, 92501]),
        ("rounded", 110000, [112750], [112751]),
        ("about", 14000, [13580, 14420], [13579, 14421]),
        ("about", 92000, [91694, 91000], [90900, 93100]),
        ("about", 175, [174, 176], [173, 178]),
        ("more_than", 170, [171, 10_000], [170, 169]),
        ("more_than", 2500, [2511], [2500]),
        ("more_than", 1013, [1013], [1014]),
        ("at_least", 11195, [11195], [11196, 11403]),
        ("at_least", 11000, [11000, 12000], [10999]),
        ("nearly", 4600, [4600, 4370], [4369, 4601]),
        ("fewer_than", 100, [99, 0], [100]),
    ],
)
def test_counts(comparator, quoted, agreeing, others):
    quotation = quote("2020", quoted, comparator=comparator)
    assert [value for value in agreeing if not agrees(quotation, value)] == []
    assert [value for value in others if agrees(quotation, value)] == []


@pytest.mark.parametrize(
    ("comparator", "quoted", "agreeing", "others"),
    [
        ("", 116, [115.5, 116.5], [115.4, 116.6]),
        ("", 31.5, [31.48, 31.54], [31.4, 31.56]),
        ("", -15, [-14.6, -15.04], [15, -13.4]),
        ("about", -21, [-20.66, -22], [-22.1]),
        ("more_than", 25, [25.1], [25]),
        ("at_least", 25, [24.5], [24.4]),
        ("nearly", 17, [16.03, 17.4], [15.9, 17.5]),
        ("nearly", -16, [-16.3], [16.3]),
        ("fewer_than", 10, [9.9], [10]),
    ],
)
def test_percentages(comparator, quoted, agreeing, others):
    quotation = quote("2020", quoted, comparator=comparator, **PERCENT)
    assert [value for value in agreeing if not agrees(quotation, value)] == []
    assert [value for value in others if agrees(quotation, value)] == []


def test_between_two_numbers_and_falls_between_two():
    doubled = quote("2020", 90, comparator="between", value_to=120, **PERCENT)
    assert [agrees(doubled, value) for value in (89.9, 90, 111.7, 120, 125.4)] == [False, True, True, True, False]
    fall = quote("2020", -20, comparator="between", value_to=-30, **PERCENT)
    assert [agrees(fall, value) for value in (-19, -25, 25)] == [False, True, False]


def test_a_rate_is_within_what_another_population_makes_and_a_mean_within_its_last_digit():
    rate = quote("2020-01/2020-07", 30.5, "rate", unit="per_100k_year")
    assert [agrees(rate, value) for value in (30.16, 31.0, 31.1, 31.8)] == [True, True, False, False]
    for comparator in ("", "about"):
        mean = quote("2020-07", 5.6, "mean", unit="deaths_per_day", comparator=comparator)
        assert [agrees(mean, value) for value in (5.645, 5.66, 6.0)] == [True, False, False]


def test_a_large_sum_of_several_releases_is_allowed_a_two_hundredth():
    quotation = quote("2016-04/2023-10", 13317, "cumulative")
    assert not agrees(quotation, 13252)
    assert agrees(quotation, 13252, is_indicative_sum=True)
    assert not agrees(quotation, 13396, is_indicative_sum=True)
    assert not agrees(quote("2020", 905), 909, is_indicative_sum=True)


@pytest.mark.parametrize(
    ("number", "place", "half"), [(175, 1, 0.5), (170, 10, 0.5), (107_600, 100, 0.5), (31.5, 1, 0.05), (0, 1, 0.5)]
)
def test_the_last_digit_of_a_number(number, place, half):
    assert grain(number if number != 31.5 else 31) == place
    assert half_digit(number) == pytest.approx(half)


BOUNDS = [Comparator.MORE_THAN, Comparator.FEWER_THAN]


@given(st.integers(-(10**6), 10**6), st.sampled_from([each for each in Comparator if each not in BOUNDS]))
def test_the_very_number_agrees_whatever_the_words(value, comparator):
    for kind, unit in (("value", "deaths"), ("change", "percent"), ("change", "deaths"), ("rate", "per_100k_year")):
        quotation = quote("2020", value, kind, unit=unit, comparator=comparator, value_to=value)
        assert agrees(quotation, value)


@given(st.integers(1, 10**6), st.floats(0, 10**6), st.floats(0, 10**6))
def test_what_lies_between_two_numbers_that_agree_agrees(value, low, high):
    assume(low <= high)
    for comparator in Comparator:
        quotation = quote("2020", value, comparator=comparator)
        if agrees(quotation, low) and agrees(quotation, high):
            assert agrees(quotation, (low + high) / 2)


@given(st.integers(1, 10**6), st.floats(0, 2 * 10**6))
def test_a_fall_agrees_as_the_rise_of_its_size(value, published):
    for comparator in Comparator:
        rise = quote("2020", value, comparator=comparator, **PERCENT)
        fall = quote("2020", -value, comparator=comparator, **PERCENT)
        assert agrees(rise, published) == agrees(fall, -published)
