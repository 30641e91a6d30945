"""What is written is read again; what was not finished does not exist; the old bytes survive every interruption."""

import gzip
import os
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from etl import registry
from etl.core import csv_io
from etl.core.columns import COLUMNS
from etl.core.errors import EtlError, InvalidDocument
from etl.ingest import pipeline
from etl.ingest.pipeline import Provenance
from etl.reference import text_counts
from etl.sources.ca_bc_coroners import SOURCE
from etl.store import ledger, table
from etl.store.files import PROJECT_DATA_DIR, Store, write_atomic
from tests.etl.stores import FIRST, ROWS, SECOND, TODAY, add, line, rewrite_rows, tree, typed, values

PLACES_OF_SOURCES = "code,name_en,name_fr,parent\n" + "".join(
    f"{code},{code},{code},\n" for code in dict.fromkeys(source.place for source in registry.SOURCES.values())
)
"""A ``places.csv`` of the places that every data folder names."""


@pytest.fixture
def root(tmp_path):
    """A store that has learned one document."""
    add(tmp_path / "data", FIRST)
    return tmp_path / "data"


def same(first, second):
    pd.testing.assert_frame_equal(first.table, second.table)
    pd.testing.assert_frame_equal(first.ledger, second.ledger)
    pd.testing.assert_frame_equal(first.populations, second.populations)
    assert dict(first.places) == dict(second.places)
    assert first.commentary == second.commentary
    assert first.helplines == second.helplines


@pytest.mark.parametrize("name", ["empty", "new/folder"])
def test_an_empty_or_new_folder_is_an_empty_store(tmp_path, name):
    (tmp_path / "empty").mkdir()
    snapshot = Store(tmp_path / name).load()
    assert snapshot.edition == 0
    pd.testing.assert_frame_equal(snapshot.table, table.empty())
    pd.testing.assert_frame_equal(snapshot.ledger, ledger.empty())
    assert tree(tmp_path) == {}
    add(tmp_path / name, FIRST)
    assert values(Store(tmp_path / name).load()) == {"2020-05": 171, "2020-06": 175}


def test_what_is_committed_is_read_again(tmp_path, root):
    snapshot = Store(root).load()
    assert (snapshot.edition, len(snapshot.table), len(snapshot.ledger)) == (1, 3, 2)
    Store(tmp_path / "copy").commit(snapshot, SOURCE.id)
    same(Store(tmp_path / "copy").load(), snapshot)
    assert tree(tmp_path / "copy") == tree(root)


def test_only_what_was_learned_is_written(root):
    assert sorted(tree(root)) == ["editions.csv", "releases.csv", ROWS.format(1)]
    assert {oct((root / name).stat().st_mode & 0o777) for name in tree(root)} == {"0o644"}


def test_the_project_lends_what_the_folder_lacks(root):
    project, snapshot = Store().load(), Store(root).load()
    assert Store() == Store(PROJECT_DATA_DIR)
    assert dict(snapshot.places) == dict(project.places)
    assert len(snapshot.places) > 10
    assert snapshot.commentary == project.commentary
    assert snapshot.helplines == project.helplines != ()
    assert len(snapshot.table) < len(project.table)


def test_the_folder_has_the_first_word(root):
    (root / "places.csv").write_text(f"{PLACES_OF_SOURCES}XX,Nowhere,Nulle part,\n")
    for name in ("commentary.csv", "claims.csv", "events.csv"):
        first_line = (PROJECT_DATA_DIR / name).read_text(encoding="utf-8").partition("\n")[0]
        (root / name).write_text(first_line + "\n")
    snapshot = Store(root).load()
    assert list(snapshot.places)[-1] == "XX"
    assert len(snapshot.places) < len(Store().load().places)
    assert (snapshot.commentary.articles, snapshot.commentary.events) == ((), ())
    assert snapshot.helplines == Store().load().helplines  # of places that this folder does not name


def test_what_was_counted_of_the_project_s_writings_is_lent_with_them(root):
    assert Store(root).load().term_counts == Store().load().term_counts
    first_lines = (PROJECT_DATA_DIR / "commentary.csv").read_text(encoding="utf-8").splitlines(keepends=True)[:2]
    (root / "commentary.csv").write_text("".join(first_lines), encoding="utf-8")
    for name in ("claims.csv", "events.csv"):
        (root / name).write_text((PROJECT_DATA_DIR / name).read_text(encoding="utf-8").partition("\n")[0] + "\n")
    (text,) = Store(root).load().term_counts.texts
    assert text.item == first_lines[1].partition(",")[0]
    (root / "commentary_terms.csv").write_text(
        ",".join(text_counts.COLUMNS) + "\na,title,recovery,0,5,2026-11-30," + 64 * "0"
    )
    with pytest.raises(InvalidDocument, match=r"commentary_terms.csv line 2, column item: found 'a'"):
        Store(root).load()


