"""Frames as CSV text and back: UTF-8, RFC 4180, ISO dates, whole numbers without a decimal point."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from etl.core.columns import DATE_DTYPE
from etl.core.errors import InvalidDocument

_EXPECTED = {DATE_DTYPE: "a day such as 2020-08-25", "Float64": "a number or nothing", "int64": "a whole number"}
"""What a cell of a column that is no text should be."""


RFC_4180_LINE_END = "\r\n"
"""How lines end in what is saved from the site; the project's own files end them with a line feed alone."""


def to_csv(frame: pd.DataFrame, *, line_end: str = "\n") -> str:
    """Write a frame as CSV. Nulls are empty, 175 is ``175`` and not ``175.0``, dates are ``YYYY-MM-DD``."""
    return encode_csv(frame, line_end=line_end).decode()


def encode_csv(frame: pd.DataFrame, *, line_end: str = "\n", separator: str = ",") -> bytes:
    """Write a frame as :func:`to_csv` does, in UTF-8: a large one is never text as a whole."""
    quote = partial(_quote, separator=separator)
    is_only = len(frame.columns) == 1  # an empty line would be no row
    cells = _CellForm((lambda text: quote(text) or '""') if is_only else quote, '""' if is_only else "")
    ends = ["" for _ in frame.columns[1:]] + [line_end]
    columns = [_cells(column, cells, after=end) for (_, column), end in zip(frame.items(), ends, strict=False)]
    head = separator.join(quote(str(name)) for name in frame) + line_end
    return b"".join([head.encode(), *map(separator.encode().join, zip(*columns, strict=True))])


def to_json_rows(frame: pd.DataFrame) -> str:
    """Write a frame as a JSON array with an object for each row: numbers as such, days as text, nulls ``null``."""
    return encode_json_rows(frame).decode()


def encode_json_rows(frame: pd.DataFrame) -> bytes:
    """Write a frame as :func:`to_json_rows` does, in UTF-8."""
    cells = _CellForm(to_json, "null")
    columns = [_cells(column, cells, f"{to_json(str(name))}: ") for name, column in frame.items()]
    return b"[" + b",\n".join(b"{" + b", ".join(row) + b"}" for row in zip(*columns, strict=True)) + b"]"


@dataclass(frozen=True, slots=True)
class _CellForm:
    """How the cells of a format are written: all but numbers as ``quote`` does it, nulls as ``null``."""

    quote: Callable[[str], str]
    null: str


def _cells(column: "pd.Series[Any]", form: _CellForm, before: str = "", after: str = "") -> list[bytes]:
    """Return the cells of a column, ``before`` and ``after`` each of them.

    Each distinct one is written once: a table repeats its days and places.
    """
    if pd.api.types.is_object_dtype(column):  # where 1 and True would be taken for one
        texts = [form.null if pd.isna(value) else form.quote(str(value)) for value in column]
        return [(before + text + after).encode() for text in texts]
    is_text = isinstance(column.dtype, pd.StringDtype)
    codes, distinct = pd.factorize(column.to_numpy(dtype=object) if is_text else column)
    texts = [*map(_cell_writer(column, form.quote), distinct), form.null]  # the last for nulls, whose code is -1
    cells: list[bytes] = np.array([(before + text + after).encode() for text in texts], dtype=object)[codes].tolist()
    return cells


def _cell_writer(column: "pd.Series[Any]", quote: Callable[[str], str]) -> Callable[[Any], str]:
    if pd.api.types.is_integer_dtype(column):
        return str
    if pd.api.types.is_float_dtype(column):
        return format_number
    if pd.api.types.is_datetime64_any_dtype(column):
        return lambda day: quote(_format_day(day))
    return lambda text: quote(str(text))


def _format_day(day: pd.Timestamp) -> str:
    return day.date().isoformat()


def _quote(text: str, separator: str) -> str:
    is_ambiguous = any(mark in text for mark in (separator, '"', "\r", "\n"))
    return '"' + text.replace('"', '""') + '"' if is_ambiguous else text


