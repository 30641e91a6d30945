"""Ranges of invented triangles hold as many values as they are meant to."""

import numpy as np
import pytest

from etl.bands.binomial import exact_interval
from etl.bands.checks import AGE_CLASS_DAYS, are_enough, run_backtest
from etl.bands.silences import Checks
from tests.etl.bands.triangles import record, triangle

MONTHS = 320
"""Enough for 200 first values with a range, where half the statements are missing with twice as many."""


def fixed(age, _short):
    """A known delay: 90 % at first, all after a year."""
    return 1 - 0.1 * np.exp(-age / 150)


def delayed(age, short):
    return 1 - short * np.exp(-age / 150)


def batched(age, short):
    """Nothing is added for months, and then all at once."""
    return delayed(age // 120 * 120 + 15, short)


def falling(age, short):
    """Later exclusions make figures smaller."""
    return 2 - delayed(age, short)


@pytest.mark.parametrize(
    ("share_at", "kept"),
    [(delayed, 1.0), (batched, 1.0), (falling, 1.0), (delayed, 0.5)],
    ids=["delays", "batches", "exclusions", "missing releases"],
)
def test_ranges_hold_80_of_100_and_50_of_100(share_at, kept):
    backtest = run_backtest(record(triangle(round(MONTHS / kept), share_at, kept=kept, seed=2)))
    chosen = backtest.has_range & (backtest.values.age <= AGE_CLASS_DAYS)
    count = int(chosen.sum())
    assert count >= 200
    for share, low, high in ((0.8, 0, 4), (0.5, 1, 3)):
        least, most = exact_interval(int(backtest.is_within(low, high)[chosen].sum()), count)
        assert least <= share <= most


def test_a_delay_that_is_known_is_met_by_the_middle():
    backtest = run_backtest(record(triangle(120, fixed, seed=2, mean=5000)))
    middle, later = backtest.ranges.quantiles[:, 2], backtest.values.later
    assert np.abs(middle / later - 1)[backtest.has_range].max() < 0.02
    assert np.abs(backtest.values.value / later - 1)[backtest.has_range].max() > 0.05


def test_of_a_period_one_value_is_checked_for_each_class_of_ages():
    values = run_backtest(record(triangle(60, fixed))).values
    classes = list(zip(values.cell, (values.age - 1) // AGE_CLASS_DAYS, strict=True))
    assert len(set(classes)) == len(classes) > 200


@pytest.mark.parametrize(
    ("checks", "enough"),
    [
        (Checks(30, 24, 3), True),
        (Checks(29, 24, 3), False),
        (Checks(30, 24, 2), False),
        (Checks(30, 19, 3), True),
        (Checks(30, 18, 3), False),
        (Checks(30, 30, 3), True),
        (Checks(0, 0, 0), False),
    ],
)
def test_ranges_are_given_after_enough_checks_that_do_not_exclude_80_of_100(checks, enough):
    assert are_enough(checks) is enough
