"""A file of rows that is not the one that was written is refused, with what was expected and how it is mended."""

import gzip
import hashlib
import re

import pytest

from etl.core.errors import InvalidDocument
from etl.sources.ca_bc_coroners import SOURCE
from etl.store import editions, ledger_files
from etl.store.files import Store
from tests.etl.stores import FIRST, ROWS, SECOND, add, line, tree, typed

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
    assert lines(root)[0] == "source,edition,rows,sha256,ledger_sha256"
    release = (root / "releases.csv").read_bytes().splitlines(keepends=True)[3]
    assert lines(root)[2] == f"{SOURCE.id},2,3,{hashlib.sha256(text).hexdigest()},{hashlib.sha256(release).hexdigest()}"
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
    path.write_text(
        path.read_text().replace(lines(root)[2].split(",")[3], "0" * 64)
    )  # and the rows were other ones then
    assert Store(root).load().edition == 1
    add(root, SECOND)
    assert tree(root) == whole


def test_an_empty_store_has_nothing_to_vouch_for(tmp_path):
    assert Store(tmp_path).load().is_vouched_for


# -- the ledger --------------------------------------------------------------------------------------------------------


def change_ledger(root, change):
    path = root / "releases.csv"
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))


@pytest.mark.parametrize(
    ("change", "edition", "line"),
    [
        (lambda rows: [rows[0], rows[1].replace(b"A story", b"A stork"), *rows[2:]], 1, 2),
        (lambda rows: [*rows[:3], rows[3].replace(b"2020-05/2020-07", b"2020-05/2020-06")], 2, 3),
        (lambda rows: [rows[0], *rows[2:]], 1, 2),
        (lambda rows: [*rows[:1], rows[2], rows[1], rows[3]], 1, 2),
    ],
    ids=["another letter", "another span", "a line less", "another order"],
)
def test_a_ledger_that_was_changed_is_refused(root, change, edition, line):
    change_ledger(root, change)
    with pytest.raises(InvalidDocument) as refusal:
        Store(root).load()
    text = str(refusal.value)
    assert text.startswith(f"{root / 'releases.csv'}: refused\n  - releases of {SOURCE.id}, edition {edition}: found ")
    assert f"as line {line} of editions.csv has it; put back the file as it was, from git or a copy" in text
    assert len(HASH.findall(text)) == 2


@pytest.mark.parametrize(("kept", "editions_lost"), [([0, 3], "1"), ([0], "12")])
def test_a_ledger_that_lost_an_edition_is_refused(root, kept, editions_lost):
    change_ledger(root, lambda rows: [rows[position] for position in kept])
    with pytest.raises(InvalidDocument) as refusal:
        Store(root).load()
    expected = "found none, expected those that line {} of editions.csv vouches for"
    assert all(expected.format(int(edition) + 1) in str(refusal.value) for edition in editions_lost)


def test_a_ledger_that_was_not_yet_written_is_the_edition_before(root):
    change_ledger(root, lambda rows: rows[:3])
    assert Store(root).load().edition == 1


def test_a_ledger_that_grows_while_it_is_read_is_read_again(root, monkeypatch):
    read, grown = ledger_files._bytes, []

    def read_slowly(path):
        content = read(path)
        if path.name == "releases.csv" and not grown:
            grown.append("so that this happens once")
            add(root, typed(line("2020-08", 150, "2020-09-25")))
            add(root, typed(line("2020-09", 151, "2020-10-25")))
        return content

    monkeypatch.setattr(ledger_files, "_bytes", read_slowly)
    assert Store(root).load().edition == 4


def test_a_file_of_before_it_vouched_for_the_ledger_is_read_and_does_so_with_the_next_release(root):
    path = root / editions.FILE_NAME
    whole = path.read_text()
    path.write_text("".join(f"{row.rpartition(',')[0]}\n" for row in whole.splitlines()))
    change_ledger(root, lambda rows: rows)
    assert Store(root).load().edition == 2
    add(root, typed(line("2020-08", 150, "2020-09-25")))
    assert path.read_text().startswith(whole)
    assert Store(root).load().edition == 3
