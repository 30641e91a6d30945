"""A data folder that a person may have mistyped is said plainly."""

import pytest

from etl.core.errors import EtlError
from etl.store import data_folder
from tests.etl.stores import FIRST, add


def test_a_folder_with_data_is_nothing_to_speak_of(tmp_path):
    add(tmp_path, FIRST)
    data_folder.check(tmp_path)
    assert data_folder.note_on(tmp_path) == ""


def test_a_folder_that_is_not_there_is_refused_and_not_made(tmp_path):
    missing = tmp_path / "dta"
    with pytest.raises(EtlError, match=r"dta: found no such folder; expected the data folder, empty for a new one"):
        data_folder.check(missing)
    assert not missing.exists()


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "data").write_text("x")
    with pytest.raises(EtlError, match="data: found a file; expected the data folder"):
        data_folder.check(tmp_path / "data")


def test_an_empty_folder_says_that_nothing_is_held(tmp_path):
    data_folder.check(tmp_path)
    assert "found no releases.csv, so nothing is held there yet" in data_folder.note_on(tmp_path)
