"""The rows of quoted figures: the words of ranks and streaks, and what does not go together."""

import pytest

from etl.core.model import Period
from etl.core.quotation import Direction, QuoteKind, Rank, Streak
from etl.parsing.csv_records import read_records
from etl.reference import claim_problems
from etl.reference.claim_rows import COLUMNS, UNITS, to_claim
from etl.registry import MEASURES
from tests.etl.reference.test_commentary import CLAIM, as_csv, problems

HIGH, LOW = Direction.HIGH, Direction.LOW
RANK = CLAIM | {"kind": "rank", "unit": "rank", "value": "2", "record": "highest"}
STREAK = CLAIM | {"kind": "streak", "unit": "months", "value": "3", "record": "above 170"}


def read_row(row, measures=MEASURES):
    """The claim of one row, or the texts of what is wrong with it."""
    faults = []
    records = read_records("claims.csv", as_csv(row), COLUMNS, faults)
    faults += claim_problems.problems(records, measures)
    return [str(fault) for fault in faults] or to_claim(records[0], 1)


@pytest.mark.parametrize(
    ("words", "rank"),
    [
        ("highest", Rank(HIGH, 2)),
        ("lowest", Rank(LOW, 2)),
        ("near highest", Rank(HIGH, 2, is_near=True)),
        ("lowest since 2022-06", Rank(LOW, 2, since=Period.parse("2022-06"))),
        ("highest since 2020", Rank(HIGH, 2, since=Period.year(2020))),
        ("lowest within 2025", Rank(LOW, 2, within=Period.year(2025))),
    ],
)
def test_the_words_of_a_rank(words, rank):
    assert read_row(RANK | {"record": words}).quotation.rank == rank


def test_a_rank_without_a_number_is_the_first():
    claim = read_row(RANK | {"value": "", "record": "near highest"})
    assert (claim.value, claim.quotation.rank.position, claim.is_figure) == (None, 1, True)


@pytest.mark.parametrize(
    ("words", "streak"),
    [
        ("above 170", Streak(HIGH, 3, 170)),
        ("below 160 exactly", Streak(LOW, 3, 160, is_exact=True)),
        ("rising", Streak(HIGH, 3)),
        ("falling exactly", Streak(LOW, 3, is_exact=True)),
    ],
)
def test_the_words_of_a_streak(words, streak):
    assert read_row(STREAK | {"record": words}).quotation.streak == streak


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (RANK | {"record": "biggest"}, "column record: found 'biggest', expected words such as highest"),
        (RANK | {"record": "lowest since June"}, "column record: found 'lowest since June'"),
        (RANK | {"record": "above 170"}, "column record: found 'above 170', expected words for a rank or a streak"),
        (STREAK | {"value": ""}, "column value: found '', expected a number"),
        (STREAK | {"unit": "deaths"}, "column unit: found 'deaths', expected months for the kind streak"),
        (CLAIM | {"value": "175.5"}, "column value: found '175.5', expected a whole number from 0 to 10,000,000,000"),
        (CLAIM | {"value": "-1"}, "column value: found '-1', expected a whole number"),
        (CLAIM | {"comparator": "between", "value_to": "1.5"}, "column value_to: found '1.5', expected a whole number"),
        (
            CLAIM | {"kind": "share", "unit": "percent", "value": "101"},
            "column value: found '101', expected a percentage from 0 to 100",
        ),
        (
            CLAIM | {"kind": "rate", "unit": "per_100k_year", "value": "-1"},
            "column value: found '-1', expected a number",
        ),
        (RANK | {"value": "1.5"}, "column value: found '1.5', expected a whole number"),
        (CLAIM | {"comparator": "between"}, "column value_to: found '', expected a number where"),
        (CLAIM | {"measure": "deaths"}, "column measure: found 'deaths', expected the id of a measure"),
    ],
)
def test_what_does_not_go_together_is_refused(row, expected):
    (problem,) = read_row(row)
    assert problem.startswith(f"claims.csv line 2, {expected}")


def test_without_measures_none_is_checked():
    assert read_row(CLAIM | {"measure": "anything"}, measures=None).quotation.measure == "anything"


def test_a_row_is_refused_with_the_other_files():
    assert problems(claims=(CLAIM | {"kind": "valeu"},))[0].endswith("did you mean value?")


def test_every_kind_has_units():
    assert set(UNITS) == set(QuoteKind)
    assert {unit for units in UNITS.values() for unit in units} == set(COLUMNS["unit"].members)
