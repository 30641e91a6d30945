"""Reads files on disk and nothing else: a pipe in place of one would be waited for without end."""

import stat
from pathlib import Path

from etl.core.errors import EtlError

_KINDS = {stat.S_IFIFO: "a pipe", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device", stat.S_IFSOCK: "a socket"}


def check_on_disk(path: Path) -> None:
    """Raise ``EtlError`` where ``path`` is a pipe, a device or a socket, ``OSError`` as the system does."""
    if kind := _KINDS.get(stat.S_IFMT(path.stat().st_mode)):
        raise EtlError(f"{path}: found {kind}; expected a file on disk")


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file on disk; raises as :func:`check_on_disk`."""
    check_on_disk(path)
    return path.read_bytes()
