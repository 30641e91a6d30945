"""Works as catalogues of research list them."""

import json
from dataclasses import replace

import pytest

from etl.core.errors import InvalidDocument
from etl.core.source import Document
from etl.parsing.works import read_crossref, read_openalex
from tests.etl import feeds
from tests.etl.feeds import STORY

WORK = replace(STORY, url="https://doi.org/10.1000/182", publication="A Journal", language="en")
CATALOGUES = {"openalex": (feeds.openalex, read_openalex), "crossref": (feeds.crossref, read_crossref)}


def document(content):
    return Document("https://api.example/works", content)


@pytest.mark.parametrize(("form", "read"), CATALOGUES.values(), ids=CATALOGUES)
def test_a_work_with_its_abstract(form, read):
    assert read(document(form(WORK))) == (WORK,)
    assert read(document(form())) == ()


@pytest.mark.parametrize("read", [read_openalex, read_crossref])
@pytest.mark.parametrize("body", ['{"error": "Invalid"}', "[]", '{"results": {}, "message": {"items": 1}}', "null"])
def test_an_answer_without_works_is_refused_by_name(read, body):
    with pytest.raises(InvalidDocument, match="found no list of works; expected a list of works of") as refused:
        read(document(body.encode()))
    assert refused.value.file == "https://api.example/works"


@pytest.mark.parametrize(("form", "read"), CATALOGUES.values(), ids=CATALOGUES)
def test_what_a_work_lacks_is_empty(form, read):
    body = json.loads(form(WORK))
    (body.get("message", {}).get("items") or body["results"])[0].clear()
    (work,) = read(document(json.dumps(body).encode()))
    assert (work.title, work.published_on, work.url, work.text) == ("", None, "", "")


@pytest.mark.parametrize("parts", [[[2024]], [[2024, 9]], [[None]], [[]], [], None, [[2024, 13, 1]], [[10**30, 1, 1]]])
def test_a_day_of_which_a_part_is_missing_is_none(parts):
    body = json.loads(feeds.crossref(WORK))
    body["message"]["items"][0] |= {"published": {"date-parts": parts}, "issued": {"date-parts": parts}}
    (work,) = read_crossref(document(json.dumps(body).encode()))
    assert work.published_on is None


def test_an_abstract_is_put_together_by_the_places_of_its_words():
    body = json.loads(feeds.openalex(WORK))
    body["results"][0]["abstract_inverted_index"] = {
        "in": [1],
        "deaths": [0, 3],
        "July,": [2],
        "odd": ["4", None],
        "x": 5,
    }
    (work,) = read_openalex(document(json.dumps(body).encode()))
    assert work.text == "deaths in July, deaths x"
