"""What was counted in texts: reading the rows, refusing what cannot be, and what ships."""

from datetime import date

import pytest

from etl.core.errors import InvalidDocument
from etl.reference.terms import WordCounts, count_terms
from etl.reference.text_counts import COLUMNS, Scope, TextCounts, read, read_usable, to_rows
from etl.store.files import Store

TERMS = "id,name_en,name_fr,forms_en,forms_fr\nrecovery,a,b,recovery,c\ntreatment,d,e,treatment,f\n"
HASH = "0f" * 32
ROW = {
    "item": "a-story",
    "scope": "whole",
    "term": "recovery",
    "count": "0",
    "words": "312",
    "counted_on": "2026-11-30",
    "sha256": HASH,
}
ITEMS = ("a-story", "a-post")


def csv_of(*changes):
    rows = [",".join((ROW | change).values()) for change in changes]
    return "\n".join([",".join(COLUMNS), *rows, ""])


def faults(*changes):
    with pytest.raises(InvalidDocument) as refusal:
        read(TERMS, csv_of(*changes), ITEMS)
    return [str(problem) for problem in refusal.value.problems]


def test_a_term_with_zero_was_counted_and_one_without_a_row_was_not():
    (text,) = read(TERMS, csv_of({}), ITEMS).texts
    assert text == TextCounts("a-story", Scope.WHOLE, date(2026, 11, 30), WordCounts(312, {"recovery": 0}, HASH))
    assert (text.count("recovery"), text.count("treatment")) == (0, None)


def test_rows_of_a_text_belong_together_and_are_written_as_they_were_read():
    content = csv_of({}, {"term": "treatment", "count": "4"}, {"scope": "title", "words": "5", "sha256": "a" * 64})
    whole, title = read(TERMS, content, ITEMS).texts
    assert whole.word_counts.by_term == {"recovery": 0, "treatment": 4}
    assert (title.scope, title.word_counts.words) == (Scope.TITLE, 5)
    rows = [",".join(row.values()) for text in (whole, title) for row in to_rows(text)]
    assert "\n".join([",".join(COLUMNS), *rows, ""]) == content


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"item": "a-stroy"},
            "column item: found 'a-stroy', expected the id of an item in commentary.csv; did you mean",
        ),
        (
            {"term": "recovry"},
            "column term: found 'recovry', expected the id of a term in terms.csv; did you mean recov",
        ),
        ({"scope": "hole"}, "column scope: found 'hole', expected one of whole, excerpt, title; did you mean whole?"),
        ({"count": "-1"}, "column count: found '-1', expected a whole number"),
        ({"count": ""}, "column count: found '', expected a whole number"),
        ({"count": "313"}, "column count: found '313', expected no more than the 312 words of the text"),
        ({"words": "1.5"}, "column words: found '1.5', expected a whole number"),
        ({"counted_on": "30/11/2026"}, "column counted_on: found '30/11/2026', expected a day"),
        ({"sha256": "0f"}, "column sha256: found '0f', expected 64 characters"),
    ],
)
def test_what_cannot_be_is_named_with_file_line_column_and_near_matches(change, expected):
    (problem,) = faults(change)
    assert problem.startswith(f"commentary_terms.csv line 2, {expected}")


def test_a_term_stands_once_for_a_text_and_all_rows_are_of_one_text():
    (again,) = faults({}, {})
    assert again.startswith("commentary_terms.csv line 3, column term: found 'recovery', expected each term once")
    (other,) = faults({}, {"term": "treatment", "words": "99"})
    assert other.startswith("commentary_terms.csv line 3, column words: found '99', expected 312, as in line 2")


def test_a_bad_row_is_left_out_and_the_others_stand():
    counts, problems = read_usable(TERMS, csv_of({}, {"term": "treatment", "count": "many"}), ITEMS)
    assert [text.word_counts.by_term for text in counts.texts] == [{"recovery": 0}]
    assert [problem.line for problem in problems] == [3]


def test_of_a_lent_file_what_is_of_other_writings_is_passed_over():
    counts, problems = read_usable(TERMS, csv_of({}, {"item": "elsewhere"}), ITEMS, is_lent=True)
    assert [text.item for text in counts.texts] == ["a-story"]
    assert problems == ()


def test_every_title_that_ships_is_counted_as_it_stands():
    snapshot = Store().load()
    held_counts = snapshot.term_counts
    titles = {text.item: text.word_counts for text in held_counts.texts if text.scope is Scope.TITLE}
    assert titles == {
        item.id: count_terms(item.title, held_counts.terms)
        for item in snapshot.commentary.articles
        if not item.title_basis
    }
