"""Every line of Python and SQL on the page of the data is run, against a server; the others lead to what they say.

DuckDB reads over the web with an extension that is no part of its package: here its addresses are fetched for it.
"""

import csv
import io
import re
import runpy
import threading

import duckdb
import pandas as pd
import pytest
import requests
from werkzeug.serving import make_server

from dashboard.export.table_columns import LISTS
from dashboard.i18n import get_locale
from dashboard.params.urls import WHOLE_TABLES
from dashboard.web.pages.data import TABLE_SUMMARIES, TOOLS
from etl.store import table

DAY = pd.Timestamp("2020-08-25")


@pytest.fixture(scope="module")
def root(app):
    """The address of a server over what is shipped."""
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def texts(root):
    return {part.name: part.text for tool in TOOLS for part in tool.snippets(get_locale("en"), root)}


@pytest.fixture(scope="module")
def then(held):
    """What was published by the day that the lines ask for."""
    return table.as_of(held.table, DAY.date())


@pytest.fixture
def local_sql(tmp_path, monkeypatch):
    """DuckDB's ``sql``, reading files where a line names the addresses of a server; the lines find it too."""
    connection = duckdb.connect()

    def fetched(match):
        path = tmp_path / "fetched.parquet"
        path.write_bytes(requests.get(match[1], timeout=30).content)
        return f"'{path}'"

    def sql(text):
        return connection.sql(re.sub(r"'(http://[^']+)'", fetched, text))

    monkeypatch.setattr(duckdb, "sql", sql)
    yield sql
    connection.close()


def run(text, tmp_path):
    """Run a text as a Python program of its own, and return what it names."""
    path = tmp_path / "line.py"
    path.write_text(text)
    return runpy.run_path(str(path))


def keys(frame):
    columns = ["measure", "place", "group", "period_start", "vintage", "value"]
    return {tuple(row) for row in frame[columns].astype(object).where(frame[columns].notna(), None).to_numpy().tolist()}


def test_pandas_reads_what_was_published_by_the_day(texts, then, tmp_path):
    expected = then[then["place"] == "CA-BC"]
    assert keys(run(texts["python-pandas"], tmp_path)["then"]) == keys(expected)


def test_pandas_works_it_out_of_the_change_log(texts, then, tmp_path):
    assert keys(run(texts["python-log"], tmp_path)["then"]) == keys(then)


@pytest.mark.usefixtures("local_sql")
def test_duckdb_works_it_out_from_python(texts, then, tmp_path):
    rows = run(texts["python-duckdb"], tmp_path)["then"]
    assert len(rows) == len(then[then["place"] == "CA-BC"])
    assert {row[2] for row in rows} == {"CA-BC"}


def test_duckdb_answers_each_line_of_sql(texts, root, local_sql):
    local_sql(requests.get(f"{root}/data/as_of.sql", timeout=30).text)
    months = {row[0].isoformat()[:7]: row[1] for row in local_sql(texts["sql-as-of"]).fetchall()}
    assert (months["2020-05"], months["2020-06"], months["2020-07"]) == (174, 177, 175)
    firsts = {row[0].isoformat()[:7]: row[1:] for row in local_sql(texts["sql-first"]).fetchall()}
    assert firsts["2020-07"] == (175, 25)


def test_no_line_of_python_or_sql_is_left_out(texts):
    tried = {"python-pandas", "python-log", "python-duckdb", "sql-as-of", "sql-first"}
    assert {name for name in texts if name.startswith(("python-", "sql-"))} == tried


def test_the_addresses_in_the_other_lines_lead_to_files(texts, root):
    others = [text for name, text in texts.items() if not name.startswith(("python-", "sql-"))]
    for text in others:
        (address,) = re.findall(rf"{root}[^\s'\"]+", text)
        answered = requests.get(address, timeout=30)
        assert answered.status_code == 200
        assert "attachment" in answered.headers["Content-Disposition"]


def test_csv_is_as_readr_and_google_sheets_take_it(texts, root):
    """readr takes NA for nothing, and a column for what most of its cells are; Google Sheets ten megabytes at most."""
    (address,) = re.findall(rf"{root}[^\s'\"]+", texts["r-readr"])
    rows = list(
        csv.DictReader(io.StringIO(requests.get(address, timeout=30).content.decode(), newline=""), strict=True)
    )
    day, number = r"\d{4}-\d\d-\d\d", r"-?\d+(\.\d+)?|"
    patterns = {"period_start": day, "vintage": day, "value": number, "edition": r"\d+"}
    assert all(re.fullmatch(pattern, row[name]) for row in rows for name, pattern in patterns.items())
    assert not [row for row in rows if "NA" in row.values()]
    (address,) = re.findall(rf"{root}[^\s'\"]+", texts["sheets"])
    assert len(requests.get(address, timeout=30).content) < 100_000


def test_every_table_is_on_the_page(client):
    page = client.get("/data").text
    assert list(TABLE_SUMMARIES) == [*WHOLE_TABLES, *LISTS]
    for name in TABLE_SUMMARIES:
        assert f'href="/data/{name}.csv"' in page
    assert "http://localhost/data/vintages.csv.gz" in page
