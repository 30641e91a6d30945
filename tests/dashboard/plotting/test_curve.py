"""What is drawn over time as one band, and how high it is between days."""

from datetime import date

import pytest

from dashboard.plotting.curve import Curve, curve_of

LINES = [
    {"name": "now", "x": ["2020-01-01", "2020-02-01", "2020-03-01"], "y": [12, 25, 30]},
    {"name": "settled", "x": ["2020-01-01", "2020-02-01"], "y": [10, None]},
    {"name": "labels", "x": ["2020-01-01"], "y": [0]},
    {"name": "writings", "x": ["2020-01-01"], "y": [3], "yaxis": "y2"},
]
BAND = Curve(("2020-01-01", "2020-02-01", "2020-03-01"), (10, 25, 30), (12, 25, 30))


def test_a_band_is_from_the_lowest_to_the_highest_on_each_day():
    assert curve_of(LINES) == BAND
    assert curve_of([]) == Curve((), (), ())


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2020, 1, 10), date(2020, 1, 20), (10, 25)),
        (date(2020, 1, 1), date(2020, 1, 1), (10, 12)),
        (date(2020, 2, 2), date(2021, 1, 1), (25, 30)),
        (date(2019, 1, 1), date(2019, 2, 1), (10, 12)),
    ],
)
def test_a_span_reaches_to_the_days_around_it(first, last, expected):
    assert BAND.between(first, last) == expected


def test_no_curve_has_no_height():
    assert Curve((), (), ()).between(date(2020, 1, 1), date(2020, 2, 1)) is None
    assert Curve((), (), ()).height_at(date(2020, 1, 1)) == 0


@pytest.mark.parametrize(
    ("day", "height"), [("2020-01-01", 12), ("2020-02-15", 25 + 5 * 14 / 29), ("2019-01-01", 12), ("2021-01-01", 30)]
)
def test_between_two_days_it_is_on_their_line(day, height):
    assert BAND.height_at(date.fromisoformat(day)) == pytest.approx(height)


def test_an_edge_ends_where_what_is_counted_changed():
    cut = {"name": "settled", "x": ["2020-01-01", "2020-02-01", "2020-02-01"], "y": [10, None, 60]}
    first, later = date(2020, 1, 1), date(2020, 2, 1)
    assert list(curve_of([cut]).edges(first, later)) == [[(first, 10)], [(first, 10)], [(later, 60)], [(later, 60)]]


def test_edges_of_a_span_begin_before_it_and_end_after_it():
    days = [date(2020, month, 1) for month in range(1, 6)]
    line = {"name": "settled", "x": [day.isoformat() for day in days], "y": [1, 2, 3, 4, 5]}
    low, high = curve_of([line]).edges(date(2020, 2, 10), date(2020, 3, 10))
    assert low == high == [(days[1], 2), (days[2], 3), (days[3], 4)]
