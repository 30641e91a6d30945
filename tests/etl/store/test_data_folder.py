"""A data folder that a person may have mistyped is said plainly."""

import pytest

from etl.core.errors import EtlError
from etl.store import data_folder
from tests.etl.stores import FIRST, add


def test_a_folder_with_data_is_nothing_to_speak_of(tmp_path):
    add(tmp_path, FIRST)
    data_folder.check_readable(tmp_path)
    data_folder.check_writable(tmp_path)
    assert data_folder.note_on(tmp_path) == ""


def test_a_folder_that_is_not_there_can_be_made_and_not_read(tmp_path):
    missing = tmp_path / "dta"
    data_folder.check_writable(missing)
    with pytest.raises(EtlError, match=r"dta: found no such folder; expected the data folder. Check --data"):
        data_folder.check_readable(missing)
    assert data_folder.note_on(missing).endswith(
        "dta: a new data folder; nothing is held there yet. If it should be another one, check --data"
    )


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "data").write_text("x")
    for check in (data_folder.check_readable, data_folder.check_writable):
        with pytest.raises(EtlError, match="data: found a file; expected the data folder"):
            check(tmp_path / "data")


def test_an_empty_folder_says_that_nothing_is_held(tmp_path):
    assert "found no releases.csv, so nothing is held there yet" in data_folder.note_on(tmp_path)
