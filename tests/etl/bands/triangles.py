"""Invented triangles: months whose final counts are drawn, and what releases say of them on their way there."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from etl.bands.finder import RangeFinder
from etl.core.model import Period
from etl.store.series_index import SeriesIndex

FIRST_MONTH = Period.month(2000, 1)


MEASURE = "unregulated-deaths-month"


def rows(statements):
    """Rows of the table: ``(place, period, day, value)``."""
    places, periods, days, values = zip(*statements, strict=True)
    table = pd.DataFrame(
        {
            "source": "ca-bc-coroners",
            "measure": MEASURE,
            "place": pd.Series(places, dtype="str"),
            "group": "all",
            "period_start": pd.to_datetime([period.start for period in periods]),
            "period_end": pd.to_datetime([period.end for period in periods]),
            "vintage": pd.to_datetime(days),
            "value": pd.Series(values, dtype="Float64"),
            "status": ["suppressed" if value is None else "provisional" for value in values],
            "release": "r",
            "edition": 1,
        }
    )
    return table.sort_values(["place", "period_start", "vintage"], ignore_index=True)


def record(statements):
    """A record of what was stated."""
    return RangeFinder(SeriesIndex(rows(statements))).record(MEASURE, "all", None)


def triangle(months, share_at, *, seed=0, gaps=(25, 60), kept=1.0, mean=150):
    """What releases, some weeks apart, state of the months of the two years before each.

    ``share_at`` gives from the age in days and what a month is short of at first the share of its final count that is
    published; ``kept`` is the share of statements that stand in releases held.
    """
    random = np.random.default_rng(seed)
    final, short = random.poisson(mean, months), random.gamma(4, 0.03, months)
    ends = [FIRST_MONTH.shift(month).end for month in range(months)]
    statements, day = [], ends[12]
    while day < ends[-1] + timedelta(days=800):
        for month, end in enumerate(ends):
            age = (day - end).days
            if 15 <= age <= 800 and random.random() < kept:
                statements.append(
                    ("CA-BC", FIRST_MONTH.shift(month), day, round(final[month] * share_at(age, short[month])))
                )
        day += timedelta(days=int(random.integers(*gaps)))
    return statements


def day_of(text):
    return date.fromisoformat(text).toordinal()