def test_the_folder_s_own_help_lines_are_of_its_own_places(root):
    lent = (PROJECT_DATA_DIR / "helplines.csv").read_text(encoding="utf-8")
    head, first = lent.splitlines()[:2]
    (root / "helplines.csv").write_text(f"{head}\n{first}\n", encoding="utf-8")
    assert Store(root).load().helplines == Store().load().helplines[:1]
    (root / "helplines.csv").write_text(f"{head}\n{first.replace('CA,', 'PT,', 1)}\n", encoding="utf-8")
    (root / "places.csv").write_text(f"{PLACES_OF_SOURCES}XX,Nowhere,Nulle part,\n")
    with pytest.raises(InvalidDocument, match=r"helplines.csv line 2, column place: found 'PT'"):
        Store(root).load()


def write_rows(root, snapshot):
    """What a command writes before the ledger."""
    rows = csv_io.to_csv(snapshot.table[snapshot.table["edition"] == snapshot.edition])
    write_atomic(root / ROWS.format(snapshot.edition), gzip.compress(rows.encode(), mtime=0))


def test_a_file_of_rows_is_not_written_again(root):
    before = tree(root)
    add(root, SECOND)
    after = tree(root)
    assert sorted(after) == ["editions.csv", "releases.csv", ROWS.format(1), ROWS.format(2)]
    assert after[ROWS.format(1)] == before[ROWS.format(1)]


def test_a_release_that_changes_nothing_has_its_file_too(root):
    add(
        root,
        typed(
            line("2020-05", 171, "2020-07-16", restates="whole"), line("2020-06", 175, "2020-07-16", restates="whole")
        ),
    )
    assert gzip.decompress(tree(root)[ROWS.format(2)]).decode() == ",".join(COLUMNS) + "\n"
    assert Store(root).load().edition == 2


def test_rows_that_the_ledger_does_not_name_do_not_exist(root):
    before, files = Store(root).load(), tree(root)
    after, _ = pipeline.ingest(before, SOURCE, [(Provenance.from_document(SECOND), SOURCE.parse(SECOND))], today=TODAY)
    write_rows(root, after)  # and here the power failed
    assert tree(root).keys() - files.keys() == {ROWS.format(2)}
    same(Store(root).load(), before)
    add(root, SECOND)  # the same command again
    same(Store(root).load(), after)
    assert values(Store(root).load()) == {"2020-05": 174, "2020-06": 177, "2020-07": 175}


def test_another_source_taking_the_same_edition_does_not_bring_them_to_life(root):
    before = Store(root).load()
    after, _ = pipeline.ingest(before, SOURCE, [(Provenance.from_document(SECOND), SOURCE.parse(SECOND))], today=TODAY)
    write_rows(root, after)
    nothing = gzip.compress(csv_io.to_csv(table.empty()).encode())
    write_atomic(root / "vintages" / "us-me-ocme" / "2.csv.gz", nothing)
    (root / "editions.csv").unlink()  # a folder of before it was written
    elsewhere = before.ledger.tail(1).assign(id="us-me-ocme:2020-08-25", source="us-me-ocme", edition=after.edition)
    both = pd.concat([before.ledger, elsewhere], ignore_index=True)
    write_atomic(root / "releases.csv", csv_io.to_csv(both).encode())
    pd.testing.assert_frame_equal(Store(root).load().table, before.table)


def test_a_new_store_whose_ledger_was_never_written_is_empty(root):
    (root / "releases.csv").unlink()
    assert Store(root).load().table.empty
    add(root, SECOND)
    assert values(Store(root).load()) == {"2020-05": 174, "2020-06": 177, "2020-07": 175}


def fail(*_args, **_kwargs):
    raise OSError(28, "No space left on device")


def interrupt(*_args, **_kwargs):
    raise KeyboardInterrupt


@pytest.mark.parametrize("failure", [fail, interrupt])
@pytest.mark.parametrize(("where", "name"), [(os, "fsync"), (Path, "replace"), (Path, "chmod")])
def test_an_interrupted_write_leaves_the_old_bytes(tmp_path, monkeypatch, where, name, failure):
    write_atomic(tmp_path / "sub" / "file.csv", b"old")
    monkeypatch.setattr(where, name, failure)
    for file in ("file.csv", "new.csv"):
        with pytest.raises((OSError, KeyboardInterrupt)):
            write_atomic(tmp_path / "sub" / file, b"new")
    assert tree(tmp_path) == {"sub/file.csv": b"old"}


@pytest.mark.parametrize(("where", "name"), [(os, "fsync"), (Path, "replace")])
def test_an_interrupted_command_leaves_the_folder_as_it_was(root, monkeypatch, where, name):
    before = tree(root)
    monkeypatch.setattr(where, name, fail)
    with pytest.raises(OSError, match="No space left"):
        add(root, SECOND)
    assert tree(root) == before


