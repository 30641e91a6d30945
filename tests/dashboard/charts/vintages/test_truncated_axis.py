"""Axes that begin where the figures do: round, whole, and honest about small changes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.vintages import truncated_axis
from dashboard.i18n import get_locale
from tests.dashboard import made
from tests.dashboard.made import figure


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8))
def test_ticks_are_whole_round_the_figures_and_few(counts):
    view = made.view(made.site([figure("2020-07", "2020-08-25", 1)]))
    ticks = truncated_axis.value_ticks(view, counts)
    assert all(float(tick).is_integer() and tick >= 0 for tick in ticks)
    assert ticks[0] <= min(counts)
    assert max(counts) <= ticks[-1]
    assert 3 <= len(ticks) <= 9
    assert ticks[-1] - ticks[0] >= max(truncated_axis.MIN_RANGE_RATIO * max(counts), 5)
    low, high = truncated_axis.value_range(ticks)
    assert low < ticks[0]
    assert ticks[-1] < high


def test_no_percentage_is_more_than_100():
    share = "bc-fentanyl-detected-year"
    view = made.view(made.site([figure("2020", "2021-01-01", 99.5, measure=share)]), measure=share)
    assert truncated_axis.value_ticks(view, [99.5])[-1] == 100


def test_an_axis_begins_at_0_where_that_takes_little_room():
    view = made.view(made.site([figure("2020-07", "2020-08-25", 1)]))
    assert truncated_axis.value_ticks(view, [20, 100])[0] == 0
    assert truncated_axis.value_ticks(view, [57, 200])[0] == 50
    assert truncated_axis.value_ticks(view, [5])[0] == 0
    assert truncated_axis.value_ticks(view, [175])[0] > 100


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        ("2020-08-25", "2020-10-20", ["Sep 2020", "Oct 2020"]),
        ("2020-08-25", "2021-08-25", ["Oct 2020", "Jan 2021", "Apr 2021", "Jul 2021"]),
        ("2020-08-25", "2026-08-11", ["2021", "2022", "2023", "2024", "2025", "2026"]),
        ("2000-08-25", "2026-08-11", ["2005", "2010", "2015", "2020", "2025"]),
    ],
)
def test_months_are_named_where_few_are_covered_else_years(first, last, named):
    assert (
        list(truncated_axis.month_ticks(get_locale("en"), date.fromisoformat(first), date.fromisoformat(last)).values())
        == named
    )


@given(st.dates(date(1999, 1, 1), date(2030, 1, 1)), st.integers(31, 9000))
def test_named_days_lie_on_the_axis_and_are_few(first, days):
    last = first + timedelta(days=days)
    named = list(truncated_axis.month_ticks(get_locale("en"), first, last))
    assert all(first < day <= last and day.day == 1 for day in named)
    assert 1 <= len(named) <= truncated_axis.MAX_YEAR_TICKS


def test_below_the_lowest_value_with_words_there_is_room_for_them():
    assert truncated_axis.value_range([15, 20, 25, 30, 35], 15) == pytest.approx([11.8, 37])
    assert truncated_axis.value_range([15, 20, 25, 30, 35], 30) == [13, 37]
