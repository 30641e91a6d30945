"""Whole tables, or the rows asked for, the lists that join to them, and what describes them all."""

import csv
import io
import re

import pytest

from dashboard.export.table_columns import LISTS, whole_table_columns
from dashboard.export.table_formats import TABLE_FORMATS
from etl.core.columns import COLUMNS

CELL_PATTERNS = {"string": ".*", "date": r"\d{4}-\d{2}-\d{2}", "number": r"-?\d+(\.\d+)?", "integer": r"-?\d+"}
CHANGES = "shape=changes&source=ca-bc-coroners&vintage=2020-08-25"
TRIANGLE = "measure=unregulated-deaths-month&shape=triangle"
PACKAGE = "/data/datapackage.json"


def rows(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.text
    return list(csv.DictReader(io.StringIO(response.text, newline="")))


@pytest.fixture(scope="module")
def package(app):
    return app.server.test_client().get(PACKAGE).json


@pytest.fixture(scope="module")
def tables(app, package):
    client = app.server.test_client()
    return {resource["name"]: rows(client, resource["path"]) for resource in package["resources"]}


@pytest.mark.parametrize("table", ["observations", "vintages"])
@pytest.mark.parametrize(
    ("query", "keeps"),
    [
        ("places=CA-BC", lambda row: row["place"] == "CA-BC"),
        ("places=US-ME,US-OH&group=all", lambda row: row["place"] in {"US-ME", "US-OH"} and row["group"] == "all"),
        (
            "source=ca-phac&measure=apparent-opioid-deaths-quarter",
            lambda row: row["measure"] == "apparent-opioid-deaths-quarter",
        ),
        (
            "source=ca-bc-coroners&start=2020-03&end=2020-07",
            lambda row: (
                row["source"] == "ca-bc-coroners"
                and row["period_start"] >= "2020-03-01"
                and row["period_end"] <= "2020-07-31"
            ),
        ),
    ],
)
def test_the_rows_asked_for_are_those_of_the_whole_table(client, tables, table, query, keeps):
    chosen = rows(client, f"/data/{table}.csv?{query}")
    assert chosen
    assert chosen == [row for row in tables[table] if keeps(row)]


def test_a_filter_and_a_day_go_together(client):
    chosen = rows(
        client,
        "/data/observations.csv?as_of=2020-08-25&places=CA-BC&measure=unregulated-deaths-month&start=2020-07&end=2020-07",
    )
    assert [(row["value"], row["vintage"]) for row in chosen] == [("175", "2020-08-25")]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("places=CA-BX", "places=CA-BX: expected a place code such as CA-BC. Did you mean"),
        ("measure=unregulated-deaths", "measure=unregulated-deaths: expected the id of a measure. Did you mean"),
        ("source=bc", "source=bc: expected the id of a source."),
        ("group=sex:men", "group=sex:men: expected a group such as sex:male."),
        ("start=2020", "start=2020: expected a month such as 2020-07"),
        ("start=2020-07&end=2020-03", "end=2020-03: expected a month not before start=2020-07"),
        ("places=CA-BC&places=US", "places=CA-BC&US: expected one value"),
        ("unit=rate", "unit=rate: expected "),
    ],
)
@pytest.mark.parametrize("table", ["observations", "vintages"])
def test_what_is_no_filter_is_refused_by_name(client, table, query, message):
    response = client.get(f"/data/{table}.csv?{query}")
    assert response.status_code == 400
    assert response.json["error"].startswith(message)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("/data/observations.csv?shape=triangle", "shape=triangle: expected latest or first"),
        (
            "/data/vintages.csv?shape=triangel",
            "shape=triangel: expected log or changes or triangle or",
        ),
        ("/data/vintages.csv?shape=triangle&places=CA-BC", "shape=triangle: expected beside it one measure and one of"),
        ("/data/vintages.csv?shape=changes&vintage=2020-08-25", "shape=changes: expected beside it vintage"),
        ("/data/vintages.csv?vintage=2020-08-25", "vintage=2020-08-25: expected beside it shape=changes"),
        ("/data/vintages.csv?shape=changes&source=ca-phac&vintage=august", "vintage=august: expected a day such as"),
        (f"/data/vintages.csv?{CHANGES}&edition=0", "edition=0"),
        (f"/data/vintages.csv?{CHANGES}&as_of=2020-08-24", "vintage=2020-08-25: expected a day on which a release"),
        (
            f"/data/vintages.csv?{TRIANGLE}&places=US-OH",
            "places=US-OH: this archive has no figure of unregulated",
        ),
        ("/data/places.csv?shape=first", "shape=first: expected no option"),
        ("/data/observations.xlsx", "A workbook has 20000 rows at most"),
    ],
)
def test_a_shape_without_what_it_is_of_is_refused(client, address, message):
    response = client.get(address)
    assert response.status_code == 400
    assert response.json["error"].startswith(message)


