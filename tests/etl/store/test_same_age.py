"""A change like for like: both figures as published equally long after the ends of their periods."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.model import Period
from etl.store.files import Store
from etl.store.same_age import MAX_AGE_DIFFERENCE, change_at_same_age
from etl.store.series import PublishedValue, Restatement, Series
from etl.store.series_index import SeriesIndex
from tests.examples import examples

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


def test_of_several_ages_the_newest_that_both_had_is_taken():
    """The later figure was last published at an age at which the earlier one never was: an older pair stands."""
    compared = change([("2023-08-29", 198)], day="2025-09-01")
    assert (compared.value, compared.base_value, compared.newest.age.days) == (192, 198, 30)


def test_what_was_learned_after_an_edition_is_not_used():
    later = PublishedValue(date(2024, 9, 30), 2, 195.0, "provisional", "a late find")
    whole = series([("2023-08-29", 198), ("2023-09-29", 205)])
    amended = Series(whole.key, {**whole.log, JULY: (*whole.log[JULY][:1], later, *whole.log[JULY][1:])})
    day, pairs = date(2024, 12, 1), [(JULY, JULY_BEFORE)]
    assert change_at_same_age(amended, pairs, day, edition=2).value == 195
    assert change_at_same_age(amended, pairs, day, edition=1).value == 192


# -- sums --------------------------------------------------------------------------------------------------------------

AUGUST, AUGUST_BEFORE = JULY.shift(1), JULY_BEFORE.shift(1)
PAIRS = [(JULY, JULY_BEFORE), (AUGUST, AUGUST_BEFORE)]


def sum_of(july_before, august_before):
    """Two months of two years: those of the later one in one release, those of the earlier one as given."""
    log = {
        JULY: published(("2024-09-30", 200)),
        AUGUST: published(("2024-09-30", 190)),
        JULY_BEFORE: published(*july_before),
        AUGUST_BEFORE: published(*august_before),
    }
    return change_at_same_age(Series(("source", "measure", "CA-BC", "all"), log), PAIRS, date(2024, 12, 1))


def test_each_part_of_a_sum_stands_beside_the_one_of_its_own_age():
    compared = sum_of([("2023-08-30", 190), ("2023-09-29", 210)], [("2023-09-29", 170), ("2023-10-30", 180)])
    assert (compared.value, compared.base_value, compared.difference) == (390, 380, 10)
    ages = [(later.age.days, earlier.age.days) for later, earlier in compared.parts]
    assert ages == [(61, 60), (30, 29)]
    assert (compared.newest.period, compared.base_newest.period) == (AUGUST, AUGUST_BEFORE)


def test_a_sum_of_which_a_part_has_no_figure_of_its_age_is_not_formed():
    assert sum_of([("2023-08-30", 190)], [("2023-09-29", 170)]) is None
    assert sum_of([("2023-09-29", 210)], []) is None


def test_a_part_that_was_nothing_is_added_up_and_a_sum_that_was_nothing_has_no_change():
    assert sum_of([("2023-09-29", 0)], [("2023-09-29", 170)]).base_value == 170
    assert sum_of([("2023-09-29", 0)], [("2023-09-29", 0)]) is None


# -- whatever was published --------------------------------------------------------------------------------------------

HISTORIES = st.lists(
    st.tuples(st.integers(0, 500), st.one_of(st.none(), st.integers(0, 5).map(float)), st.integers(1, 3)),
    max_size=8,
    unique_by=lambda entry: entry[0],
)


def history(period, entries):
    """A period's log: its ages in days, values and editions."""
    return tuple(
        PublishedValue(period.end + timedelta(days=age), edition, value, "provisional", "r")
        for age, value, edition in sorted(entries, key=lambda entry: entry[0])
    )


@examples(300)
@given(HISTORIES, HISTORIES, st.integers(-400, 500), st.sampled_from([None, 1, 2, 3]))
def test_nothing_later_than_the_day_is_used_and_ages_are_alike(later, earlier, days, edition):
    log = {JULY: history(JULY, later), JULY_BEFORE: history(JULY_BEFORE, earlier)}
    every, day = Series(("s", "m", "p", "all"), log), JULY.end + timedelta(days=days)
    compared = change_at_same_age(every, [(JULY, JULY_BEFORE)], day, edition)

    def publications(period):
        sights = [(seen, entry.value) for seen, entry in every.publications(period, edition) if seen <= day]
        return {(seen - period.end, value) for seen, value in sights if value is not None}

    pairs = {
        (age, value, base_age, base)
        for age, value in publications(JULY)
        for base_age, base in publications(JULY_BEFORE)
        if abs(age - base_age) <= MAX_AGE_DIFFERENCE
    }
    if compared is None:
        newest = max((age for age, *_ in pairs), default=None)
        nearest = min((abs(pair[0] - pair[2]) for pair in pairs if pair[0] == newest), default=None)
        assert newest is None or 0 in {
            base for age, _, base_age, base in pairs if age == newest and abs(age - base_age) == nearest
        }
        return
    value, base = compared.newest, compared.base_newest
    assert max(value.vintage, base.vintage) <= day
    assert (value.age, value.value, base.age, base.value) in pairs
    assert value.age == max(age for age, *_ in pairs)


def test_the_months_of_british_columbia_that_go_the_other_way():
    """The review of November 2026 names two of six months whose sign differs between figures of one age."""
    months = SeriesIndex(Store().load().table).find(measure="unregulated-deaths-month", place="CA-BC")
    for month, day, values, ages in (
        ("2024-07", date(2024, 9, 30), (192, 198), (30, 29)),
        ("2023-09", date(2023, 11, 15), (175, 171), (32, 38)),
    ):
        period = Period.parse(month)
        compared = change_at_same_age(months, [(period, period.shift(-12))], day)
        assert (compared.value, compared.base_value) == values
        assert (compared.newest.age.days, compared.base_newest.age.days) == ages
