"""A change like for like: both figures as published equally long after the ends of their periods."""

from datetime import date, timedelta

import pytest

from etl.core.model import Period
from etl.store.same_age import MAX_AGE_DIFFERENCE, change_at_same_age
from etl.store.series import PublishedValue, Restatement, Series

JULY, JULY_BEFORE = Period.month(2024, 7), Period.month(2023, 7)


def published(*versions):
    return tuple(
        PublishedValue(date.fromisoformat(day), 1, value, "provisional", f"release of {day}") for day, value in versions
    )


def series(before, *restated):
    log = {JULY_BEFORE: published(*before), JULY: published(("2024-08-30", 192), ("2025-08-30", 200))}
    spans = tuple(Restatement(date.fromisoformat(day), 1, JULY_BEFORE) for day in restated)
    return Series(("source", "measure", "CA-BC", "all"), log, spans)


def change(before, day="2024-09-30", restated=()):
    return change_at_same_age(series(before, *restated), [(JULY, JULY_BEFORE)], date.fromisoformat(day))


def test_a_first_figure_is_set_beside_the_first_one_of_the_year_before():
    compared = change([("2023-08-29", 198), ("2024-08-30", 226)])
    assert (compared.value, compared.base_value, compared.base_newest.vintage) == (192, 198, date(2023, 8, 29))
    assert (compared.newest.age.days, compared.base_newest.age.days) == (30, 29)
    assert compared.change == pytest.approx(-0.0303, abs=1e-4)


def test_a_restatement_without_a_change_is_a_figure_of_its_age():
    assert change([("2023-08-02", 198)], restated=("2023-08-30",)).base_newest.vintage == date(2023, 8, 30)


def test_as_of_a_later_day_both_are_older():
    compared = change([("2023-08-29", 198), ("2024-08-30", 226)], day="2025-09-01")
    assert (compared.value, compared.base_value) == (200, 226)


@pytest.mark.parametrize("days", [MAX_AGE_DIFFERENCE.days, MAX_AGE_DIFFERENCE.days + 1])
def test_figures_whose_ages_differ_by_more_are_not_compared(days):
    day = JULY_BEFORE.end + timedelta(days=30 + days)
    assert (change([(day.isoformat(), 198)]) is None) is (days > MAX_AGE_DIFFERENCE.days)


@pytest.mark.parametrize("before", [[("2023-08-29", None)], [("2023-08-29", 0)]])
def test_without_a_value_there_is_no_change(before):
    assert change(before) is None


def test_what_was_not_public_on_the_day_is_not_compared():
    assert change([("2023-08-29", 198)], day="2024-08-01") is None
