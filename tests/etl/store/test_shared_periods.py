"""Which periods two publishers count, and what each gives."""

from datetime import date

import pandas as pd

from etl.core.model import Period
from etl.store.shared_periods import find_shared_periods

YEAR, QUARTER, MONTH = Period.year(2023), Period(date(2023, 10, 1), date(2023, 12, 31)), Period.month(2023, 12)
MEASURES = ["coroner-year", "coroner-month", "agency-year", "agency-stimulants-year", "agency-quarter", "agency-month"]


def log(*rows):
    """A change log of some rows: source, measure, period, month of the release, value."""
    columns = ("source", "measure", "period", "released", "value")
    frame = pd.DataFrame(rows, columns=columns)
    days = {
        "period_start": frame["period"].map(lambda period: period.start),
        "period_end": frame["period"].map(lambda period: period.end),
    }
    days |= {"vintage": frame["released"].map(lambda month: date(2024, month, 1))}
    rows = frame.assign(place="X", group="all", status="final", release="r", edition=1, **days)
    return rows.astype(dict.fromkeys(days, "datetime64[us]") | {"value": "Float64"}).drop(
        columns=["period", "released"]
    )


def pairs_of(*rows):
    return [
        (each.place, each.period, [(count.measure, count.value) for count in each.counts], each.difference)
        for each in find_shared_periods(log(*rows), MEASURES)
    ]


def test_the_newest_period_of_both_is_the_longest_that_ends_then_and_each_value_the_newest():
    rows = [
        ("coroner", "coroner-year", Period.year(2022), 2, 90.0),
        ("coroner", "coroner-year", YEAR, 2, 100.0),
        ("coroner", "coroner-year", YEAR, 5, 104.0),
        ("coroner", "coroner-month", MONTH, 5, 9.0),
        ("agency", "agency-stimulants-year", YEAR, 6, 50.0),
        ("agency", "agency-year", YEAR, 6, 130.0),
        ("agency", "agency-month", MONTH, 6, 10.0),
    ]
    assert pairs_of(*rows) == [("X", YEAR, [("agency-year", 130.0), ("coroner-year", 104.0)], 104 / 130 - 1)]


def test_periods_of_other_days_withheld_values_and_one_source_alone_are_none():
    year = ("coroner", "coroner-year", YEAR, 2, 100.0)
    assert pairs_of(year, ("agency", "agency-quarter", QUARTER, 2, 30.0)) == []
    assert pairs_of(year, ("agency", "agency-year", YEAR, 2, None)) == []
    assert pairs_of(year, ("coroner", "agency-year", YEAR, 2, 100.0)) == []
    assert pairs_of(year, ("agency", "unasked", YEAR, 2, 100.0)) == []
    assert pairs_of(year, ("agency", "agency-year", YEAR, 2, 0.0))[0][-1] is None
