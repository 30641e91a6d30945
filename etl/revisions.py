"""How much figures of a certain age changed later, told from what was public on a day.

After the revision analyses of statistical offices (ONS, OECD): a figure of an early age is compared with the same
period's figure once it is mature. Only what was public on the day asked about is used, so that the answer for a past
day is the one a reader could have had then.
"""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from etl.model import Period
from etl.series import Series, Stated, known

MATURE = timedelta(days=365)
"""A figure published a year or more after its period ended is taken as mature."""
AGES = (timedelta(days=60), timedelta(days=120), MATURE)
"""Upper ends of the age classes: figures this long after the end of their period are compared with each other."""
ENOUGH = 5
"""Fewer earlier periods than this are too few to speak of."""
NOTABLE = 0.01
"""A class whose figures later changed by less than this, at the median, counts as settled."""


@dataclass(frozen=True)
class Experience:
    """What became of earlier figures of one age class: shares of the early figure, so 0.1 is ten per cent more."""

    youngest: timedelta
    oldest: timedelta
    changes: tuple[float, ...]

    @property
    def count(self) -> int:
        """Number of earlier periods looked at."""
        return len(self.changes)

    @property
    def enough(self) -> bool:
        """Whether they are enough to speak of."""
        return self.count >= ENOUGH

    @property
    def median(self) -> float:
        """The middle change."""
        return statistics.median(self.changes)

    @property
    def middle_half(self) -> tuple[float, float]:
        """Lower and upper quartile."""
        lower, _, upper = statistics.quantiles(self.changes, n=4, method="inclusive")
        return lower, upper

    @property
    def settled(self) -> bool:
        """Whether figures of this age are known to have changed little."""
        return self.enough and abs(self.median) < NOTABLE


@dataclass(frozen=True)
class Experiences:
    """The experience of every age class, as it stood on a day."""

    classes: tuple[Experience, ...]

    def at(self, age: timedelta) -> Experience | None:
        """The class an age falls in; None for a mature figure."""
        return next((found for found in self.classes if found.youngest <= age <= found.oldest), None)


def experiences(series: Series, day: date, edition: int | None = None) -> Experiences:
    """How figures of each age class had changed by ``day``, among the periods that were mature by then."""
    youngest, classes = timedelta(0), []
    for oldest in AGES:
        found = (_change(period, known(told, edition), day, youngest, oldest) for period, told in series.log.items())
        classes.append(Experience(youngest, oldest, tuple(change for change in found if change is not None)))
        youngest = oldest + timedelta(days=1)
    return Experiences(tuple(classes))


def _change(
    period: Period, told: tuple[Stated, ...], day: date, youngest: timedelta, oldest: timedelta
) -> float | None:
    """From the first figure of the age class to the last mature one public on the day; None where either lacks."""
    early = next((s.value for s in _aged(period, told, day, youngest, oldest) if s.value), None)
    mature = [s.value for s in _aged(period, told, day, MATURE, timedelta.max) if s.value is not None]
    return mature[-1] / early - 1 if early and mature else None


def _aged(
    period: Period, told: tuple[Stated, ...], day: date, youngest: timedelta, oldest: timedelta
) -> Iterator[Stated]:
    return (s for s in told if s.vintage <= day and youngest <= s.vintage - period.end <= oldest)


def is_recent(period: Period, newest_release: date) -> bool:
    """Whether a period had ended less than a year before the newest release."""
    return newest_release - period.end < MATURE
