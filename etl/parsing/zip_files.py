"""Opens the ZIP files that publishers offer. All in memory."""

import io
import re
import zipfile
import zlib

from etl.core.errors import InvalidDocument
from etl.core.source import Document

MAX_FILE_BYTES = 64 * 1024 * 1024


def is_zip(document: Document) -> bool:
    """Tell whether the document is a ZIP file, whatever its name."""
    return document.content.startswith(b"PK")


def extract(document: Document, *endings: str) -> dict[str, bytes]:
    """Extract the files of those endings, by name, without the shadows that a Mac adds.

    Raises ``InvalidDocument`` where the archive is not readable.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
            return {
                info.filename: _read_member(document.name, archive, info)
                for info in archive.infolist()
                if info.filename.lower().endswith(endings) and not re.search(r"(^|/)(__MACOSX/|\._)", info.filename)
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise InvalidDocument(document.name, [f"the archive: not a readable ZIP file ({error})"]) from error


def _read_member(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as member:
        content = member.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        size = f"more than {MAX_FILE_BYTES // 1024**2} MiB"
        raise InvalidDocument(
            name, [f"the archive: {info.filename[:80]!r} unpacks to {size}; expected a table of a few MiB"]
        )
    return content
