"""Reads the files that a person names: files on disk, and no larger than a document is."""

from pathlib import Path

from etl.core.errors import EtlError
from etl.store.disk_files import check_on_disk

MAX_DOCUMENT_BYTES = 64 * 1024**2
"""The largest document had so far is of 12 MB; one of 200 MB would take 5 GB of memory to read."""
_MIB = 1024**2


def read_file(path: Path) -> bytes:
    """Return the bytes of a file. ``EtlError`` where it is no file on disk or too large, ``OSError`` as the system."""
    check_on_disk(path)
    with path.open("rb") as file:
        content = file.read(MAX_DOCUMENT_BYTES + 1)
    if len(content) > MAX_DOCUMENT_BYTES:
        size = f"{max(path.stat().st_size, len(content)) / _MIB:,.1f} MiB"
        raise EtlError(f"{path}: found {size}; expected a document of up to {MAX_DOCUMENT_BYTES // _MIB} MiB")
    return content
