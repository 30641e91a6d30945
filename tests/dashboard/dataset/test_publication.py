"""What was public but is not held: what releases prove, what is usual by a day, and how many periods that makes."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.dataset.observations import Observation
from dashboard.dataset.publication import (
    NONE_NEWER,
    PublishedEnds,
    Statement,
    newer_periods,
    published_until,
    statements_beside,
    usual_lag_days,
)
from dashboard.dataset.selecting import filter_periods
from etl.core.model import Period, PeriodKind
from etl.store.series import PublishedValue, Series
from tests.dashboard import made
from tests.dashboard.made import MONTH, YEAR, YEAR_TO_DATE, figure

MAINE = "me-drug-deaths-month"
DAY = date(2024, 6, 30)


def months(first, last):
    return tuple(Observation(period, 3.0, "final") for period in Period.range(Period.parse(first), Period.parse(last)))


# -- what releases prove -----------------------------------------------------------------------------------------------


def statement(measure, vintage, end):
    return Statement(measure, date.fromisoformat(vintage), 1, date.fromisoformat(end))


TOGETHER = (
    statement("months", "2023-02-01", "2022-12-31"),
    statement("years", "2023-02-01", "2022-12-31"),
    statement("years", "2026-02-01", "2025-12-31"),
    statement("other", "2020-01-01", "2019-12-31"),
)


@pytest.mark.parametrize(
    ("measure", "day", "expected"),
    [
        ("months", "2026-02-01", "2025-12-31"),
        ("months", "2026-01-31", "2022-12-31"),
        ("other", "2026-02-01", "2019-12-31"),
        ("months", "2023-01-31", None),
        ("nothing", "2026-02-01", None),
    ],
)
def test_a_measure_is_published_as_far_as_those_that_it_comes_with(measure, day, expected):
    until = published_until(statements_beside(TOGETHER, measure), date.fromisoformat(day))
    assert (until and until.isoformat()) == expected


def series(*releases):
    """A series of releases, each given by its day and the month that it states first."""
    log = {Period.parse(month): (PublishedValue(day, 1, 3.0, "final", ""),) for day, month in releases}
    return Series(("", "", "", ""), log)


def test_the_usual_lag_is_the_median_from_the_end_of_the_newest_period_to_its_release():
    releases = [
        (Period.month(2020, month).end + timedelta(days=40 + month), f"2020-{month:02}") for month in range(1, 8)
    ]
    assert usual_lag_days(series(*releases)) == 44
    assert usual_lag_days(series(*releases[:5])) is None


def test_an_older_period_that_is_held_late_is_no_lag():
    releases = [(Period.month(2020, month).end + timedelta(days=40), f"2020-{month:02}") for month in range(1, 8)]
    late = (date(2020, 9, 10), "2015-01")
    assert usual_lag_days(series(*releases, late)) == 40


# -- how many periods that makes ---------------------------------------------------------------------------------------


def ends(proven, later, **usual):
    return PublishedEnds(DAY, date.fromisoformat(proven), date.fromisoformat(later), **usual)


@pytest.mark.parametrize(
    ("reach", "count", "by_lag"),
    [
        (ends("2024-02-29", "2024-02-29"), 0, None),
        (ends("2024-04-30", "2024-04-30"), 2, None),
        (ends("2024-02-29", "2025-12-31"), 0, None),
        (ends("2024-02-29", "2025-12-31", lag_days=30, gap_days=30), 2, 30),
        (ends("2024-02-29", "2024-03-31", lag_days=30, gap_days=30), 1, 30),
        (ends("2024-02-29", "2025-12-31", lag_days=30), 0, None),
        (ends("2024-04-30", "2025-12-31", lag_days=200, gap_days=30), 2, None),
    ],
)
def test_periods_count_that_are_proven_or_proven_later_and_usual_by_the_day(reach, count, by_lag):
    newer = newer_periods(months("2023-01", "2024-02"), PeriodKind.MONTH, reach)
    assert (len(newer.periods), newer.usual_lag_days) == (count, by_lag)


def test_spans_without_a_sequence_have_none_newer():
    reach = ends("2024-06-30", "2024-06-30")
    assert newer_periods(months("2023-01", "2024-02"), PeriodKind.YEAR_TO_DATE, reach) == NONE_NEWER
    assert newer_periods((), PeriodKind.MONTH, reach) == NONE_NEWER


@given(
    length=st.sampled_from([(PeriodKind.MONTH, 1), (PeriodKind.QUARTER, 3), (PeriodKind.YEAR, 12)]),
    days=st.tuples(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.dates(date(2020, 1, 1), date(2026, 1, 1))),
    day=st.dates(date(2020, 1, 1), date(2026, 12, 31)),
    lag=st.none() | st.integers(-40, 400),
    gap=st.none() | st.integers(1, 200),
)
def test_none_is_counted_twice_or_from_after_the_day_and_the_usual_lag_takes_none_away(length, days, day, lag, gap):
    kind, months_each = length
    held = (Observation(Period.months(2020, 1, 2020, months_each), 3.0, "final"),)
    proven, later = min(days), max(days)
    newer = newer_periods(held, kind, PublishedEnds(day, proven, later, lag, gap))
    proven_only = newer_periods(held, kind, PublishedEnds(day, proven, later))
    assert newer.periods[: len(proven_only.periods)] == proven_only.periods
    assert all(held[0].period.end < period.end <= min(day, later) for period in newer.periods)
    whole = [held[0].period, *newer.periods]
    steps = [after.index - before.index for before, after in pairwise(whole)]
    assert steps == [months_each] * len(newer.periods)


# -- in a view ---------------------------------------------------------------------------------------------------------


def history(**stated):
    """Months held to February 2024, and a year to date that a later release gives to December."""
    row = {"place": "US-ME", "source": "us-me-ocme"} | stated
    return made.site(
        [
            figure("2024-01", "2024-04-01", 30, measure=MAINE, **row),
            figure("2024-02", "2024-04-01", 30, measure=MAINE, **row),
            figure("2024-01/2024-02", "2024-04-01", 60, measure="me-drug-deaths-ytd", **row),
            figure("2024-01/2024-12", "2025-02-01", 400, measure="me-drug-deaths-ytd", edition=2, **row),
        ]
    )


def newer(site, **chosen):
    return made.view(site, places=("US-ME",), measure=MAINE, **chosen).newer.periods


def test_months_are_newer_as_far_as_other_figures_of_the_publisher_reach():
    assert [newer(history())[at].label for at in (0, -1)] == ["2024-03", "2024-12"]
    assert newer(history(), as_of="2024-06-01") == ()
    assert len(newer(history(), as_of="2030-01-01")) == 10


def test_range_window_and_edition_hold_for_newer_ones_too():
    assert len(newer(history(), end="2024-05-01")) == 3
    assert newer(history(), window=12) == ()
    assert newer(history(), edition=1) == ()


def test_a_group_of_what_is_not_known_has_none():
    site = made.site(
        [
            figure("2021", "2022-05-03", 1, measure=YEAR, group="sex:unknown"),
            figure("2023", "2024-05-03", 9, measure=YEAR, group="sex:female"),
            figure("2021", "2022-05-03", 9, measure=YEAR, group="sex:female"),
        ]
    )
    assert made.view(site, measure=YEAR, group="sex:unknown").newer == NONE_NEWER


def test_a_choice_of_periods_is_one_of_newer_ones_too():
    whole = made.view(history(), places=("US-ME",), measure=MAINE)
    assert filter_periods(whole, lambda period: period.end.month < 5).newer.periods == whole.newer.periods[:2]


@pytest.mark.parametrize("measure", [MONTH, YEAR, YEAR_TO_DATE])
def test_of_what_is_shipped_none_is_newer_than_the_day(site, measure):
    day = date(2021, 3, 1)
    view = made.view(site, measure=measure, as_of=day.isoformat())
    assert all(period.end <= day for period in view.newer.periods)


def test_between_releases_of_a_publisher_who_keeps_to_its_months_nothing_is_missing(site):
    view = made.view(site, as_of="2023-09-21")
    assert view.newer == NONE_NEWER
    assert replace(view, newer=NONE_NEWER) == view
