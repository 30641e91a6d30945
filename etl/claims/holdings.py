"""All that is held, as the judge of quoted figures asks for it: histories of spans, days of releases, populations."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from typing import Self

import pandas as pd

from etl import registry
from etl.claims.standing import History, ReleaseDay, View
from etl.core.model import Measure, Period, VintageBasis
from etl.reference.notes import DatedPeriod, Note, NoteKind, counts_change_between
from etl.store.files import StoreSnapshot
from etl.store.ledger import releases_of_edition
from etl.store.populations import PopulationsByPlace, position_in_force
from etl.store.series import Series
from etl.store.series_index import SeriesIndex

HISTORIES_CACHE_SIZE = 65_536


class Holdings:
    """The values held, as one edition knew them, and the day that is *now*. Keeps what it has looked up."""

    def __init__(
        self,
        index: SeriesIndex,
        ledger: pd.DataFrame,
        populations: pd.DataFrame,
        notes: Iterable[Note] = (),
        *,
        edition: int | None = None,
        now: date = date.max,
    ) -> None:
        self.index = index
        self.edition = edition
        self.now = View(now, now)
        self._populations = PopulationsByPlace(populations)
        self._breaks = [note for note in notes if note.kind is NoteKind.BREAK]
        self._releases = _release_days(releases_of_edition(ledger, edition))
        self.histories = lru_cache(HISTORIES_CACHE_SIZE)(self._read_histories)

    @classmethod
    def of_snapshot(cls, snapshot: StoreSnapshot, index: SeriesIndex | None = None, *, now: date = date.max) -> Self:
        """Return the holdings of a snapshot of the store; of a given ``index`` over it the same series are used."""
        series_index = index or SeriesIndex.of_snapshot(snapshot)
        return cls(series_index, snapshot.ledger, snapshot.populations, snapshot.notes, now=now)

    def release_days(self, source: str) -> tuple[ReleaseDay, ...]:
        """Return the days of the releases of a source, oldest first."""
        return tuple(self._releases.get(source, {}).values())

    def series(self, measure: str, place: str, group: str) -> Series | None:
        """Return a series; None where the edition holds nothing of it."""
        series = self.index.find(measure=measure, place=place, group=group)
        return series if series and series.exists_in_edition(self.edition) else None

    def population(self, place: str, period: Period, view: View) -> int | None:
        """Return the people of a place over a period, as public in a view: the mean of the counts that begin in it.

        Where none does, the one in force in its middle; where none was public yet, the first counts held are taken.
        """
        rows = self._populations.in_force(place, view.cutoff, self.edition)
        starts, people = list(rows["period_start"].dt.date), [int(count) for count in rows["population"]]
        within = [count for start, count in zip(starts, people, strict=True) if period.start <= start <= period.end]
        if within:
            return round(sum(within) / len(within))
        middle = Period.month(period.start.year, period.start.month).shift(period.length_months // 2).start
        position = position_in_force(starts, middle)
        return None if position is None else people[position]

    def is_across_break(self, measures: Iterable[str], place: str, group: str, span: Period, vintage: date) -> bool:
        """Tell whether what is counted changed within a span, by what was published on a day."""
        names = frozenset(measures)
        return any(
            note.measure in names
            and note.place == place
            and note.is_about(group)
            and note.is_in_force(vintage)
            and span.start < note.first.start <= span.end
            for note in self._breaks
        )

    def counts_change_between(self, measure: str, place: str, group: str, periods: Collection[DatedPeriod]) -> bool:
        """Tell whether periods of a series, each as of a release, count different things."""
        notes = (note for note in self._breaks if (note.measure, note.place) == (measure, place))
        return counts_change_between(notes, group, periods)

    def _read_histories(
        self, measures: tuple[str, ...], place: str, group: str, period: Period
    ) -> tuple[tuple[Measure, History], ...]:
        """Return all that was published of a span, by each of some measures that has anything of it."""
        pairs = ((registry.measure(measure), self._read_history(measure, place, group, period)) for measure in measures)
        return tuple((measure, history) for measure, history in pairs if history.values)

    def _read_history(self, measure: str, place: str, group: str, period: Period) -> History:
        series = self.series(measure, place, group)
        entries = series.log_of_edition(self.edition).get(period, ()) if series else ()
        if series is None or not entries:
            return History()
        days = self._releases.get(registry.source_of(measure).id, {})
        return History(
            tuple((_release_day(days, entry.vintage), entry.value) for entry in entries),
            tuple(_release_day(days, day) for day, _ in series.publications(period, self.edition)),
        )


def _release_day(days: dict[date, ReleaseDay], day: date) -> ReleaseDay:
    return days.get(day) or ReleaseDay(day, day, day)


def _release_days(ledger: pd.DataFrame) -> dict[str, dict[date, ReleaseDay]]:
    """Return the days of the releases of each source; of several of one day the one known best says how."""
    by_source: dict[str, dict[date, ReleaseDay]] = defaultdict(dict)
    rows = zip(ledger["source"], ledger["vintage"].dt.date, ledger["known"], strict=True)
    for source, day, basis in sorted(rows, key=lambda row: (row[0], row[1])):
        window = ReleaseDay.of_basis(day, VintageBasis(basis))
        other = by_source[source].get(day, window)
        by_source[source][day] = ReleaseDay(day, max(other.first, window.first), min(other.last, window.last))
    return dict(by_source)
