"""What a reader saves says of which day and edition it is, and where it stays as it is."""

import re

import pytest

from dashboard.charts.formats import FORMATS
from dashboard.export.table_formats import TABLE_FORMATS

NEWEST, EDITION = "2026-08-13", "38"
IN_TWO_STATES = (("", NEWEST, EDITION), ("as_of=2020-08-25", "2020-08-25", EDITION), ("edition=5", NEWEST, "5"))


def canonical(response):
    address = re.match(r'<http://localhost(/\S+)>; rel="canonical"', response.headers["Link"])
    return address[1]


@pytest.mark.parametrize(("query", "day", "edition"), IN_TWO_STATES)
@pytest.mark.parametrize("ending", FORMATS)
def test_a_chart_s_file_names_its_day_and_edition(client, ending, query, day, edition):
    headers = client.get(f"/chart/trend.{ending}?{query}").headers
    way = "attachment" if FORMATS[ending].is_download else "inline"
    assert headers["Content-Disposition"] == f'{way}; filename="trend_CA-BC_{day}_edition-{edition}.{ending}"'
    assert headers["X-Data-Edition"] == edition


@pytest.mark.parametrize(("query", "day", "edition"), IN_TWO_STATES)
@pytest.mark.parametrize("name", ["observations", "vintages"])
def test_a_table_names_its_day_and_edition(client, name, query, day, edition):
    headers = client.get(f"/data/{name}.csv?places=CA-BC&{query}").headers
    expected = f'attachment; filename="{name}_{day}_edition-{edition}_CA-BC.csv"'
    assert (headers["Content-Disposition"], headers["X-Data-Edition"]) == (expected, edition)


def test_other_choices_stand_behind(client):
    headers = client.get("/chart/trend.csv?unit=rate&window=12&lang=fr").headers
    expected = f'filename="trend_CA-BC_{NEWEST}_edition-{EDITION}_unit-rate_window-12_lang-fr.csv"'
    assert expected in headers["Content-Disposition"]


def test_a_name_of_many_places_fits_a_file_system(client, held):
    codes = [code for code in held.places if code.startswith("US-")]
    names = [
        client.get(f"/data/observations.csv?as_of=1990-01-01&places={','.join(places)}").headers["Content-Disposition"]
        for places in (codes, codes[:-1])
    ]
    assert len(set(names)) == 2
    assert all(len(name) < 255 for name in names)


@pytest.mark.parametrize(
    "address",
    [
        "/chart/trend.csv?unit=rate",
        "/chart/breakdown.json?as_of=2020-08-25",
        "/chart/map.svg?places=US&width=800&height=600",
        *(f"/data/observations.{ending}?places=CA-BC&start=2020-01" for ending in TABLE_FORMATS),
        "/data/observations.csv?places=CA-BC&shape=first&lang=fr",
        "/data/vintages.csv?source=ca-bc-coroners&shape=changes&vintage=2020-08-25",
        "/data/vintages.parquet?measure=unregulated-deaths-month&places=CA-BC&shape=triangle&end=2020-07",
        "/data/releases.csv",
    ],
)
def test_the_canonical_address_is_pinned_and_gives_the_same(client, address):
    now = client.get(address)
    pinned = client.get(canonical(now))
    assert "immutable" in pinned.headers["Cache-Control"]
    assert canonical(pinned) == canonical(now)
    assert pinned.headers["Content-Disposition"] == now.headers["Content-Disposition"]
    if address.startswith("/data/"):
        assert pinned.data == now.data


def test_a_list_says_its_edition_and_has_one_address(client):
    answered = client.get("/data/places.csv")
    assert canonical(answered) == "/data/places.csv"
    assert f'filename="places_{NEWEST}_edition-{EDITION}.csv"' in answered.headers["Content-Disposition"]
    assert answered.headers["X-Data-Edition"] == EDITION
    assert "immutable" not in answered.headers["Cache-Control"]


DIFF = "from=2020-07-16&to=2020-08-25&source=ca-bc-coroners"


@pytest.mark.parametrize(
    ("address", "name", "edition"),
    [
        ("/releases.csv?source=us-me-ocme", f"releases_{NEWEST}_edition-{EDITION}_us-me-ocme.csv", EDITION),
        (
            "/releases/us-me-ocme/2026-02-24.json",
            f"release_us-me-ocme_2026-02-24_edition-{EDITION}.json",
            EDITION,
        ),
        (
            f"/diff.csv?{DIFF}&to_edition=5",
            f"diff_2020-08-25_edition-5_from-2020-07-16_edition-{EDITION}_ca-bc-coroners.csv",
            "5",
        ),
        ("/claims.csv?places=CA-BC&lang=fr", f"claims_{NEWEST}_edition-{EDITION}_places-CA-BC_lang-fr.csv", EDITION),
    ],
)
def test_lists_of_releases_and_claims_name_their_day_and_edition(client, address, name, edition):
    answered = client.get(address)
    again = client.get(canonical(answered))
    assert answered.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answered.headers["X-Data-Edition"] == edition
    assert "immutable" not in answered.headers["Cache-Control"]
    assert (again.data, canonical(again)) == (answered.data, canonical(answered))


def test_what_differs_between_two_pinned_states_never_changes(client):
    answered = client.get(f"/diff.csv?{DIFF}")
    pinned = client.get(canonical(answered))
    assert "immutable" in pinned.headers["Cache-Control"]
    assert pinned.data == answered.data
    assert "immutable" not in client.get(f"/diff.csv?from_edition=5&to_edition=6&{DIFF[16:]}").headers["Cache-Control"]
