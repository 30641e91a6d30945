"""The table: a change log with one row per value per vintage in which it changed, and every question asked of it.

Two times stand on each row. The *vintage* is the day the world could read the value; the *edition* is a number that
grows with everything this project learns. Rows are only ever added, so what ``as_of`` answers for a day and an edition
stays the same for ever, whatever is learned later.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from etl.core.columns import DTYPES, KEY_COLUMNS
from etl.core.model import Release, RestatedSpan, Status
from etl.core.printing import MIN_DECIMALS, is_reprint
from etl.core.text_column import TextColumn, comparable, equals
from etl.store.schema import in_order, validate
from etl.store.void_rows import stands


def empty() -> pd.DataFrame:
    """Return a table without rows."""
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in DTYPES.items()})


def rows_of_source(table: pd.DataFrame, source: str) -> pd.DataFrame:
    """Return the rows of a source, uncopied: in the table's order they stand together."""
    positions = np.flatnonzero(equals(table["source"], source))
    return table.iloc[positions[0] : positions[-1] + 1] if len(positions) else table.iloc[:0]


def as_of(table: pd.DataFrame, day: date, edition: int | None = None) -> pd.DataFrame:
    """Return what a reader saw on ``day``: one row per key, the last that was public then.

    Suppose July 2020 was 175 on 25 August 2020 and 178 on 20 October. As of 21 September it is 175, and as of 24 August
    there is no row.
    ``edition`` limits the answer to what this project had learned by then. Keys withdrawn by that day stay, with their
    status: that a value was taken away is a fact. What is void by that edition is as if it had never been there. The
    table's rows are in its order, as :func:`validate` leaves them.
    """
    return table[is_in_force(table, day, edition)].reset_index(drop=True)


def is_in_force(table: pd.DataFrame, day: date, edition: int | None = None) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Tell which rows :func:`as_of` returns."""
    seen = (table["vintage"] <= pd.Timestamp(day)).to_numpy() & stands(table, edition)
    seen[seen] = is_last_of(table.loc[seen, KEY_COLUMNS], KEY_COLUMNS)
    return seen


def is_last_of(rows: pd.DataFrame, columns: Sequence[str]) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Tell which rows are the last that have the same in these columns: the next row has something else.

    Rows that have the same stand together, as those of a key do.
    """
    last = np.ones(len(rows), dtype=bool)
    cells = (comparable(rows[name]) for name in columns)
    last[:-1] = np.logical_or.reduce([cell[1:] != cell[:-1] for cell in cells])
    return last


def has_changed(merged: pd.DataFrame) -> pd.Series:
    """Tell which rows have another value or status than before: ``value``, ``status`` against those in ``*_before``.

    A value that is only printed with other decimals is the same.
    """
    return ~(same_values(merged) & (merged["status"] == merged["status_before"]))


def same_values(merged: pd.DataFrame) -> pd.Series:
    """Tell which rows have the value that they had before, or none again."""
    both_missing = merged["value"].isna() & merged["value_before"].isna()
    same = (merged["value"] == merged["value_before"]).fillna(value=False).astype(bool)
    pairs = merged.loc[~same, ["value", "value_before"]].dropna().astype(float)
    apart = (pairs["value"] - pairs["value_before"]).abs()
    pairs = pairs[apart < 10.0**-MIN_DECIMALS]  # no others are reprints, and they are many
    same[pairs.index] = np.array([is_reprint(*pair) for pair in pairs.itertuples(index=False)], dtype=bool)
    return same | both_missing


def rows_added_by(
    table: pd.DataFrame, spans: pd.DataFrame, release: Release, *, release_id: str, edition: int
) -> pd.DataFrame:
    """Return the rows that ``release`` adds to the table, conforming, all with the new ``edition``.

    Inside a span that the release restates, only what changed writes a row; outside of one, every value does. Suppose
    May is 174 and June 177, and a release that restates both says June 183 and nothing of May. It adds two rows: June
    183, and May withdrawn. Had it said May 174, there would be no row for May.
    ``spans`` names what the releases of this source held so far restate (columns ``release``, ``vintage``, ``span``: a
    :class:`RestatedSpan`). A release older than some of them also writes, for each key it changes, what the next whole
    release said (see :func:`reaffirmed_by_next_release`), so that leaving out unchanged rows is never visible.
    Nothing in the table is void: it is what ``void_rows.log_of_edition`` gives.
    Raises ``SchemaError`` where the release holds rows that may not enter the table.
    """
    ours = table[table["source"] == release.source]
    merged = _stated_with_previous(ours, release)
    different = has_changed(merged)
    new = merged[different | ~rows_in_spans(merged, release.restates)].assign(
        vintage=pd.Timestamp(release.vintage), release=release_id
    )
    day = pd.Timestamp(release.vintage)
    echoes = reaffirmed_by_next_release(ours[ours["vintage"] > day], spans[spans["vintage"] > day], merged[different])
    added = new[[*KEY_COLUMNS, "vintage", "value", "status", "release"]]
    # An empty frame has no types of its own: joined, it would turn every day into an object and back.
    return validate((added if echoes.empty else pd.concat([added, echoes])).assign(edition=edition))


