"""Intervals by place."""

import numpy as np
import pytest

from etl.bands.binomial import exact_interval
from etl.bands.place_draws import MIN_PLACES, interval_by_place


def width(interval):
    return interval[1] - interval[0]


def test_figures_that_miss_together_tell_less_than_as_many_independent_ones():
    place = np.repeat(np.arange(40), 20)
    together = interval_by_place(place % 5 > 0, place)
    apart = interval_by_place(np.arange(800) % 5 > 0, place)
    assert apart == (0.8, 0.8)  # each place has the same share, so that no draw changes it
    assert together[0] < 0.8 < together[1]
    assert width(together) > 3 * width(exact_interval(640, 800))
    assert together == interval_by_place(place % 5 > 0, place)


def test_single_figures_of_many_places_have_about_the_exact_interval():
    hits = np.random.default_rng(7).random(400) < 0.8
    by_place, exact = interval_by_place(hits, np.arange(400)), exact_interval(int(hits.sum()), 400)
    assert by_place == pytest.approx(exact, abs=0.01)


def test_few_places_are_not_drawn_from():
    place = np.repeat(np.arange(MIN_PLACES - 1), 9)
    assert interval_by_place(place > 2, place) is None
