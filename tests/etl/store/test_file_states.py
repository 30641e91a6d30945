"""A folder has another state after whatever could change what is read from it, and the same after anything else."""

import os
import shutil

import pytest

from etl.store.file_states import read_file_states
from tests.etl.stores import FIRST, ROWS, SECOND, add


@pytest.fixture
def root(tmp_path):
    add(tmp_path, FIRST)
    return tmp_path


def rewrite(path):
    """Write the same number of bytes, and put the time of the change back."""
    before = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def put_copy(path):
    """Put another file with the same bytes and times in the place of one."""
    shutil.copy2(path, path.with_name("copy"))
    path.with_name("copy").replace(path)


CHANGES = {
    "a release": lambda root: add(root, SECOND),
    "a file of rows": lambda root: rewrite(root / ROWS.format(1)),
    "the ledger": lambda root: rewrite(root / "releases.csv"),
    "a file more": lambda root: (root / "commentary.csv").touch(),
    "a file less": lambda root: (root / ROWS.format(1)).unlink(),
    "rights": lambda root: (root / "releases.csv").chmod(0o600),
    "a copy in its place": lambda root: put_copy(root / "releases.csv"),
    "all gone": shutil.rmtree,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(root, change):
    before = read_file_states(root)
    change(root)
    assert read_file_states(root) != before


def test_nothing_else_is(root):
    before = read_file_states(root)
    (root / "fetched.json").write_text("{}", encoding="utf-8")
    (root / ".releases.csv.x1").touch()
    (root / "quarantine").mkdir()
    assert read_file_states(root) == before == read_file_states(root)


def test_a_folder_that_is_not_there_has_no_state(tmp_path):
    assert read_file_states(tmp_path / "none") == frozenset()
