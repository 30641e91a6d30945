"""A chart as one ZIP file: whole by its own checksums, the same bytes each time, with the files that stand alone."""

import io
import json
import re
import subprocess
from zipfile import ZipFile

import pytest

from dashboard.charts.registry import CHARTS

ADDRESS = "/chart/trend.zip?as_of=2020-08-25&edition=13"


@pytest.fixture(scope="module")
def archive(app):
    content = app.server.test_client().get(ADDRESS).data
    with ZipFile(io.BytesIO(content)) as files:
        yield {name: files.read(name) for name in files.namelist()}


@pytest.mark.parametrize("query", ["", "?lang=fr", "?as_of=2000-01-01"])
def test_sha256sum_finds_every_file_as_it_was_made(client, tmp_path, query):
    with ZipFile(io.BytesIO(client.get(f"/chart/trend.zip{query}").data)) as files:
        files.extractall(tmp_path)
    checked = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert set(re.findall(r"^(.+): OK$", checked.stdout, re.MULTILINE)) | {"SHA256SUMS"} == {
        path.name for path in tmp_path.iterdir()
    }


@pytest.mark.parametrize("slug", CHARTS)
def test_the_same_chart_is_the_same_bytes(app, slug):
    client = app.server.test_client()
    first, second = (client.get(f"/chart/{slug}.zip?{query}").data for query in ("lang=en", "lang="))  # neither is kept
    assert first == second
    assert first.startswith(b"PK")


def test_its_files_are_those_that_stand_alone(client, archive):
    assert archive["trend.csv"] == client.get(ADDRESS.replace(".zip", ".csv")).data
    assert archive["trend.metadata.json"] == client.get(ADDRESS.replace(".zip", ".metadata.json")).data
    metadata = json.loads(archive["trend.metadata.json"])
    assert metadata["citation"] == archive["citation.txt"].decode().strip()
    assert json.loads(archive["citation.csl.json"])[0]["title"] == metadata["title"]
    assert archive["citation.bib"].startswith(b"@misc{overdose-2020-08-25-")
    assert archive["citation.ris"].endswith(b"ER  - \r\n")


def test_it_is_explained_in_every_language(archive):
    english, french = (re.sub(r"\s+", " ", archive[f"README.{code}.md"].decode()) for code in ("en", "fr"))
    assert "July 2020: 175 deaths, published 25 August 2020." in english
    assert "As published 25 August 2020" in english
    assert "Juillet 2020 : 175 décès" in french
    for text in (english, french):
        named = re.findall(r"- `([^`]+)`", text)
        assert len(named) == 5
        assert all(any(re.fullmatch(name.replace("*", ".+"), file) for file in archive) for name in named), named
    licence = archive["LICENCE.txt"].decode()
    assert "Copyright Province of British Columbia" in licence
    assert "Droits d’auteur de la province" in licence


def test_the_newest_is_the_same_bytes_as_its_address_that_stays(client):
    newest = client.get("/chart/trend.zip")
    (address,) = re.findall(r'<([^>]+)>; rel="canonical"', newest.headers["Link"])
    assert client.get(address.removeprefix("http://localhost")).data == newest.data


def test_the_publisher_of_the_populations_is_credited_where_rates_are_shown(client):
    with ZipFile(io.BytesIO(client.get("/chart/trend.zip?unit=rate").data)) as files:
        assert "Statistics Canada" in files.read("LICENCE.txt").decode()
    rated, counted = (client.get(f"/chart/trend.metadata.json?unit={unit}").json for unit in ("rate", "count"))
    assert [source["id"] for source in rated["sources"]] == ["ca-bc-coroners", "ca-statcan"]
    assert [source["id"] for source in counted["sources"]] == ["ca-bc-coroners"]
    assert len(rated["terms"]) == 2


def test_the_page_and_what_authors_take_offer_it(client):
    page, use = client.get("/chart/trend").text, client.get("/use/trend").text
    assert re.search(r'<a href="/chart/trend\.zip" download>Data with documentation \(ZIP\)</a>', page)
    assert re.search(r'<a href="[^"]*/chart/trend\.zip\?[^"]*as_of=', use)
