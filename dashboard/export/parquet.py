"""A table as a Parquet file: days as days, numbers as numbers, and beside the rows what they are.

arro3 writes it, not pyarrow: where that is installed, pandas loads it at once and keeps every text in its way.
"""

import io
from collections.abc import Mapping
from typing import Any

import pandas as pd
from arro3.core import Array, DataType, Table
from arro3.io import write_parquet

from etl.core import csv_io

ABOUT_KEY = "about"
"""The one key of the metadata, whose value is JSON: several would stand in an order that differs from file to file."""
_COMPRESSION = "zstd(9)"


def to_parquet(rows: pd.DataFrame, about: Mapping[str, object]) -> bytes:
    """Write the rows, with ``about`` as JSON in the footer; the same rows are always the same bytes."""
    table = Table.from_pydict({str(name): _array(column) for name, column in rows.items()})
    file = io.BytesIO()
    write_parquet(
        table,
        file,
        compression=_COMPRESSION,
        key_value_metadata={ABOUT_KEY: csv_io.to_json(about)},
        skip_arrow_metadata=True,
    )
    return file.getvalue()


def _array(column: "pd.Series[Any]") -> Array:
    if pd.api.types.is_datetime64_any_dtype(column):
        days = column.to_numpy("datetime64[D]").astype("int64").tolist()
        return Array(_with_nulls(days, column), DataType.int32()).cast(DataType.date32())
    if pd.api.types.is_integer_dtype(column):
        return Array(_with_nulls(column.tolist(), column), DataType.int64())
    if pd.api.types.is_float_dtype(column):
        return Array(_with_nulls(column.tolist(), column), DataType.float64())
    return Array(_with_nulls(column.astype(str).tolist(), column), DataType.string())


def _with_nulls(values: list[Any], column: "pd.Series[Any]") -> list[Any]:
    """Return the values with None where the column has none."""
    return [None if empty else value for value, empty in zip(values, column.isna(), strict=True)]
