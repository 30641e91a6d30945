"""Says plainly when the data folder is not what a person meant: a mistyped name would pass for a store without data."""

from pathlib import Path

from etl.core.errors import EtlError

_LEDGER = "releases.csv"


def check_readable(root: Path) -> None:
    """Raise ``EtlError`` where a command that only reads was given a folder that is not there, or a file."""
    _check_no_file(root)
    if not root.exists():
        raise EtlError(f"{root}: found no such folder; expected the data folder. Check --data")


def check_writable(root: Path) -> None:
    """Raise ``EtlError`` where a command that writes was given a file in place of a folder."""
    _check_no_file(root)


def note_on(root: Path) -> str:
    """Return what a person should know of a folder in which nothing is held; empty where something is."""
    if not root.exists():
        return f"{root}: a new data folder; nothing is held there yet. If it should be another one, check --data"
    if not (root / _LEDGER).exists():
        return f"{root}: found no {_LEDGER}, so nothing is held there yet. If it should be, check --data"
    return ""


def _check_no_file(root: Path) -> None:
    if root.exists() and not root.is_dir():
        raise EtlError(f"{root}: found a file; expected the data folder. Check --data")
