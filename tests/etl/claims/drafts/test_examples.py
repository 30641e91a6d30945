"""Drafts of our own, in both languages, each with the figures that a careful reader finds in it and no others.

``examples.txt``: a title, the day and the place that the draft is given (- for none), the text, and the figures as
kind, value, place, span and the span that a change is measured from.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from etl.claims.drafts import find_quotations
from etl.claims.newest_months import newest_months
from etl.store.files import Store

EXAMPLES = Path(__file__).with_name("examples.txt")
FIGURE = re.compile(
    r"(?:value|initial|change|rank|streak|rate|mean|cumulative|share|projection) (?:null|-?[0-9.]+) \S+ "
)


@dataclass(frozen=True)
class Example:
    title: str
    published: date
    place: str
    text: str
    figures: list[str]


def examples():
    for block in EXAMPLES.read_text(encoding="utf-8").split("## ")[1:]:
        title, given, *lines = block.strip().splitlines()
        day, place = given.removeprefix("@ ").split()
        text = [line for line in lines if not FIGURE.match(line)]
        figures = [line for line in lines if FIGURE.match(line)]
        yield Example(title, date.fromisoformat(day), "" if place == "-" else place, "\n".join(text), figures)


@pytest.fixture(scope="module")
def snapshot():
    return Store().load()


def as_line(item):
    quotation = item.quotation
    value = "null" if item.number is None else f"{item.number:g}"
    base = quotation.base_period.label if quotation.base_period else ""
    return f"{quotation.kind.value} {value} {quotation.place} {quotation.period.label} {base}".strip()


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example.title)
def test_the_figures_of_a_draft_and_no_others_are_listed(example, snapshot):
    newest = newest_months(snapshot.table, example.published)
    quoted = find_quotations(example.text, example.published, example.place, places=snapshot.places, newest=newest.get)
    assert sorted(map(as_line, quoted)) == sorted(example.figures)


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example.title)
def test_every_quote_stands_in_the_draft_where_it_is_said_to(example, snapshot):
    for item in find_quotations(example.text, example.published, example.place, places=snapshot.places):
        assert example.text[item.start :].startswith(item.words)
        assert item.words == item.words.strip() != ""
