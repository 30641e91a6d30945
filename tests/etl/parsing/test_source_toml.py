"""What a source says of itself is read from its ``source.toml``, or refused with the file and the key."""

import tomllib
from importlib import resources
from pathlib import Path

import pytest

from etl import registry
from etl.core.errors import InvalidDocument
from etl.core.measures import COMMON_TEXTS, LANGUAGES, NO_STATEMENT
from etl.core.model import PeriodKind, Unit
from etl.core.source import Download
from etl.parsing.source_toml import load_source, read_source

SOURCES = resources.files("etl.sources")
MINIMAL = """
place = "US-OH"
url = "https://example.org"
publisher.en = "Ohio"
publisher.fr = "L’Ohio"
terms = "no-licence"
cadence.en = "Monthly."
cadence.fr = "Mensuelle."
citation.en = "Ohio. Deaths."
citation.fr = "Ohio. Décès."

[feed]
addresses = ["https://example.org/a.csv"]
rows_per_page = 50_000

[texts.certainty]
en = "Confirmed."
fr = "Confirmés."

[measures.oh-deaths-month]
period = "month"
unit = "deaths"
title.en = "Deaths by month"
title.fr = "Décès, par mois"
definition.en = \"\"\"
Deaths that
are counted.
\"\"\"
definition.fr = "Décès\u00a0: dénombrés."
certainty = "certainty"
geography = "not-stated"
suppression = "nothing-withheld"
"""


def parse(_document):
    return ()


def read(toml=MINIMAL):
    return read_source("us-oh-odh", toml, parse)


def test_a_source_is_what_its_file_says():
    source = read()
    assert (source.id, source.place, source.url, source.parse) == ("us-oh-odh", "US-OH", "https://example.org", parse)
    assert source.publisher == {"en": "Ohio", "fr": "L’Ohio"}
    assert source.terms == COMMON_TEXTS["no-licence"]
    assert source.download == Download(("https://example.org/a.csv",), 50_000)
    (measure,) = source.measures
    assert (measure.id, measure.period, measure.unit) == ("oh-deaths-month", PeriodKind.MONTH, Unit.DEATHS)
    assert measure.definition == {"en": "Deaths that are counted.", "fr": "Décès\u00a0: dénombrés."}
    assert measure.certainty == {"en": "Confirmed.", "fr": "Confirmés."}
    assert measure.geography == NO_STATEMENT
    assert not measure.is_population
    assert source.places_comparable


