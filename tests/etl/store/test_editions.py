"""A file of rows that is not the one that was written is refused, with what was expected and how it is mended."""

import gzip
import hashlib
import re

import pytest

from etl.core.errors import InvalidDocument
from etl.sources.ca_bc_coroners import SOURCE
from etl.store import editions
from etl.store.files import Store
from tests.etl.stores import FIRST, ROWS, SECOND, add, tree

HASH = re.compile("[0-9a-f]{64}")


@pytest.fixture
def root(tmp_path):
    """A store that has learned two documents."""
    add(tmp_path, FIRST)
    add(tmp_path, SECOND)
    return tmp_path


def rewrite(root, change):
    path = root / ROWS.format(1)
    path.write_bytes(gzip.compress(change(gzip.decompress(path.read_bytes()))))


def lines(root):
    return (root / editions.FILE_NAME).read_text().splitlines()


def test_every_column_has_a_type_and_a_meaning():
    assert list(editions.COLUMN_MEANINGS) == list(editions.DTYPES) == list(editions.empty())


def test_each_edition_appends_one_line(root):
    text = gzip.decompress((root / ROWS.format(2)).read_bytes())
    assert lines(root)[0] == "source,edition,rows,sha256"
    assert lines(root)[2] == f"{SOURCE.id},2,3,{hashlib.sha256(text).hexdigest()}"
    assert len(lines(root)) == 3
    assert Store(root).load().is_vouched_for


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        (lambda text: text[: text.index(b"\n") + 1], "0"),
        (lambda text: text[: text.rindex(b"\n", 0, -1) + 1], "2"),
        (lambda text: text.replace(b",171,", b",117,"), "3"),
    ],
    ids=["only the header", "a row less", "another value"],
)
def test_a_file_of_rows_that_was_changed_is_refused(root, change, rows):
    rewrite(root, change)
    with pytest.raises(InvalidDocument) as refusal:
        Store(root).load()
    text = str(refusal.value)
    assert text.startswith(f"{root / ROWS.format(1)}: refused\n")
    assert f"found {rows} rows with the hash " in text
    assert ", expected 3 rows with the hash " in text
    assert "as line 2 of editions.csv has it" in text
    assert "put back the file as it was, from git or a copy" in text
    assert len(HASH.findall(text)) == 2


def test_a_file_that_was_packed_anew_is_the_same(root):
    rewrite(root, lambda text: text)
    assert Store(root).load().edition == 2


def test_what_was_found_may_be_written_down_by_a_person(root):
    rewrite(root, lambda text: text.replace(b",171,", b",172,"))
    with pytest.raises(InvalidDocument) as refusal:
        Store(root).load()
    actual, expected = HASH.findall(str(refusal.value))
    path = root / editions.FILE_NAME
    path.write_text(path.read_text().replace(expected, actual))
    assert Store(root).load().edition == 2


def test_a_file_without_a_line_is_refused_with_the_line(root):
    path = root / editions.FILE_NAME
    whole = path.read_text()
    path.write_text("".join(whole.splitlines(keepends=True)[:2]))
    with pytest.raises(InvalidDocument, match=r"editions.csv has no row for it; .* append the line") as refusal:
        Store(root).load()
    (line,) = re.findall(f"{SOURCE.id},2,.*", str(refusal.value))
    assert path.read_text() + line + "\n" == whole


def test_a_folder_of_before_is_read_and_vouched_for_with_the_next_release(tmp_path):
    add(tmp_path, FIRST)
    first = lines(tmp_path)
    (tmp_path / editions.FILE_NAME).unlink()
    assert not Store(tmp_path).load().is_vouched_for
    add(tmp_path, SECOND)
    assert lines(tmp_path)[:2] == first
    assert len(lines(tmp_path)) == 3
    assert Store(tmp_path).load().is_vouched_for


def test_the_line_of_a_run_that_did_not_end_is_replaced(root):
    whole = tree(root)
    ledger = root / "releases.csv"
    ledger.write_bytes(b"".join(ledger.read_bytes().splitlines(keepends=True)[:3]))  # the power failed before the third
    path = root / editions.FILE_NAME
    path.write_text(path.read_text().replace(lines(root)[2][-64:], "0" * 64))  # and the rows were other ones then
    assert Store(root).load().edition == 1
    add(root, SECOND)
    assert tree(root) == whole


def test_an_empty_store_has_nothing_to_vouch_for(tmp_path):
    assert Store(tmp_path).load().is_vouched_for
