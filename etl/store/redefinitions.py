"""Tells a value that was revised from one that is another because something else is counted: notes say so."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from etl.core.model import Period
from etl.reference.notes import Note, NoteKind, counts_alike, notes_in_force
from etl.store.differences import Change
from etl.store.files import StoreSnapshot
from etl.store.ledger import restated_spans
from etl.store.series import SeriesIndex

_Row = Mapping[Any, Any]
_ONE_DAY = timedelta(days=1)


def mark_redefined(
    changed: pd.DataFrame, snapshot: StoreSnapshot, before: date | None = None, after: date | None = None
) -> pd.DataFrame:
    """Return changes, as ``store.differences`` gives them, with those that are no revision marked ``redefined``.

    The notes in force in the last releases of the series up to both days decide; without days, up to the day of release
    of each row and the day before. Suppose that of 2021 Quebec counted all drugs, and then opioids: that it is lower is
    no revision.
    """
    breaks = [note for note in snapshot.notes if note.kind is NoteKind.BREAK]
    noted = changed[changed["measure"].isin({note.measure for note in breaks})]
    noted = noted[noted["change"].isin([Change.RAISED, Change.LOWERED])]
    if noted.empty:
        return changed
    of_measures = snapshot.table[snapshot.table["measure"].isin(noted["measure"].unique())].reset_index(drop=True)
    index = SeriesIndex(of_measures, restated_spans(snapshot.ledger))
    unlike = []
    for label, row in noted.to_dict("index").items():
        day = row["vintage"].date()
        series = index.find(measure=row["measure"], place=row["place"], group=row["group"])
        days = _last_until(series.vintages() if series else (), (before or day - _ONE_DAY, after or day))
        if not _is_alike(breaks, row, days):
            unlike.append(label)
    kinds = changed["change"].mask(changed.index.isin(unlike), Change.REDEFINED.value)
    return changed.assign(change=kinds)


def _last_until(releases: Sequence[date], days: Collection[date]) -> tuple[date | None, ...]:
    """Return for each day the last release up to it; None where all are later."""
    return tuple(max((release for release in releases if release <= day), default=None) for day in days)


def _is_alike(breaks: Sequence[Note], row: _Row, days: tuple[date | None, ...]) -> bool:
    of_series = [note for note in breaks if (note.measure, note.place) == (row["measure"], row["place"])]
    if not of_series:
        return True
    period = Period.of_days(row["period_start"].date(), row["period_end"].date())
    before, after = (notes_in_force(of_series, row["group"], day) if day else () for day in days)
    return counts_alike(period, before, after)
