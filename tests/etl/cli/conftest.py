"""A copy of the data for commands that write to it."""

import shutil

import pytest

from etl.store.files import PROJECT_DATA_DIR


@pytest.fixture(scope="module")
def data_copy(tmp_path_factory):
    """A copy of what ships, made once for a module: the rows take their time."""
    folder = tmp_path_factory.mktemp("cli") / "data"
    shutil.copytree(PROJECT_DATA_DIR, folder)
    return folder


@pytest.fixture
def data(data_copy):
    """The copy, of which the files kept by hand are put back after each test; the rows are not written to."""
    yield data_copy
    for path in data_copy.iterdir():
        if path.is_file():
            path.unlink()
    for path in PROJECT_DATA_DIR.iterdir():
        if path.is_file():
            shutil.copy(path, data_copy)
