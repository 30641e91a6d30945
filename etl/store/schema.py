"""What rows of the table must be: its columns, dtypes and order, keys that stand once, values beside their status."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from etl.core.columns import COLUMNS, DTYPES, KEY_COLUMNS, SORT_COLUMNS
from etl.core.errors import EtlError
from etl.core.model import STATUSES_WITH_VALUE, STORED_STATUSES
from etl.core.text_column import Mask, comparable
from etl.store.void_rows import stands


class SchemaError(EtlError):
    """Rows that may not enter the table; ``problems`` lists every breach at once."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("the rows do not conform to the table:\n" + "\n".join(f"  - {text}" for text in problems))


def validate(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the same rows with the table's columns, dtypes and order; ``SchemaError`` lists all that is wrong.

    Texts may come as categories that are in order: they are compared in a fraction of the time.
    """
    if wrong := _column_problems(frame):
        raise SchemaError(wrong)
    try:
        typed = frame[COLUMNS].astype(_dtypes_to_compare(frame))
    except (TypeError, ValueError) as error:
        raise SchemaError([f"a column holds what it may not: {error}"]) from error
    codes = _codes(typed)
    if problems := [*_key_problems(typed, codes), *_value_problems(typed)]:
        raise SchemaError(problems)
    return _in_order(typed, codes).astype(DTYPES)


def _dtypes_to_compare(frame: pd.DataFrame) -> dict[str, str]:
    return {name: dtype for name, dtype in DTYPES.items() if not _is_ranked(frame[name])}


def _is_ranked(column: "pd.Series[Any]") -> bool:
    return isinstance(column.dtype, pd.CategoricalDtype) and column.cat.categories.is_monotonic_increasing


def in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows that conform in the table's order."""
    return _in_order(frame, _codes(frame))


def _in_order(frame: pd.DataFrame, codes: pd.DataFrame) -> pd.DataFrame:
    return frame.take(np.lexsort([codes[name] for name in reversed(SORT_COLUMNS)])).reset_index(drop=True)


def _column_problems(frame: pd.DataFrame) -> list[str]:
    missing = [name for name in COLUMNS if name not in frame]
    extra = [str(name) for name in frame if name not in DTYPES]
    problems = (("columns missing", missing), ("columns not known", extra))
    return [f"{problem}: {', '.join(names)}" for problem, names in problems if names]


def _codes(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that make the order as numbers in that order, -1 where a cell is empty.

    Texts are slow to compare, and the table repeats its few.
    """
    return pd.DataFrame({name: _ranks(frame[name]) for name in SORT_COLUMNS}, index=frame.index)


def _ranks(column: "pd.Series[Any]") -> np.ndarray[Any, Any]:
    if isinstance(column.dtype, pd.CategoricalDtype):  # its categories are in order
        return comparable(column)
    is_text = DTYPES[str(column.name)] == "str"
    return pd.factorize(column.to_numpy(dtype=object if is_text else None), sort=True)[0]


def _key_problems(frame: pd.DataFrame, codes: pd.DataFrame) -> list[str]:
    key = [*KEY_COLUMNS, "vintage", "release"]
    repeated = codes.duplicated(key).to_numpy(copy=True)
    if repeated.any():  # what is void may be stated again, by another edition
        standing = stands(frame)
        repeated = codes.duplicated([*key, "edition"]).to_numpy(copy=True)
        repeated[standing] |= codes[standing].duplicated(key).to_numpy()
    nulls = pd.concat([codes[key] == -1, frame["status"].isna()], axis=1).sum()
    backwards = frame["period_end"] < frame["period_start"]
    return (
        [f"{name} is empty in {count} rows" for name, count in nulls.items() if count]
        + [f"repeated key: {_describe_row(row)}" for row in _first_rows(frame, repeated)]
        + [f"period ends before it starts: {_describe_row(row)}" for row in _first_rows(frame, backwards)]
    )


def _value_problems(frame: pd.DataFrame) -> list[str]:
    unknown = frame["status"].notna() & ~frame["status"].isin(STORED_STATUSES)
    stored = frame["status"].isin(STORED_STATUSES)
    with_value = frame["status"].isin(STATUSES_WITH_VALUE)
    absent, present = with_value & frame["value"].isna(), stored & ~with_value & frame["value"].notna()
    negative = frame["value"].fillna(0) < 0
    return (
        [f"unknown status {row.status!r}: {_describe_row(row)}" for row in _first_rows(frame, unknown)]
        + [f"status {row.status} without a value: {_describe_row(row)}" for row in _first_rows(frame, absent)]
        + [f"status {row.status} with a value: {_describe_row(row)}" for row in _first_rows(frame, present)]
        + [f"negative value {row.value:g}: {_describe_row(row)}" for row in _first_rows(frame, negative)]
    )


def _first_rows(frame: pd.DataFrame, wrong: "pd.Series | Mask") -> Iterable[pd.Series]:
    return (row for _, row in frame[wrong].head(20).iterrows()) if wrong.any() else ()


def _describe_row(row: pd.Series) -> str:
    return (
        f"{row['source']} {row['measure']} {row['place']} {row['group']} "
        f"{row['period_start']:%Y-%m-%d}/{row['period_end']:%Y-%m-%d} of {row['vintage']:%Y-%m-%d}, "
        f"edition {row['edition']}"
    )
