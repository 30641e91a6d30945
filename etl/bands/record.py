"""All that was published of one measure and group in every place, and the ranges that it gives as of a day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date

import numpy as np

from etl.bands.lenders import lending_places
from etl.bands.pending import PendingShares
from etl.bands.ranges import ClockedSights, Ranges, find_ranges
from etl.bands.sights import NEVER, Bools, Ints, Sights
from etl.core.model import Period
from etl.reference.notes import DatedPeriod, Note, counts_change_between


@dataclass(frozen=True, eq=False)
class Record:
    """The sights of a measure and group, and what releases say to be pending; None where no release says it.

    ``is_recounted`` marks the sights whose periods count something else in the release that has their later value.
    """

    measure: str
    group: str
    sights: Sights
    is_recounted: Bools
    shares: PendingShares | None = None

    def experience(self, day: int, own: Ints) -> Sights:
        """Return the fresh sights before a day of periods whose later value was public on it: nothing of the future.

        They are those of the places that lend on the day, and of the places ``own``.
        """
        past = self.sights.rows(self.sights.is_experience(day) & ~self.is_recounted)
        return past.rows(np.isin(past.place, np.union1d(lending_places(self.sights, day), own)))

    def ranges(self, targets: Sights, day: int) -> Ranges:
        """Return the ranges of some sights from what was public on a day: by what is pending where that is stated."""
        past = self.experience(day, np.unique(targets.place))
        if self.shares is None:
            return find_ranges(ClockedSights.by_age(past), ClockedSights.by_age(targets))
        excess, past_excess = self.shares.excess(targets, day), self.shares.excess(past, day)
        is_stated, past_stated = ~np.isnan(excess), ~np.isnan(past_excess)
        by_pending = find_ranges(
            ClockedSights.by_pending(past.rows(past_stated), past_excess[past_stated]),
            ClockedSights.by_pending(targets.rows(is_stated), excess[is_stated]),
        )
        by_age = find_ranges(ClockedSights.by_age(past), ClockedSights.by_age(targets.rows(~is_stated)))
        return _interleave(by_pending, by_age, is_stated)


def _interleave(first: Ranges, second: Ranges, is_first: Bools) -> Ranges:
    """Join two sets of ranges in the order of the values, each of which is in the first or the second."""
    order = np.argsort(np.concatenate([np.flatnonzero(is_first), np.flatnonzero(~is_first)]))
    return join_ranges([first, second], order)


def join_ranges(parts: Sequence[Ranges], order: Ints | slice = slice(None)) -> Ranges:
    """Join several sets of ranges, in another order where one is given."""
    columns = ([getattr(part, field.name) for part in parts] for field in fields(Ranges))
    return Ranges(*(np.concatenate(column)[order] for column in columns))


def find_recounts(sights: Sights, group: str, breaks: Collection[Note]) -> Bools:
    """Mark the sights whose later value counts something else, by the notes of breaks on the measure's places."""
    is_recounted = np.zeros(len(sights), dtype=bool)
    for place in {note.place for note in breaks}:
        notes = [note for note in breaks if note.place == place]
        for row in np.flatnonzero(sights.is_of(place) & (sights.later_day < NEVER)).tolist():
            both = [dated_period(sights, row), dated_period(sights, row, int(sights.later_day[row]))]
            is_recounted[row] = counts_change_between(notes, group, both)
    return is_recounted


def dated_period(sights: Sights, row: int, day: int | None = None) -> DatedPeriod:
    """Return the period of a row as the release of its day counted it, or that of another day."""
    start, end = (date.fromordinal(int(column[row])) for column in (sights.start, sights.end))
    return DatedPeriod(Period.of_days(start, end), date.fromordinal(int(sights.day[row]) if day is None else day))
