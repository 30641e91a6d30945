"""Writes files whole: whoever reads, and whatever happens, finds the old bytes or the new ones."""

import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

GZIP_LEVEL = 6
"""Half the time of level 9, files 1 % larger. Without a time of writing, the same content is the same bytes."""
_UNFINISHED = re.compile(r"\..+\.(?:csv|gz|json)\.[a-z0-9_]{8}")
"""What ``write_atomic`` calls a file until it is whole; ``tempfile`` ends it in eight random letters."""
_FOLDERS = ("vintages/*", "quarantine/*", "documents/*")
"""The folders of a data folder in which files are written, beside itself."""
_WAITING_ROWS, _ENTRY = "quarantine/*/rows.csv", "entry.json"
"""The rows of a release that waits, and the file that makes it count: it is written last and removed first."""


def write_atomic(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path`` so that any reader, and any crash, sees the old bytes or the new ones.

    ``OSError`` names the file, also where the system names none, as with "No space left on device".
    """
    try:
        _write(path, content)
    except OSError as error:
        if error.filename is None and error.errno is not None:
            raise OSError(error.errno, f"{error.strerror}, writing", str(path)) from error
        raise


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def remove_unfinished(root: Path) -> None:
    """Remove what killed writers left in a data folder; only for whoever holds its lock."""
    folders = [root, *(path for pattern in _FOLDERS for path in root.glob(pattern) if path.is_dir())]
    for path in (path for folder in folders for path in folder.iterdir()):
        if _UNFINISHED.fullmatch(path.name) and path.is_file():
            path.unlink()
    for rows in root.glob(_WAITING_ROWS):
        if not (rows.parent / _ENTRY).exists():
            rows.unlink()
            with suppress(OSError):  # something else lies there, which is not ours
                rows.parent.rmdir()
