"""Tables for Excel: a workbook, and CSV that Excel opens by a double click as the text that it is."""

import io
from codecs import BOM_UTF8
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.errors import RequestError
from dashboard.i18n import Locale
from etl.core import csv_io

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes Excel take a text for a formula."""
_CREATED = datetime(2020, 8, 25, tzinfo=UTC)
"""Stands in every workbook, so that the same rows are the same bytes: when it was made is no property of the rows."""
WORKBOOK_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_WORKBOOK_ROWS = 20_000
MAX_WIDTH_PX, ABOUT_WIDTH_CHARS = 280, 80


def to_excel_csv(rows: pd.DataFrame, locale: Locale) -> bytes:
    """Write rows as CSV with a byte order mark; text that Excel would run as a formula has an apostrophe before it.

    Where a language writes 0.5 as 0,5 Excel takes a comma for nothing else: cells then stand between semicolons.
    """
    texts = rows.select_dtypes(["object", "str"])
    guarded = rows.assign(**{str(name): column.map(_guard) for name, column in texts.items()})
    if locale.decimal_mark == ",":
        guarded = guarded.apply(_with_decimal_commas)
    separator = ";" if locale.decimal_mark == "," else ","
    headed = _with_headings(guarded, locale)
    return BOM_UTF8 + csv_io.encode_csv(headed, line_end=csv_io.RFC_4180_LINE_END, separator=separator)


def _with_decimal_commas(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """Write the numbers of a column with a comma; other cells stay."""
    if not pd.api.types.is_float_dtype(column) and not pd.api.types.is_object_dtype(column):
        return column
    return column.astype(object).map(
        lambda value: csv_io.format_number(value).replace(".", ",") if isinstance(value, float) else value,
        na_action="ignore",
    )


def to_xlsx(rows: pd.DataFrame, locale: Locale, about: Mapping[str, object]) -> bytes:
    """Write a workbook: a sheet of the rows, days as days and no text as a formula, and one of what they are.

    ``RequestError`` for more than ``MAX_WORKBOOK_ROWS``: a workbook takes a hundred times as long as CSV.
    """
    import xlsxwriter  # noqa: PLC0415 - its 42 modules are for workbooks alone

    if len(rows) > MAX_WORKBOOK_ROWS:
        raise RequestError(
            f"A workbook has {MAX_WORKBOOK_ROWS} rows at most, and these are {len(rows)}: choose some by places, "
            "measure, start or end, or take another format."
        )
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as workbook:
        workbook.set_properties({"created": _CREATED})
        bold, day = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "yyyy-mm-dd"})
        _write_rows(workbook.add_worksheet(locale.text("Figures")), _with_headings(rows, locale), bold, day)
        sheet = workbook.add_worksheet(locale.text("About"))
        sheet.set_column(1, 1, ABOUT_WIDTH_CHARS)
        for line, (name, value) in enumerate(about.items()):
            sheet.write_string(line, 0, name, bold)
            sheet.write_string(line, 1, "\n".join(map(str, value)) if isinstance(value, list) else str(value))
    return file.getvalue()


def _with_headings(rows: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    """Return rows with the names of their columns in a language; in English they are those of every format."""
    return rows.set_axis([locale.text_in_context("column", str(name)) for name in rows], axis=1)


def _write_rows(sheet: "Worksheet", rows: pd.DataFrame, bold: "Format", day: "Format") -> None:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), max(len(rows.columns) - 1, 0))
    for place, (name, column) in enumerate(rows.items()):
        sheet.write_string(0, place, str(name), bold)
        for line, (value, is_empty) in enumerate(zip(column.tolist(), column.isna(), strict=True), start=1):
            if not is_empty:
                _write_cell(sheet, (line, place), value, day)
    sheet.autofit(MAX_WIDTH_PX)


def _write_cell(sheet: "Worksheet", cell: tuple[int, int], value: object, day: "Format") -> None:
    if isinstance(value, date):
        sheet.write_datetime(*cell, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 (Excel has no zones)
    elif isinstance(value, int | float):
        sheet.write_number(*cell, value)
    else:
        sheet.write_string(*cell, str(value))


def _guard(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
