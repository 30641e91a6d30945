"""Maturity: which part of its eventual value had been published by an age, and how first values differ from later ones.

The eventual value of a period is the first one published :data:`MATURITY` or longer after its end, as in the record of
ranges (``etl.bands``); the newest one is later still, and of young periods it is not eventual at all.
"""

import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from etl.core.model import Period
from etl.store.revision_paths import DAYS_PER_MONTH, DatedValues
from etl.store.revisions import MATURITY

MIN_FOR_TENTHS = 10
"""So many periods have a lowest and a highest tenth."""
AGES_MONTHS = (1, 2, 3, 6, 9, 12)
"""Ages at which maturity is told: from a year on values are eventual themselves."""


@dataclass(frozen=True)
class Spread:
    """Ratios of two values of each of several periods, lowest first; there is at least one."""

    ratios: tuple[float, ...]

    @property
    def count(self) -> int:
        """Number of periods."""
        return len(self.ratios)

    @property
    def median(self) -> float:
        """The ratio of the period in the middle."""
        return statistics.median(self.ratios)

    @property
    def tenths(self) -> tuple[float, float] | None:
        """The ratios that a tenth of the periods are below, and above; None of too few periods."""
        if self.count < MIN_FOR_TENTHS:
            return None
        low, *_, high = statistics.quantiles(self.ratios, n=10, method="inclusive")
        return low, high


def eventual_value(period: Period, path: DatedValues) -> float | None:
    """Return the first value published a year or more after the end of a period; None where none is held."""
    return next((value for day, value in path if day - period.end >= MATURITY), None)


def maturity_by_age(paths: Mapping[Period, DatedValues]) -> dict[int, Spread]:
    """Return by age, in months after the end of the period, which part of the eventual values had been published by it.

    Suppose June was 90 at the age of two months and 100 a year later: by 2 months it has a share of 0.9, and by 6
    still, where nothing was published in between. Each age of :data:`AGES_MONTHS` has all periods of which a value
    had been published by then; ages without any are left out.
    """
    shares: dict[int, list[float]] = {months: [] for months in AGES_MONTHS}
    for period, path in paths.items():
        eventual = eventual_value(period, path)
        if not eventual:
            continue
        for months in AGES_MONTHS:
            until = period.end + timedelta(days=round(months * DAYS_PER_MONTH))
            published = [value for day, value in path if day <= until]
            if published:
                shares[months].append(published[-1] / eventual)
    return {months: Spread(tuple(sorted(ratios))) for months, ratios in shares.items() if ratios}


def first_to_eventual(paths: Mapping[Period, DatedValues]) -> Spread | None:
    """Return the eventual values as ratios of the first ones held; None where there are none."""
    return _spread(
        (path[0][1], eventual)
        for period, path in paths.items()
        if (eventual := eventual_value(period, path)) is not None
    )


def first_to_newest(paths: Mapping[Period, DatedValues]) -> Spread | None:
    """Return the newest values as ratios of the first ones, of periods published more than once; None of none."""
    return _spread((path[0][1], path[-1][1]) for path in paths.values() if len(path) > 1)


def _spread(pairs: Iterator[tuple[float, float]]) -> Spread | None:
    ratios = tuple(sorted(later / first for first, later in pairs if first))
    return Spread(ratios) if ratios else None
