"""Exact intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.bands.binomial import exact_interval


@pytest.mark.parametrize(
    ("hits", "tries", "low", "high"),
    [(47, 59, 0.672, 0.890), (17, 22, 0.546, 0.922), (0, 10, 0.0, 0.308), (10, 10, 0.692, 1.0), (0, 0, 0.0, 1.0)],
)
def test_published_intervals(hits, tries, low, high):
    assert exact_interval(hits, tries) == (pytest.approx(low, abs=6e-4), pytest.approx(high, abs=6e-4))


@given(tries=st.integers(1, 300), data=st.data())
def test_an_interval_has_the_share_in_it_and_mirrors_that_of_the_misses(tries, data):
    hits = data.draw(st.integers(0, tries))
    low, high = exact_interval(hits, tries)
    assert 0 <= low <= hits / tries <= high <= 1
    misses = exact_interval(tries - hits, tries)
    assert (1 - misses[1], 1 - misses[0]) == (pytest.approx(low), pytest.approx(high))
