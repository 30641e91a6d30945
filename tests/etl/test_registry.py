"""Every registered source is whole, and parses its fixtures to the rows expected.

A fixture is a pair under ``tests/fixtures/<source>/``: a document ``NAME.<ending>`` and its rows in
``NAME.expected.csv``; where the document does not state its day, in ``NAME.published-YYYY-MM-DD.expected.csv``.
"""

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest

from etl import registry
from etl.core import csv_io
from etl.core.errors import NotFound
from etl.core.model import Period, Unit
from etl.core.source import Document
from etl.store.files import Store

FIXTURES = Path(__file__).parents[1] / "fixtures"
LANGUAGES = {"en", "fr"}
COLUMNS = ("vintage", "measure", "place", "group", "period", "value", "status")
EXPECTED = re.compile(r"(?P<name>[^.]+)(?:\.published-(?P<day>[\d-]+))?\.expected\.csv")


def pairs(source_id):
    """Each document of a source with the day it was published, if it does not say, and the file of expected rows."""
    for expected in sorted((FIXTURES / source_id).glob("*.expected.csv")):
        match = EXPECTED.fullmatch(expected.name)
        for document in sorted(expected.parent.glob(f"{match['name']}.*")):
            if not document.name.endswith(".expected.csv"):
                yield document, date.fromisoformat(match["day"]) if match["day"] else None, expected


PAIRS = [
    pytest.param(source_id, *pair, id=f"{source_id}/{pair[0].name}")
    for source_id in registry.SOURCES
    for pair in pairs(source_id)
]


def rows_of(releases):
    """The rows of releases as text, in the form of the fixtures."""
    for release in releases:
        for row in release.rows.itertuples():
            period = Period(row.period_start.date(), row.period_end.date()).label
            value = (
                "" if row.status in {"suppressed", "not_available", "withdrawn"} else csv_io.format_number(row.value)
            )
            yield (str(release.vintage), row.measure, row.place, row.group, period, value, row.status)


@pytest.mark.parametrize("source_id", registry.SOURCES)
def test_a_source_has_a_fixture_pair(source_id):
    assert list(pairs(source_id)), (
        f"put into {FIXTURES / source_id} NAME.csv and NAME.expected.csv, its rows under "
        "vintage,measure,place,group,period,value,status"
    )


@pytest.mark.parametrize("source_id", registry.SOURCES)
def test_expected_rows_belong_to_a_document(source_id):
    listed = {expected.name for _, _, expected in pairs(source_id)}
    assert listed == {path.name for path in (FIXTURES / source_id).glob("*.expected.csv")}


@pytest.mark.parametrize(("source_id", "document", "published", "expected"), PAIRS)
def test_a_fixture_parses_to_its_rows(source_id, document, published, expected):
    releases = registry.source(source_id).parse(Document(document.name, document.read_bytes(), published))
    header, *rows = csv.reader(io.StringIO(expected.read_text(encoding="utf-8"), newline=""))
    assert tuple(header) == COLUMNS
    assert list(rows_of(releases)) == [tuple(row) for row in rows]
    assert {release.source for release in releases} == {source_id}
    assert {row[1] for row in rows_of(releases)} <= {measure.id for measure in registry.source(source_id).measures}


def test_ids_are_unique():
    measures = [measure.id for source in registry.SOURCES.values() for measure in source.measures]
    assert len(set(measures)) == len(measures) == len(registry.MEASURES)
    assert all(source.id == source_id for source_id, source in registry.SOURCES.items())
    assert all(measure.id == measure_id for measure_id, measure in registry.MEASURES.items())
    assert not set(measures) & set(registry.SOURCES)


@pytest.mark.parametrize("source_id", registry.SOURCES)
def test_a_source_says_what_it_is(source_id):
    source = registry.source(source_id)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", source.id)
    for words in (source.publisher, source.terms, source.cadence, source.citation):
        assert set(words) == LANGUAGES
        assert all(words.values())
    assert re.match(r"https://\S+$", source.url)
    assert source.measures
    assert source.place in Store().load().places


@pytest.mark.parametrize("measure", registry.MEASURES.values(), ids=lambda measure: measure.id)
def test_a_measure_has_its_words_in_both_languages(measure):
    texts = (measure.title, measure.definition, measure.certainty, measure.geography, measure.suppression)
    for words in texts:
        assert set(words) == LANGUAGES
        assert all(text.strip() == text != "" for text in words.values())
    assert all(text.endswith(".") for text in measure.definition.values())


def test_populations_are_counted_in_people_and_nothing_else_is():
    assert {"ca-population-quarter", "us-population-year"} == registry.POPULATIONS
    for measure in registry.MEASURES.values():
        assert (measure.unit is Unit.PEOPLE) == measure.is_population == (measure.id in registry.POPULATIONS)
        assert measure.counts_deaths == (measure.unit is Unit.DEATHS)


def test_sources_and_measures_are_found_by_id():
    assert registry.measure("unregulated-deaths-month") in registry.source("ca-bc-coroners").measures


@pytest.mark.parametrize(
    ("find", "kind", "name", "near"),
    [
        (registry.source, "source", "ca-bc-coroner", "ca-bc-coroners"),
        (registry.source, "source", "zzz", "ca-bc-coroners"),
        (registry.measure, "measure", "unregulated-death-month", "unregulated-deaths-month"),
        (registry.measure, "measure", "", "unregulated-deaths-ytd"),
    ],
)
def test_a_stranger_gets_near_matches_or_all(find, kind, name, near):
    with pytest.raises(NotFound, match=f"^unknown {kind} '{name}'; did you mean ") as unknown:
        find(name)
    assert near in unknown.value.close_matches


def test_french_words_are_set_as_french_is():
    """No-break spaces before a colon and inside guillemets; curled apostrophes."""
    of_sources = [
        words for source in registry.SOURCES.values() for words in (source.terms, source.cadence, source.citation)
    ]
    of_measures = [
        words
        for measure in registry.MEASURES.values()
        for words in (measure.title, measure.definition, measure.certainty, measure.geography, measure.suppression)
    ]
    for words in (*of_sources, *of_measures):
        assert not re.search(r" [:;!?»%]|« |'", words["fr"]), words["fr"]
        assert not re.search(r"(?<![\u00a0\d])(?<!https)(?<!http):", words["fr"]), words["fr"]


def test_only_deaths_of_every_cause_are_not_of_drugs():
    every_cause = {measure.id for measure in registry.MEASURES.values() if measure.is_all_causes}
    assert every_cause == {name for name, measure in registry.MEASURES.items() if "all causes" in measure.title["en"]}
    assert every_cause
    assert not any(registry.measure(name).counts_drug_deaths for name in every_cause)
