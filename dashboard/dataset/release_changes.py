"""What each release of a series brought: how many values came new, were revised, or are held for the first time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter

from etl.core.model import Period
from etl.store.series import PublishedValue, Series, latest_per_vintage
from etl.store.series_cache import cached_by_series


@dataclass(frozen=True, slots=True)
class ReleaseChanges:
    """How many values of a series one release changed, in three groups of those of ``etl.store.differences``.

    ``new`` are of periods after all that were held before, ``first_held`` of older ones, ``revised`` have another value
    or status.
    """

    new: int = 0
    revised: int = 0
    first_held: int = 0

    def __add__(self, other: "ReleaseChanges") -> "ReleaseChanges":
        return ReleaseChanges(self.new + other.new, self.revised + other.revised, self.first_held + other.first_held)


NO_CHANGES = ReleaseChanges()


@cached_by_series(2048)
def changes_by_release(series: Series, edition: int | None = None) -> Mapping[date, ReleaseChanges]:
    """Count what each release of a series changed; one that restated it unchanged is left out.

    Suppose a release of 25 August states July for the first time and June with 177 instead of 175: 1 new, 1 revised.
    """
    logs = {period: latest_per_vintage(entries, edition) for period, entries in series.log.items()}
    changes = dict(_first_values(logs))
    for entries in logs.values():
        for before, after in pairwise(entries):
            if (before.value, before.status) != (after.value, after.status):
                changes[after.vintage] = changes.get(after.vintage, NO_CHANGES) + ReleaseChanges(revised=1)
    return changes


def _first_values(logs: Mapping[Period, tuple[PublishedValue, ...]]) -> Iterator[tuple[date, ReleaseChanges]]:
    """Yield each day on which values of any periods were first held, with how many: of newer periods, and of older."""
    firsts = sorted((entries[0].vintage, period.end) for period, entries in logs.items() if entries)
    newest = date.min
    for day, group in groupby(firsts, key=itemgetter(0)):
        ends = [end for _, end in group]
        new = sum(end > newest for end in ends)
        yield day, ReleaseChanges(new=new, first_held=len(ends) - new)
        newest = max(newest, *ends)


def total_changes(series: Iterable[Series], edition: int | None = None) -> Mapping[date, ReleaseChanges]:
    """Count what each release changed in several series together; one given twice counts once."""
    total: dict[date, ReleaseChanges] = {}
    for each in dict.fromkeys(series):
        for day, changes in changes_by_release(each, edition).items():
            total[day] = total.get(day, NO_CHANGES) + changes
    return total
