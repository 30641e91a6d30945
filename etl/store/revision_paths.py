"""How the values of a series moved through the releases: how far, how long, and which still do.

As everywhere, only what was public on the day asked about is used. A value that was not published again is not taken
as unchanged: what counts is what releases state.
"""

import statistics
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, zip_longest

from etl.core.model import Period
from etl.store.revisions import MATURITY, publications_by_period
from etl.store.series import Series

LAGS_MONTHS = (1, 3, 6, 12, 24)
"""How long after its first value a later one is looked for; up to the next of them, and the last without end."""
LAG_SPANS = tuple(zip_longest(LAGS_MONTHS, LAGS_MONTHS[1:]))
"""From how many months on, and up to how many; None for the last, which has no end."""
CLOSE = (0.05, 0.01)
"""How near to its last value a period has come for good."""
DAYS_PER_MONTH = 365.25 / 12

AGE_ENDS_MONTHS = (1, 2, 3, 6, 9, 12, 24)
"""Up to how many months after the end of its period a value of a triangle was published; of the last class more."""

DatedValues = Sequence[tuple[date, float]]
"""The values of one period, each with the day of its release, oldest first."""


@dataclass(frozen=True)
class Moves:
    """First values, each beside the one published so many months after it, in the order of the periods.

    A first value of nothing is left out: no change from it is a share.

    ``until`` is None for the last: any later value.
    """

    months: int
    until: int | None
    pairs: tuple[tuple[float, float], ...]

    @property
    def count(self) -> int:
        """Number of periods compared."""
        return len(self.pairs)

    @property
    def differences(self) -> tuple[float, ...]:
        """How far later values are above the first ones, in deaths."""
        return tuple(later - first for first, later in self.pairs)

    @property
    def changes(self) -> tuple[float, ...]:
        """The same as shares of the first."""
        return tuple(later / first - 1 for first, later in self.pairs)

    @property
    def mean(self) -> float:
        """The mean difference in deaths; ``StatisticsError`` where there is none."""
        return statistics.fmean(self.differences)

    @property
    def mean_absolute(self) -> float:
        """The mean of the differences without their sign."""
        return statistics.fmean(map(abs, self.differences))

    @property
    def mean_change(self) -> float:
        """The mean change, as a share of the first value."""
        return statistics.fmean(self.changes)

    @property
    def share_up(self) -> float:
        """The share of values that had grown."""
        return sum(difference > 0 for difference in self.differences) / self.count


@dataclass(frozen=True)
class RevisionSummary:
    """How values of a series moved.

    ``moves`` are those of each lag of which there are any. ``never_changed`` of the ``restated`` periods, which were
    published more than once, always had one value. ``months_until`` gives for each share of ``CLOSE`` the median of the
    months after the end of the period from which values stayed that near to the last one, of ``settled`` periods: those
    last published a year old or older. ``oldest_moving`` is the oldest period that changed in the last year, if any.
    """

    moves: tuple[Moves, ...]
    restated: int
    never_changed: int
    settled: int
    months_until: Mapping[float, float]
    oldest_moving: Period | None


def summarize_revisions(paths: Mapping[Period, DatedValues]) -> RevisionSummary:
    """Summarize how the values of :func:`revision_paths` had moved, of all periods or of some."""
    restated = [path for path in paths.values() if len(path) > 1]
    settled = settled_paths(paths)
    last_day = max((path[-1][0] for path in paths.values()), default=date.min)
    moving = (period for period, path in paths.items() if _changed_since(path, last_day - MATURITY))
    return RevisionSummary(
        moves=tuple(moves for moves in _all_moves(paths.values()) if moves.count),
        restated=len(restated),
        never_changed=sum(len({value for _, value in path}) == 1 for path in restated),
        settled=len(settled),
        months_until={
            share: statistics.median(_months_until(period, path, share) for period, path in settled.items())
            for share in CLOSE
            if settled
        },
        oldest_moving=min(moving, key=lambda period: (period.end, period.start), default=None),
    )


def revision_paths(series: Series, day: date, edition: int | None = None) -> dict[Period, DatedValues]:
    """Return the values of each period, each time that they were published by a day, by the ends of the periods.

    Values published before their period ended are of a part of it, and left out. So are periods of which none is held
    from their first year: what is held first of them is not what was published first; and values that count something
    else than the last of their period.
    """
    by_period = publications_by_period(series, edition)
    paths = {
        period: [
            (seen, entry.value)
            for seen, entry in by_period[period]
            if period.end <= seen <= day and entry.value is not None
        ]
        for period in sorted(by_period, key=lambda period: (period.end, period.start))
    }
    alike = {
        period: [(seen, value) for seen, value in path if series.counts_alike(period, seen, path[-1][0])]
        for period, path in paths.items()
    }
    return {period: path for period, path in alike.items() if path and path[0][0] - period.end < MATURITY}


def settled_paths(paths: Mapping[Period, DatedValues]) -> dict[Period, DatedValues]:
    """Return those of periods published more than once, of which the last value is a year old or older."""
    return {period: path for period, path in paths.items() if len(path) > 1 and path[-1][0] - period.end >= MATURITY}


def _all_moves(paths: Collection[DatedValues]) -> Iterator[Moves]:
    for months, until in LAG_SPANS:
        later_values = ((path[0][1], value_after(path, months, until)) for path in paths if path[0][1] > 0)
        yield Moves(months, until, tuple((first, later) for first, later in later_values if later is not None))


def value_after(path: DatedValues, months: int, until: int | None) -> float | None:
    """Return the first value published so many months after the first of a path, and before ``until`` months."""
    start = path[0][0]
    low = start + timedelta(days=round(months * DAYS_PER_MONTH))
    high = start + timedelta(days=round(until * DAYS_PER_MONTH)) if until else date.max
    return next((value for day, value in path if low <= day < high), None)


def _months_until(period: Period, path: DatedValues, share: float) -> float:
    """Return how many months after its end a period's values stayed within a share of the last one."""
    last = path[-1][1]
    outside = [index for index, (_, value) in enumerate(path) if abs(value - last) > share * last]
    first_inside = outside[-1] + 1 if outside else 0
    return (path[first_inside][0] - period.end).days / DAYS_PER_MONTH


def _changed_since(path: DatedValues, day: date) -> bool:
    return any(before != after and seen > day for (_, before), (seen, after) in pairwise(path))


def values_by_age(period: Period, values: DatedValues) -> tuple[float | None, ...]:
    """Return the last value of a period published in each class of ages; None where none was."""
    ends = [round(months * DAYS_PER_MONTH) for months in AGE_ENDS_MONTHS]
    by_class = {bisect_left(ends, (day - period.end).days): value for day, value in values}
    return tuple(by_class.get(index) for index in range(len(ends) + 1))
