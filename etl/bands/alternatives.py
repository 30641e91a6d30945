"""What else could be said of a fresh value: itself, a median change by age, the publisher's own estimate."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import numpy as np

from etl.bands.finder import RECORDS_CACHE_SIZE, RangeFinder
from etl.bands.pending import COMPANIONS, SETTLED_DAYS, SETTLED_PERIODS
from etl.bands.sights import Floats, Ints, Sights, ends_groups, matching_values
from etl.store.revisions import AGE_CLASSES, MATURITY
from etl.store.series_cache import cached_by_series


def median_by_age(finder: RangeFinder, series: tuple[str, str], edition: int | None = None) -> Floats:
    """Return each value that was checked with the median change of earlier ones of its place and age class.

    The changes are those that ``etl.store.revisions.revision_stats`` gives of the day of the value, for all places at
    once. A value without an earlier one stays as it is.
    """
    values = finder.backtest(*series, edition).values
    factors = np.ones(len(values))
    for day, (low, high), changed in _changes(finder, series, edition):
        rows = np.flatnonzero((values.day == day) & (values.age >= low.days) & (values.age <= high.days))
        medians = _medians(changed.place, changed.later / changed.value - 1, len(values.places))
        factors[rows] = 1 + np.nan_to_num(medians[values.place[rows]])
    factored: Floats = values.value * factors
    return factored


def _medians(groups: Ints, values: Floats, count: int) -> Floats:
    """Return the median of the values of each of ``count`` groups; NaN where there is none."""
    order = np.lexsort((values, groups))
    groups, values = groups[order], values[order]
    first, end = (np.searchsorted(groups, np.arange(count), side=side) for side in ("left", "right"))
    medians, some = np.full(count, np.nan), end > first
    medians[some] = (values[(first + end - 1)[some] // 2] + values[(first + end)[some] // 2]) / 2
    return medians


def _changes(
    finder: RangeFinder, series: tuple[str, str], edition: int | None
) -> Iterator[tuple[int, tuple[timedelta, timedelta], Sights]]:
    """Yield for each day of a checked value and each age class the first values of that age, with what they became.

    That is the last mature value by the day, where it counts the same.
    """
    sights = finder.sights(*series, edition)
    mature = sights.rows(sights.age >= MATURITY.days)
    first = [
        _first_of_cells(sights.rows((low.days <= sights.age) & (sights.age <= high.days) & (sights.value != 0)))
        for low, high in AGE_CLASSES
    ]
    for day in np.unique(finder.backtest(*series, edition).values.day).tolist():
        settled = mature.rows(mature.day <= day)
        last = settled.rows(ends_groups(settled.cell))
        for age_class, early in zip(AGE_CLASSES, first, strict=True):
            _, ours, theirs = np.intersect1d(early.cell, last.cell, assume_unique=True, return_indices=True)
            changed = replace(early.rows(ours), later=last.value[theirs], later_day=last.day[theirs])
            yield day, age_class, changed.rows(~finder.recounts(changed, *series))


def _first_of_cells(sights: Sights) -> Sights:
    """Return the first sight of each cell."""
    return sights.rows(np.unique(sights.cell, return_index=True)[1])


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
    """Return the usual share of the count in the estimate by place, as public on a day; NaN where none is."""
    counts, forecasts = (_settled(sights, day) for sights in (reported, estimated))
    estimates_beside = matching_values(counts, forecasts)
    has_share = estimates_beside > 0
    shares = np.divide(counts.value, estimates_beside, out=np.zeros(len(counts)), where=has_share)
    chosen = np.flatnonzero(has_share)
    place = counts.place[chosen]
    newer = np.searchsorted(place, place, side="right") - np.arange(len(place)) - 1
    newest = chosen[newer < SETTLED_PERIODS]
    medians = _medians(counts.place[newest], shares[newest], len(counts.places))
    return dict(zip(counts.places, medians.tolist(), strict=True))


def _settled(sights: Sights, day: int) -> Sights:
    """Return the last sight of each settled period up to a day, as if of that day: they stood beside each other."""
    old = sights.rows((sights.day <= day) & (sights.end <= day - SETTLED_DAYS))
    newest = old.rows(ends_groups(old.cell))
    return replace(newest, day=np.full(len(newest), day))


@cached_by_series(RECORDS_CACHE_SIZE)
def others_beside(finder: RangeFinder, series: tuple[str, str], edition: int | None = None) -> dict[str, Floats]:
    """Return what else could be said of each value that was checked, by its name; NaN where that is nothing."""
    measure, group = series
    backtest = finder.backtest(measure, group, edition)
    others = {"raw": backtest.values.value, "by age": median_by_age(finder, series, edition)}
    if measure not in COMPANIONS:
        return others
    names = (measure, COMPANIONS[measure].estimate)
    plain, rescaled = estimates(backtest.values, *(finder.sights(name, group, edition) for name in names))
    return {**others, "estimate": plain, "rescaled": rescaled}
