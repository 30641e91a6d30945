"""The range in which values like one ended: weighted quantiles of what became of values that were as far along.

How far along a value is stands on a *clock*: the logarithm of its age or, where the publisher states what is pending,
of the deaths pending for each one counted. Each earlier value gives the ratio of what it became to what it was. Ratios
weigh more the nearer on the clock, the more recent, and where they are of the place itself.

Decision D23 in README.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np

from etl.bands.sights import Bools, Floats, Ints, Sights

LEVELS = np.array([0.1, 0.25, 0.5, 0.75, 0.9])
"""The quantiles: those of the range for 80 of 100, for 50 of 100, and the middle."""
WIDTH = 0.4
"""Standard deviation of the weights on the clock, in natural logarithms: 0.25 to 0.6 do equally well."""
HALF_LIFE_DAYS = 3 * 365.25
"""In which an earlier period loses half its weight: practice changes."""
BORROWED_WEIGHT = 0.1
"""Weight of a ratio of another place, beside 1 of the place itself."""
MIN_TELLING_EXCESS = 0.002
"""Fewer deaths pending for each one counted tell nothing of how they resolve."""
MIN_SLOPE, MAX_SLOPE = -0.5, 3.0
"""Bounds of what a value grows by for each pending death."""
PRIOR_VALUES = 4
"""Typical values that the slope of all places counts as, beside those of the place itself."""
MIN_WEIGHT_SHARE = 0.01
"""Ratios with less of the largest weight do not count as releases that a range rests on."""


@dataclass(frozen=True, eq=False)
class ClockedSights:
    """Sights with where each stands on a clock, and the excess that the clock is made of, if it is one of pending."""

    sights: Sights
    clock: Floats
    excess: Floats | None = None

    @classmethod
    def by_age(cls, sights: Sights) -> Self:
        """Put sights on the clock of their age."""
        return cls(sights, np.log(np.maximum(sights.age, 0) + 10.0))

    @classmethod
    def by_pending(cls, sights: Sights, excess: Floats) -> Self:
        """Put sights on the clock of what is pending."""
        return cls(sights, np.log(excess + 0.003), excess)


@dataclass(frozen=True, eq=False)
class Ranges:
    """What was learned of some values: the quantiles of what they may become, and what these rest on.

    ``effective`` is Kish's number of earlier periods, ``is_of_releases`` whether they come from several releases,
    ``has_own`` whether any are of the place itself, ``is_freshest`` whether all were further along.
    """

    quantiles: Floats
    effective: Floats
    is_of_releases: Bools
    has_own: Bools
    is_freshest: Bools


def find_ranges(past: ClockedSights, targets: ClockedSights) -> Ranges:
    """Return the ranges of some values, from earlier sights of which it is known what they became."""
    earlier, wanted = past.sights, targets.sights
    if not len(earlier):
        return _nothing(len(wanted))
    is_other = earlier.end != wanted.end[:, None]
    is_own = (earlier.place == wanted.place[:, None]) & is_other
    weights, effective = _weigh(past, targets, np.where(is_own, 1.0, BORROWED_WEIGHT) * is_other)
    strong = (weights > 0) & (weights >= MIN_WEIGHT_SHARE * weights.max(axis=1, keepdims=True))
    first_release = np.where(strong, earlier.day, earlier.day.max() + 1).min(axis=1)
    last_release = np.where(strong, earlier.day, 0).max(axis=1)
    has_pending = past.excess is not None
    return Ranges(
        quantiles=_quantiles(past, targets, weights, effective),
        effective=effective,
        is_of_releases=first_release < last_release,
        has_own=is_own.any(axis=1),
        is_freshest=targets.clock > past.clock.max() if has_pending else targets.clock < past.clock.min(),
    )


def _nothing(count: int) -> Ranges:
    no = np.zeros(count, dtype=bool)
    return Ranges(np.full((count, len(LEVELS)), np.nan), np.zeros(count), no, no, no)


def _weigh(past: ClockedSights, targets: ClockedSights, of_place: Floats) -> tuple[Floats, Floats]:
    """Return the weight of each earlier sight for each value, and the effective number of earlier periods.

    Several sights of one period weigh together what the nearest of them does: they are one thing that was learned.
    """
    earlier = past.sights
    nearness = np.exp(-0.5 * ((past.clock - targets.clock[:, None]) / WIDTH) ** 2)
    recency = 0.5 ** ((earlier.end.max() - earlier.end) / HALF_LIFE_DAYS)
    weights = nearness * recency * of_place
    begins = np.flatnonzero(np.diff(earlier.cell, prepend=-1))
    sizes = np.diff(begins, append=len(earlier))
    nearest = np.maximum.reduceat(weights, begins, axis=1)
    total = np.add.reduceat(weights, begins, axis=1)
    weights = weights * np.repeat(nearest / np.where(total > 0, total, 1), sizes, axis=1)
    squares = (nearest**2).sum(axis=1)
    return weights, nearest.sum(axis=1) ** 2 / np.where(squares > 0, squares, 1)


def _quantiles(past: ClockedSights, targets: ClockedSights, weights: Floats, effective: Floats) -> Floats:
    """Return weighted quantiles of what each value may become, further apart the smaller the sample (as conformal)."""
    earlier, values = past.sights, targets.sights.value
    ratio = (earlier.later + 0.5) / (earlier.value + 0.5)
    quantiles = np.full((len(values), len(LEVELS)), np.nan)
    is_positive = bool((weights > 0).all())
    levels = 0.5 + (LEVELS - 0.5) * (1 + 1 / np.maximum(effective, 1))[:, None]
    for rows, slope in _slopes(past, targets, ratio):
        start = ratio if past.excess is None else ratio - slope * past.excess
        order = np.argsort(start, kind="stable")
        shares = weights[np.ix_(rows, order)]
        shares /= np.maximum(shares.sum(axis=1, keepdims=True), np.finfo(float).tiny)
        positions = np.cumsum(shares, axis=1) - shares / 2
        ordered = start[order]
        for row, share, position in zip(rows.tolist(), shares, positions, strict=True):
            heavy = slice(None) if is_positive else share > 0
            if share[heavy].any():
                ended = np.interp(levels[row], position[heavy], ordered[heavy])
                ended += 0.0 if targets.excess is None else slope * targets.excess[row]
                quantiles[row] = (values[row] + 0.5) * ended - 0.5
    return quantiles


def _slopes(past: ClockedSights, targets: ClockedSights, ratio: Floats) -> Iterator[tuple[Ints, float]]:
    """Yield the rows of the values of each place with the growth for each pending death there; 0 on the clock of age.

    It is the mean over places of the mean of theirs, and the place's own beside that.
    """
    wanted, excess = targets.sights.place, past.excess
    telling = np.zeros(len(ratio), dtype=bool) if excess is None else excess > MIN_TELLING_EXCESS
    if excess is None or not telling.any():
        yield np.arange(len(wanted)), 0.0
        return
    place = past.sights.place
    growth = np.clip((ratio[telling] - 1) / excess[telling], MIN_SLOPE, MAX_SLOPE)
    counts = np.bincount(place[telling])
    means = (np.bincount(place[telling], growth) / np.maximum(counts, 1))[counts > 0]
    typical = PRIOR_VALUES * float(np.median(excess[excess > 0] ** 2))
    for index in np.unique(wanted):
        own = place == index
        top = ((ratio[own] - 1) * excess[own]).sum() + means.mean() * typical
        slope = top / ((excess[own] ** 2).sum() + typical)
        yield np.flatnonzero(wanted == index), float(np.clip(slope, MIN_SLOPE, MAX_SLOPE))
