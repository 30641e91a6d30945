"""What differs between two states of the table: each figure that was raised or lowered, came or was taken away.

A state is what a reader saw on a day, as this project knew it by an edition (:class:`Moment`).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
import pandas as pd

from etl.core.columns import KEY_COLUMNS, SERIES_COLUMNS
from etl.core.model import Status
from etl.store.table import as_of, has_changed, is_in_force, is_last_of, rows_in_spans, rows_of_source, same_values

MAX_RELEASE_GAP = timedelta(days=100)
"""Releases further apart than this may have another between them that is not held."""
_STATE_COLUMNS = ["value", "status", "vintage"]
_SERIES_ENDS = [*SERIES_COLUMNS, "period_end", "vintage"]
COLUMNS = [*KEY_COLUMNS, *(f"{name}_before" for name in _STATE_COLUMNS), *_STATE_COLUMNS, "change"]


class Change(StrEnum):
    """How a figure of one state differs from that of another.

    Of what nothing was held before, ``NEW`` is a value that cannot have been published before: its period comes after
    all that its series held, and was not over yet, or the last release held of the series is at most
    ``MAX_RELEASE_GAP`` older. ``FIRST_HELD`` is every other value, for first held is not first published (decision
    D21); ``WITHOUT_VALUE`` is no value: suppressed or not available. ``STATED``: a value where the publisher gave none;
    ``WITHHELD``: none, where it gave one. ``STATUS``: the same value, or none again, with another status. ``NOT_HELD``:
    nothing is held of it in the other state; that is so only backwards, and of an edition that did not know it.
    ``REDEFINED`` is a value that is another because something else is counted: notes say so, the table does not.
    """

    RAISED = "raised"
    LOWERED = "lowered"
    NEW = "new"
    FIRST_HELD = "first_held"
    WITHOUT_VALUE = "without_value"
    WITHDRAWN = "withdrawn"
    STATED = "stated"
    WITHHELD = "withheld"
    STATUS = "status"
    NOT_HELD = "not_held"
    REDEFINED = "redefined"


ADDED = frozenset({Change.NEW, Change.FIRST_HELD, Change.WITHOUT_VALUE})
"""Changes of figures of which nothing was held before."""


@dataclass(frozen=True)
class Moment:
    """What was public on a day, by what an edition knew; None is the newest."""

    day: date
    edition: int | None = None


def changes(table: pd.DataFrame, before: Moment, after: Moment) -> pd.DataFrame:
    """Return every key whose value or status differs between two moments, as :func:`diff` of their states does."""
    rows_before, rows_after = (is_in_force(table, moment.day, moment.edition) for moment in (before, after))
    changed = rows_before != rows_after  # a row that is in force in both is the same figure
    return _compare(
        table[rows_before & changed],
        table[rows_after & changed],
        _last_of_series(table[_SERIES_ENDS][rows_before], before.day),
    )


def changes_between(table: pd.DataFrame, earlier: date, later: date, edition: int | None = None) -> pd.DataFrame:
    """Return what differs between two days, by what one edition knew."""
    return changes(table, Moment(earlier, edition), Moment(later, edition))


def diff(before: pd.DataFrame, after: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return every key whose value or status differs between two states, as ``table.as_of`` gives them.

    ``day`` is that of the first.
    Columns: the key, ``value``, ``status`` and ``vintage`` of both (``*_before``; empty where nothing is held), and
    ``change``: a :class:`Change`. Suppose June was 175 and is 177, and July comes with 180: a row ``raised`` and a row
    ``new``. The diff from ``after`` to ``before`` has the same keys, with both sides turned.
    """
    return _compare(before, after, _last_of_series(before, day))


