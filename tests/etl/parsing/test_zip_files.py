"""What is in a publisher's ZIP file, or why it cannot be read."""

import io
import zipfile

import pytest

from etl.core.errors import InvalidDocument
from etl.core.source import Document
from etl.parsing import zip_files


def zipped(**files):
    """A ZIP file of these texts by stem."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for stem, text in files.items():
            archive.writestr(f"{stem}.csv", text)
    return Document("data.zip", packed.getvalue())


def test_the_files_of_an_ending_by_name():
    document = zipped(**{"a": "1", "b/c": "2", "__MACOSX/a": "x", "._a": "x"})
    assert zip_files.is_zip(document)
    assert zip_files.extract(document, ".csv") == {"a.csv": b"1", "b/c.csv": b"2"}
    assert zip_files.extract(document, ".txt") == {}
    assert not zip_files.is_zip(Document("data.zip", b"a,b\n"))


def test_what_cannot_be_read_is_refused_by_name(monkeypatch):
    broken = Document("data.zip", zipped(a="1").content[:-9])
    with pytest.raises(InvalidDocument, match=r"^data\.zip: refused\n  - the archive: not a readable ZIP file"):
        zip_files.extract(broken, ".csv")
    monkeypatch.setattr(zip_files, "MAX_FILE_BYTES", 3)
    assert zip_files.extract(zipped(a="123"), ".csv") == {"a.csv": b"123"}
    with pytest.raises(InvalidDocument, match=r"'a\.csv' unpacks to more than 0 MiB"):
        zip_files.extract(zipped(a="1234"), ".csv")
