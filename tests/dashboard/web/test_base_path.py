"""Below a path every address in a page begins with it, and is answered whether a proxy hands the path on or not."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from dashboard.app import create_app
from dashboard.config import Config

BASE = "/overdose"
PAGES = (
    "/",
    "/?lang=fr",
    "/chart/trend?as_of=2020-08-25",
    "/chart/compare",
    "/use/trend",
    "/embed/trend?as_of=2020-08-25&edition=20",
    "/commentary",
    "/claims",
    "/check",
    "/verify?code=C7BP-0DYK-N3TF",
    "/sources",
    "/nope",
)
ADDRESSES = ("href", "src", "action", "data-drift", "data-url")


@pytest.fixture(scope="module")
def client():
    return create_app(Config(base_url=BASE)).server.test_client()


def addresses_in(html):
    """Every address of this server that a page names in attributes, in style sheets and for Dash."""
    soup = BeautifulSoup(html, "html.parser")
    named = {tag[name] for name in ADDRESSES for tag in soup.find_all(attrs={name: True})}
    named |= set(re.findall(r"url\(([^)\"']+)\)", html))
    named |= {url.removeprefix("http://localhost") for url in named if url.startswith("http://localhost")}
    return {url for url in named if url.startswith("/")}


@pytest.mark.parametrize("page", PAGES)
def test_every_address_in_a_page_is_below_it_and_is_answered(client, page):
    html = client.get(BASE + page).text
    addresses = addresses_in(html)
    assert addresses
    assert not [url for url in addresses if not url.startswith(f"{BASE}/")]
    files = sorted(url for url in addresses if "/assets/" in url or "/_dash/" in url or url.endswith(".js"))
    others = sorted(addresses - set(files))[:12]
    for url in (*files, *others):
        assert client.get(url.partition("#")[0]).status_code == 200, url
        assert client.get(url.partition("#")[0].removeprefix(BASE)).status_code == 200, url


def test_dash_asks_below_it(client):
    config = BeautifulSoup(client.get(f"{BASE}/").text, "html.parser").find(id="_dash-config")
    assert json.loads(config.text)["requests_pathname_prefix"] == f"{BASE}/_dash/"


def test_the_host_stands_before_it_where_an_address_is_quoted(client):
    answer = client.get(f"{BASE}/chart/trend.json?as_of=2020-08-25", base_url="http://localhost:8050")
    assert f'"http://localhost:8050{BASE}/chart/trend?' in answer.text
    assert f"Sitemap: http://localhost{BASE}/sitemap.xml" in client.get("/robots.txt").text
    asked = client.get("/oembed", query_string={"url": f"http://localhost{BASE}/chart/trend"})
    assert f'src=\\"http://localhost{BASE}/embed/trend' in asked.text
    assert asked.json["provider_url"] == f"http://localhost{BASE}/"


def test_what_only_begins_like_it_is_another_page(client):
    assert client.get(f"{BASE}data/releases.csv").status_code == 404
    assert client.get(BASE).status_code == 200


def test_a_form_without_a_script_leads_below_it(client):
    answer = client.get(f"{BASE}/?form=&places=US-OH")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"{BASE}/?")
