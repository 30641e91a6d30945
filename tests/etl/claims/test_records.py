"""Records and streaks: ranks with ties, limits of the field, what only fresh figures contradict, and the turn."""

from datetime import date

import pytest

from etl.core.quotation import Direction, Rank, Streak
from tests.etl.claims import made
from tests.etl.claims.made import YEAR, figure, judged, quote

HIGH, LOW = Direction.HIGH, Direction.LOW
DAY = "2020-08-01"


def of_months(values, day=DAY, later=(), first=(2020, 1)):
    """Months one after another from January 2020, all of one day; ``later`` are figures of later days."""
    year, month = first
    labels = [
        f"{year + (month - 1 + number) // 12}-{(month - 1 + number) % 12 + 1:02}" for number in range(len(values))
    ]
    rows = [figure(label, day, value) for label, value in zip(labels, values, strict=True) if value is not None]
    return made.holdings(*rows, *later)


def ranked(values, period, rank, written=DAY, later=()):
    quotation = quote(period, rank.position, "rank", unit="rank", rank=rank)
    return judged(quotation, written, of_months(values, later=later))


def in_a_row(values, period, streak, written=DAY, later=()):
    quotation = quote(period, streak.length, "streak", unit="months", streak=streak)
    return judged(quotation, written, of_months(values, later=later))


@pytest.mark.parametrize(
    ("values", "rank", "status"),
    [
        ([10, 20, 30], Rank(HIGH), "matches_both"),
        ([10, 30, 30], Rank(HIGH), "matches_both"),  # ties share
        ([40, 20, 30], Rank(HIGH), "matches_neither"),
        ([40, 20, 30], Rank(HIGH, 2), "matches_both"),
        ([10, 20, 30], Rank(HIGH, 2), "matches_neither"),
        ([None, 20, 30], Rank(HIGH), "matches_both"),  # what is not held says nothing
        ([40, 50, 30], Rank(LOW), "matches_both"),
        ([40, 20, 30], Rank(LOW, 2), "matches_both"),
        ([31, 20, 30], Rank(HIGH, is_near=True), "matches_both"),
        ([40, 20, 30], Rank(HIGH, is_near=True), "matches_neither"),
        ([10, 20, 30], Rank(HIGH, is_near=True), "matches_neither"),  # it is the record
        ([30, 29, 30], Rank(LOW, is_near=True), "matches_both"),
    ],
)
def test_where_the_third_month_stands(values, rank, status):
    assert ranked(values, "2020-03", rank).status == status


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ([10, 30, 40, 20], "matches_both"),
        ([10, 30, 20, 20], "matches_neither"),
        ([30, 30, 40, 20], "matches_neither"),  # January was not as low
        ([10, None, 40, 20], "matches_both"),
    ],
)
def test_the_lowest_since_january(values, status):
    rank = Rank(LOW, since=made.quote("2020-01", 1).period)
    assert ranked(values, "2020-04", rank).status == status


def test_only_the_months_named_are_ranked():
    rank = Rank(LOW, within=made.quote("2020-03/2020-12", 1).period)
    assert ranked([5, 6, 30, 40, 20], "2020-05", rank).status == "matches_both"
    assert ranked([5, 6, 30, 40, 20], "2020-05", Rank(LOW)).status == "matches_neither"


def test_a_month_alone_is_no_record():
    judgement = ranked([30], "2020-01", Rank(HIGH))
    assert (judgement.status, judgement.reason) == ("not_comparable", "not_held_then")


def test_later_months_are_not_let_in_and_the_coverage_is_given():
    later = [figure("2020-05", "2020-12-01", 100)]
    judgement = ranked([10, None, 20, 30], "2020-04", Rank(HIGH), later=later)
    assert judgement.status == "matches_both"
    assert (judgement.record_then.covered, judgement.record_then.periods) == (3, 4)
    assert (judgement.record_now.value, judgement.turned) == (1, None)


