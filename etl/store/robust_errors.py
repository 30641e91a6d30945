"""Errors of a mean and of a straight line through values in order, each of which moves with those before it.

A mean has the error of Newey and West (1987), with the number of lags of theirs of 1994, after a first-order
prewhitening; a line that of Andrews (1991), with the quadratic spectral kernel and his bandwidth. So has the R package
sandwich, which reviser uses. Values stand in the order of their periods, those without a value left out.
"""

from dataclasses import dataclass
from math import floor, nan, pi, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Line:
    """A straight line through values: its intercept and slope, and how far off both may be together."""

    intercept: float
    slope: float
    covariance: Floats


def error_of_mean(values: Floats) -> float:
    """Return the standard error of a mean; NaN where that cannot be told, as where all values are the same."""
    deviations = values - values.mean()
    before, after = deviations[:-1], deviations[1:]
    if np.allclose(deviations, 0) or not before.any():
        return nan
    persistence = float(before @ after / (before @ before))
    shocks = after - persistence * before
    lags = _newey_west_lags(shocks, len(values))
    if persistence == 1 or lags + 2 > len(shocks):
        return nan
    weights = 1 - np.arange(lags + 1) / (lags + 1)
    variance = float(_weighted_products(shocks[:, None], weights)[0, 0]) / (1 - persistence) ** 2
    return sqrt(max(variance, 0)) / len(values)


def fit_line(early: Floats, later: Floats) -> Line | None:
    """Fit later values by a line of early ones; None where they lie on one, so that no error can be told."""
    design = np.column_stack([np.ones(len(early)), early])
    if np.ptp(early) == 0:
        return None
    coefficients = np.linalg.lstsq(design, later, rcond=None)[0]
    residuals = later - design @ coefficients
    if np.allclose(residuals, 0):
        return None
    scores = design * residuals[:, None]
    products = _weighted_products(scores, _andrews_weights(scores[:, 1])) * len(early) / (len(early) - 2)
    bread = np.linalg.inv(design.T @ design)
    return Line(float(coefficients[0]), float(coefficients[1]), bread @ products @ bread)


def _newey_west_lags(shocks: Floats, values: int) -> int:
    steps = np.arange(floor(3 * (values / 100) ** (2 / 9)) + 1)
    covariances = np.array([shocks[: len(shocks) - step] @ shocks[step:] for step in steps])
    total = covariances[0] + 2 * covariances[1:].sum()
    slope = 2 * (steps * covariances).sum()
    return floor(1.1447 * (slope**2 / total**2 * values) ** (1 / 3)) if total else values


def _andrews_weights(scores: Floats) -> Floats:
    """Return the weight of each number of steps between two scores."""
    before, after = scores[:-1] - scores[:-1].mean(), scores[1:] - scores[1:].mean()
    persistence = float(before @ after / (before @ before)) if before.any() else 0.0
    if persistence in (0, 1):
        return np.ones(1)
    bandwidth = 1.3221 * (len(scores) * 4 * persistence**2 / (1 - persistence) ** 4) ** 0.2
    angles = 6 * pi / 5 * np.arange(1, len(scores)) / bandwidth
    return np.concatenate([[1.0], 3 / angles**2 * (np.sin(angles) / angles - np.cos(angles))])


def _weighted_products(scores: Floats, weights: Floats) -> Floats:
    """Add up the products of all pairs of scores, each weighted by how far apart they are."""
    products = weights[0] * scores.T @ scores
    for step, weight in enumerate(weights[1:], start=1):
        product = weight * scores[:-step].T @ scores[step:]
        products = products + product + product.T
    total: Floats = products
    return total
