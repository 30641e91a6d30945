"""What a request says of its host is believed only where it is allowed, and appears nowhere else."""

import pytest

from dashboard.app import create_app
from dashboard.config import Config
from dashboard.web.hosts import AllowedHosts

ADDRESSES = (
    "/",
    "/chart/trend",
    "/chart/trend.csv",
    "/chart/trend.json",
    "/chart/trend.svg",
    "/chart/trend.png",
    "/sources",
    "/commentary",
    "/data/releases.csv",
    "/chart//trend",
    "/nope",
    "/healthz",
    "/readyz",
)
FORGED = "evil.example"
NAMED = {
    "Host": {"Host": FORGED},
    "Host and port": {"Host": f"{FORGED}:80"},
    "X-Forwarded-Host": {"X-Forwarded-Host": FORGED, "X-Forwarded-Server": FORGED},
    "Forwarded": {"Forwarded": f"host={FORGED};proto=https"},
    "X-Original-Host": {"X-Original-Host": FORGED, "X-Host": FORGED},
}


@pytest.fixture(scope="module", params=["", "https://figures.example"])
def server(request):
    return create_app(Config(base_url=request.param, allowed_hosts=("figures.example",))).server


@pytest.mark.parametrize("headers", NAMED.values(), ids=NAMED)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_forged_host_appears_nowhere_and_nothing_is_kept_for_it(server, address, headers):
    client = server.test_client()
    forged = client.get(address, headers=headers)
    assert FORGED.encode() not in forged.data
    assert FORGED not in str(forged.headers)
    if "Host" in headers and address not in ("/healthz", "/readyz"):
        assert forged.status_code == 400
        said = forged.json["error"] if forged.is_json else forged.text
        assert "does not answer to the host" in said
    assert FORGED.encode() not in client.get(address).data


@pytest.mark.parametrize(
    "host",
    [
        "e vil/../",
        "a,b",
        "[::1",
        "localhost:x",
        "localhost:0",
        "127.0.0.1:99999",
        "",
        "localhost/evil",
        "user@localhost",
        "é.example",
    ],
)
def test_a_host_that_is_none_is_refused(server, host):
    refused = server.test_client().get("/chart/trend.json", environ_overrides={"HTTP_HOST": host})
    assert refused.status_code == 400


def test_an_address_begins_with_the_host_that_is_allowed_and_with_the_base_url_where_there_is_one():
    without = create_app(Config(allowed_hosts=("one.example", "two.example"))).server.test_client()
    based = create_app(Config(base_url="https://figures.example", allowed_hosts=("one.example",))).server.test_client()
    asked = based.get("/oembed", query_string={"url": "https://figures.example/chart/trend"})
    assert asked.json["provider_url"] == "https://figures.example/"
    for host in ("one.example", "two.example", "localhost"):
        assert f'"http://{host}/chart/trend' in without.get("/chart/trend.json", base_url=f"http://{host}").text
    for host in ("one.example", "figures.example", "127.0.0.1:8050"):
        answer = based.get("/chart/trend.json", base_url=f"http://{host}")
        assert '"https://figures.example/chart/trend' in answer.text


@pytest.mark.parametrize(
    ("host", "is_allowed"),
    [
        ("localhost", True),
        ("LOCALHOST:9999", True),
        ("127.0.0.1:8050", True),
        ("[::1]:8050", True),
        ("figures.example", True),
        ("Figures.Example.", True),
        ("figures.example:443", True),
        ("figures.example:8050", True),
        ("figures.example:666", False),
        ("other.example:8443", True),
        ("other.example", False),
        ("base.example", True),
        ("sub.figures.example", False),
        ("figures.example.evil", False),
        ("", False),
    ],
)
def test_which_hosts_are_allowed(host, is_allowed):
    allowed = AllowedHosts(("figures.example", "other.example:8443"), "https://base.example/prefix")
    assert allowed.allows(host, "8050") is is_allowed
