"""One series as its change log: what ``table.as_of`` says, for one (source, measure, place, group), in microseconds."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import Self

import numpy as np
import pandas as pd

from etl.core.model import Period, RestatedSpan
from etl.reference.notes import Note, NoteKind, counts_alike
from etl.store.files import StoreSnapshot
from etl.store.ledger import restated_spans
from etl.store.log_columns import LogColumns
from etl.store.series_cache import cached_by_series
from etl.store.statements import Statements
from etl.store.table import is_last_of
from etl.store.void_rows import NEVER, NEWEST

SeriesKey = tuple[str, str, str, str]
CACHE_SIZE = 1024
"""Series whose log and days of release are kept, as one edition knew them: every view asks for both."""
_KEY_COLUMNS = ["source", "measure", "place", "group"]


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
        entries = latest_per_vintage(self.log.get(period, ()), edition)
        start, end = period.start, period.end
        days = {entry.vintage for entry in entries} | {
            whole.vintage
            for whole in _restatements_of_edition(self, edition)
            if whole.period.start <= start and end <= whole.period.end
        }
        in_force = ((day, value_as_of(entries, day)) for day in sorted(days))
        return [(day, entry) for day, entry in in_force if entry]

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


class SeriesIndex:
    """Finds the series of a conforming table. Each is read out of the table once, when first asked for.

    ``spans`` (as ``ledger.restated_spans`` gives them) names what releases restated without changing it, ``notes``
    where what is counted changed.
    """

    def __init__(self, table: pd.DataFrame, spans: pd.DataFrame | None = None, notes: Iterable[Note] = ()) -> None:
        self._breaks = [note for note in notes if note.kind is NoteKind.BREAK]
        self._columns = LogColumns.of_table(table)
        self._spans = [] if spans is None else spans.to_dict("records")
        starts = np.concatenate([np.ones(min(1, len(table)), dtype=bool), is_last_of(table, _KEY_COLUMNS)[:-1]])
        names = [tuple(row) for row in table.loc[starts, _KEY_COLUMNS].to_numpy().tolist()]
        bounds = [*table.index[starts].tolist(), len(table)]
        self._bounds: dict[SeriesKey, tuple[int, int]] = dict(zip(names, pairwise(bounds), strict=True))
        self._names = {
            (measure, place, group): (source, measure, place, group) for source, measure, place, group in names
        }
        self._series: dict[SeriesKey, Series] = {}

    @classmethod
    def of_snapshot(cls, snapshot: StoreSnapshot) -> Self:
        """Return the index of all that a snapshot of the store holds."""
        return cls(snapshot.table, restated_spans(snapshot.ledger), snapshot.notes)

    @property
    def measures_with_breaks(self) -> set[str]:
        """The measures of which something else is counted from some period on, somewhere."""
        return {note.measure for note in self._breaks}

    @property
    def keys(self) -> list[SeriesKey]:
        """The names of all series held, in the table's order."""
        return list(self._bounds)

    def find(self, *, measure: str, place: str, group: str = "all") -> Series | None:
        """Return the series of a measure, place and group, or None when none is held."""
        name = self._names.get((measure, place, group))
        if name is None:
            return None
        if name not in self._series:
            breaks = tuple(note for note in self._breaks if note.is_of(*name))
            self._series[name] = Series(name, self._read_log(name), tuple(self._restatements(name)), breaks)
        return self._series[name]

    @cached_property
    def newest_vintage(self) -> date:
        """The newest day on which anything became public; the first of all days where nothing is held."""
        vintages = self._columns.vintages[self._columns.void_from == NEVER]
        return vintages.max().item() if len(vintages) else date.min

    def statements(self, measure: str, group: str) -> Statements:
        """Return what was stated of a measure and group in every place."""
        bounds = {name[2]: rows for name, rows in self._bounds.items() if (name[1], name[3]) == (measure, group)}
        places = tuple(sorted(bounds))
        rows = np.array([row for place in places for row in range(*bounds[place])], dtype=np.int64)
        columns = self._columns
        return Statements(
            places=places,
            place=np.repeat(np.arange(len(places)), [bounds[place][1] - bounds[place][0] for place in places]),
            start=columns.starts[rows],
            end=columns.ends[rows],
            vintage=columns.vintages[rows],
            edition=columns.editions[rows],
            void_from=columns.void_from[rows],
            value=columns.values[rows],
            restatements=tuple(
                (row["span"], row["vintage"].date(), row["edition"], row["void_from"])
                for row in self._spans
                if row["span"].measure == measure and row["span"].group in {group, "*"}
            ),
        )

    def _read_log(self, name: SeriesKey) -> dict[Period, tuple[PublishedValue, ...]]:
        log: dict[Period, list[PublishedValue]] = {}
        for period, vintage, edition, void_from, value, status, release in self._columns.read_rows(*self._bounds[name]):
            if edition < void_from:  # else it takes back another
                entry = PublishedValue(vintage, edition, value, status, release, void_from)
                log.setdefault(period, []).append(entry)
        return {period: tuple(entries) for period, entries in log.items()}

    def _restatements(self, name: SeriesKey) -> Iterator[Restatement]:
        source, measure, place, group = name
        for row in self._spans:
            span: RestatedSpan = row["span"]
            if (row["source"], span.measure) == (source, measure) and span.covers(place, group):
                yield Restatement(row["vintage"].date(), row["edition"], span.period, row["void_from"])
