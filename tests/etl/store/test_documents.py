"""Documents are kept once, whole, and only those of publishers whose terms allow it."""

import gzip
import hashlib
from dataclasses import replace

import pytest

from etl import registry
from etl.core.errors import InvalidDocument
from etl.store import documents

KEPT = registry.source("us-census")
CONTENT = b"NAME,POPESTIMATE2024\nMaine,1405012\n"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def test_a_document_is_kept_once_and_read_as_it_came(tmp_path):
    assert documents.read(tmp_path, KEPT.id, SHA256) is None
    assert documents.keep(tmp_path, KEPT, CONTENT)
    (path,) = tmp_path.rglob("*.gz")
    first = path.stat()
    assert documents.keep(tmp_path, KEPT, CONTENT)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (first.st_mtime_ns, first.st_ino)
    assert documents.read(tmp_path, KEPT.id, SHA256) == CONTENT


def test_documents_with_single_deaths_or_without_a_licence_are_not_kept(tmp_path):
    kept = {source.id for source in registry.SOURCES.values() if documents.keep(tmp_path, source, CONTENT)}
    assert kept == {"ca-statcan", "us-census", "us-cdc-county", "us-cdc-monthly", "us-cdc-vsrr"}
    assert {path.name for path in (tmp_path / documents.FOLDER).iterdir()} == kept


def test_the_folder_does_not_grow_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "MAX_FOLDER_BYTES", 100)
    assert documents.keep(tmp_path, KEPT, CONTENT)
    assert not documents.keep(tmp_path, KEPT, bytes(range(256)))
    assert documents.keep(tmp_path, KEPT, CONTENT)  # it is there already
    assert len([*tmp_path.rglob("*.gz")]) == 1


DAMAGED = {
    "empty": b"",
    "cut": gzip.compress(CONTENT, mtime=0)[:-4],
    "of another": gzip.compress(b"others", mtime=0),
    "not packed": CONTENT,
}


@pytest.mark.parametrize("damaged", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_copy_is_named(tmp_path, damaged):
    documents.keep(tmp_path, KEPT, CONTENT)
    (path,) = tmp_path.rglob("*.gz")
    path.write_bytes(damaged)
    with pytest.raises(InvalidDocument, match=path.name):
        documents.read(tmp_path, KEPT.id, SHA256)


def test_of_another_publisher_it_is_not_taken(tmp_path):
    documents.keep(tmp_path, KEPT, CONTENT)
    assert documents.read(tmp_path, replace(KEPT, id="ca-statcan").id, SHA256) is None
