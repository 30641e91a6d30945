"""What was stated of one measure and group, as arrays over all places."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from etl.core.model import RestatedSpan


@dataclass(frozen=True, slots=True)
class Statements:
    """The rows of the table of a measure and group, and the spans of it that releases restate.

    ``place`` is an index into ``places``, which are in order; rows of a place stand together. ``restatements`` are
    spans with the day and the edition of their release, and the edition from which that is void, as ``void_from`` has
    it of the rows.
    """

    places: tuple[str, ...]
    place: NDArray[np.int64]
    start: NDArray[np.datetime64]
    end: NDArray[np.datetime64]
    vintage: NDArray[np.datetime64]
    edition: NDArray[np.int64]
    void_from: NDArray[np.int64]
    value: NDArray[np.float64]
    restatements: tuple[tuple[RestatedSpan, date, int, int], ...]
