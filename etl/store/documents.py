"""Keeps documents as they came, compressed, each under the hash of its bytes: a mended reader can read them again.

Only of sources with ``keeps_documents``. They are a keeper's own: no row depends on them, and they are not for git.
"""

import gzip
import hashlib
import zlib
from pathlib import Path

from etl.core.errors import InvalidDocument
from etl.core.source import Source
from etl.store.atomic import GZIP_LEVEL, write_atomic
from etl.store.disk_files import read_bytes

FOLDER = "documents"
MAX_FOLDER_BYTES = 2 * 1024**3
"""All of them, compressed. The CDC's whole table is 0.3 MB, and comes twelve times a year."""


def keep(root: Path, source: Source, content: bytes) -> bool:
    """Keep a document in the data folder ``root``, once; False where its publisher's are not kept, or none more fit."""
    if not source.keeps_documents:
        return False
    path = _path(root, source.id, hashlib.sha256(content).hexdigest())
    if path.exists():
        return True
    packed = gzip.compress(content, GZIP_LEVEL, mtime=0)
    if _size_bytes(root) + len(packed) > MAX_FOLDER_BYTES:
        return False
    write_atomic(path, packed)
    return True


def read(root: Path, source_id: str, sha256: str) -> bytes | None:
    """Return the bytes of a document that is kept, else None; ``InvalidDocument`` where the file is damaged."""
    path = _path(root, source_id, sha256)
    if not path.exists():
        return None
    try:
        content = gzip.decompress(read_bytes(path))
    except (EOFError, OSError, zlib.error) as error:
        raise InvalidDocument(str(path), [f"not readable as gzip: {error}"]) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise InvalidDocument(str(path), ["found other bytes than its name says; expected those with that SHA-256"])
    return content


def _path(root: Path, source_id: str, sha256: str) -> Path:
    return root / FOLDER / source_id / f"{sha256}.gz"


def _size_bytes(root: Path) -> int:
    return sum(path.stat().st_size for path in (root / FOLDER).glob("*/*.gz"))
