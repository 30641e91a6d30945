"""Takes a mistaken release back: the rows that a new edition adds, so that the log reads as if it had never come.

Decision D25 in README.md.
"""

from datetime import date

import numpy as np
import pandas as pd

from etl.core.columns import KEY_COLUMNS, RELEASE_ROW_COLUMNS
from etl.core.model import Release, Status, VintageBasis
from etl.store.ledger import read_spans, restated_spans
from etl.store.schema import validate
from etl.store.table import append_rows, as_of, has_changed, reaffirmed_by_next_release, rows_in_spans
from etl.store.void_rows import as_void, log_of_edition


def rows_voiding(table: pd.DataFrame, releases: pd.DataFrame, release_id: str, *, edition: int) -> pd.DataFrame:
    """Return the rows that take a release back, conforming, all with the new ``edition``.

    Each row of the release becomes void. What it hid comes to light again: suppose v1 = 179 is mistaken, and v2, which
    restates the span, said 179 too and therefore wrote no row. Without v1 the log would say 180, of v0, as of v2. So
    one more row is returned: v2 = 179. And where v2 had withdrawn what only v1 stated, that row becomes void as well.
    ``table`` is all that was written of the source, and ``releases`` are its releases that stand, in the order learned.
    """
    ours = log_of_edition(table)
    is_mistake = (ours["release"] == release_id).to_numpy()
    mistakes, rest = ours[is_mistake], ours[~is_mistake]
    later = _later(releases, release_id)
    follow = rest[rest["release"].isin(later["id"])]
    hidden = _hidden_that_day(table, rest, mistakes, releases, release_id).assign(edition=edition)
    without = rest if hidden.empty else append_rows(rest, hidden)
    changed = _changed_state(mistakes, _state_at(ours, releases, release_id), _state_at(without, releases, release_id))
    echoes = reaffirmed_by_next_release(follow, restated_spans(later), changed)
    voids = as_void(pd.concat([mistakes, _withdrawn_of_nothing(follow, later, changed, echoes)]))
    added = [rows for rows in (voids, echoes, hidden) if not rows.empty] or [voids]
    return validate(pd.concat(added).assign(edition=edition))


def _hidden_that_day(
    table: pd.DataFrame, rest: pd.DataFrame, mistakes: pd.DataFrame, releases: pd.DataFrame, release_id: str
) -> pd.DataFrame:
    """Return as rows what releases of the same day, learned before, said of the keys of a mistaken one.

    Suppose two releases came on a day: the first restates May without a figure, which none had been held of, and the
    second is mistaken and says 12. An older release found later said 10 of May: that the first withdrew it was seen on
    no day, and stands in no row. Without the second it is seen.
    """
    ids = releases["id"].tolist()
    number = ids.index(release_id)
    day = releases["vintage"].iloc[number]
    earlier, later = (part[part["vintage"] == day] for part in (releases.iloc[:number], releases.iloc[number + 1 :]))
    keys = mistakes[KEY_COLUMNS].drop_duplicates()
    keys = keys[~_keys(keys).isin(_keys(rest[rest["vintage"] == day]))]
    keys = keys[~rows_in_spans(keys, restated_spans(later)["span"])]
    parts = [mistakes.iloc[:0]]
    for _, release in earlier.iloc[::-1].iterrows():
        is_restated = rows_in_spans(keys, read_spans(release["restates"]))
        learned = table[~table["release"].isin(ids[ids.index(release["id"]) + 1 :])]
        state = as_of(learned, day, release["edition"])[[*KEY_COLUMNS, "value", "status"]]
        rows = keys[is_restated].merge(state, on=KEY_COLUMNS, how="left")
        parts.append(
            rows.assign(status=rows["status"].fillna(Status.WITHDRAWN.value), vintage=day, release=release["id"])
        )
        keys = keys[~is_restated]
    state = as_of(rest, day)[[*KEY_COLUMNS, "value", "status"]]
    merged = pd.concat(parts).merge(state, on=KEY_COLUMNS, how="left", suffixes=("", "_before"))
    is_of_nothing = merged["status_before"].isna() & (merged["status"] == Status.WITHDRAWN.value)
    return merged.loc[has_changed(merged) & ~is_of_nothing, mistakes.columns]


