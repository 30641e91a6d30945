"""The quoted figures as a page and as files: all of them or those chosen, with how each stands."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest

from etl.claims.judgement import ClaimStatus

CBC = "cbc-2020-08-25-july"
SEED = [
    ("value", "2020-07", "175", "matches_then", "175", "186"),
    ("value", "2020-06", "177", "matches_then", "177", "189"),
    ("initial", "2020-06", "175", "matches_then", "175", "189"),
    ("value", "2020-05", "174", "matches_then", "174", "175"),
    ("streak", "2020-07", "3", "matches_both", "175", "186"),
    ("rank", "2020-07", "", "matches_both", "175", "186"),
    ("streak", "2020-07", "5", "matches_both", "175", "186"),
]


def rows(client, query=""):
    return list(csv.DictReader(io.StringIO(client.get(f"/claims.csv{query}").text)))


def test_the_story_that_the_project_began_with(client):
    of_story = {
        (row["kind"], row["period"], row["value"], row["status"], row["then"], row["now"])
        for row in rows(client, f"?article={CBC}")
    }
    assert set(SEED) <= of_story
    page = client.get(f"/claims?article={CBC}").text
    assert "as published then: 175 (25 August 2020)" in page
    assert "newest in this archive: 186" in page
    assert "3 in a row" in page


def test_every_claim_has_a_status_and_a_reason(client):
    everything = rows(client)
    assert len(everything) > 380
    assert len({row["row"] for row in everything}) == len(everything)
    assert {row["status"] for row in everything} <= set(ClaimStatus)
    assert all(row["reason"] for row in everything)
    assert all(
        row["wanted_measure"] or row["measure"] or row["kind"] in {"projection", "estimate"}
        for row in everything
        if row["status"] == "not_comparable"
    )


def test_page_and_files_hold_the_same(client):
    query = "?places=US-ME&sort=change"
    as_csv, as_json = rows(client, query), client.get(f"/claims.json{query}").json
    assert [row["row"] for row in as_csv] == [str(row["row"]) for row in as_json]
    page = client.get(f"/claims{query}").text
    places = [page.index(f'id="claim-{row["row"]}"') for row in as_csv]
    assert places == sorted(places)
    assert page.count("<tr ") == 1 + len(as_csv)


@pytest.mark.parametrize(
    ("query", "column", "value"),
    [
        ("places=US-ME", "place", "US-ME"),
        ("status=matches_neither", "status", "matches_neither"),
        ("kind=streak", "kind", "streak"),
        ("publication=CBC+News", "publication", "CBC News"),
        (f"article={CBC}", "article", CBC),
    ],
)
def test_a_choice_leaves_only_what_has_it(client, query, column, value):
    chosen = rows(client, f"?{query}")
    assert chosen
    assert {row[column] for row in chosen} == {value}
    assert len(chosen) == sum(row[column] == value for row in rows(client))


def test_what_has_changed_most_stands_first(client):
    changes = [abs(float(row["change"] or 0)) for row in rows(client, "?sort=change")]
    assert changes == sorted(changes, reverse=True)
    days = [row["published_on"] for row in rows(client)]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("query", "near"),
    [("status=matches_than", "matches_then"), ("article=cbc-2020-08-25-jly", CBC), ("kind=streek", "streak")],
)
def test_what_no_claim_has_is_refused_with_what_is_near(client, query, near):
    for address in ("/claims", "/claims.json"):
        refused = client.get(f"{address}?{query}")
        assert refused.status_code == 400
        assert near in refused.text


def test_an_annotation_names_the_day_of_the_writing_and_rates_nobody(client):
    collection = json.loads(client.get(f"/claims.jsonld?article={CBC}").text)
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["total"] == len(collection["items"]) == len(rows(client, f"?article={CBC}"))
    first = collection["items"][0]
    assert first["target"]["state"] == {"type": "TimeState", "sourceDate": "2020-08-25T00:00:00Z"}
    assert first["target"]["selector"]["value"] == "period=2020-07"
    assert "as_of=2020-08-25" in first["target"]["source"]
    assert first["body"]["type"] == "schema:Claim"
    assert "ating" not in json.dumps(collection).replace("operating", "")
    assert client.get(first["target"]["source"].removeprefix("http://localhost")).status_code == 200


def test_every_part_of_it_is_in_french(client):
    page = client.get(f"/claims?article={CBC}&lang=fr").text
    assert "Chiffres cités" in page
    assert "conforme au chiffre d’alors" in page


ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_feed_tells_each_release_that_moved_a_quoted_figure(client):
    root = ET.fromstring(client.get(f"/claims.atom?article={CBC}").text)
    entries = root.findall(f"{ATOM}entry")
    titles = [entry.findtext(f"{ATOM}title") for entry in entries]
    assert "British Columbia: 175 deaths in July 2020: revised from 185 to 186 (11 August 2026)" in titles
    days = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert days == sorted(days, reverse=True)
    assert min(days) > "2020-08-25"
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    words = entries[titles.index("British Columbia: 175 deaths in July 2020: revised from 185 to 186 (11 August 2026)")]
    assert "175 deaths in July 2020, as published by 25 August 2020. Newer figure: 186" in words.findtext(
        f"{ATOM}content"
    )


def test_the_json_feed_holds_the_same_entries(client):
    root = ET.fromstring(client.get("/claims.atom?places=US-ME").text)
    items = client.get("/claims.feed?places=US-ME").json["items"]
    assert [item["id"] for item in items] == [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert 0 < len(items) <= 100


def test_a_record_that_fell_is_told_once(client):
    items = [
        item
        for item in client.get("/claims.feed?kind=rank").json["items"]
        if "no longer so by newer figures" in item["title"]
    ]
    assert items
    assert len({item["url"] for item in items}) == len(items)


def test_a_feed_without_entries_has_the_day_of_the_newest_figures(client):
    root = ET.fromstring(client.get("/claims.atom?kind=projection").text)
    assert root.findall(f"{ATOM}entry") == []
    assert root.findtext(f"{ATOM}updated") > "2026"


def test_a_figure_that_was_not_that_of_its_day_was_moved_by_none(client):
    for status in ("matches_neither", "matches_now", "not_comparable"):
        assert client.get(f"/claims.feed?status={status}").json["items"] == []
    assert client.get("/claims.feed?status=matches_then").json["items"]


def test_a_quoted_change_stands_beside_the_one_between_figures_of_one_age(client):
    (row,) = (row for row in rows(client, "?article=oliver-2020-11-25-oct&kind=change"))
    assert (row["then"], row["like_for_like"]) == ("116", "134.7826")
    assert (row["like_for_like_days"], row["like_for_like_base_days"]) == ("25", "35")
    assert row["like_for_like_parts"] == "2020-10: 162 (2020-11-25); 2019-10: 69 (2019-12-05)"
    page = client.get("/claims?article=oliver-2020-11-25-oct&kind=change").text
    assert "as published 25 and 35 days after the ends of both periods, 162 / 69 = +135%" in page
    (as_json,) = client.get("/claims.json?article=oliver-2020-11-25-oct&kind=change").json
    assert as_json["like_for_like"]["value"] == 134.78
    assert as_json["like_for_like"]["parts"][1] == {"value": 69, "published": "2019-12-05", "period": "2019-10"}


def test_a_quoted_change_of_which_no_figures_of_one_age_are_held_says_so(client):
    page = client.get(f"/claims?article={CBC}&kind=change").text
    assert "like for like it cannot be formed from the figures in this archive" in page
    assert {row["like_for_like"] for row in rows(client, f"?article={CBC}")} == {""}
