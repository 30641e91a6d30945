"""Classes of figures: round limits, the same for the eye and for the key."""

import itertools
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.i18n import get_locale
from dashboard.plotting.bins import MAX_BINS, bins_of_views, make_bins, make_peak_bins
from tests.dashboard import made
from tests.dashboard.made import figure

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
COUNTS = st.lists(st.integers(0, 100_000), max_size=60)
MONTHS = [16, 31, 73, 126, 159, 196, 241]
STATES = [5.7, 13.6, 18.3, 23.2, 29.8, 37.4, 93.8]
RATES = st.lists(st.floats(0, 500), max_size=60)


@pytest.mark.parametrize(
    ("figures", "digits", "words"),
    [
        (MONTHS, 0, "under 40 | 40 to 79 | 80 to 119 | 120 to 159 | 160 to 199 | 200 or more"),
        (STATES, 1, "under 15 | 15 to 19.9 | 20 to 24.9 | 25 to 29.9 | 30 to 34.9 | 35 or more"),
        ([1, 1, 2, 3, 3, 3], 0, "under 2 | 2 | 3 or more"),
        ([7, 7, 7], 0, ""),
        ([7], 0, ""),
        ([0, 0], 0, ""),
        ([], 0, ""),
        ([0.02, 0.04], 1, ""),
    ],
)  # fmt: skip
def test_classes_have_round_limits(figures, digits, words):
    assert " | ".join(key.label for key in make_bins(figures, digits).legend_labels(ENGLISH)) == words


@pytest.mark.parametrize(
    ("figures", "digits", "words"),
    [
        (MONTHS, 0, "under 80 | 80 to 119 | 120 to 159 | 160 to 199 | 200 to 239 | 240 or more"),
        ([120, 250, 539], 0, "under 300 | 300 to 349 | 350 to 399 | 400 to 449 | 450 to 499 | 500 or more"),
        (STATES, 1, "under 20 | 20 to 39.9 | 40 to 59.9 | 60 to 79.9 | 80 or more"),
        ([1, 2, 2, 3], 0, "under 2 | 2 | 3 or more"),
        ([7, 7, 7], 0, ""),
        ([0, 0], 0, ""),
    ],
)  # fmt: skip
def test_classes_counted_from_the_peak(figures, digits, words):
    assert " | ".join(key.label for key in make_peak_bins(figures, digits).legend_labels(ENGLISH)) == words


@given(st.lists(st.integers(0, 5_000), max_size=60))
def test_the_highest_is_in_the_last_class_and_the_lowest_in_the_first(figures):
    found = make_peak_bins(figures, 0)
    assume(found.lower_bounds)
    positive = [figure for figure in figures if figure]
    assert (found.index_of(min(positive)), found.index_of(max(positive))) == (0, len(found.lower_bounds))
    widths = {after - before for before, after in itertools.pairwise(found.lower_bounds)}
    assert len(widths) <= 1
    assert max(positive) - found.lower_bounds[-1] < (widths or {math.inf}).pop()


def test_their_key_in_french():
    keys = make_bins([1400.0, 2000.0, 2600.0, 3300.0, 5000.0], 1).legend_labels(FRENCH)
    assert [key.label for key in keys][:2] == ["moins de 2\u00a0000", "2\u00a0000 à 2\u00a0499,9"]
    assert [key.css_class for key in keys] == [f"heat-{number}" for number in range(1, len(keys) + 1)]


@pytest.mark.parametrize(("drawn", "digits"), [(COUNTS, 0), (RATES, 1)], ids=["counts", "rates"])
def test_any_figures_fall_into_at_most_six_classes_in_their_order(drawn, digits):
    @given(drawn)
    def holds(figures):
        found = make_bins(figures, digits)
        assert len(found.lower_bounds) < MAX_BINS
        assert list(found.lower_bounds) == sorted(set(found.lower_bounds))
        assert all(round(limit, digits) == limit > 0 for limit in found.lower_bounds)
        for one in figures:
            step = found.index_of(one)
            assert step == 0 or found.lower_bounds[step - 1] <= round(one, digits)
            assert step == len(found.lower_bounds) or round(one, digits) < found.lower_bounds[step]

    holds()


@given(COUNTS)
def test_both_outer_classes_hold_something(figures):
    found = make_bins(figures, 0)
    assume(found.lower_bounds)
    steps = {found.index_of(one) for one in figures if one}
    assert {0, len(found.lower_bounds)} <= steps


def test_a_rate_is_in_the_class_that_its_written_figure_names():
    found = make_bins([5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0], 1)
    assert found.lower_bounds[0] == 10
    assert found.index_of(9.96) == found.index_of(10.0) == 1
    assert found.index_of(9.94) == 0


def test_classes_are_the_same_whatever_the_day():
    over = made.site([
        *(figure(f"2020-{month:02}", "2021-01-31", 10 * month) for month in range(1, 13)),
        *(figure(f"2020-{month:02}", "2022-01-31", 20 * month) for month in range(1, 13)),
    ])  # fmt: skip
    then, now = made.view(over, as_of="2021-06-30"), made.view(over)
    assert then.observations != now.observations
    assert bins_of_views([then]) == bins_of_views([now])
