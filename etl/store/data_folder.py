"""Says plainly when the data folder is not what a person meant: a mistyped name would pass for a store without data."""

from pathlib import Path

from etl.core.errors import EtlError

_LEDGER = "releases.csv"


def check(root: Path) -> None:
    """Raise ``EtlError`` where the data folder is not there, or is a file: a new store begins with an empty folder."""
    if not root.exists():
        raise EtlError(f"{root}: found no such folder; expected the data folder, empty for a new one. Check --data")
    if not root.is_dir():
        raise EtlError(f"{root}: found a file; expected the data folder. Check --data")


def note_on(root: Path) -> str:
    """Return what a person should know of a folder in which nothing is held; empty where something is."""
    if not (root / _LEDGER).exists():
        return f"{root}: found no {_LEDGER}, so nothing is held there yet. If it should be, check --data"
    return ""
