"""Maturity: which part of its eventual value had been published by an age, and how first values differ from later ones.

The eventual value of a period is the first one published :data:`MATURITY` or longer after its end, as in the record of
ranges (``etl.bands``); the newest one is later still, and of young periods it is not eventual at all.
"""

import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from etl.core.model import Period
from etl.store.revision_paths import AGE_ENDS_MONTHS, DatedValues, values_by_age
from etl.store.revisions import MATURITY

MIN_FOR_TENTHS = 10
"""So many periods have a lowest and a highest tenth."""
MATURE_MONTHS = 12
"""Classes of ages up to this are shares of an eventual value; in later ones values are eventual themselves."""


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
    """Return by age, in months after the end of the period, which part of the eventual values had been published.

    Suppose June was 90 at the age of two months and 100 a year later: by 2 months it has a share of 0.9. The ages are
    the ends of the classes of ``values_by_age`` up to :data:`MATURE_MONTHS`, those of which no period is held left out.
    """
    pairs = [(period, path, eventual) for period, path in paths.items() if (eventual := eventual_value(period, path))]
    ages = [months for months in AGE_ENDS_MONTHS if months <= MATURE_MONTHS]
    by_age: dict[int, list[float]] = {months: [] for months in ages}
    for period, path, eventual in pairs:
        for months, value in zip(ages, values_by_age(period, path), strict=False):
            if value is not None:
                by_age[months].append(value / eventual)
    return {months: Spread(tuple(sorted(shares))) for months, shares in by_age.items() if shares}


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
