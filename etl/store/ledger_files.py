"""Reads the ledger and what vouches for it from a data folder, both of the same moment."""

from pathlib import Path

import pandas as pd

from etl import registry
from etl.core import csv_io
from etl.core.errors import InvalidDocument
from etl.core.places import Places
from etl.store import editions, ledger
from etl.store.disk_files import read_bytes

LEDGER = "releases.csv"


def read(root: Path, all_places: Places) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Return the ledger, and what vouches for the files of rows: None in a folder of before that was written.

    ``InvalidDocument`` names the file, the line and what is wrong there.
    """
    ledger_text, editions_text = _read_texts(root)
    releases = _read_ledger(root, ledger_text, all_places)
    vouched = _read_editions(root, editions_text)
    if vouched is not None and (problems := editions.ledger_problems(vouched, releases)):
        raise InvalidDocument(str(root / LEDGER), problems)
    return releases, vouched


def read_editions(root: Path) -> pd.DataFrame | None:
    """Return what vouches for the files of rows; None in a folder of before it was written."""
    return _read_editions(root, _bytes(root / editions.FILE_NAME))


def _read_texts(root: Path) -> tuple[bytes | None, bytes | None]:
    """Read both files, again where the ledger has grown meanwhile: an update writes several editions in a second."""
    text = _bytes(root / LEDGER)
    while True:
        vouched, again = _bytes(root / editions.FILE_NAME), _bytes(root / LEDGER)
        if again == text:
            return text, vouched
        text = again


def _bytes(path: Path) -> bytes | None:
    try:
        return read_bytes(path)
    except FileNotFoundError:
        return None


def _read_ledger(root: Path, text: bytes | None, all_places: Places) -> pd.DataFrame:
    if text is None:
        return ledger.empty()
    rows = csv_io.read_csv(str(root / LEDGER), text, ledger.DTYPES)
    if problems := ledger.problems(rows, registry.SOURCES, all_places):
        raise InvalidDocument(str(root / LEDGER), problems)
    return rows


def _read_editions(root: Path, text: bytes | None) -> pd.DataFrame | None:
    return None if text is None else editions.read(str(root / editions.FILE_NAME), text)
