"""What makes a release one not to take, in words."""

from dataclasses import replace
from datetime import date

import pandas as pd

from etl import checks
from tests.etl.histories import release

TODAY = date(2020, 8, 25)


def test_a_release_of_today_or_before_is_taken():
    assert checks.problems(release(TODAY, {0: 5.0, 1: None}), TODAY) == []
    assert checks.problems(release(date(2019, 7, 1), {5: 5.0}), TODAY) == []
    assert checks.problems(release(TODAY, {}), TODAY) == []


def test_a_release_from_the_future_is_not():
    assert checks.problems(release(date(2020, 8, 26), {0: 5.0}), TODAY) == [
        "published on 2020-08-26, which is after today (2020-08-25); expected a day that has come"
    ]


def test_a_period_that_had_not_ended_is_named():
    (problem,) = checks.problems(release(date(2019, 2, 27), {0: 5.0, 1: 6.0}), TODAY)
    assert problem.startswith(
        "deaths-month for the period ending 2019-02-28 published on 2019-02-27, before it had ended"
    )
    assert problem.endswith("; expected the day of publication to follow")
    assert checks.problems(release(date(2019, 2, 28), {0: 5.0, 1: 6.0}), TODAY) == []


def test_everything_wrong_is_listed():
    ahead = release(date(2020, 8, 26), {0: 5.0, 1: 6.0})
    early = replace(ahead, rows=ahead.rows.assign(period_end=pd.Timestamp(2020, 8, 31)))
    assert len(checks.problems(early, TODAY)) == 3
