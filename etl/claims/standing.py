"""What may have been public on the day of a writing, where the days of releases are known exactly or roughly.

A release known by its month may have come out on any day of it. So there may be several views of what was public on a
day: one for each release that may or may not have been out. On the day of a release the values until it and those from
it are both of that day.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from etl.core.model import VintageBasis

UPPER_BOUND_DAYS = 14
"""A release read in a copy of a day came out at most so many days before."""
ASSUMED_DAYS_BEFORE, ASSUMED_DAYS_AFTER = 61, 31
"""A release whose day is assumed came out at most so many days before it, or after."""
_BY_MONTH = frozenset({VintageBasis.MONTH_ONLY, VintageBasis.CONTENT})


@dataclass(frozen=True, order=True)
class ReleaseDay:
    """The day by which a release is known, and the first and last day on which it may have come out."""

    day: date
    first: date
    last: date

    @classmethod
    def of_basis(cls, day: date, basis: VintageBasis) -> "ReleaseDay":
        """Return the window of a day by how it is known: of a month only, from its first day on."""
        if basis in _BY_MONTH:
            return cls(day, day.replace(day=1), day)
        if basis is VintageBasis.UPPER_BOUND:
            return cls(day, day - timedelta(days=UPPER_BOUND_DAYS), day)
        if basis is VintageBasis.ASSUMED:
            first, last = timedelta(days=ASSUMED_DAYS_BEFORE), timedelta(days=ASSUMED_DAYS_AFTER)
            return cls(day, day - first, day + last)
        return cls(day, day, day)


@dataclass(frozen=True)
class View:
    """What was public on ``day`` if, of the releases that may have been out or not, those up to ``cutoff`` were."""

    day: date
    cutoff: date

    def shows(self, release: ReleaseDay) -> bool:
        """Tell whether a release is public in this view."""
        return release.first <= self.day and (release.day <= self.cutoff or release.last < self.day)


def views_of(written: date, releases: Iterable[ReleaseDay]) -> tuple[View, ...]:
    """Return the views of what was public on a day of writing; first the one in which every release has its own day.

    With releases of 16 July and 25 August, known to the day, a writing of 25 August has two: with the second, without.
    """
    own = View(written, written)
    cutoffs = dict.fromkeys(_cutoffs(written, releases))
    return own, *(View(written, cutoff) for cutoff in cutoffs if cutoff != written)


def _cutoffs(written: date, releases: Iterable[ReleaseDay]) -> Iterator[date]:
    for release in releases:
        if release.first <= written < release.day:
            yield release.day
        elif release.day <= written <= release.last:
            yield release.day - timedelta(days=1)


@dataclass(frozen=True)
class Standing:
    """A published value in force in a view: since which day it stands, and when it was last stated or restated."""

    value: float
    since: date
    statement: date


@dataclass(frozen=True)
class History:
    """All that was published of one span of one series: its values and each day that stated one, oldest first."""

    values: tuple[tuple[ReleaseDay, float | None], ...] = ()
    statements: tuple[ReleaseDay, ...] = ()

    def in_view(self, view: View) -> Standing | None:
        """Return the value in force in a view; None where none was public, or the last one was withdrawn."""
        public = (pair for pair in reversed(self.values) if view.shows(pair[0]))
        newest, last_value = next(public, (None, None))
        if newest is None or last_value is None:
            return None
        since = newest.day
        for release, value in public:
            if value != last_value:
                break
            since = release.day
        statement = next(release.day for release in reversed(self.statements) if view.shows(release))
        return Standing(last_value, since, statement)

    def earliest(self, view: View) -> Standing | None:
        """Return the first value that was public in a view."""
        first = next(((release, value) for release, value in self.values if view.shows(release)), None)
        return Standing(first[1], first[0].day, first[0].day) if first and first[1] is not None else None


def is_fresh(statement: date, written: date, releases: Sequence[ReleaseDay], max_age_days: int) -> bool:
    """Tell whether a value last stated on a day is so new that it can speak against a text.

    It is at most so many days old, and no later release may have come out by the writing: every release of these
    publishers restates their record, so that one that is held in part makes stale what it does not state.
    """
    later = any(release.day > statement and release.first <= written for release in releases)
    return not later and (written - statement).days <= max_age_days
