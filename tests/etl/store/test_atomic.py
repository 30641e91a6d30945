"""A write that fails names its file; what a killed writer left is removed by the next that holds the lock."""

import os

import pytest

from etl.core.errors import EtlError
from etl.store.atomic import remove_unfinished, write_atomic
from etl.store.files import Store
from tests.etl.stores import FIRST, add, tree


def test_a_full_disk_names_the_file(tmp_path, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=r"No space left on device, writing: '.*releases\.csv'") as failure:
        write_atomic(tmp_path / "releases.csv", b"new")
    assert failure.value.errno == 28
    assert tree(tmp_path) == {}


def test_a_folder_that_may_not_be_written_is_named_as_the_system_does(tmp_path):
    (tmp_path / "vintages").write_bytes(b"a file")
    with pytest.raises(OSError, match="vintages'"):
        write_atomic(tmp_path / "vintages" / "1.csv.gz", b"new")


LEFT = [
    ".releases.csv.a1b2c3d4",
    ".fetched.json._______9",
    "vintages/ca-bc-coroners/.14.csv.gz.zzzzzzzz",
    "quarantine/some-release/.entry.json.00000000",
]
KEPT = [".gitignore", ".releases.csv", ".notes.txt.a1b2c3d4", "releases.csv.a1b2c3d4", "deep/er/.x.csv.a1b2c3d4"]


def scatter(root):
    for name in [*LEFT, *KEPT]:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"half")


def test_what_killed_writers_left_is_removed_and_nothing_else(tmp_path):
    scatter(tmp_path)
    remove_unfinished(tmp_path)
    assert sorted(tree(tmp_path)) == sorted(KEPT)


def test_whoever_holds_the_lock_removes_it(tmp_path):
    scatter(tmp_path)
    with Store(tmp_path).lock():
        assert not set(LEFT) & set(tree(tmp_path))
        (tmp_path / LEFT[0]).write_bytes(b"being written")
        with pytest.raises(EtlError, match="another command is writing there"), Store(tmp_path).lock():
            pass
        assert LEFT[0] in tree(tmp_path)
    add(tmp_path, FIRST)
    assert LEFT[0] not in tree(tmp_path)


def test_rows_of_a_release_that_waits_no_longer_are_removed(tmp_path):
    kept = ["quarantine/a/rows.csv", "quarantine/a/entry.json", "quarantine/c/mine.txt"]
    for name in [*kept, "quarantine/b/rows.csv", "quarantine/c/rows.csv"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    remove_unfinished(tmp_path)
    assert sorted(tree(tmp_path)) == sorted(kept)
    assert not (tmp_path / "quarantine" / "b").exists()
