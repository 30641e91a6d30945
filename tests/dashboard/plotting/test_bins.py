"""Classes of figures: round limits, the same for the eye and for the key."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.plotting.bins import MOST, classes, of_views
from dashboard.text.i18n import get_locale
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
    assert " | ".join(key.words for key in classes(figures, digits).keys(ENGLISH)) == words


def test_their_key_in_french():
    keys = classes([1400.0, 2000.0, 2600.0, 3300.0, 5000.0], 1).keys(FRENCH)
    assert [key.words for key in keys][:2] == ["moins de 2\u00a0000", "2\u00a0000 à 2\u00a0499,9"]
    assert [key.look for key in keys] == [f"heat-{number}" for number in range(1, len(keys) + 1)]


@pytest.mark.parametrize(("drawn", "digits"), [(COUNTS, 0), (RATES, 1)], ids=["counts", "rates"])
def test_any_figures_fall_into_at_most_six_classes_in_their_order(drawn, digits):
    @given(drawn)
    def holds(figures):
        found = classes(figures, digits)
        assert len(found.limits) < MOST
        assert list(found.limits) == sorted(set(found.limits))
        assert all(round(limit, digits) == limit > 0 for limit in found.limits)
        for one in figures:
            step = found.of(one)
            assert step == 0 or found.limits[step - 1] <= round(one, digits)
            assert step == len(found.limits) or round(one, digits) < found.limits[step]

    holds()


@given(COUNTS)
def test_both_outer_classes_hold_something(figures):
    found = classes(figures, 0)
    assume(found.limits)
    steps = {found.of(one) for one in figures if one}
    assert {0, len(found.limits)} <= steps


def test_a_rate_is_in_the_class_that_its_written_figure_names():
    found = classes([5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0], 1)
    assert found.limits[0] == 10
    assert found.of(9.96) == found.of(10.0) == 1
    assert found.of(9.94) == 0


def test_classes_are_the_same_whatever_the_day():
    over = made.site([
        *(figure(f"2020-{month:02}", "2021-01-31", 10 * month) for month in range(1, 13)),
        *(figure(f"2020-{month:02}", "2022-01-31", 20 * month) for month in range(1, 13)),
    ])  # fmt: skip
    then, now = made.view(over, as_of="2021-06-30"), made.view(over)
    assert then.points != now.points
    assert of_views([then]) == of_views([now])
