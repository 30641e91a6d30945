"""No client gets a content coding that it does not accept, whatever was asked before it."""

import gzip
import re
from urllib.parse import quote

import brotli
import pytest

from dashboard.app import create_app
from dashboard.config import Config
from dashboard.web import content_coding
from dashboard.web.static_files import load_static_files

HEADERS = (
    None,
    "",
    "br;q=0",
    "gzip;q=0",
    "gzip;q=0, br;q=0",
    "br;q=0.0",
    "br;q=-1",
    "br;q=nan",
    "gzip;q=1.0, br;q=0.5",
    "br;q=0.5, *;q=0",
    "*",
    "*;q=0",
    "*, br;q=0",
    "identity",
    "identity;q=0",
    "identity;q=0, gzip",
    "identity;q=0.5, gzip;q=0.1",
    "gzip",
    "br",
    "gzip, deflate, br",
    "GZIP ; Q=0.8",
    "deflate, zstd",
    ";;q==,br;q=,\t=,",
)
DECODE = {"identity": bytes, "br": brotli.decompress, "gzip": gzip.decompress}
ADDRESSES = (
    "/chart/trend.csv?places=CA-BC&as_of=2020-08-25",
    "/chart/trend.json?places=CA-BC&as_of=2020-08-25",
    "/data/releases.csv",
    "/chart/seasonal?places=CA-BC",
    load_static_files().url("vendor/plotly.min.js"),
)


def weight(parameters):
    """The weight among an element's parameters: 1 where there is none, 0 where it is not one (RFC 9110, 12.4.2)."""
    for name, _, value in (parameter.strip().lower().partition("=") for parameter in parameters):
        if name == "q":
            return float(value) if re.fullmatch(r"0(\.\d{0,3})?|1(\.0{0,3})?", value) else 0
    return 1


def accepts(header, coding):
    """Whether a header accepts a coding (RFC 9110, 12.5.3), read apart from the code that is tested."""
    if header is None:
        return True
    elements = [element.split(";") for element in header.lower().split(",")]
    weights = {name.strip(): weight(parameters) for name, *parameters in elements}
    return weights.get(coding, weights.get("*", int(coding == "identity"))) > 0


def orders():
    """The headers begun with each of them in turn, so that each comes before and after each other."""
    return (HEADERS[first:] + HEADERS[:first] for first in range(len(HEADERS)))


@pytest.fixture(scope="module")
def client_of_many_hosts():
    """A client of a server that answers to a host for each order."""
    hosts = tuple(f"order-{number}.example" for number in range(len(HEADERS)))
    return create_app(Config(allowed_hosts=hosts)).server.test_client()


@pytest.mark.slow
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.partition("?")[0])
def test_a_response_has_a_coding_that_was_accepted_whoever_asked_before(client_of_many_hosts, address):
    client = client_of_many_hosts
    plain = client.get(address).data
    assert plain
    for number, headers in enumerate(orders()):
        for header in headers:
            # The host is part of what a response is kept by, so each order begins with nothing kept.
            given = {} if header is None else {"Accept-Encoding": header}
            response = client.get(address, headers=given, base_url=f"http://order-{number}.example")
            coding = response.headers.get("Content-Encoding", "identity")
            nothing_better = coding == "identity" and not accepts(header, "br") and not accepts(header, "gzip")
            assert response.status_code == 200
            assert accepts(header, coding) or nothing_better, (header, coding)
            decoded = DECODE[coding](response.data)
            own = f"http://order-{number}.example"
            expected = plain.replace(b"http://localhost", own.encode())
            expected = expected.replace(quote("http://localhost", safe="").encode(), quote(own, safe="").encode())
            assert decoded == expected, (header, coding)


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", "identity"),
        ("br;q=0", "identity"),
        ("br;q=nan", "identity"),
        ("br;q=", "identity"),
        ("br;level=5", "identity"),
        ("*;q=0", "identity"),
        ("identity, br;q=0.5", "identity"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("*, br;q=0", "gzip"),
        ("X-Other, GZIP", "gzip"),
        ("gzip, deflate, br", "br"),
        ("*", "br"),
    ],
)
def test_the_most_wanted_coding_is_chosen_and_of_those_wanted_alike_the_best(header, coding):
    assert content_coding.choose(header) == coding


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.partition("?")[0])
def test_a_browser_gets_brotli(client, address):
    assert client.get(address, headers={"Accept-Encoding": "gzip, deflate, br"}).headers["Content-Encoding"] == "br"
