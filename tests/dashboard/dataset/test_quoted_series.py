"""Which series a writing quotes, how old its newest release was by then, and which months are shown of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.quoted_series import (
    MAX_RELEASE_AGE_DAYS,
    QuotedSeries,
    find_quoted_series,
    months_around,
)
from etl.core.model import Period
from tests.dashboard import made
from tests.etl.claims.made import claim as made_claim

MONTH = "unregulated-deaths-month"


def claim(place, period, kind, value=100.0):
    value = None if kind == "reference" else value
    return made_claim(period, value, kind, place=place, unit="percent" if kind == "change" else "deaths")


def writing(held, day, *claims):
    return replace(
        held.commentary.by_id("cbc-2020-08-25-july"), published_on=date.fromisoformat(day), claims=claims, cites=()
    )


def quoted(site, day, *claims):
    found = find_quoted_series(site, writing(site.snapshot, day, *claims))
    return found and (found.measure, found.place)


@pytest.mark.parametrize(
    ("day", "claims", "expected"),
    [
        ("2020-07-17", [("US-ME", "2020-Q1", "value")], ("me-report-drug-deaths-quarter", "US-ME")),
        ("2023-06-26", [("CA-AB", "2023-04", "value")], ("ab-opioid-deaths-month", "CA-AB")),
        ("2024-05-21", [("CA-AB", "2023", "value")], ("ab-drug-deaths-year", "CA-AB")),
        ("2025-07-31", [("US", "2024", "change")], ("overdose-deaths-12m-predicted", "US")),
        ("2022-02-02", [("US", "2020", "value")], ("overdose-deaths-12m-reported", "US")),
        ("2023-01-15", [("CA-BC", "2016-04/2022-10", "cumulative")], (MONTH, "CA-BC")),
        ("2020-10-21", [("US-ME", "2020-01/2020-06", "value")], ("me-report-drug-deaths-ytd", "US-ME")),
        # What only refers to a place is shown beside the series by which the place was shown on that day ...
        ("2019-08-07", [("US-ME", "2019-08", "reference")], ("overdose-deaths-12m-reported", "US-ME")),
        ("2020-09-10", [("US-ME", "2020-09", "reference")], ("me-report-drug-deaths-quarter", "US-ME")),
        ("2021-09-20", [("US-ME", "2021-09", "reference")], ("me-drug-deaths-month", "US-ME")),
        # ... but not where another place of the same writing has a value.
        (
            "2022-08-05",
            [("US-ME", "2020-09", "reference"), ("US", "2021", "value")],
            ("overdose-deaths-12m-predicted", "US"),
        ),
        # The first value beside which one is held comes before those that have none.
        (
            "2020-09-16",
            [("CA-BC", "1990", "value"), ("CA-BC", "2020-07", "value")],
            (MONTH, "CA-BC"),
        ),
        # No value of Maine's own is held of then, and another publisher's series is not the one that is quoted.
        ("2019-04-18", [("US-ME", "2018", "value")], ("me-drug-deaths-year", "US-ME")),
        ("2018-12-03", [("PT", "2018", "reference")], None),
    ],
)
def test_the_series_is_that_of_the_first_value_that_can_be_compared(site, day, claims, expected):
    assert quoted(site, day, *(claim(*parts) for parts in claims)) == expected


def test_a_writing_about_no_place_quotes_no_series(site):
    assert quoted(site, "2020-08-25") is None


def test_of_no_release_by_then_there_is_none(site):
    found = find_quoted_series(site, writing(site.snapshot, "2019-04-18", claim("US-ME", "2018", "value")))
    assert (found.release, found.is_recent) == (None, False)


def of_releases(days, age):
    """What is found for a writing so many days after the last of some releases."""
    over: Dataset = made.site([made.figure("2020-01", day, 100 + number) for number, day in enumerate(days)])
    day = date.fromisoformat(days[-1]) + timedelta(age)
    return find_quoted_series(over, writing(over.snapshot, day.isoformat(), claim("CA-BC", "2020-01", "value")))


MONTHLY = [f"2020-{month:02}-15" for month in range(3, 9)]


@pytest.mark.parametrize(
    ("days", "age", "is_recent"),
    [
        (MONTHLY[:2], MAX_RELEASE_AGE_DAYS, True),
        (MONTHLY[:2], MAX_RELEASE_AGE_DAYS + 1, False),
        (MONTHLY, 0, True),
        (MONTHLY, 62, True),
        (MONTHLY, 63, False),
    ],
)
def test_a_release_older_than_two_usual_gaps_is_not_that_of_the_writing(days, age, is_recent):
    found = of_releases(days, age)
    assert found == QuotedSeries(MONTH, "CA-BC", Period.parse("2020-01"), date.fromisoformat(days[-1]), is_recent)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2020-07", (date(2018, 7, 1), date(2022, 7, 1))),
        ("2016-02", (date(2015, 1, 1), date(2018, 2, 1))),
        ("2022-12", (date(2020, 12, 1), date(2023, 6, 1))),
        ("1999", None),
    ],
)
def test_two_years_around_what_is_quoted_as_far_as_values_go(period, expected):
    over = made.site([made.figure(label, "2023-08-15", 100) for label in ("2015-01", "2019-01", "2023-06")])
    series = over.index.find(measure=MONTH, place="CA-BC")
    assert months_around(series, Period.parse(period)) == expected


def test_no_months_are_chosen_where_none_of_them_had_a_value_on_the_day():
    over = made.site([made.figure("2018-01", "2018-03-15", 100), made.figure("2021-06", "2023-08-15", 100, edition=2)])
    series, period = over.index.find(measure=MONTH, place="CA-BC"), Period.parse("2021-06")
    assert months_around(series, period, date(2023, 8, 14)) is None
    assert months_around(series, period, date(2023, 8, 15)) == (date(2019, 6, 1), date(2021, 6, 1))
    assert months_around(series, period, date.max, edition=1) is None
