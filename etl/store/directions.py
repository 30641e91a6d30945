"""Counts which way values moved, from those held in the first year after their period's end to those held after it.

It says what may be said of values to come: that they usually grow, only where earlier ones did. As everywhere, only
what was public on the day asked about is used.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from etl.store.revisions import MATURITY, ChangeSpread, publications_by_period
from etl.store.series import Series
from etl.store.series_cache import cached_by_series

MIN_EARLY_VALUE = 10
"""Smaller early values are left out: of 3 deaths, one more is a third."""
MIN_PAIRS = 8
"""Fewer pairs than this are too few to say a direction."""
CLEAR_LEAD = 0.5
"""A direction needs this lead over the other: 0.5 where 75 of 100 rose and 25 fell."""


class Direction(StrEnum):
    """Which way values moved."""

    TOO_FEW = "too few"
    UP = "up"
    DOWN = "down"
    UNCHANGED = "unchanged"
    BOTH_WAYS = "both ways"


@dataclass(frozen=True)
class DirectionCounts(ChangeSpread):
    """What became of early values, once mature: how many rose, fell and stayed, and which way they moved."""

    changes: tuple[float, ...]

    @cached_property
    def up(self) -> int:
        """Number of values that rose."""
        return sum(change > 0 for change in self.changes)

    @cached_property
    def down(self) -> int:
        """Number of values that fell."""
        return sum(change < 0 for change in self.changes)

    @property
    def unchanged(self) -> int:
        """Number of values that stayed the same."""
        return self.count - self.up - self.down

    @cached_property
    def direction(self) -> Direction:
        """The direction, if there are enough pairs and one is clear.

        Suppose 104 of 123 rose and 6 fell, and at least three quarters did not fall: up. Where 14 of 27 rose and 11
        fell: both ways.
        """
        if self.count < MIN_PAIRS:
            return Direction.TOO_FEW
        lower, upper = self.quartiles
        if self.up - self.down >= CLEAR_LEAD * self.count and lower >= 0:
            return Direction.UP
        if self.down - self.up >= CLEAR_LEAD * self.count and upper <= 0:
            return Direction.DOWN
        return Direction.UNCHANGED if 2 * self.unchanged >= self.count else Direction.BOTH_WAYS


def count_directions(series: Iterable[Series], day: date, edition: int | None = None) -> DirectionCounts:
    """Count which way the values of some series had moved by ``day``, all taken together."""
    return DirectionCounts(tuple(change for each in series for change in changes_to_maturity(each, day, edition)))


def changes_to_maturity(series: Series, day: date, edition: int | None = None) -> tuple[float, ...]:
    """Return the change of each period from its first early value to its first mature one, both public on ``day``.

    Suppose June 2019 was 100 when it was 50 days old, 104 after 200 days, 110 after 400 and 112 after 800: its change
    is 110 / 100 - 1 = 0.1. A period of which one of the two is not held, or was published later, has none, nor has one
    in which they count different things.
    """
    return tuple(change for mature_on, change in _dated_changes(series, edition) if mature_on <= day)


@cached_by_series(1024)
def _dated_changes(series: Series, edition: int | None) -> tuple[tuple[date, float], ...]:
    """Return the change of each period with the day of its first mature value: the early one was public before."""
    changes = []
    for period, publications in publications_by_period(series, edition).items():
        aged = [(seen - period.end, seen, entry.value) for seen, entry in publications if entry.value is not None]
        early = next(((seen, value) for age, seen, value in aged if timedelta(0) <= age < MATURITY), None)
        mature = next(((seen, value) for age, seen, value in aged if age >= MATURITY), None)
        if early is None or mature is None or early[1] < MIN_EARLY_VALUE:
            continue
        if series.counts_alike(period, early[0], mature[0]):
            changes.append((mature[0], mature[1] / early[1] - 1))
    return tuple(changes)
