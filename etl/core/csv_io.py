"""Frames as CSV text and back: UTF-8, RFC 4180, ISO dates, whole numbers without a decimal point."""

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from etl.core.errors import InvalidDocument


def to_csv(frame: pd.DataFrame, *, line_end: str = "\n") -> str:
    """Write a frame as CSV. Nulls are empty, 175 is ``175`` and not ``175.0``, dates are ``YYYY-MM-DD``."""
    # pandas quotes a cell with "\r" or "\n" only where that is in the line end, so "\r\n" is written first. Outside of
    # quotes, which are the parts at even positions, each is a line end and not a cell's own.
    parts = frame.apply(_column_to_text).to_csv(index=False, lineterminator="\r\n").split('"')
    parts[::2] = [part.replace("\r\n", line_end) for part in parts[::2]]
    return '"'.join(parts)


def _column_to_text(column: "pd.Series[Any]") -> "pd.Series[Any]":
    if pd.api.types.is_datetime64_any_dtype(column):
        days: pd.Series[Any] = column.dt.strftime("%Y-%m-%d")
        return days
    if pd.api.types.is_float_dtype(column):
        return column.map(format_number, na_action="ignore").astype("object")
    return column


def format_number(value: float) -> str:
    """Return the shortest decimal text of a number: ``175``, ``0.324``."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def read_csv(name: str, content: bytes, dtypes: Mapping[str, str]) -> pd.DataFrame:
    """Read CSV written by :func:`to_csv`; ``InvalidDocument`` when a column is missing or holds what it may not."""
    try:
        text = pd.read_csv(io.BytesIO(content), dtype="str", keep_default_na=False, encoding="utf-8")
    except (ValueError, UnicodeDecodeError) as error:
        raise InvalidDocument(name, [f"not readable as CSV in UTF-8: {error}"]) from error
    if missing := [column for column in dtypes if column not in text]:
        raise InvalidDocument(name, [f"columns missing: {', '.join(missing)}; expected {', '.join(dtypes)}"])
    if not isinstance(text.index, pd.RangeIndex):  # pandas takes the cells too many for an index
        raise InvalidDocument(name, [f"more cells in a row than the header names; expected {', '.join(dtypes)}"])
    try:
        return pd.DataFrame({column: _convert_column(text[column], dtype) for column, dtype in dtypes.items()})
    except (OverflowError, TypeError, ValueError) as error:
        raise InvalidDocument(name, [f"a column holds what it may not: {error}"]) from error


def header(content: bytes | str) -> list[str]:
    """Return the names of the columns of a CSV file; what is not text is left for the reader of the rows to refuse."""
    text = content if isinstance(content, str) else content.decode("utf-8-sig", errors="replace")
    line = text.partition("\n")[0]
    return next(csv.reader([line.rstrip("\r")]), [])


def _convert_column(column: "pd.Series[Any]", dtype: Any) -> "pd.Series[Any]":
    if dtype == "str":
        return column
    days = str(dtype).startswith("datetime")
    filled = pd.to_datetime(column, format="%Y-%m-%d") if days else column.mask(column == "")
    typed: pd.Series[Any] = filled.astype(dtype)
    return typed


def to_records(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Return the rows as plain values for JSON: whole numbers whole, dates ISO text, nulls ``None``."""
    return [{str(name): _plain_value(value) for name, value in row.items()} for row in frame.to_dict("records")]


def _plain_value(value: Any) -> object:
    if pd.isna(value):
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return value


def to_json(body: object) -> str:
    """Return JSON as UTF-8 text."""
    return json.dumps(body, ensure_ascii=False)
