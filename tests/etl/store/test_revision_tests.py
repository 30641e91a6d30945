"""Tests of revisions equal those of reviser, and say nothing where there is too little."""

import csv
from datetime import timedelta
from math import isnan
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.model import Period
from etl.store.revision_tests import efficiency_tests, first_efficient, pair_tests, two_sided_p

FIXTURES = Path(__file__).parents[2] / "fixtures" / "reviser"
EXACT = 1e-6
RELEASES = {"release_0": 0, "release_1": 40, "release_3": 100, "release_6": 200, "release_12": 400, "release_24": 800}
"""A day after the first one on which each is published, by which it is found again."""


def rows_of(name):
    with (FIXTURES / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("expected", rows_of("pairs.expected"), ids=lambda row: f"{row['series']} {row['months']}")
def test_errors_and_coefficients_are_those_of_reviser(expected):
    chosen = [row for row in rows_of("pairs") if all(row[key] == expected[key] for key in ("series", "months"))]
    tests = pair_tests([(float(row["value"]), float(row["final_value"])) for row in chosen])
    number = int(expected["n"])
    assert tests.t * tests.error == pytest.approx(float(expected["mean"]), abs=EXACT)
    assert tests.error == pytest.approx(float(expected["error"]), rel=EXACT)
    assert tests.p == pytest.approx(float(expected["robust_p"]), rel=EXACT, abs=1e-14)
    assert tests.u1 == pytest.approx(float(expected["u1"]), rel=EXACT)
    assert tests.u2 == pytest.approx(float(expected["u2_of_documentation"]), rel=EXACT)
    assert tests.kept_direction * (number - 1) == pytest.approx(float(expected["correct_growth"]) * number)


@pytest.mark.parametrize("series", ["bc-months", "us-12-months", "ca-on-quarters"])
def test_efficient_releases_are_those_of_reviser(series):
    tests = {test.months: test for test in efficiency_tests(paths_of(series))}
    expected = {row["release"]: row for row in rows_of("releases.expected") if row["series"] == series}
    for release, row in expected.items():
        test = tests[int(release.removeprefix("release_"))]
        assert (test.count, test.intercept, test.slope, test.p) == pytest.approx(
            tuple(float(row[key]) for key in ("n", "intercept", "slope", "p")), rel=EXACT
        )
    efficient = next(int(name.removeprefix("release_")) for name, row in expected.items() if float(row["p"]) > 0.05)
    assert first_efficient(list(tests.values())).months == efficient


def paths_of(series):
    """Return the paths of the periods of ``releases.csv``: each release on its day, the newest two years later."""
    paths = {}
    for number, row in enumerate(row for row in rows_of("releases") if row["series"] == series):
        period = Period.month(1900 + number // 12, number % 12 + 1)
        early = [(period.end + timedelta(days=10 + days), row[name]) for name, days in RELEASES.items() if row[name]]
        newest = (period.end + timedelta(days=2000), float(row["final"]))
        paths[period] = [*((day, float(value)) for day, value in early), newest]
    return paths


def test_values_that_never_moved_are_efficient_and_have_no_error():
    period_paths = {
        period: [(period.end + timedelta(days=days), value) for days in (10, 500)]
        for period, value in ((Period.month(2020, month), float(month)) for month in range(1, 9))
    }
    (test,) = efficiency_tests(period_paths)
    assert (test.months, test.intercept, test.slope, test.p) == (0, 0, 1, 1)
    tests = pair_tests([(value, value) for value in range(1, 9)])
    assert isnan(tests.error)
    assert isnan(tests.p)
    assert (tests.u1, tests.u2, tests.kept_direction) == (0, 0, 1)


def test_periods_that_are_not_a_year_old_and_pairs_that_are_too_few_are_not_tested():
    young = {
        period: [(period.end + timedelta(days=days), 10.0 + days) for days in (10, 300)]
        for period in (Period.month(2020, month) for month in range(1, 13))
    }
    assert not list(efficiency_tests(young))
    assert first_efficient([]) is None
    assert pair_tests([(1.0, 2.0)] * 7) is None


@pytest.mark.parametrize(
    ("t", "freedom", "p"), [(12.7062, 1, 0.05), (4.3027, 2, 0.05), (2.3060, 8, 0.05), (2.5758, 10**4, 0.01), (0, 5, 1)]
)
def test_the_tails_of_students_t_are_those_of_the_tables(t, freedom, p):
    assert two_sided_p(t, freedom) == pytest.approx(p, abs=2e-5)
    assert two_sided_p(-t, freedom) == two_sided_p(t, freedom)


@given(
    st.lists(st.tuples(st.integers(1, 500), st.integers(0, 500)), min_size=8, max_size=60),
    st.sampled_from([0.25, 2, 8]),
)
def test_errors_grow_with_the_values_and_shares_stay(pairs, factor):
    tests, larger = pair_tests(pairs), pair_tests([(factor * early, factor * later) for early, later in pairs])
    assert 0 <= min(tests.u1, tests.kept_direction) <= max(tests.u1, tests.kept_direction) <= 1
    assert larger.error == pytest.approx(factor * tests.error, nan_ok=True, rel=1e-6)
    assert (larger.u1, larger.u2, larger.p) == pytest.approx((tests.u1, tests.u2, tests.p), nan_ok=True, abs=1e-6)
    assert np.isnan(tests.p) or 0 <= tests.p <= 1