def rows_of(release: Release, log: pd.DataFrame) -> pd.DataFrame:
    """Return what a release states as rows to compare with those of a log, with its dtypes: texts or categories."""
    rows = release.rows.assign(source=release.source)
    return rows.astype({name: log[name].dtype for name in ("source", "measure", "place", "group", "status")})


def differs_from(table: pd.DataFrame, release: Release) -> bool:
    """Tell whether anything that the release says is not what the table says as of its day."""
    return bool(has_changed(_stated_with_previous(table[table["source"] == release.source], release)).any())


def _stated_with_previous(ours: pd.DataFrame, release: Release) -> pd.DataFrame:
    """Return all that a release says, its silences too, beside the state before it, ``*_before``."""
    before = as_of(ours, release.vintage)
    release_rows = rows_of(release, ours)
    statements = pd.concat([release_rows, withdrawn_rows(before, release_rows, release.restates)], ignore_index=True)
    merged = statements.merge(
        before[[*KEY_COLUMNS, "value", "status"]], on=KEY_COLUMNS, how="left", suffixes=("", "_before")
    )
    if release.states_final_status:
        return merged
    unchanged = same_values(merged) & merged["value"].notna()
    return merged.assign(status=merged["status"].mask(unchanged, merged["status_before"]))


def withdrawn_rows(before: pd.DataFrame, release_rows: pd.DataFrame, restates: Sequence[RestatedSpan]) -> pd.DataFrame:
    """Return as withdrawn the keys of ``before`` that a release no longer states, inside the spans that it restates."""
    gone = before[rows_in_spans(before, restates) & (before["status"] != Status.WITHDRAWN)]
    both = pd.concat([release_rows[KEY_COLUMNS], gone[KEY_COLUMNS]], ignore_index=True)
    lost = both.drop_duplicates().loc[len(release_rows) :]
    status = pd.Series(Status.WITHDRAWN.value, index=lost.index, dtype=before["status"].dtype)
    return lost.assign(value=pd.Series(pd.NA, index=lost.index, dtype="Float64"), status=status)


def rows_in_spans(rows: pd.DataFrame, spans: Iterable[RestatedSpan]) -> pd.Series:
    """Tell which rows are of a key inside one of the spans."""
    inside = np.zeros(len(rows), dtype=bool)
    start, end = rows["period_start"].to_numpy(), rows["period_end"].to_numpy()
    names = {name: TextColumn(rows[name]) for name in ("measure", "place", "group")}
    for span in spans:
        hit = (start >= np.datetime64(span.period.start)) & (end <= np.datetime64(span.period.end))
        hit &= names["measure"].equal(span.measure)
        for name, word in (("place", span.place), ("group", span.group)):
            if word != "*":
                hit &= names[name].equal(word)
        inside |= hit
    return pd.Series(inside, index=rows.index)


def reaffirmed_by_next_release(rows: pd.DataFrame, spans: pd.DataFrame, changed: pd.DataFrame) -> pd.DataFrame:
    """Re-state the next whole release's values for the keys of which another value turns out to stand before it.

    The table holds only changes. Suppose v0 said 180, and so did v2, which therefore wrote no row. If a forgotten
    v1 = 179 is added now, the table would say 179 as of v2. So this returns one more row: v2 = 180. Only the first
    later release that restates the key counts, and only where it wrote no row of its own. It is the same where a
    mistaken v1 is taken away that had said what v2 restated.
    ``rows`` and ``spans`` are what was stated and restated after that. ``changed`` holds the new ``value``/``status``
    beside ``*_before``, the state until now; with no row in between, that state is also what the later release
    restated. A key that it did not know is one that it withdrew.
    """
    columns = [*KEY_COLUMNS, "vintage", "value", "status", "release"]
    next_stated = rows.drop_duplicates(KEY_COLUMNS)[[*KEY_COLUMNS, "vintage"]].rename(
        columns={"vintage": "next_stated"}
    )
    open_keys, echoes = changed.merge(next_stated, on=KEY_COLUMNS, how="left"), []
    next_releases: Iterable[tuple[Any, pd.DataFrame]] = spans.groupby(["vintage", "release"], sort=True)
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


def append_added(table: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    """Return the table with what :func:`rows_added_by` gave for a new release: it conforms, and no key is held yet."""
    return in_order(pd.concat([table, added], ignore_index=True))


def append_rows(table: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    """Return the table with rows added; none is ever taken away. ``SchemaError`` where they do not fit."""
    return validate(pd.concat([table, added], ignore_index=True))
