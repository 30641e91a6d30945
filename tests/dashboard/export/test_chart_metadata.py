"""What describes the rows of a chart: every column as it is, releases as the ledger has them, the pinned address."""

import csv
import io
import json
import re

import pytest

from dashboard.charts.formats import FORMATS
from dashboard.charts.registry import CHARTS, parse_query
from dashboard.charts.rendered import PICTURE_SIZE, RenderedChart

SITE = "https://figures.example"
CELLS = {"string": ".*", "date": r"\d{4}-\d{2}-\d{2}", "number": r"-?\d+(\.\d+)?", "integer": r"-?\d+"}
UNITS = {"trend": "rate", "breakdown": "share", "map": "rate"}


def made(site, slug, ending, **options):
    params = parse_query({name: [text] for name, text in options.items()}, site.availability, slug)
    return FORMATS[ending].write(RenderedChart(site, CHARTS[slug], params), SITE, PICTURE_SIZE)


@pytest.mark.parametrize("slug", CHARTS)
def test_every_column_is_described_and_its_cells_are_of_its_type(site, slug):
    options = {"unit": UNITS[slug]} if slug in UNITS else {}
    described = json.loads(made(site, slug, "metadata.json", **options))
    rows = list(csv.DictReader(io.StringIO(made(site, slug, "csv", **options))))
    assert [column["name"] for column in described["columns"]] == list(rows[0])
    assert described["rows"] == len(rows)
    for column in described["columns"]:
        pattern = re.compile(CELLS[column["type"]], re.DOTALL)
        assert all(pattern.fullmatch(row[column["name"]]) for row in rows if row[column["name"]]), column
        assert column["meaning"]


def test_it_names_what_the_rows_are_and_where_they_come_from(client, held):
    described = client.get("/chart/trend.metadata.json?as_of=2020-08-25&edition=13").json
    address = "/chart/trend?measure=unregulated-deaths-month&as_of=2020-08-25&edition=13"
    assert described["address"].endswith(address)
    assert described["query"] == {"measure": "unregulated-deaths-month", "as_of": "2020-08-25", "edition": "13"}
    assert address in described["citation"]
    units = {column["name"]: column.get("unit") for column in described["columns"]}
    assert (units["value"], units["window"], units["status"]) == ("deaths", "months", None)
    hashes = dict(zip(held.ledger["id"], held.ledger["sha256"], strict=True))
    assert "ca-bc-coroners:2020-08-25" in {release["id"] for release in described["releases"]}
    assert all(hashes[release["id"]] == release["document_sha256"] for release in described["releases"])
    for ending, url in described["files"].items():
        assert url.partition("?")[0].endswith(f"/chart/trend.{ending}")


def test_files_of_a_chart_name_it(client):
    expected = '</chart/trend.metadata.json?as_of=2020-08-25>; rel="describedby"; type="application/json"'
    given = client.get("/chart/trend.csv?as_of=2020-08-25").headers["Link"].replace("http://localhost", "")
    assert expected in given
