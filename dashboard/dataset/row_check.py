"""Compares rows of a CSV file with the table: is each stated by a release held, and what has become of it since."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

import pandas as pd

from etl.core import csv_io
from etl.core.model import Status
from etl.store.void_rows import stands

KEY = ("source", "measure", "place", "group", "period_start", "period_end")
COLUMNS = (*KEY, "vintage", "value", "status")
"""The columns that a file has to have."""
LABELS = ("period", "place_name", "group_name", "measure_title", "unit", "note")
"""Columns that say series and period in words."""
Row = tuple[str, ...]
"""Of the rows of a data block: source, measure, place, group, period, value, status, vintage, value in another unit."""
ROW_KEY_SIZE = 5
_SUM_WINDOW = "12"
MAX_ROWS, MAX_COLUMNS = 50_000, 100
"""Of a CSV file: rows of ours have a hundred bytes, so that there are no more in a file that can be put in."""


@dataclass(frozen=True)
class RowCheck:
    """How many rows state a value as a release held did, state it otherwise, are sums, and were revised since.

    Sums over twelve months are computed, and in no release. Rows of periods without a release state nothing, and are in
    none of these numbers. ``taken_back`` are those that are not formed any more. ``mistaken`` are those of the same
    that stood there by a mistake of this archive's, void since: they are not said to be revised.
    """

    same: int = 0
    other: int = 0
    sums: int = 0
    revised: int = 0
    taken_back: int = 0
    mistaken: int = 0


def read_rows(content: bytes) -> list[dict[str, str]] | None:
    """Read a CSV file with the columns of ours; None where it is none, or is larger than any of ours."""
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True, restval="")
        names = reader.fieldnames or ()
        if len(names) > MAX_COLUMNS or not set(COLUMNS) <= set(names):
            return None
        rows = list(islice(reader, MAX_ROWS + 1))
    except (UnicodeDecodeError, csv.Error):
        return None
    return rows if len(rows) <= MAX_ROWS else None


def select_keys(rows: Iterable[Mapping[str, str]], table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the table, of any day, whose series and period are in a file: what its rows are checked by."""
    keys = pd.DataFrame([_key(row) for row in rows], columns=list(KEY), dtype="str").drop_duplicates()
    for name in ("period_start", "period_end"):
        keys[name] = pd.to_datetime(keys[name], format="%Y-%m-%d", errors="coerce").astype(table[name].dtype)
    nearby = table[table["measure"].isin(keys["measure"]) & table["place"].isin(keys["place"])]
    return nearby.merge(keys, on=list(KEY))


def check_rows(rows: Iterable[Mapping[str, str]], table: pd.DataFrame) -> RowCheck:
    """Compare rows, each cell a text, with the table of values, or with what ``select_keys`` takes of it."""
    with_values = [row for row in rows if row["vintage"] or row["value"]]
    published = [row for row in with_values if row.get("window") != _SUM_WINDOW]
    by_day: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    standing_by_day: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    newest: dict[tuple[str, ...], tuple[str, str]] = {}
    for standing, (*key, vintage, value, status) in zip(stands(table), _texts(table), strict=True):
        by_day.setdefault((*key, vintage), set()).add((value, status))
        if standing:
            standing_by_day.setdefault((*key, vintage), set()).add((value, status))
            newest[tuple(key)] = (value, status)  # the table is in the order of its days
    same = [row for row in published if _value(row) in by_day.get((*_key(row), row["vintage"]), ())]
    right = [row for row in same if _value(row) in standing_by_day.get((*_key(row), row["vintage"]), ())]
    revised = sum(newest.get(_key(row), ("", ""))[0] != row["value"] for row in right)
    return RowCheck(
        same=len(same),
        other=len(published) - len(same),
        sums=len(with_values) - len(published),
        revised=revised,
        mistaken=len(same) - len(right),
    )


def find_other_labels(rows: Iterable[Mapping[str, str]], frames: Iterable[pd.DataFrame]) -> tuple[str, ...]:
    """Return the columns in which a row has another label than its series and period have in any of the frames."""
    labels: dict[tuple[str, ...], set[str]] = {}
    for frame in frames:
        names = [name for name in LABELS if name in frame]
        for row in csv.DictReader(io.StringIO(csv_io.to_csv(frame[[*KEY, *names]]), newline="")):
            for name in names:
                labels.setdefault((*_key(row), name), set()).add(row[name])
    other = {
        name
        for row in rows
        for name in LABELS
        if name in row and row[name] not in labels.get((*_key(row), name), (row[name],))
    }
    return tuple(name for name in LABELS if name in other)


def compare_rows(given: Iterable[Row], own: Iterable[Row]) -> RowCheck:
    """Count the rows of a chart that two files have alike, and those that they do not: each once.

    Suppose a picture has a sum of twelve months, and a note that was learned since says that what is counted changed
    within them: then the sum is not formed any more, and the row is taken back, not altered.
    """
    first, second = Counter(given), Counter(own)
    only_given, only_own = first - second, second - first
    taken_back = {row[:ROW_KEY_SIZE] for row in only_own if _has_no_value(row)}
    other = _count_keys(only_given, taken_back) | _count_keys(only_own, taken_back)
    return RowCheck(same=(first & second).total(), other=other.total(), taken_back=len(taken_back))


def _count_keys(rows: "Counter[Row]", without: Collection[Row]) -> "Counter[Row]":
    """Count rows by what identifies them: one that is stated otherwise in two files is the same row."""
    return Counter(row[:ROW_KEY_SIZE] for row in rows.elements() if row[:ROW_KEY_SIZE] not in without)


def _has_no_value(row: Row) -> bool:
    """Tell whether a row states nothing since what is counted changed: a sum, or the last cell in a unit of its own."""
    return Status.NOT_COMPARABLE in row or not row[-1]


def _texts(rows: pd.DataFrame) -> Iterable[tuple[str, ...]]:
    """Return the rows of the table as the cells of a CSV file."""
    columns = []
    for name in COLUMNS:
        column = rows[name]
        if pd.api.types.is_datetime64_any_dtype(column):
            columns.append(column.dt.strftime("%Y-%m-%d"))
        elif name == "value":
            columns.append(column.astype("object").map(csv_io.format_number, na_action="ignore").fillna(""))
        else:
            columns.append(column)
    return zip(*columns, strict=True)


def _key(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in KEY)


def _value(row: Mapping[str, str]) -> tuple[str, str]:
    return row["value"], row["status"]
