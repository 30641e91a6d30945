"""What may have been public on a day: release days known exactly or roughly, eves, and what is fresh."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.claims.standing import History, ReleaseDay, View, is_fresh, views_of
from etl.core.model import VintageBasis

DAY = date(2023, 1, 31)


@pytest.mark.parametrize(
    ("basis", "before", "after"),
    [
        ("publisher", 0, 0),
        ("press", 0, 0),
        ("fetch", 0, 0),
        ("month only", 30, 0),
        ("content", 30, 0),
        ("upper bound", 14, 0),
        ("assumed", 61, 31),
    ],
)
def test_every_way_of_knowing_a_day_has_a_window(basis, before, after):
    window = ReleaseDay.of_basis(DAY, VintageBasis(basis))
    assert window == ReleaseDay(DAY, DAY - timedelta(days=before), DAY + timedelta(days=after))


def exact(text):
    day = date.fromisoformat(text)
    return ReleaseDay(day, day, day)


def history(*values):
    days = tuple((exact(text), value) for text, value in values)
    return History(days, tuple(day for day, _ in days))


JUNE = history(("2020-07-16", 175), ("2020-08-25", 177), ("2020-10-20", 183))


def standing(series, written, releases=None):
    """The values that may have been in force on a day, the likeliest first."""
    days = releases or [day for day, _ in series.values]
    candidates = [series.in_view(view) for view in views_of(date.fromisoformat(written), days)]
    return [each and each.value for each in candidates]


def test_on_the_day_of_a_release_the_figure_until_it_is_current_too():
    assert standing(JUNE, "2020-08-24") == [175]
    assert standing(JUNE, "2020-08-25") == [177, 175]
    assert standing(JUNE, "2020-08-26") == [177]
    assert standing(JUNE, "2020-07-16") == [175, None]
    assert standing(JUNE, "2020-07-01") == [None]


def test_a_release_of_a_doubtful_day_may_have_been_out_or_not():
    days = [ReleaseDay.of_basis(date(2023, 1, 31), VintageBasis.ASSUMED), exact("2023-04-18")]
    series = History(((exact("2022-11-01"), 10), (days[0], 11), (days[1], 12)), ())
    series = History(series.values, tuple(day for day, _ in series.values))
    releases = [day for day, _ in series.values]
    assert standing(series, "2022-11-30", releases) == [10]
    assert standing(series, "2022-12-15", releases) == [10, 11]
    assert standing(series, "2023-02-15", releases) == [11, 10]
    assert standing(series, "2023-03-15", releases) == [11]


def test_a_value_that_is_stated_again_stands_since_its_first_day():
    series = history(("2020-01-01", 20), ("2020-02-01", 20), ("2020-03-01", 21))
    candidates = series.in_view(View(date(2020, 2, 15), date(2020, 2, 15)))
    assert (candidates.value, candidates.since, candidates.statement) == (20, date(2020, 1, 1), date(2020, 2, 1))


def test_a_withdrawn_value_is_none():
    series = history(("2020-01-01", 20), ("2020-02-01", None))
    assert standing(series, "2020-03-01") == [None]


def test_what_a_later_release_did_not_state_is_stale():
    releases = [exact("2020-07-16"), exact("2020-08-25")]
    july, august = (release.day for release in releases)
    assert is_fresh(august, date(2020, 9, 21), releases, 62)
    assert not is_fresh(july, date(2020, 9, 21), releases, 62)
    assert is_fresh(july, date(2020, 8, 24), releases, 62)
    assert is_fresh(august, august + timedelta(days=62), releases, 62)
    assert not is_fresh(august, august + timedelta(days=63), releases, 62)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=8), st.integers(-1, 80))
def test_of_days_known_exactly_the_figure_in_force_comes_first_and_an_eve_only_on_its_day(values, day):
    first = date(2020, 1, 1)
    days = [ReleaseDay(*[first + timedelta(days=10 * number)] * 3) for number in range(len(values))]
    series = History(tuple(zip(days, values, strict=True)), tuple(days))
    written = first + timedelta(days=day)
    candidates = [series.in_view(view) for view in views_of(written, days)]
    until = [value for release, value in series.values if release.day <= written]
    assert (candidates[0] and candidates[0].value) == (until[-1] if until else None)
    assert len(candidates) == (2 if any(release.day == written for release in days) else 1)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.sampled_from(list(VintageBasis))), min_size=1, max_size=6),
    st.integers(0, 90),
)
def test_a_view_shows_all_that_was_surely_out_and_nothing_that_surely_was_not(releases, day):
    first = date(2020, 3, 1)
    days = [ReleaseDay.of_basis(first + timedelta(days=offset), basis) for offset, basis in releases]
    written = first + timedelta(days=day)
    for view in views_of(written, days):
        for release in days:
            if release.last < written:
                assert view.shows(release)
            if release.first > written:
                assert not view.shows(release)
