"""Tests of revisions as reviser, ONS and OSR publish them: is the mean one nothing, and could later values be foretold?

Theil's coefficients (1958, 1966) and the share of changes that kept their direction are as the documentation of reviser
writes them down. Pairs are of an early and a later value of a period each, in the order of the periods.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import atan, cos, isnan, nan, pi, sin, sqrt

import numpy as np

from etl.core.model import Period
from etl.store.revision_paths import LAG_SPANS, DatedValues, settled_paths, value_after
from etl.store.robust_errors import Floats, error_of_mean, fit_line

MIN_TESTED = 8
"""Fewer pairs than reviser asks for are not tested."""
SIGNIFICANCE = 0.05
"""A test whose p value is lower speaks against what it tests."""
Pairs = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class PairTests:
    """How an early value stood to a later one, tested.

    ``error`` is the standard error of the mean difference, ``t`` the mean in such errors and ``p`` how probable one as
    large is where there is none; NaN where all differences are the same. ``kept_direction`` is the share of changes
    from the period before, among those compared, that have the same sign in both values. Theil's ``u1`` is 0 where they
    are equal and 1 at the most; ``u2`` is below 1 where the early value is nearer than the later one of the period
    before.
    """

    error: float
    t: float
    p: float
    kept_direction: float
    u1: float
    u2: float


@dataclass(frozen=True)
class EfficiencyTest:
    """The test of Mincer and Zarnowitz (1969) of values published so many months after the first ones, 0 for those.

    The newest value is fitted by a line of the early one. ``p`` is how probable a line so far from that of equal values
    is where the early ones are neither biased nor leave out what was to be known.
    """

    months: int
    until: int | None
    count: int
    intercept: float
    slope: float
    p: float


def pair_tests(pairs: Pairs) -> PairTests | None:
    """Test pairs of values; None of fewer than ``MIN_TESTED``."""
    if len(pairs) < MIN_TESTED:
        return None
    early, later = np.array(pairs, dtype=float).T
    differences = later - early
    error = error_of_mean(differences)
    t = float(differences.mean()) / error
    return PairTests(
        error=error,
        t=t,
        p=two_sided_p(t, len(pairs) - 1),
        kept_direction=float((np.sign(np.diff(early)) == np.sign(np.diff(later))).mean()),
        u1=_root_mean_square(differences) / (_root_mean_square(later) + _root_mean_square(early)),
        u2=_theil_u2(early, later),
    )


def efficiency_tests(paths: Mapping[Period, DatedValues]) -> Iterator[EfficiencyTest]:
    """Yield the test of each age of which there are enough values: those of settled periods, before their newest."""
    settled = settled_paths(paths).values()
    for months, until in ((0, None), *LAG_SPANS):
        early_values = ((value_after(path[:-1], months, until), path[-1][1]) for path in settled)
        pairs = [(early, newest) for early, newest in early_values if early is not None]
        test = _test_efficiency(pairs, months, until) if len(pairs) >= MIN_TESTED else None
        if test:
            yield test


def first_efficient(tests: Sequence[EfficiencyTest]) -> EfficiencyTest | None:
    """Return the earliest of which the test does not say that the newest value could have been foretold."""
    return next((test for test in tests if test.p > SIGNIFICANCE), None)


def _test_efficiency(pairs: Pairs, months: int, until: int | None) -> EfficiencyTest | None:
    early, later = np.array(pairs, dtype=float).T
    if np.array_equal(early, later):
        return EfficiencyTest(months, until, len(pairs), 0, 1, 1)
    line = fit_line(early, later)
    if line is None:
        return None
    off = np.array([line.intercept, line.slope - 1])
    freedom = len(pairs) - 2
    ratio = float(off @ np.linalg.solve(line.covariance, off))
    p = (1 + ratio / freedom) ** (-freedom / 2)
    return EfficiencyTest(months, until, len(pairs), line.intercept, line.slope, p)


def _root_mean_square(values: Floats) -> float:
    return sqrt(float((values**2).mean()))


def _theil_u2(early: Floats, later: Floats) -> float:
    """Compare errors with the changes from the period before, both as shares of its later value; NaN without any."""
    before = later[:-1]
    if not before.all() or not np.diff(later).any():
        return nan
    return _root_mean_square((early[1:] - later[1:]) / before) / _root_mean_square(np.diff(later) / before)


def two_sided_p(t: float, freedom: int) -> float:
    """Return how probable a Student's t as far from 0 is, with whole degrees of freedom; NaN of NaN.

    The sums are 26.7.3 and 26.7.4 of Abramowitz and Stegun (1964).
    """
    if isnan(t):
        return nan
    angle = atan(abs(t) / sqrt(freedom))
    is_odd = freedom % 2
    term, total = (cos(angle), 0.0) if is_odd else (1.0, 0.0)
    for step in range(2 + is_odd, freedom + 1, 2):
        total += term
        term *= cos(angle) ** 2 * (step - 1) / step
    within = sin(angle) * total
    return max(0.0, 1 - (2 / pi * (angle + within) if is_odd else within))
