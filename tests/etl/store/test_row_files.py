"""Rows of several editions are read as one file, and a fault is named by the file and the line where it stands."""

import re

import pandas as pd
import pytest

from etl.core.columns import COLUMNS, DTYPES
from etl.core.errors import InvalidDocument
from etl.store.files import Store
from tests.etl.stores import FIRST, ROWS, SECOND, add, rewrite_rows


@pytest.fixture
def folder(tmp_path):
    """A folder with two editions of a source."""
    add(tmp_path, FIRST)
    add(tmp_path, SECOND)
    return tmp_path


@pytest.mark.parametrize(
    ("edition", "old", "new", "message"),
    [
        (2, b"2020-07-01,", b"2020-07-02,", "line 4, column period_start: found '2020-07-02'"),
        (
            2,
            b",2\n",
            b",1\n",
            "line 2, column edition: found '1', expected 2, the edition that the file",
        ),
        (
            1,
            b",1\n",
            b",2\n",
            "line 2, column edition: found '2', expected 1, the edition that the file",
        ),
        (2, b",175,", b",many,", "line 4, column value: found 'many', expected a number or nothing"),
        (1, b"source,", b"publisher,", "columns missing: source"),
        (2, b",175,", b',"175,', "not readable as CSV"),
    ],
)
def test_a_fault_is_named_by_its_own_file(folder, edition, old, new, message):
    rewrite_rows(folder, edition, lambda text: text.replace(old, new, 1))
    with pytest.raises(InvalidDocument, match=re.escape(message)) as refusal:
        Store(folder).load()
    assert ROWS.format(edition) in str(refusal.value)
    assert ROWS.format(3 - edition) not in str(refusal.value)


def _in_another_order(text):
    columns = list(reversed(COLUMNS))
    rows = [line.split(b",") for line in text.splitlines()]
    assert len(rows[0]) == len(columns)
    return b"".join(b",".join(reversed(row)) + b"\n" for row in rows)


@pytest.mark.parametrize(
    "change",
    [
        _in_another_order,
        lambda text: text.removesuffix(b"\n"),
        lambda text: text.replace(b"\n", b"\n\n"),
        lambda text: text.replace(b",final", b',"final"').replace(b",provisional", b',"provisional"'),
    ],
    ids=["another order of columns", "no line end at the end", "empty lines", "quoted cells"],
)
@pytest.mark.parametrize("edition", [1, 2])
def test_files_that_do_not_continue_each_other_are_read_by_themselves(folder, edition, change):
    expected = Store(folder).load().table
    rewrite_rows(folder, edition, change)
    pd.testing.assert_frame_equal(Store(folder).load().table, expected)


def test_texts_are_texts_again_once_all_is_read(folder):
    assert dict(Store(folder).load().table.dtypes.astype(str)) == DTYPES
