"""Earlier states of charts by date, by the rules of RFC 7089: TimeGate, mementos, TimeMap; and what caches keep."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.http import http_date

from dashboard.charts.registry import CHARTS
from tests.examples import examples

HOST = "http://localhost"
MOMENT = "Tue, 01 Sep 2020 10:00:00 GMT"
ADDRESSES = ("/chart/trend", "/chart/trend.csv", "/chart/map.csv?unit=count", "/chart/trend?places=US-OH&lang=fr")
LINK = re.compile(r'<([^>]+)>((?:; [a-z]+="[^"]*")+)')


def links(text):
    """Addresses by each of their relations; of mementos with their moments."""
    given = {}
    for address, attributes in LINK.findall(text):
        values = dict(re.findall(r'([a-z]+)="([^"]*)"', attributes))
        for relation in values["rel"].split():
            given.setdefault(relation, []).append((address, values.get("datetime")))
    return given


def ask(client, address, moment=None, **headers):
    return client.get(address, headers={**({"Accept-Datetime": moment} if moment else {}), **headers})


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_timegate_leads_to_the_state_of_a_moment(client, address):
    led = ask(client, address, MOMENT)
    assert led.status_code == 302
    assert "accept-datetime" in led.headers["Vary"].lower()
    assert "Memento-Datetime" not in led.headers
    given = links(led.headers["Link"])
    assert given["original"] == given["timegate"] == [(HOST + address, None)]
    state = client.get(led.headers["Location"])
    assert state.status_code == 200
    day = parsedate_to_datetime(state.headers["Memento-Datetime"])
    assert day <= parsedate_to_datetime(MOMENT)
    assert f"as_of={day.date()}&edition=" in led.headers["Location"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_state_names_its_original_and_is_the_same_for_every_moment(client, address):
    location = ask(client, address, MOMENT).headers["Location"]
    state, other = client.get(location), ask(client, location, "Thu, 01 Jan 2026 00:00:00 GMT")
    assert (other.status_code, other.data) == (200, state.data)
    assert "accept-datetime" not in state.headers["Vary"].lower()
    given = links(state.headers["Link"])
    assert given["original"] == given["timegate"] == [(HOST + address, None)]
    assert client.get(given["timemap"][0][0]).mimetype == "application/link-format"


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_timemap_lists_the_states_that_the_timegate_leads_to(client, address):
    original = client.get(address)
    given = links(original.headers["Link"])
    timemap = client.get(given["timemap"][0][0])
    listed = links(timemap.text)
    assert listed["original"] == [(HOST + address, None)]
    assert listed["self"][0][0] == given["timemap"][0][0]
    moments = [parsedate_to_datetime(moment) for _, moment in listed["memento"]]
    assert moments == sorted(set(moments))
    assert (given["first"], given["last"]) == (listed["memento"][:1], listed["memento"][-1:])
    for where, moment in (listed["memento"][0], listed["memento"][len(moments) // 2], listed["memento"][-1]):
        assert ask(client, address, moment).headers["Location"] == where


@examples(30)
@given(st.datetimes(*(datetime(year, 1, 1) for year in (1900, 2100)), timezones=st.just(UTC)))  # noqa: DTZ001
def test_the_state_is_the_last_by_then_or_the_first_of_all(app, moment):
    client = app.server.test_client()
    listed = links(client.get("/timemap/chart/trend.csv").text)["memento"]
    by_then = [where for where, day in listed if parsedate_to_datetime(day) <= moment]
    led = ask(client, "/chart/trend.csv", http_date(moment))
    assert led.headers["Location"] == (by_then or [listed[0][0]])[-1]


@pytest.mark.parametrize("moment", ["yesterday", "2020-08-25", "Tue, 25 Aug 2020 00:00:00 +0100", "Wed, 99 Oct 9e19"])
def test_what_is_no_moment_is_refused(client, moment):
    refused = ask(client, "/chart/trend.csv", moment)
    assert refused.status_code == 400
    assert "Accept-Datetime" in refused.json["error"]


def test_no_moment_changes_what_is_kept_for_others(client):
    plain = client.get("/chart/trend.csv?window=12")
    assert ask(client, "/chart/trend.csv?window=12", MOMENT).status_code == 302
    again = client.get("/chart/trend.csv?window=12")
    assert (again.status_code, again.data) == (200, plain.data)
    assert "accept-datetime" in again.headers["Vary"].lower()


def test_what_has_not_changed_is_304_with_its_links_and_a_moment_leads_on_all_the_same(client):
    etag = client.get("/chart/trend.csv").headers["ETag"]
    unchanged = ask(client, "/chart/trend.csv", **{"If-None-Match": etag})
    assert unchanged.status_code == 304
    assert "accept-datetime" in unchanged.headers["Vary"].lower()
    assert "timegate" in links(unchanged.headers["Link"])
    assert ask(client, "/chart/trend.csv", MOMENT, **{"If-None-Match": etag}).status_code == 302
    pinned = "/chart/trend.csv?as_of=2020-08-25&edition=13"
    etag = client.get(pinned).headers["ETag"]
    assert "Memento-Datetime" in ask(client, pinned, **{"If-None-Match": etag}).headers


@pytest.mark.parametrize(
    "address",
    ["/chart/words", "/chart/words.csv", "/chart/trend.json", "/", "/sources", "/chart/trend?as_of=2020-08-25"],
)
def test_other_addresses_have_no_timegate(client, address):
    answered = ask(client, address, MOMENT)
    assert answered.status_code == 200
    assert "accept-datetime" not in answered.headers["Vary"].lower()
    assert "Memento-Datetime" not in answered.headers


def test_where_nothing_was_published_there_is_no_state(client):
    assert client.get("/timemap/chart/words").status_code == 404
    assert ask(client, "/chart/trend?places=GB", MOMENT).status_code == 404
    assert client.get("/timemap/chart/trend?edition=5").status_code == 400


@pytest.mark.parametrize("slug", [slug for slug in CHARTS if slug != "words"])
def test_every_other_chart_has_states(client, slug):
    listed = links(client.get(f"/timemap/chart/{slug}").text)["memento"]
    assert len(listed) > 2
    state = client.get(listed[len(listed) // 2][0].replace(f"/{slug}?", f"/{slug}.csv?"))
    assert state.headers["Memento-Datetime"] == listed[len(listed) // 2][1]


@pytest.mark.parametrize(
    ("as_of", "state"),
    [("2030-01-01", "GMT"), ("2020-09-01", "Tue, 25 Aug 2020 00:00:00 GMT"), ("1990-01-01", None)],
)
def test_the_moment_of_a_state_is_that_of_its_release(client, as_of, state):
    answered = client.get(f"/chart/trend.csv?as_of={as_of}&edition=13&end=2020-07&places=CA-BC")
    moment = answered.headers.get("Memento-Datetime")
    assert moment is None if state is None else moment.endswith(state)
    listed = client.get("/timemap/chart/trend.csv?end=2020-07&places=CA-BC").text
    assert moment is None or f'datetime="{moment}"' in listed


def test_a_script_of_another_site_may_send_a_moment(client):
    asked = client.options("/chart/trend.csv", headers={"Origin": "https://notebook.example"})
    assert "Accept-Datetime" in asked.headers["Access-Control-Allow-Headers"]
    assert client.get("/openapi.json").headers["Access-Control-Allow-Origin"] == "*"
