"""The page of where a figure comes from, as it ships."""

import re
from html import unescape

import pytest

JULY = "places=CA-BC&measure=unregulated-deaths-month&period=2020-07"


def words(response):
    assert response.status_code == 200
    body = re.search(r"<main.*</main>", response.text, re.DOTALL)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_a_figure_is_traced_to_its_documents(client):
    text = words(client.get(f"/lineage?{JULY}"))
    assert "Unregulated drug deaths by month, British Columbia, July 2020: 186 , BC Coroners Service" in text
    assert re.search(r"25 August 2020 .* 175 .* SHA-256 [0-9a-f]{64} .*Entered here in edition 1$", text)
    assert "stated again, unchanged" in text


def test_it_is_of_a_day_and_in_french(client):
    assert "July 2020: 175 ," in words(client.get(f"/lineage?{JULY}&as_of=2020-08-25"))
    assert "D’où vient un chiffre" in words(client.get(f"/lineage?{JULY}&lang=fr"))


def test_programs_get_the_same(client):
    answer = client.get(f"/lineage.json?{JULY}&as_of=2020-08-25&edition=13")
    assert "immutable" in answer.headers["Cache-Control"]
    assert '"value": 175,' in answer.text
    (statement,) = answer.json["statements"]
    assert (answer.json["period"], statement["published"], statement["value"]) == ("2020-07", "2020-08-25", 175)
    assert statement["documents"][0]["sha256"] in client.get(f"/lineage?{JULY}").text


def test_charts_of_one_series_lead_to_it(client):
    page = client.get("/chart/trend?places=US-OH").text
    (address,) = re.findall(r'href="(/lineage[^"]+)"', page)
    assert "period" not in address
    assert "Ohio" in words(client.get(unescape(address)))
    for query in ("places=CA-BC&as_of=2020-08-25", "places=US-OH&as_of=2024-01-01", "places=CA-QC&as_of=2022-01-01"):
        (address,) = re.findall(r'href="(/lineage[^"]+)"', client.get(f"/chart/trend?{query}").text)
        assert client.get(unescape(address)).status_code == 200
    assert "/lineage" not in client.get("/chart/compare?places=CA-BC,CA-AB").text


@pytest.mark.parametrize(
    ("query", "status", "message"),
    [
        ("places=CA-BC&period=1990-01", 404, "This archive has no figure of period=1990-01; periods of this series: "),
        ("places=CA-BC&period=July", 400, "a period such as 2020-07"),
        ("places=CA-BC&window=12", 400, "window"),
    ],
)
def test_what_is_not_there_is_said(client, query, status, message):
    response = client.get(f"/lineage.json?{query}")
    assert (response.status_code, message in response.text) == (status, True)
