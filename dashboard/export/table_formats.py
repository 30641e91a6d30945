"""The formats that a whole table can be had in, each registered by one entry."""

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from dashboard.export.parquet import to_parquet
from dashboard.export.spreadsheets import WORKBOOK_MEDIA_TYPE, to_excel_csv, to_xlsx
from dashboard.i18n import Locale
from etl.core import csv_io

_GZIP_LEVEL = 6


@dataclass(frozen=True)
class TableFile:
    """The rows of a table, ``about`` what they are: title, address, day, edition, terms, citation. In a language."""

    rows: pd.DataFrame
    locale: Locale
    about: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class TableFormat:
    """A format by the ending of its address."""

    media_type: str
    write: Callable[[TableFile], bytes]


def _write_csv(table: TableFile) -> bytes:
    return csv_io.encode_csv(table.rows, line_end=csv_io.RFC_4180_LINE_END)


def _write_gzip(table: TableFile) -> bytes:
    return gzip.compress(_write_csv(table), _GZIP_LEVEL, mtime=0)


def _write_json(table: TableFile) -> bytes:
    about = "".join(f"{csv_io.to_json(name)}: {csv_io.to_json(value)},\n" for name, value in table.about.items())
    return f'{{{about}"rows": '.encode() + csv_io.encode_json_rows(table.rows) + b"}\n"


def _write_parquet(table: TableFile) -> bytes:
    return to_parquet(table.rows, table.about)


def _write_excel_csv(table: TableFile) -> bytes:
    return to_excel_csv(table.rows, table.locale)


def _write_xlsx(table: TableFile) -> bytes:
    return to_xlsx(table.rows, table.locale, table.about)


TABLE_FORMATS: Mapping[str, TableFormat] = {
    "csv": TableFormat("text/csv; charset=utf-8", _write_csv),
    "csv.gz": TableFormat("application/gzip", _write_gzip),
    "json": TableFormat("application/json", _write_json),
    "parquet": TableFormat("application/vnd.apache.parquet", _write_parquet),
    "xlsx": TableFormat(WORKBOOK_MEDIA_TYPE, _write_xlsx),
    "excel.csv": TableFormat("text/csv; charset=utf-8", _write_excel_csv),
}
"""In the order in which pages offer them."""
