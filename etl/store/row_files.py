"""Reads the rows of a source out of the files of its editions.

Nearly all of the time that a file takes is the same for a short one and a long one, and every release adds a file. So
those of a source are read as one; only where that fails, each by itself, which names the file and the line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from etl.core import csv_io
from etl.core.columns import DTYPES
from etl.core.errors import InvalidDocument
from etl.core.places import Places
from etl.core.source import Source
from etl.store.row_checks import row_problems

DTYPES_READ = {name: "category" if dtype == "str" else dtype for name, dtype in DTYPES.items()}
"""Texts are compared as the numbers of categories until all rows have been checked."""


@dataclass(frozen=True, slots=True)
class RowFile:
    """The text of a file of rows, and the edition that it is named after."""

    path: Path
    edition: int
    content: bytes

    @property
    def row_count(self) -> int:
        """How many rows there are below the header: no cell runs over lines."""
        return max(0, self.content.count(b"\n") - 1)


def read_rows(files: Sequence[RowFile], source: Source, ledger: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Return the rows of the files of a source; ``InvalidDocument`` names the file, the line and what is wrong."""
    rows = _read_as_one(files)
    if rows is not None:
        editions = np.repeat([file.edition for file in files], [file.row_count for file in files])
        if not row_problems(rows, source, editions, ledger, places):
            return rows
    return joined([_read_alone(file, source, ledger, places) for file in files])


def joined(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of all parts, texts as categories in order."""
    columns = {
        name: union_categoricals([part[name] for part in parts], sort_categories=True)
        if dtype == "category"
        else pd.concat([part[name] for part in parts], ignore_index=True)
        for name, dtype in DTYPES_READ.items()
    }
    return pd.DataFrame(columns)


def _read_as_one(files: Sequence[RowFile]) -> pd.DataFrame | None:
    """Return the rows of files that begin with the same header; None where they cannot be read one after the other."""
    header = files[0].content.partition(b"\n")[0] + b"\n"
    if not all(file.content.startswith(header) and file.content.endswith(b"\n") for file in files):
        return None
    content = header + b"".join(file.content.removeprefix(header) for file in files)
    try:
        rows = csv_io.read_csv(str(files[0].path.parent), content, DTYPES_READ)
    except InvalidDocument:
        return None
    return rows if len(rows) == sum(file.row_count for file in files) else None


def _read_alone(file: RowFile, source: Source, ledger: pd.DataFrame, places: Places) -> pd.DataFrame:
    rows = csv_io.read_csv(str(file.path), file.content, DTYPES_READ)
    if problems := row_problems(rows, source, file.edition, ledger, places):
        raise InvalidDocument(str(file.path), problems)
    return rows
