"""Only files on disk are read, and none that is larger than a document."""

import os
import re

import pytest

from etl.cli import read_file
from etl.core.errors import EtlError


def test_a_file_is_read(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a,b\n")
    assert read_file.read_file(tmp_path / "a.csv") == b"a,b\n"
    (tmp_path / "link.csv").symlink_to(tmp_path / "a.csv")
    assert read_file.read_file(tmp_path / "link.csv") == b"a,b\n"


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(EtlError, match=r"pipe: found a pipe; expected a file on disk"):
        read_file.read_file(tmp_path / "pipe")


def test_a_device_without_an_end_is_refused():
    with pytest.raises(EtlError, match="/dev/zero: found a device; expected a file on disk"):
        read_file.read_file(read_file.Path("/dev/zero"))


def test_a_large_file_is_refused_without_being_read_whole(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024**2)  # it takes no room on the disk
    with pytest.raises(EtlError, match=re.escape("large.csv: found 200.0 MiB; expected a document of up to 64 MiB")):
        read_file.read_file(path)


def test_a_file_that_is_not_there_and_a_folder_are_named_by_the_system(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"absent\.csv"):
        read_file.read_file(tmp_path / "absent.csv")
    with pytest.raises(IsADirectoryError, match="Is a directory"):
        read_file.read_file(tmp_path)
