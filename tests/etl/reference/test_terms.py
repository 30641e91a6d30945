"""Terms: reading their file, and counting them in texts of either language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.reference.terms import count_terms, read_usable, split_words
from etl.store.files import PROJECT_DATA_DIR
from tests.examples import examples

HEADER = "id,name_en,name_fr,forms_en,forms_fr\n"
ROWS = (
    "safe-supply,safe supply,approvisionnement sûr,safe supply; safe supply program,approvisionnement sûr\n"
    "treatment,treatment,traitement,treatment; treatments,traitement; traitements\n"
    "naloxone,naloxone,naloxone,naloxone,naloxone\n"
)
TERMS, _ = read_usable(HEADER + ROWS)


def counts(text):
    return {term: count for term, count in count_terms(text, TERMS).by_term.items() if count}


def problems(rows):
    return [str(problem) for problem in read_usable(HEADER + rows)[1]]


def test_terms_are_read_with_their_forms():
    supply, *_ = TERMS
    assert supply.name == {"en": "safe supply", "fr": "approvisionnement sûr"}
    assert supply.forms["en"] == (("safe", "supply"), ("safe", "supply", "program"))
    assert supply.forms["fr"] == (("approvisionnement", "sûr"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Treatment, and treatments; mistreatment of TREATMENT's", {"treatment": 3}),
        ("safe-supply, safe\nsupply, unsafe supply, safe, supply", {"safe-supply": 3}),
        ("A safe supply program is a safe supply.", {"safe-supply": 2}),
        ("L’approvisionnement sûr et l'approvisionnement su\u0302r", {"safe-supply": 2}),
        ("trea\u00adtment", {"treatment": 1}),
        ("Naloxone", {"naloxone": 1}),  # the same word in both languages
        ("", {}),
    ],
)
def test_whole_words_are_counted_however_they_are_written(text, expected):
    assert counts(text) == {term: count for term, count in expected.items() if count}


def test_a_term_that_a_text_does_not_have_counts_zero():
    result = count_terms("Three words here.", TERMS)
    assert result.by_term == {"safe-supply": 0, "treatment": 0, "naloxone": 0}
    assert result.words == 3


def test_the_same_words_have_the_same_hash_and_others_another():
    first, same, other = (count_terms(text, TERMS).sha256 for text in ("A safe\nsupply", "a  SAFE supply!", "a supply"))
    assert first == same != other


@examples(200)
@given(st.text())
def test_any_text_is_counted(text):
    result = count_terms(text, TERMS)
    assert result.words == len(split_words(text))
    assert all(0 <= count <= result.words for count in result.by_term.values())


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Safe Supply,a,b,c,d\n", "terms.csv line 2, column id: found 'Safe Supply', expected lower-case words"),
        ("a,,b,c,d\n", "terms.csv line 2, column name_en: found '', expected a text"),
        ("a,b,c,d; ;e,f\n", "terms.csv line 2, column forms_en: found 'd; ;e', expected words"),
        ("a,b,c,d,\n", "terms.csv line 2, column forms_fr: found '', expected words"),
        ("a,b,c,d,e\na,b,c,d,e\n", "terms.csv line 3, column id: found 'a', expected one that no other line has"),
        ("a,b,c,d\n", "terms.csv line 2: found 4 cells"),
    ],
)
def test_what_cannot_be_used_is_named(row, expected):
    (problem,) = problems(row)
    assert problem.startswith(expected)


def test_what_ships_can_be_used_and_no_form_stands_twice():
    terms, faults = read_usable((PROJECT_DATA_DIR / "terms.csv").read_bytes())
    assert faults == ()
    assert {"treatment", "recovery", "safe-supply", "decriminalization", "naloxone", "opioid-agonist"} <= {
        term.id for term in terms
    }
    owners = [(form, term.id) for term in terms for form in {form for forms in term.forms.values() for form in forms}]
    assert len({form for form, _ in owners}) == len(owners)
