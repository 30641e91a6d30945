"""What became of earlier figures, told only from what was public on the day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.model import Period
from etl.store.revisions import AGE_CLASS_ENDS, MATURITY, MIN_SAMPLE, RevisionStats, is_recent, revision_stats
from etl.store.series import PublishedValue, Series
from etl.store.series_index import SeriesIndex
from tests.etl.histories import MEASURE, days, histories, learned
from tests.examples import examples

DAY = date(2024, 1, 1)
YOUNG, MIDDLE, OLD = range(3)


def value_at(period, age, value, edition=1):
    """A figure published so many days after its period ended."""
    status = "suppressed" if value is None else "provisional"
    return PublishedValue(period.end + timedelta(days=age), edition, value, status, "r")


def series(*histories):
    """One month after another from January 2020, each with its ``(age in days, value[, edition])``."""
    months = [Period.month(2020 + at // 12, at % 12 + 1) for at in range(len(histories))]
    log = {
        month: tuple(sorted((value_at(month, *figure) for figure in history), key=lambda entry: entry.vintage))
        for month, history in zip(months, histories, strict=True)
    }
    return Series(("s", MEASURE, "CA-BC", "all"), log)


def changes(*histories, day=DAY, edition=None):
    return [
        [round(change, 6) for change in age_class.changes]
        for age_class in revision_stats(series(*histories), day, edition).age_classes
    ]


def test_a_figure_of_each_age_is_compared_with_the_last_mature_one():
    history = [(30, 100.0), (50, 105.0), (90, 110.0), (200, 120.0), (400, 130.0), (800, 132.0)]
    assert changes(history) == [[0.32], [0.2], [0.1]]


def test_each_month_counts_once_and_only_where_both_figures_are_held():
    assert changes(
        [(30, 100.0), (400, 110.0)],
        [(30, 100.0), (90, 100.0), (400, 90.0)],
        [(30, 100.0), (364, 110.0)],  # never mature
        [(400, 90.0)],  # never young
        [],
    ) == [[0.1, -0.1], [-0.1], []]


@pytest.mark.parametrize(
    ("age", "stats"),
    [
        (0, [1, 0, 0]),
        (60, [1, 0, 0]),
        (61, [0, 1, 0]),
        (120, [0, 1, 0]),
        (121, [0, 0, 1]),
        (364, [0, 0, 1]),
        (365, [0, 0, 0]),
        (366, [0, 0, 0]),
    ],
)
def test_an_age_falls_in_one_class_and_a_mature_one_in_none(age, stats):
    assert [len(of_class) for of_class in changes([(age, 100.0), (500, 110.0)])] == stats
    classes = revision_stats(series(), DAY)
    expected = classes.age_classes[stats.index(1)] if any(stats) else None
    assert classes.for_age(timedelta(days=age)) is expected


def test_a_figure_of_just_a_year_is_mature():
    assert changes([(30, 100.0), (365, 110.0)]) == [[0.1], [], []]
    assert changes([(30, 100.0), (364, 110.0)])[YOUNG] == []


def test_classes_meet_without_a_gap_up_to_maturity():
    classes = revision_stats(series(), DAY).age_classes
    assert [stats.max_age for stats in classes] == list(AGE_CLASS_ENDS)
    assert classes[0].min_age == timedelta(0)
    assert all(later.min_age - former.max_age == timedelta(days=1) for former, later in pairwise(classes))
    assert MATURITY - classes[-1].max_age == timedelta(days=1)


def test_absent_figures_and_zeros_are_passed_over():
    assert changes([(30, None), (40, 100.0), (400, 110.0)])[YOUNG] == [0.1]
    assert changes([(30, 100.0), (400, 110.0), (500, None)])[YOUNG] == [0.1]
    assert changes([(30, 0.0), (400, 110.0)])[YOUNG] == []
    assert changes([(30, 100.0), (400, 0.0)])[YOUNG] == [-1.0]


def test_only_what_was_public_on_the_day_is_used():
    history = [(30, 100.0), (400, 110.0), (500, 120.0)]
    mature, later = (date(2020, 1, 31) + timedelta(days=age) for age in (400, 500))
    assert changes(history, day=mature - timedelta(days=1))[YOUNG] == []
    assert changes(history, day=mature)[YOUNG] == [0.1]
    assert changes(history, day=later - timedelta(days=1))[YOUNG] == [0.1]
    assert changes(history, day=later)[YOUNG] == [0.2]


def test_only_what_was_known_by_the_edition_is_used():
    history = [(30, 100.0, 1), (20, 80.0, 2), (400, 110.0, 1), (450, 120.0, 3)]
    assert [changes(history, edition=edition)[YOUNG] for edition in (0, 1, 2, 3, None)] == [
        [],
        [0.1],
        [0.375],
        [0.5],
        [0.5],
    ]


HISTORIES = st.lists(
    st.lists(st.tuples(st.integers(0, 900), st.none() | st.integers(0, 9).map(float), st.integers(1, 3)), max_size=5),
    max_size=4,
)
ASKED = st.dates(date(2020, 1, 31), date(2023, 1, 1))


@given(HISTORIES, ASKED)
def test_later_releases_do_not_change_an_earlier_answer(history, day):
    by_then = series(*history)
    until = Series(
        by_then.key, {month: tuple(s for s in log if s.vintage <= day) for month, log in by_then.log.items()}
    )
    assert revision_stats(by_then, day) == revision_stats(until, day)


@given(HISTORIES, ASKED, st.integers(0, 3))
def test_later_editions_do_not_change_an_earlier_answer(history, day, edition):
    by_now = series(*history)
    until = Series(
        by_now.key, {month: tuple(s for s in log if s.edition <= edition) for month, log in by_now.log.items()}
    )
    assert revision_stats(by_now, day, edition) == revision_stats(until, day)


@examples(10)
@given(histories())
def test_what_is_learned_later_does_not_change_the_answer_of_an_edition(history):
    def answers(rows, edition):
        index = SeriesIndex(rows)
        asked = [day + timedelta(days=400) for day in days(history)] + days(history)
        stats = index.find(measure=MEASURE, place="CA-BC")
        return [revision_stats(stats, day, edition) for day in asked] if stats else None

    before, after = learned(history[:-1]), learned(history)
    earlier = answers(before.table, before.edition)
    assert earlier is None or earlier == answers(after.table, before.edition)


def experience(*changes):
    return RevisionStats(timedelta(0), timedelta(days=60), changes)


def test_the_middle_is_told():
    stats = experience(0.5, 0.1, 0.2, 0.3, 0.4)
    assert (stats.count, stats.median) == (5, 0.3)
    assert stats.quartiles == pytest.approx((0.2, 0.4))


def test_too_few_are_not_spoken_of():
    assert not experience(*[0.0] * (MIN_SAMPLE - 1)).is_sufficient
    assert not experience(*[0.0] * (MIN_SAMPLE - 1)).is_settled
    assert not experience().is_settled
    assert experience(*[0.0] * MIN_SAMPLE).is_sufficient


@pytest.mark.parametrize(
    ("median", "settled"), [(0.0, True), (0.009, True), (-0.009, True), (0.01, False), (-0.01, False)]
)
def test_settled_is_a_small_change_either_way(median, settled):
    assert experience(-0.5, -0.4, median, 0.4, 0.5).is_settled is settled


def test_recent_is_less_than_a_year_before_the_newest_release():
    month = Period.month(2020, 7)
    assert is_recent(month, date(2020, 8, 25))
    assert is_recent(month, month.end + timedelta(days=364))
    assert not is_recent(month, month.end + timedelta(days=365))
