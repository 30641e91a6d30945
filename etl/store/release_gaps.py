"""How long a source usually goes without a release, and whether it has now gone on for longer.

The days are those of the releases held: where some are lacking, gaps are longer than the publisher's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from math import ceil
from statistics import median

from etl.core.source import Source

MIN_RELEASE_DAYS = 6
"""Fewer release days than this are too few to tell a usual gap between them."""
OVERDUE_GAPS = 2
"""Usual gaps after which a release is overdue, where too few gaps are held to tell how long they can be."""
MIN_GAPS = 20
"""Gaps of which the longest twentieth can be told."""
LONG_SHARE = 0.95
"""The share of gaps that are at most as long as a long one."""


class GapBasis(StrEnum):
    """How it is known how long a source usually goes without a release: said by it, or by the gaps between those held.

    ``MEDIAN``: they are too few to tell more than the one in the middle.
    """

    PUBLISHER = "publisher"
    GAPS = "gaps"
    MEDIAN = "median"


@dataclass(frozen=True)
class LongGap:
    """A gap longer than every one after it: the day on which it ended, and its length."""

    ended_on: date
    days: int


@dataclass(frozen=True)
class ReleaseGaps:
    """The days between the releases of a source, each ``None`` where too few are held to tell.

    ``usual_days`` is as :func:`usual_gap_days` gives it, ``long_days`` as :func:`long_gap_days`, both known as
    ``basis`` says. ``records`` are the gaps that none after them reached, the newest first, where the basis is
    ``GAPS``: else long gaps are releases that are not held.
    """

    last_release: date
    usual_days: int | None
    long_days: int | None
    basis: GapBasis | None
    records: tuple[LongGap, ...] = ()

    @property
    def next_expected(self) -> date | None:
        """The day of the next release, if it comes after the usual gap."""
        return None if self.usual_days is None else self.last_release + timedelta(days=self.usual_days)

    def age_days(self, today: date) -> int:
        """Return the number of days since the last release held."""
        return (today - self.last_release).days

    def is_overdue(self, today: date) -> bool:
        """Tell whether the last release held is so old that one should have come, or was missed."""
        return self.long_days is not None and self.age_days(today) > self.long_days

    def last_as_long(self, today: date) -> LongGap | None:
        """Return the last gap that was at least as long as the silence is today; None where there never was one."""
        return next((gap for gap in self.records if gap.days >= self.age_days(today)), None)


def release_gaps(source: Source, days: Iterable[date]) -> ReleaseGaps:
    """Return the gaps of a source's release ``days``, at least one; of a series that has ended nothing is expected."""
    ordered = sorted(set(days))
    if source.ended_on:
        return ReleaseGaps(ordered[-1], None, None, None)
    basis = _basis(source, ordered)
    records = _records(ordered) if basis is GapBasis.GAPS else ()
    return ReleaseGaps(ordered[-1], usual_gap_days(source, ordered), long_gap_days(source, ordered), basis, records)


def usual_gap_days(source: Source, days: Iterable[date]) -> int | None:
    """Return the usual number of days between a source's releases: by its own word, else of its release ``days`` held.

    The CDC publishes each month, though the few releases held are 142 days apart: 30. None where neither says it.
    """
    return source.days_between_releases or median_gap_days(days)


def median_gap_days(days: Iterable[date]) -> int | None:
    """Return the median number of days between release days; None where they are fewer than ``MIN_RELEASE_DAYS``."""
    ordered = sorted(set(days))
    return round(median(_gaps(ordered))) if len(ordered) >= MIN_RELEASE_DAYS else None


def long_gap_days(source: Source, days: Iterable[date]) -> int | None:
    """Return the number of days past which a source is silent for longer than usual.

    That is the 95th percentile (nearest rank) of the gaps between its release ``days`` held, where they are
    ``MIN_GAPS`` or more; else, and where the publisher names its usual gap, twice the usual one. None where that cannot
    be told: British Columbia's 97 gaps have a median of 36 days, and 95 of 100 are 72 or fewer.
    """
    ordered = sorted(set(days))
    if _basis(source, ordered) is GapBasis.GAPS:
        gaps = sorted(_gaps(ordered))
        return gaps[ceil(LONG_SHARE * len(gaps)) - 1]
    usual = usual_gap_days(source, ordered)
    return None if usual is None else OVERDUE_GAPS * usual


def _basis(source: Source, ordered: list[date]) -> GapBasis | None:
    if source.days_between_releases is not None:
        return GapBasis.PUBLISHER
    if len(ordered) > MIN_GAPS:
        return GapBasis.GAPS
    return GapBasis.MEDIAN if len(ordered) >= MIN_RELEASE_DAYS else None


def _gaps(ordered: list[date]) -> list[int]:
    return [(later - earlier).days for earlier, later in pairwise(ordered)]


def _records(ordered: list[date]) -> tuple[LongGap, ...]:
    records: list[LongGap] = []
    for ended_on, days in zip(reversed(ordered[1:]), reversed(_gaps(ordered)), strict=True):
        if not records or days > records[-1].days:
            records.append(LongGap(ended_on, days))
    return tuple(records)
