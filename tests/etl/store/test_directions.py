"""Which way earlier figures moved, counted only from what was public on the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.model import Period
from etl.store import ledger
from etl.store.directions import (
    MIN_EARLY_VALUE,
    MIN_PAIRS,
    Direction,
    DirectionCounts,
    changes_to_maturity,
    count_directions,
)
from etl.store.files import Store
from etl.store.revisions import MATURITY
from etl.store.series import Restatement, Series
from etl.store.series_index import SeriesIndex
from tests.etl.store.test_revisions import series, value_at

DAY = date(2024, 1, 1)
EDITION, AS_OF_EDITION = 13, date(2026, 11, 24)
"""The edition of which the table of the review was made, and the day it was."""


def changes(*histories, day=DAY, edition=None):
    return [round(change, 6) for change in changes_to_maturity(series(*histories), day, edition)]


# -- what is a pair ----------------------------------------------------------------------------------------------------


def test_the_first_early_figure_is_compared_with_the_first_mature_one():
    assert changes([(50, 100.0), (200, 104.0), (400, 110.0), (800, 112.0)]) == [0.1]


def test_a_month_counts_only_where_both_figures_are_held():
    assert changes([(30, 100.0)], [(400, 110.0)], [], [(364, 100.0), (365, 90.0)]) == [-0.1]


def test_a_figure_published_before_its_period_ended_is_no_early_one():
    assert changes([(-10, 90.0), (30, 100.0), (400, 110.0)]) == [0.1]
    assert changes([(-10, 90.0), (400, 110.0)]) == []


def test_figures_of_few_deaths_are_left_out():
    few = float(MIN_EARLY_VALUE - 1)
    assert changes([(30, few), (400, 20.0)], [(30, few + 1), (400, 20.0)], [(30, few), (60, 20.0), (400, 22.0)]) == [1]


def test_withheld_figures_are_passed_over_and_a_fall_to_none_is_one():
    assert changes([(30, None), (40, 100.0), (400, None), (500, 110.0)]) == [0.1]
    assert changes([(30, 100.0), (400, 0.0)]) == [-1.0]


def test_a_restatement_without_a_change_is_a_pair_that_stayed():
    june = Period.month(2020, 6)
    day = june.end + MATURITY
    june_deaths = Series(("s", "m", "CA-BC", "all"), {june: (value_at(june, 30, 100.0),)}, (Restatement(day, 1, june),))
    assert changes_to_maturity(june_deaths, day) == (0.0,)
    assert changes_to_maturity(june_deaths, day - timedelta(days=1)) == ()


def test_only_what_was_public_and_learned_is_used():
    history = [(30, 100.0, 1), (400, 110.0, 2), (380, 105.0, 3)]
    mature = date(2020, 1, 31) + timedelta(days=400)
    assert changes(history, day=mature - timedelta(days=1), edition=2) == []
    assert changes(history, day=mature, edition=1) == []
    assert changes(history, day=mature, edition=2) == [0.1]
    assert changes(history, day=mature) == [0.05]


HISTORIES = st.lists(
    st.lists(st.tuples(st.integers(0, 900), st.none() | st.integers(5, 30).map(float), st.integers(1, 3)), max_size=5),
    max_size=4,
)


@given(HISTORIES, st.dates(date(2020, 1, 31), date(2023, 1, 1)), st.integers(0, 3))
def test_what_comes_later_does_not_change_an_earlier_answer(history, day, edition):
    by_now = series(*history)
    log = {
        month: tuple(entry for entry in entries if entry.vintage <= day and entry.edition <= edition)
        for month, entries in by_now.log.items()
    }
    assert changes_to_maturity(by_now, day, edition) == changes_to_maturity(Series(by_now.key, log), date.max)


# -- what they say -----------------------------------------------------------------------------------------------------


def counts(up=0, same=0, down=0):
    return DirectionCounts((0.1,) * up + (0.0,) * same + (-0.1,) * down)


@pytest.mark.parametrize(
    ("numbers", "direction"),
    [
        ({}, Direction.TOO_FEW),
        ({"up": MIN_PAIRS - 1}, Direction.TOO_FEW),
        ({"up": MIN_PAIRS}, Direction.UP),
        ({"down": MIN_PAIRS}, Direction.DOWN),
        ({"same": MIN_PAIRS}, Direction.UNCHANGED),
        ({"up": 103, "same": 0, "down": 5}, Direction.UP),
        ({"up": 0, "same": 100, "down": 495}, Direction.DOWN),
        ({"up": 50, "same": 50}, Direction.UP),
        ({"up": 49, "same": 51}, Direction.UNCHANGED),
        ({"up": 17, "down": 21}, Direction.BOTH_WAYS),
        ({"up": 75, "down": 25}, Direction.UP),
        ({"up": 74, "down": 26}, Direction.BOTH_WAYS),
        ({"up": 26, "down": 74}, Direction.BOTH_WAYS),
        ({"up": 60, "same": 20, "down": 20}, Direction.BOTH_WAYS),
    ],
)
def test_a_direction_needs_enough_pairs_and_a_clear_lead(numbers, direction):
    assert counts(**numbers).direction is direction


def test_a_lead_of_half_with_a_quarter_that_fell_is_no_direction():
    assert counts(up=6, down=2).quartiles[0] == pytest.approx(0.05)
    assert DirectionCounts((0.01,) * 6 + (-0.9,) * 2).direction is Direction.BOTH_WAYS


def test_the_counts_add_up():
    actual = counts(up=3, same=2, down=1)
    assert (actual.count, actual.up, actual.unchanged, actual.down) == (6, 3, 2, 1)
    assert actual.median == pytest.approx(0.05)


def test_series_are_counted_together():
    first, second = series([(30, 100.0), (400, 110.0)]), series([(30, 100.0), (400, 90.0)])
    assert count_directions([first, second], DAY).changes == pytest.approx((0.1, -0.1))
    assert count_directions([], DAY).direction is Direction.TOO_FEW


# -- the table that is shipped, as of edition 13 -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def index():
    snapshot = Store().load()
    return SeriesIndex(snapshot.table, ledger.restated_spans(snapshot.ledger))


BC, CDC = "unregulated-deaths-month", "overdose-deaths-12m-{}"
OPIOIDS, STIMULANTS = "apparent-opioid-deaths-quarter", "apparent-stimulant-deaths-quarter"


@pytest.mark.parametrize(
    ("measure", "whole", "expected", "percent"),
    [
        # up, unchanged, down; then the median and both quartiles, as in the review of November 2026
        (BC, "", (104, 13, 6), (8.6, 3.8, 11.7)),
        ("unregulated-deaths-year", "", (14, 0, 0), (3.4, 2.8, 4.9)),
        (CDC.format("reported"), "US", (938, 342, 110), (0.3, 0.0, 1.1)),
        (CDC.format("predicted"), "US", (175, 115, 230), (0.0, -0.4, 0.1)),
        (OPIOIDS, "CA", (14, 2, 11), (0.4, -8.4, 3.8)),
        (STIMULANTS, "CA", (11, 2, 1), (23.7, 3.9, 102.6)),
        ("ct-accidental-drug-deaths-month", "", (1, 13, 0), (0.0, 0.0, 0.0)),
    ],
)
def test_the_counts_of_what_is_shipped(index, measure, whole, expected, percent):
    places = [place for _, name, place, group in index.keys if (name, group) == (measure, "all") and place != whole]
    every = [index.find(measure=measure, place=place) for place in places]
    actual = count_directions(every, AS_OF_EDITION, EDITION)
    assert (actual.up, actual.unchanged, actual.down) == expected
    assert [round(100 * change, 1) + 0.0 for change in (actual.median, *actual.quartiles)] == pytest.approx(percent)


@pytest.mark.parametrize(
    ("measure", "place", "expected", "direction"),
    [
        (BC, "CA-BC", (98, 2, 5), Direction.UP),
        (CDC.format("reported"), "US", (25, 4, 3), Direction.UP),
        (CDC.format("predicted"), "US", (7, 4, 11), Direction.BOTH_WAYS),
        (OPIOIDS, "CA-QC", (0, 0, 4), Direction.TOO_FEW),
        ("sf-overdose-deaths-month", "US-CA-SF", (1, 0, 0), Direction.TOO_FEW),
        ("ct-accidental-drug-deaths-month", "US-CT", (1, 13, 0), Direction.UNCHANGED),
    ],
)
def test_the_direction_of_a_place_that_is_shipped(index, measure, place, expected, direction):
    actual = count_directions([index.find(measure=measure, place=place)], AS_OF_EDITION, EDITION)
    assert (actual.up, actual.unchanged, actual.down) == expected
    assert actual.direction is direction
