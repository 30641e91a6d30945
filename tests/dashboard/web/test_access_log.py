"""Of each answer one line of JSON is noted, and of what was asked only as much as was asked for."""

import json
import logging

import pytest

from dashboard.app import create_app
from dashboard.charts.formats import FORMATS
from dashboard.config import AccessLog, Config, ConfigError
from tests.etl.stores import FIRST, add

ADDRESS = "/chart/trend.csv?places=CA-BC&as_of=2020-08-25"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("noted")
    add(folder, FIRST)
    return folder


def noted(data, mode, caplog):
    """What is noted of four answers; of a second one to the same address too, which is kept."""
    logger = logging.getLogger("dashboard.access")
    client = create_app(Config(data, access_log=mode)).server.test_client()
    logger.addHandler(caplog.handler)
    try:
        for address in (ADDRESS, ADDRESS, "/chart/trend.csv?places=nowhere", "/nope"):
            client.get(address, headers={"User-Agent": "somebody", "X-Forwarded-For": "192.0.2.1"})
    finally:
        logger.removeHandler(caplog.handler)
    return [json.loads(record.message) for record in caplog.records if record.name == "dashboard.access"]


def test_kinds_of_addresses_are_noted_and_no_place(data, caplog):
    lines = noted(data, AccessLog.KINDS, caplog)
    assert [(line["kind"].partition(":")[0], line["status"]) for line in lines] == [
        (f"/chart/<slug>.<any({','.join(FORMATS)})", 200),
        (f"/chart/<slug>.<any({','.join(FORMATS)})", 200),
        (f"/chart/<slug>.<any({','.join(FORMATS)})", 400),
        ("", 404),
    ]
    assert lines[0]["bytes"] == lines[1]["bytes"] > 100
    assert lines[0]["edition"] == 1
    assert all(line["ms"] >= 0 and line["time"].endswith("Z") for line in lines)
    assert not {"CA-BC", "nowhere", "somebody", "192.0.2.1"} & set(json.dumps(lines).replace('"', " ").split())


def test_whole_addresses_are_noted_where_that_is_asked_for(data, caplog):
    assert [line["address"] for line in noted(data, AccessLog.ADDRESSES, caplog)][:1] == [ADDRESS]


def test_nothing_is_noted_unasked(data, caplog):
    assert noted(data, AccessLog.OFF, caplog) == []


def test_the_environment_says_what_is_noted(monkeypatch):
    monkeypatch.setenv("OVERDOSE_ACCESS_LOG", "kinds")
    assert Config.from_environment().access_log is AccessLog.KINDS
    monkeypatch.setenv("OVERDOSE_ACCESS_LOG", "all")
    with pytest.raises(ConfigError, match="'all': expected one of off, kinds, addresses"):
        Config.from_environment()
