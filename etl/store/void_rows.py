"""Which rows of the change log stand: a mistaken release is taken back by rows of status ``void``, in a new edition.

Nothing is removed from the log. A void row says that, from its edition on, the row of the same key, vintage and release
does not exist: earlier editions go on answering as they did.
"""

from typing import Any

import numpy as np
import pandas as pd

from etl.core.columns import KEY_COLUMNS
from etl.core.model import Status
from etl.core.text_column import equals

NEVER = 2**62
"""The edition from which a row is void that is not."""
NEWEST = NEVER - 1
"""The edition that knows all that is known."""
_STATEMENT = [*KEY_COLUMNS, "vintage", "release"]


def void_from(table: pd.DataFrame) -> "np.ndarray[Any, np.dtype[np.int64]]":
    """Return of each row the first edition by which it is void, ``NEVER`` where none is; of a void row its own.

    Suppose edition 3 stated July, edition 7 voids that statement, and edition 9 states it again: 7, 7 and ``NEVER``.
    """
    first = np.full(len(table), NEVER, dtype=np.int64)
    is_void = equals(table["status"], Status.VOID.value)
    if not is_void.any():
        return first
    voids = table.loc[is_void, [*_STATEMENT, "edition"]].rename(columns={"edition": "void_edition"})
    # Of the releases that have any: to compare the keys of all rows would take six times as long.
    positions = np.flatnonzero(table["release"].isin(voids["release"].unique()))
    rows = table[[*_STATEMENT, "edition"]].take(positions).assign(position=positions)
    pairs = rows.merge(voids, on=_STATEMENT)
    pairs = pairs[pairs["edition"] <= pairs["void_edition"]]
    np.minimum.at(first, pairs["position"].to_numpy(), pairs["void_edition"].to_numpy())
    return first


def stands(table: pd.DataFrame, edition: int | None = None) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Tell which rows stand by what was known in an edition, the newest if none is given."""
    last = NEWEST if edition is None else edition
    standing: np.ndarray[Any, np.dtype[np.bool_]] = (table["edition"].to_numpy() <= last) & (void_from(table) > last)
    return standing


def log_of_edition(table: pd.DataFrame, edition: int | None = None) -> pd.DataFrame:
    """Return the change log as an edition knew it, without what it held to be void; the table itself if that is all."""
    standing = stands(table, edition)
    return table if standing.all() else table[standing]


def as_void(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that void some of the log, without their edition."""
    return rows[_STATEMENT].assign(value=pd.Series(pd.NA, index=rows.index, dtype="Float64"), status=Status.VOID.value)
