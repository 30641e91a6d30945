"""Which measures a quoted figure may be of: every one of the registry is declared, and words never widen a class."""

import pytest

from etl import registry
from etl.claims import measures
from etl.claims.measures import admissible, class_words, loose_siblings, rules_by_source
from etl.core.groups import GROUPS
from etl.core.quotation import CLASS_WORDS
from tests.etl.claims.made import quote, shipped


def names(period="2020", **chosen):
    definitions = admissible(quote(period, 175, **chosen), shipped())
    return [definition.measures[0].id for definition in definitions]


def test_every_source_of_deaths_is_declared_in_the_table():
    missing = {
        source.id
        for source in registry.SOURCES.values()
        if any(measure.counts_drug_deaths for measure in source.measures)
    } - set(rules_by_source())
    assert not missing, "add a table to etl/claims/measures.toml"


def test_every_measure_of_deaths_is_declared_once_by_source_and_group():
    declared = [
        (measure.id, definition.group)
        for rules in rules_by_source().values()
        for definition in rules.definitions
        for measure in definition.measures
        if definition.group == measures.ALL
    ]
    assert len(declared) == len(set(declared))
    deaths = {measure.id for measure in registry.MEASURES.values() if measure.counts_drug_deaths}
    assert deaths - {name for name, _ in declared} == set(), "add it to etl/claims/measures.toml"


def test_the_table_names_only_what_there_is():
    for source, rules in rules_by_source().items():
        assert rules.max_age_days > 0
        for definition in rules.definitions:
            assert registry.source_of(definition.measures[0].id).id == source
            assert definition.group in GROUPS
            assert definition.needs | definition.implied <= set(CLASS_WORDS)
        assert rules.unsaid <= set(CLASS_WORDS)


@pytest.mark.parametrize(
    ("place", "words", "expected"),
    [
        ("CA-BC", (), ["unregulated-deaths-month"]),
        ("CA-BC", ("drug", "overdose", "toxic"), ["unregulated-deaths-month"]),
        ("CA-BC", ("opioid",), ["apparent-opioid-deaths-quarter"]),
        ("CA-AB", (), ["ab-opioid-deaths-month", "ab-drug-deaths-month"]),
        ("CA-AB", ("opioid",), ["ab-opioid-deaths-month"]),
        ("CA-AB", ("opioid", "accidental"), ["ab-accidental-opioid-deaths-quarter"]),
        ("US-ME", (), ["me-drug-deaths-month", "me-report-drug-deaths-quarter"]),
        ("US-ME", ("suspected", "confirmed"), ["me-drug-deaths-month", "me-report-drug-deaths-quarter"]),
        ("US-ME", ("confirmed",), ["me-confirmed-drug-deaths-month"]),
        ("US-ME", ("predicted",), ["overdose-deaths-12m-predicted"]),
        ("US-CA-SF", ("accidental",), ["sf-overdose-deaths-month"]),
        ("US-CT", (), ["ct-accidental-drug-deaths-month"]),
        ("US-OH", (), ["overdose-deaths-12m-predicted", "overdose-deaths-12m-reported"]),
        ("US", ("reported", "provisional"), ["overdose-deaths-12m-reported"]),
        ("US", ("accidental",), []),
        ("CA", (), []),
        ("CA", ("opioid",), ["apparent-opioid-deaths-quarter"]),
        ("GB-SCT", (), []),
        ("GB-SCT", ("registered",), []),
        ("GB-SCT", ("suspected",), ["sct-suspected-drug-deaths-quarter"]),
        ("PT", (), []),
    ],
)
def test_place_and_words_decide(place, words, expected):
    assert names(place=place, words=words) == expected


def test_a_measure_that_a_keeper_states_decides():
    assert names(place="CA-AB", measure="ab-drug-deaths-year") == ["ab-drug-deaths-month"]


def test_a_share_is_only_of_percentages():
    definitions = admissible(quote("2020", 80, "share", unit="percent", words=("fentanyl",)), shipped())
    assert [definition.measures[0].id for definition in definitions] == ["bc-fentanyl-detected-year"]
    assert names(words=("fentanyl",)) == []


def test_confirmed_and_suspected_together_name_all():
    assert class_words(quote("2020", 1, words=("confirmed", "suspected", "drug"))) == frozenset()


def test_only_words_that_texts_mix_up_have_siblings():
    definitions = loose_siblings(quote("2020", 70699, place="US", words=("predicted",)), shipped())
    assert [definition.measures[0].id for definition in definitions] == ["overdose-deaths-12m-reported"]
    assert loose_siblings(quote("2020", 70699, place="US", words=("opioid",)), shipped()) == ()
    assert loose_siblings(quote("2020", 70699, place="US"), shipped()) == ()