@pytest.mark.parametrize("ending", TABLE_FORMATS)
@pytest.mark.parametrize(
    "table",
    [
        "observations.{}?places=CA-BC&as_of=1990-01-01",
        "observations.{}?places=CA-BC&shape=first&as_of=1990-01-01",
        "vintages.{}?as_of=1990-01-01",
        f"vintages.{{}}?{TRIANGLE}&places=CA-BC&as_of=1990-01-01",
        f"vintages.{{}}?{TRIANGLE}-wide&places=CA-BC&as_of=1990-01-01",
        "releases.{}?edition=1&as_of=1990-01-01",
    ],
)
def test_before_the_first_release_a_table_is_empty(client, table, ending):
    response = client.get(f"/data/{table.format(ending)}")
    assert response.status_code == 200, response.text
    assert not ending.endswith("csv") or response.data.count(b"\r\n") == 1


def test_the_package_describes_each_column_of_each_file(package, tables):
    assert set(tables) == {"observations", "vintages", "releases", *LISTS}
    for resource in package["resources"]:
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert names == list(tables[resource["name"]][0])
    assert all(field["description"] for resource in package["resources"] for field in resource["schema"]["fields"])


@pytest.mark.parametrize(
    ("table", "shape", "query"),
    [
        ("observations", "first", "places=CA-BC"),
        ("vintages", "changes", "source=ca-bc-coroners&vintage=2020-08-25"),
        ("vintages", "triangle", "measure=unregulated-deaths-month&places=CA-BC&end=2012-12"),
    ],
)
def test_each_shape_has_the_columns_described(client, table, shape, query):
    first = rows(client, f"/data/{table}.csv?shape={shape}&{query}")[0]
    described = whole_table_columns()[table, shape]
    assert list(first) == [column.name for column in described]
    for column in described:
        assert not first[column.name] or re.fullmatch(CELL_PATTERNS[column.type], first[column.name])


def test_a_list_says_what_each_column_means(client, tables):
    described = {(row["table"], row["column"]) for row in rows(client, "/data/columns.csv") if not row["shape"]}
    names = {(name, column) for name, table in tables.items() for column in table[0]}
    assert names <= described
    assert {table for table, _ in described - names} == {"chart"}


def test_cells_have_the_type_that_the_package_says(package, tables):
    others = [
        (resource["name"], field["name"], cell)
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
        for cell in {row[field["name"]] for row in tables[resource["name"]]} - {""}
        if not re.fullmatch(CELL_PATTERNS[field["type"]], cell, re.DOTALL)
    ]
    assert others == []


def test_keys_are_unique_and_lead_to_a_row(package, tables):
    for resource in package["resources"]:
        schema, own = resource["schema"], tables[resource["name"]]
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in own]
        assert len(keys) == len(set(keys)), resource["name"]
        for key in schema.get("foreignKeys", ()):
            other = {row[key["reference"]["fields"]] for row in tables[key["reference"]["resource"]]}
            assert {row[key["fields"]] for row in own} - {""} <= other, key


def test_a_list_is_small_and_takes_no_options(client):
    assert client.get("/data/places.csv?places=CA-BC").status_code == 400
    assert "Tables: observations, vintages, releases, places" in client.get("/data/nothing.csv").json["error"]
    assert {row["place"] for row in rows(client, "/data/places.csv")} >= {"CA-BC", "US-ME", "GB-SCT"}


def test_the_change_log_is_what_it_was(tables):
    assert list(tables["vintages"][0]) == [*COLUMNS, "changed"]
