"""A row that cannot stand in its file is refused with file, line, what was found and what was expected."""

import re

import pytest

from etl.core.errors import InvalidDocument
from etl.store.files import Store
from tests.etl.stores import FIRST, ROWS, add, rewrite_rows


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "ca-bc-coroners,unregulated",
            "us-me-ocme,unregulated",
            "column source: found 'us-me-ocme', expected ca-bc-co",
        ),
        ("deaths-month,", "deaths-months,", "column measure: found 'unregulated-deaths-months', expected a measure of"),
        (
            "unregulated-deaths-month,",
            "me-drug-deaths-month,",
            "column measure: found 'me-drug-deaths-month', expected",
        ),
        (",CA-BC,", ",CA-XX,", "column place: found 'CA-XX', expected the code of a place in places.csv"),
        (",all,", ",everyone,", "column group: found 'everyone', expected a group of etl/core/groups.py"),
        ("2020-05-01,", "2020-05-02,", "column period_start: found '2020-05-02', expected the first day of a month"),
        ("2020-05-31,", "2020-05-15,", "column period_end: found '2020-05-15', expected the last day of a month"),
        ("2020-05-31,", "2020-04-30,", "column period_end: found '2020-04-30', expected a day after period_start"),
        (
            "2020-05-31,",
            "2020-06-30,",
            "column period_end: found '2020-06-30', expected the end of a period of the mea",
        ),
        ("2020-05-01,", ",", "column period_start: found '', expected the first day of a month"),
        (",2020-06-11,", ",9999-01-01,", "column vintage: found '9999-01-01', expected the day of its release in rele"),
        (",2020-06-11,", ",,", "column vintage: found '', expected the day of its release in releases.csv"),
        (",2020-06-11,", ",soon,", "column vintage: found 'soon', expected a day such as 2020-08-25"),
        (",170,", ",inf,", "column value: found 'inf', expected a whole number from 0 to 10,000,000,000"),
        (",170,", ",1e308,", "column value: found '1e+308', expected a whole number from 0 to 10,000,000,000"),
        (",170,", ",7.5,", "column value: found '7.5', expected a whole number from 0"),
        (",170,provisional", ",170,withdrawn", "column value: found '170.0', expected nothing beside a status"),
        (
            ",ca-bc-coroners:2020-06-11,",
            ",ca-bc-coroners:2020-06-12,",
            "column release: found 'ca-bc-coroners:2020-06-12'",
        ),
        (",1\n", ",2\n", "column edition: found '2', expected 1, the edition that the file is named after"),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_its_line(tmp_path, old, new, message):
    add(tmp_path, FIRST)
    rewrite_rows(tmp_path, 1, lambda text: text.replace(old.encode(), new.encode(), 1))
    with pytest.raises(InvalidDocument, match=re.escape(f"line 2, {message}")) as refusal:
        Store(tmp_path).load()
    assert ROWS.format(1) in str(refusal.value)


def test_a_fault_of_many_rows_is_said_once(tmp_path):
    add(tmp_path, FIRST)
    rewrite_rows(tmp_path, 1, lambda text: text.replace(b",CA-BC,", b",CA-XX,"))
    with pytest.raises(InvalidDocument, match=r"add it to data/places.csv \(and in 2 more lines\)") as refusal:
        Store(tmp_path).load()
    assert len(refusal.value.problems) == 1
