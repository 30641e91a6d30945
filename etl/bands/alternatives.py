"""What else could be said of a fresh value: itself, a median change by age, the publisher's own estimate."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from etl.bands.checks import Backtest
from etl.bands.finder import RangeFinder
from etl.bands.pending import COMPANIONS, SETTLED_DAYS, SETTLED_PERIODS
from etl.bands.sights import Floats, Sights, ends_groups, matching_values
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
    plain, ratios = matching_values(values, estimated), np.full(len(values), np.nan)
    for day in np.unique(values.day).tolist():
        here = np.flatnonzero(values.day == day)
        shares = _counted_shares(reported, estimated, day)
        ratios[here] = [shares.get(values.places[place], np.nan) for place in values.place[here]]
    return plain, plain * ratios


def _counted_shares(reported: Sights, estimated: Sights, day: int) -> dict[str, float]:
    """Return the usual share of the count in the estimate by place, as public on a day."""
    counts, forecasts = (_settled(sights, day) for sights in (reported, estimated))
    estimates_beside = matching_values(counts, forecasts)
    has_share = estimates_beside > 0
    shares = np.divide(counts.value, estimates_beside, out=np.zeros(len(counts)), where=has_share)
    by_place = ((name, shares[(counts.place == index) & has_share]) for index, name in enumerate(counts.places))
    return {name: float(np.median(own[-SETTLED_PERIODS:])) for name, own in by_place if len(own)}


def _settled(sights: Sights, day: int) -> Sights:
    """Return the last sight of each settled period up to a day, as if of that day: they stood beside each other."""
    old = sights.rows((sights.day <= day) & (sights.end <= day - SETTLED_DAYS))
    newest = old.rows(ends_groups(old.cell))
    return replace(newest, day=np.full(len(newest), day))


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
