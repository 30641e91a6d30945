"""Every format of a table has the same rows, as the types that they are, and says what they are of."""

import csv
import gzip
import io
import json

import duckdb
import pandas as pd
import pytest

from dashboard.export import parquet
from dashboard.export.table_formats import TABLE_FORMATS, TableFile
from dashboard.i18n import get_locale
from etl.core import csv_io
from etl.core.columns import DATE_DTYPE

ABOUT = {"title": "Deaths", "edition": 13, "terms": ["Open « licence »"], "citation": "A, B. 2020"}
ROWS = pd.DataFrame(
    {
        "place": pd.Series(["CA-BC", 'Québec, "QC"', None], dtype="str"),
        "period_end": pd.Series(pd.to_datetime(["2020-07-31", "1950-01-31", None])).astype(DATE_DTYPE),
        "value": pd.Series([175, 0.5, None], dtype="Float64"),
        "edition": pd.Series([1, 2, 3], dtype="int64"),
        "days": pd.Series([25, None, -3], dtype="Int64"),
    }
)
PLAIN = csv_io.to_records(ROWS)


def written(ending, rows=ROWS, about=ABOUT):
    content = TABLE_FORMATS[ending].write(TableFile(rows, get_locale("en"), about))
    return content.encode() if isinstance(content, str) else content


def read_csv(content):
    lines = csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True)
    return [{name: cell or None for name, cell in row.items()} for row in lines]


def read_parquet(content, path):
    path.write_bytes(content)
    found = duckdb.sql(f"from '{path}'")
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()], dict(
        zip(found.columns, found.types, strict=True)
    )


def as_text(rows):
    return [{name: None if value is None else str(value) for name, value in row.items()} for row in rows]


def test_text_formats_have_the_same_rows():
    assert read_csv(written("csv")) == read_csv(gzip.decompress(written("csv.gz"))) == as_text(PLAIN)
    assert json.loads(written("json")) == ABOUT | {"rows": PLAIN}


def test_parquet_has_the_same_rows_as_days_and_numbers(tmp_path):
    rows, types = read_parquet(written("parquet"), tmp_path / "t.parquet")
    assert [
        {name: cell.isoformat() if name == "period_end" and cell else cell for name, cell in row.items()}
        for row in rows
    ] == PLAIN
    assert [str(each) for each in types.values()] == ["VARCHAR", "DATE", "DOUBLE", "BIGINT", "BIGINT"]


def test_parquet_says_what_it_is_in_its_footer(tmp_path):
    path = tmp_path / "t.parquet"
    path.write_bytes(written("parquet"))
    ((key, value),) = duckdb.sql(f"select key, value from parquet_kv_metadata('{path}')").fetchall()
    assert (key.decode(), json.loads(value)) == (parquet.ABOUT_KEY, ABOUT)


@pytest.mark.parametrize("ending", TABLE_FORMATS)
def test_the_same_rows_are_the_same_bytes(ending):
    assert written(ending) == written(ending, ROWS.copy(), dict(ABOUT))


@pytest.mark.parametrize("ending", TABLE_FORMATS)
def test_a_table_without_rows_can_be_written(ending):
    assert written(ending, ROWS.iloc[:0])
