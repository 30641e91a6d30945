"""What is learned for a day is the same from all that is held and from what was public then: nothing of the future."""

import numpy as np
import pandas as pd
import pytest

from etl.bands.alternatives import estimates
from etl.bands.finder import RangeFinder
from etl.bands.scored_series import ScoreMoment, score_series
from etl.store.series_index import SeriesIndex

CDC = "overdose-deaths-12m-reported"


def index_until(shipped, spans, day=pd.Timestamp.max):
    """What was public on a day."""
    table, restated = shipped.table[shipped.table["vintage"] <= day], spans[spans["vintage"] <= day]
    return SeriesIndex(table.reset_index(drop=True), restated)


def finder_until(shipped, spans, day=pd.Timestamp.max):
    """Ranges over what was public on a day."""
    return RangeFinder(index_until(shipped, spans, day), shipped.notes)


def learned(record, day):
    """What is known on a day, by place and days, and the ranges of the values of that day."""
    targets = record.sights.rows((record.sights.day == day) & record.sights.is_fresh)
    past = record.experience(day, targets.place)
    codes = np.array(past.places)[past.place]
    rows = zip(codes, past.end, past.day, past.value, past.later, past.later_day, strict=True)
    ranges = record.ranges(targets, day)
    values = zip(np.array(targets.places)[targets.place], targets.end, ranges.quantiles.tolist(), strict=True)
    return list(rows), [(code, end, [round(x, 6) for x in quantiles]) for code, end, quantiles in values]


@pytest.mark.parametrize(("measure", "group"), [("unregulated-deaths-month", "all"), (CDC, "all"), (CDC, "drug:T40.4")])
def test_every_release_day_of_what_has_ranges(shipped, spans, measure, group):
    whole = finder_until(shipped, spans).record(measure, group, None)
    days = np.unique(whole.sights.day).tolist()
    for day in days:
        cut = finder_until(shipped, spans, pd.Timestamp.fromordinal(day)).record(measure, group, None)
        np.testing.assert_equal(learned(whole, day), learned(cut, day))
    assert len(learned(whole, days[-1])[0]) > 50
    assert whole.shares is None or not np.isnan(whole.shares.excess(whole.sights, days[3])).all()


def estimates_of_a_day(finder, day):
    """The publisher's estimates for the fresh counts of a day, as they are and rescaled."""
    counts, forecasts = (finder.sights(measure, "all", None) for measure in (CDC, CDC.replace("reported", "predicted")))
    return estimates(counts.rows((counts.day == day) & counts.is_fresh), counts, forecasts)


@pytest.mark.parametrize("day", ["2019-06-30", "2024-04-30"])
def test_the_estimates_beside_ranges_are_those_of_their_day(shipped, spans, day):
    number, cut = pd.Timestamp(day).toordinal(), finder_until(shipped, spans, pd.Timestamp(day))
    then = estimates_of_a_day(cut, number)
    np.testing.assert_equal(estimates_of_a_day(finder_until(shipped, spans), number), then)
    assert len(then[1]) > 200
    assert not np.isnan(then[1]).all()


@pytest.mark.parametrize(
    ("series", "day"), [(("unregulated-deaths-month", "all"), "2022-10-31"), ((CDC, "all"), "2024-12-31")]
)
def test_the_scores_as_of_a_day_are_those_of_what_was_public_then(shipped, spans, finder, series, day):
    moment = pd.Timestamp(day)
    cut = index_until(shipped, spans, moment)
    then = list(score_series(RangeFinder(cut, shipped.notes), series))
    assert list(score_series(finder, series, ScoreMoment(moment.date()))) == then
    assert 0 < then[-1].lines[-1].in_80.ranges < list(score_series(finder, series))[-1].lines[-1].in_80.ranges
