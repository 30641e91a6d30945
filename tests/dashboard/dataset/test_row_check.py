"""Rows of a CSV file beside the table: stated so, stated otherwise, sums, and revised since."""

import csv
import io

import pytest

from dashboard.dataset.row_check import RowCheck, check_rows, compare_rows, select_keys
from etl.core import csv_io
from tests.dashboard import made

FIGURES = (
    made.figure("2020-07", "2020-08-25", 175),
    made.figure("2020-07", "2026-08-11", 186),
    made.figure("2020-08", "2020-09-23", None),
    made.figure("2020-09", "2020-10-20", 127.5),
)


@pytest.fixture(scope="module")
def table():
    return made.holdings(FIGURES).table


def rows_of(table):
    return list(csv.DictReader(io.StringIO(csv_io.to_csv(table))))


def test_the_rows_of_the_table_are_as_they_are(table):
    assert check_rows(rows_of(table), table) == RowCheck(same=4, revised=1)


@pytest.mark.parametrize(
    ("column", "cell"),
    [("value", "176"), ("value", "175.0"), ("status", "final"), ("place", "CA-AB"), ("vintage", "2020-08-26")],
)
def test_a_changed_cell_is_noticed(table, column, cell):
    first, *others = rows_of(table)
    assert check_rows([first | {column: cell}, *others], table) == RowCheck(same=3, other=1)


def test_sums_are_in_no_release_and_periods_without_one_state_nothing(table):
    first = rows_of(table)[0]
    nothing = first | {"vintage": "", "value": "", "status": "not_held"}
    assert check_rows([first | {"window": "12"}, nothing], table) == RowCheck(sums=1)
    assert check_rows([nothing | {"value": "3"}], table) == RowCheck(other=1)


def test_only_the_series_and_periods_of_a_file_are_taken_of_the_table(table):
    first, *_ = rows = rows_of(table)
    assert select_keys(rows, table).equals(table.reset_index(drop=True))
    assert list(select_keys([first], table)["value"]) == [175, 186]
    assert select_keys([first | {"period_start": "July"}], table).empty


def test_a_row_that_two_files_state_otherwise_is_counted_once():
    own = [("s", "m", "p", "all", "2020-07", "175"), ("s", "m", "p", "all", "2020-08", "9")]
    given = [(*own[0][:-1], "275"), ("s", "m", "p", "all", "1900-01", "1")]
    assert compare_rows(given, own) == RowCheck(other=3)
