"""The table: a change log with one row per value per vintage in which it changed, and every question asked of it.

Two times stand on each row. The *vintage* is the day the world could read the value; the *edition* is a number that
grows with everything this project learns. Rows are only ever added, so what ``as_of`` answers for a day and an edition
stays the same for ever, whatever is learned later.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from etl.core.columns import COLUMNS, DTYPES, KEY_COLUMNS, SERIES_COLUMNS, SORT_COLUMNS
from etl.core.errors import EtlError
from etl.core.model import STORED_STATUSES, Release, RestatedSpan, Status

_STATUSES_WITH_VALUE = [status for status in STORED_STATUSES if Status(status).has_value]
_STATUSES_WITHOUT_VALUE = [status for status in STORED_STATUSES if not Status(status).has_value]


class SchemaError(EtlError):
    """Rows that may not enter the table; ``problems`` lists every breach at once."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("the rows do not conform to the table:\n" + "\n".join(f"  - {text}" for text in problems))


def empty() -> pd.DataFrame:
    """Return a table without rows."""
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in DTYPES.items()})


def validate(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the same rows with the table's columns, dtypes and order; ``SchemaError`` lists all that is wrong."""
    if wrong := _column_problems(frame):
        raise SchemaError(wrong)
    try:
        typed = frame[COLUMNS].astype(DTYPES)
    except (TypeError, ValueError) as error:
        raise SchemaError([f"a column holds what it may not: {error}"]) from error
    if problems := [*_key_problems(typed), *_value_problems(typed)]:
        raise SchemaError(problems)
    return typed.sort_values(SORT_COLUMNS, ignore_index=True)


def _column_problems(frame: pd.DataFrame) -> list[str]:
    missing = [name for name in COLUMNS if name not in frame]
    extra = [str(name) for name in frame if name not in DTYPES]
    problems = (("columns missing", missing), ("columns not known", extra))
    return [f"{problem}: {', '.join(names)}" for problem, names in problems if names]


def _key_problems(frame: pd.DataFrame) -> list[str]:
    key = [*KEY_COLUMNS, "vintage", "release"]
    nulls = frame[[*key, "status"]].isna().sum()
    repeated = frame.duplicated(key)
    backwards = frame["period_end"] < frame["period_start"]
    return (
        [f"{name} is empty in {count} rows" for name, count in nulls.items() if count]
        + [f"repeated key: {_describe_row(row)}" for row in _first_rows(frame, repeated)]
        + [f"period ends before it starts: {_describe_row(row)}" for row in _first_rows(frame, backwards)]
    )


def _value_problems(frame: pd.DataFrame) -> list[str]:
    unknown = frame["status"].notna() & ~frame["status"].isin(STORED_STATUSES)
    absent = frame["status"].isin(_STATUSES_WITH_VALUE) & frame["value"].isna()
    present = frame["status"].isin(_STATUSES_WITHOUT_VALUE) & frame["value"].notna()
    negative = frame["value"].fillna(0) < 0
    return (
        [f"unknown status {row.status!r}: {_describe_row(row)}" for row in _first_rows(frame, unknown)]
        + [f"status {row.status} without a value: {_describe_row(row)}" for row in _first_rows(frame, absent)]
        + [f"status {row.status} with a value: {_describe_row(row)}" for row in _first_rows(frame, present)]
        + [f"negative value {row.value:g}: {_describe_row(row)}" for row in _first_rows(frame, negative)]
    )


def _first_rows(frame: pd.DataFrame, wrong: pd.Series) -> Iterable[pd.Series]:
    return (row for _, row in frame[wrong].head(20).iterrows()) if wrong.any() else ()


def _describe_row(row: pd.Series) -> str:
    return (
        f"{row['source']} {row['measure']} {row['place']} {row['group']} "
        f"{row['period_start']:%Y-%m-%d}/{row['period_end']:%Y-%m-%d} of {row['vintage']:%Y-%m-%d}, "
        f"edition {row['edition']}"
    )


def as_of(table: pd.DataFrame, day: date, edition: int | None = None) -> pd.DataFrame:
    """Return what a reader saw on ``day``: one row per key, the last that was public then.

    Suppose July 2020 was 175 on 25 August 2020 and 178 on 20 October. As of 21 September it is 175, and as of 24 August
    there is no row.
    ``edition`` limits the answer to what this project had learned by then. Keys withdrawn by that day stay, with their
    status: that a value was taken away is a fact. The table's rows are in its order, as :func:`validate` leaves them.
    """
    seen = table["vintage"] <= pd.Timestamp(day)
    if edition is not None:
        seen &= table["edition"] <= edition
    rows = table[seen]
    return rows[_is_last_of_key(rows)].reset_index(drop=True)


def _is_last_of_key(rows: pd.DataFrame) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Tell which rows are the last of their key: the next row has another. Rows of a key stand together."""
    last = np.ones(len(rows), dtype=bool)
    keys = (rows[name].to_numpy() for name in KEY_COLUMNS)
    last[:-1] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    return last


def changes(table: pd.DataFrame, earlier: date, later: date, edition: int | None = None) -> pd.DataFrame:
    """Return every key whose value or status differs between two days.

    Columns: the key, ``value_before``, ``status_before``, ``vintage_before``, ``value``, ``status``, ``vintage`` and
    ``change``: ``new`` (a period after all that the series held before), ``first held`` (an older one, of which no
    value was held; it may have been published long before), ``withdrawn``, or ``changed``. Without a value before,
    ``*_before`` is empty.
    """
    columns = [*KEY_COLUMNS, "value", "status", "vintage"]
    before = as_of(table, earlier, edition)[columns]
    after = as_of(table, later, edition)[columns]
    both = after.merge(before, on=KEY_COLUMNS, how="left", suffixes=("", "_before"))
    newest = before[[*SERIES_COLUMNS, "period_end"]].groupby(SERIES_COLUMNS, as_index=False).max()
    newest = newest.rename(columns={"period_end": "newest"})
    changed = both[_has_changed(both)].merge(newest, on=SERIES_COLUMNS, how="left")
    return changed.assign(change=[_kind_of_change(row) for row in changed.to_dict("records")]).drop(columns="newest")


def _kind_of_change(row: Mapping[Hashable, Any]) -> str:
    if pd.isna(row["vintage_before"]):
        ahead = pd.isna(row["newest"]) or row["period_end"] > row["newest"]
        return "new" if ahead else "first held"
    return "withdrawn" if row["status"] == Status.WITHDRAWN else "changed"


def _has_changed(merged: pd.DataFrame) -> pd.Series:
    """Tell which rows have another value or status than before: ``value``, ``status`` against those in ``*_before``."""
    after = merged[["status", "value"]].astype(object).set_axis(["status_before", "value_before"], axis=1)
    before = merged[["status_before", "value_before"]].astype(object)
    same = (after == before) | (after.isna() & before.isna())
    return ~same.all(axis=1)


def rows_added_by(
    table: pd.DataFrame, spans: pd.DataFrame, release: Release, *, release_id: str, edition: int
) -> pd.DataFrame:
    """Return the rows that ``release`` adds to the table, conforming, all with the new ``edition``.

    Inside a span that the release restates, only what changed writes a row; outside of one, every value does. Suppose
    May is 174 and June 177, and a release that restates both says June 183 and nothing of May. It adds two rows: June
    183, and May withdrawn. Had it said May 174, there would be no row for May.
    ``spans`` names what the releases of this source held so far restate (columns ``release``, ``vintage``, ``span``: a
    :class:`RestatedSpan`). A release older than some of them also writes, for each key it changes, what the next whole
    release said (see :func:`_reaffirmed_by_next_release`), so that leaving out unchanged rows is never visible.
    Raises ``SchemaError`` where the release holds rows that may not enter the table.
    """
    ours = table[table["source"] == release.source]
    merged = _stated_with_previous(ours, release)
    different = _has_changed(merged)
    new = merged[different | ~rows_in_spans(merged, release.restates)].assign(
        vintage=pd.Timestamp(release.vintage), release=release_id
    )
    echoes = _reaffirmed_by_next_release(
        ours, spans[spans["vintage"] > pd.Timestamp(release.vintage)], merged[different], release
    )
    return validate(
        pd.concat([new[[*KEY_COLUMNS, "vintage", "value", "status", "release"]], echoes]).assign(edition=edition)
    )


def differs_from(table: pd.DataFrame, release: Release) -> bool:
    """Tell whether anything that the release says is not what the table says as of its day."""
    return bool(_has_changed(_stated_with_previous(table[table["source"] == release.source], release)).any())


def _stated_with_previous(ours: pd.DataFrame, release: Release) -> pd.DataFrame:
    """Return all that a release says, its silences too, beside the state before it, ``*_before``."""
    before = as_of(ours, release.vintage)
    release_rows = release.rows.assign(source=release.source)
    statements = pd.concat([release_rows, withdrawn_rows(before, release_rows, release.restates)], ignore_index=True)
    merged = statements.merge(
        before[[*KEY_COLUMNS, "value", "status"]], on=KEY_COLUMNS, how="left", suffixes=("", "_before")
    )
    if release.states_final_status:
        return merged
    unchanged = (merged["value"] == merged["value_before"]).fillna(value=False)
    return merged.assign(status=merged["status"].mask(unchanged, merged["status_before"]))


def withdrawn_rows(before: pd.DataFrame, release_rows: pd.DataFrame, restates: Sequence[RestatedSpan]) -> pd.DataFrame:
    """Return as withdrawn the keys of ``before`` that a release no longer states, inside the spans that it restates."""
    gone = before[rows_in_spans(before, restates) & (before["status"] != Status.WITHDRAWN)]
    both = pd.concat([release_rows[KEY_COLUMNS], gone[KEY_COLUMNS]], ignore_index=True)
    lost = both.drop_duplicates().loc[len(release_rows) :]
    return lost.assign(value=pd.Series(pd.NA, index=lost.index, dtype="Float64"), status=Status.WITHDRAWN.value)


def rows_in_spans(rows: pd.DataFrame, spans: Iterable[RestatedSpan]) -> pd.Series:
    """Tell which rows are of a key inside one of the spans."""
    inside = pd.Series(data=False, index=rows.index, dtype=bool)
    for span in spans:
        hit = rows["measure"] == span.measure
        hit &= rows["period_start"] >= pd.Timestamp(span.period.start)
        hit &= rows["period_end"] <= pd.Timestamp(span.period.end)
        hit &= (rows["place"] == span.place) | (span.place == "*")
        hit &= (rows["group"] == span.group) | (span.group == "*")
        inside |= hit
    return inside


def _reaffirmed_by_next_release(
    ours: pd.DataFrame, later: pd.DataFrame, changed: pd.DataFrame, release: Release
) -> pd.DataFrame:
    """Re-state the next whole release's values for the keys that a late-found release changes.

    The table holds only changes. Suppose v0 said 180, and so did v2, which therefore wrote no row. If a forgotten
    v1 = 179 is added now, the table would say 179 as of v2. So this returns one more row: v2 = 180. Only the first
    later release that restates the key counts, and only where it wrote no row of its own.
    ``changed`` holds the new ``value``/``status`` beside ``*_before``, the state until now; with no row in between,
    that state is also what the later release restated. A key that it did not know is one that it withdrew.
    """
    columns = [*KEY_COLUMNS, "vintage", "value", "status", "release"]
    stated_later = ours.loc[ours["vintage"] > pd.Timestamp(release.vintage), [*KEY_COLUMNS, "vintage"]]
    next_stated = stated_later.drop_duplicates(KEY_COLUMNS).rename(columns={"vintage": "next_stated"})
    open_keys, echoes = changed.merge(next_stated, on=KEY_COLUMNS, how="left"), []
    next_releases: Iterable[tuple[Any, pd.DataFrame]] = later.groupby(["vintage", "release"], sort=True)
    for (vintage, release_id), group in next_releases:
        if open_keys.empty:
            break
        hit = open_keys[rows_in_spans(open_keys, group["span"])]
        silent = hit[hit["next_stated"].isna() | (hit["next_stated"] > vintage)]
        echoes.append(_previous_state_as_rows(silent).assign(vintage=vintage, release=release_id))
        open_keys = open_keys.drop(index=hit.index)
    return pd.concat(echoes)[columns] if echoes else pd.DataFrame(columns=columns)


def _previous_state_as_rows(silent: pd.DataFrame) -> pd.DataFrame:
    """Return the state until now, as rows; a key not known until now reads as withdrawn."""
    status = silent["status_before"].mask(silent["status_before"].isna(), Status.WITHDRAWN.value)
    return silent.assign(value=silent["value_before"], status=status)


def append_rows(table: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    """Return the table with rows added; none is ever taken away. ``SchemaError`` where they do not fit."""
    return validate(pd.concat([table, added], ignore_index=True))
