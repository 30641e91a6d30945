"""The data block: the rows that a picture shows, their hash, and the releases that they come from."""

import csv
import io
import json
from hashlib import sha256

import pytest

from dashboard.charts.registry import CHARTS, parse_query
from dashboard.export import tables
from tests.dashboard import made

SITE = "https://figures.example"
PINNED = {"as_of": ["2020-08-25"], "edition": ["13"]}


def block_of(site, slug, **query):
    return json.loads(made.charts_of(site)(parse_query(query, site.availability, slug)).data_block(SITE))


@pytest.mark.parametrize("slug", CHARTS)
def test_the_rows_are_those_of_the_csv_and_the_hash_is_theirs(site, slug):
    params = site.pinned_params(parse_query({}, site.availability, slug))
    chart = made.charts_of(site)(params)
    block = json.loads(chart.data_block(SITE))
    rows = list(csv.DictReader(io.StringIO(block["csv"])))
    whole = list(csv.DictReader(io.StringIO(tables.to_csv(tables.to_frame(chart.data, chart.locale)))))
    assert len(rows) == len(whole) > 0
    assert all(row.items() <= other.items() for row, other in zip(rows, whole, strict=True))
    assert ("rate" in rows[0], "change" in rows[0]) == (params.unit == "rate", params.unit == "change")
    assert block["sha256"] == sha256(block["csv"].encode()).hexdigest()
    assert (block["edition"], block["as_of"]) == (params.edition, str(params.as_of))


def test_it_says_what_it_is_of_and_how_to_cite_it(site):
    block = block_of(site, "trend", **PINNED)
    address = f"{SITE}/chart/trend?measure=unregulated-deaths-month&as_of=2020-08-25&edition=13"
    assert block["address"] == address
    assert block["citation"].startswith("BC Coroners Service. Unregulated drug deaths by month")
    assert block["citation"].endswith(address)
    assert block["code"] == "C7BP-0DYK-N3TF"
    (terms,) = block["terms"]
    assert "licence" in terms


def test_the_releases_are_those_of_the_rows_with_the_hash_of_their_documents(site):
    block = block_of(site, "trend", **PINNED)
    ledger = site.snapshot.ledger.set_index("id")
    vintages = {row["vintage"] for row in csv.DictReader(io.StringIO(block["csv"]))} - {""}
    assert {release["published"] for release in block["releases"]} == vintages
    for release in block["releases"]:
        assert release["document_sha256"] == ledger.loc[release["id"], "sha256"]
        assert len(release["document_sha256"]) == 64
    assert max(vintages) == "2020-08-25"


def test_sums_name_the_releases_of_their_days(site):
    block = block_of(site, "trend", window=["12"], **PINNED)
    rows = list(csv.DictReader(io.StringIO(block["csv"])))
    assert {row["vintage"] for row in rows} - {""} == {release["published"] for release in block["releases"]} != set()


@pytest.mark.parametrize(
    "local", ["http://localhost", "http://127.0.0.1:8050", "http://[::1]:8050/x", "http://0.0.0.0"]
)
def test_no_block_and_no_picture_names_this_machine(site, local):
    chart = made.charts_of(site)(parse_query(PINNED, site.availability, "trend"))
    picture = chart.picture(local)
    words = " ".join((*picture.notes, picture.block))
    assert "/chart/trend?" in words
    assert "/verify" in words
    for name in ("localhost", "127.0.0.1", "::1", "0.0.0.0"):
        assert name not in words
