"""What each release of a series brought: how many values came new, were revised, or are held for the first time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from operator import itemgetter

from etl.core.model import Period
from etl.core.printing import is_same_value
from etl.store.differences import MAX_RELEASE_GAP
from etl.store.series import PublishedValue, Series
from etl.store.series_cache import cached_by_series


@dataclass(frozen=True, slots=True)
class ReleaseChanges:
    """How many values of a series one release changed, in three groups of those of ``etl.store.differences``.

    ``new`` cannot have been published before, ``first_held`` may have been; ``revised`` have another value, or one
    where there was none, or none any more. A period first held without a value is in none of them, nor is a value that
    only got another status.
    """

    new: int = 0
    revised: int = 0
    first_held: int = 0

    def __add__(self, other: "ReleaseChanges") -> "ReleaseChanges":
        return ReleaseChanges(self.new + other.new, self.revised + other.revised, self.first_held + other.first_held)


NO_CHANGES = ReleaseChanges()
ONE_DAY = timedelta(days=1)


@cached_by_series(2048)
def changes_by_release(series: Series, edition: int | None = None) -> Mapping[date, ReleaseChanges]:
    """Count what each release of a series changed; one that restated it unchanged is left out.

    Suppose a release of 25 August states July for the first time and June with 177 instead of 175: 1 new, 1 revised.
    """
    logs = series.log_of_edition(edition)
    changes = dict(_first_values(logs))
    for entries in logs.values():
        for before, after in pairwise(entries):
            if not is_same_value(before.value, after.value):
                changes[after.vintage] = changes.get(after.vintage, NO_CHANGES) + ReleaseChanges(revised=1)
    return changes


def _first_values(logs: Mapping[Period, tuple[PublishedValue, ...]]) -> Iterator[tuple[date, ReleaseChanges]]:
    """Yield each day on which periods were first held, with how many values: those surely new, and the others."""
    days = sorted({entry.vintage for entries in logs.values() for entry in entries})
    release_before = dict(zip(days[1:], days, strict=False))
    firsts = sorted((entries[0].vintage, period.end, entries[0].value is not None) for period, entries in logs.items())
    newest: date | None = None
    for day, group in groupby(firsts, key=itemgetter(0)):
        periods = [(end, has_value) for _, end, has_value in group]
        is_close = day in release_before and day - release_before[day] <= MAX_RELEASE_GAP
        is_new = [
            newest is not None and end > newest and (is_close or end >= day - ONE_DAY)
            for end, has_value in periods
            if has_value
        ]
        yield day, ReleaseChanges(new=sum(is_new), first_held=len(is_new) - sum(is_new))
        newest = max(end for end, _ in (*periods, (newest or date.min, False)))


def total_changes(series: Iterable[Series], edition: int | None = None) -> Mapping[date, ReleaseChanges]:
    """Count what each release changed in several series together; one given twice counts once."""
    total: dict[date, ReleaseChanges] = {}
    for each in dict.fromkeys(series):
        for day, changes in changes_by_release(each, edition).items():
            total[day] = total.get(day, NO_CHANGES) + changes
    return total
