"""What is learned for a day is the same from all that is held and from what was public then: nothing of the future."""

import numpy as np
import pandas as pd
import pytest

from etl.bands.finder import RangeFinder
from etl.store.series import SeriesIndex

CDC = "overdose-deaths-12m-reported"


def of_table(shipped, spans, measure, group, day=pd.Timestamp.max):
    table, restated = shipped.table[shipped.table["vintage"] <= day], spans[spans["vintage"] <= day]
    index = SeriesIndex(table.reset_index(drop=True), restated)
    return RangeFinder(index, shipped.notes).record(measure, group, None)


def learned(record, day):
    """What is known on a day, by place and days, and the ranges of the values of that day."""
    past = record.experience(day)
    codes = np.array(past.places)[past.place]
    rows = zip(codes, past.end, past.day, past.value, past.later, past.later_day, strict=True)
    targets = record.sights.rows((record.sights.day == day) & record.sights.is_fresh)
    ranges = record.ranges(targets, day)
    values = zip(np.array(targets.places)[targets.place], targets.end, ranges.quantiles.tolist(), strict=True)
    return list(rows), [(code, end, [round(x, 6) for x in quantiles]) for code, end, quantiles in values]


@pytest.mark.parametrize(("measure", "group"), [("unregulated-deaths-month", "all"), (CDC, "all"), (CDC, "drug:T40.4")])
def test_every_release_day_of_what_has_ranges(shipped, spans, measure, group):
    whole = of_table(shipped, spans, measure, group)
    days = np.unique(whole.sights.day).tolist()
    for day in days:
        cut = of_table(shipped, spans, measure, group, pd.Timestamp.fromordinal(day))
        np.testing.assert_equal(learned(whole, day), learned(cut, day))
    assert len(learned(whole, days[-1])[0]) > 50
    assert whole.shares is None or not np.isnan(whole.shares.excess(whole.sights, days[3])).all()
