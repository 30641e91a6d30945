"""Every answer says what a browser may do with it, and public data may be read from any page."""

import re

import pytest

from dashboard.web.static_files import load_static_files

ADDRESSES = (
    "/",
    "/chart/map?lang=fr",
    "/commentary",
    "/sources",
    "/nope",
    "/chart/trend?as_of=yesterday",
    "/chart/trend.csv",
    "/healthz",
    "/readyz",
    load_static_files().url("page.js"),
    "/_dash/_dash-layout",
)
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_a_strict_policy_also_when_it_is_kept(client, address):
    for _ in range(2):
        headers = client.get(address).headers
        policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
        assert policy == POLICY
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", ["/", "/chart/map", "/chart/vintages", "/commentary", "/sources", "/data", "/nope"])
def test_no_page_has_a_script_in_it(client, address):
    scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", client.get(address).text, re.DOTALL)
    assert scripts
    assert [
        text for attributes, text in scripts if text.strip() and not re.search(r"application/(ld\+)?json", attributes)
    ] == []
    assert not re.search(r"<[a-z][^<>]*\son[a-z]+=", client.get(address).text)


@pytest.mark.parametrize(
    "address",
    [
        *("/chart/trend.csv", "/chart/trend.json", "/chart/trend.svg", "/chart/trend.png", "/data/releases.csv"),
        *("/data/places.parquet", "/data/places.csv.gz", "/data/as_of.sql", "/lineage.json", "/timemap/chart/trend"),
        *("/claims.csv", "/claims.json", "/claims.jsonld", "/claims.atom", "/claims.feed"),
    ],
)
def test_data_and_what_is_wrong_with_its_address_can_be_read_from_any_page(client, address):
    for query in ("", "?as_of=yesterday"):
        headers = client.get(address + query).headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert "X-Data-Edition" in headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize(
    "address", ["/", "/chart/trend", "/claims", "/check", "/healthz", "/readyz", "/_dash/_dash-layout"]
)
def test_nothing_else_can(client, address):
    assert "Access-Control-Allow-Origin" not in client.get(address).headers


@pytest.mark.parametrize("name", ["If-Modified-Since", "If-Unmodified-Since", "If-Range", "Date"])
@pytest.mark.parametrize(
    "day", ["Wed, 21 Oct 99999999999999999999 07:28:00 GMT", "Wed, 99 Oct 2015 07:28:00 GMT", "never"]
)
@pytest.mark.parametrize("address", ["/", "/chart/trend.csv", "/healthz", load_static_files().url("page.js")])
def test_no_date_in_a_header_is_a_fault_of_the_server(client, address, name, day):
    assert client.get(address, headers={name: day, "Range": "bytes=0-"}).status_code == 200