def test_what_is_optional_may_be_left_out_or_said():
    without = MINIMAL[: MINIMAL.index("[feed]")] + MINIMAL[MINIMAL.index("[texts") :]
    assert read(without).download is None
    whole = read(MINIMAL.replace("rows_per_page = 50_000", ""))
    assert whole.download == Download(("https://example.org/a.csv",))
    some = read(MINIMAL.replace("rows_per_page = 50_000", 'rows_per_page = 9\ncolumns = ["a", "b"]'))
    assert some.download == Download(("https://example.org/a.csv",), 9, ("a", "b"))
    people = MINIMAL.replace('unit = "deaths"', 'unit = "people"\nis_population = true')
    assert read(people).measures[0].is_population
    unlike = MINIMAL.replace('place = "US-OH"', 'place = "US-OH"\nplaces_comparable = false')
    assert not read(unlike).places_comparable
    assert not read().names_more_places
    counties = MINIMAL.replace('place = "US-OH"', 'place = "US-OH"\nnames_more_places = true')
    assert read(counties).names_more_places
    assert read().days_between_releases is None
    monthly = MINIMAL.replace('place = "US-OH"', 'place = "US-OH"\ndays_between_releases = 30')
    assert read(monthly).days_between_releases == 30


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('place = "US-OH"', "", "place: the key is missing"),
        ('terms = "no-licence"', "", "terms: the key is missing"),
        ('publisher.fr = "L’Ohio"', "", "publisher.fr: the key is missing"),
        ('publisher.fr = "L’Ohio"', 'publisher.de = "O"\npublisher.fr = "O"', "publisher.de: the key is not known;"),
        ('place = "US-OH"', 'place = "US-OH"\nlicence = "x"', "licence: the key is not known; expected place, url,"),
        (
            'place = "US-OH"',
            'place = "US-OH"\nplaces_comparable = 0',
            "places_comparable: found 0; expected true or false",
        ),
        ('url = "https://example.org"', "url = 3", "url: found 3; expected a text"),
        ('cadence.en = "Monthly."', 'cadence.en = " "', "cadence.en: found no text; expected some"),
        ("no-licence", "no-license", "terms: found 'no-license'; expected one of not-stated, no-licence,"),
        ('addresses = ["https://example.org/a.csv"]', "", "feed.addresses: the key is missing"),
        ('["https://example.org/a.csv"]', "[]", "feed.addresses: found []; expected a list of addresses"),
        ('["https://example.org/a.csv"]', "[1]", "feed.addresses: found [1]; expected a list of addresses"),
        ("rows_per_page = 50_000", 'columns = ["a"]', "feed.columns: a file without pages is had whole; expected rows"),
        ("rows_per_page = 50_000", "rows_per_page = 9\ncolumns = []", "feed.columns: found []; expected a list of col"),
        (
            "rows_per_page = 50_000",
            'rows_per_page = "all"',
            "feed.rows_per_page: found 'all'; expected a number of rows",
        ),
        ("rows_per_page", "rows", "feed.rows: the key is not known; expected addresses, rows_per_page"),
        ('fr = "Confirmés."', "", "texts.certainty.fr: the key is missing"),
        ('certainty = "certainty"', 'certainty = "not-stated"', "texts.certainty: no key uses this text"),
        ("certainty]", "not-stated]", "texts.not-stated: common.toml has a text of that name"),
        ('period = "month"', "", "measures.oh-deaths-month.period: the key is missing"),
        ('"month"', '"week"', "measures.oh-deaths-month.period: found 'week'; expected one of month, quarter, year"),
        (
            '"deaths"',
            '"death"',
            "measures.oh-deaths-month.unit: found 'death'; expected one of deaths, cases, percent, rate, people",
        ),
        ('unit = "deaths"', 'unit = "deaths"\nnote = "x"', "measures.oh-deaths-month.note: the key is not known;"),
        ('"nothing-withheld"', "[]", "measures.oh-deaths-month.suppression: found []; expected a table"),
        (
            '"deaths"',
            '"deaths"\nis_population = 1',
            "measures.oh-deaths-month.is_population: found 1; expected true or",
        ),
        ('url = "https', "url = https", "not well-formed TOML: "),
    ],
)
def test_a_wrong_key_is_refused_by_its_whole_name(old, new, problem):
    assert old in MINIMAL
    with pytest.raises(InvalidDocument) as refused:
        read(MINIMAL.replace(old, new, 1))
    assert refused.value.file == "us_oh_odh/source.toml"
    assert problem in refused.value.problems[0]


@pytest.mark.parametrize(
    ("measures", "problem"),
    [
        ("", "measures: the key is missing"),
        ("measures = 1", "measures: found 1; expected a table"),
        ("measures.oh-deaths-month = 1", "measures.oh-deaths-month: found 1; expected a table"),
    ],
)
def test_measures_are_tables(measures, problem):
    head, _, _ = MINIMAL.partition("[feed]")
    with pytest.raises(InvalidDocument, match=problem):
        read(head + measures)


def test_the_id_is_the_name_of_the_folder(tmp_path):
    folder = tmp_path / "us_oh_odh"
    folder.mkdir()
    (folder / "source.toml").write_text(MINIMAL, encoding="utf-8")
    assert load_source(str(folder / "__init__.py"), parse) == read()


def test_texts_that_all_sources_share_stand_in_every_language():
    for words in COMMON_TEXTS.values():
        assert tuple(words) == LANGUAGES
        assert all(text == text.strip() != "" for text in words.values())


def test_common_texts_are_used():
    files = [file.joinpath("source.toml") for file in SOURCES.iterdir() if file.is_dir() and file.name[0] != "_"]
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    assert all(f' = "{name}"' in text for name in COMMON_TEXTS)


@pytest.mark.parametrize("source_id", registry.SOURCES)
def test_a_source_has_its_words_beside_its_code(source_id):
    """In its ``source.toml`` and nowhere else: no Python file of a source holds a text by language."""
    folder = Path(str(SOURCES / source_id.replace("-", "_")))
    values = tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))
    assert list(values["measures"]) == [measure.id for measure in registry.source(source_id).measures]
    assert not [path.name for path in folder.glob("*.py") if '"fr"' in path.read_text(encoding="utf-8")]
