"""How figures moved from release to release, told only from what was public on the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.model import Period
from etl.store.revision_paths import CLOSE, revision_paths, summarize_revisions, values_by_age
from tests.etl.store.test_revisions import series

DAY = date(2024, 1, 1)
JANUARY = Period.month(2020, 1)


def summary_of(*histories, day=DAY):
    return summarize_revisions(revision_paths(series(*histories), day))


def moves(*histories, day=DAY):
    summary = summary_of(*histories, day=day)
    return {each.months: (list(each.differences), round(each.mean_change, 6), each.share_up) for each in summary.moves}


def test_the_first_figure_published_so_long_after_the_first_one_is_compared_with_it():
    history = [(30, 100.0), (45, 101.0), (70, 104.0), (80, 105.0), (130, 110.0), (800, 120.0)]
    assert moves(history) == {1: ([4], 0.04, 1), 3: ([10], 0.1, 1), 24: ([20], 0.2, 1)}


def test_falls_and_rises_are_added_up_with_their_sign_and_without():
    summary = summary_of([(30, 100.0), (70, 90.0)], [(30, 100.0), (70, 104.0)], [(30, 10.0)])
    (only,) = summary.moves
    assert (only.count, only.mean, only.mean_absolute, only.share_up) == (2, -3, 7, 0.5)


def test_what_is_first_held_of_an_old_period_is_not_its_first_figure():
    assert moves([(365, 100.0), (400, 110.0)], [(-5, 50.0), (400, 60.0)]) == {}


def test_a_first_figure_of_nothing_has_no_change():
    assert moves([(30, 0.0), (70, 2.0)]) == {}


def test_withheld_figures_and_those_of_a_later_day_are_passed_over():
    history = [(30, 100.0), (40, None), (70, 104.0), (500, 110.0)]
    assert moves(history, day=date(2020, 12, 31)) == {1: ([4], 0.04, 1)}


@pytest.mark.parametrize(
    ("history", "months"),
    [
        ([(30, 100.0), (61, 106.0), (400, 106.0)], {0.05: 2, 0.01: 2}),
        ([(30, 100.0), (61, 104.0), (400, 106.0)], {0.05: 2, 0.01: 13.1}),
        ([(30, 106.0), (61, 100.0), (183, 104.0), (400, 106.0)], {0.05: 6, 0.01: 13.1}),
        ([(30, 100.0), (61, 106.0)], {}),
    ],
    ids=["at once", "in two steps", "left once more", "never old"],
)
def test_a_figure_is_near_its_last_one_from_when_it_stays_there(history, months):
    found_months = summary_of(history).months_until
    assert {share: round(value, 1) for share, value in found_months.items()} == pytest.approx(months, abs=0.05)


def test_how_many_never_changed_and_which_changed_of_late():
    histories = (
        [(30, 100.0), (500, 100.0)],
        [(30, 90.0), (500, 91.0)],
        [(30, 80.0), (40, 81.0), (500, 81.0)],
        [(9, 7.0)],
    )
    summary = summary_of(*histories)
    assert (summary.restated, summary.never_changed, summary.settled) == (3, 1, 3)
    assert summary.oldest_moving == Period.month(2020, 2)
    assert summary_of().oldest_moving is None


def test_a_row_of_the_triangle_has_the_last_figure_of_each_class_of_ages():
    ((_, values),) = revision_paths(series([(10, 1.0), (30, 2.0), (31, 3.0), (100, 4.0), (731, 5.0)]), DAY).items()
    assert values_by_age(JANUARY, values) == (2, 3, None, 4, None, None, None, 5)


@given(ages=st.sets(st.integers(0, 1200), min_size=1, max_size=6), data=st.data())
def test_what_is_said_of_a_day_needs_nothing_later(ages, data):
    history = [(age, data.draw(st.integers(1, 9)) * 10.0) for age in sorted(ages)]
    day = date(2020, 1, 31) + timedelta(days=data.draw(st.integers(0, 1200)))
    until = [figure for figure in history if figure[0] <= (day - JANUARY.end).days]
    whole, cut = summary_of(history, day=day), summary_of(until, day=day)
    assert whole == cut
    assert set(whole.months_until) in (set(), set(CLOSE))
