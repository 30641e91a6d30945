"""The page of the tables and every chart's describe themselves as data sets, as Google asks it of ``Dataset``."""

import json
import re
from datetime import date
from urllib.parse import urlsplit

import pytest

from dashboard.charts.registry import CHARTS

REQUIRED = {"name", "description"}
RECOMMENDED = {
    *("citation", "creator", "distribution", "includedInDataCatalog", "isAccessibleForFree", "usageInfo"),
    *("spatialCoverage", "temporalCoverage", "url", "variableMeasured", "version"),
}
"""https://developers.google.com/search/docs/appearance/structured-data/dataset, as far as there is something to say."""


def read(client, address):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(address).text, re.DOTALL)
    return json.loads(found[0]) if found else None


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("path", ["/data", *(f"/chart/{slug}" for slug in CHARTS)])
def test_a_data_set_has_what_google_asks_for(client, path, lang):
    described = read(client, path + ("?lang=fr" if lang == "fr" else ""))
    assert (described["@context"], described["@type"]) == ("https://schema.org/", "Dataset")
    assert described.keys() >= REQUIRED | RECOMMENDED
    assert 50 <= len(described["description"]) <= 5000
    assert described["inLanguage"].startswith(lang)
    first, last = map(date.fromisoformat, described["temporalCoverage"].split("/"))
    assert first < last
    assert date.fromisoformat(described["dateModified"])
    for name in ("creator", "citation", "spatialCoverage", "variableMeasured", "distribution"):
        assert described[name], name
    for file in described["distribution"]:
        assert file["@type"] == "DataDownload"
        assert "/" in file["encodingFormat"]


@pytest.mark.parametrize("path", ["/data", "/chart/trend?places=CA-BC&as_of=2020-08-25&edition=13", "/chart/map"])
def test_its_addresses_lead_somewhere_and_its_figures_are_those_of_the_page(client, site, path):
    described = read(client, path)
    small = [file for file in described["distribution"] if "observations" not in file["contentUrl"]]
    small = [file for file in small if "vintages" not in file["contentUrl"]]
    for file in small:
        answered = client.get(file["contentUrl"])
        assert answered.status_code == 200
        assert answered.mimetype == file["encodingFormat"]
    terms = urlsplit(described["usageInfo"])
    sources = client.get(terms.path).text
    assert f'id="{terms.fragment}"' in sources or not terms.fragment
    assert described["version"] == ("13" if "edition=13" in path else str(site.snapshot.edition))


def test_a_chart_as_of_a_day_was_last_changed_by_then(client):
    described = read(client, "/chart/trend?places=CA-BC&as_of=2020-09-01&end=2020-07")
    assert described["dateModified"] == "2020-08-25"
    assert described["temporalCoverage"].endswith("/2020-07-31")
    assert [place["identifier"] for place in described["spatialCoverage"]] == ["CA-BC"]


@pytest.mark.parametrize("path", ["/", "/sources", "/use/trend", "/chart/trend?as_of=2000-01-01", "/nope"])
def test_what_is_no_data_set_is_described_as_none(client, path):
    assert read(client, path) is None


def test_no_publisher_speaks_for_another_and_no_population_for_deaths(client):
    described = read(client, "/chart/compare?places=CA-BC,US&unit=count")
    assert "#" not in described["usageInfo"]
    assert len(described["creator"]) == 2
    assert read(client, "/data")["temporalCoverage"].startswith("1996-01-01/")
    assert len(read(client, "/chart/trend?unit=rate")["creator"]) == 2
