"""What makes a release one not to take, in words."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from etl import registry
from etl.core.source import Document
from etl.ingest import problems
from etl.store.files import Store
from tests.etl.histories import release
from tests.etl.stores import line, typed

TODAY = date(2020, 8, 25)
FILE = Document("figures.csv", b"")


def test_a_release_of_today_or_before_is_taken():
    assert problems.find_problems(release(TODAY, {0: 5.0, 1: None}), FILE, TODAY) == []
    assert problems.find_problems(release(date(2019, 7, 1), {5: 5.0}), FILE, TODAY) == []
    assert problems.find_problems(release(TODAY, {}), FILE, TODAY) == []


def test_a_release_from_the_future_is_not():
    assert problems.find_problems(release(date(2020, 8, 26), {0: 5.0}), FILE, TODAY) == [
        "published on 2020-08-26, which is after today (2020-08-25); expected a day that has come"
    ]


def test_a_period_that_had_not_ended_is_named():
    (problem,) = problems.find_problems(release(date(2019, 2, 27), {0: 5.0, 1: 6.0}), FILE, TODAY)
    assert problem.startswith(
        "deaths-month for the period ending 2019-02-28 published on 2019-02-27, before it had ended"
    )
    assert problem.endswith("; expected the day of publication to follow")
    assert problems.find_problems(release(date(2019, 2, 28), {0: 5.0, 1: 6.0}), FILE, TODAY) == []


def test_a_population_may_come_out_before_its_period_ends_and_not_before_it_begins():
    people = {"deaths-month"}
    assert problems.find_problems(release(date(2019, 2, 1), {0: 5.0, 1: 6.0}), FILE, TODAY, people) == []
    (problem,) = problems.find_problems(release(date(2019, 1, 31), {0: 5.0, 1: 6.0}), FILE, TODAY, people)
    assert problem.startswith("deaths-month for the period ending 2019-02-28 published on 2019-01-31")


def test_everything_wrong_is_listed():
    ahead = release(date(2020, 8, 26), {0: 5.0, 1: 6.0})
    early = replace(ahead, rows=ahead.rows.assign(period_end=pd.Timestamp(2020, 8, 31)))
    assert len(problems.find_problems(early, FILE, TODAY)) == 3


def test_a_day_after_the_file_was_had_is_not_its_day():
    early = Document("figures.csv", b"", no_later_than=date(2020, 8, 24))
    (problem,) = problems.find_problems(release(TODAY, {0: 5.0}), early, TODAY)
    assert problem == "published on 2020-08-25, though the file was had by 2020-08-24"
    assert problems.find_problems(release(date(2020, 8, 24), {0: 5.0}), early, TODAY) == []


BC = registry.source("ca-bc-coroners")
RATES = b"""\
measure,place,period,value,published_on,date_known,restates,source_title,source_url
apparent-opioid-deaths-crude-rate-year,CA-BC,2019,16.3,2025-12-11,press,whole,Rates,https://example.org/rates
"""


@pytest.mark.parametrize(
    ("column", "value", "cell", "expected"),
    [
        ("value", float("inf"), "found 'inf'", "a whole number from 0 to 10,000,000,000"),
        ("value", 1e308, "found '1e+308'", "a whole number from 0"),
        ("value", 7.5, "found '7.5'", "a whole number from 0"),
        (
            "period_start",
            pd.Timestamp(2020, 7, 2),
            "column period_start: found '2020-07-02'",
            "the first day of a month",
        ),
        ("period_end", pd.Timestamp(2020, 7, 15), "column period_end: found '2020-07-15'", "the last day of a month"),
        ("period_end", pd.Timestamp(2020, 8, 31), "column period_end: found '2020-08-31'", "which counts by month"),
        ("status", "certain", "column status: found 'certain'", "one of final, provisional"),
    ],
)
def test_what_cannot_be_is_refused(column, value, cell, expected):
    (item,) = BC.parse(typed(line("2020-07", 175, "2020-08-25")))
    odd = replace(item, rows=item.rows.assign(**{column: value}))
    assert problems.row_problems([item], BC.measures, Store().load().places) == []
    (problem, *_) = problems.row_problems([odd], BC.measures, Store().load().places)
    assert problem.startswith("unregulated-deaths-month of CA-BC, all, for the period ending 2020-0")
    assert cell in problem
    assert expected in problem


@pytest.mark.parametrize(("value", "faults"), [(27.8, 0), (0.0, 0), (-0.1, 1), (100_000.1, 1)])
def test_a_rate_is_of_no_more_than_all_people(value, faults):
    phac = registry.source("ca-phac")
    (item,) = phac.parse(Document("rates.csv", RATES))
    odd = replace(item, rows=item.rows.assign(value=value))
    breaches = problems.row_problems([odd], phac.measures, Store().load().places)
    assert (
        len(breaches)
        == sum(f"found '{value}', expected a rate from 0 to 100,000" in text for text in breaches)
        == faults
    )
