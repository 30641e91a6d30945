"""Releases, what one changed, and what differs between two days: pages, files and feeds say the same."""

import csv
import html
import io
import re
from xml.etree import ElementTree as ET

import pytest

from dashboard.dataset.release_days import release_days
from dashboard.text import release_dates
from dashboard.web.pages.paging import ITEMS_PER_PAGE
from etl.reference.helplines import for_place

ATOM = "{http://www.w3.org/2005/Atom}"
SEED = "/releases/ca-bc-coroners/2020-08-25"
DAYS = "from=2020-07-16&to=2020-08-25"


def rows(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.text
    return list(csv.DictReader(io.StringIO(response.text, newline="")))


def figures(listed):
    """Each figure of a file with its value before and after."""
    return {(row["measure"], row["period"]): (row["value_before"], row["value"], row["change"]) for row in listed}


def text_of(response):
    """The words of a page, as they are read."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


def test_the_release_that_the_project_began_with(client):
    assert figures(rows(client, f"{SEED}.csv")) == {
        ("unregulated-deaths-month", "2020-07"): ("", "175", "new"),
        ("unregulated-deaths-month", "2020-06"): ("175", "177", "raised"),
        ("unregulated-deaths-month", "2020-05"): ("171", "174", "raised"),
        ("unregulated-deaths-month", "2019-07"): ("70", "74", "raised"),
        ("unregulated-deaths-ytd", "2020-01/2020-07"): ("", "909", "new"),
    }
    words = text_of(client.get(SEED))
    assert "5 figures differ: 3 raised, 2 new." in words
    assert "July 2020: 175, new; June 2020: 177, before 175" in words
    assert "175 deaths in June 2020 revised from 175 to 177" in words
    as_json = client.get(f"{SEED}.json").json
    assert as_json["counts"] == {"raised": 3, "new": 2}
    assert as_json["release"]["known"] == "press"
    assert len(as_json["rows"]) == 5


def test_its_charts_are_those_of_the_day_and_of_the_day_before(client):
    links = [html.unescape(link) for link in re.findall(r'href="(/chart/trend[^"]*as_of[^"]*)"', client.get(SEED).text)]
    assert {re.search(r"as_of=([\d-]+)", link)[1] for link in links} == {"2020-08-25", "2020-08-24"}
    assert all("edition=" in link for link in links)
    assert {client.get(link).status_code for link in links} == {200}


def test_its_neighbours_lead_from_release_to_release(client):
    page = client.get(SEED)
    before, after = (re.search(rf'href="([^"]+)" rel="{rel}"', page.text)[1] for rel in ("prev", "next"))
    assert (before[-10:], after[-10:]) == ("2020-07-16", "2020-09-23")
    assert f'href="{SEED}" rel="next"' in client.get(before).text


def test_page_and_files_list_the_same_releases(client):
    listed = rows(client, "/releases.csv?source=us-me-ocme")
    assert [row["day"] for row in listed] == [row["day"] for row in client.get("/releases.json?source=us-me-ocme").json]
    page = client.get("/releases?source=us-me-ocme").text
    places = [page.index(f'href="/releases/us-me-ocme/{row["day"]}"') for row in listed]
    assert places == sorted(places)
    assert page.count("<tr ") == 1 + len(listed)
    changed = rows(client, f"/releases/us-me-ocme/{listed[0]['day']}.csv")
    assert len(changed) == sum(int(listed[0][kind]) for kind in ("raised", "lowered", "new", "first_held", "withdrawn"))


@pytest.mark.parametrize("address", ["/releases", "/claims", "/claims?places=CA-BC&sort=change&lang=fr"])
def test_a_long_list_has_pages(client, address):
    path, _, query = address.partition("?")
    total, pages = len(rows(client, f"{path}.csv?{query}")), []
    while address:
        text = client.get(address).text
        pages.append(text.count("<tr ") - 1)
        following = re.search(r'href="([^"]+)" rel="next"', text)
        address = html.unescape(following[1]) if following else ""
    assert sum(pages) == total > ITEMS_PER_PAGE
    assert max(pages) == ITEMS_PER_PAGE


@pytest.mark.parametrize("address", ["/releases", "/claims", "/diff"])
@pytest.mark.parametrize("page", ["0", "-1", "²", "٣", "1.5", "9" * 5000, "august"])
def test_a_page_that_there_cannot_be_is_refused_by_name(client, address, page):
    refused = client.get(address, query_string={"page": page})
    assert (refused.status_code, "a number from 1 to " in refused.text) == (400, True)


@pytest.mark.parametrize(
    ("address", "status", "near"),
    [
        ("/releases?source=ca-bc-coroner", 400, "ca-bc-coroners"),
        ("/releases.atom?measure=unregulated-deaths-mont", 400, "unregulated-deaths-month"),
        ("/releases?page=99", 400, "a number from 1 to "),
        ("/claims?page=0", 400, "a number from 1 to "),
        ("/claims?page=august", 400, "a number from 1 to "),
        ("/releases/ca-bc-coroners/2020-08-24", 404, "2020-08-25"),
        ("/releases/ca-bc-coroner/2020-08-25.csv", 404, "ca-bc-coroners"),
        ("/releases/ca-bc-coroners/august", 404, "a day such as 2020-08-25"),
        ("/diff?from=august", 400, "a day such as 2020-08-25"),
    ],
)
def test_what_there_is_not_is_refused_with_what_is_near(client, address, status, near):
    refused = client.get(address)
    assert refused.status_code == status
    assert near in refused.text


def test_a_feed_has_an_entry_for_each_release(client):
    root = ET.fromstring(client.get("/releases.atom?places=CA-BC&source=ca-bc-coroners").text)
    entries = {entry.findtext(f"{ATOM}id"): entry for entry in root.findall(f"{ATOM}entry")}
    seed = entries[f"http://localhost{SEED}"]
    assert seed.findtext(f"{ATOM}title") == "BC Coroners Service, published 25 August 2020: 3 raised, 2 new"
    assert "Unregulated drug deaths by month: 3 raised, 1 new; July 2020: 175, new; June 2020: 177, before 175" in (
        seed.findtext(f"{ATOM}content")
    )
    items = client.get("/releases.feed?places=CA-BC&source=ca-bc-coroners").json["items"]
    assert [item["id"] for item in items] == list(entries)
    days = [item["date_published"] for item in items]
    assert days == sorted(days, reverse=True)
    assert root.findtext(f"{ATOM}updated") == days[0]
    learned = {
        row["day"]: row["learned_on"] for row in rows(client, "/releases.csv?places=CA-BC&source=ca-bc-coroners")
    }
    assert [day[:10] for day in days] == [learned[item["id"][-10:]] for item in items]


def test_a_feed_begins_with_what_was_entered_last(client):
    listed = rows(client, "/releases.csv")
    entered = {f"{row['source']}/{row['day']}": (row["learned_on"], int(row["edition"])) for row in listed}
    items = client.get("/releases.feed").json["items"]
    first = [entered[item["id"].partition("/releases/")[2]] for item in items]
    assert first == sorted(entered.values(), reverse=True)[:100]
    assert [item["id"][-10:] for item in items] != [row["day"] for row in listed[:100]]


def test_the_day_of_a_release_in_its_heading_is_no_deadline(client, site):
    uncertain = next(release for release in release_days(site) if release_dates.is_uncertain(release.basis))
    page = text_of(client.get(f"/releases/{uncertain.source}/{uncertain.day}"))
    assert re.search(r", published (on or before|about) \d+ \w+ \d{4} ·", page)


def test_french_figures_of_a_summary_are_written_in_lower_case(client):
    page = text_of(client.get(f"{SEED}?lang=fr"))
    assert "Les plus récents, Colombie-Britannique · juillet 2020 : 175" in page
    assert "Lue sur" in page


def test_a_feed_of_a_measure_tells_of_that_alone(client):
    items = client.get("/releases.feed?measure=unregulated-deaths-year").json["items"]
    assert 1 < len(items) < len(client.get("/releases.feed?source=ca-bc-coroners").json["items"])
    assert all("by month" not in item["content_text"] for item in items)


def test_two_days_differ_as_the_release_between_them_says(client):
    between = rows(client, f"/diff.csv?{DAYS}&source=ca-bc-coroners")
    assert figures(between) == figures(rows(client, f"{SEED}.csv"))
    as_json = client.get(f"/diff.json?{DAYS}&source=ca-bc-coroners").json
    assert (as_json["from"]["day"], as_json["to"]["day"]) == ("2020-07-16", "2020-08-25")
    assert len(as_json["rows"]) == len(between)


def test_the_days_swapped_are_the_same_the_other_way_round(client):
    page = client.get(f"/diff?{DAYS}&places=CA-BC&group=all").text
    swapped = next(
        link for link in map(html.unescape, re.findall(r'href="(/diff[^"]+)"', page)) if "to=2020-07-16" in link
    )
    there, back = (
        rows(client, link.replace("/diff", "/diff.csv")) for link in (f"/diff?{DAYS}&places=CA-BC&group=all", swapped)
    )
    turned = {"raised": "lowered", "new": "not_held"}
    expected = {key: (after, before, turned[change]) for key, (before, after, change) in figures(there).items()}
    assert figures(back) == expected


def test_a_day_differs_in_nothing_from_itself(client):
    assert "No figure differs." in client.get("/diff?from=2020-08-25&to=2020-08-25").text
    assert rows(client, "/diff.csv?from=2020-08-25&to=2020-08-25") == []


def test_what_is_chosen_stands_in_the_address_and_in_the_form(client):
    query = f"{DAYS}&from_edition=1&to_edition=2&source=ca-bc-coroners&places=CA-BC&group=all&change=raised"
    page = client.get(f"/diff?{query}").text
    address = html.unescape(re.search(r'rel="canonical" href="([^"]+)"', page)[1])
    assert sorted(address.partition("?")[2].split("&")) == sorted(query.split("&"))
    for name, value in (part.split("=") for part in query.split("&")):
        assert re.search(rf'name="{name}"[^>]* value="{value}"|<option value="{value}" selected', page), name
    assert {row["change"] for row in rows(client, f"/diff.csv?{query}")} == {"raised"}


def test_a_withheld_figure_is_no_zero(client):
    address = "?from=2026-06-26&to=2026-06-27&source=us-cdc-vsrr&change=withheld"
    listed = rows(client, f"/diff.csv{address}")
    assert {row["status"] for row in listed} <= {"suppressed", "not_available"}
    assert {row["value"] for row in listed} == {""}
    words = text_of(client.get(f"/diff{address}"))
    assert words.count("given before, not now") >= len(listed) > 0
    assert "by the publisher" in words or "from the publisher" in words


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/releases?lang=fr", "révisés à la hausse|À la hausse"),
        (f"{SEED}?lang=fr", "5 chiffres diffèrent.: 3 révisés à la hausse, 2 nouveaux"),
        (
            f"/diff?{DAYS}&places=CA-BC&lang=fr",
            "Ce que l’on savait le 16 juillet 2020 est mis en regard de ce que l’on savait le 25 août 2020",
        ),
    ],
)
def test_every_part_of_it_is_in_french(client, address, words):
    assert re.search(words, text_of(client.get(address)))


def test_sources_lead_to_their_releases(client):
    assert 'href="/releases?source=ca-bc-coroners"' in client.get("/sources").text


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/diff", "CA-BC"),
        ("/diff?places=US-OH", "US-OH"),
        ("/diff?places=GB-SCT,CA-BC", "GB-SCT"),
        ("/releases/us-me-ocme/2026-02-24", "US-ME"),
        (SEED, "CA-BC"),
    ],
)
def test_help_lines_are_those_of_the_place_compared(client, site, address, place):
    lines = for_place(site.snapshot.helplines, site.snapshot.places, place)
    dialled = re.findall(r'href="tel:(\d+)"', client.get(address).text)
    assert dialled == [line.digits for line in lines] != []
