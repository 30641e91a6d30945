"""Of very many places some lend their experience to the others: what ranges learn from stays within bounds."""

from datetime import date

import numpy as np
import pytest

from etl.bands.checks import run_backtest
from etl.bands.lenders import MAX_LENDERS, lending_places
from etl.core.model import Period
from tests.etl.bands.triangles import day_of, record

MONTHS = [Period.month(2020, 1).shift(month) for month in range(6)]
RELEASES = [day_of(f"{year}-{month:02}-20") for year in (2020, 2021) for month in (5, 8, 11)]


def counties(count):
    """Counties of 10 deaths a month, 11, 12 …: of each month a tenth is missing in the first year."""
    return record(
        (f"US-OH-{county:05}", month, date.fromordinal(day), value(county, month, day))
        for county in range(count)
        for month in MONTHS
        for day in RELEASES
        if day > month.end.toordinal()
    )


def value(county, month, day):
    final = 100 + 10 * county
    return final if day - month.end.toordinal() > 365 else final * 9 // 10


@pytest.fixture(scope="module")
def many():
    return counties(3 * MAX_LENDERS)


def test_all_of_not_so_many_places_lend():
    few = counties(MAX_LENDERS)
    for day in RELEASES[1:]:
        assert lending_places(few.sights, day).tolist() == list(range(MAX_LENDERS))
    assert lending_places(few.sights, RELEASES[0] - 365).tolist() == []


def test_of_more_places_some_lend_from_the_smallest_to_the_largest(many):
    lenders = lending_places(many.sights, RELEASES[-1]).tolist()
    assert len(set(lenders)) == MAX_LENDERS
    assert (lenders[0], lenders[-1]) == (0, 3 * MAX_LENDERS - 1)
    assert set(np.diff(lenders)) == {3, 4}


def test_who_lends_on_a_day_is_told_by_what_was_public_then(many):
    sights, day = many.sights, RELEASES[3]
    changed = sights.rows(np.ones(len(sights), dtype=bool))
    changed.value[changed.day > day] *= 1 + (changed.place[changed.day > day] * 7) % 5
    assert lending_places(changed, day).tolist() == lending_places(sights, day).tolist()
    assert lending_places(changed, RELEASES[-1]).tolist() != lending_places(sights, RELEASES[-1]).tolist()


def test_a_place_learns_from_those_and_from_itself(many):
    day = RELEASES[-1]
    lenders = lending_places(many.sights, day)
    place = next(place for place in range(3 * MAX_LENDERS) if place not in lenders)
    past = many.experience(day, np.array([place]))
    assert set(past.place) == {*lenders.tolist(), place}
    targets = many.sights.rows((many.sights.day == day) & (many.sights.place == place) & many.sights.is_fresh)
    ranges = many.ranges(targets, day)
    assert ranges.has_own.all()
    assert ranges.quantiles[:, 2] / targets.value == pytest.approx(10 / 9, rel=0.01)


def test_only_those_are_checked_beside_what_they_became(many):
    values = run_backtest(many).values
    for day in np.unique(values.day).tolist():
        assert set(values.place[values.day == day]) <= set(lending_places(many.sights, day).tolist())
    assert len(values) == len(run_backtest(counties(MAX_LENDERS)).values) > MAX_LENDERS
