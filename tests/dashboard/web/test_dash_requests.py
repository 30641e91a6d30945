"""No body sent to Dash's address is a fault of the server: what is none of a page's is refused, without a traceback."""

import json
import logging
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.web.dash_requests import is_update
from tests.examples import examples

ADDRESS = "/_dash/_dash-update-component"
GOOD = {
    "output": "view.data",
    "outputs": {"id": "view", "property": "data"},
    "inputs": [{"id": "choice", "property": "data", "value": {"slug": "trend", "query": "places=CA-BC"}}],
    "changedPropIds": ["choice.data"],
    "parsedChangedPropsIds": ["choice.data"],
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(), parts, max_size=3),
    max_leaves=8,
)


def changed(**parts):
    return {name: value for name, value in (GOOD | parts).items() if value is not ...}


def deep(levels):
    return json.loads("[" * levels + "]" * levels)


BAD = {
    "empty": b"",
    "no JSON": b"{",
    "no UTF-8": b'"\xff"',
    "5,000 lists": b"[" * 5000,
    "5,000 whole lists": b"[" * 5000 + b"]" * 5000,
    "a long number": b"1" * 6000,
    **{f"only {value}": json.dumps(value) for value in (None, [], {}, 1, "view.data", True, [GOOD])},
    **{f"without {name}": json.dumps(changed(**{name: ...})) for name in ("output", "outputs", "inputs")},
    **{
        f"{name} is {value}": json.dumps(changed(**{name: value}))
        for name in ("output", "outputs", "inputs", "changedPropIds")
        for value in (None, 1, "x", [1], {"a": 1}, [[]], [{}], [{"id": "choice"}])
    },
    "another output": json.dumps(changed(output="chart.figure")),
    "another property": json.dumps(changed(outputs={"id": "view", "property": "children"})),
    "two inputs": json.dumps(changed(inputs=GOOD["inputs"] * 2)),
    **{f"a state that is {value!r}": json.dumps(changed(state=value)) for value in ({}, "", 0, False, None)},
    "a state": json.dumps(changed(state=[{"id": "x", "property": "y", "value": 1}])),
    "a deep choice": json.dumps(changed(inputs=[GOOD["inputs"][0] | {"value": deep(100)}])),
    "a choice as deep as can be read": json.dumps(changed(inputs=[GOOD["inputs"][0] | {"value": deep(900)}])),
}


@pytest.fixture
def post(client):
    return lambda body, kind="application/json": client.post(ADDRESS, data=body, content_type=kind)


@pytest.mark.parametrize("body", BAD.values(), ids=BAD)
def test_a_body_that_no_page_sends_is_refused(post, body, caplog):
    with caplog.at_level(logging.ERROR):
        refused = post(body)
    assert (refused.status_code, refused.json["status"]) == (400, 400)
    assert caplog.messages == []


@pytest.mark.parametrize(
    "value",
    [
        None,
        1,
        "x",
        [],
        {},
        {"slug": 1, "query": {"a": [1]}},
        {"slug": "trend", "query": "\ud800"},
        {"slug": "trend\0", "query": "%00=%ff"},
        {"slug": "trend", "query": "places=CA-BC&" * 200},
        {"slug": "trend", "query": "", "changed": "\ud800", "known": ["/"], "path": "/"},
    ],
    ids=repr,
)
def test_any_choice_is_answered_in_words(post, value, caplog):
    body = deepcopy(GOOD)
    body["inputs"][0]["value"] = value
    with caplog.at_level(logging.ERROR):
        answered = post(json.dumps(body))
    assert answered.status_code == 200
    assert caplog.messages == []


def test_the_type_of_a_body_counts_whatever_was_asked_before(post):
    body = json.dumps(GOOD)
    assert [post(body, kind).status_code for kind in ("text/plain", "application/json", "text/plain")] == [
        415,
        200,
        415,
    ]


def test_nothing_is_said_of_the_fault(post):
    assert "Traceback" not in post(b"{}").text


@examples(200)
@given(JSON, st.sampled_from([*GOOD, "value"]))
def test_whatever_stands_in_a_body_is_judged_without_a_fault(value, name):
    body = deepcopy(GOOD)
    if name == "value":
        body["inputs"][0]["value"] = value
    else:
        body[name] = value
    assert is_update(body) in {True, False}
    assert is_update(value) is False


@pytest.mark.slow
@examples(60)
@given(JSON, st.sampled_from([*GOOD, "value", ""]))
def test_no_body_is_a_fault_of_the_server(app, value, name):
    body = deepcopy(GOOD) if name else value
    if name == "value":
        body["inputs"][0]["value"] = value
    elif name:
        body[name] = value
    answered = app.server.test_client().post(ADDRESS, data=json.dumps(body), content_type="application/json")
    assert answered.status_code in {200, 400}
