"""Only files on disk are read, wherever the data folder has one."""

import os

import pytest

from etl.core.errors import EtlError
from etl.store import disk_files
from etl.store.files import Store
from tests.etl.stores import FIRST, add


def test_a_pipe_is_named_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(EtlError, match="pipe: found a pipe; expected a file on disk"):
        disk_files.read_bytes(tmp_path / "pipe")
    with pytest.raises(FileNotFoundError):
        disk_files.read_bytes(tmp_path / "nothing")


@pytest.mark.parametrize("name", ["releases.csv", "editions.csv", "vintages/*/1.csv.gz"])
def test_a_pipe_in_place_of_a_file_of_the_data_folder_is_named(tmp_path, name):
    add(tmp_path, FIRST)
    (path,) = tmp_path.glob(name)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(EtlError, match=f"{path.name}: found a pipe"):
        Store(tmp_path).load()
