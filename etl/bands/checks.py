"""Ranges as they would have been given before, beside what the values became: whether such ranges may be given now.

Each fresh value takes its turn, with nothing but what was public on the day of its release.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from etl.bands.binomial import is_too_few
from etl.bands.lenders import lending_places
from etl.bands.ranges import Ranges
from etl.bands.record import Record, join_ranges
from etl.bands.sights import MATURE_DAYS, NEVER, Bools, Ints, Sights
from etl.bands.silences import Checks, Silence, silence_of

AGE_CLASS_DAYS = 60
"""Of a period one value is checked for so many days of age, the first: others soon after it say the same again."""
COVERAGE = 0.8
"""The share of values that a range is meant to have in it."""
MIN_CHECKS, MIN_RELEASES = 30, 3
"""Fewer checked ranges, or of fewer releases, are no reason to trust the next one."""


def age_classes(ages: Ints) -> Ints:
    """Return the class that each age in days is in, counted from 0: up to 60 days, up to 120, and so on."""
    classes: Ints = np.maximum(ages - 1, 0) // AGE_CLASS_DAYS
    return classes


@dataclass(frozen=True, eq=False)
class Backtest:
    """Every value that could be checked, its range, and why it has none."""

    values: Sights
    ranges: Ranges
    silences: tuple[Silence | None, ...]

    @cached_property
    def has_range(self) -> Bools:
        """Whether a value has a range."""
        return np.array([silence is None for silence in self.silences], dtype=bool)

    def is_within(self, low: int, high: int) -> Bools:
        """Tell whether what a value became lies between two of the quantiles, by their positions."""
        later, quantiles = self.values.later, self.ranges.quantiles
        within: Bools = (quantiles[:, low] <= later) & (later <= quantiles[:, high])
        return within

    def checks(self, day: int, *, only: str = "", without: str = "", age: int | None = None) -> Checks:
        """Count the ranges of values that were mature by a day.

        They are those of one place or without one, and of values of the class of an age in days, where that is given.
        """
        chosen = self.has_range & (self.values.later_day <= day) & ~self.values.is_of(without)
        if only:
            chosen &= self.values.is_of(only)
        if age is not None:
            chosen &= age_classes(self.values.age) == age_classes(np.array(age))
        hits = self.is_within(0, -1)[chosen].sum()
        return Checks(int(chosen.sum()), int(hits), len(np.unique(self.values.day[chosen])), only)


def run_backtest(record: Record) -> Backtest:
    """Give each fresh value of which the later one is held the range that it would have had on its day.

    Checked are the values of the places that lend on that day: where there are very many, not every place is.
    """
    sights = record.sights
    fresh = np.flatnonzero(sights.is_fresh & (sights.later_day < NEVER) & ~record.is_recounted)
    age_class = age_classes(sights.age[fresh])
    _, first = np.unique(MATURE_DAYS * sights.cell[fresh] + age_class, return_index=True)
    by_day = fresh[first][np.argsort(sights.day[fresh[first]], kind="stable")]
    values = _of_lenders(sights, sights.rows(by_day))
    days = np.unique(values.day)
    parts = [record.ranges(values.rows(values.day == day), int(day)) for day in days]
    ranges = join_ranges(parts) if parts else record.ranges(values, 0)
    return Backtest(values, ranges, tuple(silence_of(ranges, row) for row in range(len(values))))


def _of_lenders(sights: Sights, values: Sights) -> Sights:
    """Return the values of places that lend on the day of the value."""
    lends = np.zeros(len(values), dtype=bool)
    for day in np.unique(values.day).tolist():
        lends |= (values.day == day) & np.isin(values.place, lending_places(sights, day))
    return values.rows(lends)


def are_enough(checks: Checks) -> bool:
    """Tell whether ranges that did so before may be given: of enough values, and not shown to miss too many."""
    if checks.ranges < MIN_CHECKS or checks.releases < MIN_RELEASES:
        return False
    return not is_too_few(checks.hits, checks.ranges, COVERAGE)