def test_a_write_replaces_all_of_the_old(tmp_path):
    write_atomic(tmp_path / "file.csv", b"old and long")
    write_atomic(tmp_path / "file.csv", b"new")
    assert tree(tmp_path) == {"file.csv": b"new"}


def test_the_ledger_is_written_last(root, monkeypatch):
    written = []
    monkeypatch.setattr("etl.store.files.write_atomic", lambda path, _content: written.append(path.name))
    Store(root).commit(Store(root).load(), SOURCE.id)
    assert written == ["1.csv.gz", "editions.csv", "releases.csv"]


def test_a_locked_store_says_so(root):
    before = tree(root)
    with Store(root).lock():
        with pytest.raises(EtlError, match="another command is writing there; try again when it has ended") as refusal:
            add(root, SECOND)
        assert str(root) in str(refusal.value)
        assert tree(root) == before
        assert Store(root).load().edition == 1  # readers do not wait
    add(root, SECOND)
    assert Store(root).load().edition == 2


def test_the_lock_is_given_back_after_a_failure(root):
    with pytest.raises(ZeroDivisionError), Store(root).lock():
        raise ZeroDivisionError
    with Store(root).lock():
        pass


def spoil(old, new):
    return lambda content: re.sub(old, new, content, count=1)


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("releases.csv", lambda _: b"", "not readable as CSV in UTF-8"),
        ("releases.csv", lambda content: content[:-30], "line 3, column edition: found '', expected a whole number"),
        ("editions.csv", lambda content: content[:-90] + content[-66:], "1.csv.gz: refused"),
        ("editions.csv", lambda content: content[:-30] + b"\n", "as line 2 of editions.csv has it"),
        ("editions.csv", lambda content: content.replace(b",1,", b",one,"), "line 2, column edition: found 'one'"),
        ("editions.csv", lambda content: content + content.splitlines()[-1] + b"\n", "line 3: found ca-bc-coroners, "),
        ("releases.csv", spoil(rb"sha256", b"sha"), "columns missing: sha256"),
        ("places.csv", spoil(rb"name_fr", b"nom"), "found the columns code, name_en, nom, parent; expected code,"),
        ("claims.csv", spoil(rb",\d{4},", b",once,"), "claims.csv line 2, column period: found 'once'"),
        ("helplines.csv", spoil(rb",9-8-8,", b",call us,"), "helplines.csv line 2, column number: found 'call us'"),
    ],
)
def test_a_spoiled_file_is_refused_by_name(root, name, change, message):
    path = root / name
    if not path.exists():
        shutil.copy(PROJECT_DATA_DIR / name, path)
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(InvalidDocument) as refusal:
        Store(root).load()
    assert message in str(refusal.value)
    assert name in str(refusal.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda content: content + b"\xff", "not readable as CSV in UTF-8"),
        (lambda content: content[:-30], "line 4, column edition: found '', expected a whole number"),
        (spoil(rb",provisional", b",certain"), "line 2, column status: found 'certain', expected one of final, prov"),
        (spoil(rb",171,", b",-171,"), "line 3, column value: found '-171.0', expected a whole number from 0"),
        (spoil(rb",171,", b",,"), "line 3, column value: found '', expected a number beside final or provisional"),
        (spoil(rb",171,", b",1x71,"), "line 3, column value: found '1x71', expected a number or nothing"),
        (lambda content: content + content.splitlines()[-1], "repeated key"),
    ],
)
def test_spoiled_rows_are_refused(root, change, message):
    rewrite_rows(root, 1, change)
    with pytest.raises(InvalidDocument, match=re.escape(message)) as refusal:
        Store(root).load()
    assert str(root / "vintages") in str(refusal.value)
    assert "1.csv.gz" in str(refusal.value) or "edition 1" in str(refusal.value)


@pytest.mark.parametrize(
    ("spoiled", "message"),
    [
        (lambda content: content[:-9], "not readable as gzip"),
        (lambda content: content[:40] + b"?" + content[41:], "not readable as gzip"),
        (lambda _: b"source,measure\n", "not readable as gzip"),
        (None, "the file is missing"),
    ],
)
def test_a_spoiled_or_missing_file_of_rows_is_refused_by_name(root, spoiled, message):
    path = root / ROWS.format(1)
    path.write_bytes(spoiled(path.read_bytes())) if spoiled else path.unlink()
    with pytest.raises(InvalidDocument, match=message) as refusal:
        Store(root).load()
    assert str(path) in str(refusal.value)


def test_holdings_are_not_changed_in_place(root):
    snapshot = Store(root).load()
    copy = replace(snapshot, table=snapshot.table.copy(), ledger=snapshot.ledger.copy())
    after, taken = pipeline.ingest(
        snapshot, SOURCE, [(Provenance.from_document(SECOND), SOURCE.parse(SECOND))], today=TODAY
    )
    same(snapshot, copy)
    assert (after.edition, [item.rows_written for item in taken]) == (2, [3])
