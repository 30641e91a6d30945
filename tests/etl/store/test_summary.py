"""What sources count, grouped by definition, and what is held of them."""

import itertools
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import registry
from etl.core.columns import COLUMNS, DTYPES
from etl.core.measures import TITLE_PATTERNS
from etl.core.model import Period, PeriodKind, VintageBasis
from etl.store import ledger, table
from etl.store.release_gaps import release_gaps
from etl.store.summary import SourceSummary, first_clause, measure_families, summarize

SOURCE = registry.source("ca-bc-coroners")
SOURCES = pytest.mark.parametrize("source", registry.SOURCES.values(), ids=lambda source: source.id)


def rows(*figures):
    """Rows of a table: (period, vintage, value), with another source where one is named."""
    return pd.DataFrame(
        [
            {
                "source": source,
                "measure": "unregulated-deaths-month",
                "place": place,
                "group": "all",
                "period_start": pd.Timestamp(Period.parse(period).start),
                "period_end": pd.Timestamp(Period.parse(period).end),
                "vintage": pd.Timestamp(vintage),
                "value": 1.0,
                "status": "provisional",
                "release": f"{source}:{vintage}",
                "edition": 1,
            }
            for period, vintage, place, source in figures
        ],
        columns=COLUMNS,
    ).astype(DTYPES)


def releases(*days, source=SOURCE.id):
    columns = {"source": source, "known": "press"}
    entries = [dict.fromkeys(ledger.COLUMNS, "") | columns | {"vintage": pd.Timestamp(day)} for day in days]
    entries = [row | {"bytes": 0, "rows": 0, "edition": 1, "learned_on": pd.NaT} for row in entries]
    return pd.DataFrame(entries, columns=ledger.COLUMNS).astype(ledger.DTYPES)


# -- definitions -------------------------------------------------------------------------------------------------------


@SOURCES
def test_every_measure_stands_under_one_definition_with_its_words(source):
    listed = measure_families(source)
    assert sorted(m.id for family in listed for m in family.measures) == sorted(
        measure.id for measure in source.measures
    )
    for family in listed:
        for measure in family.measures:
            assert replace(measure, id="", period=PeriodKind.MONTH, title={}) == replace(
                family.representative, id="", period=PeriodKind.MONTH, title={}
            )
        assert len({measure.period for measure in family.measures}) == len(family.measures)


@SOURCES
def test_two_definitions_are_never_the_same(source):
    for first, second in itertools.combinations(measure_families(source), 2):
        assert replace(first.representative, id="", period=PeriodKind.MONTH, title={}) != replace(
            second.representative, id="", period=PeriodKind.MONTH, title={}
        )


@SOURCES
def test_a_definition_is_named_without_the_length_of_its_periods(source):
    for family in measure_families(source):
        for lang in ("en", "fr"):
            assert all(measure.title[lang].startswith(family.title[lang]) for measure in family.measures)
            assert family.title[lang] == family.title[lang].strip(" ,")
    assert len({family.title["en"] for family in measure_families(source)}) == len(measure_families(source))


@given(st.permutations(PeriodKind), st.integers(1, 6))
def test_a_title_is_the_same_whatever_period_comes_first(kinds, number):
    title = {"en": "Deaths, of a kind", "fr": "Décès d’un genre"}
    measures = tuple(
        replace(
            SOURCE.measures[0],
            id=f"some-deaths-{kind.value}",
            period=kind,
            title={lang: pattern.format(title[lang]) for lang, pattern in TITLE_PATTERNS[kind].items()},
        )
        for kind in kinds[:number]
    )
    (family,) = measure_families(replace(SOURCE, measures=measures))
    assert family.title == title
    assert [measure.period for measure in family.measures] == kinds[:number]


def test_british_columbia_has_one_definition_of_deaths():
    first = measure_families(SOURCE)[0]
    assert first.title == {
        "en": "Unregulated drug deaths",
        "fr": "Décès attribuables aux drogues non réglementées",
    }
    assert {measure.period for measure in first.measures} == {
        PeriodKind.MONTH,
        PeriodKind.YEAR,
        PeriodKind.YEAR_TO_DATE,
    }