def format_number(value: float) -> str:
    """Return the shortest decimal text of a number: ``175``, ``0.324``."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def read_csv(name: str, content: bytes, dtypes: Mapping[str, str]) -> pd.DataFrame:
    """Read CSV written by :func:`to_csv`; ``InvalidDocument`` when a column is missing or holds what it may not.

    Texts that repeat may be read as ``category``: what is asked of them is then asked of each distinct one.
    """
    kinds = defaultdict(lambda: "str", {column: _kind_to_read(dtype) for column, dtype in dtypes.items()})
    try:
        text = pd.read_csv(io.BytesIO(content), dtype=kinds, keep_default_na=False, encoding="utf-8", low_memory=False)
    except (ValueError, UnicodeDecodeError) as error:
        raise InvalidDocument(name, [f"not readable as CSV in UTF-8: {error}"]) from error
    if missing := [column for column in dtypes if column not in text]:
        raise InvalidDocument(name, [f"columns missing: {', '.join(missing)}; expected {', '.join(dtypes)}"])
    if not isinstance(text.index, pd.RangeIndex):  # pandas takes the cells too many for an index
        raise InvalidDocument(name, [f"more cells in a row than the header names; expected {', '.join(dtypes)}"])
    columns, problems = {}, []
    for column, dtype in dtypes.items():
        try:
            columns[column] = _convert_column(text[column], dtype)
        except (OverflowError, TypeError, ValueError):
            problems.append(_cell_problem(text[column], dtype))
    if problems:
        raise InvalidDocument(name, problems)
    return pd.DataFrame(columns)


def _kind_to_read(dtype: str) -> str:
    """Return the kind in which pandas reads a column: days repeat, and each distinct one is converted once."""
    return "category" if dtype in {"category", DATE_DTYPE} else "str"


def _cell_problem(column: "pd.Series[Any]", dtype: str) -> str:
    """Name the first cell of a column that is not of its kind; the first row stands on line 2."""
    for position, cell in enumerate(column):
        try:
            kind: Any = _kind_to_read(dtype)
            _convert_column(column.iloc[[position]].astype("str").astype(kind), dtype)
        except (OverflowError, TypeError, ValueError):
            text = "" if pd.isna(cell) else str(cell)
            return f"line {position + 2}, column {column.name}: found {text!r}, expected {_EXPECTED[dtype]}"
    return f"column {column.name}: expected {_EXPECTED[dtype]} in every line"


def header(content: bytes | str) -> list[str]:
    """Return the names of the columns of a CSV file; none where the first line is not CSV.

    What is not text, or not CSV, is left for the reader of the rows to refuse.
    """
    text = content if isinstance(content, str) else content.decode("utf-8-sig", errors="replace")
    line = text.partition("\n")[0]
    try:
        return next(csv.reader([line.rstrip("\r")]), [])
    except csv.Error:
        return []


def _convert_column(column: "pd.Series[Any]", dtype: Any) -> "pd.Series[Any]":
    if dtype == "category":
        return column if len(column) else column.astype("str").astype("category")  # none has no kind by itself
    if dtype == "str":
        return column
    filled = _parse_days(column) if dtype == DATE_DTYPE else column.mask(column == "")
    typed: pd.Series[Any] = filled.astype(dtype)
    return typed


def _parse_days(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """Read the days of a column of categories; ValueError for one before the year 1, which ``date`` has not."""
    days: pd.Series[Any] = pd.to_datetime(pd.Series(column.cat.categories, dtype="str"), format="%Y-%m-%d")
    if (days.dt.year < 1).any():
        raise ValueError("a day before the year 1")
    return days.reindex(column.cat.codes).set_axis(column.index)


def to_records(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Return the rows as plain values for JSON: whole numbers whole, dates ISO text, nulls ``None``."""
    return [{str(name): plain_value(value) for name, value in row.items()} for row in frame.to_dict("records")]


def plain_value(value: Any) -> object:
    """Return a value for JSON: a whole number whole, a day as ISO text, a null as ``None``."""
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


def to_compact_json(body: object) -> str:
    """Return JSON as UTF-8 text without blanks between its parts: of long lists they are a tenth."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
