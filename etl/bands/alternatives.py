"""What else could be said of a fresh value: itself, a median change by age, the publisher's own estimate."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pandas as pd

from etl.bands.checks import Backtest
from etl.bands.finder import RangeFinder
from etl.bands.pending import COMPANIONS, SETTLED_DAYS, SETTLED_PERIODS
from etl.bands.sights import Floats, Sights, matching_values
from etl.store.revisions import revision_stats
from etl.store.series import Series

FindSeries = Callable[[str], Series | None]
"""Finds the series of a place."""


def median_by_age(backtest: Backtest, find_series: FindSeries, edition: int | None = None) -> Floats:
    """Return each value with the median change of earlier ones of its age class, as public then; unchanged without."""
    values = backtest.values
    series = [find_series(place) for place in values.places]
    changed = []
    for row in range(len(values)):
        own = series[values.place[row]]
        day, age = date.fromordinal(int(values.day[row])), timedelta(days=int(values.age[row]))
        stats = revision_stats(own, day, edition).for_age(age) if own else None
        changed.append(values.value[row] * (1 + (stats.median if stats and stats.changes else 0)))
    return np.array(changed)


def estimates(values: Sights, reported: Sights, estimated: Sights) -> tuple[Floats, Floats]:
    """Return the publisher's estimate beside each value, and the same scaled by what estimates overshot at the place.

    ``reported`` and ``estimated`` are all sights of the counts and of the estimates. That share is the median of count
    to estimate over the newest settled periods, as both stood that day. NaN where there is none.
    """
    plain = matching_values(values, estimated)
    ratios = np.full(len(values), np.nan)
    for day in np.unique(values.day):
        counts, forecasts = (_settled(sights, int(day)) for sights in (reported, estimated))
        shares = (counts / forecasts).dropna().groupby("place").tail(SETTLED_PERIODS)
        median = shares.groupby("place").median()
        here = values.day == day
        ratios[here] = median.reindex(np.array(values.places)[values.place[here]]).to_numpy()
    return plain, plain * ratios


def _settled(sights: Sights, day: int) -> "pd.Series[float]":
    """Return the value of each settled period as of a day, by place and end of the period."""
    old = sights.rows((sights.day <= day) & (sights.end <= day - SETTLED_DAYS))
    frame = pd.DataFrame({"place": np.array(old.places)[old.place], "end": old.end, "value": old.value})
    newest = frame.drop_duplicates(["place", "end"], keep="last").set_index(["place", "end"])
    values: pd.Series[float] = newest["value"]
    return values


def others_beside(
    finder: RangeFinder, find_series: FindSeries, series: tuple[str, str], edition: int | None = None
) -> dict[str, Floats]:
    """Return what else could be said of each value that was checked, by its name; NaN where that is nothing."""
    measure, group = series
    backtest = finder.backtest(measure, group, edition)
    others = {"raw": backtest.values.value, "by age": median_by_age(backtest, find_series, edition)}
    if measure not in COMPANIONS:
        return others
    names = (measure, COMPANIONS[measure].estimate)
    plain, rescaled = estimates(backtest.values, *(finder.sights(name, group, edition) for name in names))
    return {**others, "estimate": plain, "rescaled": rescaled}
