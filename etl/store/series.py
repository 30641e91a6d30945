"""One series as its change log: what ``table.as_of`` says, for one (source, measure, place, group), in microseconds."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter

from etl.core.model import Period
from etl.reference.notes import Note, counts_alike
from etl.store.series_cache import cached_by_series
from etl.store.void_rows import NEVER, NEWEST

SeriesKey = tuple[str, str, str, str]
CACHE_SIZE = 1024
"""Series whose log and days of release are kept, as one edition knew them: every view asks for both."""


@dataclass(frozen=True, slots=True)
class PublishedValue:
    """One value as one release stated it; editions from ``void_from`` on know that as a mistake."""

    vintage: date
    edition: int
    value: float | None
    status: str
    release: str
    void_from: int = field(default=NEVER, compare=False)


@dataclass(frozen=True, slots=True)
class Restatement:
    """A span that one release restated whole, changed or not: the log holds only what changed."""

    vintage: date
    edition: int
    period: Period
    void_from: int = NEVER


@dataclass(frozen=True, eq=False)
class Series:
    """The change log of one series: for each period, oldest first, what was stated and when.

    ``breaks`` are the notes on where what it counts changed, whenever each holds. Compared by identity, so that what is
    computed from one can be kept.
    """

    key: SeriesKey
    log: Mapping[Period, tuple[PublishedValue, ...]]
    restatements: tuple[Restatement, ...] = ()
    breaks: tuple[Note, ...] = ()

    def versions(self, period: Period, edition: int | None = None) -> tuple[PublishedValue, ...]:
        """Return what was stated of a period as an edition knew it, oldest first; of each day what was learned last."""
        return self.log_of_edition(edition).get(period, ())

    def as_of(self, day: date, edition: int | None = None) -> dict[Period, PublishedValue]:
        """Return for each period the last value public on ``day``; periods without one are left out.

        It answers as ``table.as_of`` does for the rows of this series, and so does ``asOf`` in the browser.
        """
        seen = {period: value_as_of(entries, day, edition) for period, entries in self.log.items()}
        return {period: entry for period, entry in seen.items() if entry}

    def publications(self, period: Period, edition: int | None = None) -> list[tuple[date, PublishedValue]]:
        """Return each day on which the period's value was published, changed or not, with the value in force on it.

        Suppose June says 177 on 25 August and a release of 20 September restates June without a change: the log has one
        entry, and this returns two days, both with 177.
        """
        entries = self.versions(period, edition)
        start, end = period.start, period.end
        days = {entry.vintage for entry in entries} | {
            whole.vintage
            for whole in _restatements_of_edition(self, edition)
            if whole.period.start <= start and end <= whole.period.end
        }
        published, upto = [], 0
        for day in sorted(days):
            while upto < len(entries) and entries[upto].vintage <= day:
                upto += 1
            if upto:
                published.append((day, entries[upto - 1]))
        return published

    def counts_alike(self, period: Period, day: date, other: date) -> bool:
        """Tell whether the releases of two days count the same in a period: a recount between them is no revision."""
        if not self.breaks:
            return True
        before, after = ([note for note in self.breaks if note.is_in_force(each)] for each in (day, other))
        return counts_alike(period, before, after)

    def exists_in_edition(self, edition: int | None) -> bool:
        """Tell whether any value of it was learned by an edition; None is the newest."""
        return bool(self.log_of_edition(edition))

    def log_of_edition(self, edition: int | None) -> dict[Period, tuple[PublishedValue, ...]]:
        """Return the log as an edition knew it, by the ends of the periods, of each day only what was learned last.

        None is the newest edition.
        """
        return _log_of_edition(self, edition)

    def newest_period(self, day: date, edition: int | None = None) -> Period | None:
        """Return the period that ends last of those that had a value on ``day``; None where none had.

        Of several that end together it is the one that begins last.
        """
        versions = reversed(self.log_of_edition(edition).items())
        values = ((period, value_as_of(entries, day)) for period, entries in versions if entries[0].vintage <= day)
        return next((period for period, entry in values if entry and entry.value is not None), None)

    def vintages(self, edition: int | None = None) -> tuple[date, ...]:
        """Return every day on which something in this series was published, changed or not, oldest first."""
        return _vintages(self, edition)


@cached_by_series(CACHE_SIZE)
def _log_of_edition(series: Series, edition: int | None) -> dict[Period, tuple[PublishedValue, ...]]:
    in_order = sorted(series.log, key=lambda period: (period.end, period.start))
    by_period = ((period, latest_per_vintage(series.log[period], edition)) for period in in_order)
    return {period: entries for period, entries in by_period if entries}


@cached_by_series(CACHE_SIZE)
def _restatements_of_edition(series: Series, edition: int | None) -> tuple[Restatement, ...]:
    return tuple(whole for whole in series.restatements if _in_edition(whole, edition))


@cached_by_series(CACHE_SIZE)
def _vintages(series: Series, edition: int | None) -> tuple[date, ...]:
    days = {entry.vintage for entries in _log_of_edition(series, edition).values() for entry in entries}
    return tuple(sorted(days | {whole.vintage for whole in _restatements_of_edition(series, edition)}))


def _in_edition(entry: PublishedValue | Restatement, edition: int | None) -> bool:
    last = NEWEST if edition is None else edition
    return entry.edition <= last < entry.void_from


_vintage_of = attrgetter("vintage")


def value_as_of(entries: tuple[PublishedValue, ...], day: date, edition: int | None = None) -> PublishedValue | None:
    """Return the last of ``entries`` (oldest first) public on ``day`` and learned by ``edition``, or None."""
    if entries and entries[-1].vintage <= day and _in_edition(entries[-1], edition):
        return entries[-1]
    upto = bisect_right(entries, day, key=_vintage_of)
    for entry in reversed(entries[:upto]):
        if _in_edition(entry, edition):
            return entry
    return None


def latest_per_vintage(entries: tuple[PublishedValue, ...], edition: int | None) -> tuple[PublishedValue, ...]:
    """Return the entries learned by ``edition``: of each day only the last, which corrects those before it.

    They are as that edition knew them: it does not know which of them are void by now.
    """
    last = {entry.vintage: entry for entry in entries if _in_edition(entry, edition)}
    return tuple(entry if entry.void_from == NEVER else replace(entry, void_from=NEVER) for entry in last.values())
