"""What else could be said of a fresh value is what another part of the project says of it, one series at a time."""

from datetime import date, timedelta

import numpy as np
import pytest

from etl.bands.alternatives import median_by_age
from etl.bands.finder import RangeFinder
from etl.store.revisions import revision_stats
from etl.store.series_index import SeriesIndex

MEASURES = ["unregulated-deaths-month", "overdose-deaths-12m-reported", "apparent-opioid-deaths-quarter"]


@pytest.fixture(scope="module")
def index(shipped):
    """The series that ship, with the notes on what is counted anew: in some of the last measure."""
    return SeriesIndex.of_snapshot(shipped)


@pytest.fixture(scope="module")
def finder(index, shipped):
    return RangeFinder(index, shipped.notes)


@pytest.mark.parametrize("edition", [13, None])
@pytest.mark.parametrize("measure", MEASURES)
def test_medians_of_all_places_are_those_of_each_series(finder, index, measure, edition):
    values = finder.backtest(measure, "all", edition).values
    expected = []
    for place, day, age, value in zip(values.place, values.day, values.age, values.value, strict=True):
        series = index.find(measure=measure, place=values.places[place])
        experience = revision_stats(series, date.fromordinal(int(day)), edition).for_age(timedelta(days=int(age)))
        expected.append(value * (1 + (experience.median if experience.changes else 0)))
    medians = median_by_age(finder, (measure, "all"), edition)
    assert medians == pytest.approx(np.array(expected), rel=1e-12)
    assert (medians != values.value).any() == any(np.array(expected) != values.value)
