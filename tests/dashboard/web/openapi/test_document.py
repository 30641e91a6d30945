"""The description of the server is valid, has every address for programs, and makes none up."""

import re

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from dashboard.charts.registry import CHARTS
from dashboard.params.urls import WHOLE_TABLES
from dashboard.web.openapi.document import operations
from dashboard.web.openapi.option_meanings import OPTION_MEANINGS
from dashboard.web.pages.chart_view import LAYERS
from dashboard.web.pages.registry import PAGES

LAYER = f"/chart/<slug>/<any({','.join(LAYERS)}):layer>.json"
FOR_READERS = {*(page.path for page in PAGES), LAYER, "/embed/<slug>", "/embed.js", "/assets/<path:name>"}
"""Addresses that are for browsers."""
PART_EXAMPLES = {"{source}": "ca-bc-coroners", "{day}": "2020-08-25"}


@pytest.fixture(scope="module")
def described(app):
    return app.server.test_client().get("/openapi.json").json


def example(path):
    for part, text in PART_EXAMPLES.items():
        path = path.replace(part, text)
    return path


def endings_by_rule(app, paths):
    """Which rules the paths follow, each with the endings that they give it."""
    adapter, endings = app.server.url_map.bind("localhost"), {}
    for path in paths:
        rule, parts = adapter.match(example(path), return_rule=True)
        dotted = f"{parts.get('name', parts.get('slug', ''))}.{parts.get('ending', '')}"
        endings.setdefault(rule.rule, set()).add(dotted.partition(".")[2])
    return endings


def test_it_is_valid(described):
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []


def test_it_has_every_address_for_programs_and_no_other(app, described):
    rules = {rule.rule for rule in app.server.url_map.iter_rules() if "GET" in rule.methods}
    endings = endings_by_rule(app, described["paths"])
    assert set(endings) == {rule for rule in rules - FOR_READERS if not rule.startswith("/_dash")}
    for rule, given in endings.items():
        if choice := re.search(r"any\((.+)\):ending", rule):
            assert given == set(choice[1].split(",")), rule


def test_every_chart_and_table_is_there(described):
    assert all(f"/chart/{slug}.csv" in described["paths"] for slug in CHARTS)
    listed = re.findall(r"/data/(\w+)\.csv ", " ".join(path + " " for path in described["paths"]))
    assert set(listed) > {*WHOLE_TABLES, "places", "columns"}


@pytest.mark.parametrize(
    "path",
    [
        *(f"/chart/{slug}.json" for slug in CHARTS),
        "/chart/trend.svg",
        "/embed/map.json",
        *(f"/data/{name}.csv" for name in (*WHOLE_TABLES, "places")),
        *("/claims.csv", "/releases.csv", "/releases/{source}/{day}.csv", "/diff.csv", "/oembed", "/verify.json"),
    ],
)
def test_the_server_knows_every_option_that_is_described_and_refuses_others(client, described, path):
    shared = described["components"]["parameters"]
    parameters = [shared[each["$ref"].rpartition("/")[2]] for each in described["paths"][path]["get"]["parameters"]]
    options = [parameter["name"] for parameter in parameters if parameter["in"] == "query"]
    assert options or path == "/data/places.csv"
    empty = client.get(example(path), query_string=dict.fromkeys(options, ""))
    needs_one = "code" in options or "url" in options
    assert empty.status_code == 200 or (needs_one and empty.status_code in {400, 404}), empty.text
    if path != "/oembed":
        unknown = client.get(example(path), query_string={"nope": 1})
        assert (unknown.status_code, "nope=1" in unknown.json["error"]) == (400, True)


def test_every_option_has_a_meaning_and_no_meaning_is_of_none(site):
    names = {name for operation in operations(site) for name in (*operation.options, *operation.parts)}
    assert names == set(OPTION_MEANINGS)


def test_it_is_linked_from_the_page_of_the_data_from_files_and_for_programs(client):
    assert '<link rel="service-desc" type="application/json" href="/openapi.json">' in client.get("/data").text
    assert "(http://localhost/openapi.json)" in client.get("/llms.txt").text
    expected = '<http://localhost/openapi.json>; rel="service-desc"; type="application/json"'
    assert expected in client.get("/data/places.csv").headers["Link"]


def test_each_address_answers_a_head_as_its_get_without_a_body(client, described):
    for path, methods in described["paths"].items():
        assert set(methods) == {"get", "head"}, path
        assert methods["head"]["responses"].keys() == methods["get"]["responses"].keys()
    shared = described["components"]["responses"]
    answers = [answer for methods in described["paths"].values() for answer in methods["head"]["responses"].values()]
    assert not [
        answer
        for answer in answers
        if "content" in (shared[answer["$ref"].rpartition("/")[2]] if "$ref" in answer else answer)
    ]
    got, asked = (ask("/data/places.csv") for ask in (client.get, client.head))
    assert (asked.status_code, asked.data) == (200, b"")
    assert asked.headers["ETag"] == got.headers["ETag"]