def _later(releases: pd.DataFrame, release_id: str) -> pd.DataFrame:
    """Return the releases of later days, and those of the same day that were learned later."""
    number = releases["id"].tolist().index(release_id)
    day, is_after = releases["vintage"].iloc[number], np.arange(len(releases)) > number
    is_later = (releases["vintage"] > day) | ((releases["vintage"] == day) & is_after)
    later: pd.DataFrame = releases[is_later]
    return later


def _state_at(rows: pd.DataFrame, releases: pd.DataFrame, release_id: str) -> pd.DataFrame:
    """Return what stood when a release had come, before the next one of the same day."""
    return as_of(rows[~rows["release"].isin(_later(releases, release_id)["id"])], date.max)


def _changed_state(mistakes: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return the keys of a mistaken release that read otherwise without it, with both states; null where nothing is."""
    state = [*KEY_COLUMNS, "value", "status"]
    merged = mistakes[KEY_COLUMNS].drop_duplicates().merge(after[state], on=KEY_COLUMNS, how="left")
    merged = merged.merge(before[state], on=KEY_COLUMNS, how="left", suffixes=("", "_before"))
    return merged[has_changed(merged)]


def _withdrawn_of_nothing(
    follow: pd.DataFrame, later: pd.DataFrame, changed: pd.DataFrame, echoes: pd.DataFrame
) -> pd.DataFrame:
    """Return the rows that withdraw what was never stated but by the mistaken release, up to where it is stated.

    There may be several: one that was learned before a release that withdrew it on an earlier day.
    """
    gone = changed.loc[changed["status"].isna(), KEY_COLUMNS]
    rows = follow.merge(gone, on=KEY_COLUMNS)
    rows = rows[~_keys(rows).isin(_keys(echoes))]
    is_statement = (rows["status"] != Status.WITHDRAWN.value) | _was_stated_that_day(rows, later)
    return rows[is_statement.astype(int).groupby([rows[name] for name in KEY_COLUMNS]).cumsum() == 0]


def _was_stated_that_day(rows: pd.DataFrame, later: pd.DataFrame) -> "pd.Series[bool]":
    """Tell of which rows an earlier release of their day had said the same as the mistaken one, and wrote none.

    That would be seen on no day, so no row stands for it: but what the later one withdraws had been stated.
    """
    order = rows["release"].map({name: number for number, name in enumerate(later["id"])})
    was_stated = pd.Series(data=False, index=rows.index)
    for (day, name), group in restated_spans(later).groupby(["vintage", "release"]):
        wrote = rows[rows["release"] == name]
        is_after = (rows["vintage"] == day) & (order > later["id"].tolist().index(name))
        was_stated |= is_after & rows_in_spans(rows, group["span"]) & ~_keys(rows).isin(_keys(wrote))
    return was_stated


def _keys(rows: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[KEY_COLUMNS])


def read_release(ours: pd.DataFrame, releases: pd.DataFrame, release_id: str) -> Release:
    """Return a release as it was learned, out of what stands of its source and the lines of its releases."""
    line = releases[releases["id"] == release_id].iloc[0]
    state, spans = _state_at(ours, releases, release_id), tuple(read_spans(line["restates"]))
    is_stated = rows_in_spans(state, spans) | (state["release"] == release_id)
    rows = state[is_stated & (state["status"] != Status.WITHDRAWN.value)]
    return Release(
        source=line["source"],
        vintage=line["vintage"].date(),
        vintage_basis=VintageBasis(line["known"]),
        title=line["title"],
        url=line["url"],
        rows=rows[RELEASE_ROW_COLUMNS].reset_index(drop=True),
        restates=spans,
        note=line["note"],
    )
