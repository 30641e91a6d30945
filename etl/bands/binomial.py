"""Exact intervals of a share, after Clopper and Pearson (1934)."""

from math import lgamma

import numpy as np
from numpy.typing import NDArray

TAIL = 0.025
"""Probability on either side of an interval of 95 per cent."""
_HALVINGS = 50
"""Of the interval from 0 to 1: more than doubles can tell apart."""


def exact_interval(hits: int, tries: int) -> tuple[float, float]:
    """Return the lowest and the highest share that so many hits of so many tries do not exclude, with 95 % confidence.

    They are 0 and 1 where nothing was tried.
    """
    low = 0.0 if hits == 0 else _share_at_tail(hits, tries)
    high = 1.0 if hits == tries else 1 - _share_at_tail(tries - hits, tries)
    return low, high


def is_too_few(hits: int, tries: int, share: float) -> bool:
    """Tell whether so few hits exclude a share, above 0 and below 1: it lies above their exact interval."""
    counts = np.arange(hits + 1)
    logs = _ways(counts, tries) + counts * np.log(share) + (tries - counts) * np.log1p(-share)
    return bool(np.exp(logs).sum() < TAIL)


def _share_at_tail(hits: int, tries: int) -> float:
    """Return the share with which so many hits or more have the probability of the tail."""
    counts = np.arange(hits, tries + 1)
    ways = _ways(counts, tries)
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        share = (low + high) / 2
        logs = ways + counts * np.log(share) + (tries - counts) * np.log1p(-share)
        low, high = (share, high) if np.exp(logs).sum() < TAIL else (low, share)
    return low


def _ways(counts: NDArray[np.int64], tries: int) -> NDArray[np.float64]:
    """Return the logarithms of how many ways there are to have each count of hits among so many tries."""
    return np.array([lgamma(tries + 1) - lgamma(count + 1) - lgamma(tries - count + 1) for count in counts])
