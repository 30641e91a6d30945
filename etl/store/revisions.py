"""Measures how much values of a certain age changed later, from what was public on a day.

After the revision analyses of statistical offices (ONS, OECD): a value of an early age is compared with the same
period's value once it is mature. Only what was public on the day asked about is used, so that the answer for a past
day is the one a reader could have had then.

Decision D10 in README.md.
"""

import statistics
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter

from etl.core.model import Period
from etl.store.series import PublishedValue, Series
from etl.store.series_cache import cached_by_series

Sight = tuple[date, float]
"""A value and a day on which it was published."""

MATURITY = timedelta(days=365)
"""A value published a year or more after its period ended is taken as mature."""
AGE_CLASS_ENDS = (timedelta(days=60), timedelta(days=120), MATURITY - timedelta(days=1))
"""Upper ends of the age classes: values this long after the end of their period are compared with each other."""
_YOUNGEST_AGES = (timedelta(0), *(oldest + timedelta(days=1) for oldest in AGE_CLASS_ENDS[:-1]))
AGE_CLASSES = tuple(zip(_YOUNGEST_AGES, AGE_CLASS_ENDS, strict=True))
"""The youngest and the oldest age of each class."""
MIN_SAMPLE = 5
"""Fewer earlier periods than this are too few to speak of."""
SETTLED_THRESHOLD = 0.01
"""A class whose values later changed by less than this, at the median, counts as settled."""


class ChangeSpread:
    """What became of earlier values: each change is a share of the early value, so 0.1 is ten per cent more."""

    changes: tuple[float, ...]

    @property
    def count(self) -> int:
        """Number of earlier periods looked at."""
        return len(self.changes)

    @property
    def median(self) -> float:
        """The middle change; ``StatisticsError`` where there is none."""
        return statistics.median(self.changes)

    @property
    def quartiles(self) -> tuple[float, float]:
        """Lower and upper quartile; ``StatisticsError`` where there are fewer than two changes."""
        lower, _, upper = statistics.quantiles(self.changes, n=4, method="inclusive")
        return lower, upper


@dataclass(frozen=True)
class RevisionStats(ChangeSpread):
    """What became of earlier values of one age class."""

    min_age: timedelta
    max_age: timedelta
    changes: tuple[float, ...]

    @property
    def is_sufficient(self) -> bool:
        """Whether they are enough to speak of."""
        return self.count >= MIN_SAMPLE

    @property
    def is_settled(self) -> bool:
        """Whether values of this age are known to have changed little."""
        return self.is_sufficient and abs(self.median) < SETTLED_THRESHOLD


@dataclass(frozen=True)
class RevisionStatsByAge:
    """The experience of every age class, as it stood on a day."""

    age_classes: tuple[RevisionStats, ...]

    def for_age(self, age: timedelta) -> RevisionStats | None:
        """Return the class an age falls in, the youngest for one published before its period ended; None if mature."""
        return next((age_class for age_class in self.age_classes if age <= age_class.max_age), None)


@cached_by_series(4096)
def revision_stats(series: Series, day: date, edition: int | None = None) -> RevisionStatsByAge:
    """Measure how values of each age class had changed by ``day``, among the periods that were mature by then.

    Suppose June 2019 was 100 when it was 50 days old, and 110 after a year. Then the class of up to 60 days has a
    change of 110 / 100 - 1 = 0.1. A period that was not yet a year old on ``day`` counts in no class, nor does one
    whose mature value counts something else.
    """
    changes: tuple[list[float], ...] = tuple([] for _ in AGE_CLASS_ENDS)
    for period, mature, early in _aged_values(series, edition):
        upto = bisect_right(mature, day, key=itemgetter(0))
        if not upto:
            continue
        last_seen, last = mature[upto - 1]
        for class_changes, sight in zip(changes, early, strict=True):
            if sight and series.counts_alike(period, sight[0], last_seen):
                class_changes.append(last / sight[1] - 1)
    classes = zip(AGE_CLASSES, changes, strict=True)
    return RevisionStatsByAge(
        tuple(RevisionStats(young, old, tuple(class_changes)) for (young, old), class_changes in classes)
    )


@cached_by_series(512)
def _aged_values(series: Series, edition: int | None) -> list[tuple[Period, list[Sight], list[Sight | None]]]:
    """Return each period with its mature values and the first value of each age class, each with its day.

    An early value was public before any mature one.
    """
    aged_values = []
    for period, publications in publications_by_period(series, edition).items():
        aged = [(seen - period.end, seen, entry.value) for seen, entry in publications]
        mature = [(seen, value) for age, seen, value in aged if age >= MATURITY and value is not None]
        early = [
            next(((seen, value) for age, seen, value in aged if value and young <= age <= old), None)
            for young, old in AGE_CLASSES
        ]
        aged_values.append((period, mature, early))
    return aged_values


@cached_by_series(512)
def publications_by_period(series: Series, edition: int | None) -> dict[Period, list[tuple[date, PublishedValue]]]:
    """Return for each period what ``Series.publications`` does; kept, since each question of ages asks for it."""
    return {period: series.publications(period, edition) for period in series.log}


def last_day_of(publications: Sequence[tuple[date, PublishedValue]], day: date) -> date | None:
    """Return the last day, up to ``day``, of ``Series.publications``: on it the value was published, changed or not."""
    upto = bisect_right(publications, day, key=itemgetter(0))
    return publications[upto - 1][0] if upto else None


def is_recent(period: Period, newest_release: date) -> bool:
    """Tell whether a period had ended less than a year before the newest release."""
    return newest_release - period.end < MATURITY
