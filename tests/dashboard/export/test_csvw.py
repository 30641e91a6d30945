"""Tables are what their descriptions say: the csvw package reads our CSV through them, and finds the same cells."""

import csv
import io
import json
import re
from datetime import datetime
from urllib.parse import urljoin

import pytest
from csvw import CSVW

from dashboard.export.table_columns import LISTS

SERIES = "measure=unregulated-deaths-month&places=CA-BC&start=2019-01"
TABLES = (
    f"observations?{SERIES}",
    f"observations?{SERIES}&shape=first&lang=fr",
    f"vintages?{SERIES}",
    f"vintages?{SERIES}&shape=triangle&end=2020-12",
    "vintages?source=ca-bc-coroners&shape=changes&vintage=2020-08-25",
    "releases",
    *LISTS,
)
READERS = {"string": str, "date": datetime.fromisoformat, "number": float, "integer": int}
"""A day is one at midnight to csvw."""


def described(client, table):
    """The CSV of a table, and the description that its header leads to."""
    name, _, query = table.partition("?")
    address = f"http://localhost/data/{name}.csv" + (f"?{query}" if query else "")
    answered = client.get(address)
    (where,) = re.findall(r'<([^>]+)>; rel="describedby"; type="application/csvm\+json"', answered.headers["Link"])
    description = client.get(where)
    assert description.mimetype == "application/csvm+json"
    return answered, urljoin(where, description.json["url"]), description.json


@pytest.mark.parametrize("table", TABLES)
def test_a_table_reads_through_its_description_as_it_is(client, tmp_path, table):
    answered, url, description = described(client, table)
    assert client.get(url).data == answered.data
    (tmp_path / "table.csv").write_bytes(answered.data)
    (tmp_path / "metadata.json").write_text(json.dumps(description | {"url": "table.csv"}))
    through = CSVW(str(tmp_path / "metadata.json"), validate=True)
    assert through.is_valid
    read = list(through.tables[0])
    plain = list(csv.DictReader(io.StringIO(answered.text, newline="")))
    assert len(read) == len(plain) > 0
    types = {column["name"]: READERS[column["datatype"]] for column in description["tableSchema"]["columns"]}
    for row, cells in zip(read, plain, strict=True):
        assert row.keys() == cells.keys()
        for name, cell in cells.items():
            assert row[name] == (types[name](cell) if cell else None), (name, cell)


def test_a_shape_whose_columns_are_days_is_not_described(client):
    query = "shape=triangle-wide&measure=unregulated-deaths-month&places=CA-BC"
    assert "describedby" not in client.get(f"/data/vintages.csv?{query}").headers["Link"]
    refused = client.get(f"/data/vintages.csv-metadata.json?{query}")
    assert (refused.status_code, "shape=triangle-wide" in refused.json["error"]) == (400, True)
    assert client.get("/data/nope.csv-metadata.json").status_code == 404
    assert client.get("/data/places.csv-metadata.json?lang=fr").status_code == 400
