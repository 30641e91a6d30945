"""Finds the series of a table, and reads each out of it once."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Self

import numpy as np
import pandas as pd

from etl.core.model import Period, RestatedSpan
from etl.reference.notes import Note, NoteKind
from etl.store.files import StoreSnapshot
from etl.store.ledger import restated_spans
from etl.store.log_columns import LogColumns
from etl.store.series import PublishedValue, Restatement, Series, SeriesKey
from etl.store.statements import Statements
from etl.store.table import is_last_of
from etl.store.void_rows import NEVER

_KEY_COLUMNS = ["source", "measure", "place", "group"]


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

    def periods_as_of(self, key: SeriesKey, day: date, edition: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the starts, ends and values of a series as of a day: ``LogColumns.periods_as_of``."""
        return self._columns.periods_as_of(*self._bounds[key], day, edition)

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