def test_the_day_is_given_from_which_it_no_longer_holds():
    later = [figure("2020-01", "2020-10-01", 31), figure("2020-01", "2020-12-01", 32)]
    judgement = ranked([10, 20, 30], "2020-03", Rank(HIGH), later=later)
    assert (judgement.status, judgement.turned) == ("matches_then", date(2020, 10, 1))
    assert (judgement.record_then.value, judgement.record_now.value) == (1, 2)


def test_what_holds_again_at_last_has_not_turned():
    later = [figure("2020-01", "2020-10-01", 31), figure("2020-01", "2020-12-01", 29)]
    judgement = ranked([10, 20, 30], "2020-03", Rank(HIGH), later=later)
    assert (judgement.status, judgement.turned) == ("matches_both", None)


def test_a_stale_month_does_not_contradict():
    rows = [figure("2020-01", "2020-06-01", 40), figure("2020-02", "2020-07-01", 20), figure("2020-03", DAY, 30)]
    quotation = quote("2020-03", 1, "rank", unit="rank", rank=Rank(HIGH))
    judgement = judged(quotation, DAY, made.holdings(*rows))
    assert (judgement.status, judgement.reason) == ("not_comparable", "stale")


def test_years_are_ranked_among_years():
    rows = [figure(str(year), "2023-01-31", value, YEAR) for year, value in ((2020, 1774), (2021, 2306), (2022, 2272))]
    quotation = quote("2022", 2, "rank", unit="rank", rank=Rank(HIGH, 2))
    judgement = judged(quotation, "2023-01-31", made.holdings(*rows))
    assert judgement.status == "matches_both"
    assert [other.period.label for other in judgement.record_then.others] == ["2021"]


@pytest.mark.parametrize(
    ("values", "streak", "status"),
    [
        ([90, 110, 120, 130], Streak(HIGH, 3, 100), "matches_both"),
        ([90, 110, 120, 130], Streak(HIGH, 2, 100), "matches_both"),
        ([90, 110, 120, 130], Streak(HIGH, 2, 100, is_exact=True), "matches_neither"),
        ([90, 110, 120, 130], Streak(HIGH, 3, 100, is_exact=True), "matches_both"),
        ([None, 110, 120, 130], Streak(HIGH, 3, 100, is_exact=True), "matches_both"),
        ([90, 110, 120, 130], Streak(HIGH, 4, 100), "matches_neither"),
        ([None, 110, 120, 130], Streak(HIGH, 4, 100), "not_comparable"),
        ([170, 150, 140, 155], Streak(LOW, 3, 160, is_exact=True), "matches_both"),
        ([100, 110, 120, 130], Streak(HIGH, 3), "matches_both"),
        ([130, 110, 120, 130], Streak(HIGH, 3), "matches_neither"),
        ([130, 120, 110, 100], Streak(LOW, 3), "matches_both"),
        ([130, 120, 120, 100], Streak(LOW, 2), "matches_neither"),
    ],
)
def test_months_in_a_row_up_to_april(values, streak, status):
    assert in_a_row(values, "2020-04", streak).status == status


def test_a_streak_that_a_revision_breaks_turns_on_that_day():
    later = [figure("2020-04", "2020-11-01", 99)]
    judgement = in_a_row([90, 110, 120, 130], "2020-04", Streak(HIGH, 3, 100), later=later)
    assert (judgement.status, judgement.turned) == ("matches_then", date(2020, 11, 1))
    assert (judgement.record_then.value, judgement.record_now.value) == (3, 0)


def test_on_the_eve_of_a_release_either_answer_is_of_the_day():
    later = [figure("2020-01", "2020-09-01", 31)]
    assert ranked([10, 20, 30], "2020-03", Rank(HIGH), "2020-09-01", later).status == "matches_then"
    assert ranked([10, 20, 30], "2020-03", Rank(HIGH), "2020-09-02", later).status == "not_comparable"


def test_nothing_held_of_the_place_says_what_would_be():
    quotation = quote("2024", None, "rank", place="GB-SCT", unit="rank", rank=Rank(LOW))
    judgement = judged(quotation, "2025-09-02")
    assert (judgement.status, judgement.wanted.words) == ("not_comparable", frozenset({"registered"}))
