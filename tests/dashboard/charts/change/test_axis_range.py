"""The axis of changes has room for what is drawn, and for the words of what lies beyond its end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.change.axis_range import MIN_AXIS_REACH, fit_axis_range

CHANGES = st.lists(st.floats(-1, 1), max_size=20)


@given(CHANGES, st.floats(120, 800), st.floats(1, 40), st.floats(0, 60))
def test_everything_drawn_lies_within_and_words_right_of_zero(changes, width, padding, beyond):
    start, end = fit_axis_range(changes, width, padding, beyond)
    assert start < min([-MIN_AXIS_REACH, *changes])
    assert end > max([MIN_AXIS_REACH, *changes])
    assert end / (end - start) * width >= beyond - 1e-6


def test_without_words_beyond_it_the_axis_is_as_long_as_what_is_drawn():
    assert fit_axis_range([-0.4, 0.2], 100, 20, 0) == (pytest.approx(-0.6), pytest.approx(0.4))
