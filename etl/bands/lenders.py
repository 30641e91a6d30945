"""Which places lend their experience to the others: all of a measure, or some of very many.

What ranges learn from grows with the square of the places: of 3,100 counties it took 19 GB. The largest measure of
states has 54 places, so that nothing changes for those.
"""

import numpy as np

from etl.bands.sights import Ints, Sights

MAX_LENDERS = 64
"""Places that lend at most."""


def lending_places(sights: Sights, day: int) -> Ints:
    """Return the places, as indexes, that lend on a day: at most ``MAX_LENDERS``, from the smallest to the largest.

    Of more places they are evenly spread by the mean of all that was published of each by the day: how counts of a
    hundred are revised tells more of other hundreds than what counts of a dozen do. Nothing of the future is used.
    """
    is_public = sights.day <= day
    counts = np.bincount(sights.place[is_public], minlength=len(sights.places))
    places: Ints = np.flatnonzero(counts)
    if len(places) <= MAX_LENDERS:
        return places
    sums = np.bincount(sights.place[is_public], sights.value[is_public], minlength=len(sights.places))
    by_size = places[np.argsort(sums[places] / counts[places], kind="stable")]
    chosen: Ints = by_size[np.linspace(0, len(by_size) - 1, MAX_LENDERS).round().astype(np.int64)]
    return chosen