def _last_of_series(before: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the end of the newest period that each series held, the day of its last release, and ``day_before``."""
    ends = before[_SERIES_ENDS].rename(columns={"period_end": "newest", "vintage": "last_release"})
    return ends.groupby(SERIES_COLUMNS, as_index=False).max().assign(day_before=pd.Timestamp(day))


def _compare(before: pd.DataFrame, after: pd.DataFrame, newest: pd.DataFrame) -> pd.DataFrame:
    columns = [*KEY_COLUMNS, *_STATE_COLUMNS]
    both = after[columns].merge(before[columns], on=KEY_COLUMNS, how="outer", suffixes=("", "_before"))
    changed = both[has_changed(both)].merge(newest, on=SERIES_COLUMNS, how="left")
    return changed.assign(change=_kinds(changed))[COLUMNS]


def _kinds(changed: pd.DataFrame) -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    """Tell the kind of each change; the columns of :func:`_last_of_series` say what was held of its series before."""
    was_absent = changed["vintage_before"].isna()
    value, value_before = (changed[name].astype("float64") for name in ("value", "value_before"))
    is_same = same_values(changed)
    kinds = {
        Change.NOT_HELD: changed["vintage"].isna(),
        Change.WITHDRAWN: changed["status"] == Status.WITHDRAWN,
        Change.WITHOUT_VALUE: was_absent & value.isna(),
        Change.NEW: was_absent & _is_first_published(changed),
        Change.FIRST_HELD: was_absent,
        Change.RAISED: (value > value_before) & ~is_same,
        Change.LOWERED: (value < value_before) & ~is_same,
        Change.STATED: value.notna() & value_before.isna(),
        Change.WITHHELD: value.isna() & value_before.notna(),
    }
    names = np.array([kind.value for kind in kinds], dtype=object)
    return np.select([kind.to_numpy(dtype=bool) for kind in kinds.values()], list(names), Change.STATUS.value)


def _is_first_published(changed: pd.DataFrame) -> pd.Series:
    """Tell which periods cannot have been published before: those of a series of which nothing was held may have."""
    day, end = changed["day_before"], changed["period_end"]
    is_current = day - changed["last_release"] < MAX_RELEASE_GAP
    return (end > changed["newest"]) & (is_current | (end >= day))


def changes_by_release(table: pd.DataFrame) -> pd.DataFrame:
    """Return what every release day of every source changed, in one pass: rows as of :func:`diff`, by ``vintage``.

    Nothing in the table is void. They are those of :func:`changes` from the day before each, for each source by itself.
    """
    last = table[is_last_of(table, [*KEY_COLUMNS, "vintage"])]
    before = last[_STATE_COLUMNS].shift()[~_begins_key(last)].add_suffix("_before")
    both = pd.concat([last[[*KEY_COLUMNS, *_STATE_COLUMNS]], before], axis=1)
    changed = both[has_changed(both)].merge(_last_by_release(last), on=[*SERIES_COLUMNS, "vintage"], how="left")
    return changed.assign(change=_kinds(changed))[COLUMNS]


def _begins_key(rows: pd.DataFrame) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Tell which rows are the first of their key: the one before is the last of another."""
    return np.roll(is_last_of(rows, KEY_COLUMNS), 1)


def _last_by_release(rows: pd.DataFrame) -> pd.DataFrame:
    """Return for each day of release of a series what :func:`_last_of_series` does, as of the day before."""
    ends = rows[[*SERIES_COLUMNS, "vintage", "period_end"]].groupby([*SERIES_COLUMNS, "vintage"], as_index=False).max()
    newest = ends.groupby(SERIES_COLUMNS)["period_end"].cummax()
    earlier = ends.assign(newest=newest).groupby(SERIES_COLUMNS)[["newest", "vintage"]].shift()
    return ends[[*SERIES_COLUMNS, "vintage"]].assign(
        newest=earlier["newest"], last_release=earlier["vintage"], day_before=ends["vintage"] - timedelta(days=1)
    )


def count_stated(table: pd.DataFrame, spans: pd.DataFrame, source: str, day: date) -> int:
    """Count the figures that a source stated on a day, changed or not.

    ``spans`` are those of the ledger: what lies inside one was restated, and outside every figure stated is a row.
    """
    state = as_of(rows_of_source(table, source), day)
    restated = spans.loc[(spans["source"] == source) & (spans["vintage"] == pd.Timestamp(day)), "span"]
    is_stated = rows_in_spans(state, restated) | (state["vintage"] == pd.Timestamp(day))
    return int((is_stated & (state["status"] != Status.WITHDRAWN)).sum())
