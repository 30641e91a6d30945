"""Maturity: which part of its eventual value a period had at each age, and how first values differ from later ones."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.model import Period
from etl.store import ledger
from etl.store.files import Store
from etl.store.maturity import AGES_MONTHS, Spread, eventual_value, first_to_eventual, first_to_newest, maturity_by_age
from etl.store.revision_paths import revision_paths
from etl.store.series_index import SeriesIndex

JUNE = Period.month(2020, 6)
FIRST, LAST = Period.month(2016, 6), Period.month(2024, 12)


def path(*points):
    return [(JUNE.end + timedelta(days=days), value) for days, value in points]


def test_the_eventual_value_is_the_first_of_a_year_or_more():
    assert eventual_value(JUNE, path((40, 90.0), (364, 99.0), (365, 100.0), (900, 120.0))) == 100
    assert eventual_value(JUNE, path((40, 90.0), (364, 99.0))) is None


def test_a_share_is_of_the_eventual_value_not_of_the_newest():
    shares = maturity_by_age({JUNE: path((40, 90.0), (80, 95.0), (400, 100.0), (900, 120.0))})
    ratios = {months: spread.ratios for months, spread in shares.items()}
    assert ratios == {2: (0.9,), 3: (0.95,), 6: (0.95,), 9: (0.95,), 12: (0.95,)}


def test_too_few_periods_have_no_tenths():
    assert Spread(tuple(range(1, 10))).tenths is None
    assert Spread(tuple(range(1, 12))).tenths == (2, 10)


@given(st.dictionaries(st.integers(0, 40), st.lists(st.tuples(st.integers(0, 800), st.integers(1, 99)), min_size=1)))
def test_every_share_is_of_a_period_that_has_both_values(months):
    paths = {
        Period.month(2020 + month // 12, month % 12 + 1): sorted(
            (Period.month(2020 + month // 12, month % 12 + 1).end + timedelta(days=days), float(value))
            for days, value in dict(points).items()
        )
        for month, points in months.items()
    }
    eventual = {period for period, values in paths.items() if eventual_value(period, values) is not None}
    for age, spread in maturity_by_age(paths).items():
        young = {period for period in eventual if any((day - period.end).days <= age * 31 for day, _ in paths[period])}
        assert 0 < spread.count <= len(young)
        assert list(spread.ratios) == sorted(spread.ratios)
        assert age in AGES_MONTHS
    assert (first_to_eventual(paths) is not None) == bool(eventual)


@pytest.fixture(scope="module")
def months():
    """The values of British Columbia's months of which a first figure is held, as public on a day."""
    snapshot = Store().load()
    index = SeriesIndex(snapshot.table, ledger.restated_spans(snapshot.ledger), snapshot.notes)
    paths = revision_paths(index.find(measure="unregulated-deaths-month", place="CA-BC"), date(2026, 11, 29))
    return {period: path for period, path in paths.items() if FIRST.start <= period.start <= LAST.start}


def test_from_the_first_figure_to_the_newest(months):
    spread = first_to_newest(months)
    assert (spread.count, round(spread.median - 1, 3)) == (97, 0.1)
    assert (round(spread.ratios[0] - 1, 2), round(spread.ratios[-1] - 1, 2)) == (-0.06, 0.42)


def test_from_the_first_figure_to_that_of_a_year_on(months):
    spread = first_to_eventual(months)
    assert (spread.count, round(spread.median - 1, 2)) == (97, 0.09)


def test_no_period_is_lost_from_one_age_to_a_later_one(months):
    """A month that was not published again between two ages is as complete at the later one as at the earlier."""
    spreads = maturity_by_age(months)
    counts = [spreads[age].count for age in AGES_MONTHS]
    assert counts == sorted(counts)
    assert counts[-1] == 97
    assert round(spreads[12].median, 2) == 0.93
