"""How long a source usually goes without a release, and whether it has now gone on for longer."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import registry
from etl.store.release_gaps import GapBasis, LongGap, long_gap_days, release_gaps, usual_gap_days

SOURCE = registry.source("ca-bc-coroners")
DAYS = [date(2020, month, 15) for month in range(1, 7)]
some_days = st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), min_size=21, max_size=60, unique=True)


def days_apart(*gaps):
    """Release days with these numbers of days between them."""
    return [date(2020, 1, 1) + timedelta(days=sum(gaps[:number])) for number in range(len(gaps) + 1)]


def test_the_usual_gap_is_the_publishers_where_it_names_one():
    assert usual_gap_days(SOURCE, DAYS) == usual_gap_days(SOURCE, [*DAYS, DAYS[0]]) == 31
    assert usual_gap_days(SOURCE, DAYS[:5]) is None
    assert usual_gap_days(replace(SOURCE, days_between_releases=7), DAYS) == 7


@pytest.mark.parametrize("own", [None, 7])
def test_of_a_series_that_has_ended_no_release_is_expected(own):
    gaps = release_gaps(replace(SOURCE, days_between_releases=own, ended_on=DAYS[-1]), days_apart(*[30] * 25))
    assert (gaps.usual_days, gaps.long_days, gaps.basis, gaps.next_expected) == (None, None, None, None)
    assert not gaps.is_overdue(date(2040, 1, 1))


@pytest.mark.parametrize(
    ("gaps", "own", "expected"),
    [
        ([30] * 19 + [90], None, 30),  # the 19th of 20 is the 95th of 100
        ([30] * 18 + [60, 90], None, 60),
        ([30] * 18 + [90], None, 60),  # too few for a percentile: twice the usual
        ([30] * 19 + [90], 7, 14),  # the publisher names its gap
        ([30] * 4, None, None),
    ],
)
def test_a_long_gap_is_longer_than_95_of_100(gaps, own, expected):
    assert long_gap_days(replace(SOURCE, days_between_releases=own), days_apart(*gaps)) == expected


def test_a_silence_is_set_beside_the_last_one_as_long():
    days = days_apart(*[30] * 15, 10, 90, 20, 60, 30, 30)
    gaps = release_gaps(SOURCE, days)
    assert (gaps.usual_days, gaps.long_days, gaps.next_expected) == (30, 60, days[-1] + timedelta(days=30))
    assert gaps.records == (LongGap(days[21], 30), LongGap(days[19], 60), LongGap(days[17], 90))
    after = {age: gaps.last_as_long(days[-1] + timedelta(days=age)) for age in (30, 31, 60, 61, 90, 91)}
    assert [gap and gap.days for gap in after.values()] == [30, 60, 60, 90, 90, None]
    assert not gaps.is_overdue(days[-1] + timedelta(days=60))
    assert gaps.is_overdue(days[-1] + timedelta(days=61))


@pytest.mark.parametrize(
    ("number", "own", "basis"),
    [(30, None, GapBasis.GAPS), (30, 30, GapBasis.PUBLISHER), (10, None, GapBasis.MEDIAN), (3, None, None)],
)
def test_long_gaps_are_told_of_gaps_alone(number, own, basis):
    """Where the publisher names its gap, or few releases are held, a long one is a release that is not held."""
    gaps = release_gaps(replace(SOURCE, days_between_releases=own), days_apart(*[30] * number))
    assert (gaps.basis, bool(gaps.records)) == (basis, basis is GapBasis.GAPS)


@given(some_days, st.integers(0, 4000))
def test_the_last_gap_as_long_is_the_newest_that_is(days, age):
    """The records say what a search of all gaps would."""
    gaps, ordered = release_gaps(SOURCE, days), sorted(set(days))
    as_long = [day for before, day in pairwise(ordered) if (day - before).days >= age]
    newest = gaps.last_as_long(ordered[-1] + timedelta(days=age))
    assert (newest and newest.ended_on) == (as_long[-1] if as_long else None)