# -- what is held ------------------------------------------------------------------------------------------------------


def test_what_is_held_is_counted_for_the_source_alone():
    figures = rows(
        ("2020-06", "2020-07-16", "CA-BC", SOURCE.id),
        ("2020-06", "2020-08-25", "CA-BC", SOURCE.id),
        ("2020-07", "2020-08-25", "CA-BC-fraser", SOURCE.id),
        ("2024-01", "2024-06-01", "CA-AB", "ca-ab-asuss"),
    )
    entries = pd.concat(
        [releases("2020-08-25", "2020-07-16", "2020-08-25", "2020-09-04"), releases("2024-06-01", source="ca-ab-asuss")]
    )
    holding = summarize(SOURCE, figures, entries)
    assert holding == SourceSummary(
        release_days=3,
        first_release=date(2020, 7, 16),
        gaps=release_gaps(SOURCE, [date(2020, 7, 16), date(2020, 8, 25), date(2020, 9, 4)]),
        median_gap_days=None,
        days_by_basis={VintageBasis.PRESS: 3},
        row_count=3,
        place_count=2,
        newest_period=Period.month(2020, 7),
    )
    assert holding.last_release == date(2020, 9, 4)


@pytest.mark.parametrize(("days", "gap"), [(5, None), (6, 31)])
def test_a_usual_gap_is_told_of_six_release_days_or_more(days, gap):
    months = [f"2020-{month:02}-15" for month in range(1, days + 1)]
    figures = rows(*(("2020-06", day, "CA-BC", SOURCE.id) for day in months))
    entries = pd.concat([releases(*months), releases(months[0])])
    assert summarize(SOURCE, figures, entries).median_gap_days == gap


def test_days_are_counted_by_how_they_are_known_surest_first():
    days = ["2020-01-15", "2020-02-29", "2020-03-31", "2020-03-31"]
    entries = releases(*days).assign(known=["month only", "month only", "assumed", "publisher"])
    figures = rows(*(("2020-01", day, "CA-BC", SOURCE.id) for day in days[:3]))
    holding = summarize(SOURCE, figures, entries)
    assert list(holding.days_by_basis.items()) == [(VintageBasis.PUBLISHER, 1), (VintageBasis.MONTH_ONLY, 2)]


def test_the_newest_period_is_the_shortest_of_those_that_end_last():
    figures = rows(
        ("2020-01/2020-07", "2020-08-25", "CA-BC", SOURCE.id),
        ("2020-07", "2020-08-25", "CA-BC", SOURCE.id),
        ("2019", "2020-08-25", "CA-BC", SOURCE.id),
    )
    holding = summarize(SOURCE, figures, releases("2020-08-25"))
    assert (holding.newest_period.label, holding.median_gap_days) == ("2020-07", None)


def test_nothing_is_held_of_a_source_without_a_release():
    assert summarize(SOURCE, table.empty(), ledger.empty()) is None


# -- short answers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("Confirmed and suspected; every count changes.", "Confirmed and suspected"),
        ("Apparent: investigations under way.", "Apparent"),
        ("Apparents : enquêtes en cours.", "Apparents"),
        ("Apparents\u00a0: enquêtes en cours.", "Apparents"),
        ("By place of occurrence, in the city.", "By place of occurrence, in the city"),
        ("Under 42 U.S.C. only; no more.", "Under 42 U.S.C"),
        ("At 10:30 or 1.5 a day", "At 10:30 or 1.5 a day"),
        ("", ""),
    ],
)
def test_the_first_clause_is_the_answer(sentence, answer):
    assert first_clause(sentence) == answer


@pytest.mark.parametrize("measure", registry.MEASURES.values(), ids=lambda measure: measure.id)
def test_every_measure_has_short_answers(measure):
    for texts in (measure.certainty, measure.geography, measure.suppression):
        assert all(0 < len(first_clause(text)) <= 120 for text in texts.values())
