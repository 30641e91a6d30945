"""What makes a release one not to take, in words."""

from dataclasses import replace
from datetime import date

import pandas as pd

from etl import checks
from etl.model import Document
from tests.etl.histories import release

TODAY = date(2020, 8, 25)
FILE = Document("figures.csv", b"")


def test_a_release_of_today_or_before_is_taken():
    assert checks.problems(release(TODAY, {0: 5.0, 1: None}), FILE, TODAY) == []
    assert checks.problems(release(date(2019, 7, 1), {5: 5.0}), FILE, TODAY) == []
    assert checks.problems(release(TODAY, {}), FILE, TODAY) == []


def test_a_release_from_the_future_is_not():
    assert checks.problems(release(date(2020, 8, 26), {0: 5.0}), FILE, TODAY) == [
        "published on 2020-08-26, which is after today (2020-08-25); expected a day that has come"
    ]


def test_a_period_that_had_not_ended_is_named():
    (problem,) = checks.problems(release(date(2019, 2, 27), {0: 5.0, 1: 6.0}), FILE, TODAY)
    assert problem.startswith(
        "deaths-month for the period ending 2019-02-28 published on 2019-02-27, before it had ended"
    )
    assert problem.endswith("; expected the day of publication to follow")
    assert checks.problems(release(date(2019, 2, 28), {0: 5.0, 1: 6.0}), FILE, TODAY) == []


def test_everything_wrong_is_listed():
    ahead = release(date(2020, 8, 26), {0: 5.0, 1: 6.0})
    early = replace(ahead, rows=ahead.rows.assign(period_end=pd.Timestamp(2020, 8, 31)))
    assert len(checks.problems(early, FILE, TODAY)) == 3


def test_a_day_after_the_file_was_had_is_not_its_day():
    early = Document("figures.csv", b"", no_later_than=date(2020, 8, 24))
    (problem,) = checks.problems(release(TODAY, {0: 5.0}), early, TODAY)
    assert problem == "published on 2020-08-25, though the file was had by 2020-08-24 (--no-later-than)"
    assert checks.problems(release(date(2020, 8, 24), {0: 5.0}), early, TODAY) == []
