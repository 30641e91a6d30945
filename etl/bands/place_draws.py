"""Intervals of a share of figures that hit and miss together within a place: places are drawn anew, not figures.

A percentile bootstrap of clusters (Efron 1979; Davison and Hinkley 1997, 3.8), from a fixed seed.
"""

from functools import lru_cache

import numpy as np

from etl.bands.binomial import TAIL
from etl.bands.sights import Bools, Ints

MIN_PLACES = 8
"""Fewer places are too few to draw from."""
_DRAWS, _SEED = 2000, 1


def interval_by_place(hits: Bools, place: Ints) -> tuple[float, float] | None:
    """Return the lowest and the highest share of hits in 95 of 100 draws of as many places; None of too few places."""
    _, number = np.unique(place, return_inverse=True)
    tries = np.bincount(number)
    places = len(tries)
    if places < MIN_PLACES:
        return None
    draws = _draw(places)
    low, high = np.quantile(draws @ np.bincount(number, weights=hits) / (draws @ tries), [TAIL, 1 - TAIL])
    return float(low), float(high)


@lru_cache(4)
def _draw(places: int) -> Ints:
    """Return how often each of so many places is drawn: draws × places; the same whatever is asked of them."""
    draws: Ints = np.random.default_rng(_SEED).multinomial(places, np.full(places, 1 / places), size=_DRAWS)
    return draws
